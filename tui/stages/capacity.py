"""Capacity: three numbers, and what they leave to give away."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from agendas import proposals
from agendas.agenda import StageKind
from agendas.days import NOTHING, Days, parse_days, tidy
from agendas.language import Message, _, _n
from agendas.meeting.commands.placing import SetCapacity
from agendas.meeting.events import Answer, Promise
from agendas.record import Capacity
from agendas.request import Request, ServiceClass
from tui.stages.base import Desk, StageView
from tui.stages.cells import title_column
from tui.stages.request_side import request_side
from tui.widgets.bars import padded
from tui.widgets.big import HIGH, big
from tui.widgets.lines import Blank, Cell, Column, Heading, Line, Row
from tui.widgets.painted import Piece, Pieces
from tui.widgets.wrapping import wrap

FIELDS = ("days", "running", "reserve")
LABELS: dict[str, Message] = {
    "days": _("Days that IT has in this period"),
    "running": _("less running work: earlier promises"),
    "reserve": _("less reserve: what nobody foresees"),
}
#: The longest number of days: 1000.25, which is refused, but in words.
_LONGEST = 7
_PANEL, _LIST = HIGH + 2, 8


class CapacityView(StageView):
    """Numbers are typed on their row; Enter takes one, the third sets them all."""

    kind: ClassVar[StageKind] = StageKind.CAPACITY

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._known: Capacity | None = None
        self._texts: dict[str, str] = {}
        self._untouched: set[str] = set()

    # -- the numbers -----------------------------------------------------------------------

    def _read(self) -> None:
        """Take the numbers from the meeting, whenever they are others than before."""
        m = self.desk.view.meeting
        if self._texts and self._known == m.capacity:
            return
        self._known = m.capacity
        if m.capacity:
            values = (m.capacity.days, m.capacity.running, m.capacity.reserve)
        else:
            requests = self.desk.view.requests
            efforts = {
                p.request: requests[p.request].days for p in m.promises if p.request in requests
            }
            running = proposals.running_days(m, efforts)
            values = (m.agenda.capacity.days, running, m.agenda.capacity.reserve)
        self._texts = {
            name: self.value(tidy(value)) for name, value in zip(FIELDS, values, strict=True)
        }
        self._untouched = set(FIELDS)

    def _number(self, name: str) -> Days | None:
        return parse_days(self._texts[name])

    def _left(self) -> Decimal | None:
        days, running, reserve = (self._number(name) for name in FIELDS)
        if days is None or running is None or reserve is None:
            return None
        return tidy(days - running - reserve)

    # -- what is shown ---------------------------------------------------------------------

    def lines(self, width: int) -> tuple[Line, ...]:
        """The three numbers, and the fixed dates that are taken out first."""
        self._read()
        say = self.say
        made: list[Line] = [
            Heading((title_column(say(_("CAPACITY"))), Column("days", say(_("Days")), 9, "right")))
        ]
        made += [self._field(name) for name in FIELDS]
        fixed = self._fixed()
        if fixed:
            made += [Blank(), Blank(), self._fixed_heading()]
            made += [self._fixed_row(request) for request in fixed]
        return tuple(made)

    def _field(self, name: str) -> Row:
        text = self._texts[name]
        label = self.say(LABELS[name])
        editing = name not in self._untouched
        number = self._number(name)
        shown = f"{text}▏" if editing else f"{text} "
        tone = "alarm" if number is None else "accent" if editing else "strong"
        sentence = _("{label}: {days}", label=label, days=text or "–")
        return Row(name, (Cell(label), Cell(shown, tone)), sentence=self.say(sentence))

    def _fixed_heading(self) -> Heading:
        say = self.say
        return Heading(
            (
                title_column(say(_("TAKEN OUT FIRST: FIXED DATES"))),
                Column("authority", say(_("Who says so")), 14, priority=1, widest=24),
                Column("until", say(_("Until")), 6, "right"),
                Column("effort", say(_("Days")), 9, "right"),
            )
        )

    def _fixed_row(self, request: Request) -> Row:
        days = self.desk.view.days(request.id)
        return Row(
            request.id,
            (
                Cell(request.title),
                Cell(request.deadline_authority, "dim"),
                Cell(self.value(request.deadline), "dim"),
                Cell(self.value(days) + " " if days is not None else self.say(_("none ")), "dim"),
            ),
            sentence=f"{request.id}, {request.title}",
        )

    def _fixed(self) -> list[Request]:
        """Candidates whose date somebody with authority has set."""
        m, requests = self.desk.view.meeting, self.desk.view.requests
        found = (requests[id] for id in m.order if id not in m.decisions)
        return [
            r
            for r in found
            if r.service_class == ServiceClass.FIXED_DATE and r.deadline and r.deadline_authority
        ]

    def summary(self) -> Message:
        """How many candidates wait for these days."""
        count = len(self.desk.view.meeting.order)
        return _n("{n} request is on the table", "{n} requests are on the table", count)

    def panel(self, row: str, width: int, tall: bool) -> tuple[Pieces, ...]:
        """The days to give away, large where there is room."""
        self._read()
        left = self._left()
        words, tone = _("days to give away"), "accent"
        number = "?" if left is None else self.value(abs(left))
        if left is None:
            words, tone = _("days: a number in quarters, 0 to 1000"), "alarm"
        elif left < 0:
            words, tone = _("days more than there are"), "alarm"
        fixed = sum((self.desk.view.days(r.id) or NOTHING for r in self._fixed()), NOTHING)
        beside = self.say(words)
        then = self.say(_("{days:days} of them for fixed dates", days=tidy(fixed))) if fixed else ""
        if self.desk.height < _PANEL + _LIST:
            return ([], [(f"{number} ", tone + "-strong"), (beside, "dim"), (f"  {then}", "faint")])
        lines: list[Pieces] = [[]]
        for place, line in enumerate(big(number)):
            pieces: list[Piece] = [("  " + line, tone)]
            if place == HIGH - 2:
                pieces.append(("   " + beside, "strong"))
            if place == HIGH - 1 and then:
                pieces.append(("   " + then, "dim"))
            lines.append(pieces)
        return (*lines, [])

    def side(self, row: str, height: int) -> tuple[Pieces, ...]:
        """What still runs of earlier promises; about a fixed date its request."""
        if row and row not in FIELDS:
            return tuple(request_side(self.desk.view, row, self.desk.language))
        m = self.desk.view.meeting
        lines: list[Pieces] = [[(self.say(_("Running work")), "strong")], []]
        running = [p for p in m.promises if self._runs(p)]
        if not running:
            lines.append([(self.say(_("no promise is open")), "dim")])
        for promise in running[: max(1, height - 6)]:
            answered = m.answers.get(promise.request)
            days = answered.left if answered and answered.left is not None else promise.days
            request = self.desk.view.requests.get(promise.request)
            title = (wrap(request.title, 24) if request else []) or [promise.request]
            lines.append([(padded(title[0], 25), ""), (self.value(days, "d"), "dim")])
        return tuple(lines)

    def _runs(self, promise: Promise) -> bool:
        """Whether the promise still takes days, as it was answered."""
        answered = self.desk.view.meeting.answers.get(promise.request)
        if promise.if_room and (answered is None or answered.answer == Answer.NOT_DONE):
            return False
        return answered is None or answered.answer in (Answer.PART, Answer.NOT_DONE)

    # -- what is done ----------------------------------------------------------------------

    def first_row(self) -> str:
        """The first number."""
        return FIELDS[0]

    def typed(self, key: str, character: str) -> bool:
        """Digits edit the number of the row; the first one replaces what was proposed."""
        row = self.desk.row
        if row not in FIELDS:
            return False
        before = self._texts[row]
        if key == "backspace":
            self._texts[row] = before[:-1]
        elif character and character in "0123456789.,":
            start = "" if row in self._untouched else before
            self._texts[row] = (start + character)[:_LONGEST]
        else:
            return False
        self._untouched.discard(row)
        self.desk.repaint()
        return True

    def act_confirm(self, row: str) -> None:
        """Take the number and go on; the last one sets the capacity."""
        self._read()
        place = FIELDS.index(row) if row in FIELDS else len(FIELDS) - 1
        wrong = next((name for name in FIELDS[: place + 1] if self._number(name) is None), None)
        if wrong is not None:
            self.desk.select(wrong)
            text = self._texts[wrong]
            self.desk.say(_("days in quarters, 0 to 1000, not “{text}”", text=text), alarm=True)
            return
        if place + 1 < len(FIELDS):
            self.desk.select(FIELDS[place + 1])
            return
        days, running, reserve = (self._number(name) or NOTHING for name in FIELDS)
        m = self.desk.view.meeting
        known = m.capacity
        same = known and (known.days, known.running, known.reserve) == (days, running, reserve)
        if same or self.desk.do(SetCapacity(days, running, reserve)):
            self.desk.next_stage()
