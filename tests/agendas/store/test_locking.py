"""One writer at a time, whoever dies; the others read and follow."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agendas.language import ENGLISH
from agendas.store import lock
from agendas.store.store import NotWritable, open_store

Entry = Callable[..., bytes]

HOLDER = """
import sys
from datetime import datetime, timezone
from pathlib import Path
from agendas.store.store import open_store
since = datetime(2026, 1, 5, 9, 41, tzinfo=timezone.utc)
store = open_store(Path(sys.argv[1]), user="Ada\\x1b[31m", since=since)
store.append(b'{"number":1,"at":"2026-01-05T09:41:07+00:00"}')
print(store.wait(), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(data: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the workspace open and has saved one entry."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(data)],
        cwd=Path(__file__).parents[3],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        yield process
        process.kill()


def test_a_second_process_reads_only_and_names_the_first(
    data: Path, holder: subprocess.Popen[str], entry: Entry
) -> None:
    with open_store(data) as store:
        assert not store.writable
        assert len(store.entries) == 1
        said = ENGLISH.say(store.reports[0])
        assert said.startswith("Only to read here: Ada[31m on ")
        assert "since 5 Jan, 09:41" in said
        with pytest.raises(NotWritable):
            store.append(entry(2))


def test_the_lock_is_free_when_its_process_was_killed(
    data: Path, holder: subprocess.Popen[str], entry: Entry
) -> None:
    holder.kill()
    holder.wait()

    with open_store(data) as store:
        assert store.reports == ()
        store.append(entry(2))
        assert store.wait(10)


def test_a_second_store_in_the_same_process_reads_only_until_the_first_closes(
    data: Path, entry: Entry
) -> None:
    first = open_store(data)
    second = open_store(data)
    assert not second.writable
    second.close()
    assert not open_store(data).writable

    first.close()

    with open_store(data) as third:
        assert third.writable


def test_a_follower_takes_no_lock_and_makes_nothing(data: Path, entry: Entry) -> None:
    assert open_store(data, follow=True).entries == ()
    assert not data.exists()

    with open_store(data, follow=True), open_store(data) as store:
        assert store.writable


@pytest.mark.parametrize(
    "text", [b"", b"{", b'{"host":1}', b'{"\xa2ost":"h"}', b"\xff" * 5000, b"[" * 4000]
)
def test_a_lock_file_with_any_text_locks_all_the_same(data: Path, text: bytes) -> None:
    with open_store(data):
        (data / "lock").write_bytes(text)
        second = open_store(data)
        assert not second.writable
        assert ENGLISH.say(second.reports[0]).startswith("Another window has this workspace open")


def test_where_the_drive_knows_no_locks_it_is_said(
    data: Path, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(descriptor: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(lock, "_try", unknown)
    with open_store(data) as store:
        assert store.writable
        assert "no locks" in ENGLISH.say(store.reports[0])


def test_two_writers_that_no_lock_kept_apart_are_noticed_before_the_second_writes(
    data: Path, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(descriptor: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(lock, "_try", unknown)
    with open_store(data) as first:
        first.append(entry(1))
        assert first.wait(10)
        with open_store(data) as second:
            second.append(entry(2, "second"))
            assert second.wait(10)
        before = (data / "events-2026.jsonl").read_bytes()

        first.append(entry(2, "first"))

        assert not first.wait(10)
        assert not first.writable
        assert first.why is not None
        assert "Another program changed" in ENGLISH.say(first.why)
        assert (data / "events-2026.jsonl").read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="a file in use cannot be replaced there")
def test_a_file_replaced_behind_our_back_is_not_written_to(data: Path, entry: Entry) -> None:
    with open_store(data) as store:
        store.append(entry(1))
        assert store.wait(10)
        log = data / "events-2026.jsonl"
        copy = data / "copy"
        copy.write_bytes(log.read_bytes())
        os.replace(copy, log)

        store.append(entry(2))

        assert not store.wait(10)
        assert not store.writable


def test_a_folder_that_cannot_be_written_opens_for_reading(
    data: Path, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(data) as store:
        store.append(entry(1))

    def refused(path: Path, user: str, since: datetime, *, take_over: bool) -> lock.Lock:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(lock, "take", refused)
    with open_store(data, since=datetime(2026, 1, 5, tzinfo=UTC)) as store:
        assert len(store.entries) == 1
        assert not store.writable
        assert store.why is not None
        assert "Read-only file system" in ENGLISH.say(store.why)


def test_a_data_folder_that_is_a_file_opens_for_reading_and_stays(data: Path) -> None:
    data.write_text("mine")

    with open_store(data) as store:
        assert not store.writable
        assert store.entries == ()
        assert store.reports
    assert data.read_text() == "mine"


ELSEWHERE = b'{"host":"bens-laptop","user":"Ben","since":"2026-12-01T09:00:00Z"}\n'


def test_a_lock_of_another_machine_is_named_and_not_broken(data: Path, entry: Entry) -> None:
    with open_store(data) as store:
        store.append(entry(1))
    (data / "lock").write_bytes(ELSEWHERE)

    with open_store(data) as store:
        assert (store.writable, store.alarm) == (False, True)
        assert len(store.entries) == 1
        assert store.why is not None
        said = ENGLISH.say(store.why)
    assert said.startswith("Ben on bens-laptop, another machine, has had this workspace open since")
    assert "--take-over" in said
    assert (data / "lock").read_bytes() == ELSEWHERE


def test_it_is_taken_over_when_a_person_says_so(data: Path, entry: Entry) -> None:
    data.mkdir()
    (data / "lock").write_bytes(ELSEWHERE)

    with open_store(data, take_over=True) as store:
        store.append(entry(1))
        assert store.wait(10)
        assert b"bens-laptop" not in (data / "lock").read_bytes()


def test_a_crash_of_this_machine_leaves_a_lock_that_counts_for_nothing(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(data):
        crashed = (data / "lock").read_bytes()
        assert b'"host"' in crashed
    assert (data / "lock").read_bytes() == b""
    (data / "lock").write_bytes(crashed)
    with open_store(data) as store:
        assert store.writable
    for host in ("laptop", "laptop.fritz.box", "laptop.local"):
        monkeypatch.setattr(lock, "_host", lambda: "laptop.office.example")
        (data / "lock").write_text(json.dumps({"host": host, "user": "Ada"}))
        with open_store(data) as store:
            assert store.writable


def test_where_the_drive_knows_no_locks_the_text_still_keeps_machines_apart(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(descriptor: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(lock, "_try", unknown)
    with open_store(data):
        assert b'"host"' in (data / "lock").read_bytes()
        monkeypatch.setattr(lock, "_host", lambda: "another")
        with open_store(data) as second:
            assert not second.writable
            assert second.alarm
