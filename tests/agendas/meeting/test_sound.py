"""Entries under a right hash that this program would never write: a sentence, never a traceback."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from agendas.agenda import Agenda
from agendas.language import ENGLISH
from agendas.meeting.clock import ScriptClock
from agendas.meeting.commands.all import every_spec
from agendas.meeting.entry import Unreadable
from agendas.meeting.sound import fitting, readable
from agendas.meeting.workspace import Workspace
from agendas.recording import record_of
from agendas.session import Session, open_session
from agendas.store.chain import FIRST, seal

LOG = Path(__file__).parents[2] / "data" / "logs" / "format-1.jsonl"
NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
#: So many entries are altered; with NOTTHISMONTH_LONG=1 thousands.
ROUNDS = 5_000 if "NOTTHISMONTH_LONG" in os.environ else 250
VALUES: tuple[Any, ...] = (
    None, "", 0, -1, 10**15, -(10**15), 1e5, True, "NaN", "sNaN", "1e999999999", "Infinity", [], {},
    "R-999", ["R-999"], ["R-001"] * 3, "nobody", "open", "CAP", "\x00\x1b[31m", "x" * 5_000,
    "0001-01-01", "9999-12-31", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59", "2026-11-03",
)  # fmt: skip


def written() -> list[dict[str, Any]]:
    """The entries of a whole meeting as anybody with an editor sees them."""
    entries = [json.loads(line) for line in LOG.read_bytes().splitlines()]
    for entry in entries:
        del entry["hash"]
    return entries


def sealed(entries: list[dict[str, Any]]) -> bytes:
    """A log whose every hash is right."""
    lines, previous = [], FIRST
    for entry in entries:
        payload = json.dumps(entry, separators=(",", ":")).encode()
        line, previous = seal(payload, previous)
        lines.append(line)
    return b"".join(lines)


@pytest.fixture
def opened(tmp_path: Path, agenda: Agenda) -> Callable[[list[dict[str, Any]]], Session]:
    """Opens a workspace whose log holds these entries."""

    def open_(entries: list[dict[str, Any]]) -> Session:
        data = tmp_path / "data"
        data.mkdir()
        (data / "events-2026.jsonl").write_bytes(sealed(entries))
        return open_session(tmp_path, agenda, ScriptClock(NOW), "R. Lindqvist")

    return open_


def place_of(entries: list[dict[str, Any]], event: str) -> int:
    """Where an event of this kind is first."""
    return next(n for n, entry in enumerate(entries) if entry["events"][0]["event"] == event)


def change(event: str, /, **fields: Any) -> Callable[[list[dict[str, Any]]], None]:
    """An alteration of the first event of a kind."""
    return lambda entries: entries[place_of(entries, event)]["events"][0].update(fields)


def cut_out(event: str) -> Callable[[list[dict[str, Any]]], None]:
    """An alteration: the entry was never there."""

    def cut(entries: list[dict[str, Any]]) -> None:
        entries[place_of(entries, event)]["events"] = []

    return cut


ALTERED = {
    "an unknown event": (change("CapacitySet", event="Pwned"), "does not know"),
    "an unknown field": (change("CapacitySet", more=1), "does not know"),
    "a wrong type": (change("CapacitySet", days=["x"]), "does not know"),
    "days without end": (change("CapacitySet", days="Infinity"), "days that cannot be"),
    "days that are none": (change("CapacitySet", days="NaN"), "days that cannot be"),
    "days of a gigabyte": (change("CapacitySet", days="1e999999999"), "days that cannot be"),
    "a huge number": (change("MeetingOpened", number=10**15), "too large"),
    "a meeting in year 9999": (change("MeetingOpened", on="9999-12-31"), "a year that cannot"),
    "requests that were never added": (cut_out("RequestAdded"), "does not fit"),
    "time without an offset": (lambda es: es[9].update(at="2026-11-03T09:00:00"), "a time that"),
    "time before time": (lambda es: es[9].update(at="0001-01-01T00:00:00Z"), "a time that"),
}


@pytest.mark.parametrize("name", sorted(ALTERED))
def test_what_cannot_be_is_named_and_what_came_before_it_is_shown(
    opened: Callable[[list[dict[str, Any]]], Session], name: str
) -> None:
    entries, (alter, said) = written(), ALTERED[name]
    alter(entries)
    session = opened(entries)
    try:
        assert session.unreadable is not None
        assert said in ENGLISH.say(session.unreadable.what)
        assert not session.writable
        assert session.workspace.last == session.unreadable.number - 1
        assert session.unreadable.what in session.reports
    finally:
        session.close()


def test_an_entry_of_thirty_thousand_levels_is_damage_and_no_crash(
    opened: Callable[[list[dict[str, Any]]], Session], tmp_path: Path
) -> None:
    entries = written()
    session = opened(entries[:3])
    session.close()
    deep = b'{"number":4,"at":"2026-11-03T09:00:00Z","who":' + b"[" * 30_000 + b"]" * 30_000 + b"}"
    log = tmp_path / "data" / "events-2026.jsonl"
    last = json.loads(log.read_bytes().splitlines()[-1])["hash"]
    (tmp_path / "data" / "head").unlink()
    with log.open("ab") as file:
        file.write(seal(deep, last)[0])
    session = open_session(tmp_path, session.agenda, ScriptClock(NOW), "R. Lindqvist")
    assert session.workspace.last == 3
    assert not session.writable
    assert ENGLISH.say(session.why_not)
    session.close()


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, item in inner:
        found.append((*path, key))
        if isinstance(item, dict | list):
            found += paths(item, (*path, key))
    return found


def test_no_altered_entry_makes_opening_or_the_records_fail() -> None:
    every_spec()
    rng, entries = random.Random(20261122), written()
    payloads = [json.dumps(entry).encode() for entry in entries]
    refused = 0
    for _round in range(ROUNDS):
        changed = list(payloads)
        at = rng.randrange(len(entries))
        entry = json.loads(payloads[at])
        place = entry
        *above, last = rng.choice(paths(entry))
        for key in above:
            place = place[key]
        place[last] = rng.choice(VALUES)
        changed[at] = json.dumps(entry).encode()
        if rng.random() < 0.2:
            other = rng.randrange(len(entries))
            changed[at], changed[other] = changed[other], changed[at]
        good = []
        for number, payload in enumerate(changed, 1):
            found = readable(number, payload)
            if isinstance(found, Unreadable):
                refused += 1
                assert ENGLISH.say(found.what)
                break
            good.append((found, f"seal {number}"))
        workspace, unfit = fitting(good, Workspace())
        refused += unfit is not None
        for meeting in workspace.meetings.values():
            assert record_of(workspace, meeting).number == meeting.number
    assert refused > ROUNDS / 4
