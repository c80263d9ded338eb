"""Rank: ballots typed blind, the reveal, and rows moved by hand; or consent without a vote."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import ClassVar

from agendas.agenda import Method, Person, StageKind
from agendas.language import Message, _, _n
from agendas.meeting.commands.placing import Move
from agendas.meeting.commands.voting import Abstain, Ballot, ChooseMethod, OpenRound, Reveal
from tui.keys import ALWAYS
from tui.stages.ballot_sheet import (
    candidate_lines,
    dots_words,
    names,
    sheet_of,
)
from tui.stages.ballot_typing import Typing, how_to_type
from tui.stages.base import Desk, StageView
from tui.stages.cells import RANK, effort_cell, title_column
from tui.stages.objecting import object_to
from tui.stages.rank_result import result_lines, tie_applied_words
from tui.stages.request_side import request_side
from tui.widgets.lines import Cell, Column, Heading, Line, Row, Words
from tui.widgets.painted import Pieces


class RankView(StageView):
    """While a round is secret, letters and digits type the ballot of the current voter."""

    kind: ClassVar[StageKind] = StageKind.RANK

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.typing = Typing(desk)

    @property
    def _is_result(self) -> bool:
        now = self.desk.view.meeting.round
        return bool(now and now.revealed)

    @property
    def _is_consent(self) -> bool:
        return not self._is_result and self.desk.view.meeting.method == Method.CONSENT

    @property
    def _is_ballot(self) -> bool:
        return not self._is_result and not self._is_consent

    # -- what is shown ---------------------------------------------------------------------

    def lines(self, width: int) -> tuple[Line, ...]:
        """The candidates with their labels; after the reveal the ranking."""
        if self._is_result:
            return result_lines(self.desk.view, self.desk.language)
        if self._is_consent:
            return self._consent_lines()
        requests = self.desk.view.requests
        sheet = sheet_of(self.desk.view.meeting)
        if not sheet.labels:
            return (Words(((self.say(_("Nothing is left to rank. Enter goes on.")), "strong"),)),)
        titles = [requests[id].title for _label, id in sheet.labels]
        room = self.desk.height - len(self.typing.panel(width))
        return candidate_lines(sheet.labels, titles, width, room)

    def _consent_lines(self) -> tuple[Line, ...]:
        view, say = self.desk.view, self.say
        heading = Heading(
            (
                RANK,
                title_column(say(_("THE ORDER, BY CONSENT"))),
                Column("department", say(_("Department")), 11, priority=2, widest=16),
                Column("effort", say(_("Effort")), 6, "right"),
            )
        )
        rows: list[Line] = [heading]
        for place, id in enumerate(view.meeting.undecided, 1):
            request = view.requests[id]
            effort = effort_cell(view, id, self.desk.language)
            cells = (
                Cell(str(place), "dim"),
                Cell(request.title),
                Cell(request.department, "dim"),
                effort,
            )
            rows.append(Row(id, cells, sentence=f"{place}, {id}, {request.title}, {effort.text}"))
        return tuple(rows)

    def summary(self) -> Message:
        """The rule of the round; after it how many voted."""
        m = self.desk.view.meeting
        shown = m.revealed
        if self._is_result and shown is not None:
            if not shown.standings:
                return _("the order is agreed")
            split = sum(standing.split for standing in shown.standings)
            ballots = _n("{n} ballot", "{n} ballots", shown.voters)
            if split:
                return _("{ballots}, {split} split", ballots=ballots, split=split)
            return ballots
        if self._is_consent:
            return _("nobody votes: any objection?")
        return dots_words(sheet_of(m))

    def panel(self, row: str, width: int, tall: bool) -> tuple[Pieces, ...]:
        """Who has handed in, and the ballot that is typed, masked."""
        if self._is_ballot:
            return tuple(self.typing.panel(width))
        m = self.desk.view.meeting
        if self._is_result:
            words = tie_applied_words(m, self.desk.language)
            return ([], [(words, "accent")]) if words else ()
        objections = [
            f"{m.name_of(each.person)}: {each.sentence}"
            for each in m.objections
            if not each.request
        ]
        latest = objections[-1] if objections else ""
        ask = self.say(_("Any objection? c writes it down, R records this order as agreed."))
        return ([], [(ask, "strong")], [(latest, "alarm")])

    def status(self) -> Message | None:
        """How a ballot is typed, while no sentence says what happened."""
        return how_to_type(self.desk.view.meeting) if self._is_ballot else None

    def bar(self) -> tuple[str, ...]:
        """While letters type the ballot, only what is no letter works."""
        if self._is_ballot:
            return ("abstain", "reveal", "echo", "method", "extend", "confirm", "help")
        own: tuple[str, ...] = ("round", "move_down", "objection")
        if self._is_consent:
            own = ("reveal", "move_down", "objection", "method")
        return (*own, *ALWAYS)

    def side(self, row: str, height: int) -> tuple[Pieces, ...]:
        """Who has handed in and the rules; after the reveal the request."""
        if not self._is_ballot:
            return tuple(request_side(self.desk.view, row, self.desk.language))
        return tuple(self.typing.side())

    # -- typing a ballot -------------------------------------------------------------------

    def typed(self, key: str, character: str) -> bool:
        """Letters, digits and blanks belong to the ballot while the round is secret."""
        if not self._is_ballot:
            return False
        if key == "minus" and not self.typing.text:
            self.act_abstain("")
            return True
        return self.typing.typed(key, character)

    def act_abstain(self, row: str) -> None:
        """The current voter hands in no ballot."""
        current = self.typing.current()
        if self._is_ballot and current and self.desk.do(Abstain(current.id)):
            self.typing.on(current.id)

    def act_echo(self, row: str) -> None:
        """Show what is typed for two seconds."""
        if self._is_ballot:
            self.typing.show()

    def act_confirm(self, row: str) -> None:
        """Hand the ballot in and go on to the next voter; after the reveal to the next stage."""
        current = self.typing.current()
        m = self.desk.view.meeting
        if not self._is_ballot or not sheet_of(m).labels:
            self.desk.next_stage()
        elif current is None:
            ballots = m.round is not None and bool(m.round.ballots)
            if ballots:
                self.desk.say(_("all have handed in: R reveals the ranking"))
            else:
                self.desk.next_stage()
        elif not self.typing.text.strip():
            name = current.name
            self.desk.say(_("{name}: type what you want, or - to abstain", name=name), alarm=True)
        else:
            self._hand_in(current)

    def _hand_in(self, current: Person) -> None:
        wrong = sheet_of(self.desk.view.meeting).wrong(self.typing.text)
        if wrong is not None:
            self.desk.say(_("{name}: {what}", name=current.name, what=wrong), alarm=True)
            return
        if self.desk.do(Ballot(current.id, self.typing.text)):
            self.typing.on(current.id)
            if not self.typing.pending():
                self.desk.say(_("all have handed in or abstain: R reveals the ranking"))

    # -- the round -------------------------------------------------------------------------

    def act_reveal(self, row: str) -> Awaitable[None] | None:
        """Show the ranking; without somebody's ballot only when that is meant."""
        m = self.desk.view.meeting
        pending = self.typing.pending()
        if self._is_ballot and pending and m.round and m.round.ballots:
            return self._reveal_without(pending)
        self._reveal()
        return None

    async def _reveal_without(self, pending: tuple[Person, ...]) -> None:
        question = _("reveal without the ballot of {names}?", names=names(pending))
        choices = [
            ("wait", self.say(_("wait for them"))),
            ("reveal", self.say(_("reveal now; what was shown cannot be unseen"))),
        ]
        if await self.desk.choose(question, choices) == "reveal":
            self._reveal()

    def _reveal(self) -> None:
        if self.desk.do(Reveal()):
            self.typing.clear()

    def act_round(self, row: str) -> None:
        """Vote again; earlier rounds are kept."""
        if self.desk.do(OpenRound()):
            self.typing.clear()

    async def act_method(self, row: str) -> None:
        """Dots, or consent."""
        choices = [
            (Method.DOTS.value, self.say(_("dots: each person types a ballot"))),
            (Method.CONSENT.value, self.say(_("consent: nobody votes, any objection?"))),
        ]
        method = await self.desk.choose(_("how do we rank?"), choices)
        if method is not None:
            self.desk.do(ChooseMethod(method))

    # -- rows ------------------------------------------------------------------------------

    def act_move_up(self, row: str) -> None:
        """One place up, by hand."""
        self._move(row, "up")

    def act_move_down(self, row: str) -> None:
        """One place down, by hand."""
        self._move(row, "down")

    def _move(self, row: str, direction: str) -> None:
        if self._is_ballot:
            self.desk.say(_("rows are moved after the reveal"))
        elif row:
            self.desk.do(Move(row, direction))

    async def act_objection(self, row: str) -> None:
        """Somebody objects to the order."""
        await object_to(self.desk, "" if self._is_consent else row)
