"""Opens a file the way it was opened last month: with the encoding and mapping that were kept."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from agendas.intake.mapping import Mapping, Proposal
from agendas.intake.proposing import propose
from agendas.intake.reading import GUESS, read_bytes, read_table
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
    if encoding:
        return opened
    known = isinstance(opened, tuple) and opened[1].origin != "words"
    for other in _chosen_before(opened, kept) if known else _encodings(kept):
        again = _opened(data, kept, other, delimiter, mend)
        if isinstance(again, tuple) and again[1].origin == "kept":
            return again
    return opened


def _encodings(kept: Iterable[Mapping]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mapping.encoding for mapping in kept if mapping.encoding))


def _chosen_before(
    opened: tuple[Table, Proposal] | Unreadable, kept: Iterable[Mapping]
) -> tuple[str, ...]:
    """The encoding that a person chose for these columns, where this file's is only a guess."""
    if isinstance(opened, Unreadable) or opened[0].encoding != GUESS:
        return ()
    columns = opened[1].mapping.header_set
    return _encodings(mapping for mapping in kept if mapping.header_set == columns)


def _opened(
    data: bytes, kept: tuple[Mapping, ...], encoding: str | None, delimiter: str, mend: bool
) -> tuple[Table, Proposal] | Unreadable:
    table = read_table(data, encoding, delimiter, mend)
    if isinstance(table, Unreadable):
        return table
    return table, propose(table, kept)
