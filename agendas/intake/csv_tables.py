"""Reads CSV as people's programs write it: any delimiter, the header somewhere near the top."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

from agendas.intake.table import MOST_COLUMNS, MOST_ROWS, Row, Table, Unreadable
from agendas.intake.words import known_word
from agendas.language import Message, _, _n

DELIMITERS = (",", ";", "\t", "|")

_SEP_LINE = re.compile(r'"?sep=([^\w\s"\x1e]|[ \t])"?[ ,;\t]*(\r\n|\r|\n|$)', re.IGNORECASE)
_LOOKED_AT = 50
_HEADER_WITHIN = 10
#: Ends the file once more: where it is swallowed, a quote was still open.
_END = "\x1e\x1e\x1e"
#: Stands in no text: a file that is read with it has one column.
_ONE_COLUMN = "\x1f"
_DATA_CELL = re.compile(r"https?://\S+|[\d.,:/ -]*\d[\d.,:/ TZ+-]*", re.ASCII)

_Record = tuple[int, tuple[str, ...]]


def read_csv(text: str, delimiter: str = "") -> Table | Unreadable:
    """The table in a CSV text; the delimiter is found unless it is given."""
    skipped = 0
    if said := _SEP_LINE.match(text):
        delimiter = delimiter or said.group(1)
        text, skipped = text[said.end() :], 1
    found = delimiter or find_delimiter(text)
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    records = _records(text, found, skipped)
    if isinstance(records, list) and not delimiter and _is_plain_list(text, found, records):
        found = _ONE_COLUMN
        records = _records(text, found, skipped)
    if isinstance(records, Unreadable):
        return records
    if not records:
        return Unreadable(_("there is no row in the file"))
    return _table(records, found)


def find_delimiter(text: str) -> str:
    """The delimiter that cuts most of the first records into the same number of cells."""
    return max(DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    """The share of the first records with the usual number of cells, and that number."""
    try:
        reader = csv.reader(io.StringIO(text[:300_000], newline=""), delimiter=delimiter)
        counts = [len(cells) for cells in islice(reader, _LOOKED_AT) if any(cells)]
    except csv.Error:
        return 0.0, 0
    usual = Counter(count for count in counts if count > 1).most_common(1)
    if not usual:
        return 0.0, 0
    cells, often = usual[0]
    share = often / len(counts)
    # a header that is cut otherwise than the rows speaks against a delimiter
    return (share if counts[0] == cells else share / 2), cells


def _is_plain_list(text: str, delimiter: str, records: list[_Record]) -> bool:
    """Whether the commas are those of sentences: lines cut unevenly, and no header that we know."""
    share, cells = _evenness(text, delimiter)
    if delimiter not in (",", ";") or share > 0.8 or cells > 3:
        return False
    return all(sum(map(known_word, cells)) < 2 for _number, cells in records[:_HEADER_WITHIN])


def _records(text: str, delimiter: str, skipped: int) -> list[_Record] | Unreadable:
    """All records that are not blank with the row that a spreadsheet would show them in."""
    records: list[_Record] = []
    number = before = so_far = 0
    reader = csv.reader(chain(_lines(text), [_END]), delimiter=delimiter)
    try:
        for number, cells in enumerate(reader, 1):
            if cells == [_END]:
                return records
            before, so_far = so_far, reader.line_num
            if any(cells) and any(cell.strip() for cell in cells):
                records.append((number, tuple(cells)))
                if len(records) > MOST_ROWS:
                    return Unreadable(_("the file has more than {most} rows", most=MOST_ROWS))
    except csv.Error as error:
        what = _("row {row} cannot be read: {reason}", row=number + 1, reason=str(error))
        return Unreadable(what, reader.line_num + skipped)
    line = skipped + before + _quote_line(list(_lines(text))[before:], delimiter)
    what = _("a quote opens in line {line} and is never closed; close it there", line=line)
    return Unreadable(what, line)


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends; the last one is ended too, so that nothing joins it."""
    for line in io.StringIO(text, newline=""):
        yield line if line.endswith(("\n", "\r")) else line + "\n"


def _quote_line(lines: list[str], delimiter: str) -> int:
    """In which of these lines (1 is the first) the quote opens that stays open."""
    opened, state = 1, "start"
    for count, line in enumerate(lines, 1):
        for sign in line:
            if state == "quoted":
                state = "closing" if sign == '"' else "quoted"
            elif sign == '"' and state in ("start", "closing"):
                opened = count if state == "start" else opened
                state = "quoted"
            else:
                state = "start" if sign in (delimiter, "\n", "\r") else "open"
    return opened


def _table(records: list[_Record], delimiter: str) -> Table | Unreadable:
    place = _header_place(records)
    notes: list[Message] = []
    if place is None:
        columns = Counter(len(cells) for _number, cells in records).most_common(1)[0][0]
        header = [f"Column {count}" for count in range(1, columns + 1)]
        body = records
        notes.append(_("the file has no header; say what each column is"))
    else:
        header = [_clean(cell) for cell in records[place][1]]
        body = records[place + 1 :]
        if place:
            row = records[place][0]
            notes.append(_("the header was found in row {row}; what is above is left out", row=row))
    if len(header) > MOST_COLUMNS:
        return Unreadable(_("the file has more than {most} columns", most=MOST_COLUMNS))
    ragged = [number for number, cells in body if _differs(cells, len(header))]
    if ragged:
        notes.append(_n(
            "row {row} has another number of cells than the header; please check it",
            "{n} rows have another number of cells than the header, the first is row {row}; "
            "please check them",
            len(ragged), row=ragged[0],
        ))  # fmt: skip
    rows = tuple(Row(number, cells) for number, cells in body)
    return Table(
        "csv", tuple(header), rows, delimiter=delimiter, with_header=place is not None,
        notes=tuple(notes),
    )  # fmt: skip


def _differs(cells: tuple[str, ...], width: int) -> bool:
    # blank cells at the end are a spreadsheet's habit, not a fault
    return len(cells) != width and (len(cells) < width or any(cells[width:]))


def _clean(header: str) -> str:
    return " ".join(header.replace("\ufeff", "").split())


def _header_place(records: list[_Record]) -> int | None:
    """Which record is the header: the one with known words, else the first if it is no data."""
    first = records[:_HEADER_WITHIN]
    scores = [sum(known_word(cell) for cell in cells) for _number, cells in first]
    best = max(scores)
    widths = Counter(len(cells) for _number, cells in records[:_LOOKED_AT])
    usual = widths.most_common(1)[0][0]
    if usual == 1 and not best:
        return None  # a plain list: better one row too many than a wish that is lost
    if scores[0] and len(first[0][1]) == usual:
        return 0
    if best >= 2 or (best and usual == 1):
        return scores.index(best)
    place = next((n for n, (_row, cells) in enumerate(first) if len(cells) == usual), 0)
    return None if _is_data(records, place) else place


def _is_data(records: list[_Record], place: int) -> bool:
    """Whether this record holds a number, date or address where the rows below do as well."""
    cells, below = records[place][1], records[place + 1 : place + 21]
    for column, cell in enumerate(cells):
        if not cell.strip() or not _looks_like_data(cell):
            continue
        others = [row[column] for _number, row in below if column < len(row)]
        if not others or sum(map(_looks_like_data, others)) * 2 > len(others):
            return True
    return False


def _looks_like_data(cell: str) -> bool:
    return len(cell) <= 200 and _DATA_CELL.fullmatch(cell.strip()) is not None
