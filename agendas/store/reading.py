"""Reading the log: which entries are provably intact, and what was found where they end."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from agendas.language import Message, _
from agendas.store.chain import FIRST, digest, number_of, split_line
from agendas.store.disk import open_to_read, reason

#: Bytes; no entry comes near it, and more of one line are not held in memory.
LONGEST = 64 * 1024 * 1024

_YEAR_FILE = re.compile(r"events-([0-9]{4})\.jsonl")


class Stored(Struct, frozen=True, gc=False):
    """One intact entry: the bytes that were sealed, without the hash field, and that hash."""

    number: int
    payload: bytes
    hash: str


class Damage(Struct, frozen=True):
    """Something that does not fit, and where it begins; nothing was overwritten.

    `forked`: nothing is altered, but two machines went on after the same entry.
    """

    file: str
    line: int
    what: Message
    forked: bool = False


class Torn(Struct, frozen=True):
    """A last line whose writing was cut off: never called saved. `kept_in` once it is set aside."""

    file: str
    kept_in: str
    bytes: int


class Place(Struct, frozen=True):
    """The end of the last intact entry: where the next one is read or written."""

    file: str = ""
    offset: int = 0
    line: int = 0
    number: int = 0
    hash: str = FIRST


class Reading(Struct, frozen=True):
    """The intact entries in order, and why they end there if not because all is read."""

    entries: tuple[Stored, ...]
    damage: Damage | None
    torn: Torn | None
    place: Place


def name_of(year: int) -> str:
    """The file that holds a year's entries."""
    return f"events-{year:04}.jsonl"


def year_of(name: str) -> int:
    """The year whose entries the file holds; 0 for a file that is none of the log's."""
    match = _YEAR_FILE.fullmatch(name)
    return int(match[1]) if match else 0


def year_files(folder: Path) -> tuple[str, ...]:
    """The names of the log's files, oldest first; none in a folder that does not exist."""
    try:
        return tuple(sorted(name for name in os.listdir(folder) if year_of(name)))
    except FileNotFoundError:
        return ()


def read(folder: Path) -> Reading:
    """Everything intact from the first entry on; changes nothing on disk."""
    return read_on(folder, Place())


def read_on(folder: Path, place: Place) -> Reading:
    """Everything intact behind a place; changes nothing on disk."""
    entries: list[Stored] = []
    torn = None
    try:
        names = year_files(folder)
        if place.file and place.file not in names:
            return Reading((), Damage(place.file, 0, _("the file is gone")), None, place)
        for name in names:
            if name < place.file:
                continue
            if name != place.file:
                place = replace(place, file=name, offset=0, line=0)
            with open_to_read(folder / name) as file:
                rest, found = b"", None
                for rest, found in _intact(file, place):
                    if found is None:
                        break
                    if isinstance(found, Message):
                        return _damaged(entries, place, found)
                    entries.append(found)
                    place = Place(
                        name, place.offset + len(rest), place.line + 1, found.number, found.hash
                    )
            if rest and found is None:
                if name != names[-1] or _altered_end(rest, place):
                    return _damaged(entries, place, _("the line does not end"))
                torn = Torn(name, "", len(rest))
    except OSError as error:
        return _damaged(entries, place, _("it cannot be read: {reason}", reason=reason(error)))
    return Reading(tuple(entries), None, torn, place)


def _damaged(entries: list[Stored], place: Place, what: Message) -> Reading:
    return Reading(tuple(entries), Damage(place.file or ".", place.line + 1, what), None, place)


def _intact(file: BinaryIO, place: Place) -> Iterator[tuple[bytes, Stored | Message | None]]:
    """The lines behind a place, each with its entry, or what is wrong, or None if it is cut off."""
    if os.fstat(file.fileno()).st_size < place.offset:
        yield b"", _("the file is shorter than it was")
        return
    file.seek(place.offset)
    number, previous = place.number, place.hash
    while line := file.readline(LONGEST):
        if not line.endswith(b"\n"):
            yield line, None if len(line) < LONGEST else too_long()
            return
        found = check(line, number, previous)
        yield line, found
        if isinstance(found, Stored):
            number, previous = found.number, found.hash


def too_long() -> Message:
    """What is wrong with a line that is not read to its end."""
    return _("the line is longer than any entry")


def check(line: bytes, number: int, previous: str) -> Stored | Message:
    """The entry in a line that follows entry `number` with its hash, or why it does not."""
    parts = split_line(line)
    found = number_of(parts[0]) if parts else None
    if parts is None or found is None:
        return _("this is not a whole entry")
    payload, sealed = parts
    if found != number + 1:
        return _(
            "it says that it is entry {found} where entry {number} belongs",
            found=found,
            number=number + 1,
        )
    if digest(payload, previous) != sealed:
        return _("entry {number} is not as it was written", number=found)
    return Stored(found, payload, sealed)


def _altered_end(rest: bytes, place: Place) -> bool:
    """Whether the line was whole once and only its end was altered.

    No unfinished write looks like that: it leaves the beginning of a line, or zeros behind it.
    """
    if rest.endswith(b"\0"):
        return False
    return isinstance(check(rest[:-1] + b"\n", place.number, place.hash), Stored)
