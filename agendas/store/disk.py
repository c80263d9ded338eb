"""The few calls that make bytes durable, the same on every system."""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

_BINARY: int = getattr(os, "O_BINARY", 0)
_NO_LINK: int = getattr(os, "O_NOFOLLOW", 0)
_UNKNOWN = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def is_full(error: OSError) -> bool:
    """Whether the disk refused for lack of room, which leaves the file knowable."""
    return error.errno in _FULL


def reason(error: BaseException) -> str:
    """The system's own short words for an error."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def open_to_read(path: Path) -> BinaryIO:
    """A file's bytes; what else bears the name could be waited on for ever, and is refused."""
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise OSError(errno.EINVAL, "this is not a file")
    return path.open("rb")


# Every change to the disk goes through the functions from here to `make_folder`, looked up in this
# module at each call, so that a test can put itself in the place of any of them.


def open_file(path: Path, flags: int, mode: int) -> int:
    """A descriptor on a file; a link in its place is refused, for it may lead anywhere."""
    return os.open(path, flags | _BINARY | _NO_LINK, mode)


def open_new(path: Path, mode: int = 0o600) -> int:
    """A descriptor on a file that must not exist yet."""
    return open_file(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)


def open_to_append(path: Path) -> int:
    """A descriptor whose writes all go to the end of the file, made if missing."""
    return open_file(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)


def open_shared(path: Path) -> int:
    """A descriptor for reading and writing anywhere in the file, made if missing."""
    return open_file(path, os.O_RDWR | os.O_CREAT, 0o600)


def close(descriptor: int) -> None:
    """Give a descriptor back."""
    os.close(descriptor)


def write(descriptor: int, data: bytes | memoryview) -> int:
    """Write what the system takes at once; answers how many bytes that was."""
    return os.write(descriptor, data)


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte; the system may take them in several pieces."""
    rest = memoryview(data)
    while rest:
        rest = rest[write(descriptor, rest) :]


def write_over(descriptor: int, data: bytes, offset: int = 0) -> None:
    """Write every byte over what the file holds from there on."""
    os.lseek(descriptor, offset, os.SEEK_SET)
    write_all(descriptor, data)


def truncate(descriptor: int, size: int) -> None:
    """Let the file end at this size."""
    os.ftruncate(descriptor, size)


def rename(old: Path, new: Path) -> None:
    """Give a file its name, in place of any other that has it."""
    os.replace(old, new)


def unlink(path: Path) -> None:
    """Take a file's name away."""
    os.unlink(path)


def mkdir(folder: Path, mode: int = 0o700) -> None:
    """Make one folder; FileExistsError if it is there."""
    os.mkdir(folder, mode)


def sync(descriptor: int) -> None:
    """Return when the file is on the disk itself, not only on its way there."""
    if sys.platform == "darwin":
        import fcntl

        # On macOS fsync stops at the drive's own cache; some volumes know only fsync.
        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Return when the names in the folder are on the disk."""
    if sys.platform == "win32":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:
        # Names can be made in a folder that may not be read; only nobody can wait for them.
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network file systems have no such operation; that is not a failure of it.
        if error.errno not in _UNKNOWN:
            raise
    finally:
        os.close(descriptor)


def write_and_close(descriptor: int, data: bytes) -> None:
    """Write a whole file and return when it is on the disk; closed in any case."""
    try:
        write_all(descriptor, data)
        sync(descriptor)
    finally:
        close(descriptor)


def make_folder(folder: Path, mode: int = 0o700) -> None:
    """Make the folder, and those that it is in, durably; one that exists is left as it is."""
    missing = []
    while not folder.is_dir() and folder != folder.parent:
        missing.append(folder)
        folder = folder.parent
    if not missing:
        # Its maker may have been killed before the name of it was on the disk.
        sync_folder(folder.parent)
    for folder in reversed(missing):
        try:
            mkdir(folder, mode)
        except FileExistsError:
            if not folder.is_dir():
                raise
        sync_folder(folder.parent)


def room(folder: Path) -> int:
    """How many bytes the disk has left, as far as the system knows."""
    import shutil

    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return sys.maxsize


def others_may_write(folder: Path) -> bool:
    """Whether somebody else than the owner may change what is in the folder."""
    if sys.platform == "win32":
        return False
    try:
        return bool(folder.stat().st_mode & 0o022)
    except OSError:
        return False
