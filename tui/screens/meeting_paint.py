"""Painting the meeting screen: every fixed line and panel, and only what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendas.language import Message, _
from agendas.meeting.meeting import Status
from tui.keys import bar_of
from tui.widgets import bars
from tui.widgets.painted import Painted
from tui.widgets.request_list import RequestList

if TYPE_CHECKING:
    from tui.screens.meeting import MeetingScreen

#: Smaller than this nothing can be read: the screen says so instead.
LEAST_WIDTH, LEAST_HEIGHT = 40, 10
#: From here on there is a panel beside the list; below this the clock has no blank lines.
WIDE, LOW = 100, 16
#: Cells beside the list, and of the panel beside it, as the style sheet gives them.
MARGINS, SIDE = 2, 38
#: From here on the panel below the list says everything in full.
TALL = 30
#: Lines that the panel below leaves to the list.
LEAST_LIST = 4
#: Keys that the bar shows in a window that only follows, while nothing can be saved, in a meeting
#: that was adjourned, and where the screen is blank.
ONLY_READING = ("search", "help")
NOT_SAVED = ("command_line", "search", "help")
WHILE_ADJOURNED = ("note", "undo", "private", "blank", "confirm", "help")
WHILE_BLANK = ("blank", "private", "help")


class MeetingPainter:
    """Fills the widgets of one meeting screen from its view and its stage."""

    def __init__(self, screen: MeetingScreen) -> None:
        self.screen = screen
        self.list = screen.query_one("#list", RequestList)
        self._title = screen.query_one(".title-bar", Painted)
        self._stages = screen.query_one(".stage-bar", Painted)
        self._clock = screen.query_one(".clock-bar", Painted)
        self._side = screen.query_one("#side", Painted)
        self._panel = screen.query_one("#panel", Painted)
        self._blank = screen.query_one("#blank", Painted)
        self._small = screen.query_one("#small", Painted)
        self._status = screen.query_one(".status-bar", Painted)
        self._keys = screen.query_one(".key-bar", Painted)
        self._around: object = None

    @property
    def width(self) -> int:
        """Cells of the list; reckoned where it is not laid out yet, or hidden by the blank."""
        reckoned = self.screen.size.width - MARGINS - (SIDE if self.screen.wide else 0)
        return self.list.size.width or max(1, reckoned)

    def sized(self) -> None:
        """Another size: other columns, panels or none, or the sentence that it is too small."""
        screen, size = self.screen, self.screen.size
        screen.set_class(screen.wide, "-wide")
        screen.set_class(size.height < LOW, "-low")
        small = size.width < LEAST_WIDTH or size.height < LEAST_HEIGHT
        screen.set_class(small, "-small")
        if small:
            say = screen.language.say
            self._small.show(
                [(say(_("Too small to read.")), "strong")],
                [(say(_("Nothing is lost.")), "dim")],
            )

    def nothing_yet(self) -> None:
        """There is no meeting to show."""
        say = self.screen.language.say
        next_step = _("F2 shows what is next and starts one.")
        if not self.screen.session.store.writable:
            next_step = _("It appears here when it starts.")
        self._blank.show([(say(_("No meeting yet.")), "strong")], [(say(next_step), "dim")])
        self.screen.add_class("-blank")

    def everything(self) -> None:
        """All lines, the list and the panels."""
        meeting, screen = self.screen.view.meeting, self.screen
        screen.set_class(meeting.blank, "-blank")
        if meeting.blank:
            say = screen.language.say
            moment = [(say(_("A moment, please.")), "dim")]
            if screen.session.writable:
                moment.append((say(_("   B shows it again")), "faint"))
            self._blank.show([(meeting.agenda.series, "strong")], moment)
        self.title()
        self.clock()
        self.stages_and_keys()
        self.list.set_lines(screen.stage.lines(self.width))

    def stages_and_keys(self) -> None:
        """Where we are, and the keys that work now on the row under the cursor."""
        meeting, screen = self.screen.view.meeting, self.screen
        width = screen.size.width
        now, enter = screen.stage.bar(), screen.stage.enter()
        if meeting.status == Status.ADJOURNED:
            now, enter = WHILE_ADJOURNED, _("resume the meeting")
        if meeting.blank:
            now = WHILE_BLANK
        if not screen.session.writable:
            now = NOT_SAVED if screen.session.failure else ONLY_READING
        around = (meeting.stage_id, meeting.visited, meeting.status, width, now, enter)
        if around == self._around:
            return
        self._around = around
        self._stages.show(bars.stage_line(meeting, screen.language, width))
        keys = bar_of(meeting.stage.kind, now, enter)
        self._keys.show(bars.key_line(keys, screen.language, width))

    def title(self) -> None:
        """Series, period, who is here, and whether all is saved."""
        screen = self.screen
        self._title.show(
            bars.title_line(
                screen.view.meeting,
                screen.saved.piece(),
                screen.view.private_notes,
                screen.language,
                screen.size.width,
            )
        )

    def clock(self) -> None:
        """What is left of the stage, and what is left to do."""
        screen, meeting = self.screen, self.screen.view.meeting
        running = meeting.status == Status.RUNNING
        left = meeting.seconds_left(screen.session.clock.seconds() if running else None)
        summary = screen.stage.summary()
        width = screen.size.width
        self._clock.show(bars.clock_line(meeting, left, summary, screen.language, width))

    def panels(self) -> None:
        """What stands beside and below the list, about the row under the cursor."""
        screen = self.screen
        if screen.wide:
            self._side.show(*screen.stage.side(screen.row, screen.size.height - 8))
        lines = screen.stage.panel(screen.row, self.width, screen.size.height >= TALL)
        lines = lines[: max(0, screen.height - LEAST_LIST)]
        screen.set_class(bool(lines), "-panel")
        if lines:
            height = self._panel.styles.height
            if height is None or height.value != len(lines):
                self._panel.styles.height = len(lines)
            self._panel.show(*lines)

    def status(self, said: tuple[Message, bool] | None) -> None:
        """The last sentence, else the row under the cursor in words."""
        say = self.screen.language.say
        if said is not None:
            message, alarm = said
            self._status.show([(say(message), "alarm" if alarm else "dim")])
            return
        stage = self.screen.stage
        row = self.screen.row  # "" in an empty list
        words = self.list.described or (stage.sentence(row) if row else "")
        standing = stage.status()
        if not words and standing is not None:
            words = say(standing)
        self._status.show([(words, "faint")])
