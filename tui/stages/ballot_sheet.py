"""What the room sees while it votes: candidates with labels, who has handed in, the rules."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from agendas.agenda import Method, Person, TieRule
from agendas.language import Language, Message, _, _n, listed
from agendas.meeting.meeting import Meeting
from agendas.meeting.rounds import labels_of, rules_now
from agendas.ranking.labels import (
    check_ballot,
    dots_for,
    in_label_order,
    named_by,
    parse_ballot,
    spellings,
)
from agendas.ranking.typed_orders import parse_order
from tui.widgets.bars import padded
from tui.widgets.cells import cut, fit
from tui.widgets.lines import Words
from tui.widgets.painted import Piece, Pieces

#: Cells of a column of candidates, at least; the same for voters, and how many stand in a line.
_COLUMN = 18
_VOTER, _VOTERS = 24, 3
#: Cells of "handed in" and a blank.
_STATE = 10
#: What names a candidate in a typed order: the rest are brackets and signs between.
_NAMES = re.compile(r"[0-9]+|[^\s,;>=()\[\]{}]")
TIES: dict[TieRule, Message] = {
    TieRule.EFFORT: _("less effort"),
    TieRule.WAITING: _("longer waiting"),
    TieRule.PERSON: _("a person"),
}


class Sheet(msgspec.Struct, frozen=True):
    """The ballot of a round: labels with their requests, dots in all and at most on one.

    With the method `order`: how many are ranked at most, 0 for all.
    """

    labels: tuple[tuple[str, str], ...]
    dots: int
    at_most: int
    method: Method = Method.DOTS
    top: int = 0

    def wrong(self, text: str) -> Message | None:
        """What is wrong with a typed ballot, in words that do not tell what is on it."""
        labels = tuple(label for label, _id in self.labels)
        if self.method is Method.ORDER:
            return self._wrong_order(text, labels)
        pairs = parse_ballot(text, labels)
        if isinstance(pairs, Message):
            return self._unknown()
        placed = sum(dots for _label, dots in pairs)
        if not pairs or placed > self.dots:
            return check_ballot(pairs, self.dots, self.at_most)
        if any(dots > self.at_most for _label, dots in pairs):
            return _n(
                "more than {n} dot on one request; V shows the ballot for a moment",
                "more than {n} dots on one request; V shows the ballot for a moment",
                self.at_most,
            )
        return None

    @property
    def by_label(self) -> tuple[tuple[str, str], ...]:
        """By label: in a second round the candidates stand as they were ranked."""
        return in_label_order(self.labels)

    def _unknown(self) -> Message:
        return _(
            "not all of that is a candidate ({first} to {last}); V shows it for a moment",
            first=shown(self.by_label[0][0], self.labels),
            last=self.by_label[-1][0],
        )

    def _wrong_order(self, text: str, labels: tuple[str, ...]) -> Message | None:
        bands = parse_order(text, labels, self.top)
        if not isinstance(bands, Message):
            return None
        pieces = _NAMES.findall(text.lower())
        found = [named_by(piece, spellings(labels)) for piece in pieces]
        if any(isinstance(each, Message) for each in found):
            return self._unknown()
        named = [label for each in found if not isinstance(each, Message) for label in each]
        if len(set(named)) < len(named):
            return _("something is on this ballot twice; V shows it for a moment")
        # What is left (brackets, too many, nothing) says nothing about what is on it.
        return bands


def sheet_of(m: Meeting) -> Sheet:
    """The open round's ballot, else that of the round which the first ballot opens."""
    now = m.round
    top = rules_now(m).top
    if now and not now.revealed:
        return Sheet(now.labels, now.dots, now.at_most, now.method, top)
    labels = labels_of(m)
    rules = m.agenda.ranking
    dots = dots_for(len(labels), rules.dots, rules.at_most)
    return Sheet(labels, dots, rules.at_most, m.method, top)


def shown(label: str, labels: Sequence[tuple[str, str]]) -> str:
    """A label as the room reads and types it: a number with as many digits as the last one."""
    return label.zfill(max(len(each) for each, _id in labels)) if label.isdigit() else label


def columns_for(count: int, width: int, room: int) -> int:
    """How many columns so many candidates take in so many lines."""
    most = max(1, (width - 4) // _COLUMN)
    return min(most, max(1, -(-count // max(1, room))))


def candidate_lines(
    labels: Sequence[tuple[str, str]], titles: Sequence[str], width: int, room: int
) -> tuple[Words, ...]:
    """All candidates, side by side where one below the other does not fit."""
    count = len(labels)
    columns = columns_for(count, width, room)
    high = -(-count // columns)
    each = (width - 3) // columns
    lines: list[Words] = []
    for line in range(high):
        pieces: list[Piece] = []
        for place in range(line, count, high):
            label = shown(labels[place][0], labels)
            last = place + high >= count
            title = titles[place]
            space = each - len(label) - 3
            pieces += [
                (f"{label} ", "accent"),
                (cut(title, space) if last else fit(title, space) + "  ", "text"),
            ]
        lines.append(Words(tuple(pieces)))
    return tuple(lines)


def voter_state(m: Meeting, person: Person) -> tuple[Message, str]:
    """Whether somebody has handed in; never what."""
    now = m.round
    if now is None or now.revealed:
        return _("–"), "faint"
    if person.id in now.abstained:
        return _("abstains"), "dim"
    handed = person.id in now.ballots or person.id in now.orders
    return (_("handed in"), "good") if handed else (_("–"), "faint")


def voter_grid(
    m: Meeting, people: Sequence[Person], current: str, language: Language, width: int
) -> list[Pieces]:
    """Who has handed in, at most three beside each other."""
    beside = max(1, min(_VOTERS, width // _VOTER))
    each = width // beside
    lines: list[Pieces] = []
    for start in range(0, len(people), beside):
        line: list[Piece] = []
        for person in people[start : start + beside]:
            line += _voter(m, person, current, language, each)
        lines.append(line)
    return lines


def voter_column(
    m: Meeting, people: Sequence[Person], current: str, language: Language, width: int
) -> list[Pieces]:
    """Who has handed in, one below the other."""
    return [_voter(m, person, current, language, width) for person in people]


def _voter(m: Meeting, person: Person, current: str, language: Language, width: int) -> list[Piece]:
    words, tone = voter_state(m, person)
    here = person.id == current
    name = fit(person.name, max(3, width - _STATE - 3))
    return [
        ("▸ " if here else "  ", "accent-strong"),
        (name + " ", "accent-strong" if here else "strong"),
        (padded(language.say(words), _STATE), tone),
    ]


def dots_words(sheet: Sheet) -> Message:
    """`10 dots each, at most 2 on one`."""
    return _n(
        "{n} dot each, at most {most} on one",
        "{n} dots each, at most {most} on one",
        sheet.dots,
        most=sheet.at_most,
    )


def tie_words(rules: Sequence[TieRule], language: Language) -> str:
    """The tie rule in words: `ties at the line: less effort, then longer waiting, then …`."""
    words = [language.say(TIES[rule]) for rule in rules or (TieRule.PERSON,)]
    then = language.say(_(", then "))
    return language.say(_("ties: {rules}", rules=then.join(words)))


def names(people: Sequence[Person]) -> Message:
    """Who they are, or how many where a question with three names would lose its end."""
    if len(people) > 2:
        return _n("{n} person", "{n} people", len(people))
    return _("{people}", people=listed(person.name for person in people))
