"""Following a log that another process writes: whole lines only, the chain checked on the way."""

from __future__ import annotations

import os
from pathlib import Path

from agendas.language import _
from agendas.store.reading import Damage, Reading, Stored, read, read_on, year_files


class Follower:
    """Knows how far it has read; never locks, never changes anything."""

    def __init__(self, folder: Path, reading: Reading) -> None:
        self._folder = folder
        self._place = reading.place
        self._seen: tuple[tuple[str, int, int], ...] | None = None
        self.damage = reading.damage

    @property
    def number(self) -> int:
        """The number of the last entry that was read."""
        return self._place.number

    def poll(self) -> tuple[Stored, ...]:
        """The entries that are new; all from entry 1 on if the writer took some back."""
        seen = self._look()
        if seen is not None and seen == self._seen:
            return ()
        self._seen = seen
        reading = read_on(self._folder, self._place)
        if reading.damage is None or reading.entries:
            self._place, self.damage = reading.place, reading.damage
            return reading.entries
        return self._read_again()

    def _read_again(self) -> tuple[Stored, ...]:
        # What looks like damage behind a place may be a tail that the writer took back from a
        # full disk before it was ever saved: then the whole log is sound, only another one.
        known = self._place
        reading = read(self._folder)
        gone = Damage(known.file, 0, _("the file is gone")) if not reading.place.file else None
        self.damage = reading.damage or gone
        if self.damage is not None:
            return ()
        self._place = reading.place
        if known.number <= len(reading.entries) and (
            known.number == 0 or reading.entries[known.number - 1].hash == known.hash
        ):
            return reading.entries[known.number :]
        return reading.entries

    def _look(self) -> tuple[tuple[str, int, int], ...] | None:
        try:
            found = [(name, os.stat(self._folder / name)) for name in year_files(self._folder)]
        except OSError:
            return None
        return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in found)
