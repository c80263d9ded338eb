"""An older log is rewritten beside itself and kept; a newer one is not touched."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from agendas.language import ENGLISH
from agendas.store import disk, migration
from agendas.store.migration import format_of, migrate
from agendas.store.reading import read
from agendas.store.store import open_store


def entry(number: int, year: int, format: int | None = None) -> bytes:
    events = [] if format is None else [{"event": "WorkspaceMade", "format": format}]
    whole = {
        "number": number,
        "at": f"{year}-06-01T10:00:00+00:00",
        "events": events,
        "old": number,
    }
    return json.dumps(whole, separators=(",", ":")).encode()


def step(payload: bytes) -> bytes:
    """From format 1 to 2: a field has another name."""
    return payload.replace(b'"format":1', b'"format":2').replace(b'"old":', b'"new":')


STEPS = {1: step}


@pytest.fixture
def old(data: Path) -> dict[str, bytes]:
    """A log of format 1 in two years; the bytes of its files."""
    with open_store(data) as store:
        store.append_all([entry(1, 2025, 1), entry(2, 2025)])
        store.append_all([entry(3, 2026), entry(4, 2026)])
    return {path.name: path.read_bytes() for path in data.glob("events-*")}


def migrated(data: Path, old: dict[str, bytes]) -> None:
    reading = read(data)
    assert reading.damage is None
    assert [one.payload for one in reading.entries] == [
        step(entry(1, 2025, 1)),
        *(step(entry(n, 2025 if n < 3 else 2026)) for n in (2, 3, 4)),
    ]
    assert {path.name: path.read_bytes() for path in (data / "format-1").iterdir()} == old


def test_an_older_log_is_rewritten_and_the_old_one_is_kept(
    data: Path, old: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migration, "STEPS", STEPS)
    assert format_of(data) == 1
    with open_store(data, format=2) as store:
        assert "from format 1 to format 2" in ENGLISH.say(store.reports[0])
        assert "format-1" in ENGLISH.say(store.reports[0])
        assert store.append(b'{"number":5,"at":"2026-06-02T10:00:00+00:00"}')
    (data / "events-2026.jsonl").write_bytes(
        (data / "events-2026.jsonl").read_bytes().rpartition(b'{"number":5')[0]
    )
    migrated(data, old)
    assert format_of(data) == 2
    with open_store(data, format=2, follow=True) as store:
        assert store.damage is not None  # entry 5, which was called saved, was cut off above


def test_cut_off_at_any_moment_a_migration_is_repeated(
    data: Path, old: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    done = False
    renamed: Callable[[Path, Path], None] = disk.rename
    for last in range(20):
        left = last

        def failing(one: Path, other: Path) -> None:
            nonlocal left
            if not left:
                raise OSError(5, "Input/output error")
            left -= 1
            renamed(one, other)

        monkeypatch.setattr(disk, "rename", failing)
        try:
            done = migrate(data, 2, STEPS) is not None
        except OSError:
            continue
        break
    assert done
    assert last > 1
    migrated(data, old)


def test_a_damaged_or_unknown_older_log_is_left_as_it_is(data: Path, old: dict[str, bytes]) -> None:
    assert migrate(data, 3, STEPS) is None
    broken = old["events-2026.jsonl"].replace(b'"old":3', b'"old":4')
    (data / "events-2026.jsonl").write_bytes(broken)
    assert migrate(data, 2, STEPS) is None
    assert (data / "events-2026.jsonl").read_bytes() == broken
    assert not (data / "format-1").exists()


def test_a_newer_log_is_only_read_and_nothing_is_changed(data: Path, old: dict[str, bytes]) -> None:
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    (data / "lock").unlink()
    del before["lock"]
    with open_store(data, format=0, follow=True) as store:
        assert len(store.entries) == 4
    assert {path.name: path.read_bytes() for path in data.iterdir()} == before
