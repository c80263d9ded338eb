"""Promised: what became of the last commitments, and what was let in as an emergency."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import ClassVar

from agendas.agenda import StageKind
from agendas.days import Days, parse_days
from agendas.language import Argument, Message, _, _n
from agendas.meeting.commands.looking_back import Challenge, PromiseKept, Ratify
from agendas.meeting.events import Answer, Emergency, Promise
from tui.keys import ALWAYS
from tui.stages.base import StageView
from tui.stages.cells import surname, title_column
from tui.stages.promised_side import about_row, answer_words, judged_words
from tui.stages.request_side import request_side
from tui.widgets.lines import Blank, Cell, Column, Heading, Line, Row, Words
from tui.widgets.painted import Pieces

_ID = Column("id", "", 5)
#: Lines below which the list needs all of them.
_LOW = 12


class PromisedView(StageView):
    """Promises, then those that were promised if there was room, then emergencies."""

    kind: ClassVar[StageKind] = StageKind.PROMISED

    # -- what is shown ---------------------------------------------------------------------

    def lines(self, width: int) -> tuple[Line, ...]:
        """All rows; an empty part is left out."""
        m = self.desk.view.meeting
        say = self.say
        sure = [p for p in m.promises if not p.if_room]
        rooms = [p for p in m.promises if p.if_room]
        made: list[Line] = []
        for title, promises in ((_("PROMISED"), sure), (_("IF THERE WAS ROOM"), rooms)):
            if promises:
                made.append(self._heading(say(title), sure=promises is sure))
                made += [self._promise(promise) for promise in promises]
                made.append(Blank())
        if emergencies := self._emergencies():
            made.append(self._emergency_heading())
            made += [self._emergency(each) for each in emergencies]
            made.append(Blank())
        if not made:
            made.append(
                Words(((say(_("Nothing was promised, and no emergency let in.")), "strong"),))
            )
            made.append(Words(((say(_("Enter goes on.")), "dim"),)))
        return tuple(made)

    def _heading(self, title: str, *, sure: bool) -> Heading:
        say = self.say
        owner, until = (say(_("Owner")), say(_("Until"))) if sure else ("", "")
        return Heading(
            (
                _ID,
                title_column(title),
                Column("owner", owner, 10, priority=2, widest=18),
                Column("until", until, 6, "right", priority=1),
                Column("answer", say(_("Kept?")), 12, chip=True, widest=16),
            )
        )

    def _emergency_heading(self) -> Heading:
        say = self.say
        return Heading(
            (
                _ID,
                title_column(say(_("EMERGENCIES"))),
                Column("by", say(_("Allowed by")), 10, priority=2, widest=18),
                Column("days", say(_("Days")), 6, "right", priority=1),
                Column("judged", "", 12, chip=True, widest=16),
            )
        )

    def _promise(self, promise: Promise) -> Row:
        id = promise.request
        title = self._title(id)
        words, tone = answer_words(self.desk.view.meeting, id)
        open_one = id not in self.desk.view.meeting.answers
        sentence = _(
            "{id}, {title}, promised by {owner} until {until}, {answer}",
            id=id,
            title=title,
            owner=promise.owner or "–",
            until=promise.deadline,
            answer=words,
        )
        if promise.if_room:
            sentence = _(
                "{id}, {title}, promised if there was room, {answer}",
                id=id,
                title=title,
                answer=words,
            )
        return Row(
            id,
            (
                Cell(id, "dim"),
                Cell(title, "" if open_one else "dim"),
                Cell(surname(promise.owner), "dim"),
                Cell(self.value(promise.deadline) if promise.deadline else "", "dim"),
                Cell(self.say(words), tone),
            ),
            sentence=self.say(sentence),
        )

    def _emergency(self, emergency: Emergency) -> Row:
        words, tone = judged_words(self.desk.view.meeting, emergency.id)
        days: Argument = emergency.days
        sentence = _(
            "{id}, {title}, allowed by {name}, {answer}",
            id=emergency.id,
            title=emergency.title,
            name=emergency.allowed_by,
            answer=words,
        )
        return Row(
            emergency.id,
            (
                Cell(emergency.id, "dim"),
                Cell(emergency.title),
                Cell(surname(emergency.allowed_by), "dim"),
                Cell(self.value(days, "d"), "dim"),
                Cell(self.say(words), tone),
            ),
            sentence=self.say(sentence),
        )

    def _title(self, id: str) -> str:
        request = self.desk.view.requests.get(id)
        return request.title if request else id

    def _emergencies(self) -> list[Emergency]:
        known = self.desk.view.emergencies
        return [known[id] for id in self.desk.view.meeting.emergencies if id in known]

    def _find(self, row: str) -> Promise | None:
        return next((p for p in self.desk.view.meeting.promises if p.request == row), None)

    def summary(self) -> Message:
        """How many are still unknown."""
        count = len(self.open_rows())
        if not count:
            return _("nothing left to ask")
        return _n("{n} to ask about", "{n} to ask about", count)

    def panel(self, row: str, width: int, tall: bool) -> tuple[Pieces, ...]:
        """What was promised and what was answered, where there is no panel beside the list."""
        if self.desk.wide or self.desk.height < _LOW:
            return ()
        about = about_row(self.desk.view, row, self.desk.language, short=True)
        return ([], *(about + [[]] * 4)[:4])

    def side(self, row: str, height: int) -> tuple[Pieces, ...]:
        """The promise or emergency under the cursor, and the request behind it."""
        lines = about_row(self.desk.view, row, self.desk.language)
        if self._find(row) is not None:
            more = request_side(self.desk.view, row, self.desk.language)
            if len(lines) + 2 + len(more) <= height:
                lines += [[], [], *more]
        return tuple(lines)

    def open_rows(self) -> tuple[str, ...]:
        """What has no answer yet."""
        m = self.desk.view.meeting
        rows = [line.id for line in self.lines(80) if isinstance(line, Row)]
        return tuple(id for id in rows if id not in m.answers and id not in m.judged)

    def bar(self) -> tuple[str, ...] | None:
        """The keys of a promise, or of an emergency where the cursor is on one."""
        if not self.desk.row:
            return ALWAYS
        if self._find(self.desk.row) is None and self._emergencies():
            return ("ratify", "challenge", *ALWAYS)
        return ("done", "part", "not_done", "stopped", *ALWAYS)

    # -- what is done ----------------------------------------------------------------------

    def act_done(self, row: str) -> None:
        """Kept."""
        if self._is_promise(row):
            self._answer(row, Answer.DONE)

    async def act_part(self, row: str) -> None:
        """Kept in part: why, and how much is left."""
        if not self._is_promise(row):
            return
        sentence = await self._why(row, _("done in part: what is missing, and why?"))
        if sentence is None:
            return
        left = await self._days_left(row)
        if left is not False:
            self._answer(row, Answer.PART, sentence, None if left is True else left)

    async def act_not_done(self, row: str) -> None:
        """Not kept, still to do: why."""
        if self._is_promise(row):
            sentence = await self._why(row, _("not done: why?"))
            if sentence is not None:
                self._answer(row, Answer.NOT_DONE, sentence)

    async def act_stopped(self, row: str) -> None:
        """Given up: why."""
        if self._is_promise(row):
            sentence = await self._why(row, _("stopped: why?"))
            if sentence is not None:
                self._answer(row, Answer.STOPPED, sentence)

    def act_ratify(self, row: str) -> None:
        """The meeting stands behind an emergency."""
        if self._is_emergency(row) and self.desk.do(Ratify(row)):
            self._on(row)

    async def act_challenge(self, row: str) -> None:
        """The meeting does not stand behind it."""
        if not self._is_emergency(row):
            return
        hint = _("Enter alone skips")
        sentence = await self.desk.ask(
            _("challenged: what should be otherwise?"), about=row, hint=hint
        )
        if sentence is not None and self.desk.do(Challenge(row, sentence)):
            self._on(row)

    def act_confirm(self, row: str) -> Awaitable[None] | None:
        """The next unanswered row further down, else the next stage; unknown stays unknown."""
        rows = [line.id for line in self.lines(80) if isinstance(line, Row)]
        place = rows.index(row) + 1 if row in rows else len(rows)
        waiting = set(self.open_rows())
        below = next((id for id in rows[place:] if id in waiting), None)
        if below is not None:
            self.desk.select(below)
            return None
        before = self.desk.view.meeting.stage_id
        self.desk.next_stage()
        if waiting and self.desk.view.meeting.stage_id != before:
            self.desk.say(
                _n(
                    "{n} answer stays unknown; going back asks again",
                    "{n} answers stay unknown; going back asks again",
                    len(waiting),
                )
            )
        return None

    def _answer(
        self, row: str, answer: Answer, sentence: str = "", left: Days | None = None
    ) -> None:
        if self.desk.do(PromiseKept(row, answer.value, sentence, left)):
            self._on(row)

    def _on(self, row: str) -> None:
        target = self.next_open(row)
        if target:
            self.desk.select(target)

    async def _why(self, row: str, question: Message) -> str | None:
        while True:
            sentence = await self.desk.ask(question, about=row, hint=_("one sentence"))
            if sentence is None or sentence.strip():
                return sentence
            self.desk.say(_("{id}: this wants one sentence", id=row), alarm=True)

    async def _days_left(self, row: str) -> Days | bool:
        """Days that are left; True where it is left open, False where it was cancelled."""
        while True:
            hint = _("in quarters, such as 2.5; Enter alone skips")
            text = await self.desk.ask(_("how many days are left?"), about=row, hint=hint)
            if text is None:
                return False
            if not text.strip():
                return True
            days = parse_days(text)
            if days is not None:
                return days
            self.desk.say(_("days in quarters, 0 to 1000, not “{text}”", text=text), alarm=True)

    def _is_promise(self, row: str) -> bool:
        if row and self._find(row) is None:
            self.desk.say(_("{id} is an emergency: ratify or challenge it", id=row), alarm=True)
        return self._find(row) is not None

    def _is_emergency(self, row: str) -> bool:
        if self._find(row) is not None:
            self.desk.say(_("{id} is a promise: was it kept?", id=row), alarm=True)
            return False
        return bool(row)
