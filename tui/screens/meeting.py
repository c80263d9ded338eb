"""The meeting on screen: fixed lines around one list, and a stage that fills it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from textual import events
from textual.app import ComposeResult

from agendas.language import Language, Message
from agendas.meeting.commands.course import Next, Resume
from agendas.meeting.commands.grammar import render
from agendas.meeting.commands.spec import Command, Refused
from agendas.meeting.meeting import Meeting, Status
from agendas.meeting.narrate import told
from agendas.meeting.public_view import PublicView
from agendas.session import Session
from tui.keys import Key, lookup
from tui.screens.asking import AskingScreen
from tui.screens.everywhere import Everywhere
from tui.screens.meeting_paint import LOW, WIDE, MeetingPainter
from tui.screens.saved_mark import SavedMark
from tui.stages.all import stage_view
from tui.stages.base import StageView
from tui.widgets.painted import Painted
from tui.widgets.request_list import RequestList

#: Actions that change nothing and work in a window that only reads.
READING = frozenset({"help", "search", "echo", "command_line", "fairness", "what_if"})


class MeetingScreen(AskingScreen):
    """The running meeting, or the last one. Keys come in, commands go to the session."""

    AUTO_FOCUS = "#list"

    def __init__(self, session: Session, language: Language) -> None:
        super().__init__()
        self.session = session
        self.language = language
        self.row = ""
        self.stage: StageView
        self.view: PublicView
        self._said: tuple[Message, bool] | None = None
        self._everywhere = Everywhere(self)
        self.saved = SavedMark(session, language)
        self.painter: MeetingPainter
        self._painting = False

    # -- composing -------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The fixed lines, the list, the panels."""
        yield Painted(classes="title-bar")
        yield Painted(classes="stage-bar")
        yield Painted(classes="clock-bar")
        yield Painted(classes="key-bar")
        yield Painted(classes="status-bar")
        yield Painted(id="side", ruled=True)
        yield Painted(id="panel")
        yield RequestList(id="list")
        yield Painted(id="blank", centred=True)
        yield Painted(id="small", centred=True)

    def on_mount(self) -> None:
        """Show what is there, and let the clock tick."""
        self.painter = MeetingPainter(self)
        self.painter.sized()
        self.painter.list.taker = self.take
        self.watch(self.painter.list, "here", self._row_changed, init=False)
        self.take_in(first=True)
        self.session.on_settled = self._wake
        self.set_interval(1, self.tick)
        if not self.session.store.writable:
            self.set_interval(0.5, self.follow)
        self.tell_news()

    def on_screen_resume(self) -> None:
        """Back from another screen: what happened there is here too."""
        self.session.on_settled = self._wake
        if self.is_mounted:
            self.take_in()

    @property
    def meeting(self) -> Meeting | None:
        """The meeting on screen: the running one, else the latest."""
        return self.session.workspace.meeting or self.session.workspace.newest

    # -- what happened ---------------------------------------------------------------------

    def take_in(self, *, first: bool = False) -> None:
        """Show the workspace as it is now, in one frame."""
        meeting = self.meeting
        if meeting is None:
            self.painter.nothing_yet()
            return
        before = getattr(self, "stage", None)
        self.view = PublicView(self.session.workspace, meeting)
        if before is None or before.kind != self.view.meeting.stage.kind or first:
            self.stage = stage_view(self)
            self.row = meeting.row if first else ""
            if not first:
                self._said = None  # the stage bar says where we are
            self._begin_stage()
        self.paint()

    def _begin_stage(self) -> None:
        request_list = self.painter.list
        lines = self.stage.lines(self.painter.width)
        ids = [line.id for line in lines if hasattr(line, "id")]
        self.row = self.row if self.row in ids else self.stage.first_row() or next(iter(ids), "")
        request_list.set_lines(lines, self.row or None)
        request_list.focus()
        self.stage.begin()

    def do(self, command: Command) -> bool:
        """Carry a command out and show what it did; False where it was refused."""
        outcome = self.keep_typed(self.session.do(command, render(command)))
        if isinstance(outcome, Refused):
            self.say(outcome.message, alarm=True)
            if outcome.where:
                self.painter.list.select(outcome.where)
            return False
        self.told = told(outcome.entry, self.session.workspace, outcome.before)
        self._said = (self.told, False)
        self.saved.acted()
        self.take_in()
        return True

    def say(self, message: Message, *, alarm: bool = False) -> None:
        """One sentence in the status line, until the cursor moves."""
        self._said = (message, alarm)
        self.painter.status(self._said)

    def _wake(self) -> None:
        """Called by the store's thread: to be looked at by ours."""
        self.call_later(self.settled)

    def settled(self) -> None:
        """The store said that an entry is saved, or that it is not."""
        self.saved.settled()
        self.tell_news()
        if self.session.failure is not None:
            self.session.recover()
            self.take_in()
            self.say(self.session.why_not, alarm=True)
        elif hasattr(self, "view"):
            self.painter.stages_and_keys()  # all of them work again

    def follow(self) -> None:
        """What another window wrote."""
        if self.follow_on():
            self.take_in()

    def tick(self) -> None:
        """Once a second: the clock and the saved mark."""
        self.session.try_again()
        if self.meeting is None or not hasattr(self, "view"):
            return
        self.painter.title()
        self.painter.clock()
        if self.stage.tick():
            self.painter.panels()
        self._everywhere.watch_time()

    # -- keys ------------------------------------------------------------------------------

    def take(self, event: events.Key) -> None:
        """A key of the table."""
        if not hasattr(self, "stage"):
            self._everywhere.without_meeting(event)
            return
        meeting = self.view.meeting
        listening = meeting.status == Status.RUNNING and not meeting.blank
        if listening and self.session.writable:
            character = event.character if event.is_printable else None
            if self.stage.typed(event.key, character or ""):
                event.stop()
                event.prevent_default()
                return
        key = lookup(meeting.stage.kind, event.key)
        if key is None:
            self.navigates(event, self.painter.list)
            return
        event.stop()
        event.prevent_default()
        self.act(key, event.key)

    def act(self, key: Key, pressed: str = "") -> None:
        """What a key of the table means here."""
        meeting = self.view.meeting
        if meeting.blank and key.action not in ("blank", "private", "help"):
            return
        if not self.session.writable and key.action not in READING:
            self.say(self.session.why_not, alarm=True)
            return
        if meeting.status == Status.ADJOURNED and key.action == "confirm":
            self.do(Resume())
            return
        if (standing := self._everywhere.standing_still(key)) is not None:
            self.say(standing, alarm=meeting.status == Status.ADJOURNED)
            return
        if key.action == "digit":
            made = self.stage.digit(self.row, int(pressed))
        else:
            handler = getattr(self.stage, f"act_{key.action}", None)
            handler = handler or getattr(self._everywhere, f"act_{key.action}", None)
            if handler is None:
                return
            made = handler(self.row)
        self.later(made)

    def _row_changed(self, row: str) -> None:
        """Another row: its panel, its sentence, and what the old one still wanted."""
        left, self.row = self.row, row
        if self._painting or left == row:
            return
        if self._said and not self._said[1]:
            self._said = None
        self.painter.panels()
        self.painter.stages_and_keys()
        self.painter.status(self._said)
        if left and self.session.writable:
            self.later(self.stage.left(left))

    def on_request_list_row_chosen(self, event: RequestList.RowChosen) -> None:
        """A double click is Enter."""
        self.later(self.stage.act_confirm(event.id))

    # -- the desk of the stages ------------------------------------------------------------

    def title_of(self, about: str) -> str:
        """The title of the request that a dialog names, as the room may read it."""
        one = self.view.requests.get(about.partition(" ")[0])
        return one.title if one and one.title != one.id else ""

    def select(self, row: str) -> None:
        """Put the cursor on a row."""
        self.painter.list.select(row)

    def repaint(self) -> None:
        """Show again what the stage itself changed."""
        self.paint()

    def next_stage(self) -> None:
        """On to the next stage."""
        self.do(Next())

    @property
    def wide(self) -> bool:
        """Whether the panel beside the list is shown."""
        return self.size.width >= WIDE

    @property
    def height(self) -> int:
        """How many lines the list and the panel below it share."""
        return max(0, self.size.height - (5 if self.size.height < LOW else 7))

    def seconds(self) -> int:
        """How long the meeting has run, without breaks."""
        return self.session.clock.seconds()

    def after(self, seconds: float, act: Callable[[], None]) -> None:
        """Do something a little later."""
        self.set_timer(seconds, act)

    async def write_files(self) -> tuple[Path, ...] | Message:
        """Write the meeting's files beside the screen, once everything in them is saved."""
        from tui.sharing import write_files

        meeting, session = self.meeting, self.session
        assert meeting is not None

        def write() -> tuple[Path, ...] | Message:
            session.store.wait(5)
            return write_files(session, meeting)

        return await asyncio.to_thread(write)

    # -- painting --------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Another size of the terminal."""
        if not hasattr(self, "painter"):
            return
        self.painter.sized()
        if hasattr(self, "view"):
            self.call_after_refresh(self.paint)

    def paint(self) -> None:
        """Everything, in one frame; what is unchanged costs nothing."""
        painter = self.painter
        self._painting = True
        painter.everything()
        self._painting = False
        self.row = painter.list.cursor or ""
        painter.panels()
        painter.status(self._said)
