"""Old logs open for ever: no tag and no field of what is stored is ever renamed (store.md)."""

from __future__ import annotations

import inspect
import json
import types
import typing
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agendas.decisions import Kind, Reason
from agendas.meeting import events as e
from agendas.meeting.entry import FORMAT, Entry, Unreadable, decode, encode
from agendas.meeting.folding import apply, fold
from agendas.meeting.patching import patched
from agendas.meeting.public_view import PublicView
from agendas.record import Record
from agendas.recording import record_of
from agendas.request import Request, State
from agendas.store.reading import read

LOGS = Path(__file__).parents[2] / "data" / "logs"
EVENTS = get_args(e.AnyEvent)
AT = datetime.fromisoformat("2026-11-03T09:41:07+01:00")


def stored_types() -> dict[str, Any]:
    """All structs that the log holds, with the names of their fields, and all codes."""
    found: dict[str, Any] = {}
    waiting: list[Any] = [Entry, *EVENTS]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, types.UnionType) or typing.get_origin(kind):
            waiting.extend(typing.get_args(kind))
        elif inspect.isclass(kind) and issubclass(kind, StrEnum):
            found[kind.__name__] = sorted(kind)
        elif inspect.isclass(kind) and issubclass(kind, msgspec.Struct):
            if kind.__name__ in found:
                continue
            fields = msgspec.structs.fields(kind)
            found[kind.__name__] = {f.encode_name: f.required for f in fields}
            waiting.extend(field.type for field in fields)
    return found


def test_names_of_events_fields_and_codes_are_the_stored_ones() -> None:
    """A new event, code or field (with a default) is added to the list; nothing ever leaves it."""
    known = json.loads((LOGS / "events-1.json").read_bytes())
    assert stored_types() == known


def test_every_event_has_its_own_name_as_tag() -> None:
    tags = {event.__struct_config__.tag: event.__name__ for event in EVENTS}
    assert tags == {event.__name__: event.__name__ for event in EVENTS}
    assert {event.__struct_config__.tag_field for event in EVENTS} == {"event"}
    assert all(event.__struct_config__.forbid_unknown_fields for event in EVENTS)


def test_a_patch_has_the_fields_of_a_request() -> None:
    names = {f.name: f.encode_name for f in msgspec.structs.fields(Request)}
    assert {f.name: f.encode_name for f in msgspec.structs.fields(e.Patch)} == {
        name: stored for name, stored in names.items() if name != "id"
    }


def test_the_log_of_format_1_holds_every_event_and_opens(tmp_path: Path) -> None:
    data = (LOGS / "format-1.jsonl").read_bytes()
    (tmp_path / "events-2026.jsonl").write_bytes(data)
    reading = read(tmp_path)
    assert reading.damage is None
    assert reading.torn is None
    entries: list[tuple[Entry, str]] = []
    for line in reading.entries:
        entry = decode(line.number, line.payload)
        assert isinstance(entry, Entry), entry
        assert decode(line.number, encode(entry)) == entry  # new fields have defaults
        entries.append((entry, line.hash))
    seen = {type(event) for entry, _seal in entries for event in entry.events}
    assert seen == set(EVENTS)
    ws = fold(entries)
    first, second, third = ws.finals
    assert ws.meeting is None
    assert [version.version for version in first.versions] == [1, 2]
    assert first.record is not None
    assert {row.decision.kind for row in first.record.candidates if row.decision} == set(Kind)
    assert first.record.corrections[0].new == "P. Costa"
    assert [r.method for r in first.record.rounds] == ["consent", "dots"]
    assert second.record is not None
    assert {row.answer for row in second.record.promises} == {"part", "done"}
    assert {row.decision.reason for row in second.record.candidates if row.decision} == {Reason.NRC}
    assert third.record is not None
    assert [r.counting for r in third.record.rounds] == ["schulze", "weighted"]
    assert third.record.duels[0].order
    assert third.record.fairness.swaps[0].department == "Finance"
    assert ws.requests["R-002"].confidential
    assert ws.requests["R-006"].state in (State.OPEN, State.MERGED, State.SPLIT, State.DECLINED)
    assert "R-011" not in ws.requests
    assert ws.mappings == {"Key,Title": '{"key":0}'}
    assert record_of(ws, second) is second.record
    assert b"not for others" not in msgspec.json.encode([m.record for m in ws.finals])
    step = fold([])
    for entry, seal in entries:
        step = apply(step, entry, seal)
    assert step == ws
    assert len(PublicView(ws, first).meeting.notes) == len(first.notes) - 1


# -- encoding ----------------------------------------------------------------------------------

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
QUARTERS = st.integers(0, 4000).map(lambda n: Decimal(n) / 4)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(
    lambda at: at.replace(tzinfo=AT.tzinfo)
)
LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: st.integers(0, 10**6),
    bool: st.booleans(),
    Decimal: QUARTERS,
    date: st.dates(),
    datetime: MOMENTS,
    type(None): st.none(),
    msgspec.UnsetType: st.just(msgspec.UNSET),
}


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a stored type."""
    if kind in LEAVES:
        return LEAVES[kind]
    if typing.get_origin(kind) is tuple:
        inside = get_args(kind)
        if inside[-1] is Ellipsis:
            return st.lists(values(inside[0]), max_size=2).map(tuple)
        return st.tuples(*(values(each) for each in inside))
    if typing.get_origin(kind):
        return st.one_of(*(values(each) for each in get_args(kind)))
    if isinstance(kind, types.UnionType):
        return st.one_of(*(values(each) for each in get_args(kind)))
    if issubclass(kind, StrEnum):
        return st.sampled_from(list(kind))
    if kind is e.WorkspaceMade:
        return st.just(kind(FORMAT))
    fields = msgspec.structs.fields(kind)
    needed = {f.name: values(f.type) for f in fields if f.required}
    others = {f.name: values(f.type) for f in fields if not f.required and kind is not Record}
    return st.fixed_dictionaries(needed, optional=others).map(lambda given: kind(**given))


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
def test_every_event_comes_back_as_it_was_stored(kind: Any) -> None:
    from hypothesis import settings

    @settings(max_examples=12, deadline=None)
    @given(event=values(kind), at=MOMENTS, who=TEXT)
    def comes_back(event: Any, at: datetime, who: str) -> None:
        entry = Entry(7, at, who, 1, 90, 0, "a command", (event,))
        payload = encode(entry)
        assert b"\n" not in payload
        again = decode(7, payload)
        assert again == entry
        assert not isinstance(again, Unreadable)
        assert encode(again) == payload

    comes_back()


def test_an_unknown_field_or_event_is_a_newer_version() -> None:
    entry = Entry(3, AT, "who", 0, 0, 0, "", (e.RequestTabled("R-001"),))
    payload = encode(entry)
    for changed in (
        payload.replace(b"RequestTabled", b"RequestPainted"),
        payload.replace(b'"request":"R-001"', b'"request":"R-001","colour":"red"'),
        payload.replace(b'"clock":0', b'"clock":0,"mood":1'),
    ):
        assert changed != payload
        found = decode(3, changed)
        assert isinstance(found, Unreadable)
        assert found.newer


def test_a_patch_sets_only_what_it_names() -> None:
    request = Request("R-001", "title", AT.date(), benefit="much")
    assert patched(request, e.Patch(benefit="")).benefit == ""
    assert patched(request, e.Patch()) == request
