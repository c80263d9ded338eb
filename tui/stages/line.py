"""The line: the list with the line in it, above it this month, below it not."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import ClassVar

from agendas.agenda import StageKind
from agendas.days import parse_days, tidy
from agendas.language import Message, _, _n
from agendas.meeting.checks import unexplained
from agendas.meeting.commands.placing import SetCapacity
from tui.stages.base import Desk
from tui.stages.deciding import DecidingView
from tui.stages.fairness_table import fairness_hint
from tui.stages.line_marks import to_discuss
from tui.stages.line_rows import LineRows
from tui.stages.request_side import WIDTH, departments_block, request_side
from tui.stages.what_if import what_if_lines
from tui.widgets.lines import Line
from tui.widgets.painted import Pieces
from tui.widgets.wrapping import wrap

#: Seconds after which the fairness check follows the rows that went over the line.
_A_MOMENT = 0.3
WHAT_IF = _("What if? Nothing of this is applied.")


class LineView(DecidingView):
    """What near the line or disputed is opened first; all else can be decided by rank."""

    kind: ClassVar[StageKind] = StageKind.LINE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows = LineRows(desk)
        self._what_if = False
        self._hint: Message | None = None
        self._looked_at: tuple[object, ...] = ()
        self._answered: tuple[object, ...] | None = None
        self._looks_soon = False

    def begin(self) -> None:
        """Say once whom the line starves, where it does."""
        self._look_now()
        if self._hint is not None:
            self.desk.say(self._hint)

    def lines(self, width: int) -> tuple[Line, ...]:
        """The list with the line in it."""
        return self._rows.lines()

    def sentence(self, id: str) -> str:
        """The whole row in words."""
        return self._rows.sentence(id)

    # -- around the list -------------------------------------------------------------------

    def summary(self) -> Message:
        """What is left to decide, and what of it to discuss."""
        m = self.desk.view.meeting
        count, talk = len(m.undecided), len(to_discuss(m))
        if not count:
            return _("everything is decided")
        if talk == count:
            return _n("{n} to discuss", "{n} to discuss", talk)
        if talk:
            decide = _n("{n} to decide", "{n} to decide", count)
            return _("{decide}, {talk} of them to discuss first", decide=decide, talk=talk)
        return _n("{n} to decide", "{n} to decide", count)

    def side(self, row: str, height: int) -> tuple[Pieces, ...]:
        """The request, whom to look at, and the days by department; or what else would come in."""
        view, language = self.desk.view, self.desk.language
        if self._what_if:
            title = [(part, "accent-strong") for part in wrap(self.say(WHAT_IF), WIDTH)]
            return (*([part] for part in title), [], *what_if_lines(view, WIDTH, language))
        lines = request_side(view, row, language)
        for block in (self._look(), [*departments_block(view, language), *self._capacity()]):
            if len(lines) + len(block) <= height:
                lines += block
        return tuple(lines)

    def _look(self) -> list[Pieces]:
        """Whom to look at; after a row went over the line a moment later, so that no key waits."""
        m = self.desk.view.meeting
        if self._answered != (m.swaps, m.kept):
            self._look_now()
        elif not self._looks_soon and self._looked_at != (m.above_line, m.decisions):
            self._looks_soon = True
            self.desk.after(_A_MOMENT, self._look_again)
        if self._hint is None:
            return []
        return [[], *([(part, "accent")] for part in wrap(self.say(self._hint), WIDTH))]

    def _look_now(self) -> None:
        m = self.desk.view.meeting
        self._hint = fairness_hint(self.desk.view)
        self._looked_at = (m.above_line, m.decisions)
        self._answered = (m.swaps, m.kept)

    def _look_again(self) -> None:
        self._looks_soon = False
        before = self._hint
        self._look_now()
        if self._hint != before:
            self.desk.repaint()

    def _capacity(self) -> list[Pieces]:
        """What running work and reserve leave."""
        known = self.desk.view.meeting.capacity
        if known is None or not (known.running or known.reserve):
            return []
        words = _(
            "{days} − {running} running − {reserve} reserve",
            days=known.days,
            running=known.running,
            reserve=known.reserve,
        )
        return [[("  " + self.say(words), "dim")]]

    def open_rows(self) -> tuple[str, ...]:
        """The undecided ones; what is to be discussed comes first."""
        m = self.desk.view.meeting
        return to_discuss(m) or m.undecided

    # -- what if, and where the line is ----------------------------------------------------

    async def act_what_if(self, row: str) -> None:
        """What else would come in: beside the list where there is room, else over it."""
        if self.desk.wide:
            self._what_if = not self._what_if
            self.desk.repaint()
            return
        view, language = self.desk.view, self.desk.language
        await self.desk.show_lines(
            WHAT_IF,
            lambda width: what_if_lines(view, width, language),
        )

    async def act_capacity(self, row: str) -> None:
        """Other days: where nobody has moved a row, the line is drawn anew."""
        known = self.desk.view.meeting.capacity
        numbers = (known.days, known.running, known.reserve) if known else ()
        while True:
            typed = await self.desk.ask(
                _("IT's days, less running work, less reserve"),
                initial=" ".join(self.value(tidy(number)) for number in numbers),
                hint=_("three numbers, such as 40 14 6"),
            )
            if not typed or not typed.strip():
                return
            found = [parse_days(part) for part in typed.split()]
            if len(found) > 3 or None in found:
                said = _("“{text}” is not three numbers of days", text=typed)
                self.desk.say(said, alarm=True)
                continue
            days, running, reserve = (*found, *numbers[len(found) :], None, None)[:3]
            if days is not None:
                self.desk.do(SetCapacity(days, running, reserve))
            return

    def act_confirm(self, row: str) -> Awaitable[None] | None:
        """Confirm the row as it stands, and on to the next open one."""
        m = self.desk.view.meeting
        if row in unexplained(m):
            return self._explain_then_go_on(row)
        if row in m.undecided:
            if self.accept(row):
                self.go_on(row)
            return None
        if not self.open_rows() and self.desk.view.over and not m.over_because:
            return self._over_then_go_on()
        self.go_on(row)
        return None

    async def _explain_then_go_on(self, row: str) -> None:
        await self.act_because(row)
        if row not in unexplained(self.desk.view.meeting):
            made = self.act_confirm(row)
            if made is not None:
                await made

    async def _over_then_go_on(self) -> None:
        if await self.say_why_over():
            self.desk.next_stage()
