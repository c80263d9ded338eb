"""Files that are replaced whole: a reader finds the old bytes or the new ones, never a mixture."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from agendas.store import disk


def write_atomically(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Put the file in its place at once and durably; an OSError leaves the old one as it was."""
    # A name of its own, not the file's with a suffix: that could be too long for the system.
    draft = path.parent / f".{os.urandom(8).hex()}.part"
    descriptor = disk.open_new(draft, mode)
    try:
        disk.write_and_close(descriptor, data)
        disk.rename(draft, path)
    except BaseException:
        with suppress(OSError):
            disk.unlink(draft)
        raise
    disk.sync_folder(path.parent)
