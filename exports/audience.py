"""Who reads it: what the confidential requests show to IT, and what to everybody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import msgspec

from agendas.record import Record, Row

#: What people typed; codes, names and dates are never searched for a confidential title.
_TYPED = frozenset(
    {
        "title", "benefit", "detail", "condition", "missing", "deliverable", "sentence", "why",
        "text", "because", "old", "new", "over_because", "moved_because", "read_back",
    }
)  # fmt: skip


class Audience(StrEnum):
    """Who a file is for."""

    IT = "it"
    ALL = "all"


def for_audience(record: Record, audience: str) -> Record:
    """The record as this audience may read it; IT reads all of it.

    For everybody else a confidential request is its number: its title and what was typed about it
    are left out, and where others mention the title, its number stands there.
    """
    if audience == Audience.IT:
        return record
    hidden = {row.request: row.title for row in record.candidates if row.confidential}
    hidden |= {row.request: row.title for row in record.promises if row.confidential}
    if not hidden:
        return record
    titles = {title.casefold(): id for id, title in _titles(record, hidden) if title.strip()}
    cut = msgspec.structs.replace(
        record,
        candidates=tuple(_row(row) if row.request in hidden else row for row in record.candidates),
        promises=tuple(
            msgspec.structs.replace(row, title=row.request, deliverable="", sentence="")
            if row.request in hidden
            else row
            for row in record.promises
        ),
        objections=tuple(row for row in record.objections if row.request not in hidden),
        notes=tuple(row for row in record.notes if row.request not in hidden),
        questions=tuple(row for row in record.questions if row.request not in hidden),
        corrections=tuple(
            msgspec.structs.replace(row, because="", old="", new="")
            if row.request in hidden
            else row
            for row in record.corrections
        ),
        fairness=msgspec.structs.replace(
            record.fairness,
            swaps=tuple(
                msgspec.structs.replace(row, because="")
                if {row.incoming, *row.outgoing} & hidden.keys()
                else row
                for row in record.fairness.swaps
            ),
        ),
    )
    if not titles:
        return cut
    longest_first = sorted(titles, key=len, reverse=True)
    found = re.compile("|".join(map(_pattern, longest_first)), re.IGNORECASE)
    whole: Record = _without(cut, found, titles)
    return whole


def _titles(record: Record, hidden: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Every title that a confidential request has or had."""
    for rows in (record.candidates, record.promises):
        yield from ((row.request, row.title) for row in rows if row.request in hidden)
    for row in record.corrections:
        if row.request in hidden and row.field == "title":
            yield from ((row.request, row.old), (row.request, row.new))


def _pattern(title: str) -> str:
    # A title of one or two letters would be found inside half of all words.
    edge = r"\b" if len(title) < 4 and title.isascii() and title.isalnum() else ""
    return f"{edge}{re.escape(title)}{edge}"


def _row(row: Row) -> Row:
    decision = row.decision and msgspec.structs.replace(
        row.decision, detail="", condition="", missing=(), deliverable=""
    )
    return msgspec.structs.replace(
        row,
        title=row.request,
        benefit="",
        moved_because="",
        read_back="",
        links=(),
        key="",
        decision=decision,
    )


def _without(value: Any, found: re.Pattern[str], titles: dict[str, str]) -> Any:
    """The same value with the numbers instead of the titles in everything that was typed."""
    if isinstance(value, tuple):
        return tuple(_without(item, found, titles) for item in value)
    if not isinstance(value, msgspec.Struct):
        return value
    changed: dict[str, Any] = {}
    for name in value.__struct_fields__:
        old = getattr(value, name)
        new = _typed(old, found, titles) if name in _TYPED else _without(old, found, titles)
        if new != old:
            changed[name] = new
    return msgspec.structs.replace(value, **changed) if changed else value


def _typed(value: Any, found: re.Pattern[str], titles: dict[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_typed(item, found, titles) for item in value)
    if not isinstance(value, str):
        return value
    return found.sub(lambda hit: titles.get(hit.group().casefold(), "…"), value)
