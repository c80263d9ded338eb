"""Giving reasons: digits, dates, tellers, and the quick ways through the list of not this month."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import date

from msgspec.structs import replace

from agendas import proposals
from agendas.dates import parse_date
from agendas.decisions import REASONS, REASONS_OF, Decision, Kind, Reason, gaps
from agendas.language import _, _n
from agendas.meeting.commands.refusing import Back, Not
from agendas.meeting.commands.spec import Command
from agendas.meeting.commands.sweeping import Defaults
from agendas.period import in_a_quarter, meeting_after
from tui.stages.base import Desk
from tui.stages.deciding import DecidingView
from tui.widgets.lines import Row

#: Reasons whose answer may be a date: it is then when to look again.
DATED = (Reason.TIM, Reason.BUD)


class ReasonGivingView(DecidingView):
    """A list of rows that want a reason: a digit gives it, with date and teller, and goes on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.marked: set[str] = set()

    def shown(self, id: str) -> tuple[Decision, bool]:
        """What the row shows, and whether it is confirmed or only proposed."""
        m = self.desk.view.meeting
        request = self.desk.view.requests[id]
        known = m.decisions.get(id)
        if known is None:
            return proposals.below(m, request), False
        if known.kind == Kind.NOT_THIS_MONTH and gaps(known):
            proposed = proposals.not_this_month(m, request, known.reason or Reason.CAP)
            return (
                replace(
                    known,
                    reason=proposed.reason,
                    revisit=known.revisit or proposed.revisit,
                    teller=known.teller or proposed.teller,
                ),
                False,
            )
        return known, not gaps(known)

    # -- reasons ---------------------------------------------------------------------------

    def digit(self, row: str, digit: int) -> Awaitable[None] | None:
        """The reason on this digit, for the marked rows and this one; then the next open row."""
        digits = self.desk.view.meeting.agenda.digits
        if digit > len(digits):
            return None
        return self.give(row, digits[digit - 1])

    def give(self, row: str, reason: Reason) -> Awaitable[None] | None:
        """Give a reason; what it asks for is asked first."""
        if self.closed(row):
            return None
        if REASONS[reason].asks is not None:
            return self._asked_then_given(row, reason)
        self._given(row, reason, "")
        return None

    async def _asked_then_given(self, row: str, reason: Reason) -> None:
        detail = await self.detail(row, reason)
        if detail is not None:
            self._given(row, reason, detail.strip())

    def _given(self, row: str, reason: Reason, detail: str) -> None:
        for id in self._rows(row):
            if not self.desk.do(self._command(id, reason, detail)):
                return
        self.marked.clear()
        self.go_on_within(row)

    def _rows(self, row: str) -> list[str]:
        order = self.desk.view.meeting.order
        return [id for id in order if id in self.marked or id == row]

    def _command(self, id: str, reason: Reason, detail: str) -> Command:
        if reason in REASONS_OF[Kind.NOT_THIS_MONTH]:
            until = self._date(detail) if reason in DATED else None
            return Not(id, reason, "" if until else detail, until)
        return Back(id, reason, detail if reason != Reason.NRD else "", missing=detail)

    def _date(self, text: str) -> date | None:
        found = parse_date(text, self.desk.view.meeting.on) if text else None
        return found if found and found > self.desk.view.meeting.on else None

    def go_on_within(self, row: str) -> None:
        """To the next open row; the stage is left by Enter only."""
        target = self.next_open(row)
        if target:
            self.desk.select(target)

    async def act_more(self, row: str) -> None:
        """The reasons that are not on a digit, each with the decision that it belongs to."""
        if self.closed(row):
            return
        m = self.desk.view.meeting
        here = [r for r in Reason if r not in m.agenda.digits and r not in (Reason.DUP, Reason.WDR)]
        choices = [(str(r), self.reason_label(r)) for r in here]
        choices += [(str(r), self.reason_label(r)) for r in (Reason.DUP, Reason.WDR)]
        code = await self.desk.choose(_("why not this month?"), choices, about=row, lettered=True)
        if code is None:
            return
        reason = Reason(code)
        if reason == Reason.DUP:
            await self.act_merge(row)
        elif reason == Reason.WDR:
            await self.act_withdraw(row)
        elif reason in (*REASONS_OF[Kind.NOT_THIS_MONTH], *REASONS_OF[Kind.BACK]):
            made = self.give(row, reason)
            if made is not None:
                await made
        elif await self.decline(row, reason):
            self.go_on_within(row)

    # -- date, condition, teller -----------------------------------------------------------

    async def act_date(self, row: str) -> None:
        """When to look again: 1 the next meeting, 2 the one after, 3 in a quarter, or a date."""
        if self.closed(row):
            return
        m = self.desk.view.meeting
        hint = _("1 next meeting, 2 the one after, 3 in a quarter, or a date")
        short = {
            "1": m.next_meeting,
            "2": meeting_after(m.on, 2, m.agenda.period),
            "3": in_a_quarter(m.on),
        }
        until: date | None = None
        while until is None:
            typed = await self.desk.ask(_("when do we look again?"), about=row, hint=hint)
            if not typed:
                return
            until = short.get(typed.strip()) or parse_date(typed, m.on)
            if until is None:
                said = _("“{text}” is no date: try 2027-02-02 or 2 Feb", text=typed)
                self.desk.say(said, alarm=True)
        for id in self._rows(row):
            decision, _confirmed = self.shown(id)
            if decision.kind == Kind.BACK:
                self.desk.do(Back(id, until=until))
            else:
                self.desk.do(Not(id, until=until))

    async def act_condition(self, row: str) -> None:
        """What would change the answer."""
        if self.closed(row):
            return
        decision, _confirmed = self.shown(row)
        typed = await self.desk.ask(
            _("what would change it?"), about=row, initial=decision.condition
        )
        if typed:
            self.desk.do(Not(row, condition=typed))

    async def act_teller(self, row: str) -> None:
        """Who tells the requester."""
        if self.closed(row):
            return
        names = [p.name for p in self.desk.view.meeting.people]
        typed = await self.desk.ask(_("who tells the requester?"), about=row, suggestions=names)
        if not typed:
            return
        for id in self._rows(row):
            decision, _confirmed = self.shown(id)
            if decision.kind == Kind.BACK:
                self.desk.do(Back(id, teller=typed))
            elif decision.kind == Kind.NOT_THIS_MONTH:
                self.desk.do(Not(id, teller=typed))

    # -- quick ways ------------------------------------------------------------------------

    def act_confirm(self, row: str) -> Awaitable[None] | None:
        """Accept what is proposed for the row and go on; without open rows, the next stage."""
        if row in self.open_rows():
            shown, _confirmed = self.shown(row)
            lacking = [gap for gap in gaps(shown) if gap.field == "detail"]
            if lacking and shown.reason:
                return self.give(row, shown.reason)
            if not self.accept(row):
                return None
        self.go_on(row)
        return None

    def act_same(self, row: str) -> None:
        """The same reason, date, condition and teller as the row before."""
        ids = [line.id for line in self.lines(80) if isinstance(line, Row)]
        place = ids.index(row) if row in ids else 0
        if not place:
            self.desk.say(_("There is no row before this one."), alarm=True)
            return
        before, confirmed = self.shown(ids[place - 1])
        if not confirmed or before.kind not in (Kind.NOT_THIS_MONTH, Kind.BACK):
            self.desk.say(_("The row before has no reason to take over."), alarm=True)
            return
        if before.kind == Kind.BACK:
            missing = ", ".join(before.missing)
            made: Command = Back(
                row,
                before.reason,
                before.detail,
                missing,
                until=before.until,
                teller=before.teller,
            )
        else:
            made = Not(
                row,
                before.reason,
                before.detail,
                before.revisit,
                before.condition,
                before.teller,
            )
        if self.desk.do(made):
            self.go_on_within(row)

    def act_mark(self, row: str) -> None:
        """Mark or unmark a row; a digit then gives all marked ones its reason."""
        self.marked.symmetric_difference_update({row})
        self.desk.repaint()
        self.desk.say(_n("{n} row marked", "{n} rows marked", len(self.marked)))

    def act_defaults(self, row: str) -> None:
        """Accept what is proposed for all that are left; one undo takes all of it back."""
        self.desk.do(Defaults())
