"""Ballots that people gave beforehand, read from a file into the open round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from agendas.agenda import Method, Person
from agendas.fields import Mistakes
from agendas.language import Message, _
from agendas.meeting import events as e
from agendas.meeting.commands.people import folded, person_of
from agendas.meeting.commands.scoring import rater
from agendas.meeting.commands.spec import Events, Refused, Situation
from agendas.meeting.commands.voting import may_vote, open_for_ballots
from agendas.meeting.meeting import BUSINESS, Presence, Round
from agendas.ranking.files.ballot_reading import BallotReader
from agendas.ranking.files.rank_file import FileBallot
from agendas.ranking.files.rank_reading import FILE_KEYS, WholeFile, tree_of
from agendas.ranking.labels import check_ballot
from agendas.ranking.typed_orders import checked_order
from agendas.strict_yaml import Mapping as Tree
from agendas.strict_yaml import Mistake, clipped


class BallotsRead(msgspec.Struct, frozen=True):
    """What the file makes happen; whose ballot counts, and who is not in the room to vote."""

    events: Events
    counted: tuple[str, ...]
    not_here: tuple[str, ...] = ()


def read_ballots(s: Situation, data: bytes) -> BallotsRead | tuple[Mistake, ...] | Refused:
    """The ballots of a file for the round that is or will be open; all mistakes, or none of it.

    The file is as for `rank`: requests are named by id or by the letter of this round. Ballots of
    people who are not in the room are not counted, as everywhere.
    """
    opened = open_for_ballots(s.meeting)
    if isinstance(opened, Refused):
        return opened
    now, opening = opened
    tree = tree_of(data)
    mistakes = Mistakes(tree.mistakes)
    if not isinstance(tree.root, Tree):
        if tree.root is not None:
            mistakes.at(tree.root, _("the key ballots is expected here"))
        return tuple(mistakes.found)
    behind = {**{id: id for _label, id in now.labels}, **dict(now.labels)}
    reader = BallotReader(mistakes, frozenset(behind))
    ballots = reader.ballots(WholeFile(tree.root, "", mistakes, FILE_KEYS))
    if not ballots and not mistakes.found:
        mistakes.at(tree.root, _("there are no ballots in this file"))
    making = _Making(s, now, behind)
    made: list[e.AnyEvent] = []
    for ballot in ballots:
        for event in making.events(ballot):
            if isinstance(event, Message):
                line = reader.voters.get(ballot.voter, 0)
                mistakes.found.append(
                    Mistake(line, 1, _("{voter}: {what}", voter=clipped(ballot.voter), what=event))
                )
            else:
                made.append(event)
    if mistakes.found:
        return tuple(mistakes.found)
    if not made:
        return Refused(_("nobody whose ballot is in this file is in the room"))
    return BallotsRead((*opening, *made), tuple(making.counted), tuple(making.not_here))


class _Making:
    """Turns the ballots of a file into events; who has not come is noted."""

    def __init__(self, s: Situation, now: Round, behind: Mapping[str, str]) -> None:
        self.m = s.meeting
        self.now = now
        self.behind = behind
        self.label = {id: label for label, id in now.labels}
        self.counted: list[str] = []
        self.not_here: list[str] = []

    def events(self, ballot: FileBallot) -> Iterator[e.AnyEvent | Message]:
        """What one ballot makes happen, or what is wrong with it."""
        if ballot.votes != 1:
            yield _("in a meeting one person has one ballot")
            return
        if self.now.method is Method.SCORE and folded(ballot.voter) == BUSINESS:
            yield from self._ratings(ballot, BUSINESS)
            return
        found = person_of(ballot.voter, self.m.people)
        if isinstance(found, Message):
            yield found
        elif self.m.presence(found.id) != Presence.PRESENT:
            self.not_here.append(found.name)
        elif found.id in self.counted:
            yield _("{name} is in this file twice", name=found.name)
        else:
            yield from self._by(found, ballot)

    def _by(self, person: Person, ballot: FileBallot) -> Iterator[e.AnyEvent | Message]:
        if self.now.method is Method.SCORE:
            yield from self._ratings(ballot, person.id)
            return
        refused = may_vote(self.m, person.id)
        if refused:
            yield refused.message
            return
        self.counted.append(person.id)
        if self.now.method is Method.ORDER:
            order = self._order(ballot)
            yield order if isinstance(order, Message) else e.BallotCast(person.id, (), order)
        else:
            dots = self._dots(ballot)
            yield dots if isinstance(dots, Message) else e.BallotCast(person.id, dots)

    def _order(self, ballot: FileBallot) -> tuple[tuple[str, ...], ...] | Message:
        if ballot.order is None:
            return _("an order is missing: order: [a, [b, c], d]")
        ids = tuple(tuple(self.behind[each] for each in band) for band in ballot.order)
        return checked_order(ids, self.now.rules.top)

    def _dots(self, ballot: FileBallot) -> tuple[tuple[str, int], ...] | Message:
        if ballot.dots is None:
            return _("dots are missing: dots: {{a: 2, b: 1}}")
        found: dict[str, int] = {}
        for each, dots in ballot.dots:
            if dots.denominator != 1:
                return _("dots are whole numbers")
            if dots:
                id = self.behind[each]
                found[id] = found.get(id, 0) + int(dots)
        labelled = [(self.label[id], dots) for id, dots in found.items()]
        wrong = check_ballot(labelled, self.now.dots, self.now.at_most)
        return wrong or tuple(found.items())

    def _ratings(self, ballot: FileBallot, who: str) -> Iterator[e.AnyEvent | Message]:
        columns: dict[str, dict[str, int]] = {}
        scale = self.now.rules.scale
        by_it = {column.name: column.by_it for column in self.now.rules.columns}
        for each, scores in ballot.scores or ():
            for column, value in scores:
                if column not in by_it:
                    yield _("“{text}” is no column of this score", text=clipped(column))
                elif value.denominator != 1 or not 0 <= value <= scale:
                    yield _("{column}: whole numbers from 0 to {scale}", column=column, scale=scale)
                else:
                    columns.setdefault(column, {})[self.behind[each]] = int(value)
        if not columns:
            yield _("scores are missing: scores: {{a: {{{column}: 5}}}}", column=next(iter(by_it)))
        self.counted.append(who)
        for column, given in columns.items():
            refused = rater(self.m, who, by_it[column])
            if isinstance(refused, Refused):
                yield refused.message
            else:
                yield e.ColumnRated(who, column, tuple(given.items()))
