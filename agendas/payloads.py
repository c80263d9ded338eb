"""The bytes of all entries, saved or not: what a copy is made of when the drive is gone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from agendas.store.chain import split_line
from agendas.store.reading import read
from agendas.store.store import Store


class Payloads:
    """Those that a snapshot stands for stay as the log has them, and are not looked at."""

    def __init__(self, store: Store) -> None:
        found = store.found
        self._folder: Path = store.folder
        self._before: tuple[bytes, ...] = found.before if found else ()
        self._count = found.snapshot.about.number - 1 if found else 0
        self._behind = [entry.payload for entry in store.entries]

    def start_again(self) -> None:
        """Forget all: the log is another one."""
        self._before, self._count, self._behind = (), 0, []

    def add(self, payloads: Iterable[bytes]) -> None:
        """Take in those of the next entries."""
        self._behind += payloads

    def after(self, number: int) -> list[bytes]:
        """Those of the entries behind this one, which is not older than the snapshot."""
        return self._behind[max(0, number - self._count) :]

    def all(self) -> tuple[bytes, ...]:
        """Those of all entries from the first on."""
        lines = b"".join(self._before).splitlines(keepends=True)
        older = [parts[0] for line in lines if (parts := split_line(line))]
        if len(older) < self._count:
            # A window that only reads keeps none: it has nothing that is not on the disk.
            older = [entry.payload for entry in read(self._folder).entries[: self._count]]
        return (*older, *self._behind)
