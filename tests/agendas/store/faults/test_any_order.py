"""Appends, undo, faults, restarts, windows and the new year in any order: the saved stays saved."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from agendas.store import disk, reserve
from agendas.store.reading import read, year_files
from agendas.store.store import NotWritable, Store, open_store

LONG = bool(os.environ.get("NOTTHISMONTH_LONG"))


class Anything(RuleBasedStateMachine):
    """One folder, its writer, a follower; `saved` is what the store called durable."""

    entry: Callable[..., bytes]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp()) / "data"
        self.patch = pytest.MonkeyPatch()
        self.room: int | None = None
        self.broken = False
        self.year = 2026
        self.saved: list[bytes] = []
        self.maybe: list[bytes] = []
        self._write = disk.write
        self.patch.setattr(disk, "write", self._small)
        self.patch.setattr(disk, "sync", self._sync)
        self.patch.setattr(disk, "sync_folder", lambda folder: None)
        self.patch.setattr(disk, "room", lambda folder: 1 << 30 if self.room is None else 0)
        self.patch.setattr(reserve, "SIZE", 300)
        self.store: Store | None = open_store(self.folder)
        self.follower = open_store(self.folder, follow=True)
        self.followed: list[bytes] = []

    def teardown(self) -> None:
        """Nothing stays behind."""
        if self.store is not None:
            self.store.close()
        self.patch.undo()
        shutil.rmtree(self.folder.parent)

    def _small(self, descriptor: int, data: bytes | memoryview) -> int:
        if self.room is not None and len(data) != 95:
            if self.room == 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            data = data[: self.room]
            self.room -= len(data)
        return self._write(descriptor, data)

    def _sync(self, descriptor: int) -> None:
        if self.broken:
            raise OSError(errno.EIO, "Input/output error")

    @precondition(lambda self: self.store is not None and self.store.writable)
    @rule(texts=st.lists(st.text(max_size=40), min_size=1, max_size=4))
    def append(self, texts: list[str]) -> None:
        """Some entries in one write."""
        store = self.store
        assert store is not None
        first, at = store.last + 1, f"{self.year}-01-05T09:41:07+01:00"
        payloads = [self.entry(first + n, text, at) for n, text in enumerate(texts)]
        store.append_all(payloads)
        done = store.wait(10)
        kept = store.settled - first + 1
        self.saved += payloads[:kept]
        assert done is (kept == len(payloads))
        if not done:
            assert store.why is not None
            self.maybe = payloads[kept:] if not store.writable else []

    @precondition(lambda self: self.store is not None and self.store.writable and self.saved)
    @rule(at=st.integers(0))
    def undo(self, at: int) -> None:
        """Taking back is one more entry; what it takes back stays."""
        number = at % len(self.saved) + 1
        before = list(self.saved)
        self.append([f"undo {number}"])
        assert self.saved[: len(before)] == before

    @rule(room=st.integers(0, 900))
    def fill(self, room: int) -> None:
        """The disk has so many bytes left."""
        self.room = room

    @rule()
    def make_room(self) -> None:
        """The disk has room again."""
        self.room = None

    @rule()
    def break_down(self) -> None:
        """The disk refuses to sync from here on, until the program is started again."""
        self.broken = True

    @rule()
    def turn_the_year(self) -> None:
        """New entries are of the next year."""
        self.year = min(self.year + 1, 2031)

    @rule(torn=st.binary(max_size=30).filter(lambda data: b"\n" not in data))
    def die_and_restart(self, torn: bytes) -> None:
        """The program is killed, perhaps in the middle of a write, and started again."""
        if self.store is not None:
            self.store.close()
        self.broken = False
        names = year_files(self.folder)
        if torn and names:
            with (self.folder / names[-1]).open("ab") as log:
                log.write(torn)
        self.store = open_store(self.folder)
        found = [stored.payload for stored in self.store.entries]
        assert found[: len(self.saved)] == self.saved
        assert found[len(self.saved) :] == self.maybe[: len(found) - len(self.saved)]
        assert self.store.damage is None
        if self.store.writable:
            self.saved, self.maybe = found, []
        else:
            assert self.room is not None  # a torn end could not be set aside on a full disk
            assert self.store.reports

    @rule()
    def second_window(self) -> None:
        """Another process reads all of it, and writes nothing."""
        writing = self.store is not None and self.store.writable
        if not writing:
            return
        with open_store(self.folder) as second:
            assert not second.writable
            assert [stored.payload for stored in second.entries] == self.saved
            with pytest.raises(NotWritable):
                second.append(self.entry(second.last + 1))

    @rule()
    def follow(self) -> None:
        """The window on the wall shows what was saved, and never damage."""
        new = self.follower.poll()
        if new and new[0].number == 1:
            self.followed = []
        self.followed += [stored.payload for stored in new]
        assert self.follower.damage is None
        assert self.followed[: len(self.saved)] == self.saved

    @invariant()
    def everything_saved_is_in_the_log(self) -> None:
        """Whatever happens, byte for byte."""
        found = read(self.folder)
        assert [stored.payload for stored in found.entries][: len(self.saved)] == self.saved
        assert found.damage is None


def test_whatever_happens_in_whatever_order_what_was_saved_stays(entry: Any) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    Anything.entry = staticmethod(entry)
    run_state_machine_as_test(
        Anything,
        settings=settings(
            max_examples=600 if LONG else 25, stateful_step_count=30 if LONG else 20, deadline=None
        ),
    )
