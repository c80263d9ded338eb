"""The few calls that make bytes durable, the same on every system."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

_BINARY: int = getattr(os, "O_BINARY", 0)
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def is_full(error: OSError) -> bool:
    """Whether the disk refused for lack of room, which leaves the file knowable."""
    return error.errno in _FULL


def reason(error: BaseException) -> str:
    """The system's own short words for an error."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def open_new(path: Path, mode: int = 0o600) -> int:
    """A descriptor on a file that must not exist yet."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode)


def open_to_append(path: Path) -> int:
    """A descriptor whose writes all go to the end of the file, made if missing."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | _BINARY, 0o600)


def open_shared(path: Path) -> int:
    """A descriptor for reading and writing anywhere in the file, made if missing."""
    return os.open(path, os.O_RDWR | os.O_CREAT | _BINARY, 0o600)


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte; the system may take them in several pieces."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def sync(descriptor: int) -> None:
    """Return when the file is on the disk itself, not only on its way there."""
    if sys.platform == "darwin":
        import fcntl

        # On macOS fsync stops at the drive's own cache; some volumes know only fsync.
        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def write_and_close(descriptor: int, data: bytes) -> None:
    """Write a whole file and return when it is on the disk; closed in any case."""
    try:
        write_all(descriptor, data)
        sync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Return when the names in the folder are on the disk."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network file systems have no such operation; that is not a failure of it.
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make the folder for its owner only; one that exists is left as it is."""
    if folder.is_dir():
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    sync_folder(folder.parent)


def others_may_write(folder: Path) -> bool:
    """Whether somebody else than the owner may change what is in the folder."""
    if sys.platform == "win32":
        return False
    try:
        return bool(folder.stat().st_mode & 0o022)
    except OSError:
        return False
