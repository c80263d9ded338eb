"""Appending: what is handed over is read back, in order, from the right file, by its owner only."""

from __future__ import annotations

import json
import stat
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agendas.language import ENGLISH
from agendas.store import disk
from agendas.store.reading import read
from agendas.store.store import NotWritable, Store, open_store

Entry = Callable[..., bytes]


@given(
    st.lists(st.lists(st.tuples(st.text(max_size=20), st.integers(2024, 2027)), max_size=4)),
    st.sets(st.integers(0, 20)),
)
def test_any_sequence_of_appends_reads_back(
    batches: list[list[tuple[str, int]]], reopenings: set[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "data")
        store = open_store(data)
        written: list[tuple[bytes, str]] = []
        for place, batch in enumerate(batches):
            payloads = [
                json.dumps({"number": len(written) + nth, "at": f"{year}-06-01T10:00Z", "t": text})
                for nth, (text, year) in enumerate(batch, start=1)
            ]
            encoded = [payload.encode() for payload in payloads]
            written += zip(encoded, store.append_all(encoded), strict=True)
            if place in reopenings:
                store.close()
                store = open_store(data)
        store.close()

        reading = read(data)

        assert reading.damage is None
        assert reading.torn is None
        assert [(found.payload, found.hash) for found in reading.entries] == written
        assert [found.number for found in reading.entries] == list(range(1, len(written) + 1))


def test_saved_is_told_once_the_entry_is_on_disk(store: Store, data: Path, entry: Entry) -> None:
    on_disk: list[tuple[int, int]] = []
    store.on_saved = lambda number: on_disk.append((number, len(read(data).entries)))

    for number in (1, 2, 3):
        store.append(entry(number))
        assert store.wait(10)
    store.close()

    assert store.settled == store.last == 3
    assert on_disk == [(1, 1), (2, 2), (3, 3)]


def test_appending_never_waits_for_a_slow_disk_and_what_waits_is_saved_together(
    store: Store, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go_on, syncs = threading.Event(), threading.Event(), []

    def slow(descriptor: int) -> None:
        syncs.append(descriptor)
        reached.set()
        go_on.wait(10)

    monkeypatch.setattr(disk, "sync", slow)
    store.append(entry(1))
    assert reached.wait(10)
    for number in range(2, 50):
        store.append(entry(number))

    assert (store.pending, store.settled, store.last) == (49, 0, 49)
    assert not store.wait(0)

    go_on.set()
    assert store.wait(10)
    assert (store.pending, store.settled) == (0, 49)
    assert len(syncs) == 2


def test_closing_saves_what_still_waits(data: Path, entry: Entry) -> None:
    store = open_store(data)
    store.append_all([entry(number) for number in range(1, 200)])

    store.close()

    assert len(read(data).entries) == 199
    assert not store.writable
    with pytest.raises(NotWritable) as refused:
        store.append(entry(200))
    assert ENGLISH.say(refused.value.why) == "This workspace is closed"


def test_entries_appended_together_are_taken_all_or_not_at_all(store: Store, entry: Entry) -> None:
    with pytest.raises(ValueError, match="entry 3 where entry 2"):
        store.append_all([entry(1), entry(3)])

    assert store.last == 0
    store.append(entry(1))
    assert store.wait(10)


def test_a_listener_that_fails_does_not_stop_the_saving(
    store: Store, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda what: told.append(what.exc_type))
    store.on_saved = lambda number: [][number]

    store.append(entry(1))
    assert store.wait(10)
    store.append(entry(2))
    assert store.wait(10)
    store.close()

    assert store.settled == 2
    assert told[0] is IndexError


def test_a_new_year_has_a_new_file_and_the_chain_goes_on(data: Path, entry: Entry) -> None:
    with open_store(data) as store:
        store.append(entry(1, at="2025-12-31T23:59:59+01:00"))
        store.append(entry(2, at="2026-01-01T00:00:00+01:00"))
        store.append(entry(3, at="2026-01-01T00:00:01+01:00"))

    lines = {path.name: len(path.read_bytes().splitlines()) for path in data.glob("*.jsonl")}
    assert lines == {"events-2025.jsonl": 1, "events-2026.jsonl": 2}
    with open_store(data) as store:
        assert [found.number for found in store.entries] == [1, 2, 3]


def test_the_new_file_has_its_name_on_disk_before_anything_is_written_to_it(
    store: Store, data: Path, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.append(entry(1, at="2025-12-31T23:59:59+01:00"))
    assert store.wait(10)
    sizes: list[dict[str, int]] = []
    real = disk.sync_folder

    def watched(folder: Path) -> None:
        real(folder)
        sizes.append({path.name: path.stat().st_size for path in data.glob("*.jsonl")})

    monkeypatch.setattr(disk, "sync_folder", watched)
    store.append(entry(2))
    assert store.wait(10)

    assert [found["events-2026.jsonl"] for found in sizes] == [0]


def test_a_clock_set_back_never_reopens_an_older_file(data: Path, entry: Entry) -> None:
    with open_store(data) as store:
        store.append(entry(1, at="2025-06-01T10:00:00+00:00"))
        store.append(entry(2, at="2026-06-01T10:00:00+00:00"))
    older = (data / "events-2025.jsonl").read_bytes()

    with open_store(data) as store:
        store.append(entry(3, at="2025-06-01T10:00:00+00:00"))
        store.append(entry(4, at="2024-06-01T10:00:00+00:00"))

    assert (data / "events-2025.jsonl").read_bytes() == older
    assert not (data / "events-2024.jsonl").exists()
    assert [found.number for found in read(data).entries] == [1, 2, 3, 4]


def test_an_empty_file_left_by_a_crash_at_new_year_is_used(data: Path, entry: Entry) -> None:
    with open_store(data) as store:
        store.append(entry(1, at="2025-12-31T10:00:00+00:00"))
    (data / "events-2026.jsonl").touch()

    with open_store(data) as store:
        store.append(entry(2, at="2025-12-31T10:00:01+00:00"))

    assert [found.number for found in read(data).entries] == [1, 2]
    assert (data / "events-2026.jsonl").stat().st_size > 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_folder_and_its_files_are_their_owner_s_only(data: Path, entry: Entry) -> None:
    with open_store(data) as store:
        store.append(entry(1))

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (data, *data.iterdir())}
    assert modes == {
        "data": 0o700,
        "events-2026.jsonl": 0o600,
        "head": 0o600,
        "lock": 0o600,
        "reserve": 0o600,
    }
    assert store.reports == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_folder_where_others_may_write_is_reported_and_used(data: Path, entry: Entry) -> None:
    data.mkdir()
    data.chmod(0o777)

    with open_store(data) as store:
        store.append(entry(1))

    assert ENGLISH.say(store.reports[0]) == f"Others may change the files in {data}"
    assert store.settled == 1


def test_the_entries_read_at_opening_can_be_let_go(data: Path, entry: Entry) -> None:
    with open_store(data) as store:
        store.append(entry(1))
    with open_store(data) as store:
        assert len(store.entries) == 1
        store.forget_entries()
        assert store.entries == ()
        store.append(entry(2))
    assert len(read(data).entries) == 2
