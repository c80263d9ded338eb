"""Read back: both lists read aloud; each commitment with owner, first step and deadline."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import ClassVar

from agendas.agenda import StageKind
from agendas.dates import parse_date
from agendas.decisions import Kind, gaps
from agendas.language import Message, _, _n
from agendas.meeting.checks import unconfirmed
from agendas.meeting.commands.closing import ReadBack
from agendas.meeting.commands.deciding import Commit
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
from tui.stages.request_side import field, request_side
from tui.widgets.lines import Blank, Cell, Column, Heading, Line, Row
from tui.widgets.painted import Pieces

#: What a commitment cannot be finalised without, in the order in which it is asked.
NEEDED = ("owner", "deliverable", "deadline")


class ReadBackView(DecidingView):
    """We do this, with owner and dates; then, to be read aloud as well, what we do not."""

    kind: ClassVar[StageKind] = StageKind.READ_BACK
    _deferred: tuple[Column, ...] = ()

    def lines(self, width: int) -> tuple[Line, ...]:
        """Commitments first, then everything else with its decision."""
        m = self.desk.view.meeting
        say = self.say
        self._deferred = deferred_column(self.desk.view)
        made: list[Line] = [
            Heading(
                (
                    RANK,
                    title_column(say(_("WE DO THIS"))),
                    Column("owner", say(_("Owner")), 9, priority=1, widest=14),
                    Column(
                        "first", say(_("First step")), 20, priority=3, min_terminal_width=66,
                        chip=True, widest=34,
                    ),
                    Column("until", say(_("Until")), 6, "right"),
                    Column("heard", "", 2, gap=1, priority=2),
                )
            )
        ]  # fmt: skip
        commits = m.decided(Kind.COMMIT)
        made += [self._commitment(id, place) for place, id in enumerate(commits, 1)]
        rest = [id for id in m.order if id not in commits]
        if rest:
            made += [
                Blank(),
                Heading(
                    (
                        RANK,
                        title_column(say(_("WE DO NOT"))),
                        *self._deferred,
                        Column("reason", say(_("Reason")), 24, chip=True, widest=36),
                        Column("again", say(_("Again")), 6, "right"),
                    )
                ),
            ]
            made += [self._no(id, place) for place, id in enumerate(rest, len(commits) + 1)]
        return tuple(made)

    def _commitment(self, id: str, place: int) -> Row:
        view, m = self.desk.view, self.desk.view.meeting
        decision = m.decisions[id]
        lacking = [gap.field for gap in gaps(decision)]
        chip = Cell(self.say(_MISSING[lacking[0]]), "alarm") if lacking else None
        return Row(
            id,
            (
                rank_cell(m, id, place, above=True),
                Cell(view.requests[id].title),
                Cell(surname(decision.owner), "dim"),
                Cell(decision.deliverable, "dim"),
                Cell(self.value(decision.deadline) if decision.deadline else "", ""),
                Cell("✓" if id in m.read_back else "", "good"),
            ),
            chip,
        )

    def _no(self, id: str, place: int) -> Row:
        view, m = self.desk.view, self.desk.view.meeting
        decision = m.decisions.get(id)
        chip = None
        words, again = "", None
        if decision is None:
            chip = Cell(self.say(_("undecided")), "alarm")
        else:
            words = decision_words(decision, self.desk.language, codes=m.agenda.show_codes)
            again = decision.revisit or decision.until
            if gaps(decision):
                chip = Cell(self.say(_("say why")), "alarm")
        return Row(
            id,
            (
                rank_cell(m, id, m.order.index(id) + 1, above=False),
                Cell(view.requests[id].title),
                *deferred_cells(view, id, self._deferred),
                Cell(words, "reason"),
                Cell(self.value(again) if again else "", "dim"),
            ),
            chip,
        )

    def sentence(self, row: str) -> str:
        """The whole row in words."""
        m = self.desk.view.meeting
        decision = m.decisions.get(row)
        if row not in m.order:
            return ""
        title = self.desk.view.requests[row].title
        if decision is None or decision.kind != Kind.COMMIT:
            words = (
                decision_words(decision, self.desk.language, codes=m.agenda.show_codes)
                if decision
                else self.say(_("undecided"))
            )
            return self.say(_("{id}, {title}: {words}", id=row, title=title, words=words))
        return self.say(
            _(
                "{id}, {title}: {owner}, until {deadline:long}, first {deliverable}",
                id=decision.request,
                title=title,
                owner=decision.owner or None,
                deadline=decision.deadline,
                deliverable=decision.deliverable or None,
            )
        )

    # -- around the list -------------------------------------------------------------------

    def summary(self) -> Message:
        """What still lacks something."""
        count = len(self.open_rows())
        if not count:
            return _("nothing is missing")
        return _n("{n} row lacks something", "{n} rows lack something", count)

    def side(self, row: str, height: int) -> tuple[Pieces, ...]:
        """The commitment in full, then the request."""
        m = self.desk.view.meeting
        decision = m.decisions.get(row)
        lines: list[Pieces] = []
        if decision and decision.kind == Kind.COMMIT:
            say = self.say
            heard = m.read_back.get(row, "")
            deadline = self.value(decision.deadline, "long") if decision.deadline else ""
            lines += field(say(_("Owner")), decision.owner or "–")
            lines += field(say(_("First")), decision.deliverable or "–", most=3)
            lines += field(say(_("Until")), deadline or "–")
            lines += field(say(_("IT heard")), heard or "–", most=3)
            lines.append([])
        return (*lines, *request_side(self.desk.view, row, self.desk.language))

    def open_rows(self) -> tuple[str, ...]:
        """Rows that lack something that the record needs, commitments first."""
        m = self.desk.view.meeting
        lacking = [id for id in m.decided(Kind.COMMIT) if gaps(m.decisions[id])]
        return (*lacking, *unconfirmed(m), *m.undecided)

    # -- what is asked ---------------------------------------------------------------------

    def act_confirm(self, row: str) -> Awaitable[None] | None:
        """Ask for what the row lacks, then on."""
        m = self.desk.view.meeting
        decision = m.decisions.get(row)
        if decision and decision.kind == Kind.COMMIT and gaps(decision):
            return self._fill(row)
        if row in self.open_rows() and not self.accept(row):
            return None
        self.go_on(row)
        return None

    async def _fill(self, row: str) -> None:
        for name in NEEDED:
            decision = self.desk.view.meeting.decisions[row]
            if not getattr(decision, name) and not await self._ask(row, name):
                return
        self.go_on_within(row)

    def go_on_within(self, row: str) -> None:
        """To the next row that lacks something, if any."""
        target = self.next_open(row)
        if target:
            self.desk.select(target)

    async def act_owner(self, row: str) -> None:
        """Who owns it."""
        await self._ask(row, "owner")

    async def act_deliverable(self, row: str) -> None:
        """What is delivered first."""
        await self._ask(row, "deliverable")

    async def act_deadline(self, row: str) -> None:
        """Until when."""
        await self._ask(row, "deadline")

    async def _ask(self, row: str, name: str) -> bool:
        m = self.desk.view.meeting
        decision = m.decisions.get(row)
        if decision is None or decision.kind != Kind.COMMIT:
            self.desk.say(_("{id} is no commitment", id=row), alarm=True)
            return False
        if name == "owner":
            names = [p.name for p in m.people]
            typed = await self.desk.ask(
                _("who owns it?"), about=row, initial=decision.owner, suggestions=names, needed=True
            )
            return bool(typed) and self.desk.do(Commit(row, owner=typed or ""))
        if name == "deliverable":
            typed = await self.desk.ask(
                _("what is delivered first?"), about=row, initial=decision.deliverable, needed=True
            )
            return bool(typed) and self.desk.do(Commit(row, deliverable=typed or ""))
        initial = decision.deadline.isoformat() if decision.deadline else ""
        while True:
            typed = await self.desk.ask(_("until when?"), about=row, initial=initial, needed=True)
            if not typed:
                return False
            due = parse_date(typed, m.on)
            if due is not None:
                return self.desk.do(Commit(row, due=due))
            said = _("“{text}” is no date: try 2027-02-02 or 2 Feb", text=typed)
            self.desk.say(said, alarm=True)

    async def act_understood(self, row: str) -> None:
        """What IT understood, in its own words."""
        known = self.desk.view.meeting.read_back.get(row, "")
        words = await self.desk.ask(_("what did IT understand?"), about=row, initial=known)
        if words:
            self.desk.do(ReadBack(row, words))


_MISSING = {
    "owner": _("no owner"),
    "deliverable": _("first step?"),
    "deadline": _("no date"),
}
