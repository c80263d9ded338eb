"""What a list of requests is made of: plain, frozen lines that know nothing of the domain."""

from typing import Literal, TypeAlias

import msgspec


class Cell(msgspec.Struct, frozen=True):
    """A text in one column; `style` is a tone ("dim", "strong", "accent", …), never markup."""

    text: str = ""
    style: str = ""


class Column(msgspec.Struct, frozen=True):
    """A column of the rows that follow a heading; the one without a width takes the rest.

    It is hidden in a list narrower than `min_terminal_width`, and the greatest `priority` goes
    first where room is short (0 always stays). It grows to `widest` where there is plenty. In
    the column marked `chip` a row's chip stands in place of the cell.
    """

    key: str
    header: str = ""
    width: int | None = None
    align: Literal["left", "right"] = "left"
    min_terminal_width: int = 0
    priority: int = 0
    gap: int = 2
    widest: int = 0
    chip: bool = False


class Row(msgspec.Struct, frozen=True):
    """One request: a cell per column, and the sentence that says the whole row in words.

    `chip` is a word on a colour (the style names it); a `dim` row is proposed, not yet confirmed.
    """

    id: str
    cells: tuple[Cell, ...]
    chip: Cell | None = None
    dim: bool = False
    marked: bool = False
    sentence: str = ""


class Heading(msgspec.Struct, frozen=True):
    """Names the columns of the rows that follow."""

    columns: tuple[Column, ...]


class Divider(msgspec.Struct, frozen=True):
    """The line: a text in a rule over the whole width; the cursor jumps over it."""

    text: str
    style: str = "accent"


class Blank(msgspec.Struct, frozen=True):
    """An empty line."""


class Words(msgspec.Struct, frozen=True):
    """A line of free text in pieces (text, tone); the cursor jumps over it."""

    pieces: tuple[tuple[str, str], ...]


Line: TypeAlias = Row | Heading | Divider | Blank | Words
