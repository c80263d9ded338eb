"""Lines that are drawn once and kept: a frame costs only what has changed since the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.widget import Widget
else:
    # Textual reads styles and bindings of the first base only that is a widget.
    Widget = object


class KeptLines(Widget):
    """Makes a widget draw whole lines itself, by `whole_line`, each only when it was refreshed.

    Textual asks every visible widget for all its lines in every frame, and goes through styles,
    borders and filters for each. What is kept here is the finished line.
    """

    def __init__(self, **named: Any) -> None:
        super().__init__(**named)
        self._kept: list[Strip] = []
        self._kept_of: Region | None = None
        self._stale: set[int] = set()

    def whole_line(self, y: int) -> Strip:
        """The line at `y`, from edge to edge."""
        return self.render_line(y)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of the widget: the kept ones, drawn again where they are stale."""
        if crop != self._kept_of:
            self._kept = [Strip.blank(0)] * crop.height
            self._kept_of = crop
            self._stale = set(crop.line_range)
        if self._stale:
            self._draw_stale(crop)
        return self._kept

    def _draw_stale(self, crop: Region) -> None:
        for y in self._stale.intersection(crop.line_range):
            strip = self.whole_line(y)
            if crop.x or crop.width != strip.cell_length:
                strip = strip.crop_extend(crop.x, crop.right, self.filtered(self.rich_style))
            self._kept[y - crop.y] = strip
        self._stale.clear()

    def filtered(self, look: Style) -> Style:
        """A style as the filters of the app leave it (no colours, other colours of a terminal)."""
        background = self.background_colors[1]
        for each in self.get_line_filters():
            (segment,) = each.apply([Segment(" ", look)], background)
            look = segment.style or look
        return look

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Draw lines again: those of the regions, else all."""
        if repaint and regions:
            above = self.gutter.top
            for region in regions:
                self._stale.update(range(region.y + above, region.bottom + above))
        elif repaint:
            self._kept_of = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Other colours: nothing that was drawn holds."""
        self._kept_of = None
        super().notify_style_update()
