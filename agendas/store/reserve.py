"""Room kept back on the disk, given up when it is full so that the meeting can go on."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from agendas.language import Message, _
from agendas.store import disk

NAME = "reserve"
#: Bytes: some hundred decisions.
SIZE = 256 * 1024

_PLENTY = 4  # times its size, so that it is not made again from what it just gave up
_PAUSE = 16  # commits between two looks


class Reserve:
    """The file that takes the room; never read, so that what a power cut leaves of it is no matter.

    Nothing about it may fail a commit: without it the disk is only full a little sooner.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / NAME
        self._looks = 0
        self.given_up = False

    @property
    def there(self) -> bool:
        """Whether there is room to give up."""
        try:
            return os.lstat(self._path).st_size >= SIZE
        except OSError:
            return False

    def make(self) -> None:
        """Keep room back if the disk has plenty."""
        if self.there or disk.room(self._folder) < _PLENTY * SIZE:
            self.given_up = self.given_up and not self.there
            return
        try:
            descriptor = disk.open_shared(self._path)
            try:
                # Bytes that no file system can make smaller than they are.
                disk.write_over(descriptor, os.urandom(SIZE))
                self.given_up = False
            finally:
                disk.close(descriptor)
        except OSError:
            # Half a reserve only takes room away.
            with suppress(OSError):
                disk.unlink(self._path)

    def make_again(self) -> None:
        """After a commit: look now and then whether there is room for it."""
        self._looks += 1
        if self._looks % _PAUSE == 0:
            self.make()

    def give_up(self) -> bool:
        """Give its room to the log; whether there was any."""
        if not self.there:
            return False
        try:
            disk.unlink(self._path)
            # Some file systems hand out the room only once the name is gone from the disk itself.
            disk.sync_folder(self._folder)
        except OSError:
            self.given_up = not self.there
            return self.given_up
        self.given_up = True
        return True


def given_up() -> Message:
    """What the room is told when it happens."""
    return _(
        "The disk is full: the reserve of {size} KiB was given up so that the meeting can go on. "
        "Make room.",
        size=SIZE // 1024,
    )
