"""A workspace comes back from a snapshot exactly as it was, wherever the log was cut (store.md)."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import asdict, replace

from agendas.meeting import documents as module
from agendas.meeting import events as e
from agendas.meeting.commands.course import Adjourn, Note
from agendas.meeting.commands.deciding import Commit
from agendas.meeting.commands.history import Redo, Undo
from agendas.meeting.documents import VERSION, documents, workspace_of
from agendas.meeting.entry import Entry, decode
from agendas.meeting.folding import apply, fold
from agendas.meeting.shelf import Shelf, Unread
from agendas.meeting.workspace import Workspace
from agendas.request import Request
from agendas.store.reading import read

LOGS = Path(__file__).parents[2] / "data" / "logs"
SAMPLE = LOGS / "format-1.jsonl"
FOLDED = LOGS / "folded-1.json"


@cache
def defaults(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """What the fields of a struct are where nothing is said."""
    known = msgspec.structs.fields(kind)
    made = {f.name: f.default for f in known if f.default is not msgspec.NODEFAULT}
    return made | {
        f.name: f.default_factory() for f in known if f.default_factory is not msgspec.NODEFAULT
    }


def plain(value: Any) -> Any:
    """A value as JSON that tells two values apart even where they are called equal."""
    if isinstance(value, msgspec.Struct):
        usual = defaults(type(value))
        told = {
            name: plain(inside)
            for name, inside in asdict(value).items()
            if name not in usual or inside != usual[name]
        }
        return [type(value).__name__, told]
    if isinstance(value, Mapping):
        return [[plain(key), plain(inside)] for key, inside in value.items()]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [plain(inside) for inside in value]
    if isinstance(value, Decimal | datetime | date):
        return str(value)
    assert value is None or isinstance(value, str | int) or value is msgspec.UNSET, value
    return None if value is msgspec.UNSET else value


@pytest.fixture(scope="module")
def sample(tmp_path_factory: Any) -> list[tuple[Entry, str]]:
    """The entries of the log that holds every event."""
    folder = tmp_path_factory.mktemp("sample")
    (folder / "events-2026.jsonl").write_bytes(SAMPLE.read_bytes())
    entries = []
    for line in read(folder).entries:
        entry = decode(line.number, line.payload)
        assert isinstance(entry, Entry)
        entries.append((entry, line.hash))
    return entries


def test_after_every_entry_the_snapshot_and_the_rest_come_to_the_same_as_the_whole(
    sample: Any, through_snapshot: Any
) -> None:
    whole = fold(sample)
    now = Workspace()
    for place, (entry, seal) in enumerate(sample, start=1):
        now = apply(now, entry, seal)
        again = through_snapshot(now)
        assert plain(again) == plain(now), place
        assert fold(sample[place:], again) == whole, place


def test_undo_and_redo_go_on_where_they_were(small: Any, through_snapshot: Any) -> None:
    small.do(Commit("R-001"), Note("one"), Note("two"), Undo(), Undo())
    kept = plain(small.workspace.ledgers)
    small.workspace = through_snapshot(small.workspace)
    assert plain(small.workspace.ledgers) == kept
    small.do(Redo())
    assert [note.taken.text for note in small.meeting.notes] == ["one"]
    small.do(Undo(), Undo())
    assert small.meeting.decisions == {}
    small.do(Adjourn())
    assert through_snapshot(small.workspace).meeting == small.meeting


def test_days_and_times_keep_how_they_are_written(small: Any, through_snapshot: Any) -> None:
    at = datetime.fromisoformat("2026-03-29T01:59:59.000001+05:45")
    meeting = replace(small.meeting, started=at, as_shown={"R-001": ("t", Decimal("2.50"))})
    meetings = {**small.workspace.meetings, meeting.number: meeting}
    again = through_snapshot(replace(small.workspace, meetings=meetings)).newest
    assert str(again.started) == str(at)
    assert str(again.as_shown["R-001"][1]) == "2.50"


def test_parts_of_a_long_entry_wait_for_its_end(through_snapshot: Any, requests42: Any) -> None:
    at = datetime.fromisoformat("2026-11-03T09:41:07+01:00")
    added = [e.RequestAdded(request) for request in requests42]
    entries = (
        Entry(1, at, "who", 0, 0, 1, "", tuple(added[:20])),
        Entry(2, at, "who", 0, 0, 1, "", tuple(added[20:])),
        Entry(3, at, "who", 0, 0, 1, "import", (e.BatchCommitted(1, rows=42),)),
    )
    sealed = [(entry, "seal") for entry in entries]
    half = through_snapshot(fold(sealed[:2]))
    assert not half.requests
    assert plain(fold(sealed[2:], half)) == plain(fold(sealed))
    assert len(fold(sealed).requests) == 42


def test_old_meetings_are_read_only_when_somebody_asks(sample: Any, through_snapshot: Any) -> None:
    whole = fold(sample)
    again = through_snapshot(whole)
    assert isinstance(again.meetings, Shelf)
    found = again.meetings.shelved
    assert 1 in again.meetings
    assert again.meeting is None
    assert again.newest == whole.newest
    assert isinstance(found[1], Unread)
    assert found[1]._meeting is None
    later = apply(again, replace(sample[-1][0], number=again.last + 1, events=(), meeting=0))
    assert found[1]._meeting is None
    assert later.meetings[1] is again.meetings[1] is again.meetings[1]
    assert again.meetings == whole.meetings
    assert whole.meetings == again.meetings


def test_an_unread_meeting_is_written_as_it_was_read(sample: Any, through_snapshot: Any) -> None:
    again = through_snapshot(fold(sample))
    first = {(table, n): raw for table, n, raw in documents(again)}
    assert dict(again.meetings)
    second = {(table, n): raw for table, n, raw in documents(again)}
    assert first == second


def test_nothing_in_a_document_is_obeyed_by_a_terminal(small: Any, through_snapshot: Any) -> None:
    hostile = "\u202egnitsixe \x9b31m\x1b[2J \u2066 \x7f 👩\u200d👩"
    small.do(Note(hostile))
    whole = b"".join(document for _table, _number, document in documents(small.workspace)).decode()
    assert not set(whole) & set("\u202e\x9b\x1b\u2066\x7f")
    assert through_snapshot(small.workspace) == small.workspace


def test_documents_that_are_none_come_to_no_workspace(sample: Any) -> None:
    tables: dict[str, dict[str, msgspec.Raw]] = {}
    for table, number, document in documents(fold(sample)):
        tables.setdefault(table, {})[str(number)] = msgspec.Raw(document)
    assert workspace_of(tables) is not None
    for table in ("state", "requests", "emergencies"):
        known = next(iter(tables[table].values()))
        for wrong in (b"{}", b"[]", b'{"colour":1,' + bytes(known)[1:]):
            broken = {**tables, table: {**tables[table], "1": msgspec.Raw(wrong)}}
            assert workspace_of(broken) is None, (table, wrong)
    for wrong in (b"[]", b'{"entries":7}'):
        assert workspace_of({**tables, "ledgers": {"1": msgspec.Raw(wrong)}}) is None
    assert workspace_of({}) is None


def test_documents_have_a_new_version_when_the_same_log_comes_to_something_else(
    sample: Any,
) -> None:
    """Otherwise an older program's snapshot would be taken for what this one makes of the log.

    Raise `VERSION` where only the program changed. Where the sample grew as well, write the file
    anew with UPDATE_GOLDEN=1, and raise `VERSION` if an old event means something else now.
    """
    whole = fold(sample)
    now = {
        "version": VERSION,
        "sample": digest(SAMPLE.read_bytes()),
        "documents": {
            field: digest(json.dumps(plain(getattr(whole, field))).encode())
            for field in Workspace.__struct_fields__
        },
    }
    if os.environ.get("UPDATE_GOLDEN"):
        FOLDED.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8", newline="\n")
    known = json.loads(FOLDED.read_bytes())
    changed = [
        field for field, told in known["documents"].items() if told != now["documents"][field]
    ]
    assert known == now, (
        f"the sample log comes to other {', '.join(changed) or 'documents'} than before: raise "
        "VERSION in agendas/meeting/documents.py unless only the sample grew, then write "
        f"{FOLDED.name} anew with UPDATE_GOLDEN=1"
    )
    assert set(Workspace.__struct_fields__) == {
        *module._State.__struct_fields__, "requests", "meetings", "emergencies", "ledgers",
        "batches",
    }  # fmt: skip


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def test_a_request_is_a_document_that_anybody_can_read(sample: Any) -> None:
    whole = fold(sample)
    found = [
        msgspec.json.decode(d, type=Request) for t, _n, d in documents(whole) if t == "requests"
    ]
    assert found == list(whole.requests.values())
