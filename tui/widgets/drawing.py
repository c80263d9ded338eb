"""How wide the columns are and what a line says in them, as pieces of text with a style's name."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

import msgspec
from rich.cells import cell_len

from tui.widgets.cells import cells, cut, fit
from tui.widgets.lines import Blank, Cell, Column, Divider, Heading, Line, Row, Words

Piece: TypeAlias = tuple[str, str]

STYLES = ("text", "strong", "dim", "faint", "accent", "good", "reason", "alarm", "proposed")
CHIPS = ("chip-accent", "chip-good", "chip-alarm")
DIVIDERS = ("divider-accent", "divider-alarm")

MARKED, PROPOSED = "*", "?"
_LEAST_TITLE = 18  # cells below which a column that may go makes room
_COMFORTABLE_TITLE = 48  # cells above which a column that may grow does
_EMPTY = Cell()


class Place(msgspec.Struct, frozen=True):
    """Where a column stands: which cell of the row it shows, the blanks before it, its width."""

    column: Column
    index: int
    gap: int
    width: int


class Layout(msgspec.Struct, frozen=True):
    """The visible columns of a list of some width."""

    margin: int
    places: tuple[Place, ...]
    width: int


@lru_cache(maxsize=64)
def lay_out(columns: tuple[Column, ...], width: int) -> Layout:
    """Choose the columns that fit into `width` cells, and give each its place."""
    margin = 2 if width >= 40 else 1
    padding = 2 if width >= 60 else min(1, width // 40)
    shown = [n for n, one in enumerate(columns) if width >= one.min_terminal_width]

    def rest() -> int:
        fixed = sum(columns[n].width or 0 for n in shown)
        return width - margin - padding - fixed - sum(columns[n].gap for n in shown[1:])

    while rest() < _LEAST_TITLE:
        spare = [n for n in shown if columns[n].priority > 0 and columns[n].width is not None]
        if not spare:
            break
        shown.remove(max(spare, key=lambda n: (columns[n].priority, n)))
    title = max(0, rest())
    places: list[Place] = []
    for n in shown:
        column = columns[n]
        wide = column.width or 0
        more = max(0, min(column.widest - wide, title - _COMFORTABLE_TITLE)) if column.width else 0
        title -= more
        places.append(Place(column, n, column.gap if n != shown[0] else 0, wide + more))
    whole = tuple(
        msgspec.structs.replace(one, width=title) if one.column.width is None else one
        for one in places
    )
    return Layout(margin, whole, width)


def draw(line: Line, columns: tuple[Column, ...], width: int) -> list[Piece]:
    """The line in exactly `width` cells."""
    match line:
        case Row():
            pieces = _row(line, lay_out(columns, width))
        case Heading():
            pieces = _heading(lay_out(line.columns, width))
        case Divider():
            pieces = _divider(line, width)
        case Blank():
            pieces = []
        case Words():
            pieces = _words(line, width)
    return exactly(pieces, width)


def exactly(pieces: Iterable[Piece], width: int) -> list[Piece]:
    """The pieces in exactly `width` cells, as few as possible: each costs the terminal 40 bytes.

    Blanks look alike in every style but a chip's, so they go with their neighbours.
    """
    joined: list[Piece] = []
    left = width
    for text, style in pieces:
        taken = cell_len(text)
        if taken > left:
            text, taken = fit(text, left), left
        left -= taken
        _join(joined, text, style)
    _join(joined, " " * left, "text")
    return joined


def _join(pieces: list[Piece], text: str, style: str) -> None:
    if not pieces or not text:
        pieces.extend([(text, style)] if text else [])
        return
    before, style_before = pieces[-1]
    chip = style_before in CHIPS or style in CHIPS
    if style == style_before or (not chip and text.isspace()):
        pieces[-1] = (before + text, style_before)
    elif not chip and before.isspace():
        pieces[-1] = (before + text, style)
    else:
        pieces.append((text, style))


def _row(row: Row, layout: Layout) -> list[Piece]:
    sign = MARKED if row.marked else PROPOSED if row.dim else ""
    pieces: list[Piece] = [(fit(sign, layout.margin), "accent" if row.marked else "faint")]
    chip_at = _chip_place(row, layout)
    proposed = False
    for place in layout.places:
        pieces.append((" " * place.gap, "text"))
        cell = row.cells[place.index] if place.index < len(row.cells) else _EMPTY
        if row.chip is not None and place is chip_at:
            pieces.extend(_with_chip(cell, row.chip, place))
        else:
            right = place.column.align == "right"
            style = _known(cell.style)
            if proposed and style not in ("accent", "alarm"):
                style = "proposed"
            pieces.append((fit(cell.text, place.width, right=right), style))
        # What is proposed is what stands behind the title: reason, date, teller.
        proposed = proposed or (row.dim and place.column.width is None)
    return pieces


def _chip_place(row: Row, layout: Layout) -> Place | None:
    """The chip's own column, or the end of the title where that is hidden or too narrow."""
    if row.chip is None:
        return None
    wanted = cells(row.chip.text) + 2
    title = None
    for place in layout.places:
        if place.column.chip and place.width >= wanted:
            return place
        if place.column.width is None:
            title = place
    return title


def _with_chip(cell: Cell, chip: Cell, place: Place) -> list[Piece]:
    named = f"chip-{chip.style}"
    style = named if named in CHIPS else "chip-alarm"
    word = cut(chip.text, max(0, place.width - 2))
    if place.column.width is not None:
        return [(f" {word} ", style), (" " * (place.width - cell_len(word) - 2), "text")]
    if place.width >= cell_len(word) + 10:
        word = f" {word} "
    title = max(0, place.width - cell_len(word) - 1)
    return [(fit(cell.text, title) + " ", _known(cell.style)), (word, style)]


def _known(style: str) -> str:
    return style if style in STYLES else "text"


def _heading(layout: Layout) -> list[Piece]:
    pieces: list[Piece] = [(" " * layout.margin, "text")]
    for place in layout.places:
        column = place.column
        text = fit(column.header, place.width, right=column.align == "right")
        pieces += [(" " * place.gap, "text"), (text, "dim" if column.width else "strong")]
    return pieces


def _words(line: Words, width: int) -> list[Piece]:
    pieces: list[Piece] = [("  " if width >= 40 else " ", "text")]
    left = width - cell_len(pieces[0][0])
    for text, style in line.pieces:
        shown = cut(text, left)
        left -= cell_len(shown)
        pieces.append((shown, style if style in CHIPS else _known(style)))
    return pieces


def _divider(line: Divider, width: int) -> list[Piece]:
    style = "divider-alarm" if line.style == "alarm" else "divider-accent"
    text = cut(line.text, max(0, width - 6))
    before = f"━━ {text} " if text else "━━"
    return [(before, style), ("━" * (width - cell_len(before)), style)]
