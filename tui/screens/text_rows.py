"""Text of any length as rows of a list: wrapped by cells, so that wide letters fit too."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

from tui.widgets.lines import Cell, Column, Heading, Row
from tui.widgets.plain_text import inert

#: The longest text that a screen shows of one field, in characters.
_LONGEST = 4000
#: Cells of text that fit into the panel beside the list.
SIDE = 35
#: Cells that a list keeps beside its text: margin, padding, scrollbar.
_AROUND = 6


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most so many cells, broken between words where that is possible."""
    lines: list[str] = []
    line = ""
    for word in inert(" ".join(text[:_LONGEST].split())).split(" "):
        joined = f"{line} {word}" if line else word
        if cell_len(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *whole, line = chop_cells(word, max(2, width)) or [""]
        lines += whole
    return [*lines, line] if line else lines


def heading(title: str) -> Heading:
    """Begins a part whose rows are text."""
    return Heading((Column("text", title, None),))


def text_rows(id: str, text: str, width: int, *, tone: str = "", first: str = "") -> Iterator[Row]:
    """A text as rows of one cell; `first` stands before it, further lines are indented as far."""
    indent = " " * cell_len(first)
    for number, part in enumerate(wrap(text, max(20, width - _AROUND - len(indent)))):
        lead = first if number == 0 else indent
        yield Row(f"{id}:{number}", (Cell(lead + part, tone),), sentence=text[:_LONGEST])
