"""What Today, Records and Share have in common: fixed painted lines around the one list."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult

from agendas.language import Language, Message, _
from agendas.meeting.commands.spec import Refused
from agendas.session import Done, Session
from tui.keys import Key, in_bar, pressed_in
from tui.screens.asking import AskingScreen, listen
from tui.screens.saved_mark import SavedMark
from tui.widgets import bars
from tui.widgets.lines import Line
from tui.widgets.painted import Painted, Piece, Pieces, ends
from tui.widgets.request_list import RequestList

#: Smaller than this nothing can be read: the screen says so instead.
LEAST_WIDTH, LEAST_HEIGHT = 40, 10


class RoomScreen(AskingScreen):
    """One of the screens beside the meeting.

    A room says what stands in its head, its list and its panel; a key calls `act_<action>`.
    """

    AUTO_FOCUS = "#list"
    ROOM: ClassVar[str]
    NAME: ClassVar[Message]
    KEYS: ClassVar[tuple[Key, ...]]

    def __init__(self, session: Session, language: Language) -> None:
        super().__init__(classes="room")
        self.session = session
        self.language = language
        self.row = ""
        self._said: tuple[Message, bool] | None = None
        self._seen: object = None
        self._mark = SavedMark(session, language)
        self._filling = False

    # -- what a room says ------------------------------------------------------------------

    def look(self) -> None:
        """The workspace is another one: work out what is shown."""

    def head(self, width: int) -> Sequence[Pieces]:
        """The lines above the list, three at most."""
        return ()

    def lines(self, width: int) -> Sequence[Line]:
        """The list."""
        return ()

    def side(self, row: str, height: int) -> Sequence[Pieces]:
        """The panel beside the list, about the row under the cursor."""
        return ()

    def below(self, row: str, width: int) -> Sequence[Pieces]:
        """What the panel would say, in a few lines below the list, where there is no panel."""
        return ()

    def nothing(self) -> Sequence[Pieces]:
        """What stands in place of an empty list."""
        return ()

    def keys(self) -> Sequence[Key]:
        """The keys of the key bar."""
        return in_bar(self.KEYS)

    # -- composing -------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The fixed lines, the list, the panel."""
        yield Painted(classes="title-bar")
        yield Painted(classes="room-bar")
        yield Painted(classes="head")
        yield Painted(classes="key-bar")
        yield Painted(classes="status-bar")
        yield Painted(id="side", ruled=True)
        yield Painted(id="below")
        yield RequestList(id="list")
        yield Painted(id="empty")
        yield Painted(id="small")

    def on_mount(self) -> None:
        """Show what is there, and look now and then whether it still is."""
        request_list = self.query_one("#list", RequestList)
        request_list.taker = self.take
        self.watch(request_list, "here", self._row_changed, init=False)
        self.set_interval(1, self.tick)
        self.take_in()
        self.tell_news()

    def on_screen_resume(self) -> None:
        """Back from a dialog or another screen: what happened there is here too."""
        self.session.on_settled = self._settle
        if self.is_mounted and self.session.workspace is not self._seen:
            self.take_in()

    def take_in(self, row: str = "") -> None:
        """Show the workspace as it is now; the cursor goes to a row if one is named."""
        self._seen = self.session.workspace
        self.look()
        self.show_list(row)

    def show_list(self, row: str = "") -> None:
        """The list and all around it, in one frame."""
        request_list = self.query_one("#list", RequestList)
        self._filling = True
        request_list.set_lines(self.lines(self._width), row or None)
        self._filling = False
        self.row = request_list.cursor or ""
        self.paint()

    # -- what happened ---------------------------------------------------------------------

    def done(self, outcome: Done | Refused, row: str = "") -> Done | None:
        """Show what an action did, or why it was refused."""
        from agendas.meeting.narrate import told

        self.keep_typed(outcome)
        if isinstance(outcome, Refused):
            self.say(outcome.message, alarm=True)
            return None
        self._said = (told(outcome.entry, self.session.workspace, outcome.before), False)
        self._mark.acted()
        self.take_in(row)
        return outcome

    def say(self, message: Message, *, alarm: bool = False) -> None:
        """One sentence in the status line, until the cursor moves."""
        self._said = (message, alarm)
        self._paint_status()

    def _settle(self) -> None:
        self.call_later(self.settled)

    def settled(self) -> None:
        """The store said that an entry is saved, or that it is not."""
        self._mark.settled()
        failure = self.session.failure
        self.tell_news()
        if failure is not None:
            self.session.recover()
            self.take_in()
            self.say(self.session.why_not, alarm=True)
        self._paint_title()

    def tick(self) -> None:
        """Once a second: the saved mark, and what another window wrote."""
        if not self.is_current:
            return
        self.session.try_again()
        if not self.session.store.writable:
            self.follow_on()
        if self.session.workspace is not self._seen:
            self.take_in()
        self._paint_title()

    # -- keys ------------------------------------------------------------------------------

    def take(self, event: events.Key) -> None:
        """A key of the table."""
        key = pressed_in(self.KEYS, event.key)
        if key is None:
            self.navigates(event, self.query_one("#list", RequestList))
            return
        event.stop()
        event.prevent_default()
        self.act(key, event.key)

    def act(self, key: Key, pressed: str = "") -> None:
        """What a key of the table means here."""
        made: Awaitable[None] | None = None
        if key.action == "one":
            self.act_number(int(pressed or "0"))
        else:
            made = getattr(self, f"act_{key.action}")(self.row)
        self.later(made)

    def act_number(self, number: int) -> None:
        """A digit."""

    def act_help(self, row: str) -> None:
        """All keys of this screen."""
        from tui.screens.dialogs.help import Help, Page

        self.app.push_screen(Help(Page(self.NAME, self.KEYS), self.language))

    def go(self, room: str) -> None:
        """To another screen of the program; keys that are typed ahead are for that one."""
        self._asking += 1
        self.app.call_later(self._go, room)

    async def _go(self, room: str) -> None:
        await self.app.run_action(f"room('{room}')")
        self._asking -= 1
        self.asked()
        listen(self.app)

    def _row_changed(self, row: str) -> None:
        """Another row: its panel and its sentence, in the frame of its cursor."""
        if self._filling:
            return
        if self.row != row:
            self.row = row
            self._said = None if self._said and not self._said[1] else self._said
        self._paint_panels()
        self._paint_status()

    def on_request_list_row_chosen(self, event: RequestList.RowChosen) -> None:
        """A double click is Enter."""
        key = pressed_in(self.KEYS, "enter")
        if key is not None:
            self.act(key)

    # -- painting --------------------------------------------------------------------------

    @property
    def _width(self) -> int:
        return self.query_one("#list", RequestList).size.width or self.size.width

    def on_resize(self) -> None:
        """Another size: panel or none, or the sentence that it is too small."""
        width, height = self.size.width, self.size.height
        self.set_class(width >= 100, "-wide")
        self.set_class(height < 16, "-low")
        self.set_class(width < LEAST_WIDTH or height < LEAST_HEIGHT, "-small")
        say = self.language.say
        self.query_one("#small", Painted).show(
            [(say(_("Too small to read.")), "strong")],
            [(say(_("Nothing is lost: make it larger.")), "dim")],
        )
        self.call_after_refresh(self.show_list)

    def paint(self) -> None:
        """Everything around the list; what is unchanged costs nothing."""
        width = self.size.width
        self._paint_title()
        self.query_one(".room-bar", Painted).show(bars.room_line(self.ROOM, self.language, width))
        self.query_one(".head", Painted).show(*self.head(width))
        empty = self.query_one("#list", RequestList).row is None
        self.set_class(empty, "-empty")
        if empty:
            self.query_one("#empty", Painted).show(*self.nothing())
        self._paint_panels()
        self._paint_status()
        line = bars.key_line(self.keys(), self.language, width)
        self.query_one(".key-bar", Painted).show(line)

    def _paint_title(self) -> None:
        left: list[Piece] = [(" " + self.session.agenda.series, "strong")]
        left.append(("  " + self.language.say(self.NAME), "dim"))
        line = ends(left, [self._mark.piece(), (" ", "")], self.size.width)
        self.query_one(".title-bar", Painted).show(line)

    def _paint_panels(self) -> None:
        if self.has_class("-wide"):
            height = self.query_one("#side").size.height
            self.query_one("#side", Painted).show(*self.side(self.row, height))
            self.remove_class("-below")
            return
        shown = self.below(self.row, self.size.width - 4) if self.size.height >= 16 else ()
        self.set_class(bool(shown), "-below")
        self.query_one("#below", Painted).show(*shown)

    def _paint_status(self) -> None:
        if self._said is not None:
            message, alarm = self._said
            piece = (self.language.say(message), "alarm" if alarm else "dim")
        else:
            piece = (self.query_one("#list", RequestList).described, "faint")
        self.query_one(".status-bar", Painted).show([piece])
