"""Long entries in parts: what one line of the log cannot hold is kept in several."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from agendas.meeting import events as e
from agendas.meeting.entry import Entry, encode

#: Bytes; a longer entry is stored as several that only count together.
CHUNK = 256 * 1024


def in_chunks(entry: Entry) -> tuple[Entry, ...]:
    """The entry, or where it is too long for one line of the log, the parts that it is kept in."""
    if len(entry.events) < 2 or len(encode(entry)) <= CHUNK:
        return (entry,)
    parts: list[list[e.AnyEvent]] = [[]]
    size = 0
    for event in entry.events:
        length = len(msgspec.json.encode(event))
        if parts[-1] and size + length > CHUNK - 1024:
            parts.append([])
            size = 0
        parts[-1].append(event)
        size += length
    batch = entry.number
    made = [
        replace(entry, number=batch + place, batch=batch, command="", events=tuple(part))
        for place, part in enumerate(parts)
    ]
    closing = replace(
        entry,
        number=batch + len(parts),
        batch=batch,
        events=(e.BatchCommitted(batch, rows=len(entry.events)),),
    )
    return (*made, closing)
