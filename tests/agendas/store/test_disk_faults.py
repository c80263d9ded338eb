"""When the disk refuses: nothing is called saved that is not, and what can go on goes on."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from agendas.language import ENGLISH
from agendas.store import disk, log
from agendas.store.reading import read
from agendas.store.store import Failure, NotWritable, Store, open_store

Entry = Callable[..., bytes]


class Room:
    """A disk with room for so many bytes more; None is room enough."""

    def __init__(self) -> None:
        self.left: int | None = None

    def write(self, descriptor: int, data: bytes) -> int:
        if self.left is not None and threading.current_thread().name == "store writer":
            if self.left == 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            data = data[: self.left]
            self.left -= len(data)
        return WRITE(descriptor, data)


WRITE = os.write
SYNC = disk.sync


@pytest.fixture(autouse=True)
def no_reserve(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk with too little room for a reserve."""
    monkeypatch.setattr(disk, "room", lambda folder: 0)


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Room:
    """A disk that can be made full for the writer."""
    made = Room()
    monkeypatch.setattr(os, "write", made.write)
    return made


@pytest.fixture
def failures(store: Store) -> list[Failure]:
    """What the store told about failures."""
    told: list[Failure] = []
    store.on_failed = told.append
    return told


def fail_once(error: int) -> Callable[[int], None]:
    left = [OSError(error, os.strerror(error))]

    def sync(descriptor: int) -> None:
        if left:
            raise left.pop()
        SYNC(descriptor)

    return sync


@pytest.mark.parametrize("left", [0, 1, 60])
def test_on_a_full_disk_the_torn_part_is_taken_back_and_with_room_it_goes_on(
    store: Store, data: Path, entry: Entry, room: Room, failures: list[Failure], left: int
) -> None:
    store.append(entry(1))
    assert store.wait(10)
    before = (data / "events-2026.jsonl").read_bytes()

    room.left = left
    store.append(entry(2, "does not fit"))
    assert not store.wait(10)

    assert (data / "events-2026.jsonl").read_bytes() == before
    assert (store.last, store.settled, store.pending) == (1, 1, 0)
    assert store.writable
    room.left = None
    store.append(entry(2, "again"))
    assert store.wait(10)
    store.close()
    assert [(told.uncertain, told.first) for told in failures] == [(False, 2)]
    assert ENGLISH.say(failures[0].message).startswith("The disk is full: not saved")
    assert [found.payload for found in read(data).entries] == [entry(1), entry(2, "again")]


def test_whole_lines_that_fitted_are_kept_and_told(
    store: Store, data: Path, entry: Entry, room: Room, failures: list[Failure]
) -> None:
    saved: list[int] = []
    store.on_saved = saved.append
    room.left = 400

    store.append_all([entry(number) for number in range(1, 10)])
    assert not store.wait(10)
    store.close()

    kept = len(read(data).entries)
    assert kept == 400 // (len(entry(1)) + 75)
    assert saved == [kept]
    assert [told.first for told in failures] == [kept + 1]
    assert read(data).torn is None


def test_what_waits_behind_a_failed_entry_fails_with_it_and_stale_numbers_are_refused(
    store: Store, data: Path, entry: Entry, failures: list[Failure], monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def full(descriptor: int) -> None:
        reached.set()
        go_on.wait(10)
        monkeypatch.setattr(disk, "sync", SYNC)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(disk, "sync", full)
    store.append(entry(1))
    assert reached.wait(10)
    store.append(entry(2))
    store.append(entry(3))
    go_on.set()
    assert not store.wait(10)

    assert store.last == 0
    with pytest.raises(NotWritable):
        store.append(entry(4))
    store.append(entry(1, "folded again"))
    assert store.wait(10)
    store.close()
    assert [told.first for told in failures] == [1]
    assert [found.payload for found in read(data).entries] == [entry(1, "folded again")]


@pytest.mark.parametrize("call", ["sync", "write"])
def test_after_an_io_error_nothing_more_is_written(
    store: Store,
    data: Path,
    entry: Entry,
    failures: list[Failure],
    monkeypatch: pytest.MonkeyPatch,
    call: str,
) -> None:
    store.append(entry(1))
    assert store.wait(10)

    def broken(descriptor: int, *rest: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        if call == "sync":
            patch.setattr(disk, "sync", broken)
        else:
            patch.setattr(log.os, "write", broken)
        store.append(entry(2))
        assert not store.wait(10)

    left = (data / "events-2026.jsonl").read_bytes()
    assert not store.writable
    assert store.settled == 1
    with pytest.raises(NotWritable):
        store.append(entry(2))
    store.close()
    assert [(told.uncertain, told.first) for told in failures] == [(True, 2)]
    assert "Input/output error" in ENGLISH.say(failures[0].message)
    assert (data / "events-2026.jsonl").read_bytes() == left
    with open_store(data) as again:
        assert again.writable
        assert len(again.entries) >= 1


@pytest.mark.parametrize(("error", "goes_on"), [(errno.ENOSPC, True), (errno.EIO, False)])
def test_a_new_year_s_file_that_cannot_be_made_loses_nothing(
    store: Store,
    data: Path,
    entry: Entry,
    monkeypatch: pytest.MonkeyPatch,
    error: int,
    goes_on: bool,
) -> None:
    store.append(entry(1, at="2025-06-01T10:00:00+00:00"))
    assert store.wait(10)

    def refused(folder: Path) -> None:
        raise OSError(error, os.strerror(error))

    with monkeypatch.context() as patch:
        patch.setattr(disk, "sync_folder", refused)
        store.append(entry(2))
        assert not store.wait(10)

    assert store.writable is goes_on
    if goes_on:
        store.append(entry(2))
        assert store.wait(10)
    store.close()
    assert len(read(data).entries) == (2 if goes_on else 1)
    assert read(data).damage is None


def test_a_full_disk_that_cannot_take_back_is_uncertain(
    store: Store,
    entry: Entry,
    room: Room,
    failures: list[Failure],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room.left = 10
    monkeypatch.setattr(disk, "sync", fail_once(errno.EIO))

    store.append(entry(1))
    assert not store.wait(10)
    store.close()

    assert [told.uncertain for told in failures] == [True]
    assert not store.writable


def test_a_torn_tail_that_cannot_be_set_aside_stays_and_the_store_only_reads(
    tmp_path: Path, write: Callable[[Path, int], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = write(tmp_path, 2) + b'{"number":3'
    (tmp_path / "events-2026.jsonl").write_bytes(whole)

    with monkeypatch.context() as patch:
        patch.setattr(disk, "sync", fail_once(errno.ENOSPC))
        with open_store(tmp_path) as store:
            assert not store.writable
            assert len(store.entries) == 2
            assert store.why is not None

    assert (tmp_path / "events-2026.jsonl").read_bytes() == whole
    assert list(tmp_path.glob("*.part")) == []
    with open_store(tmp_path) as store:
        assert store.writable


def test_the_torn_tail_is_on_disk_in_its_own_file_before_the_log_lets_go_of_it(
    tmp_path: Path, write: Callable[[Path, int], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = write(tmp_path, 2) + b'{"number":3'
    (tmp_path / "events-2026.jsonl").write_bytes(whole)
    steps: list[str] = []
    truncate, sync, sync_folder = os.ftruncate, disk.sync, disk.sync_folder
    monkeypatch.setattr(
        disk, "sync", lambda descriptor: (steps.append("sync"), sync(descriptor))[1]
    )
    monkeypatch.setattr(
        disk, "sync_folder", lambda folder: (steps.append("folder"), sync_folder(folder))[1]
    )
    monkeypatch.setattr(
        log.os,
        "ftruncate",
        lambda descriptor, size: (steps.append(f"cut {size}"), truncate(descriptor, size))[1],
    )

    open_store(tmp_path).close()

    cut = len(whole) - len(b'{"number":3')
    begin = steps.index("cut 0")  # the lock file is emptied for its new holder
    assert steps[begin + 1 : begin + 5] == ["sync", "folder", f"cut {cut}", "sync"]
