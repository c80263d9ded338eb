"""The head: what was called saved and is gone is noticed; the head itself is never in the way."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from agendas.language import ENGLISH
from agendas.store import disk
from agendas.store.chain import FIRST, seal
from agendas.store.head import Head, Unread, decode, encode, read_head
from agendas.store.reading import read
from agendas.store.store import open_store

Entry = Callable[..., bytes]
Write = Callable[[Path, int], bytes]
LOG = "events-2026.jsonl"


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "lock"}


def test_it_names_the_last_entry_that_was_saved(data: Path, entry: Entry) -> None:
    with open_store(data) as store:
        assert read_head(data) == Head(0, FIRST)
        seals = store.append_all([entry(1), entry(2)])
        assert store.wait(10)
        assert read_head(data) == Head(2, seals[1])


def test_any_altered_or_missing_byte_of_its_line_makes_it_none() -> None:
    line = encode(Head(41, "ab" * 32))
    assert decode(line) == Head(41, "ab" * 32)
    for at in range(len(line)):
        for flip in (1, 0x20, 0x80):
            assert decode(line[:at] + bytes([line[at] ^ flip]) + line[at + 1 :]) is None
        assert decode(line[:at]) is None
        assert decode(line[:at] + b"\0" * (len(line) - at)) is None
    assert decode(line + b"\n") is None


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (5, "line 6: entry 6 that was called saved is missing from events-2026.jsonl"),
        (2, "line 3: entries 3 to 6 that were called saved are missing from events-2026.jsonl"),
        (0, "line 1: entries 1 to 6 that were called saved are missing from events-2026.jsonl"),
    ],
)
@pytest.mark.parametrize("rest", [0, 9])
def test_a_log_that_ends_before_it_is_damaged_and_nothing_is_overwritten(
    tmp_path: Path, write: Write, kept: int, said: str, rest: int
) -> None:
    lines = write(tmp_path, 6).splitlines(keepends=True)
    # What is left of the next line was called saved: it is no unfinished write to be set aside.
    (tmp_path / LOG).write_bytes(b"".join(lines[:kept]) + lines[kept][:rest])
    before = content(tmp_path)

    for follow in (False, True):
        with open_store(tmp_path, follow=follow) as store:
            assert not store.writable
            assert store.damage is not None
            assert len(store.entries) == kept
            assert said in ENGLISH.say(store.reports[-1])
    assert content(tmp_path) == before


def test_a_log_that_is_gone_is_missed(tmp_path: Path, write: Write) -> None:
    write(tmp_path, 3)
    (tmp_path / LOG).unlink()

    with open_store(tmp_path) as store:
        assert not store.writable
        assert "entries 1 to 3 that were called saved" in ENGLISH.say(store.reports[-1])
    assert not (tmp_path / LOG).exists()


def test_another_history_of_the_same_length_is_noticed(
    tmp_path: Path, entry: Entry, write: Write
) -> None:
    write(tmp_path, 2)
    first, sealed = seal(entry(1, "other"), FIRST)
    (tmp_path / LOG).write_bytes(first + seal(entry(2, "other"), sealed)[0])

    with open_store(tmp_path) as store:
        assert not store.writable
        assert "entry 2 is not the one that was called saved" in ENGLISH.say(store.reports[-1])


@pytest.mark.parametrize("old", [0, 1, 3])
def test_one_that_lags_or_was_never_made_is_brought_up_to_date(
    tmp_path: Path, write: Write, old: int
) -> None:
    write(tmp_path, 3)
    (tmp_path / "head").unlink()
    if old:
        (tmp_path / "head").write_bytes(encode(Head(old, read(tmp_path).entries[old - 1].hash)))

    with open_store(tmp_path) as store:
        assert store.writable
        assert store.reports == ()
    assert read_head(tmp_path) == Head(3, read(tmp_path).entries[-1].hash)


@pytest.mark.parametrize("text", [b"", b"\0" * 95, b"x" * 5000, encode(Head(9, FIRST))[:50]])
def test_one_that_is_torn_is_reported_and_written_anew(
    tmp_path: Path, write: Write, text: bytes
) -> None:
    write(tmp_path, 3)
    (tmp_path / "head").write_bytes(text)

    with open_store(tmp_path, follow=True) as follower:
        assert follower.damage is None
    with open_store(tmp_path) as store:
        assert store.writable
        assert "The file head" in ENGLISH.say(store.reports[0])
        assert "it is torn" in ENGLISH.say(store.reports[0])
    assert read_head(tmp_path) == Head(3, read(tmp_path).entries[-1].hash)
    with open_store(tmp_path) as store:
        assert store.reports == ()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("name", ["head", "lock"])
def test_a_link_in_its_place_is_not_written_through(
    tmp_path: Path, write: Write, name: str
) -> None:
    data, precious = tmp_path / "data", tmp_path / "precious"
    write(data, 2)
    precious.write_bytes(b"precious")
    (data / name).unlink()
    (data / name).symlink_to(precious)

    with open_store(data) as store:
        assert len(store.entries) == 2
        assert store.reports
    assert precious.read_bytes() == b"precious"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders there")
def test_a_pipe_in_its_place_is_not_waited_for(tmp_path: Path, write: Write) -> None:
    write(tmp_path, 2)
    (tmp_path / "head").unlink()
    os.mkfifo(tmp_path / "head")
    assert isinstance(read_head(tmp_path), Unread)


@pytest.mark.parametrize("call", ["open_shared", "write_over"])
def test_one_that_cannot_be_written_fails_no_commit_and_the_next_is_whole(
    data: Path, entry: Entry, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    with monkeypatch.context() as patch:
        opened = disk.open_shared

        def refused(at: Path | int, *rest: object) -> int:
            if isinstance(at, Path) and at.name != "head":
                return opened(at)
            raise OSError(errno.EIO, "Input/output error")

        patch.setattr(disk, call, refused)
        store = open_store(data)
        store.append(entry(1))
        assert store.wait(10)
        assert store.settled == 1
    store.append(entry(2))
    assert store.wait(10)
    store.close()
    assert read_head(data) == Head(2, read(data).entries[-1].hash)


def test_it_is_written_when_the_log_is_durable_and_not_before(
    data: Path, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(data) as store:
        store.append(entry(1))
        assert store.wait(10)
        steps: list[str] = []
        sync, write_over = disk.sync, disk.write_over
        monkeypatch.setattr(disk, "sync", lambda file: (steps.append("sync"), sync(file))[1])
        monkeypatch.setattr(
            disk,
            "write_over",
            lambda file, line: (steps.append("head"), write_over(file, line))[1],
        )
        store.append(entry(2))
        assert store.wait(10)
    assert steps == ["sync", "head"]
