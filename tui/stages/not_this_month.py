"""Not this month: the list of what is deliberately not done, each with reason, date and teller."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable
from datetime import date
from typing import ClassVar

from msgspec.structs import replace

from agendas import proposals
from agendas.agenda import StageKind
from agendas.dates import parse_date
from agendas.decisions import REASONS, REASONS_OF, Decision, Kind, Reason, gaps
from agendas.language import Message, _, _n
from agendas.meeting.commands.refusing import Back, Not
from agendas.meeting.commands.spec import Command
from agendas.meeting.commands.sweeping import Accept, Defaults
from agendas.period import in_a_quarter, meeting_after
from tui.stages.base import Desk
from tui.stages.cells import (
    RANK,
    decision_words,
    deferred_cells,
    deferred_column,
    rank_cell,
    surname,
    title_column,
)
from tui.stages.deciding import DecidingView
from tui.stages.reasons_panel import reasons_panel
from tui.stages.request_side import bars_block, request_side
from tui.widgets.lines import Blank, Cell, Column, Divider, Heading, Line, Row
from tui.widgets.painted import Pieces

#: Kinds whose rows are shown in a part of their own, below.
CLOSED = (Kind.DECLINE, Kind.MERGE, Kind.SPLIT, Kind.WITHDRAWN)
#: Reasons whose answer may be a date: it is then when to look again.
DATED = (Reason.TIM, Reason.BUD)


class NotThisMonthView(DecidingView):
    """The rows below the line; dim is proposed, a digit gives the reason and goes on."""

    kind: ClassVar[StageKind] = StageKind.NOT_THIS_MONTH
    _deferred: tuple[Column, ...] = ()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.marked: set[str] = set()

    # -- the list --------------------------------------------------------------------------

    def lines(self, width: int) -> tuple[Line, ...]:
        """Not this month, then what goes back, then what is closed."""
        say = self.say
        self._deferred = deferred_column(self.desk.view)
        parts: dict[str, list[str]] = {"not": [], "room": [], "back": [], "closed": []}
        for id in self.desk.view.meeting.below_line:
            parts[self._part(id)].append(id)
        made: list[Line] = [self._heading(_("NOT THIS MONTH"), _("Again"))]
        made += [self._row(id) for id in parts["not"]]
        if not parts["not"]:
            made.append(Divider(say(_("nothing is put off: everything is above the line")), "dim"))
        for name, title, when in (
            ("back", _("BACK TO THE REQUESTER"), _("Until")),
            ("room", _("IF THERE IS ROOM"), _("")),
            ("closed", _("CLOSED"), _("")),
        ):
            if parts[name]:
                made += [Blank(), self._heading(title, when)]
                made += [self._row(id) for id in parts[name]]
        return tuple(made)

    def _part(self, id: str) -> str:
        decision = self.desk.view.meeting.decisions.get(id)
        if decision is None or decision.kind in (Kind.NOT_THIS_MONTH, Kind.COMMIT):
            return "not"
        if decision.kind == Kind.BACK:
            return "back"
        return "closed" if decision.kind in CLOSED else "room"

    def _heading(self, title: Message, when: Message) -> Heading:
        say = self.say
        return Heading(
            (
                RANK,
                title_column(say(title)),
                *self._deferred,
                Column("reason", say(_("Reason")), 18, chip=True, widest=32),
                Column("again", say(when), 6, "right"),
                Column("teller", say(_("Told by")), 9, priority=2, min_terminal_width=70),
            )
        )

    def _row(self, id: str) -> Row:
        view, m = self.desk.view, self.desk.view.meeting
        request = view.requests[id]
        shown, confirmed = self.shown(id)
        chip = None
        if not confirmed and gaps(shown):
            chip = Cell(self.say(_("say why")), "alarm")
        when = shown.revisit or shown.until
        words = decision_words(shown, self.desk.language, codes=m.agenda.show_codes)
        return Row(
            id,
            (
                rank_cell(m, id, m.order.index(id) + 1, above=False),
                Cell(request.title),
                *deferred_cells(view, id, self._deferred),
                Cell(words, "reason" if confirmed else "proposed"),
                Cell(self.value(when) if when else "", "" if confirmed else "proposed"),
                Cell(surname(shown.teller), "dim" if confirmed else "proposed"),
            ),
            chip,
            dim=not confirmed,
            marked=id in self.marked,
        )

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

    def sentence(self, id: str) -> str:
        """The whole row in words."""
        m = self.desk.view.meeting
        request = self.desk.view.requests[id]
        shown, confirmed = self.shown(id)
        when = shown.revisit or shown.until
        words = decision_words(shown, self.desk.language, codes=m.agenda.show_codes)
        template = (
            _("{id}, {title}: {words}, again {when:long}, told by {teller}")
            if when
            else _("{id}, {title}: {words}, told by {teller}")
        )
        said = Message(
            template.id,
            (
                ("id", id),
                ("title", request.title),
                ("words", words),
                ("when", when),
                ("teller", shown.teller or None),
            ),
        )
        return self.say(said if confirmed else _("{words} (proposed)", words=said))

    # -- around the list -------------------------------------------------------------------

    def summary(self) -> Message:
        """How many rows are without a reason, how many to confirm."""
        rows = self.open_rows()
        if not rows:
            return _("every row has its reason")
        without = sum(bool(gaps(self.shown(id)[0])) for id in rows)
        confirm = len(rows) - without
        if not without:
            return _n("{n} to confirm", "{n} to confirm", confirm)
        return _n(
            "{n} without a reason, {confirm} to confirm",
            "{n} without a reason, {confirm} to confirm",
            without,
            confirm=confirm,
        )

    def side(self, row: str, height: int) -> tuple[Pieces, ...]:
        """The request, its condition, and how often each reason was given."""
        view = self.desk.view
        lines = request_side(view, row, self.desk.language)
        counts: Counter[Reason] = Counter()
        for id in view.meeting.below_line:
            decision, confirmed = self.shown(id)
            if confirmed and decision.reason:
                counts[decision.reason] += 1
        values = [
            (self.say(REASONS[reason].short), count, str(count))
            for reason, count in counts.most_common(6)
        ]
        block = bars_block(_("The list so far"), values, "bars-reason", self.desk.language)
        if len(lines) + len(block) <= height:
            lines += block
        return tuple(lines)

    def panel(self, row: str, width: int, tall: bool) -> tuple[Pieces, ...]:
        """Why not: the reasons on their digits, and what else is asked."""
        if row not in self.desk.view.meeting.order:
            return ()
        shown, _confirmed = self.shown(row)
        m = self.desk.view.meeting
        return reasons_panel(m.agenda, row, shown, width, self.desk.language, tall=tall)

    def open_rows(self) -> tuple[str, ...]:
        """Rows that are not confirmed, in the order of the list."""
        rows = [line.id for line in self.lines(80) if isinstance(line, Row) and line.dim]
        return tuple(rows)

    # -- reasons ---------------------------------------------------------------------------

    def digit(self, row: str, digit: int) -> Awaitable[None] | None:
        """The reason on this digit, for the marked rows and this one; then the next open row."""
        digits = self.desk.view.meeting.agenda.digits
        if digit > len(digits):
            return None
        return self.give(row, digits[digit - 1])

    def give(self, row: str, reason: Reason) -> Awaitable[None] | None:
        """Give a reason; what it asks for is asked first."""
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
        m = self.desk.view.meeting
        here = [r for r in Reason if r not in m.agenda.digits and r not in (Reason.DUP, Reason.WDR)]
        choices = [(str(r), self.reason_label(r)) for r in here]
        choices += [(str(r), self.reason_label(r)) for r in (Reason.DUP, Reason.WDR)]
        code = await self.desk.choose(_("why not this month?"), choices, about=row)
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
        decision, _confirmed = self.shown(row)
        typed = await self.desk.ask(
            _("what would change it?"), about=row, initial=decision.condition
        )
        if typed:
            self.desk.do(Not(row, condition=typed))

    async def act_teller(self, row: str) -> None:
        """Who tells the requester."""
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
            if not self.desk.do(Accept(row)):
                return None
        self.go_on(row)
        return None

    def act_same(self, row: str) -> None:
        """The same reason, date and teller as the row before."""
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
            made: Command = Back(row, before.reason, before.detail, missing, until=before.until)
        else:
            made = Not(row, before.reason, before.detail, before.revisit, before.condition)
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
