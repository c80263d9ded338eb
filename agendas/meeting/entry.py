"""An entry: one command and what it made happen; one line of the log, one step of undo."""

from __future__ import annotations

import re
from datetime import datetime

import msgspec

from agendas.language import Message, _
from agendas.meeting.events import AnyEvent, CandidateAdded, Decided, WorkspaceMade

#: The version of the log's format that this program writes.
FORMAT = 1


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One command and its events.

    `number` orders entries, never the time. `meeting` 0 belongs to no meeting, `clock` is how many
    seconds the meeting had run. `command` is the line that plain mode would read. A `batch` other
    than 0 counts only once an entry with its `BatchCommitted` follows. `outside`: done beside the
    running meeting.
    """

    number: int
    at: datetime
    who: str
    meeting: int
    clock: int
    batch: int
    command: str
    events: tuple[AnyEvent, ...]
    outside: bool = False


_encoder = msgspec.json.Encoder(decimal_format="number")
_decoder = msgspec.json.Decoder(Entry)
# Legal inside JSON's strings, but people look at the log with programs that obey these.
_BARE = re.compile(b"\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]")


class Unreadable(msgspec.Struct, frozen=True):
    """An entry that this version cannot read; `newer` when a newer version wrote the log."""

    number: int
    what: Message
    newer: bool = False


def encode(entry: Entry) -> bytes:
    """The entry as one line of JSON, without its hash.

    Raises UnicodeEncodeError for lone surrogates, which input refuses before.
    """
    return inert(_encoder.encode(entry))


def inert(json: bytes) -> bytes:
    """The same JSON without anything that a terminal obeys."""
    return _BARE.sub(_escaped, json)


def _escaped(found: re.Match[bytes]) -> bytes:
    return f"\\u{ord(found.group().decode()):04x}".encode("ascii")


def decode(number: int, payload: bytes) -> Entry | Unreadable:
    """The entry behind a stored line."""
    try:
        entry = _decoder.decode(payload)
    except msgspec.MsgspecError as error:
        return Unreadable(
            number,
            _(
                "entry {number} holds something that this version does not know ({what}); "
                "a newer version of the program wrote it",
                number=number,
                what=str(error),
            ),
            newer=True,
        )
    first = entry.events[0] if entry.events else None
    if isinstance(first, WorkspaceMade) and first.format > FORMAT:
        return Unreadable(
            number,
            _(
                "the workspace has format {found}, this version reads up to {known}; "
                "please use the newer version",
                found=first.format,
                known=FORMAT,
            ),
            newer=True,
        )
    return entry


def row_of(entry: Entry | None) -> str:
    """The request that an entry is about, "" if it is about none."""
    for event in entry.events if entry else ():
        match event:
            case Decided(decision=decision):
                return decision.request
            case CandidateAdded(candidate=candidate):
                return candidate.request
            case _:
                request = getattr(event, "request", "")
                if isinstance(request, str) and request:
                    return request
    return ""
