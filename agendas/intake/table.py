"""What reading a file gives: a table of texts with the row numbers that a person would count."""

from __future__ import annotations

import msgspec

from agendas.language import Message

#: Parts of one cell of a JSON list (labels, names): a character that no text may hold.
PARTS = "\x1f"

MOST_BYTES = 64 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 500


class Unreadable(msgspec.Struct, frozen=True):
    """A file that cannot be read as a backlog, and in which line (0: the file as a whole)."""

    message: Message
    line: int = 0


class Row(msgspec.Struct, frozen=True, gc=False):
    """One record; `number` is its row (a table's header is row 1, a list's first item is 1)."""

    number: int
    cells: tuple[str, ...]


class Table(msgspec.Struct, frozen=True):
    """All records of a file, still in the words of the tool that wrote it.

    A column may occur several times; `with_header` is false where the columns were numbered by us.
    """

    form: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str = "utf-8"
    delimiter: str = ""
    with_header: bool = True
    notes: tuple[Message, ...] = ()

    def places(self, column: str) -> tuple[int, ...]:
        """Where in a row the cells of a column are."""
        return tuple(place for place, name in enumerate(self.header) if name == column)

    def values(self, column: str, most: int | None = None) -> list[str]:
        """What a column holds, row by row; of a repeated column the first cell that is filled."""
        places = self.places(column)
        return [first_filled(row.cells, places) for row in self.rows[:most]]


class RowNote(msgspec.Struct, frozen=True):
    """A row that did not become a request, and why."""

    row: int
    reason: Message


def first_filled(cells: tuple[str, ...], places: tuple[int, ...]) -> str:
    """The first cell at these places that is not blank, without the blanks around it."""
    for place in places:
        if place < len(cells) and (value := cells[place].strip()):
            return value[1:] if value[0] == "'" and value[1:2] in _GUARDED else value
    return ""


#: A guarded cell ("'=1+1") was a plain text before a spreadsheet program was feared.
_GUARDED = frozenset("=+-@")
