"""The reserve: a full disk ends no meeting, and everybody is told."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from agendas.language import ENGLISH, Message
from agendas.store import disk, reserve
from agendas.store.reading import read
from agendas.store.store import Failure, Store, open_store

Entry = Callable[..., bytes]

#: A decision with reason, date, teller and sentence is no longer than this on average.
DECISION = 400


class Small:
    """A disk of so many bytes; None is room enough."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.left: int | None = None
        self._write, self._unlink, self._cut = disk.write, disk.unlink, disk.truncate
        patch.setattr(disk, "write", self.write)
        patch.setattr(disk, "unlink", self.unlink)
        patch.setattr(disk, "room", lambda folder: 1 << 40 if self.left is None else self.left)

    def write(self, descriptor: int, data: bytes | memoryview) -> int:
        if self.left is not None and len(data) != 95:  # the head is written over, it takes no room
            if self.left == 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            data = memoryview(data)[: self.left]
            self.left -= len(data)
        return self._write(descriptor, data)

    def unlink(self, path: Path) -> None:
        size = path.stat().st_size
        self._unlink(path)
        if self.left is not None:
            self.left += size


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Small:
    """A disk that can be made full."""
    return Small(monkeypatch)


@pytest.fixture
def told(small: Small, store: Store) -> list[Message | Failure]:
    """What the store told people."""
    heard: list[Message | Failure] = []
    store.on_report = heard.append
    store.on_failed = heard.append
    return heard


def test_it_is_kept_back_where_there_is_plenty_of_room_and_nowhere_else(
    small: Small, tmp_path: Path
) -> None:
    small.left = 4 * reserve.SIZE - 1
    open_store(tmp_path).close()
    assert not (tmp_path / "reserve").exists()
    small.left = None
    open_store(tmp_path).close()
    assert (tmp_path / "reserve").stat().st_size == reserve.SIZE == 256 * 1024


def test_half_of_one_is_made_whole_or_taken_away(small: Small, tmp_path: Path) -> None:
    open_store(tmp_path).close()
    (tmp_path / "reserve").write_bytes(b"half")
    small.left = 5 * reserve.SIZE
    open_store(tmp_path).close()
    assert (tmp_path / "reserve").stat().st_size == reserve.SIZE

    (tmp_path / "reserve").write_bytes(b"half")
    small.left = 0
    disk_room, disk.room = disk.room, lambda folder: 1 << 40  # quotas are told nowhere
    open_store(tmp_path).close()
    disk.room = disk_room
    assert not (tmp_path / "reserve").exists()


def test_when_the_disk_is_full_it_is_given_up_said_once_and_500_decisions_go_on(
    store: Store, data: Path, entry: Entry, small: Small, told: list[Message | Failure]
) -> None:
    store.append(entry(1))
    assert store.wait(10)
    small.left = 100

    number = 1
    while store.wait(10):
        number += 1
        line = entry(number)
        store.append(line[:-2] + b" " * (DECISION - len(line)) + line[-2:])

    assert number > 500
    notice, failure = told
    assert ENGLISH.say(notice) == (  # type: ignore[arg-type]
        "The disk is full: the reserve of 256 KiB was given up so that the meeting can go on. "
        "Make room."
    )
    assert isinstance(failure, Failure)
    assert (failure.uncertain, failure.first) == (False, number)
    assert len(read(data).entries) == number - 1


def test_with_room_again_it_goes_on_and_the_reserve_is_made_again(
    store: Store, data: Path, entry: Entry, small: Small, told: list[Message | Failure]
) -> None:
    small.left = 0
    store.append(entry(1))
    assert store.wait(10)
    assert not (data / "reserve").exists()
    small.left = 0
    store.append(entry(2))
    assert not store.wait(10)
    assert store.writable
    assert not (data / "reserve").exists()

    small.left = None
    for number in range(2, 20):
        store.append(entry(number))
        assert store.wait(10)
    assert (data / "reserve").stat().st_size == reserve.SIZE
    assert len(told) == 2


def test_what_fitted_before_it_was_given_up_is_not_written_twice(
    store: Store, data: Path, entry: Entry, small: Small, told: list[Message | Failure]
) -> None:
    lines = [entry(number) for number in range(1, 10)]
    small.left = 400
    store.append_all(lines)
    assert store.wait(10)
    assert [found.payload for found in read(data).entries] == lines


def test_a_torn_tail_on_a_full_disk_is_set_aside_with_its_room(
    small: Small, tmp_path: Path, write: Callable[[Path, int], bytes]
) -> None:
    whole = write(tmp_path, 2)
    (tmp_path / "events-2026.jsonl").write_bytes(whole + b'{"number":3')
    small.left = 0

    with open_store(tmp_path) as store:
        assert store.writable
        assert store.torn is not None
        assert any("reserve of 256 KiB" in ENGLISH.say(report) for report in store.reports)
    assert (tmp_path / "events-2026.jsonl").read_bytes() == whole


def test_nothing_about_it_fails_a_commit(
    data: Path, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = disk.open_shared

    def refused(path: Path) -> int:
        if path.name == "reserve":
            raise OSError(errno.EIO, "Input/output error")
        return opened(path)

    monkeypatch.setattr(disk, "open_shared", refused)
    with open_store(data) as store:
        for number in range(1, 40):
            store.append(entry(number))
            assert store.wait(10)
