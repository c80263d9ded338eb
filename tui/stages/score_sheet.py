"""What the room sees while it scores: one column at a time, which is next, what is missing."""

from __future__ import annotations

from agendas.language import Message, _
from agendas.meeting.commands.scoring import EFFORT
from agendas.meeting.meeting import BUSINESS, Meeting, Round
from agendas.ranking.labels import in_label_order
from tui.stages.base import Desk
from tui.stages.cells import title_column
from tui.stages.rank_rules import rule_lines, rule_words
from tui.stages.request_side import WIDTH
from tui.stages.score_typing import Rating, said
from tui.widgets.lines import Cell, Column, Heading, Line, Row
from tui.widgets.painted import Piece, Pieces
from tui.widgets.wrapping import wrap

#: Cells of a column, and so many of them beside the one that is typed.
_WIDE, _BESIDE = 9, 4
HOW = _("Digits rate and go on; . no opinion, → ← column, w who rates, Enter hands it in.")


class ScoreSheet:
    """Lines and panels of the columns; what is typed is in `rating`."""

    def __init__(self, desk: Desk, rating: Rating) -> None:
        self.desk = desk
        self.rating = rating

    def say(self, message: Message | str) -> str:
        """A message in the language of the screen."""
        return self.desk.language.say(message)

    # -- the list --------------------------------------------------------------------------

    def lines(self, now: Round) -> tuple[Line, ...]:
        """The candidates with their values, the column that is typed last before the effort."""
        rating, view = self.rating, self.desk.view
        column = rating.column(now)
        beside = rating.columns(now)[:_BESIDE]
        if column not in beside:
            beside = (*beside[: _BESIDE - 1], column)
        digits = max(len(label) for label, _id in now.labels)
        heading = Heading(
            (
                Column("label", "", max(2, digits), gap=1),
                title_column(self.say(_("RATE: {column}", column=said(column).upper()))),
                *(self._column(each, each == column) for each in beside),
            )
        )
        made: list[Line] = [heading]
        filled = {each: rating.filled(now, each) for each in beside}
        for label, id in in_label_order(now.labels):
            title, name = view.requests[id].title, label.zfill(digits) if digits > 1 else label
            cells = [Cell(name, "accent"), Cell(title)]
            cells += [self._cell(now, each, id, each == column, filled[each]) for each in beside]
            value = cells[-len(beside) + beside.index(column)].text
            words = (name, id, title, value)
            made.append(Row(id, tuple(cells), sentence=", ".join(word for word in words if word)))
        return tuple(made)

    def _column(self, name: str, here: bool) -> Column:
        word = said(name).split()[0] if said(name) else name
        text = f"▸{word}" if here else word
        return Column(f"score-{name}", text, _WIDE, "right", priority=0 if here else 2, gap=1)

    def _cell(self, now: Round, column: str, id: str, here: bool, filled: bool) -> Cell:
        rating = self.rating
        if here and id == self.desk.row and rating.text:
            return Cell(self._hidden(now, column, rating.text) + "▏", "accent")
        value = rating.value(now, column, id)
        if value:
            tone = "strong" if here else "dim"
            return Cell(self._hidden(now, column, value), tone)
        if filled:
            return Cell("–" if column == EFFORT else "✓", "dim")
        return Cell("·", "accent" if here else "faint")

    def _hidden(self, now: Round, column: str, value: str) -> str:
        return "●" if self.rating.masked(now, column) else value

    # -- around it -------------------------------------------------------------------------

    def summary(self, now: Round) -> Message:
        """Which column of how many, and what is missing in it."""
        columns, column = self.rating.columns(now), self.rating.column(now)
        if self.rating.complete(now) and not self.rating.values(now, column):
            return _("all columns are filled")
        missing = len(self.rating.missing(now, column))
        return _(
            "column {place} of {all}: {n} to rate",
            place=columns.index(column) + 1,
            all=len(columns),
            n=missing,
        )

    def panel(self, now: Round, width: int) -> list[Pieces]:
        """All columns in a line, who rates, and the rules; beside the list it is said there."""
        if self.desk.wide:
            return [[], self._asking(now)]
        line: list[Piece] = []
        for name in self.rating.columns(now):
            line += [*self._progress(now, name), (" ", "")]
        return [[], self._asking(now), line, *rule_lines(self._meeting, self.desk.language, width)]

    @property
    def _meeting(self) -> Meeting:
        return self.desk.view.meeting

    def _asking(self, now: Round) -> Pieces:
        rating = self.rating
        column = rating.column(now)
        if rating.complete(now) and not rating.values(now, column):
            return [
                (self.say(_("All columns are filled.  R reveals the ranking.")), "accent-strong")
            ]
        line: list[Piece] = [(f" {self._who(now, column)} ", "chip")]
        line.append((f"  {said(column)}", "accent-strong"))
        if column == EFFORT:
            line.append((self.say(_("  in days, by IT only")), "dim"))
        else:
            scale = _("  0 to {scale}, more is better", scale=now.rules.scale)
            line.append((self.say(scale), "dim"))
        if rating.masked(now, column):
            line.append((self.say(_(", masked")), "dim"))
        return line

    def _who(self, now: Round, column: str) -> str:
        if self.rating.by_it(now, column):
            return self.say(_("IT"))
        if self.rating.who == BUSINESS:
            return self.say(_("the business"))
        return self._meeting.name_of(self.rating.who)

    def _progress(self, now: Round, name: str) -> list[Piece]:
        here = name == self.rating.column(now)
        tone = "accent-strong" if here else "dim"
        line: list[Piece] = [("▸ " if here else "  ", "accent-strong"), (said(name), tone)]
        missing = self.rating.missing(now, name)
        if self.rating.filled(now, name) and not self.rating.values(now, name):
            line.append((" ✓", "good"))
        elif len(missing) < len(now.labels):
            left = _(" {n} missing", n=len(missing))
            line.append((self.say(left), "dim"))
        return line

    def side(self, now: Round) -> list[Pieces]:
        """The columns one below the other with who has filled them, and the rules."""
        lines: list[Pieces] = [[(self.say(_("Columns")), "strong")], []]
        for name in self.rating.columns(now):
            lines.append(self._progress(now, name))
            people = [self._rater(each) for each in now.raters(name)]
            if people:
                names = wrap(", ".join(people), WIDTH - 4)[:2]
                lines += [[("    " + part, "dim")] for part in names]
        for text in (*rule_words(self._meeting, self.desk.language), self.say(HOW)):
            lines += [[], *([(part, "dim")] for part in wrap(text, WIDTH))]
        return lines

    def _rater(self, who: str) -> str:
        return self.say(_("the business")) if who == BUSINESS else self._meeting.name_of(who)
