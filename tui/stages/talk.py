"""Talk: one title, one clock, and the notes that were taken."""

from __future__ import annotations

from typing import ClassVar

from agendas.agenda import StageKind
from agendas.language import Message, _, _n
from agendas.meeting.meeting import Status
from tui.stages.base import StageView
from tui.stages.cells import title_column
from tui.widgets.bars import stage_title
from tui.widgets.big import HIGH, big
from tui.widgets.lines import Blank, Cell, Column, Heading, Line, Row, Words
from tui.widgets.painted import Piece, Pieces
from tui.widgets.wrapping import wrap

#: Lines that the clock takes below the list, and those that the list keeps beside it.
_PANEL, _LIST = HIGH + 2, 8


class TalkView(StageView):
    """A stage of the series' own: people talk, somebody may write a note."""

    kind: ClassVar[StageKind] = StageKind.TALK

    def lines(self, width: int) -> tuple[Line, ...]:
        """The title, then the notes for everyone."""
        m = self.desk.view.meeting
        words = stage_title(m.stage, self.desk.language).upper()
        title = wrap(words, max(10, width - 6))
        made: list[Line] = [Blank()]
        made += [Words(((part, "strong"),)) for part in title[:3]]
        made += [Blank(), Blank()]
        if not m.notes:
            made.append(Words(((self.say(_("n takes a note for everyone.")), "dim"),)))
            return tuple(made)
        made.append(
            Heading(
                (
                    Column("at", "", 5),
                    title_column(self.say(_("NOTES SO FAR")), gap=2),
                    Column("about", "", 8, priority=1),
                )
            )
        )
        for place, note in enumerate(m.notes):
            text = note.taken.text
            cells = (
                Cell(self.value(note.at, "time"), "dim"),
                Cell(text),
                Cell(note.taken.request, "dim"),
            )
            made.append(Row(f"note {place}", cells, sentence=text))
        return tuple(made)

    def first_row(self) -> str:
        """The latest note."""
        count = len(self.desk.view.meeting.notes)
        return f"note {count - 1}" if count else ""

    def summary(self) -> Message | None:
        """How many notes there are."""
        count = len(self.desk.view.meeting.notes)
        return _n("{n} note so far", "{n} notes so far", count) if count else None

    def panel(self, row: str, width: int, tall: bool) -> tuple[Pieces, ...]:
        """The minutes that are left, large."""
        if self.desk.height < _PANEL + _LIST:
            return ()
        left = self._seconds_left()
        tone = "accent" if left >= 0 else "alarm"
        words = _("min left") if left >= 0 else _("min over")
        lines: list[Pieces] = [[]]
        number = big(str(abs(left) // 60))
        for place, line in enumerate(number):
            pieces: list[Piece] = [("  " + line, tone)]
            if place == HIGH - 1:
                pieces.append(("   " + self.say(words), "dim"))
            lines.append(pieces)
        return (*lines, [])

    def _seconds_left(self) -> int:
        m = self.desk.view.meeting
        return m.seconds_left(self.desk.seconds() if m.status == Status.RUNNING else None)

    def tick(self) -> bool:
        """The minutes may have changed."""
        return True
