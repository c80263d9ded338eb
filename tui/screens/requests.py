"""The backlog on screen: a filter, one list, and everything that is done with requests."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from agendas.backlog import misunderstood, read_query
from agendas.language import Language, Message, _
from agendas.meeting.commands.grammar import render
from agendas.meeting.commands.spec import Command
from agendas.session import Done, Session
from tui.keys import FILTER_KEYS, REQUEST_KEYS, Key, in_bar
from tui.screens.backlog_side import backlog_side
from tui.screens.request_actions import RequestActions
from tui.screens.request_bars import count_line, nothing_lines
from tui.screens.request_rows import ORDERS, RequestRows
from tui.screens.room import RoomScreen
from tui.widgets.lines import Line
from tui.widgets.painted import Painted, Pieces, ends
from tui.widgets.plain_input import PlainInput
from tui.widgets.request_list import RequestList

#: Below this the filter's line says only how many it finds.
_NARROW = 70
#: What stands before a colon in a query.
FIELDS = ("is", "state", "dept", "department", "requester", "class", "label", "missing")
#: Actions that change nothing and work in a window that only reads.
READING = frozenset({"help", "filter", "sort", "clear"})


class RequestsScreen(RoomScreen):
    """All requests: what is typed filters them, a key changes the one under the cursor."""

    ROOM = "requests"
    NAME: ClassVar[Message] = _("Requests")
    KEYS = REQUEST_KEYS

    def __init__(self, session: Session, language: Language) -> None:
        super().__init__(session, language)
        self.rows = RequestRows(language)
        self.found: Sequence[str] = ()
        self.order = 0
        self._actions = RequestActions(self)

    def compose(self) -> ComposeResult:
        """The fixed lines, the filter, the list, the panel."""
        yield Painted(classes="title-bar")
        yield Painted(classes="room-bar")
        yield Painted(classes="head")
        with Horizontal(id="filter-bar"):
            yield Painted(id="filter-sign")
            yield PlainInput(
                placeholder=self.language.say(_("words is:ready is:closed dept:Sales >5d")),
                id="filter",
                compact=True,
                max_length=500,
                select_on_focus=False,
            )
            yield Painted(id="filter-says")
        yield Painted(classes="key-bar")
        yield Painted(classes="status-bar")
        yield Painted(id="side", ruled=True)
        yield Painted(id="below")
        yield RequestList(id="list")
        yield Painted(id="empty")
        yield Painted(id="small")

    @property
    def filter(self) -> Input:
        """The line in which the filter is typed."""
        return self.query_one("#filter", Input)

    @property
    def list(self) -> RequestList:
        """The list."""
        return self.query_one("#list", RequestList)

    # -- what is shown ---------------------------------------------------------------------

    def look(self) -> None:
        """Another workspace: its rows, of which most are the ones that are there."""
        session = self.session
        self.rows.take_in(session.workspace, session.agenda, session.situation.today)

    def lines(self, width: int) -> Sequence[Line]:
        """The requests that the filter means now."""
        query = self.filter.value
        for half_typed in read_query(query).unknown:
            query = query.replace(half_typed, "")
        self.found = self.rows.find(query, self.order)
        if not self.found and _begins_a_field(query):
            # while `dept:` is typed letter by letter the list does not vanish and come back
            self.found = self.rows.find(query.rpartition(" ")[0], self.order)
        return self.rows.lines(self.found)

    def head(self, width: int) -> Sequence[Pieces]:
        """How many there are of what."""
        running = self.rows.table.running
        return [count_line(self.rows.counts, running=running, language=self.language)]

    def side(self, row: str, height: int) -> Sequence[Pieces]:
        """Everything about the request under the cursor."""
        request = self.rows.requests.get(row)
        if request is None:
            return ()
        rows = self.rows
        return backlog_side(request, rows.backlog, rows.table, self.language, height)

    def nothing(self) -> Sequence[Pieces]:
        """What to do where nothing is shown."""
        closed = self.rows.closed_like(self.filter.value)
        return nothing_lines(self.rows.counts, closed, self.language)

    def keys(self) -> Sequence[Key]:
        """The filter has other keys than the list."""
        return in_bar(FILTER_KEYS if self.filter.has_focus else REQUEST_KEYS)

    def paint(self) -> None:
        """Everything around the list; what is unchanged costs nothing."""
        super().paint()
        self.query_one("#filter-sign", Painted).show([("/ ", "accent-strong")])
        query = self.filter.value
        order = self.language.say(ORDERS[self.order][0])
        if query.strip():
            found = self.language.say(
                _("{n} of {all}", n=len(self.found), all=self.rows.counts.backlog)
            )
            order = found if self.has_class("-narrow") else f"{found} · {order}"
        says = self.query_one("#filter-says", Painted)
        says.show(ends([], [(order, "dim")], says.size.width or 36))

    def _paint_status(self) -> None:
        wrong = misunderstood(read_query(self.filter.value))
        if self._said is not None:
            message, alarm = self._said
            piece = (self.language.say(message), "alarm" if alarm else "dim")
        elif wrong is not None:
            piece = (self.language.say(wrong), "dim")
        else:
            piece = (self.rows.sentence(self.row, self.size.width - 2), "faint")
        self.query_one(".status-bar", Painted).show([piece])

    # -- keys ------------------------------------------------------------------------------

    def do(self, command: Command) -> Done | None:
        """Carry a command out, beside the meeting if one runs; None where it was refused."""
        return self.done(self.session.do(command, render(command), outside=True))

    def on_key(self, event: events.Key) -> None:
        """While the filter is typed: the keys that leave it or move the cursor."""
        if not self.filter.has_focus:
            return
        # what every room does with a key is not for one that is typed
        event.prevent_default()
        match event.key:
            case "escape":
                self._actions.act_clear("")
            case "down" | "up":
                self.list.move_cursor(1 if event.key == "down" else -1)
            case "pagedown" | "pageup":
                self.list.page(1 if event.key == "pagedown" else -1)

    def act(self, key: Key, pressed: str = "") -> None:
        """What a key of the table means here."""
        if not self.session.writable and key.action not in READING:
            self.say(self.session.why_not, alarm=True)
            return
        made: Awaitable[None] | None = getattr(self._actions, f"act_{key.action}")(self.row)
        self.later(made)

    def on_resize(self) -> None:
        """Where there is little room, what is typed in the filter has most of it."""
        self.set_class(self.size.width < _NARROW, "-narrow")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as you type."""
        self._said = None
        self.show_list()

    def on_plain_input_too_long(self, event: PlainInput.TooLong) -> None:
        """More than the filter takes."""
        self.say(event.says, alarm=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps the filter, and the keys act on the list again."""
        self.to_list()

    def to_list(self) -> None:
        """The keys act on the list again, also where it is not on screen yet."""
        self.set_focus(None)
        self.call_after_refresh(self.list.focus)

    def on_descendant_focus(self) -> None:
        """The filter has other keys than the list."""
        if self._seen is not None:
            self.paint()


def _begins_a_field(query: str) -> bool:
    last = query.rpartition(" ")[2].lower()
    return len(last) > 1 and any(field.startswith(last) for field in FIELDS)
