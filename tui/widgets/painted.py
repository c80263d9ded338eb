"""Fixed lines and panels of plain text: updated without layout, and never read as markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from tui.widgets.cells import cut
from tui.widgets.plain_text import inert

#: A text and its tone; tones are the names of tui/theme.py.
Piece: TypeAlias = tuple[str, str]
Pieces: TypeAlias = Sequence[Piece]

TONES = {
    "": "",
    "strong": "bold",
    "dim": "$dim",
    "faint": "$faint",
    "accent": "$accent",
    "accent-strong": "bold $accent",
    "good": "$good",
    "reason": "$reason",
    "alarm": "$alarm",
    "alarm-strong": "bold $alarm",
    "bars": "$bars",
    "bars-reason": "$bars-reason",
    "rule": "$rule",
    "chip": "bold $on-chip on $accent",
    "chip-alarm": "bold $on-chip on $alarm",
}


def paint(pieces: Pieces) -> Content:
    """One line of text in its tones; every text made inert."""
    return Content.assemble(*((inert(text), TONES[tone]) for text, tone in pieces))


def width_of(pieces: Pieces) -> int:
    """How many cells the pieces take."""
    return sum(cell_len(inert(text)) for text, _tone in pieces)


def fitted(pieces: Pieces, width: int) -> list[Piece]:
    """The pieces cut to a width, the last one that does not fit ending in "…"."""
    kept: list[Piece] = []
    for text, tone in pieces:
        clean = inert(text)
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


class Painted(Static):
    """Text that is painted, not laid out: its size is fixed by the style sheet."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__("", id=id, classes=classes, markup=False)
        self._shown: tuple[tuple[Piece, ...], ...] = ()

    def show(self, *lines: Pieces) -> None:
        """Paint these lines, each cut to the width; nothing happens if they are there already."""
        wanted = tuple(tuple(line) for line in lines)
        if wanted == self._shown:
            return
        self._shown = wanted
        self._paint()

    def on_resize(self) -> None:
        """Another width: cut again."""
        self._paint()

    def _paint(self) -> None:
        width = self.size.width
        if width <= 0:
            return
        content = Content("\n").join(paint(fitted(line, width)) for line in self._shown)
        self.update(content, layout=False)
