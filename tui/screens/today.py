"""Today: what is next, who owes what, and what changed since the last meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import ClassVar

from msgspec.structs import replace

from agendas.backlog import Backlog
from agendas.dates import parse_date
from agendas.language import Message, _, _n
from agendas.meeting.commands.spec import Command, Refused
from agendas.meeting.meeting import Meeting, Status
from agendas.next_table import NextTable, next_table
from agendas.outlook import Outlook, outlook
from tui.keys import TODAY_KEYS, Key, in_bar
from tui.screens.backlog_side import backlog_side
from tui.screens.room import RoomScreen
from tui.screens.today_lines import head, request_of, today_lines
from tui.widgets.lines import Line
from tui.widgets.painted import Pieces

_HALF_A_YEAR = timedelta(days=182)


class TodayScreen(RoomScreen):
    """What the facilitator looks at between two meetings; `Enter` leads into the meeting."""

    ROOM: ClassVar[str] = "today"
    NAME: ClassVar[Message] = _("Today")
    KEYS: ClassVar[tuple[Key, ...]] = TODAY_KEYS

    outlook: Outlook
    table: NextTable

    # -- what is shown ---------------------------------------------------------------------

    def look(self) -> None:
        """What is next, from the workspace as it is now."""
        workspace, agenda = self.session.workspace, self.session.agenda
        today = self.session.situation.today
        self.outlook = outlook(workspace, agenda, today)
        self.table = next_table(workspace, agenda, today)
        self.backlog = Backlog(workspace, agenda)

    def head(self, width: int) -> Sequence[Pieces]:
        """The meeting that is next, and what it would start with."""
        return head(self.outlook, self.session, self.language, width)

    def lines(self, width: int) -> Sequence[Line]:
        """What is not ready, what was promised, what changed."""
        return today_lines(self.outlook, self.session, self.language)

    def nothing(self) -> Sequence[Pieces]:
        """Nothing is owed; in a new workspace, what comes first."""
        say = self.language.say
        if self.session.workspace.requests:
            return [[(say(_("Nobody owes anything, and nothing has changed.")), "dim")]]
        return [
            [(say(_("Requests come first.")), "strong")],
            [],
            [("r", "accent-strong"), (say(_("  all requests")), "")],
            [("   I", "accent-strong"), (say(_(" there imports a tracker's export")), "dim")],
            [("   a", "accent-strong"), (say(_(" there writes one down")), "dim")],
            [],
            [(say(_("You can start a meeting once something is on the table.")), "dim")],
        ]

    def side(self, row: str, height: int) -> Sequence[Pieces]:
        """The request under the cursor."""
        request = self.session.workspace.requests.get(request_of(row))
        if request is None:
            return ()
        return backlog_side(request, self.backlog, self.table, self.language, height)

    def keys(self) -> Sequence[Key]:
        """Enter says what it would do now."""
        words = _("start the meeting")
        if self.outlook.meeting is not None:
            adjourned = self.outlook.meeting.status == Status.ADJOURNED
            words = _("resume or close") if adjourned else _("back to the meeting")
        return tuple(
            replace(key, label=words) if key.action == "meeting" else key
            for key in in_bar(self.KEYS)
        )

    # -- what is done ----------------------------------------------------------------------

    def act_requests(self, row: str) -> None:
        """To the requests."""
        self.go("requests")

    def act_records(self, row: str) -> None:
        """To the records."""
        self.go("records")

    def act_share(self, row: str) -> None:
        """To what can be shared."""
        self.go("share")

    async def act_meeting(self, row: str) -> None:
        """Start the meeting, go on with it, or ask what becomes of an adjourned one."""
        meeting = self.outlook.meeting
        if meeting is not None and meeting.status == Status.RUNNING:
            self.go("meeting")
        elif not self.session.writable:
            self.say(self.session.why_not, alarm=True)
        elif meeting is not None:
            await self._adjourned(meeting)
        elif not self.outlook.candidates:
            self.say(_("Nothing is on the table: r leads to the requests."), alarm=True)
        else:
            await self._start()

    async def _start(self) -> None:
        today = self.session.situation.today
        planned = self.outlook.on
        question = _("start the meeting; of which day?")
        hint = _("the next one is planned for {on:long}", on=planned)
        if planned == today:
            question = _n(
                "start the meeting with {n} candidate; of which day?",
                "start the meeting with {n} candidates; of which day?",
                self.outlook.candidates,
            )
            hint = _("Enter is today")
        typed = await self.ask(question, initial=today.isoformat(), hint=hint)
        if typed is None:
            return
        # The nearest such day: a meeting of last Wednesday is entered late, not a year ahead.
        on = parse_date(typed, today - _HALF_A_YEAR) if typed.strip() else today
        if on is None:
            self.say(_("A date such as 2026-11-28, not “{text}”.", text=typed), alarm=True)
        elif self.done(self.session.open_meeting(on)):
            self.go("meeting")

    async def _adjourned(self, meeting: Meeting) -> None:
        from agendas.meeting.commands.course import Resume

        left = len(meeting.undecided)
        say = self.language.say
        chosen = await self.choose(
            _n(
                "the meeting of {on:long} was adjourned with {n} undecided",
                "the meeting of {on:long} was adjourned with {n} undecided",
                left,
                on=meeting.on,
            ),
            [
                ("resume", say(_("resume it, with a new roll call"))),
                ("close", say(_("close it: what is undecided was not reached, and comes first"))),
            ],
        )
        if chosen is None or not self._do(Resume()):
            return
        if chosen == "close":
            self._close()
        self.go("meeting")

    def _close(self) -> None:
        """All that is left is to read it once more and to finalise it."""
        from agendas.meeting.commands.roll_call import Provisional
        from agendas.meeting.commands.sweeping import Unreached

        meeting = self.session.situation.meeting
        if meeting.decides_provisionally:
            self._do(Provisional())
        if meeting.undecided:
            self._do(Unreached())

    def _do(self, command: Command) -> bool:
        from agendas.meeting.commands.grammar import render

        outcome = self.session.do(command, render(command))
        self.done(outcome)
        return not isinstance(outcome, Refused)
