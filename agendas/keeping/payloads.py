"""The bytes of all entries, saved or not: what a copy is made of when the drive is gone."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Timer
from zlib import compress, decompress

from agendas.store.chain import split_line
from agendas.store.reading import read
from agendas.store.snapshot import lines_before
from agendas.store.store import Store

#: Seconds after which the old years are taken into memory too, when nobody waits for the screen.
_LATER = 2.0
_QUICKLY = 1


class Payloads:
    """Those that a snapshot stands for stay packed as the log has them."""

    def __init__(self, store: Store) -> None:
        self._folder = store.folder
        self._about = store.found.snapshot.about if store.found else None
        self._count = self._about.number - 1 if self._about else 0
        self._behind = [entry.payload for entry in store.entries]
        self._packed: list[bytes] = []
        self._timer: Timer | None = None
        # A window that only reads has nothing that is not on the disk.
        if self._about and store.writable:
            self._timer = Timer(_LATER, self.pack)
            self._timer.daemon = True
            self._timer.start()

    def pack(self) -> None:
        """Take in what is before the snapshot, while the drive is there."""
        packed = []
        for known in self._about.sums if self._about else ():
            lines = lines_before(self._folder, known)
            if lines is None:
                return
            packed.append(compress(lines, _QUICKLY))
        self._packed = packed

    def close(self) -> None:
        """No copy is wanted any more."""
        if self._timer:
            self._timer.cancel()

    def start_again(self) -> None:
        """Forget all: the log is another one."""
        self._about, self._count, self._behind = None, 0, []

    def add(self, payloads: Iterable[bytes]) -> None:
        """Take in those of the next entries."""
        self._behind += payloads

    def after(self, number: int) -> list[bytes]:
        """Those of the entries behind this one, which is not older than the snapshot."""
        return self._behind[max(0, number - self._count) :]

    def all(self) -> tuple[bytes, ...]:
        """Those of all entries from the first on."""
        return (*self._older(), *self._behind)

    def _older(self) -> list[bytes]:
        if self._count and not self._packed:
            return [entry.payload for entry in read(self._folder).entries[: self._count]]
        lines = (
            line for part in self._packed for line in decompress(part).splitlines(keepends=True)
        )
        return [parts[0] for line in lines if (parts := split_line(line))]
