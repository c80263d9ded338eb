"""The meeting on screen: fixed lines around one list, and a stage that fills it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from agendas.language import Language, Message, _
from agendas.meeting.commands.course import Next
from agendas.meeting.commands.grammar import render
from agendas.meeting.commands.spec import Command, Refused
from agendas.meeting.meeting import Meeting, Status
from agendas.meeting.narrate import told
from agendas.meeting.public_view import PublicView
from agendas.session import Session
from tui.keys import Key, bar_of, lookup
from tui.screens.everywhere import Everywhere
from tui.stages.all import stage_view
from tui.stages.base import StageView
from tui.widgets import bars
from tui.widgets.painted import Painted, Piece
from tui.widgets.request_list import RequestList

#: Smaller than this nothing can be read: the screen says so instead.
LEAST_WIDTH, LEAST_HEIGHT = 40, 10
#: From here on there is a panel beside the list; below this the clock has no blank lines.
WIDE, LOW = 100, 16
#: Lines that the panel below leaves to the list.
LEAST_LIST = 4
#: Seconds that an entry may wait for the disk before the title says "saving…".
PATIENCE = 0.1
#: Actions that change nothing and work in a window that only reads.
READING = frozenset({"help", "search", "echo"})


class MeetingScreen(Screen[None]):
    """The running meeting, or the last one. Keys come in, commands go to the session."""

    AUTO_FOCUS = "#list"
    CSS_PATH: ClassVar[None] = None

    def __init__(self, session: Session, language: Language) -> None:
        super().__init__()
        self.session = session
        self.language = language
        self.row = ""
        self.stage: StageView
        self.view: PublicView
        self._said: tuple[Message, bool] | None = None
        self._everywhere = Everywhere(self)
        self._waiting_since: float | None = None
        self._painting = False

    # -- composing -------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The fixed lines, the list, the panels."""
        yield Painted(classes="title-bar")
        yield Painted(classes="stage-bar")
        yield Painted(classes="clock-bar")
        with Horizontal(id="body"):
            with Vertical(id="main"):
                yield RequestList(id="list")
                yield Painted(id="panel")
            yield Painted(id="side")
        yield Painted(id="blank")
        yield Painted(id="small")
        yield Painted(classes="status-bar")
        yield Painted(classes="key-bar")

    def on_mount(self) -> None:
        """Show what is there, and let the clock tick."""
        self.watch(self.query_one("#list", RequestList), "here", self._row_changed, init=False)
        self.take_in(first=True)
        self.session.on_settled = self._wake
        self.set_interval(1, self.tick)
        if not self.session.store.writable:
            self.set_interval(0.5, self.follow)
        for report in self.session.reports:
            self.say(report, alarm=True)

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
            self._nothing_yet()
            return
        before = getattr(self, "stage", None)
        self.view = PublicView(self.session.workspace, meeting)
        if before is None or before.kind != self.view.meeting.stage.kind or first:
            self.stage = stage_view(self)
            self.row = meeting.row if first else ""
            self._begin_stage()
        self.paint()

    def _begin_stage(self) -> None:
        request_list = self.query_one("#list", RequestList)
        lines = self.stage.lines(self._width)
        ids = [line.id for line in lines if hasattr(line, "id")]
        wanted = self.row if self.row in ids else self.stage.first_row() or next(iter(ids), "")
        self.row = wanted
        request_list.set_lines(lines, wanted or None)
        request_list.focus()
        self.stage.begin()

    def _nothing_yet(self) -> None:
        self.query_one("#blank", Painted).show(
            [(self.language.say(_("No meeting yet.")), "strong")],
            [(self.language.say(_("F2 shows what is next and starts one.")), "dim")],
        )
        self.add_class("-blank")

    def do(self, command: Command) -> bool:
        """Carry a command out and show what it did; False where it was refused."""
        outcome = self.session.do(command, render(command))
        if isinstance(outcome, Refused):
            self.say(outcome.message, alarm=True)
            if outcome.where:
                self.query_one("#list", RequestList).select(outcome.where)
            return False
        self._said = (told(outcome.entry, self.session.workspace, outcome.before), False)
        if self._waiting_since is None:
            self._waiting_since = time.monotonic()
        self.take_in()
        return True

    def say(self, message: Message, *, alarm: bool = False) -> None:
        """One sentence in the status line, until the cursor moves."""
        self._said = (message, alarm)
        self._paint_status()

    def _wake(self) -> None:
        """Called by the store's thread: to be looked at by ours."""
        self.call_later(self.settled)

    def settled(self) -> None:
        """The store said that an entry is saved, or that it is not."""
        if self.session.pending == 0:
            self._waiting_since = None
        failure = self.session.failure
        if failure is not None:
            self.session.recover()
            self.take_in(first=True)
            self.say(failure.message, alarm=True)

    def follow(self) -> None:
        """What another window wrote."""
        if self.session.follow():
            self.take_in()

    def tick(self) -> None:
        """Once a second: the clock and the saved mark."""
        if self.meeting is None or not hasattr(self, "view"):
            return
        self._paint_title()
        self._paint_clock()
        if self.stage.tick():
            self._paint_panels()
        self._everywhere.watch_time()

    # -- keys ------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """A key of the table."""
        if not hasattr(self, "stage"):
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
        if meeting.status != Status.RUNNING and key.action in ("confirm", "previous"):
            self.say(_("The meeting is not running."))
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

    def later(self, made: Awaitable[None] | None) -> None:
        """Let something that asks first run beside the screen."""
        if made is not None:
            self.run_worker(self._run(made), group="asking", exit_on_error=True)

    async def _run(self, made: Awaitable[None]) -> None:
        await made

    def _row_changed(self, row: str) -> None:
        """Another row: its panel, its sentence, and what the old one still wanted."""
        left, self.row = self.row, row
        if self._painting or left == row:
            return
        if self._said and not self._said[1]:
            self._said = None
        self._paint_panels()
        self._paint_status()
        if left and self.session.writable:
            self.later(self.stage.left(left))

    def on_request_list_row_chosen(self, event: RequestList.RowChosen) -> None:
        """A double click is Enter."""
        self.later(self.stage.act_confirm(event.id))

    # -- the desk of the stages ------------------------------------------------------------

    def select(self, row: str) -> None:
        """Put the cursor on a row."""
        self.query_one("#list", RequestList).select(row)

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

    async def ask(
        self,
        question: Message,
        *,
        about: str = "",
        initial: str = "",
        hint: Message | None = None,
        suggestions: Sequence[str] = (),
        masked: bool = False,
        lines: Sequence[str] = (),
    ) -> str | None:
        """A text from a dialog; None when it was cancelled."""
        from tui.screens.dialogs.ask import Ask

        dialog = Ask(
            question,
            self.language,
            about=about,
            initial=initial,
            hint=hint,
            suggestions=suggestions,
            masked=masked,
            lines=lines,
        )
        return await self.app.push_screen_wait(dialog)

    async def choose(
        self, question: Message, choices: Sequence[tuple[str, str]], *, about: str = ""
    ) -> str | None:
        """One of a few choices (id, words); None when it was cancelled."""
        from tui.screens.dialogs.choose import Choose

        return await self.app.push_screen_wait(
            Choose(question, choices, self.language, about=about)
        )

    # -- painting --------------------------------------------------------------------------

    @property
    def _width(self) -> int:
        return self.query_one("#list", RequestList).size.width or self.size.width

    def on_resize(self) -> None:
        """Another size: other columns, panels or none, or the sentence that it is too small."""
        self.set_class(self.wide, "-wide")
        self.set_class(self.size.height < LOW, "-low")
        small = self.size.width < LEAST_WIDTH or self.size.height < LEAST_HEIGHT
        self.set_class(small, "-small")
        if small:
            say = self.language.say
            self.query_one("#small", Painted).show(
                [(say(_("Too small to read.")), "strong")],
                [(say(_("Nothing is lost: make it larger.")), "dim")],
            )
        if hasattr(self, "view"):
            self.call_after_refresh(self.paint)

    def paint(self) -> None:
        """Everything, in one frame; what is unchanged costs nothing."""
        blank = self.view.meeting.blank
        self.set_class(blank, "-blank")
        if blank:
            say = self.language.say
            self.query_one("#blank", Painted).show(
                [(self.view.meeting.agenda.series, "strong")],
                [(say(_("A moment, please.")), "dim"), (say(_("   B shows it again")), "faint")],
            )
        self._paint_title()
        self._paint_clock()
        width = self.size.width
        self.query_one(".stage-bar", Painted).show(
            bars.stage_line(self.view.meeting, self.language, width)
        )
        self.query_one(".key-bar", Painted).show(
            bars.key_line(bar_of(self.view.meeting.stage.kind), self.language, width)
        )
        request_list = self.query_one("#list", RequestList)
        self._painting = True
        request_list.set_lines(self.stage.lines(self._width))
        self._painting = False
        self.row = request_list.cursor or ""
        self._paint_panels()
        self._paint_status()

    def _paint_title(self) -> None:
        line = bars.title_line(
            self.view.meeting,
            self._saved(),
            self.view.private_notes,
            self.language,
            self.size.width,
        )
        self.query_one(".title-bar", Painted).show(line)

    def _saved(self) -> Piece:
        say = self.language.say
        session = self.session
        if session.failure is not None:
            return say(_("● not saved")), "alarm-strong"
        if not session.store.writable:
            return say(_("● following")), "dim"
        waits = self._waiting_since is not None and session.pending > 0
        if waits and time.monotonic() - (self._waiting_since or 0) > PATIENCE:
            return say(_("● saving…")), "accent"
        if session.saved_at is None:
            return say(_("● saved")), "good"
        return say(_("● saved {at:seconds}", at=session.saved_at)), "good"

    def _paint_clock(self) -> None:
        meeting = self.view.meeting
        left = meeting.seconds_left(self.session.clock.seconds())
        if meeting.status != Status.RUNNING:
            left = meeting.seconds_left()
        line = bars.clock_line(meeting, left, self.stage.summary(), self.language, self.size.width)
        self.query_one(".clock-bar", Painted).show(line)

    def _paint_panels(self) -> None:
        side = self.query_one("#side", Painted)
        if self.has_class("-wide"):
            side.show(*self.stage.side(self.row, self.size.height - 8))
        panel = self.query_one("#panel", Painted)
        lines = self.stage.panel(self.row, self._width, self.size.height >= 30)
        lines = lines[: max(0, self.height - LEAST_LIST)]
        self.set_class(bool(lines), "-panel")
        if lines:
            if panel.styles.height is None or panel.styles.height.value != len(lines):
                panel.styles.height = len(lines)
            panel.show(*lines)

    def _paint_status(self) -> None:
        if self._said is not None:
            message, alarm = self._said
            piece = (self.language.say(message), "alarm" if alarm else "dim")
        else:
            described = self.query_one("#list", RequestList).described
            standing = self.stage.status()
            if not described and standing is not None:
                described = self.language.say(standing)
            piece = (described, "faint")
        self.query_one(".status-bar", Painted).show([piece])
