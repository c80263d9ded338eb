"""Not this month: the list of what is deliberately not done, each with reason, date and teller."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

from agendas.agenda import StageKind
from agendas.decisions import REASONS, Kind, Reason, gaps
from agendas.language import Message, _, _n
from tui.stages.cells import (
    RANK,
    decision_words,
    deferred_cells,
    deferred_column,
    rank_cell,
    reason_words,
    surname,
    title_column,
)
from tui.stages.giving_reasons import ReasonGivingView
from tui.stages.reasons_panel import reasons_panel
from tui.stages.request_side import bars_block, request_side
from tui.widgets.lines import Blank, Cell, Column, Divider, Heading, Line, Row
from tui.widgets.painted import Pieces

#: Kinds whose rows are shown in a part of their own, below.
CLOSED = (Kind.DECLINE, Kind.MERGE, Kind.SPLIT, Kind.WITHDRAWN)


class NotThisMonthView(ReasonGivingView):
    """The rows below the line; dim is proposed, a digit gives the reason and goes on."""

    kind: ClassVar[StageKind] = StageKind.NOT_THIS_MONTH
    _deferred: tuple[Column, ...] = ()

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
            all_above = not any(parts.values())
            words = _("nothing is put off: everything is above the line")
            made.append(Divider(say(words if all_above else _("nothing is put off")), "dim"))
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
        # The heading of its part says already that the row goes back.
        in_words = reason_words if shown.kind == Kind.BACK and confirmed else decision_words
        words = in_words(shown, self.desk.language, codes=m.agenda.show_codes)
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
