"""Ready: what is missing where, the new requests one by one, and the rest in one block."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from agendas import proposals
from agendas.agenda import StageKind
from agendas.language import Message, _, _n, listed
from agendas.meeting.commands.refusing import Back
from agendas.meeting.commands.requests import Fill
from agendas.meeting.commands.sweeping import Block
from agendas.meeting.events import Origin
from agendas.request import FIELD_LABELS, Request
from tui.stages.base import Desk, StageView
from tui.stages.cells import decision_words, effort_cell, title_column
from tui.stages.request_side import request_side
from tui.widgets.bars import padded
from tui.widgets.lines import Blank, Cell, Column, Heading, Line, Row, Words
from tui.widgets.painted import Pieces
from tui.widgets.wrapping import wrap

#: Seconds that a new request gets.
SECONDS = 45
_BAR = 30
_ID = Column("id", "", 5)

QUESTIONS: dict[str, Message] = {
    "problem": _("what is the problem?"),
    "benefit": _("what changes, for whom, by how much, by when?"),
    "requester": _("who asks for it?"),
    "sponsor": _("who in management stands for it?"),
    "department": _("for which department does it count?"),
    "effort": _("how many days does IT estimate?"),
    "done_means": _("how will we see that it worked?"),
    "first_deliverable": _("what is delivered first?"),
    "deadline": _("until when?"),
    "deadline_authority": _("who says so: law, contract, campaign?"),
}


class ReadyView(StageView):
    """Not ready first, then new, then the ready rest; Enter passes over each row
    once, and `Y` settles all that are left in one block."""

    kind: ClassVar[StageKind] = StageKind.READY

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._timed: tuple[str, int] = ("", 0)
        self._settled = False

    # -- what is shown ---------------------------------------------------------------------

    def lines(self, width: int) -> tuple[Line, ...]:
        """All candidates in their parts."""
        say, m = self.say, self.desk.view.meeting
        made: list[Line] = []
        lacking, new, ready = self._parts()
        if lacking:
            made.append(self._heading(_("NOT READY"), len(lacking), _("Missing"), wide=20))
            made += [self._not_ready(request) for request in lacking]
            made.append(Blank())
        if new:
            made.append(self._heading(_("NEW"), len(new), _("Department")))
            made += [self._ready(request) for request in new]
            made.append(Blank())
        if ready:
            made.append(self._heading(_("READY"), len(ready), _("Department")))
            made += [self._ready(request) for request in ready]
            made.append(Blank())
        decided = [id for id in m.order if id in m.decisions]
        if decided:
            made.append(self._heading(_("DECIDED ALREADY"), len(decided), _("Decision"), wide=26))
            made += [self._decided(id) for id in decided]
        if not made:
            made.append(Words(((say(_("Nothing is on the table.")), "strong"),)))
            made.append(Words(((say(_("F3 shows all requests; t puts one on.")), "dim"),)))
        return tuple(made)

    def _parts(self) -> tuple[list[Request], list[Request], list[Request]]:
        """Not ready, ready and new, ready and known."""
        m, requests = self.desk.view.meeting, self.desk.view.requests
        lacking: list[Request] = []
        new: list[Request] = []
        ready: list[Request] = []
        for id in m.undecided:
            request = requests[id]
            if proposals.missing(m, request):
                lacking.append(request)
            elif self._is_new(id):
                new.append(request)
            else:
                ready.append(request)
        return lacking, new, ready

    def _is_new(self, id: str) -> bool:
        candidate = self.desk.view.meeting.candidates.get(id)
        return candidate is not None and candidate.origin == Origin.NEW

    def _heading(self, title: Message, count: int, column: Message, wide: int = 16) -> Heading:
        words = self.say(_("{title}  {n}", title=title, n=count))
        return Heading(
            (
                _ID,
                title_column(words),
                Column("what", self.say(column), wide, priority=1, widest=wide + 14),
                Column("effort", self.say(_("Effort")) if wide < 20 else "", 6, "right"),
            )
        )

    def _not_ready(self, request: Request) -> Row:
        names = [FIELD_LABELS[name] for name in proposals.missing(self.desk.view.meeting, request)]
        sentence = _(
            "{id}, {title}, missing: {names}",
            id=request.id,
            title=request.title,
            names=listed(names),
        )
        short = self.say(names[0])
        if len(names) > 1:
            short = self.say(_("{first} +{more}", first=names[0], more=len(names) - 1))
        return self._row(request, Cell(short, "alarm"), Cell(), self.say(sentence))

    def _ready(self, request: Request) -> Row:
        effort = effort_cell(self.desk.view, request.id, self.desk.language)
        sentence = _(
            "{id}, {title}, ready, {effort}", id=request.id, title=request.title, effort=effort.text
        )
        return self._row(request, Cell(request.department, "dim"), effort, self.say(sentence))

    def _decided(self, id: str) -> Row:
        m, request = self.desk.view.meeting, self.desk.view.requests[id]
        words = decision_words(m.decisions[id], self.desk.language, codes=m.agenda.show_codes)
        return self._row(
            request, Cell(words, "reason"), Cell(), f"{id}, {request.title}, {words}", "dim"
        )

    def _row(
        self, request: Request, what: Cell, effort: Cell, sentence: str, tone: str = ""
    ) -> Row:
        cells = (Cell(request.id, "dim"), Cell(request.title, tone), what, effort)
        return Row(request.id, cells, sentence=sentence)

    def summary(self) -> Message:
        """How many are not ready, how many are new."""
        lacking, new, _ready = self._parts()
        return _("{lacking} not ready, {new} new", lacking=len(lacking), new=len(new))

    def panel(self, row: str, width: int, tall: bool) -> tuple[Pieces, ...]:
        """The time of a new request, and what it is about where no panel stands beside the list."""
        lines: list[Pieces] = [[], self._time(row)]
        if not self.desk.wide and self.desk.height >= 14:
            lines += (self._about(row, width) + [[]] * 3)[:3]
        return tuple(lines)

    def _time(self, row: str) -> Pieces:
        if self._timed[0] != row:
            self._timed = (row, self.desk.seconds())
        if not self._is_new(row) or row in self.desk.view.meeting.decisions:
            return []
        left = SECONDS - (self.desk.seconds() - self._timed[1])
        if left <= 0:
            return [
                ("━" * _BAR, "alarm"),
                ("  " + self.say(_("45 seconds are over")), "alarm-strong"),
            ]
        gone = round(_BAR * (SECONDS - left) / SECONDS)
        words = self.say(_n("new: {n} second left", "new: {n} seconds left", left))
        return [("━" * gone, "accent"), ("━" * (_BAR - gone), "rule"), ("  " + words, "dim")]

    def tick(self) -> bool:
        """The time of a new request runs."""
        return self._is_new(self.desk.row)

    def _about(self, row: str, width: int) -> list[Pieces]:
        request = self.desk.view.requests.get(row)
        if request is None:
            return []
        asked = ", ".join(part for part in (request.requester, request.department) if part)
        fields: Sequence[tuple[Message, str]] = (
            (_("Asked by"), asked),
            (_("Problem"), request.problem),
            (_("Benefit"), request.benefit),
        )
        lines: list[Pieces] = []
        for label, text in fields:
            short = (wrap(text, max(10, width - 14)) or ["–"])[0]
            lines.append([(padded(self.say(label), 10), "dim"), (short, "")])
        return lines

    def side(self, row: str, height: int) -> tuple[Pieces, ...]:
        """The request under the cursor."""
        return tuple(request_side(self.desk.view, row, self.desk.language))

    def open_rows(self) -> tuple[str, ...]:
        """What is not ready, then what is new."""
        lacking, new, _ready = self._parts()
        return tuple(request.id for request in (*lacking, *new))

    # -- what is done ----------------------------------------------------------------------

    async def act_fill(self, row: str) -> None:
        """Fill the first field that is missing."""
        view = self.desk.view
        request = view.requests.get(row)
        if request is None:
            return
        names = proposals.missing(view.meeting, request)
        if not names:
            self.desk.say(_("{id} lacks nothing", id=row))
            return
        name = names[0]
        question = QUESTIONS.get(name, FIELD_LABELS[name])
        hint = _("in quarters, such as 2.5") if name == "effort" else None
        text = await self.desk.ask(question, about=row, hint=hint, suggestions=self._known(name))
        if text and text.strip() and self.desk.do(Fill(row, name, text.strip())):
            self.desk.select(row)

    def _known(self, name: str) -> list[str]:
        """What other people of the meeting would be offered for a field."""
        people = self.desk.view.meeting.people
        if name in ("requester", "sponsor"):
            return [person.name for person in people]
        if name == "department":
            return sorted({person.department for person in people if person.department})
        return []

    def act_back(self, row: str) -> None:
        """Back to the requester, with what is missing."""
        target = self._next_below(row)
        if not row:
            return
        # First to the next row: the list would follow this one down to those that are decided.
        if target:
            self.desk.select(target)
        if not self.desk.do(Back(row)):
            self.desk.select(row)

    def act_block(self, row: str) -> None:
        """One block for the rest: what is not ready goes back, the others stay; Enter goes on."""
        self._settled = True
        count = len(self._parts()[0])
        if not count:
            self.desk.next_stage()
        elif self.desk.do(Block()):
            self.desk.select(self.first_row() or next(iter(self.desk.view.meeting.undecided), row))
            self.desk.say(
                _n(
                    "{n} request goes back to its requester; u takes it back",
                    "{n} requests go back to their requesters; u takes it back",
                    count,
                )
            )

    def act_confirm(self, row: str) -> None:
        """The next row that is not ready or new, further down; after the last the next stage."""
        target = "" if self._settled else self._next_below(row)
        if target:
            self.desk.select(target)
            return
        lacking = self._parts()[0]
        before = self.desk.view.meeting.stage_id
        self.desk.next_stage()
        if lacking and self.desk.view.meeting.stage_id != before:
            self.desk.say(
                _n(
                    "{n} request is not ready yet and cannot be committed",
                    "{n} requests are not ready yet and cannot be committed",
                    len(lacking),
                )
            )

    def _next_below(self, row: str) -> str:
        rows = self.open_rows()
        if row in rows:
            return next(iter(rows[rows.index(row) + 1 :]), "")
        return "" if self._below_open(row) else next(iter(rows), "")

    def _below_open(self, row: str) -> bool:
        """Whether the row stands under all that is open."""
        m = self.desk.view.meeting
        _lacking, _new, ready = self._parts()
        return row in m.decisions or any(request.id == row for request in ready)
