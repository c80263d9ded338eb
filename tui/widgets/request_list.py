"""The one list of requests: it draws its lines itself, one frame a key, no layout on the way."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from agendas.language import _
from tui.widgets.drawing import draw
from tui.widgets.kept import KeptLines
from tui.widgets.lines import Column, Line, Row
from tui.widgets.listing import Listing
from tui.widgets.looks import style_of


def _key(keys: str, action: str, tooltip: str) -> Binding:
    name = f"list.{action.removeprefix('cursor_')}"
    return Binding(keys, action, tooltip, show=False, id=name, tooltip=tooltip)


class RequestList(KeptLines, ScrollView, can_focus=True, inherit_bindings=False):
    """Rows with one cursor, which jumps over headings, blanks and the line.

    `described` is the sentence of the row under the cursor: painted rows are invisible to
    assistive tools, so its owner shows it in one fixed line. `here` is that row's id; who watches
    it paints in the same frame, which a message could not.
    """

    ALLOW_SELECT = False
    ALLOW_MAXIMIZE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("down,j", "cursor_down", _("The next row").id),
        _key("up,k", "cursor_up", _("The row before").id),
        _key("pagedown", "cursor_page_down", _("A page on").id),
        _key("pageup", "cursor_page_up", _("A page back").id),
        _key("home", "cursor_first", _("The first row").id),
        _key("end", "cursor_last", _("The last row").id),
    ]

    described: reactive[str] = reactive("", repaint=False, init=False)
    here: reactive[str] = reactive("", repaint=False, init=False)

    class _About(Message):
        def __init__(self, request_list: "RequestList", row: Row) -> None:
            super().__init__()
            self.request_list = request_list
            self.row = row
            self.id = row.id

        @property
        def control(self) -> "RequestList":
            """The list that posted the message."""
            return self.request_list

    class RowChosen(_About):
        """A row was double clicked."""

    def __init__(
        self,
        columns: tuple[Column, ...] = (),
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """A list whose rows have these columns as long as no heading names others."""
        super().__init__(id=id, classes=classes)
        self.taker: Callable[[events.Key], None] | None = None
        self._listing = Listing(columns)
        self._at: int | None = None
        self._strips: LRUCache[int, Strip] = LRUCache(512)
        self._drawn_width = 0
        self._looks: dict[tuple[str, bool], Style] = {}

    # What is in it, and where the cursor stands

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, from the top."""
        return self._listing.lines

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self._listing.row(self._at)

    @property
    def cursor(self) -> str | None:
        """The id of the row under the cursor."""
        row = self.row
        return row.id if row else None

    def set_lines(self, lines: Iterable[Line], cursor_id: str | None = None) -> None:
        """Show these lines; the cursor goes to that row, else stays on the row it is on.

        Only what changed is drawn again, so give unchanged lines as the same values.
        """
        at = self._at
        wanted = cursor_id if cursor_id is not None else self.cursor
        count = len(self.lines)
        changed = self._listing.replace(tuple(lines))
        if len(self.lines) != count:
            self.virtual_size = Size(0, len(self.lines))
        self._draw_again(changed)
        target = None if wanted is None else self._listing.number(wanted)
        if target is None:
            target = self._listing.nearest(at or 0, 1)
        self._put_cursor(target)

    def select(self, id: str) -> bool:
        """Put the cursor on that row; False where no row has this id."""
        number = self._listing.number(id)
        if number is not None:
            self._put_cursor(number)
        return number is not None

    def move_cursor(self, rows: int) -> None:
        """Move the cursor that many rows down (or up), at most to the end."""
        if self._at is not None:
            self._put_cursor(self._listing.stepped(self._at, rows), introduced=True)

    def page(self, pages: int) -> None:
        """Move the cursor by that many heights of the list; without rows only scroll."""
        if self._at is None:
            self.scroll_relative(y=pages * max(1, self.size.height - 1), animate=False)
        else:
            step = 1 if pages > 0 else -1
            line = self._at + pages * max(1, self.size.height - 1)
            self._put_cursor(self._listing.nearest(line, -step), introduced=True)

    def action_cursor_down(self) -> None:
        """To the next row."""
        self.move_cursor(1)

    def action_cursor_up(self) -> None:
        """To the row before."""
        self.move_cursor(-1)

    def action_cursor_page_down(self) -> None:
        """A page on."""
        self.page(1)

    def action_cursor_page_up(self) -> None:
        """A page back."""
        self.page(-1)

    def action_cursor_first(self) -> None:
        """To the first row."""
        self._put_cursor(self._listing.nearest(0, 1), introduced=True)

    def action_cursor_last(self) -> None:
        """To the last row."""
        self._put_cursor(self._listing.nearest(len(self.lines), -1))

    def _put_cursor(self, number: int | None, *, introduced: bool = False) -> None:
        left, self._at = self._at, number
        self._draw_again(n for n in {left, number} if n is not None)
        if number is not None:
            self._show(number, introduced=introduced)
        row = self.row
        self.described = row.sentence if row else ""
        self.here = row.id if row else ""
        self._place_hardware_cursor()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One line of the screen, from what is remembered where nothing changed."""
        # Not `size`: a line-API widget is given the cells under its scrollbar too.
        width = self.scrollable_content_region.width
        if width != self._drawn_width:
            self._strips.clear()
            self._drawn_width = width
        number = y + self.scroll_offset.y
        strip = self._strips.get(number)
        if strip is None:
            strip = self._strip(number, width)
            self._strips[number] = strip
        return strip

    def whole_line(self, y: int) -> Strip:
        """The same up to the edge, where a scrollbar may stand."""
        return self.render_line(y).crop_extend(0, self.size.width, self._look("text", False))

    def _strip(self, number: int, width: int) -> Strip:
        if number >= len(self.lines):
            return Strip.blank(width, self._look("text", False))
        pieces = draw(self.lines[number], self._listing.columns(number), width)
        here = number == self._at
        return Strip([Segment(text, self._look(style, here)) for text, style in pieces], width)

    def _look(self, name: str, here: bool) -> Style:
        look = self._looks.get((name, here))
        if look is None:
            look = self.rich_style + style_of(name, here, self.app.theme_variables)
            look = self._looks[name, here] = self.filtered(look)
        return look

    def _draw_again(self, numbers: Iterable[int]) -> None:
        """Forget these lines and repaint those of them that are in sight."""
        top, size = self.scroll_offset.y, self.size
        seen: list[Region] = []
        for number in numbers:
            self._strips.discard(number)
            if 0 <= number - top < size.height:
                seen.append(Region(0, number - top, size.width, 1))
        if seen:
            self.refresh(*seen)

    def notify_style_update(self) -> None:
        """Other colours: nothing that was drawn holds."""
        self._looks.clear()
        self._strips.clear()
        super().notify_style_update()

    # Where it is scrolled to, and the mouse

    def _show(self, number: int, *, introduced: bool) -> None:
        """Bring the line in sight; coming from below, with the heading that stands above it."""
        top, height = self.scroll_offset.y, self.size.height
        if not height:
            return
        first = self._listing.introduced(number) if introduced else number
        if number >= top + height:
            self.scroll_to(y=number - height + 1, animate=False)
        elif first < top:
            self.scroll_to(y=max(first, number - height + 1), animate=False)

    def _place_hardware_cursor(self) -> None:
        if self._at is not None and self.has_focus and self.is_attached:
            y = max(0, min(self._at - self.scroll_offset.y, self.size.height - 1))
            self.app.cursor_position = self.content_region.offset + Offset(0, y)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Scrolled: the cursor of the terminal goes along."""
        super().watch_scroll_y(old_value, new_value)
        self._place_hardware_cursor()

    def on_key(self, event: events.Key) -> None:
        """The owner takes a key first, before it travels up through everything around the list."""
        if self.taker is not None:
            self.taker(event)

    def on_focus(self) -> None:
        """The keys come here: the cursor of the terminal too."""
        self._place_hardware_cursor()

    def on_resize(self) -> None:
        """Another size: the row under the cursor stays in sight."""
        if self._at is not None:
            self._show(self._at, introduced=True)
        self._place_hardware_cursor()

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a row, a double click chooses it."""
        number = event.y + self.scroll_offset.y
        row = self._listing.row(number)
        if row is None:
            return
        self._put_cursor(number)
        if event.chain == 2:
            self.post_message(self.RowChosen(self, row))
