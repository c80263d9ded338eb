"""The close: the sum, what still keeps the record open, and the files when it is locked."""

from __future__ import annotations

from collections.abc import Awaitable
from pathlib import Path
from typing import ClassVar

from agendas.agenda import StageKind
from agendas.decisions import Kind
from agendas.language import Message, _, _n
from agendas.meeting.checks import Blocker
from agendas.meeting.commands.closing import Finalise
from agendas.meeting.commands.course import GoTo
from agendas.meeting.meeting import Status
from tui.stages.base import Desk, StageView
from tui.stages.cells import title_column
from tui.stages.request_side import request_side
from tui.stages.sums import sum_of
from tui.widgets.bars import bar, stage_title
from tui.widgets.lines import Blank, Cell, Column, Heading, Line, Row, Words
from tui.widgets.painted import Pieces
from tui.widgets.wrapping import wrap

_BAR = 24
#: Digits of the seal that are shown: enough to compare two copies by eye.
_SEAL = 12
_TONES: dict[Kind | None, str] = {Kind.COMMIT: "good", Kind.IF_ROOM: "good", None: "alarm"}


class CloseView(StageView):
    """What was decided adds up to what was considered; F locks it."""

    kind: ClassVar[StageKind] = StageKind.CLOSE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._written: tuple[Path, ...] | Message | None = None

    @property
    def _is_final(self) -> bool:
        return self.desk.view.meeting.status == Status.FINAL

    # -- what is shown ---------------------------------------------------------------------

    def lines(self, width: int) -> tuple[Line, ...]:
        """The sum, then what is missing, or that it is final."""
        made: list[Line] = [*self._sum(), Blank()]
        if self._is_final:
            made += self._final()
        else:
            made += self._missing()
        return (*made, *self._files(width))

    def _sum(self) -> list[Line]:
        m = self.desk.view.meeting
        counted = sum_of(m)
        most = max((n for _kind, _words, n in counted), default=0)
        considered = f"{len(m.order):>4}  {self.say(_('considered'))}"
        lines: list[Line] = [Words(((considered, "strong"),))]
        for kind, words, n in counted:
            tone = _TONES.get(kind, "dim")
            label = self.say(words)
            lines.append(
                Words(
                    (
                        (f"{n:>4}  ", "strong"),
                        (f"{label:<24}", "text" if kind else "alarm"),
                        (bar(n, most, _BAR), tone if tone != "dim" else "faint"),
                    )
                )
            )
        return lines

    def _missing(self) -> list[Line]:
        blockers = self._blockers()
        if not blockers:
            done = _("Nothing is missing. F locks the record and writes the files.")
            return [Words(((self.say(done), "good"),)), *self._next()]
        title = _n("STILL MISSING: {n} THING", "STILL MISSING: {n} THINGS", len(blockers))
        heading = Heading(
            (
                title_column(self.say(title)),
                Column("title", "", 28, priority=1, widest=44),
            )
        )
        return [heading, *(self._blocker(id, blocker) for id, blocker in blockers)]

    def _blockers(self) -> list[tuple[str, Blocker]]:
        """What is missing, each with the id of its row."""
        found: dict[str, Blocker] = {}
        for blocker in self.desk.view.blockers:
            id = blocker.request or blocker.field
            if id in found:
                id = f"{id} {blocker.field}"
            found[id] = blocker
        return list(found.items())

    def _blocker(self, id: str, blocker: Blocker) -> Row:
        m = self.desk.view.meeting
        stage = m.stage_of(blocker.stage)
        what = self.say(blocker.what)
        where = stage_title(stage, self.desk.language) if stage else ""
        request = self.desk.view.requests.get(blocker.request)
        title = request.title if request else ""
        sentence = "; ".join(part for part in (what, title, where) if part)
        return Row(id, (Cell(what), Cell(title, "dim")), sentence=sentence)

    def _next(self) -> list[Line]:
        m = self.desk.view.meeting
        words = _("Next meeting: {on:weekday}", on=m.next_meeting)
        return [Blank(), Words(((self.say(words), "text"),))]

    def _final(self) -> list[Line]:
        m = self.desk.view.meeting
        words = _("Record {number} is final.", number=m.number)
        seal = _("   seal {seal}", seal=m.seal[:_SEAL])
        return [
            Words(((self.say(words), "good"), (self.say(seal), "dim"))),
            *self._next(),
            Blank(),
            Words((("F2", "accent"), (self.say(_(" Today shows what comes next.")), "dim"))),
        ]

    def _files(self, width: int) -> list[Line]:
        written = self._written
        if written is None:
            return []
        if isinstance(written, Message):
            return [Blank(), Words(((self.say(written), "alarm"),))]
        lines: list[Line] = [Blank()]
        for folder in dict.fromkeys(path.parent for path in written):
            where = _("Written into {folder}", folder=str(folder))
            names = ", ".join(path.name for path in written if path.parent == folder)
            lines.append(Words(((self.say(where), "text"),)))
            lines += [Words((("  " + part, "dim"),)) for part in wrap(names, max(10, width - 6))]
        return lines

    def summary(self) -> Message:
        """What keeps it from being final."""
        if self._is_final:
            return _("the record is final")
        count = len(self.desk.view.blockers)
        if not count:
            return _("nothing is missing")
        return _n("{n} thing is missing", "{n} things are missing", count)

    def side(self, row: str, height: int) -> tuple[Pieces, ...]:
        """The request that something is missing of."""
        id = row.partition(" ")[0]
        if id not in self.desk.view.requests:
            return ()
        return tuple(request_side(self.desk.view, id, self.desk.language))

    def bar(self) -> tuple[str, ...] | None:
        """A final record can only be written once more."""
        return ("export", "help") if self._is_final else None

    def enter(self) -> Message | None:
        """What is missing comes before the word that locks."""
        return _("go there") if self.desk.view.blockers else _("finalise")

    # -- what is done ----------------------------------------------------------------------

    def act_confirm(self, row: str) -> Awaitable[None] | None:
        """To the stage and row where something is missing; if nothing is, finalise."""
        blocker = dict(self._blockers()).get(row)
        if blocker is None:
            return self.act_finalise(row)
        stage = self.desk.view.meeting.stage_of(blocker.stage)
        if stage is None:
            self.desk.say(_("no stage of this agenda settles that: type a command"), alarm=True)
        elif self.desk.do(GoTo(stage.id)) and blocker.request:
            self.desk.select(blocker.request)
        return None

    def act_finalise(self, row: str) -> Awaitable[None] | None:
        """Lock the record; first what is missing, then the sum and a typed word."""
        if self._is_final:
            self.desk.say(_("the record is final already"))
            return None
        if self.desk.view.blockers:
            self.desk.do(Finalise())
            return None
        return self._finalise()

    async def _finalise(self) -> None:
        word = self.say(_("final"))
        m = self.desk.view.meeting
        lines = [f"{n:>4}  {self.say(words)}" for _kind, words, n in sum_of(m)]
        lines.insert(0, f"{len(m.order):>4}  {self.say(_('considered'))}")
        question = _("type “{word}” to lock the record", word=word)
        typed = await self.desk.ask(question, lines=lines)
        if typed is None:
            return
        if typed.strip().casefold() != word.casefold():
            self.desk.say(_("not locked: the word was “{word}”", word=word), alarm=True)
            return
        if self.desk.do(Finalise()):
            await self._write()

    async def act_export(self, row: str) -> None:
        """Write the files as the meeting stands; what is not final says so."""
        await self._write()

    async def _write(self) -> None:
        self._written = await self.desk.write_files()
        self.desk.repaint()
        if isinstance(self._written, Message):
            self.desk.say(self._written, alarm=True)
        else:
            count = len(self._written)
            self.desk.say(_n("{n} file is written", "{n} files are written", count))
