"""Rank: ballots typed blind, scores by columns, the reveal, rows moved by hand; or consent."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import ClassVar

from agendas.agenda import Method, Person, StageKind
from agendas.language import Message, _, _n, listed
from agendas.meeting.commands.placing import Move
from agendas.meeting.commands.voting import Abstain, Ballot, OpenRound, Reveal
from agendas.meeting.meeting import BUSINESS
from agendas.meeting.rounds import voting
from tui.keys import ALWAYS
from tui.stages.ballot_sheet import candidate_lines, dots_words, names, sheet_of
from tui.stages.ballot_typing import Typing, how_to_type
from tui.stages.base import Desk, StageView
from tui.stages.choosing_method import choose_method
from tui.stages.objecting import object_to
from tui.stages.rank_consent import consent_lines, consent_panel
from tui.stages.rank_result import Reveal as Shown
from tui.stages.rank_rules import what_people_do
from tui.stages.rank_side import rank_side
from tui.stages.request_side import request_side
from tui.stages.rest_by_rank import rest_by_rank
from tui.stages.score_sheet import HOW, ScoreSheet
from tui.stages.score_typing import Rating, said
from tui.widgets.lines import Line, Words
from tui.widgets.painted import Pieces

#: In fewer lines than this the line has no blank ones around it.
_LOW = 20


class RankView(StageView):
    """While a round is secret, letters and digits type the ballot of the current voter."""

    kind: ClassVar[StageKind] = StageKind.RANK

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.typing = Typing(desk)
        self.rating = Rating(desk)
        self._sheet = ScoreSheet(desk, self.rating)
        self._shown: Shown | None = None

    @property
    def _is_result(self) -> bool:
        now = self.desk.view.meeting.round
        return bool(now and now.revealed)

    @property
    def _is_consent(self) -> bool:
        return not self._is_result and self.desk.view.meeting.method == Method.CONSENT

    @property
    def _is_score(self) -> bool:
        return not self._is_result and self.desk.view.meeting.method == Method.SCORE

    @property
    def _is_ballot(self) -> bool:
        return not (self._is_result or self._is_consent or self._is_score)

    def _reveal_now(self) -> Shown:
        """The reveal as it stands; made anew only where the meeting has changed."""
        if self._shown is None or self._shown.view is not self.desk.view:
            self._shown = Shown(self.desk.view, self.desk.language)
        return self._shown

    # -- what is shown ---------------------------------------------------------------------

    def lines(self, width: int) -> tuple[Line, ...]:
        """The candidates with their labels; after the reveal the ranking."""
        if self._is_result:
            return self._reveal_now().lines(self.desk.height > _LOW)
        if self._is_consent:
            return consent_lines(self.desk.view, self.desk.language)
        sheet = sheet_of(self.desk.view.meeting)
        if not sheet.labels:
            return (Words(((self.say(_("Nothing is left to rank. Enter goes on.")), "strong"),)),)
        if self._is_score:
            now = self.rating.now
            return self._sheet.lines(now) if now else ()
        requests = self.desk.view.requests
        labels = sheet.by_label
        titles = [requests[id].title for _label, id in labels]
        room = self.desk.height - len(self.typing.panel(width))
        return candidate_lines(labels, titles, width, room)

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
        if self._is_score and (now := self.rating.now):
            return self._sheet.summary(now)
        return what_people_do(m, dots_words(sheet_of(m)))

    def panel(self, row: str, width: int, tall: bool) -> tuple[Pieces, ...]:
        """Who has handed in, and the ballot that is typed, masked."""
        if self._is_ballot:
            return tuple(self.typing.panel(width))
        if self._is_score:
            now = self.rating.now
            return tuple(self._sheet.panel(now, width)) if now else ()
        if self._is_result:
            return self._reveal_now().panel(width)
        return consent_panel(self.desk.view, self.desk.language)

    def status(self) -> Message | None:
        """How a ballot is typed, while no sentence says what happened."""
        if self._is_score:
            return HOW
        return how_to_type(self.desk.view.meeting) if self._is_ballot else None

    def bar(self) -> tuple[str, ...]:
        """While letters type the ballot, only what is no letter works."""
        if self._is_ballot:
            return ("abstain", "reveal", "echo", "method", "ballots_file", "extend", *ALWAYS[-2:])
        if self._is_score:
            return ("column_on", "rater", "reveal", "method", "ballots_file", *ALWAYS)
        first = ("reveal", "method") if self._is_consent else ("rest", "duels", "round")
        return (*first, "move_down", "objection", *ALWAYS)

    def side(self, row: str, height: int) -> tuple[Pieces, ...]:
        """Who has handed in and the rules; after the reveal what the round says about the row."""
        view, language = self.desk.view, self.desk.language
        if self._is_result:
            return tuple(rank_side(self._reveal_now(), row, height))
        if self._is_score and (now := self.rating.now):
            return tuple(self._sheet.side(now))
        if self._is_ballot:
            return tuple(self.typing.side())
        return tuple(request_side(view, row, language))

    def first_row(self) -> str:
        """What is to be discussed first."""
        return self._reveal_now().first if self._is_result else ""

    # -- typing a ballot -------------------------------------------------------------------

    def typed(self, key: str, character: str) -> bool:
        """Letters, digits and blanks belong to the ballot while the round is secret."""
        if self._is_score:
            return self.rating.typed(key, character)
        if not self._is_ballot:
            return False
        if key == "minus" and not self.typing.text:
            self.act_abstain("")
            return True
        return self.typing.typed(key, character)

    def left(self, row: str) -> None:
        """The cursor left a row whose value was not taken."""
        self.rating.text = ""

    def act_abstain(self, row: str) -> None:
        """The current voter hands in no ballot."""
        current = self.typing.current()
        if self._is_ballot and current and self.desk.do(Abstain(current.id)):
            self.typing.on(current.id)

    def act_echo(self, row: str) -> None:
        """Show what is typed for two seconds."""
        if self._is_ballot:
            self.typing.show()
        elif self._is_score:
            self.rating.show()

    def act_confirm(self, row: str) -> None:
        """Hand the ballot in and go on to the next voter; after the reveal to the next stage."""
        current = self.typing.current()
        m = self.desk.view.meeting
        if self._is_score and sheet_of(m).labels:
            self.rating.hand_in()
        elif not self._is_ballot or not sheet_of(m).labels:
            self.desk.next_stage()
        elif current is None:
            now = voting(m)
            if now and now.voted:
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

    # -- scores ----------------------------------------------------------------------------

    def act_column_on(self, row: str) -> None:
        """The next column of the score."""
        if self._is_score:
            self.rating.step(1)

    def act_column_back(self, row: str) -> None:
        """The column before."""
        if self._is_score:
            self.rating.step(-1)

    async def act_rater(self, row: str) -> None:
        """Whose columns are typed: the business together, or one person's."""
        if not self._is_score:
            return
        people = [(person.id, person.name) for person in self.desk.view.meeting.voters]
        choices = [(BUSINESS, self.say(_("the business, with one voice"))), *people]
        who = await self.desk.choose(_("who rates?"), choices)
        if who is not None:
            self.rating.rate_as(who)

    # -- the round -------------------------------------------------------------------------

    def act_reveal(self, row: str) -> Awaitable[None] | None:
        """Show the ranking; without somebody's ballot only when that is meant."""
        now = voting(self.desk.view.meeting)
        pending = self.typing.pending()
        if self._is_score and now and (empty := self.rating.nobody_filled(now)):
            columns = listed(said(name) for name in empty)
            self.desk.say(
                _("still to be filled by somebody: {columns}", columns=columns), alarm=True
            )
            return None
        if self._is_ballot and pending and now and now.voted:
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
            self._fresh()
            self.desk.select(self.first_row())

    def _fresh(self) -> None:
        self.typing.clear()
        self.rating.clear()

    def act_round(self, row: str) -> None:
        """Vote again; earlier rounds are kept."""
        if self.desk.do(OpenRound()):
            self._fresh()

    async def act_method(self, row: str) -> None:
        """One of all ways to rank, and where it has several, which."""
        chosen = await choose_method(self.desk)
        if chosen is not None and self.desk.do(chosen):
            self._fresh()

    def act_rest(self, row: str) -> Awaitable[None] | None:
        """What is decided by rank, in one block; what is to be discussed stays open."""
        if self._is_result:
            return rest_by_rank(self.desk)
        self.desk.say(_("the rest is decided by rank after the reveal"))
        return None

    # -- rows ------------------------------------------------------------------------------

    def act_move_up(self, row: str) -> None:
        """One place up, by hand."""
        self._move(row, "up")

    def act_move_down(self, row: str) -> None:
        """One place down, by hand."""
        self._move(row, "down")

    def _move(self, row: str, direction: str) -> None:
        if self._is_ballot or self._is_score:
            self.desk.say(_("rows are moved after the reveal"))
        elif row:
            self.desk.do(Move(row, direction))

    async def act_objection(self, row: str) -> None:
        """Somebody objects to the order."""
        await object_to(self.desk, "" if self._is_consent else row)
