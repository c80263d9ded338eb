"""A snapshot stands for the first entries only while it is whole and the log is what it was."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tinydb import TinyDB

from agendas.store import disk, snapshot
from agendas.store.reading import read
from agendas.store.snapshot import About, Found, find
from agendas.store.store import open_store

Entry = Callable[..., bytes]
VERSION = 7
#: Two entries of one year, three of the next, one of a third.
DAYS = ("2024-12-30", "2024-12-31", "2025-01-01", "2025-06-01", "2025-12-31", "2026-01-01")


def documents(upto: int) -> Iterator[tuple[str, int, bytes]]:
    """What somebody might make of the entries."""
    yield "state", 1, b'{"last":%d}' % upto
    for number in range(1, upto + 1):
        yield "things", number, json.dumps({"text": "é☃" * number}).encode()


@pytest.fixture
def log(data: Path, entry: Entry) -> Path:
    """A data folder with three years."""
    with open_store(data) as store:
        for number, day in enumerate(DAYS, start=1):
            store.append(entry(number, "é" * number, f"{day}T09:41:07+01:00"))
    return data


def write(folder: Path, upto: int, known: About | None = None, version: int = VERSION) -> About:
    made = snapshot.write(folder, version, upto, documents(upto), known)
    assert made is not None
    return made


def named(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("snapshot-*"))


@pytest.mark.parametrize("upto", range(1, 7))
def test_it_stands_for_the_entries_up_to_any_of_them(log: Path, upto: int) -> None:
    write(log, upto)
    whole = read(log)
    found = find(log, VERSION)
    assert found is not None
    assert found.reading.entries == whole.entries[upto - 1 :]
    assert found.reading.place == whole.place
    kept = [snapshot.lines_before(log, known) for known in found.snapshot.about.sums]
    lines = b"".join(part or b"" for part in kept).splitlines()
    assert len(lines) == upto - 1
    assert [json.loads(line)["number"] for line in lines] == list(range(1, upto))
    assert json.loads(bytes(found.snapshot.tables["state"]["1"])) == {"last": upto}
    with open_store(log, version=VERSION) as store:
        assert store.last == 6
        assert store.entries == found.reading.entries
        assert store.found == found
        assert store.reports == ()


def test_a_window_that_only_reads_uses_it_and_goes_on_from_there(log: Path, entry: Entry) -> None:
    write(log, 5)
    with open_store(log) as writer, open_store(log, follow=True, version=VERSION) as window:
        assert [one.number for one in window.entries] == [5, 6]
        writer.append(entry(7))
        writer.wait()
        assert [one.number for one in window.poll()] == [7]
    assert named(log) == ["snapshot-5.json"]


def test_the_next_one_reads_only_what_came_since_and_replaces_it(log: Path, entry: Entry) -> None:
    for known in (None, write(log, 1), write(log, 3), write(log, 6)):
        assert write(log, 6, known) == write(log, 6)
    (log / ".0123456789abcdef.part").write_bytes(b"of a killed program")
    with open_store(log) as store:
        store.append(entry(7))
    write(log, 7, write(log, 4))
    assert named(log) == ["snapshot-7.json"]
    assert not list(log.glob(".*.part"))
    assert find(log, VERSION) is not None


def test_stock_tinydb_opens_it(log: Path) -> None:
    write(log, 3)
    with TinyDB(log / "snapshot-3.json") as db:
        assert db.tables() == {"about", "state", "things", "check"}
        assert [row.doc_id for row in db.table("things")] == [1, 2, 3]
        assert db.table("things").get(doc_id=2) == {"text": "é☃é☃"}
        about = db.table("about").get(doc_id=1)
    assert (about["number"], about["hash"]) == (3, read(log).entries[2].hash)


def test_only_its_owner_can_read_it(log: Path) -> None:
    write(log, 3)
    assert (log / "snapshot-3.json").stat().st_mode & 0o077 == 0


def test_another_version_is_not_used(log: Path) -> None:
    write(log, 3)
    assert find(log, VERSION + 1) is None
    with open_store(log) as store:
        assert len(store.entries) == 6
        assert store.found is None


def test_every_altered_or_torn_snapshot_is_passed_over_without_a_word(log: Path) -> None:
    write(log, 4)
    path = log / "snapshot-4.json"
    whole = path.read_bytes()
    chance = Random(3)
    altered = [whole[:cut] for cut in range(0, len(whole), 11)]
    for _ in range(150):
        place = chance.randrange(len(whole))
        altered.append(
            whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :]
        )
    altered += [whole + b"\n", whole[:-1], b"\0" * len(whole), whole * 2, b"[" * 99999, b"\xff"]
    for data in altered:
        path.write_bytes(data)
        assert find(log, VERSION) is None, data
    with open_store(log, version=VERSION) as store:
        assert len(store.entries) == 6
        assert store.reports == ()


def test_one_that_is_no_file_is_passed_over(log: Path) -> None:
    write(log, 2)
    (log / "snapshot-9.json").mkdir()
    (log / "snapshot-10.json").symlink_to(log / "snapshot-2.json")
    if hasattr(os, "mkfifo"):
        os.mkfifo(log / "snapshot-11.json")
    with (log / "snapshot-12.json").open("wb") as file:
        file.truncate(1 << 40)
    found = find(log, VERSION)
    assert found is not None
    assert found.snapshot.about.number == 2


def test_an_older_one_serves_while_a_newer_one_does_not(log: Path) -> None:
    older = write(log, 2)
    kept = (log / "snapshot-2.json").read_bytes()
    write(log, 5)
    (log / "snapshot-2.json").write_bytes(kept)
    (log / "snapshot-5.json").write_bytes(b"{}")
    found = find(log, VERSION)
    assert found is not None
    assert found.snapshot.about == older


def test_every_change_of_the_log_before_it_is_noticed_as_without_it(log: Path) -> None:
    write(log, 5)
    chance = Random(5)
    for name in ("events-2024.jsonl", "events-2025.jsonl"):
        path = log / name
        whole = path.read_bytes()
        for _ in range(20):
            place = chance.randrange(len(whole))
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            with open_store(log, version=VERSION) as store:
                damage = store.damage
                entries = store.entries
            with open_store(log) as store:
                assert damage == store.damage
                assert damage is not None
                assert entries == store.entries
        path.write_bytes(whole)
    assert find(log, VERSION) is not None


@pytest.mark.parametrize("change", ["gone", "longer", "shorter", "older", "cut", "other"])
def test_a_log_that_is_another_one_is_read_whole(log: Path, change: str, entry: Entry) -> None:
    write(log, 5)
    first, second = log / "events-2024.jsonl", log / "events-2025.jsonl"
    match change:
        case "gone":
            first.unlink()
        case "longer":
            first.write_bytes(first.read_bytes() + b"x\n")
        case "shorter":
            first.write_bytes(first.read_bytes()[:-1])
        case "older":
            (log / "events-2001.jsonl").write_bytes(b"x\n")
        case "cut":
            second.write_bytes(b"".join(second.read_bytes().splitlines(keepends=True)[:2]))
        case "other":
            # Forked at entry 5: all before it is the same.
            lines = second.read_bytes().splitlines(keepends=True)
            second.write_bytes(b"".join(lines[:2]))
            (log / "events-2026.jsonl").unlink()
            (log / "head").unlink()
            with open_store(log) as store:
                store.append(entry(5, "something else", "2025-12-31T09:00:00+01:00"))
                store.append(entry(6, "as well", "2026-01-01T09:00:00+01:00"))
    assert find(log, VERSION) is None
    with open_store(log, version=VERSION) as store:
        seen = (store.damage, store.last, [one.payload for one in store.entries])
    with open_store(log) as store:
        assert seen == (store.damage, store.last, [one.payload for one in store.entries])


def test_damage_and_a_torn_line_behind_it_are_what_they_are_without_it(log: Path) -> None:
    write(log, 3)
    path = log / "events-2026.jsonl"
    whole = path.read_bytes()
    for data, head in ((whole[:-5] + b'9"}\n', True), (b"", True), (whole + b'{"num', False)):
        path.write_bytes(data)
        with open_store(log, follow=True, version=VERSION) as store:
            seen = (store.damage, store.torn, store.last, store.reports)
            entries = store.entries
        with open_store(log, follow=True) as store:
            assert seen == (store.damage, store.torn, store.last, store.reports)
            assert entries == (store.entries if head else store.entries[2:])
        assert (store.damage is not None) == head


def test_the_head_is_compared_with_what_came_after_it(log: Path) -> None:
    lines = (log / "head").read_bytes()
    for upto in (3, 6):
        write(log, upto)
        with open_store(log, follow=True, version=VERSION) as store:
            assert store.damage is None
    from agendas.store.head import Head, encode

    for number, odd in ((6, True), (7, True), (2, False)):
        (log / "head").write_bytes(encode(Head(number, "f" * 64)))
        with open_store(log, follow=True, version=VERSION) as store:
            assert (store.damage is not None) == odd, number
    (log / "head").write_bytes(lines)


@pytest.mark.parametrize("upto", [0, 7])
def test_what_is_not_in_the_log_has_no_snapshot(log: Path, upto: int) -> None:
    assert snapshot.write(log, VERSION, upto, documents(upto)) is None
    assert named(log) == []


def test_a_damaged_log_gets_none(log: Path) -> None:
    path = log / "events-2025.jsonl"
    path.write_bytes(path.read_bytes().replace(b"\xc3\xa9", b"\xc3\xa8", 1))
    assert snapshot.write(log, VERSION, 6, documents(6)) is None


@pytest.mark.parametrize("call", ["open_new", "write", "sync", "rename", "sync_folder"])
def test_a_failing_write_leaves_the_one_that_is_there(
    log: Path, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(log, 3)

    def fail(*args: object) -> Any:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(disk, call, fail)
    assert snapshot.write(log, VERSION, 6, documents(6)) is None
    monkeypatch.undo()
    found: Found | None = find(log, VERSION)
    assert found is not None
    assert found.snapshot.about.number == (6 if call == "sync_folder" else 3)
    assert not list(log.glob(".*.part"))


def test_it_takes_no_room_that_the_meeting_needs(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "room", lambda folder: 4 << 20)
    assert snapshot.write(log, VERSION, 6, documents(6)) is None
    assert named(log) == []


class Killed(BaseException):
    """The end of the program."""


CHANGES = ("open_new", "write", "sync", "rename", "sync_folder", "unlink", "close")


def test_a_kill_at_any_change_of_the_disk_leaves_one_that_fits(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die_at(last: int) -> bool:
        """Write with the program killed at that change; whether it came so far."""
        calls = 0

        def counted(name: str) -> Callable[..., Any]:
            real = getattr(disk, name)

            def call(*args: Any) -> Any:
                nonlocal calls
                calls += 1
                if calls < last:
                    return real(*args)
                if calls == last and name == "write":
                    real(args[0], bytes(args[1])[:99])
                raise Killed

            return call

        with monkeypatch.context() as patch:
            for name in CHANGES:
                patch.setattr(disk, name, counted(name))
            try:
                snapshot.write(log, VERSION, 6, documents(6))
            except Killed:
                return True
        return False

    steps = 1
    write(log, 3)
    while die_at(steps):
        found = find(log, VERSION)
        assert found is not None, steps
        assert found.snapshot.about.number in (3, 6)
        with open_store(log, version=VERSION) as store:
            assert (store.last, store.reports) == (6, ())
        for path in [*log.glob("snapshot-*"), *log.glob(".*.part")]:
            if path.name != "snapshot-3.json":
                path.unlink()
        write(log, 3)
        steps += 1
    assert steps > 6
    assert named(log) == ["snapshot-6.json"]
