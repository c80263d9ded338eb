"""From a table and a mapping to requests as the source tells them, row by row, with reasons."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Generator
from itertools import pairwise

import msgspec

from agendas.intake import clean
from agendas.intake.cells import CellReader
from agendas.intake.mapping import Mapping
from agendas.intake.profile import REASONS, profile_named
from agendas.intake.table import Row, RowNote, Table, first_filled
from agendas.intake.words import FIELDS, normal
from agendas.language import Message, _
from agendas.request import Imported

MOST_TITLE = 10_000
WEAK = "weak:"


class Progress(msgspec.Struct, frozen=True):
    """How far a conversion is."""

    done: int
    total: int


class Intake(msgspec.Struct, frozen=True):
    """What a file says: requests, and each row that is none with its reason.

    `fields` are those that the file tells about; `passed` are the keys of refused and skipped rows,
    true where the source calls the row closed.
    """

    profile: str
    encoding: str
    rows: int
    requests: tuple[Imported, ...]
    refused: tuple[RowNote, ...]
    skipped: tuple[RowNote, ...]
    notes: tuple[Message, ...]
    fields: tuple[str, ...]
    passed: tuple[tuple[str, bool], ...] = ()


def convert(table: Table, mapping: Mapping) -> Intake:
    """The whole file at once."""
    steps = converting(table, mapping)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            intake: Intake = end.value
            return intake


def converting(
    table: Table, mapping: Mapping, every: int = 500
) -> Generator[Progress, None, Intake]:
    """The file in steps of `every` rows, to show progress and to stop between two of them.

    What the generator returns (`StopIteration.value`, or `yield from`) is the intake.
    """
    worker = _Converter(table, mapping)
    total = len(table.rows)
    for done, row in enumerate(table.rows):
        if done % every == 0:
            yield Progress(done, total)
        worker.take(row)
    yield Progress(total, total)
    return worker.intake()


class _Converter:
    """Collects what the rows give: requests, refused and skipped rows."""

    def __init__(self, table: Table, mapping: Mapping) -> None:
        self._table, self._mapping = table, mapping
        self._reader = CellReader(table, mapping)
        profile = profile_named(mapping.profile)
        self._skips = [(table.places(s.column), s) for s in (profile.skip if profile else ())]
        self._headings = _headings(table)
        self._found: list[Imported] = []
        self._refused: list[RowNote] = []
        self._skipped: list[RowNote] = []
        self._passed: list[tuple[str, bool]] = []

    def take(self, row: Row) -> None:
        for places, skip in self._skips:
            if skip.applies(first_filled(row.cells, places)):
                self._skipped.append(RowNote(row.number, REASONS[skip.reason]))
                self._passed.append((self._reader.key(row.cells), skip.closed))
                return
        if (beside := self._beside(row)) is not None:
            self._skipped.append(RowNote(row.number, beside))
            return
        raw = first_filled(row.cells, self._reader.places["title"])
        title = clean.line(raw)
        if not title or len(title) > MOST_TITLE:
            self._refused.append(RowNote(row.number, _why_refused(title)))
            self._passed.append((self._reader.key(row.cells), False))
            return
        if clean.was_unsafe(raw):
            self._reader.note("title", row)
        self._found.append(self._reader.imported(row, title))

    def _beside(self, row: Row) -> Message | None:
        """What a row is that only shows how a list is grouped, or where two were glued together."""
        if row.number in self._headings:
            return _("it is the heading of a group")
        return _("it repeats the header") if _repeats(row, self._table.header) else None

    def intake(self) -> Intake:
        requests, doubles = _last_of_each(_with_keys(self._found))
        reader = self._reader
        return Intake(
            self._mapping.profile,
            self._table.encoding,
            len(self._table.rows),
            requests,
            tuple(self._refused),
            tuple(sorted((*self._skipped, *doubles), key=lambda note: note.row)),
            (*self._table.notes, *reader.troubles()),
            tuple(field for field in FIELDS if reader.tells(field)),
            tuple(self._passed),
        )


def _repeats(row: Row, header: tuple[str, ...]) -> bool:
    """Whether a row is the header once more."""
    return len(header) > 1 and tuple(cell.strip() for cell in row.cells) == header


def _headings(table: Table) -> frozenset[int]:
    """The rows with one cell that stand right above the header where it comes again."""
    return frozenset(
        row.number
        for row, below in pairwise(table.rows)
        if _repeats(below, table.header) and sum(1 for cell in row.cells if cell.strip()) == 1
    )


def _why_refused(title: str) -> Message:
    if not title:
        return _("it has no title")
    return _("its title has {n} characters; at most {most} are read", n=len(title), most=MOST_TITLE)


def fingerprint(imported: Imported) -> str:
    """What a row without a key is known by: its title, requester and date of creation."""
    created = imported.created.isoformat() if imported.created else ""
    return _digest(normal(imported.title), normal(imported.requester), created)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _with_keys(found: list[Imported]) -> list[Imported]:
    """Rows without a key get a weak one; where two are the same, their texts tell them apart."""
    prints = {place: fingerprint(one) for place, one in enumerate(found) if not one.key}
    often = Counter(prints.values())
    used: Counter[str] = Counter()
    keyed = list(found)
    for place, print_ in prints.items():
        key = WEAK + print_
        if often[print_] > 1:
            key += ":" + _digest(found[place].problem)[:8]
            used[key] += 1
            key += f":{used[key]}" if used[key] > 1 else ""
        keyed[place] = msgspec.structs.replace(found[place], key=key)
    return keyed


def _last_of_each(found: list[Imported]) -> tuple[tuple[Imported, ...], list[RowNote]]:
    """Of rows with the same key the last counts; the others are named."""
    last: dict[str, Imported] = {}
    doubles: list[RowNote] = []
    for one in found:
        if earlier := last.get(one.key):
            what = _("row {row} has the same key {key}; the last one counts",
                     row=one.row, key=one.key)  # fmt: skip
            doubles.append(RowNote(earlier.row, what))
        last[one.key] = one
    return tuple(last.values()), doubles
