"""The mark of the last entry that was called saved: it tells when the end of the log is cut off.

It is one line of a fixed length, written in place after the log's own fsync, and it needs none of
its own: what a power cut leaves of it is older than the log, or not a head at all. So it may lag
behind the log and never leads, and a log that ends before it has lost what was called saved.
"""

from __future__ import annotations

import os
import stat
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from agendas.language import Message, _, _n
from agendas.store import disk
from agendas.store.chain import FIRST, TAIL
from agendas.store.reading import LONGEST, Damage, Reading, Torn, year_files

NAME = "head"

_SUM = 16
_DIGITS = 12
_LENGTH = _DIGITS + 1 + len(FIRST) + 1 + _SUM + 1


class Head(Struct, frozen=True):
    """The number and the hash of the last entry that was called saved."""

    number: int = 0
    hash: str = FIRST


class Unread(Struct, frozen=True):
    """There is a file, but no head can be read in it."""

    why: Message


class HeadFile:
    """The head of a store that is open to write."""

    def __init__(self, folder: Path, known: Head | None) -> None:
        self._path = folder / NAME
        self._known = known
        self._descriptor = -1

    def write(self, number: int, sealed: str) -> None:
        """Say that entries up to this one are saved; a failure loses nothing and is no failure.

        Only a durable entry may be named, and the next call writes all of it again.
        """
        head = Head(number, sealed)
        if head == self._known:
            return
        self._known = None
        try:
            if self._descriptor < 0:
                self._descriptor = disk.open_shared(self._path)
                disk.truncate(self._descriptor, _LENGTH)
            disk.write_over(self._descriptor, encode(head))
        except OSError:
            # The log has the entry: without a newer head, only a cut behind the old one is noticed.
            return
        self._known = head

    def close(self) -> None:
        """Give the file back."""
        if self._descriptor >= 0:
            disk.close(self._descriptor)
            self._descriptor = -1


def encode(head: Head) -> bytes:
    """The line of the file."""
    text = f"{head.number:0{_DIGITS}} {head.hash} "
    return f"{text}{_sum(text)}\n".encode("ascii")


def decode(line: bytes) -> Head | None:
    """What the line says; None if it is torn, altered or none."""
    if len(line) != _LENGTH:
        return None
    try:
        number, sealed, _closing = line.decode("ascii").split(" ")
        head = Head(int(number), sealed)
    except ValueError:
        return None
    return head if encode(head) == line else None


def read_head(folder: Path) -> Head | Unread | None:
    """What is called saved, None where nothing says so. Ask before the log is read, never after."""
    path = folder / NAME
    try:
        # Whatever else than a file bears the name might be waited on for ever.
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return Unread(_("it is not a file"))
        with path.open("rb") as file:
            line = file.read(_LENGTH + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        return Unread(_("it cannot be read: {reason}", reason=disk.reason(error)))
    return decode(line) or Unread(_("it is torn"))


def missed(head: Head | Unread | None, reading: Reading) -> Damage | None:
    """What the log lacks of that which was called saved."""
    if not isinstance(head, Head) or not head.number or reading.damage is not None:
        return None
    place = reading.place
    if place.number < head.number:
        first = place.number + 1
        what = _n(
            "entry {last} that was called saved is missing from {file}",
            "entries {first} to {last} that were called saved are missing from {file}",
            head.number - place.number,
            first=first,
            last=head.number,
            file=place.file or "data",
        )
        return Damage(place.file or NAME, place.line + 1 if place.file else 1, what)
    # A snapshot stands for the first entries: what was saved after it is looked at all the same.
    behind = place.number - head.number
    if behind < len(reading.entries) and reading.entries[-1 - behind].hash != head.hash:
        what = _("entry {number} is not the one that was called saved", number=head.number)
        return Damage(NAME, 1, what)
    return None


def proven(head: Head | Unread | None, reading: Reading) -> int:
    """Where in the newest file the entry ends that the head names: up to there an fsync said yes.

    Files of earlier years were durable before this one was begun.
    """
    named = head.number if isinstance(head, Head) else 0
    number, offset = reading.place.number, reading.place.offset
    for entry in reversed(reading.entries):
        if entry.number <= named:
            break
        number = entry.number - 1
        offset -= len(entry.payload) - 1 + TAIL
    # A snapshot may stand for entries that the head does not name.
    return max(offset, 0) if number <= named else 0


def unfinished(folder: Path, head: Head | Unread | None, reading: Reading) -> Torn | None:
    """What looks damaged at the end of the log, and is only a write that a power cut ended.

    A disk takes the pieces of a long write in any order: zeros are left where one is missing, and
    no entry holds a zero. Only the head can tell that nothing there was called saved.
    """
    place = reading.place
    if reading.damage is None or not isinstance(head, Head) or head.number > place.number:
        return None
    try:
        if year_files(folder)[-1:] != (place.file,):
            return None
        with disk.open_to_read(folder / place.file) as file:
            file.seek(place.offset)
            line = file.readline(LONGEST)
            size = file.seek(0, os.SEEK_END) - place.offset
    except OSError:
        return None
    return Torn(place.file, "", size) if b"\0" in line and size < LONGEST else None


def _sum(text: str) -> str:
    return sha256(text.encode("ascii")).hexdigest()[:_SUM]
