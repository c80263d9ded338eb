"""One writer at a time: a lock that the system frees when its process dies.

The system's lock knows the processes of one machine, and on some shared drives those of others; a
synchronised folder knows none. So the file also says who has it, and is emptied when it is given
back. What this machine left there is of a crash, and counts for nothing: the system has freed the
lock. What another machine left there may be of somebody at work, whom no lock keeps apart from us:
it is believed until a person says otherwise.
"""

from __future__ import annotations

import errno
import getpass
import os
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from msgspec import DecodeError, Struct
from msgspec.json import decode, encode
from msgspec.structs import replace

from agendas.language import Message, _
from agendas.store import disk

_LONGEST = 4096
_HELD = {errno.EACCES, errno.EAGAIN}


class Holder(Struct, frozen=True):
    """Who has the lock, in their own words.

    `elsewhere`: they are on another machine, and only the text says that they are at work.
    """

    host: str = ""
    user: str = ""
    since: datetime | None = None
    elsewhere: bool = False


class _Text(Struct, frozen=True):
    """What is written in the file, for people to read as well."""

    host: str = ""
    user: str = ""
    since: datetime | None = None


class Lock:
    """The lock, held; the one descriptor on the lock file is never reopened.

    `cut_off`: whoever had it before never gave it back.
    """

    def __init__(self, descriptor: int, *, trusted: bool, cut_off: bool = False) -> None:
        self._descriptor = descriptor
        self.trusted = trusted
        self.cut_off = cut_off

    def release(self) -> None:
        """Let the next one write."""
        if self._descriptor >= 0:
            # What stays there would look like a crash, on another machine like somebody at work.
            with suppress(OSError):
                if _ours(_holder(self._descriptor)):
                    disk.truncate(self._descriptor, 0)
            disk.close(self._descriptor)
            self._descriptor = -1


def take(path: Path, user: str, since: datetime, *, take_over: bool = False) -> Lock | Holder:
    """The lock, or who holds it; OSError where the folder cannot be written.

    `take_over`: a person says that whoever is named on another machine is not at work any more.
    """
    descriptor = disk.open_shared(path)
    trusted = True
    try:
        _try(descriptor)
    except OSError as error:
        if error.errno in _HELD:
            holder = _holder(descriptor)
            disk.close(descriptor)
            return holder
        # The file system knows no locks: the store says so, and looks before each write.
        trusted = False
    left = _holder(descriptor)
    if left.host and not _ours(left) and not take_over:
        disk.close(descriptor)
        return replace(left, elsewhere=True)
    # A full disk may leave the holder unnamed; the lock holds all the same.
    with suppress(OSError):
        disk.truncate(descriptor, 0)
        text = _Text(_plain(_host()), _plain(user or _user()), since)
        disk.write_over(descriptor, encode(text) + b"\n")
    return Lock(descriptor, trusted=trusted, cut_off=bool(left.host))


def held_by(holder: Holder) -> Message:
    """The sentence that names who is writing."""
    if holder.elsewhere:
        return _(
            "{user} on {host}, another machine, has had this workspace open since {since}: "
            "this window only reads. If nobody is at work there any more, start again with "
            "--take-over",
            user=holder.user,
            host=holder.host,
            since=holder.since,
        )
    if holder.since is None:
        return _("Another window has this workspace open: this one only reads, and follows it")
    return _(
        "Only to read here: {user} on {host} has had this workspace open since {since}. "
        "What is done there is shown",
        user=holder.user,
        host=holder.host,
        since=holder.since,
    )


def _try(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        # Windows forbids others to read a locked byte, so it lies far beyond the text.
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _holder(descriptor: int) -> Holder:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        found = decode(os.read(descriptor, _LONGEST), type=_Text)
    except (OSError, DecodeError, ValueError, RecursionError):
        return Holder()
    return Holder(_plain(found.host), _plain(found.user), found.since)


def _ours(holder: Holder) -> bool:
    """Whether this machine is meant; what stands behind its name changes with the network."""
    return holder.host.partition(".")[0] == _plain(_host()).partition(".")[0]


def _plain(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())[:80]


def _host() -> str:
    if sys.platform == "win32":
        return os.environ.get("COMPUTERNAME", "")
    return os.uname().nodename


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
