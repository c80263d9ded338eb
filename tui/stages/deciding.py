"""What the line, not this month and read back have in common: every decision, in all three."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence

from agendas.decisions import REASONS, REASONS_OF, Kind, Reason, gaps
from agendas.language import _
from agendas.meeting.checks import left_to_a_person, unexplained
from agendas.meeting.commands.deciding import Commit, IfRoom, undecidable
from agendas.meeting.commands.merging import Merge, Split
from agendas.meeting.commands.placing import Because, Move, Over
from agendas.meeting.commands.refusing import Back, Decline, Not, Withdraw
from agendas.meeting.commands.sweeping import Accept
from tui.keys import keys_of
from tui.stages.balancing import BalancingView
from tui.stages.objecting import object_to
from tui.stages.rest_by_rank import rest_by_rank

#: The action that gives what a decision lacks.
GIVEN_BY = {
    "owner": "owner", "deliverable": "deliverable", "deadline": "deadline", "reason": "digit",
    "revisit": "date", "teller": "teller", "missing": "back", "from_whom": "back", "until": "date",
}  # fmt: skip


class DecidingView(BalancingView):
    """A stage whose rows are candidates that are decided about."""

    # -- one row ---------------------------------------------------------------------------

    def act_commit(self, row: str) -> None:
        """In: the row becomes the last above the line."""
        self.desk.do(Commit(row))

    def act_refuse(self, row: str) -> None:
        """Not this month: the row becomes the first below the line; its reason comes next."""
        self.desk.do(Not(row))

    def act_if_room(self, row: str) -> None:
        """Next, if there is room."""
        self.desk.do(IfRoom(row))

    def act_back(self, row: str) -> None:
        """Back to the requester with what is missing."""
        self.desk.do(Back(row))

    def act_move_up(self, row: str) -> None:
        """One place up, over the line too."""
        self.desk.do(Move(row, "up"))

    def act_move_down(self, row: str) -> None:
        """One place down, over the line too."""
        self.desk.do(Move(row, "down"))

    async def act_split(self, row: str) -> None:
        """Into parts, asked for one by one until an empty one."""
        if self.closed(row):
            return
        parts: list[str] = []
        while True:
            hint = _("an empty part ends") if len(parts) >= 2 else None
            question = _("part {n}: what is it called?", n=len(parts) + 1)
            part = await self.desk.ask(question, about=row, hint=hint)
            if part is None:
                return
            if not part.strip():
                break
            parts.append(part)
        self.desk.do(Split(row, tuple(parts)))

    async def act_merge(self, row: str) -> None:
        """The same as another one."""
        if self.closed(row):
            return
        view = self.desk.view
        ids = [id for id in view.meeting.order if id != row]
        into = await self.desk.ask(
            _("the same as which request?"),
            about=row,
            hint=_("its number, or how its title begins"),
            suggestions=[*ids, *(view.requests[id].title for id in ids)],
        )
        if into and into.strip():
            self.desk.do(Merge(row, self._id(into.strip(), ids)))

    def _id(self, typed: str, ids: Sequence[str]) -> str:
        if typed.isdecimal():
            return f"R-{int(typed):03}"
        requests = self.desk.view.requests
        begins = [id for id in ids if requests[id].title.casefold().startswith(typed.casefold())]
        return begins[0] if len(begins) == 1 else typed.upper()

    async def act_decline(self, row: str) -> None:
        """No, for good, with its reason."""
        await self.decline(row, None)

    async def decline(self, row: str, reason: Reason | None) -> bool:
        """Declined: the reason is chosen unless it is given, then what it asks for."""
        if self.closed(row):
            return False
        if reason is None:
            choices = [(str(code), self.reason_label(code)) for code in REASONS_OF[Kind.DECLINE]]
            code = await self.desk.choose(_("declined: why?"), choices, about=row)
            if code is None:
                return False
            reason = Reason(code)
        detail = await self.detail(row, reason)
        return detail is not None and self.desk.do(Decline(row, reason, detail))

    async def act_withdraw(self, row: str) -> None:
        """Its requester takes it back."""
        if self.closed(row):
            return
        request = self.desk.view.requests[row]
        by = await self.desk.ask(
            _("who says that it is withdrawn?"), about=row, initial=request.requester
        )
        if by:
            self.desk.do(Withdraw(row, by))

    async def detail(self, row: str, reason: Reason) -> str | None:
        """What a reason asks for; "" where it may be left out; None when cancelled."""
        facts = REASONS[reason]
        if facts.asks is None:
            return ""
        while True:
            hint = None if facts.required else _("Enter alone skips")
            answer = await self.desk.ask(facts.asks, about=f"{row} {reason}", hint=hint)
            if answer is None or answer.strip() or not facts.required:
                return answer
            self.desk.say(_("{code} needs this", code=reason), alarm=True)

    def reason_label(self, reason: Reason) -> str:
        """`CAP no room: below the line`."""
        label = self.say(REASONS[reason].label)
        return f"{reason} {label}" if self.desk.view.meeting.agenda.show_codes else label

    def accept(self, row: str) -> bool:
        """Accept what is proposed for a row; where nothing is, the key that gives it is said."""
        if self.desk.do(Accept(row)):
            return True
        decision = self.desk.view.meeting.decisions.get(row)
        lacking = gaps(decision) if decision else ()
        action = GIVEN_BY.get(lacking[0].field) if lacking else None
        key = next((key for key in keys_of(self.kind) if key.action == action), None)
        if key:
            what = _("{what}: {key} gives it", what=lacking[0].what, key=key.cap)
            self.desk.say(what, alarm=True)
        return False

    def closed(self, row: str) -> bool:
        """Whether a merge or a split has closed the row: then nothing is asked about it."""
        view = self.desk.view
        request = view.requests.get(row)
        refusal = undecidable(view.meeting, request) if request else None
        if refusal:
            self.desk.say(refusal.message, alarm=True)
        return refusal is not None

    # -- sentences that are still wanted ---------------------------------------------------

    async def act_because(self, row: str) -> None:
        """Why the row stands elsewhere than the ranking says."""
        m = self.desk.view.meeting
        question = _("it stands elsewhere than the ranking says: why?")
        if row not in m.moved and left_to_a_person(m, row):
            question = _("no rule breaks the tie that it is in: why does it stand here?")
        sentence = await self.desk.ask(question, about=row, needed=True)
        if sentence:
            self.desk.do(Because(row, sentence))

    def left(self, row: str) -> Awaitable[None] | None:
        """The cursor leaves a row that was moved against the ranking: say why, now."""
        if row in unexplained(self.desk.view.meeting):
            return self.act_because(row)
        return None

    async def say_why_over(self) -> bool:
        """One sentence for taking more than there is; whether it was given."""
        over = self.desk.view.over
        sentence = await self.desk.ask(
            _("{over:days} more than there is to give away: why?", over=over), needed=True
        )
        return bool(sentence) and self.desk.do(Over(sentence or ""))

    async def act_objection(self, row: str) -> None:
        """Somebody objects to what is decided about a row."""
        await object_to(self.desk, row)

    # -- many rows -------------------------------------------------------------------------

    def act_rest(self, row: str) -> Awaitable[None] | None:
        """The rest by rank, in one block; what is to be discussed stays open, if nobody objects."""
        return rest_by_rank(self.desk)
