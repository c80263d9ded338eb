"""The rows of the list with the line in it: what is above, if there is room, and below."""

from __future__ import annotations

from decimal import Decimal

from agendas.days import NOTHING, Days
from agendas.decisions import Decision, Kind
from agendas.language import Message, _
from agendas.line import line_words, running_totals
from agendas.meeting.checks import unexplained
from agendas.meeting.events import NotFitting
from agendas.request import Request
from tui.stages.base import Desk
from tui.stages.cells import (
    RANK,
    decision_words,
    deferred_cells,
    deferred_column,
    effort_cell,
    rank_cell,
    title_column,
)
from tui.stages.line_marks import is_fixed, passed_over, passed_words, to_discuss
from tui.widgets.lines import Blank, Cell, Column, Divider, Heading, Line, Row

#: Chips call for attention: a whole column of them would shout.
FEW = 8
_CHIP = Column("state", "", 2, priority=0, gap=1)
#: Cells of a reason on a narrow screen.
_REASON = 22


class LineRows:
    """Above the line with running totals, the line with the days in words, below it the reasons."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._deferred: tuple[Column, ...] = ()
        self._few = False
        self._marks: dict[str, str] = {}
        self._passed: dict[str, NotFitting] = {}
        self._known: dict[tuple[object, ...], tuple[Request, Decision | None, Row]] = {}

    def say(self, message: Message) -> str:
        """A message in the language of the screen."""
        return self.desk.language.say(message)

    def lines(self) -> tuple[Line, ...]:
        """The list with the line in it."""
        view, m = self.desk.view, self.desk.view.meeting
        self._deferred = deferred_column(view)
        self._marks = self._marked()
        self._few = len(m.undecided) <= FEW
        why = set(unexplained(m))
        above = self._above_heading()
        made: list[Line] = [above]
        totals = running_totals(m.above_line, {id: view.days(id) for id in m.above_line})
        for place, id in enumerate(m.above_line, 1):
            total = totals[place - 1]
            made.append(self._row(id, "above", place, total, id in why))
        made += [Blank(), self._divider(), Blank()]
        rooms = [id for id in m.below_line if self._kind(id) == Kind.IF_ROOM]
        rest = [id for id in m.below_line if id not in rooms]
        place = len(m.above_line)
        if rooms:
            made.append(self._room_heading())
            for id in rooms:
                place += 1
                made.append(self._row(id, "room", place, NOTHING, id in why))
            made.append(Blank())
        made.append(self._below_heading())
        for id in rest:
            place += 1
            made.append(self._row(id, "below", place, NOTHING, id in why))
        return tuple(made)

    def _marked(self) -> dict[str, str]:
        """The word on each row that is to be discussed; what did not fit says its days as well."""
        m = self.desk.view.meeting
        self._passed = passed_over(self.desk.view)
        marks: dict[str, str] = {}
        for id in to_discuss(m):
            marks[id] = self.say(_("discuss"))
            passed = self._passed.get(id)
            if passed:
                words = _("discuss: {needs} d, {left} left", needs=passed.needs, left=passed.left)
                said = self.say(words)
                marks[id] = said if len(said) <= _REASON - 2 else marks[id]
        return marks

    def _row(self, id: str, part: str, place: int, total: Days, why: bool) -> Row:
        """A row, made anew only where something that it shows has changed."""
        view = self.desk.view
        request, decision = view.requests[id], view.meeting.decisions.get(id)
        mark = self._marks.get(id, "")
        key = (id, part, place, total, why, mark, self._few, bool(self._deferred))
        known = self._known.get(key)
        if known and known[0] is request and known[1] is decision:
            return known[2]
        match part:
            case "above":
                row = self._above(id, place, total, why, mark)
            case "room":
                row = self._room(id, place, why)
            case _:
                row = self._below(id, place, why, mark)
        self._known[key] = (request, decision, row)
        return row

    def _above_heading(self) -> Heading:
        say = self.say
        return Heading(
            (
                RANK,
                title_column(say(_("THIS MONTH"))),
                *self._deferred,
                Column(
                    "department", say(_("Department")), 11, priority=2, min_terminal_width=56,
                    widest=16,
                ),
                Column("effort", say(_("Effort")), 6, "right"),
                Column("total", say(_("Total")), 6, "right", priority=1),
                _CHIP,
            )
        )  # fmt: skip

    def _below_heading(self) -> Heading:
        say = self.say
        return Heading(
            (
                RANK,
                title_column(say(_("NOT THIS MONTH"))),
                *self._deferred,
                Column("reason", say(_("Reason")), _REASON, priority=2, chip=True, widest=34),
                Column("again", say(_("Again")), 6, "right", priority=1),
            )
        )

    def _room_heading(self) -> Heading:
        return Heading(
            (
                RANK,
                title_column(self.say(_("IF THERE IS ROOM"))),
                *self._deferred,
                Column("department", "", 11, priority=2, min_terminal_width=56, widest=16),
                Column("effort", "", 6, "right"),
                Column("total", "", 6, "right", priority=1),
                _CHIP,
            )
        )

    def _kind(self, id: str) -> Kind | None:
        decision = self.desk.view.meeting.decisions.get(id)
        return decision.kind if decision else None

    def _divider(self) -> Divider:
        view, m = self.desk.view, self.desk.view.meeting
        tone = "alarm" if view.over else "accent"
        return Divider(self.say(line_words(m.to_give_away, view.taken)), tone)

    def _above(self, id: str, place: int, total: Decimal, why: bool, mark: str) -> Row:
        view, m = self.desk.view, self.desk.view.meeting
        request = view.requests[id]
        decided = self._kind(id) == Kind.COMMIT
        chip = None
        if why:
            chip = Cell(self.say(_("say why")), "alarm")
        elif mark:
            chip = Cell(mark, "accent")
        elif is_fixed(request):
            chip = Cell(self.say(_("fixed")), "good")
        return Row(
            id,
            (
                rank_cell(m, id, place, above=decided),
                Cell(request.title),
                *deferred_cells(view, id, self._deferred),
                Cell(request.department, "dim"),
                effort_cell(view, id, self.desk.language),
                Cell(self.desk.language.value(total, "d"), "dim"),
                Cell("✓" if decided else "", "good"),
            ),
            chip,
        )

    def _room(self, id: str, place: int, why: bool) -> Row:
        view = self.desk.view
        request = view.requests[id]
        return Row(
            id,
            (
                rank_cell(view.meeting, id, place, above=False),
                Cell(request.title),
                *deferred_cells(view, id, self._deferred),
                Cell(request.department, "dim"),
                effort_cell(view, id, self.desk.language),
                Cell(),
                Cell(),
            ),
            Cell(self.say(_("say why")), "alarm") if why else None,
        )

    def _below(self, id: str, place: int, why: bool, mark: str) -> Row:
        view, m = self.desk.view, self.desk.view.meeting
        request = view.requests[id]
        decision = m.decisions.get(id)
        chip = None
        reason, again = Cell(), Cell()
        if why:
            chip = Cell(self.say(_("say why")), "alarm")
        elif mark:
            chip = Cell(mark, "accent")
        elif decision is None:
            word = self.say(_("undecided"))
            passed = self._passed.get(id)
            if self._few:
                chip = Cell(word, "alarm")
            else:
                reason = Cell(self.say(passed_words(passed)) if passed else word, "dim")
        if decision is not None:
            codes = m.agenda.show_codes
            open_reason = decision.kind == Kind.NOT_THIS_MONTH and decision.reason is None
            words = decision_words(decision, self.desk.language, codes=codes)
            reason = Cell(words, "dim" if open_reason else "reason")
            date = decision.revisit or decision.until
            again = Cell(self.desk.language.value(date) if date else "", "dim")
        return Row(
            id,
            (
                rank_cell(m, id, place, above=False),
                Cell(request.title),
                *deferred_cells(view, id, self._deferred),
                reason,
                again,
            ),
            chip,
        )

    def sentence(self, id: str) -> str:
        """The whole row in words."""
        view, m = self.desk.view, self.desk.view.meeting
        request = view.requests[id]
        days = view.days(id)
        decision = m.decisions.get(id)
        state = (
            decision_words(decision, self.desk.language, codes=m.agenda.show_codes)
            if decision
            else self.say(_("undecided"))
        )
        side = _("above the line") if m.is_above(id) else _("below the line")
        effort: Message | str = (
            _("{days:days}", days=days) if days is not None else _("no estimate")
        )
        words = _(
            "{id}, {title}, {effort}, {side}, {state}",
            id=id,
            title=request.title,
            effort=effort,
            side=side,
            state=state,
        )
        passed = self._passed.get(id)
        if passed and decision is None:
            words = _("{passed}: {words}", passed=passed_words(passed, whole=True), words=words)
        elif m.is_above(id) and is_fixed(request):
            by = request.deadline_authority
            words = _(
                "{words}; taken out first, for {authority} says so", words=words, authority=by
            )
        elif id in to_discuss(m):
            words = _("to discuss: {words}", words=words)
        return self.say(words)
