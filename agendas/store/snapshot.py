"""Snapshots: what the entries up to one of them come to, kept beside the log so that it opens soon.

A snapshot is disposable. It counts only while the log holds, byte for byte, what it was made from;
whatever is wrong with it, the log is read instead and nobody needs to know.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import TypeAlias
from zlib import crc32

from msgspec import DecodeError, Raw, Struct
from msgspec.json import Decoder, decode, encode

from agendas.store import disk
from agendas.store.atomic import write_atomically
from agendas.store.reading import Place, Reading, Stored, check, read_on, year_files

#: A table, the number of a document in it, and that document: one JSON object.
Document: TypeAlias = tuple[str, int, bytes]
Tables: TypeAlias = Mapping[str, Mapping[str, Raw]]

_LAYOUT = 1
_NAME = re.compile(r"snapshot-([0-9]{1,12})\.json")
_DRAFT = re.compile(r"\.[0-9a-f]{16}\.part")
_CLOSING = b',"check":{"1":{"size":%d,"crc":%d}}}\n'
_CLOSED = re.compile(rb',"check":\{"1":\{"size":([0-9]{1,18}),"crc":([0-9]{1,10})\}\}\}\n\Z')
_LONGEST_CLOSING = 80
# Bytes: a larger one is none of ours, and would only fill the memory.
_LARGEST = 1 << 29
_BLOCK = 1 << 18
#: Bytes that must stay free beside it: the meeting needs them more.
_ROOM = 4 << 20


class FileSum(Struct, frozen=True, forbid_unknown_fields=True):
    """How much of a file of the log the snapshot was made from, and what those bytes add up to."""

    name: str
    size: int
    crc: int


class About(Struct, frozen=True, forbid_unknown_fields=True):
    """What a snapshot is of: everything up to this entry, whose line begins behind `before`.

    `version` is that of the documents, and the business of whoever makes them.
    """

    layout: int
    version: int
    number: int
    hash: str
    before: Place
    sums: tuple[FileSum, ...]


class Snapshot(Struct, frozen=True):
    """A snapshot, its documents still as they are stored."""

    about: About
    tables: Tables


class Found(Struct, frozen=True):
    """A snapshot that fits, and the log from its entry on, that one included."""

    snapshot: Snapshot
    reading: Reading


_tables = Decoder(dict[str, dict[str, Raw]])


def name_of(number: int) -> str:
    """The file of the snapshot that stands for the entries up to this one."""
    return f"snapshot-{number}.json"


def find(folder: Path, version: int) -> Found | None:
    """The newest snapshot that fits."""
    for name in sorted(_names(folder), key=_number, reverse=True):
        snapshot = _load(folder / name, version)
        if snapshot is None or not _fits(folder, snapshot.about):
            continue
        about = snapshot.about
        reading = read_on(folder, about.before)
        first = reading.entries[0] if reading.entries else None
        if first and (first.number, first.hash) == (about.number, about.hash):
            return Found(snapshot, reading)
    return None


def lines_before(folder: Path, known: FileSum) -> bytes | None:
    """What the snapshot was made from in this file; None if that is not there."""
    try:
        with disk.open_to_read(folder / known.name) as file:
            data = file.read(known.size)
    except OSError:
        return None
    return data if (len(data), crc32(data)) == (known.size, known.crc) else None


def write(
    folder: Path,
    version: int,
    number: int,
    documents: Iterable[Document],
    known: About | None = None,
) -> About | None:
    """Write what the durable entries up to `number` come to, and remove older snapshots.

    `known` is an earlier snapshot of the same log: then only what came since is read. None where it
    could not be written, which matters to nobody.
    """
    try:
        about = _about(folder, version, number, known)
        if about is None:
            return None
        data = _bytes(about, documents)
        if disk.room(folder) < len(data) + _ROOM:
            return None
        name = name_of(number)
        write_atomically(folder / name, data)
    except OSError:
        return None
    _tidy(folder, name)
    return about


def _names(folder: Path) -> list[str]:
    try:
        return [name for name in os.listdir(folder) if _NAME.fullmatch(name)]
    except OSError:
        return []


def _number(name: str) -> int:
    found = _NAME.fullmatch(name)
    return int(found[1]) if found else 0


def _load(path: Path, version: int) -> Snapshot | None:
    try:
        # Whatever else than a file bears the name might be waited on for ever.
        found = os.lstat(path)
        if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    closed = _CLOSED.search(data, max(0, len(data) - _LONGEST_CLOSING))
    if closed is None or int(closed[1]) != closed.start():
        return None
    if crc32(memoryview(data)[: closed.start()]) != int(closed[2]):
        return None
    try:
        tables = _tables.decode(data)
        about = decode(tables["about"]["1"], type=About)
    except (DecodeError, KeyError, RecursionError, UnicodeDecodeError):
        return None
    if (about.layout, about.version) != (_LAYOUT, version):
        return None
    return Snapshot(about, tables)


def _fits(folder: Path, about: About) -> bool:
    """Whether the log still holds what the snapshot was made from."""
    try:
        names = [name for name in year_files(folder) if name <= about.before.file]
        if names != [known.name for known in about.sums]:
            return False
        for known in about.sums:
            with (folder / known.name).open("rb", buffering=0) as file:
                size = os.fstat(file.fileno()).st_size
                # Only the last of them may have grown.
                if size < known.size or (size > known.size and known is not about.sums[-1]):
                    return False
                if _total(file, known.size) != known.crc:
                    return False
    except OSError:
        return False
    return True


def _total(file: FileIO, size: int) -> int:
    """What so many bytes add up to, looked at in one small piece of memory."""
    block = memoryview(bytearray(_BLOCK))
    total = 0
    while size and (count := file.readinto(block[: min(size, _BLOCK)])):
        total, size = crc32(block[:count], total), size - count
    return total


def _about(folder: Path, version: int, number: int, known: About | None) -> About | None:
    """Where the entry stands in the log, which is checked from the known snapshot on."""
    place = known.before if known else Place()
    sums = list(known.sums) if known else []
    for name in year_files(folder):
        if name < place.file:
            continue
        if name != place.file:
            place = Place(name, 0, 0, place.number, place.hash)
            sums.append(FileSum(name, 0, 0))
        total = sums[-1].crc
        with disk.open_to_read(folder / name) as file:
            file.seek(place.offset)
            for line in file:
                found = check(line, place.number, place.hash)
                if not isinstance(found, Stored):
                    return None
                if found.number == number:
                    sums[-1] = FileSum(name, place.offset, total)
                    return About(_LAYOUT, version, number, found.hash, place, tuple(sums))
                total = crc32(line, total)
                place = Place(
                    name, place.offset + len(line), place.line + 1, found.number, found.hash
                )
        sums[-1] = FileSum(name, place.offset, total)
    return None


def _bytes(about: About, documents: Iterable[Document]) -> bytes:
    """The file: tables of numbered documents, as TinyDB stores them."""
    parts = [b'{"about":{"1":', encode(about)]
    table = "about"
    for name, number, document in documents:
        if name != table:
            table = name
            parts.append(b'},"%b":{' % name.encode("ascii"))
        else:
            parts.append(b",")
        parts.append(b'"%d":' % number)
        parts.append(document)
    parts.append(b"}")
    size, total = 0, 0
    for part in parts:
        size, total = size + len(part), crc32(part, total)
    # Joined once only: it is the one long step during which no other thread runs.
    return b"".join((*parts, _CLOSING % (size, total)))


def _tidy(folder: Path, newest: str) -> None:
    """Remove other snapshots, and drafts that a killed program left behind."""
    with suppress(OSError):
        for name in os.listdir(folder):
            if name != newest and (_NAME.fullmatch(name) or _DRAFT.fullmatch(name)):
                with suppress(OSError):
                    disk.unlink(folder / name)
