"""Typing ballots blind: whose turn it is, what is typed (masked), who has handed in."""

from __future__ import annotations

from agendas.agenda import Method, Person
from agendas.language import Message, _
from agendas.meeting.meeting import Meeting
from agendas.meeting.rounds import rules_now
from tui.stages.ballot_sheet import (
    columns_for,
    sheet_of,
    tie_words,
    voter_column,
    voter_grid,
)
from tui.stages.base import Desk
from tui.stages.rank_rules import rule_lines, rule_words
from tui.stages.request_side import WIDTH
from tui.widgets.painted import Pieces, width_of
from tui.widgets.wrapping import wrap

#: Seconds for which a typed ballot is shown.
ECHO = 2.0
#: Characters of a ballot, and how many of them the mask shows.
_LONGEST, _MASK = 200, 30
#: Lines that the candidates and the typed line need at least.
_LIST = 8
#: In so many columns beside each other titles are still read with ease.
_COLUMNS = 2
_LETTERS = _("Type letters; - abstains, Enter hands in, arrows choose who, Esc clears.")
_NUMBERS = _("Type numbers; - abstains, Enter hands in, arrows choose who, Esc clears.")
_ORDER = _("Letters, best first, ties as (b d); - abstains, Enter hands in, Esc clears.")
_ORDER_NUMBERS = _("Numbers, best first, ties as (4 9); - abstains, Enter hands in.")
#: What belongs to a ballot beside letters and digits.
_SIGNS = {Method.DOTS: " ,", Method.ORDER: " ,;>=()[]{}"}


def how_to_type(m: Meeting) -> Message:
    """How a ballot is typed in this round."""
    sheet = sheet_of(m)
    numbers = bool(sheet.labels) and sheet.labels[0][0].isdigit()
    if sheet.method is Method.ORDER:
        return _ORDER_NUMBERS if numbers else _ORDER
    return _NUMBERS if numbers else _LETTERS


class Typing:
    """The ballot of the current voter while it is typed: in memory, never in a line."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.text = ""
        self._voter = ""
        self._echo = False

    def clear(self) -> None:
        """Nothing typed, nobody chosen."""
        self.text, self._voter, self._echo = "", "", False

    # -- whose turn it is ------------------------------------------------------------------

    def voters(self) -> tuple[Person, ...]:
        """Who votes in this round: in the room, or gone after handing in."""
        m = self.desk.view.meeting
        handed = m.round.handed_in if m.round and not m.round.revealed else frozenset()
        here = {person.id for person in m.voters}
        return tuple(p for p in m.people if p.votes and (p.id in here or p.id in handed))

    def pending(self) -> tuple[Person, ...]:
        """Who has neither handed in nor abstained."""
        m = self.desk.view.meeting
        handed = m.round.handed_in if m.round and not m.round.revealed else frozenset()
        return tuple(person for person in m.voters if person.id not in handed)

    def current(self) -> Person | None:
        """Whose ballot is typed now; what somebody typed who then left is nobody else's."""
        people = self.voters()
        chosen = next((person for person in people if person.id == self._voter), None)
        if chosen is None and self._voter:
            self.clear()
        return chosen or next(iter(self.pending()), None)

    def _step(self, by: int) -> None:
        people = self.desk.view.meeting.voters
        if not people:
            return
        ids = [person.id for person in people]
        current = self.current()
        place = ids.index(current.id) + by if current and current.id in ids else 0
        self._choose(ids[place % len(ids)])

    def _choose(self, voter: str) -> None:
        if self.text:
            self.desk.say(_("what was typed and not handed in is gone"))
        self.clear()
        self._voter = voter

    def on(self, voter: str) -> None:
        """After a ballot: the next voter who has not handed in."""
        people = [person.id for person in self.voters()]
        place = people.index(voter) + 1 if voter in people else 0
        waiting = {person.id for person in self.pending()}
        later = (id for id in (*people[place:], *people[:place]) if id in waiting)
        self.clear()
        self._voter = next(later, "")
        self.desk.repaint()

    def panel(self, width: int) -> list[Pieces]:
        """Who has handed in, where it is not beside the list, and the ballot that is typed."""
        m = self.desk.view.meeting
        lines: list[Pieces] = []
        current = self.current()
        if not self.desk.wide:
            voter = current.id if current else ""
            grid = voter_grid(m, self.voters(), voter, self.desk.language, width - 2)
            # Where the screen is low, the line that is typed matters more.
            lines += grid if len(grid) + _LIST <= self.desk.height else []
        count = len(sheet_of(m).labels)

        def columns(taken: int) -> int:
            return columns_for(count, width, self.desk.height - taken)

        if self.desk.wide:
            lines.append(self._line())
        else:
            rules = rule_lines(m, self.desk.language, width - 2)
            most = len(lines) + 1
            needed = columns(most + len(rules))
            roomy = needed <= _COLUMNS or needed == columns(most)
            if roomy and most + _LIST < self.desk.height:
                lines += [self._line(), *rules]
            else:
                # The candidates need the lines: the rule that people ask about stands beside.
                secret = rules[:1] if rules_now(m).secret_always else []
                lines += [*secret, self._with_ties(width - 2)]
        if columns(len(lines) + 1) == columns(len(lines)):
            lines.insert(0, [])
        return lines

    def _with_ties(self, width: int) -> Pieces:
        line = list(self._line())
        rule = tie_words(self.desk.view.meeting.agenda.ranking.ties, self.desk.language)
        gap = width - width_of(line) - width_of([(rule, "")])
        return [*line, (" " * gap, ""), (rule, "dim")] if gap > 0 else line

    def _line(self) -> Pieces:
        m = self.desk.view.meeting
        current = self.current()
        if not m.voters:
            return [(self.say(_("Nobody who votes is in the room.")), "alarm-strong")]
        if current is None:
            done = _("All have handed in or abstain.  R reveals the ranking.")
            return [(self.say(done), "accent-strong")]
        masked = "●" * min(_MASK, len(self.text))
        return [
            (f" {current.name} ", "chip"),
            ("  " + (self.text if self._echo else masked), "accent-strong"),
            ("▏", "accent"),
        ]

    def side(self) -> list[Pieces]:
        """Who has handed in and the rules, beside the list."""
        m = self.desk.view.meeting
        current = self.current()
        voter = current.id if current else ""
        lines: list[Pieces] = [[(self.say(_("Who has handed in")), "strong")], []]
        lines += voter_column(m, self.voters(), voter, self.desk.language, WIDTH - 2)
        said = [
            *rule_words(m, self.desk.language),
            self.say(_("whoever comes later votes from the next ballot on")),
            self.say(how_to_type(m)),
        ]
        for text in said:
            lines += [[], *([(part, "dim")] for part in wrap(text, WIDTH))]
        return lines

    def say(self, message: Message | str) -> str:
        """A message in the language of the screen."""
        return self.desk.language.say(message)

    # -- keys ------------------------------------------------------------------------------

    def typed(self, key: str, character: str) -> bool:
        """Letters, digits and blanks belong to the ballot while the round is secret."""
        if key in ("up", "down"):
            self._step(1 if key == "down" else -1)
        elif key == "backspace":
            self.text = self.text[:-1]
        elif key == "escape" and self.text:
            self.text = ""
        elif key == "minus":
            self.desk.say(_("- abstains only as the first key"), alarm=True)
            return True
        elif character and self._belongs(character):
            current = self.current()
            if current is None:
                self.desk.say(_("all have handed in; arrows choose who enters again"))
                return True
            self._voter = current.id
            self.text = (self.text + character)[:_LONGEST]
        else:
            return False
        self.desk.repaint()
        return True

    def _belongs(self, character: str) -> bool:
        if character.islower() or character.isdigit():
            return True
        return character in _SIGNS.get(self.desk.view.meeting.method, "")

    def show(self) -> None:
        """Show what is typed for a moment."""
        if self.text:
            self._echo = True
            self.desk.repaint()
            self.desk.after(ECHO, self._mask)

    def _mask(self) -> None:
        if self._echo:
            self._echo = False
            self.desk.repaint()
