"""Fixed lines and panels of plain text: updated without layout, and never read as markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.cells import cut, shown
from tui.widgets.kept import KeptLines

#: A text and its tone; tones are the names of tui/theme.py.
Piece: TypeAlias = tuple[str, str]
Pieces: TypeAlias = Sequence[Piece]

#: Colour, background (names of tui/theme.py) and weight of each tone.
TONES: dict[str, tuple[str, str, bool]] = {
    "": ("", "", False),
    "strong": ("", "", True),
    "dim": ("dim", "", False),
    "faint": ("faint", "", False),
    "accent": ("accent", "", False),
    "accent-strong": ("accent", "", True),
    "good": ("good", "", False),
    "reason": ("reason", "", False),
    "alarm": ("alarm", "", False),
    "alarm-strong": ("alarm", "", True),
    "bars": ("bars", "", False),
    "bars-reason": ("bars-reason", "", False),
    "rule": ("rule", "", False),
    "chip": ("on-chip", "accent", True),
    "chip-alarm": ("on-chip", "alarm", True),
}


def paint(pieces: Pieces) -> Content:
    """One line of text in its tones; every text made inert."""
    return Content.assemble(*((shown(text), _css(tone)) for text, tone in pieces))


def _css(tone: str) -> str:
    colour, background, bold = TONES[tone]
    words = ["bold"] if bold else []
    words += [f"${colour}"] if colour else []
    words += [f"on ${background}"] if background else []
    return " ".join(words)


def width_of(pieces: Pieces) -> int:
    """How many cells the pieces take."""
    return sum(cell_len(shown(text)) for text, _tone in pieces)


def fitted(pieces: Pieces, width: int) -> list[Piece]:
    """The pieces cut to a width, the last one that does not fit ending in "…"."""
    kept: list[Piece] = []
    for text, tone in pieces:
        clean = shown(text)
        room = width - width_of(kept)
        if cell_len(clean) > room:
            if room > 0:
                kept.append((cut(clean, room), tone))
            break
        kept.append((clean, tone))
    return kept


def ends(left: Pieces, right: Pieces, width: int) -> list[Piece]:
    """Left and right in one line; where both do not fit, the right one stays whole."""
    room = max(0, width - width_of(right) - 1)
    left = fitted(left, room)
    gap = max(1, width - width_of(left) - width_of(right))
    return [*left, (" " * gap, ""), *right]


def joined(pieces: Pieces) -> list[Piece]:
    """As few pieces as look the same: each costs the terminal 40 bytes.

    Blanks look alike in every tone that has no background, so they go with their neighbours.
    """
    kept: list[Piece] = []
    for text, tone in pieces:
        if not text:
            continue
        if kept and not TONES[tone][1] and not TONES[kept[-1][1]][1]:
            before, tone_before = kept[-1]
            if tone == tone_before or text.isspace():
                kept[-1] = (before + text, tone_before)
                continue
            if before.isspace():
                kept[-1] = (before + text, tone)
                continue
        kept.append((text, tone))
    return kept


class Painted(KeptLines, Widget):
    """Text that is painted line by line: only a line that changed is drawn again, nothing is laid
    out. Its size and padding are the style sheet's; `centred` puts the lines in the middle,
    `ruled` draws a rule down the left edge.
    """

    ALLOW_SELECT = False
    ALLOW_MAXIMIZE = False

    def __init__(
        self,
        *,
        id: str | None = None,
        classes: str | None = None,
        centred: bool = False,
        ruled: bool = False,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._shown: tuple[tuple[Piece, ...], ...] = ()
        self._centred = centred
        self._ruled = ruled
        self._looks: dict[str, Style] = {}

    def show(self, *lines: Pieces) -> None:
        """Paint these lines, each cut to the width; only what changed is drawn again."""
        before, self._shown = self._shown, tuple(tuple(line) for line in lines)
        if self._centred and len(before) != len(lines):
            self.refresh()
            return
        above, width = self._above, self.size.width
        changed = [
            Region(0, number + above, width, 1)
            for number in range(max(len(before), len(lines)))
            if before[number : number + 1] != self._shown[number : number + 1]
        ]
        if changed:
            self.refresh(*changed)

    @property
    def _above(self) -> int:
        """Blank lines above the first one."""
        return max(0, (self.size.height - len(self._shown)) // 2) if self._centred else 0

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line each, where the style sheet leaves the height open."""
        return max(1, len(self._shown))

    def render_line(self, y: int) -> Strip:
        """One line of the content."""
        return self._strip(self._pieces(y, self.size.width), self.size.width)

    def whole_line(self, y: int) -> Strip:
        """One line of the widget, with the padding around it."""
        top, right, _bottom, left = self.gutter
        width = self.size.width
        edge = ("▏" + " " * (left - 1), "rule") if self._ruled and left else (" " * left, "")
        pieces = [edge, *self._pieces(y - top, width), (" " * right, "")]
        return self._strip(pieces, left + width + right)

    def _strip(self, pieces: Pieces, width: int) -> Strip:
        return Strip([Segment(text, self._look(tone)) for text, tone in joined(pieces)], width)

    def _pieces(self, y: int, width: int) -> list[Piece]:
        number = y - self._above
        if not 0 <= y < self.size.height or not 0 <= number < len(self._shown):
            return [(" " * width, "")]
        pieces: list[Piece] = []
        room = width
        for text, tone in self._shown[number]:
            clean = shown(text)
            taken = cell_len(clean)
            if taken > room:
                clean = cut(clean, room)
                pieces.append((clean, tone))
                room -= cell_len(clean)
                break
            room -= taken
            pieces.append((clean, tone))
        if self._centred:
            pieces.insert(0, (" " * (room // 2), ""))
            room -= room // 2
        return [*pieces, (" " * room, "")]

    def _look(self, tone: str) -> Style:
        look = self._looks.get(tone)
        if look is None:
            # Not component classes: the style sheet would be applied to each tone of each line.
            colour, background, bold = TONES[tone]
            named = self.app.theme_variables
            look = self.rich_style + Style(
                color=named[colour] if colour else None,
                bgcolor=named[background] if background else None,
                bold=bold or None,
            )
            look = self._looks[tone] = self.filtered(look)
        return look

    def on_resize(self) -> None:
        """Another size: centred lines stand elsewhere."""
        if self._centred:
            self.refresh()

    def notify_style_update(self) -> None:
        """Other colours: nothing that was drawn holds."""
        self._looks.clear()
        super().notify_style_update()
