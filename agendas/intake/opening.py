"""Opens a file the way it was opened last month: with the encoding and mapping that were kept."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from agendas.intake.mapping import Mapping, Proposal
from agendas.intake.proposing import propose
from agendas.intake.reading import read_bytes, read_table
from agendas.intake.table import MOST_BYTES, Table, Unreadable


def open_file(
    path: Path,
    kept: Iterable[Mapping] = (),
    *,
    encoding: str | None = None,
    delimiter: str = "",
    mend: bool = False,
    limit: int = MOST_BYTES,
) -> tuple[Table, Proposal] | Unreadable:
    """The table in a file and what is proposed for it.

    `encoding`, `delimiter` and `mend` are what a person chose; without a choice, and where the
    columns are not known, the encodings of kept mappings are tried before the file counts as new.
    """
    data = read_bytes(path, limit)
    if isinstance(data, Unreadable):
        return data
    kept = tuple(kept)
    opened = _opened(data, kept, encoding, delimiter, mend)
    if encoding or (isinstance(opened, tuple) and opened[1].origin != "words"):
        return opened
    for other in dict.fromkeys(mapping.encoding for mapping in kept if mapping.encoding):
        again = _opened(data, kept, other, delimiter, mend)
        if isinstance(again, tuple) and again[1].origin == "kept":
            return again
    return opened


def _opened(
    data: bytes, kept: tuple[Mapping, ...], encoding: str | None, delimiter: str, mend: bool
) -> tuple[Table, Proposal] | Unreadable:
    table = read_table(data, encoding, delimiter, mend)
    if isinstance(table, Unreadable):
        return table
    return table, propose(table, kept)
