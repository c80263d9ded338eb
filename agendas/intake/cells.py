"""Reads the cells of one row as our fields: harmless texts, certain dates, exact days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from agendas.days import Days
from agendas.intake import clean
from agendas.intake.dates import object_date, parse_date
from agendas.intake.mapping import Mapping
from agendas.intake.numbers import effort_in_days, exact_days, whole_number
from agendas.intake.profile import profile_named
from agendas.intake.table import PARTS, Row, Table, first_filled
from agendas.intake.words import FIELDS, HIDDEN, says_closed
from agendas.language import Message, _n
from agendas.request import Imported

#: What Excel and Jira put into one cell at most.
MOST_TEXT = 32_767
MOST_NAME = 300
MOST_LABELS = 100

_NOTHING = frozenset(("None", "null", "NULL", "nan", "NaN", "N/A", "n/a", "#N/A", "(none)", "<NA>"))
_YES = frozenset(("true", "yes", "1", "x", "ja", "oui", "si", "sí", "sim", "✓"))
_NO = frozenset(("", "false", "no", "0", "0.0", "nein", "non", "nee", "não"))
_SCIENTIFIC = re.compile(r"\d+[.,]\d+[eE]\+?\d+|\d+[eE]\+\d+")
_MAIL_BEHIND = re.compile(r"(.*\S)\s*<[^<>\s]+@[^<>\s]+>")
_LIST = re.compile(r"\[(.*)\]", re.DOTALL)


class CellReader:
    """Where the cells of each field are, and in which rows something had to be left out."""

    def __init__(self, table: Table, mapping: Mapping) -> None:
        profile = profile_named(mapping.profile)
        objects = profile.object_dates if profile else ()
        self.places = {
            field: tuple(p for column in mapping.columns(field) for p in table.places(column))
            for field in (*FIELDS, *HIDDEN)
        }
        self._dates = {
            field: tuple(
                (table.places(column), mapping.order(column), column in objects)
                for column in mapping.columns(field)
            )
            for field in ("created", "deadline")
        }
        self._unit = mapping.unit
        pattern = profile.key_pattern if profile else ""
        self._repository = re.compile(pattern) if pattern else None
        self._trouble: dict[str, list[int]] = {}

    def tells(self, field: str) -> bool:
        """Whether the file has a column for a field."""
        return bool(self.places[field] or (field == "votes" and self.places["voters"]))

    def imported(self, row: Row, title: str) -> Imported:
        """The row in our fields; `title` is cleaned already."""
        cells = row.cells
        status = self._name(cells, "status")
        key = self.key(cells)
        if not key and self.places["key"] and first_filled(cells, self.places["key"]):
            self.note("key", row)
        return Imported(
            key=key,
            title=title,
            row=row.number,
            problem=self._text(row, "problem"),
            requester=self._requester(cells),
            department=self._name(cells, "department"),
            created=self._date(row, "created"),
            deadline=self._date(row, "deadline"),
            effort=self._effort(row),
            labels=self._labels(cells),
            status=status,
            votes=self._votes(row),
            url=self._url(cells),
            closed=self._closed(cells, status),
            benefit=self._text(row, "benefit"),
            done_means=self._text(row, "done_means"),
            first_deliverable=clean.line(self._text(row, "first_deliverable")),
        )

    def _cell(self, cells: tuple[str, ...], field: str) -> str:
        places = self.places[field]
        value = first_filled(cells, places) if places else ""
        return "" if value in _NOTHING else value

    def _name(self, cells: tuple[str, ...], field: str) -> str:
        value = self._cell(cells, field)
        if not value:
            return ""
        value = clean.line(value.replace(PARTS, ", ").strip(", "))
        return clean.clipped(value, MOST_NAME)

    def _text(self, row: Row, field: str) -> str:
        text = clean.block(self._cell(row.cells, field))
        if len(text) > MOST_TEXT:
            self.note("problem", row)
            text = clean.clipped(text, MOST_TEXT)
        return text

    def _requester(self, cells: tuple[str, ...]) -> str:
        name = self._name(cells, "requester")
        behind = _MAIL_BEHIND.fullmatch(name) if name.endswith(">") else None
        return behind[1] if behind else name

    def key(self, cells: tuple[str, ...]) -> str:
        """The source's key, "" where there is none that can be trusted."""
        key = clean.line(self._cell(cells, "key"))
        if not key or len(key) > MOST_NAME or _SCIENTIFIC.fullmatch(key):
            return ""
        if self._repository:
            for place in self.places["url"]:
                url = cells[place] if place < len(cells) else ""
                if found := self._repository.search(url):
                    return f"{found[1]}#{key}"
        return key

    def _date(self, row: Row, field: str) -> date | None:
        text = ""
        for places, order, is_object in self._dates[field]:
            if text := first_filled(row.cells, places):
                found = object_date(text) if is_object else parse_date(text, order)
                if found:
                    return found
        if text and text not in _NOTHING:
            self.note(field, row)
        return None

    def _effort(self, row: Row) -> Days | None:
        text = self._cell(row.cells, "effort")
        if not text:
            return None
        days = effort_in_days(text, self._unit)
        if days is None and text.strip("0.,"):
            self.note("effort", row)
        if days is not None and days != exact_days(text, self._unit):
            self.note("rounded", row)
        return days

    def _labels(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        labels: dict[str, None] = {}
        for place in self.places["labels"]:
            value = cells[place].strip() if place < len(cells) else ""
            if value and value not in _NOTHING:
                for label in _split(value):
                    labels[clean.clipped(clean.line(label), MOST_NAME)] = None
        labels.pop("", None)
        return tuple(labels)[:MOST_LABELS]

    def _votes(self, row: Row) -> int | None:
        text = self._cell(row.cells, "votes")
        if not text and self.places["voters"]:
            voters = first_filled(row.cells, self.places["voters"])
            return len([name for name in _split(voters) if name.strip()])
        if not text:
            return None
        votes = whole_number(text)
        if votes is None:
            self.note("votes", row)
        return votes

    def _url(self, cells: tuple[str, ...]) -> str:
        for place in self.places["url"]:
            url = cells[place].strip() if place < len(cells) else ""
            if url.startswith(("https://", "http://")) and len(url) <= 2000:
                return clean.line(url)
        return ""

    def _closed(self, cells: tuple[str, ...], status: str) -> bool:
        done = [cells[place].strip() for place in self.places["done"] if place < len(cells)]
        if any(value.casefold() in _YES for value in done):
            return True
        # a date of closing stays in some tools when a request is opened again
        category = self._cell(cells, "done_status")
        if status or category:
            return says_closed(status) or says_closed(category)
        return any(value.casefold() not in _NO and value not in _NOTHING for value in done)

    def note(self, kind: str, row: Row) -> None:
        """Remember that something of this kind was left out or changed in a row."""
        self._trouble.setdefault(kind, []).append(row.number)

    def troubles(self) -> Iterator[Message]:
        """What was left out or changed, how often, and where first."""
        for kind, rows in self._trouble.items():
            yield _said(kind, len(rows), rows[0])


def _split(value: str) -> list[str]:
    """The labels in one cell: a list, or texts between semicolons, commas or bars."""
    if PARTS in value:
        return value.split(PARTS)
    if listed := _LIST.fullmatch(value):
        return [part.strip().strip("'\"") for part in listed[1].split(",")]
    for separator in ("\n", ";", ",", "|"):
        if separator in value:
            return value.split(separator)
    return [value]


def _said(kind: str, count: int, row: int) -> Message:
    match kind:
        case "title":
            return _n("{n} title held control characters, now taken out (row {row})",
                      "{n} titles held control characters, now taken out (first in row {row})",
                      count, row=row)  # fmt: skip
        case "problem":
            return _n("{n} long text was cut (row {row})",
                      "{n} long texts were cut (first in row {row})", count, row=row)  # fmt: skip
        case "key":
            return _n("{n} key cannot be trusted and was left out (row {row})",
                      "{n} keys cannot be trusted and were left out (first in row {row})",
                      count, row=row)  # fmt: skip
        case "created":
            return _n("{n} date of creation is not certain and stays empty (row {row})",
                      "{n} dates of creation are not certain and stay empty (first in row {row})",
                      count, row=row)  # fmt: skip
        case "deadline":
            return _n("{n} deadline is not certain and stays empty (row {row})",
                      "{n} deadlines are not certain and stay empty (first in row {row})",
                      count, row=row)  # fmt: skip
        case "effort":
            return _n("{n} estimate is not in days and stays empty (row {row})",
                      "{n} estimates are not in days and stay empty (first in row {row})",
                      count, row=row)  # fmt: skip
        case "rounded":
            return _n("{n} estimate was rounded to quarter days (row {row})",
                      "{n} estimates were rounded to quarter days (first in row {row})",
                      count, row=row)  # fmt: skip
        case _:
            return _n("{n} number of votes cannot be read (row {row})",
                      "{n} numbers of votes cannot be read (first in row {row})",
                      count, row=row)  # fmt: skip
