"""A workspace as the documents of a snapshot, and back: exactly, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TypeVar

import msgspec
from msgspec import Raw
from msgspec.json import Decoder, Encoder
from msgspec.structs import replace

from agendas.meeting.entry import Entry, inert
from agendas.meeting.events import Emergency
from agendas.meeting.ledger import Ledger
from agendas.meeting.meeting import Meeting
from agendas.meeting.shelf import Shelf, Unread, shelved
from agendas.meeting.workspace import Workspace
from agendas.request import Request

#: Raised whenever the same entries come to another workspace or to other documents than before: the
#: snapshots of other versions are not used, and made anew from the log.
VERSION = 3

T = TypeVar("T")


class _State(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is small: one document for all of it."""

    last: int
    last_request: int
    sources: tuple[tuple[str, str, str], ...]
    mappings: dict[str, str]
    tabled: tuple[str, ...]
    untabled: frozenset[str]
    revived: dict[str, str]


class _Batch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The parts of a long entry whose end is not there yet."""

    entries: tuple[Entry, ...]


_encoder = Encoder(enc_hook=dict)
_state = Decoder(_State)
_request = Decoder(Request)
_meeting = Decoder(Meeting)
_ledger = Decoder(Ledger)
_emergency = Decoder(Emergency)
_batch = Decoder(_Batch)


def documents(workspace: Workspace) -> Iterator[tuple[str, int, bytes]]:
    """The documents of a workspace, table by table; each is made when it is asked for."""
    state = _State(
        last=workspace.last,
        last_request=workspace.last_request,
        sources=tuple((*key, id) for key, id in workspace.sources.items()),
        mappings=dict(workspace.mappings),
        tabled=workspace.tabled,
        untabled=workspace.untabled,
        revived=dict(workspace.revived),
    )
    yield "state", 1, _encoded(state)
    for place, request in enumerate(workspace.requests.values(), start=1):
        yield "requests", place, _encoded(request)
    for number, meeting in shelved(workspace.meetings).items():
        raw = meeting.raw if isinstance(meeting, Unread) else _written(meeting)
        yield "meetings", number, bytes(raw)
    for number, ledger in workspace.ledgers.items():
        yield "ledgers", number, _encoded(ledger)
    for place, emergency in enumerate(workspace.emergencies.values(), start=1):
        yield "emergencies", place, _encoded(emergency)
    for number, entries in workspace.batches.items():
        yield "batches", number, _encoded(_Batch(entries))


def workspace_of(tables: Mapping[str, Mapping[str, Raw]]) -> Workspace | None:
    """The workspace that these are the documents of; None if they are no such documents."""
    try:
        state = _state.decode(tables["state"]["1"])
        requests = (request for _number, request in _all(tables, "requests", _request))
        emergencies = (known for _number, known in _all(tables, "emergencies", _emergency))
        return Workspace(
            last=state.last,
            requests=MappingProxyType({request.id: request for request in requests}),
            meetings=Shelf(
                {int(n): Unread(raw, _read) for n, raw in tables.get("meetings", {}).items()}
            ),
            emergencies=MappingProxyType({known.id: known for known in emergencies}),
            ledgers=MappingProxyType(dict(_all(tables, "ledgers", _ledger))),
            sources=MappingProxyType({(profile, key): id for profile, key, id in state.sources}),
            mappings=MappingProxyType(state.mappings),
            tabled=state.tabled,
            untabled=state.untabled,
            revived=MappingProxyType(state.revived),
            batches=MappingProxyType(
                {number: batch.entries for number, batch in _all(tables, "batches", _batch)}
            ),
            last_request=state.last_request,
        )
    except (msgspec.MsgspecError, KeyError, ValueError):
        return None


def _encoded(value: object) -> bytes:
    # People look at a snapshot with the same programs as at the log.
    return inert(_encoder.encode(value))


def _all(
    tables: Mapping[str, Mapping[str, Raw]], name: str, decoder: Decoder[T]
) -> Iterator[tuple[int, T]]:
    for number, raw in tables.get(name, {}).items():
        yield int(number), decoder.decode(raw)


def _written(meeting: Meeting) -> bytes:
    # The record that counts is the latest of its versions: there is no need to keep it twice.
    if meeting.versions and meeting.record == meeting.versions[-1]:
        meeting = replace(meeting, record=None)
    return _encoded(meeting)


def _read(raw: Raw) -> Meeting:
    meeting = _meeting.decode(raw)
    if meeting.versions and meeting.record is None:
        meeting = replace(meeting, record=meeting.versions[-1])
    return meeting
