"""The files that are only ever appended to: durable lines, the year's change, the torn tail."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from agendas.store import disk
from agendas.store.reading import Place, Torn, name_of, year_of


class Full(Exception):
    """The disk had room for the first `kept` lines only; the log ends with them, durably."""

    def __init__(self, kept: int) -> None:
        super().__init__(kept)
        self.kept = kept


class Meddled(Exception):
    """Another program changed the file, though only this one may: nothing was written to it."""


class Log:
    """The newest year's file, open to append; used by one thread at a time."""

    def __init__(self, folder: Path, place: Place) -> None:
        self._folder = folder
        self._year = year_of(place.file)
        self._path = folder / name_of(self._year)
        self._size = place.offset
        self._descriptor = -1
        self._identity = (0, 0)
        if self._year:
            self._descriptor = disk.open_to_append(self._path)
            self._identity = self._look()[:2]

    def settle(self, proven: int) -> None:
        """Make durable what was read: its writer may have been killed before it did so itself.

        What lies behind `proven` is written once more, over itself. After an fsync that failed the
        system takes those bytes for written, and the next one would say yes to nothing. They are
        not taken away: they were perhaps called saved, and then only the head is behind.
        """
        if self._descriptor < 0:
            return
        try:
            if proven < self._size:
                self._write_again(proven)
            disk.sync(self._descriptor)
            disk.sync_folder(self._folder)
        except OSError:
            self.close()
            raise

    def add(self, year: int, lines: Sequence[bytes]) -> None:
        """Make the lines durable in the year's file, or in the newest if the clock was set back.

        After `Full` the log is as it says; after any other error nothing about it is known.
        """
        data = b"".join(lines)
        written, begun = 0, False
        try:
            if year > self._year:
                self._turn_to(year)
            self._check_ours()
            begun = True
            while written < len(data):
                written += disk.write(self._descriptor, memoryview(data)[written:])
            disk.sync(self._descriptor)
        except OSError as error:
            if not disk.is_full(error):
                raise
            if not begun:
                raise Full(0) from error
            # After a refused fsync no byte of it can be relied on; after a refused write, what the
            # system took can, once it is synced.
            whole = data.rfind(b"\n", 0, written) + 1 if written < len(data) else 0
            self._take_back_to(self._size + whole)
            raise Full(data.count(b"\n", 0, whole)) from error
        self._size += len(data)

    def close(self) -> None:
        """Give the file back."""
        if self._descriptor >= 0:
            disk.close(self._descriptor)
            self._descriptor = -1

    def _write_again(self, offset: int) -> None:
        with self._path.open("rb") as file:
            file.seek(offset)
            data = file.read(self._size - offset)
        # A descriptor of its own: on one that appends, all would go to the end.
        descriptor = disk.open_shared(self._path)
        try:
            disk.write_over(descriptor, data, offset)
        finally:
            disk.close(descriptor)

    def _look(self) -> tuple[int, int, int]:
        found = os.stat(self._path)
        return found.st_dev, found.st_ino, found.st_size

    def _check_ours(self) -> None:
        # Locks fail on some shared drives, and programs that synchronise replace whole files.
        if self._look() != (*self._identity, self._size):
            raise Meddled

    def _turn_to(self, year: int) -> None:
        old = self._descriptor, self._year, self._path, self._size, self._identity
        self._year, self._path, self._size = year, self._folder / name_of(year), 0
        descriptor = -1
        try:
            descriptor = disk.open_to_append(self._path)
            disk.sync_folder(self._folder)
            self._identity = self._look()[:2]
        except OSError:
            self._descriptor, self._year, self._path, self._size, self._identity = old
            if descriptor >= 0:
                disk.close(descriptor)
            raise
        self._descriptor = descriptor
        if old[0] >= 0:
            disk.close(old[0])

    def _take_back_to(self, size: int) -> None:
        disk.truncate(self._descriptor, size)
        disk.sync(self._descriptor)
        self._size = size


def set_aside(folder: Path, place: Place, torn: Torn) -> Torn:
    """Move a torn last line into a file of its own; it is there before the log lets go of it."""
    with (folder / torn.file).open("rb") as file:
        file.seek(place.offset)
        data = file.read()
    descriptor, path = _part(folder, place.number + 1)
    try:
        disk.write_and_close(descriptor, data)
        disk.sync_folder(folder)
    except OSError:
        with suppress(OSError):
            disk.unlink(path)
        raise
    descriptor = disk.open_to_append(folder / torn.file)
    try:
        disk.truncate(descriptor, place.offset)
        disk.sync(descriptor)
    finally:
        disk.close(descriptor)
    return replace(torn, kept_in=path.name, bytes=len(data))


def _part(folder: Path, number: int) -> tuple[int, Path]:
    attempt = 1
    while True:
        path = folder / (f"torn-{number}.part" if attempt == 1 else f"torn-{number}-{attempt}.part")
        try:
            return disk.open_new(path), path
        except FileExistsError:
            attempt += 1
