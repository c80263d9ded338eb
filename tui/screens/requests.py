"""The backlog on screen: a filter, one list, and everything that is done with requests."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input

from agendas.backlog import misunderstood, read_query
from agendas.language import Language, Message, _
from agendas.meeting.commands.grammar import render
from agendas.meeting.commands.spec import Command, Refused
from agendas.meeting.narrate import told
from agendas.meeting.workspace import Workspace
from agendas.session import Done, Session
from tui.keys import FILTER_KEYS, REQUEST_KEYS, Key, in_bar, pressed_in
from tui.screens.backlog_side import backlog_side
from tui.screens.request_actions import RequestActions
from tui.screens.request_bars import count_line, nothing_lines, saved_mark
from tui.screens.request_rows import ORDERS, RequestRows
from tui.widgets import bars
from tui.widgets.painted import Painted, Piece, ends
from tui.widgets.request_list import RequestList

#: Smaller than this nothing can be read: the screen says so instead.
LEAST_WIDTH, LEAST_HEIGHT = 40, 10
#: Actions that change nothing and work in a window that only reads.
READING = frozenset({"help", "filter", "sort", "clear"})


class RequestsScreen(Screen[None]):
    """All requests: what is typed filters them, a key changes the one under the cursor."""

    AUTO_FOCUS = "#list"

    def __init__(self, session: Session, language: Language) -> None:
        super().__init__()
        self.session = session
        self.language = language
        self.rows = RequestRows(language)
        self.found: Sequence[str] = ()
        self.row = ""
        self.order = 0
        self._said: tuple[Message, bool] | None = None
        self._seen: Workspace | None = None
        self._waiting_since: float | None = None
        self._actions = RequestActions(self)

    # -- composing -------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The fixed lines, the filter, the list, the panel."""
        yield Painted(classes="title-bar")
        yield Painted(classes="count-bar")
        with Horizontal(id="filter-bar"):
            yield Painted(id="filter-sign")
            yield Input(
                placeholder=self.language.say(_("words is:ready is:closed dept:Sales >5d")),
                id="filter",
                compact=True,
                max_length=500,
                select_on_focus=False,
            )
            yield Painted(id="filter-says")
        with Horizontal(id="body"):
            yield RequestList(id="list")
            yield Painted(id="side")
        yield Painted(id="empty")
        yield Painted(id="small")
        yield Painted(classes="status-bar")
        yield Painted(classes="key-bar")

    def on_mount(self) -> None:
        """Show what is there."""
        self.query_one("#filter-sign", Painted).show([("/ ", "accent-strong")])
        self.set_interval(1, self.tick)
        self.take_in()

    def on_screen_resume(self) -> None:
        """Back from a dialog or another screen: what happened there is here too."""
        self.session.on_settled = self._settle
        if self.is_mounted and self.session.workspace is not self._seen:
            self.take_in()

    # -- what happened ---------------------------------------------------------------------

    def take_in(self, row: str = "") -> None:
        """Show the workspace as it is now, in one frame; `row` is where the cursor goes."""
        self._seen = workspace = self.session.workspace
        self.rows.take_in(workspace, self.session.agenda, self.session.situation.today)
        self.refilter(row)

    def refilter(self, row: str = "") -> None:
        """Show the requests that the filter means now."""
        query = self.query_one("#filter", Input).value
        for half_typed in read_query(query).unknown:
            query = query.replace(half_typed, "")
        self.found = self.rows.find(query, self.order)
        request_list = self.query_one("#list", RequestList)
        request_list.set_lines(self.rows.lines(self.found), row or None)
        self.row = request_list.cursor or ""
        self.paint()

    def do(self, command: Command) -> Done | None:
        """Carry a command out and show what it did; None where it was refused."""
        return self.done(self.session.do(command, render(command)))

    def done(self, outcome: Done | Refused, row: str = "") -> Done | None:
        """Show what an action did, or why it was refused."""
        if isinstance(outcome, Refused):
            self.say(outcome.message, alarm=True)
            return None
        self._said = (told(outcome.entry, self.session.workspace, outcome.before), False)
        if self._waiting_since is None:
            self._waiting_since = time.monotonic()
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
        if self.session.pending == 0:
            self._waiting_since = None
        failure = self.session.failure
        if failure is not None:
            self.session.recover()
            self.take_in()
            self.say(failure.message, alarm=True)
        self._paint_title()

    def tick(self) -> None:
        """Once a second: the saved mark, and what another window wrote."""
        if not self.is_current:
            return
        if not self.session.store.writable:
            self.session.follow()
        if self.session.workspace is not self._seen:
            self.take_in()
        self._paint_title()

    # -- keys ------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """A key of the table; in the filter only those that leave it or move the cursor."""
        if self.query_one("#filter", Input).has_focus:
            self._key_in_filter(event)
            return
        key = pressed_in(REQUEST_KEYS, event.key)
        if key is not None:
            event.stop()
            event.prevent_default()
            self.act(key)

    def _key_in_filter(self, event: events.Key) -> None:
        request_list = self.query_one("#list", RequestList)
        match event.key:
            case "escape":
                self._actions.act_clear("")
            case "down" | "up":
                request_list.move_cursor(1 if event.key == "down" else -1)
            case "pagedown" | "pageup":
                request_list.page(1 if event.key == "pagedown" else -1)
            case _:
                return
        event.stop()
        event.prevent_default()

    def act(self, key: Key) -> None:
        """What a key of the table means here."""
        if not self.session.writable and key.action not in READING:
            self.say(self.session.why_not, alarm=True)
            return
        handler = getattr(self._actions, f"act_{key.action}")
        made: Awaitable[None] | None = handler(self.row)
        if made is not None:
            self.run_worker(_run(made), group="asking")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as you type."""
        self._said = None
        self.refilter()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps the filter, and the keys act on the list again."""
        self.to_list()

    def to_list(self) -> None:
        """The keys act on the list again, also where it is not on screen yet."""
        self.set_focus(None)
        self.call_after_refresh(self.query_one("#list", RequestList).focus)

    def on_request_list_cursor_moved(self, event: RequestList.CursorMoved) -> None:
        """Another row: its panel and its sentence."""
        if self.row != event.id:
            self.row = event.id
            self._said = None if self._said and not self._said[1] else self._said
        self._paint_side()
        self._paint_status()

    def on_request_list_row_chosen(self, event: RequestList.RowChosen) -> None:
        """A double click is Enter."""
        self.act(next(key for key in REQUEST_KEYS if key.action == "confirm"))

    # -- painting --------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Another size: panel or none, or the sentence that it is too small."""
        self.set_class(self.size.width >= 100, "-wide")
        small = self.size.width < LEAST_WIDTH or self.size.height < LEAST_HEIGHT
        self.set_class(small, "-small")
        if small:
            say = self.language.say
            self.query_one("#small", Painted).show(
                [(say(_("Too small to read.")), "strong")],
                [(say(_("Nothing is lost: make it larger.")), "dim")],
            )
        self.call_after_refresh(self.paint)

    def paint(self) -> None:
        """Everything around the list; what is unchanged costs nothing."""
        self._paint_title()
        self._paint_counts()
        self._paint_filter()
        self._paint_side()
        self._paint_status()
        self._paint_keys()
        nothing = not self.found
        self.set_class(nothing, "-empty")
        if nothing:
            query = self.query_one("#filter", Input).value
            closed = self.rows.closed_like(query)
            lines = nothing_lines(self.rows.counts, closed, self.language)
            self.query_one("#empty", Painted).show(*lines)

    def _paint_keys(self) -> None:
        keys = FILTER_KEYS if self.query_one("#filter", Input).has_focus else REQUEST_KEYS
        bar = bars.key_line(in_bar(keys), self.language, self.size.width)
        self.query_one(".key-bar", Painted).show(bar)

    def on_descendant_focus(self) -> None:
        """The filter has other keys than the list."""
        self._paint_keys()

    def _paint_title(self) -> None:
        say = self.language.say
        left: list[Piece] = [(" " + self.session.agenda.series, "strong")]
        left.append(("  " + say(_("Requests")), "dim"))
        saved = saved_mark(self.session, self._waiting_since, self.language)
        line = ends(left, [saved, (" ", "")], self.size.width)
        self.query_one(".title-bar", Painted).show(line)

    def _paint_counts(self) -> None:
        running = self.rows.table.running
        line = count_line(self.rows.counts, running=running, language=self.language)
        self.query_one(".count-bar", Painted).show(line)

    def _paint_filter(self) -> None:
        query = self.query_one("#filter", Input).value
        order = self.language.say(ORDERS[self.order][0])
        if query.strip():
            found = _("{n} of {all}", n=len(self.found), all=self.rows.counts.backlog)
            order = f"{self.language.say(found)} · {order}"
        says = self.query_one("#filter-says", Painted)
        says.show(ends([], [(order, "dim")], says.size.width or 36))
        wrong = misunderstood(read_query(query))
        if wrong is not None:
            self.say(wrong)

    def _paint_side(self) -> None:
        request = self.rows.requests.get(self.row)
        if not self.has_class("-wide"):
            return
        side = self.query_one("#side", Painted)
        if request is None:
            side.show()
            return
        height = self.size.height - 6
        rows = self.rows
        side.show(*backlog_side(request, rows.backlog, rows.table, self.language, height))

    def _paint_status(self) -> None:
        if self._said is not None:
            message, alarm = self._said
            piece = (self.language.say(message), "alarm" if alarm else "dim")
        else:
            piece = (self.rows.sentence(self.row), "faint")
        self.query_one(".status-bar", Painted).show([piece])


async def _run(made: Awaitable[None]) -> None:
    await made
