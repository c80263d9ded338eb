"""A power cut at any instant, and a second one during recovery: nothing that was saved is lost."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from agendas.store import disk, reserve
from agendas.store.chain import FIRST, seal
from agendas.store.head import Head, HeadFile, read_head
from agendas.store.log import Log
from agendas.store.reading import Place, read, year_of
from agendas.store.store import Store, open_store

Entry = Callable[..., bytes]
Disk = tuple[tuple[str, bytes], ...]
NEW_YEAR = "2027-01-01T00:00:01+01:00"


@pytest.fixture(autouse=True)
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reserve that is quickly written."""
    monkeypatch.setattr(reserve, "SIZE", 64)


class Cutter:
    """Runs the store on a folder, and collects the disks that a cut may leave at any instant."""

    def __init__(self, folder: Path, entry: Entry, forgetful: type[Any]) -> None:
        self.folder = folder
        self.entry = entry
        self.found: dict[Disk, int] = {}
        self.saved: list[bytes] = []
        self.tried: set[bytes] = set()
        self.full = False
        self._forgetful = forgetful
        self._recorder: Any = None

    def run(self, work: Callable[[Cutter], None]) -> None:
        """Do the work on a disk that forgets, and look at it after each change."""
        disk.make_folder(self.folder)
        with pytest.MonkeyPatch.context() as patch:
            self._recorder = self._forgetful(self.folder, patch)
            self._recorder.on_change = self._look
            recorded = disk.write

            def write(descriptor: int, data: bytes | memoryview) -> int:
                if not self.full or len(data) < 100:
                    return recorded(descriptor, data)
                if data[0] != ord("{"):
                    raise OSError(errno.ENOSPC, "No space left on device")
                return recorded(descriptor, data[: len(data) // 3])

            patch.setattr(disk, "write", write)
            work(self)

    def fail(self, failing: bool) -> None:
        """Whether the disk refuses to sync."""
        self._recorder.failing = failing

    def _look(self, recorder: Any) -> None:
        for made in recorder.disks():
            self.found[made] = max(self.found.get(made, 0), len(self.saved))

    def append(self, store: Store, *texts: str, at: str = "2026-12-31T23:59:07+01:00") -> None:
        """Some entries in one write; those that are called saved count."""
        first = store.last + 1
        payloads = [self.entry(first + n, text, at) for n, text in enumerate(texts)]
        self.tried.update(payloads)
        store.append_all(payloads)
        store.wait(10)
        self.saved += payloads[: store.settled - first + 1]
        self._look(self._recorder)

    def some(self, count: int) -> list[tuple[Disk, int]]:
        """So many of the disks, from everywhere; all if there are no more."""
        found = list(self.found.items())
        return Random(1).sample(found, min(count, len(found)))

    def wrong(self, left: Path, made: Disk, saved: int) -> str:
        """What is wrong with this disk for somebody who opens it and goes on; "" if nothing is."""
        fill(left, made)
        head = read_head(left)
        with open_store(left) as store:
            found = [stored.payload for stored in store.entries]
            if found[:saved] != self.saved[:saved]:
                return "lost"
            if not set(found) <= self.tried:
                return "made up"
            if not store.writable:
                # A hole in an unfinished write, and no head to tell that it is one: a person looks
                # before anything is touched.
                holes = any(b"\0" in data for name, data in made if year_of(name))
                return "" if holes and not isinstance(head, Head) else "unreadable"
            store.append(self.entry(len(found) + 1, "goes on", "2027-02-01T09:00:00+00:00"))
            if not store.wait(10):
                return "does not go on"
        after = read(left)
        kept = [stored.payload for stored in after.entries]
        return "" if after.damage is None and kept[:-1] == found else "worse afterwards"


def a_meeting(cutter: Cutter) -> None:
    """Opened, written to, full for a while, a new year, closed and opened again."""
    with open_store(cutter.folder) as store:
        cutter.append(store, "one")
        cutter.append(store, "two", "three", "four")
        cutter.append(store, "long " * 250)
        cutter.full = True
        cutter.append(store, "does not fit, " * 20)
        cutter.full = False
        cutter.append(store, "fits", "and this " * 90)
        cutter.append(store, "a new year", at=NEW_YEAR)
        cutter.append(store, "on " * 300, "and on", at=NEW_YEAR)
    with open_store(cutter.folder) as store:
        for number in range(12):
            cutter.append(store, "again " * number * 9, at=NEW_YEAR)


def a_word(cutter: Cutter) -> None:
    """Two entries, one after the other."""
    with open_store(cutter.folder) as store:
        cutter.append(store, "one")
        cutter.append(store, "two")


def a_kill(cutter: Cutter) -> None:
    """Killed before the first fsync, and opened again: what is shown then may be relied on."""
    payload = cutter.entry(1, "one", NEW_YEAR)
    cutter.tried.add(payload)
    log = Log(cutter.folder, Place())
    with pytest.MonkeyPatch.context() as patch:
        no_file_is_synced(patch)
        no_folder_is_synced(patch)
        log.add(2027, [seal(payload, FIRST)[0]])
    log.close()
    recovery(cutter)


def a_failed_sync(cutter: Cutter) -> None:
    """An fsync fails, and the workspace is opened again while the system still runs."""
    with open_store(cutter.folder) as store:
        cutter.append(store, "one")
        cutter.fail(True)
        cutter.append(store, "two", "three")
        assert not store.writable
    cutter.fail(False)
    recovery(cutter)


def recovery(cutter: Cutter) -> None:
    """Opened as the cut left it, and one entry more."""
    with open_store(cutter.folder) as store:
        if store.writable:
            # What is shown now may be relied on, whoever wrote it.
            cutter.saved = [stored.payload for stored in store.entries]
            cutter.append(store, "after the cut", at=NEW_YEAR)


def fill(folder: Path, made: Disk) -> None:
    """Let the folder hold these files and nothing else."""
    for name in os.listdir(folder):
        os.unlink(folder / name)
    for name, data in made:
        (folder / name).write_bytes(data)


@pytest.fixture
def cutter(tmp_path: Path, entry: Entry, forgetful: type[Any]) -> Cutter:
    """Where the meeting will be held."""
    return Cutter(tmp_path / "data", entry, forgetful)


@pytest.fixture
def left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the disks that are found; nothing that is written there is waited for."""
    folder = tmp_path / "left"
    folder.mkdir()
    monkeypatch.setattr(disk, "sync", lambda descriptor: None)
    monkeypatch.setattr(disk, "sync_folder", lambda folder: None)
    return folder


def test_whatever_a_power_cut_leaves_holds_all_that_was_saved_and_goes_on(
    cutter: Cutter, left: Path, long: bool
) -> None:
    cutter.run(a_meeting)

    disks = cutter.some(12_000 if long else 500)
    assert len(disks) >= (10_000 if long else 500)
    wrong = [(why, made) for made, saved in disks if (why := cutter.wrong(left, made, saved))]
    assert wrong == []


def test_a_second_cut_while_the_first_is_put_right_loses_nothing(
    cutter: Cutter, left: Path, long: bool, entry: Entry, forgetful: type[Any]
) -> None:
    cutter.run(a_meeting)

    tried = 0
    for made, saved in cutter.some(150 if long else 8):
        again = Cutter(cutter.folder, entry, forgetful)
        again.saved, again.tried = cutter.saved[:saved], set(cutter.tried)
        fill(cutter.folder, made)
        again.run(recovery)
        for second, kept in again.some(20):
            assert again.wrong(left, second, kept) == "", (made, second)
            tried += 1
    assert tried >= (2_000 if long else 100)


def test_what_a_killed_program_left_is_durable_before_it_is_shown(
    cutter: Cutter, left: Path
) -> None:
    cutter.run(a_kill)
    assert {cutter.wrong(left, made, saved) for made, saved in cutter.some(200)} == {""}
    assert len(cutter.saved) == 2


def test_what_a_failed_sync_left_in_memory_only_is_written_again_before_it_is_relied_on(
    cutter: Cutter, left: Path
) -> None:
    cutter.run(a_failed_sync)
    assert {cutter.wrong(left, made, saved) for made, saved in cutter.some(2_000)} == {""}
    assert len(cutter.saved) == 4


def no_file_is_synced(patch: pytest.MonkeyPatch) -> None:
    """What an fsync is for is left out."""
    patch.setattr(disk, "sync", lambda descriptor: None)


def no_folder_is_synced(patch: pytest.MonkeyPatch) -> None:
    """The names of new files may be gone."""
    patch.setattr(disk, "sync_folder", lambda folder: None)


def the_head_leads(patch: pytest.MonkeyPatch) -> None:
    """What is not on the disk yet is called saved."""
    add = Log.add

    def early(self: Log, year: int, lines: list[bytes]) -> None:
        head = HeadFile(self._folder, None)
        number = int(lines[-1].split(b":")[1].split(b",")[0])
        head.write(number, lines[-1][-67:-3].decode())
        head.close()
        add(self, year, lines)

    patch.setattr(Log, "add", early)


def nothing_is_settled(patch: pytest.MonkeyPatch) -> None:
    """What was read is believed to be durable."""
    patch.setattr(Log, "settle", lambda log, proven: None)


def nothing_is_written_again(patch: pytest.MonkeyPatch) -> None:
    """An fsync that says yes is believed, after one that failed."""
    patch.setattr(Log, "_write_again", lambda log, offset: None)


@pytest.mark.parametrize(
    ("broken", "during", "noticed"),
    [
        (no_file_is_synced, a_word, "lost"),
        (no_folder_is_synced, a_word, "lost"),
        (the_head_leads, a_word, "unreadable"),
        (nothing_is_settled, a_kill, "lost"),
        (nothing_is_written_again, a_failed_sync, "lost"),
    ],
)
def test_the_model_notices_what_it_is_for(
    cutter: Cutter,
    left: Path,
    broken: Callable[[pytest.MonkeyPatch], None],
    during: Callable[[Cutter], None],
    noticed: str,
) -> None:
    def work(cutter: Cutter) -> None:
        # Behind the recorder: the call is made, and nothing of it reaches the disk.
        with pytest.MonkeyPatch.context() as patch:
            broken(patch)
            during(cutter)

    cutter.run(work)
    assert any(cutter.wrong(left, made, saved) == noticed for made, saved in cutter.some(4_000))
