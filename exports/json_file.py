"""The record for programs: every field under its name, described by `record.schema.json`."""

from __future__ import annotations

import re
from enum import Enum
from typing import Any

import msgspec

from agendas.record import Capacity, Record

FORMAT = 1
# Legal inside JSON's strings, but a terminal obeys the first and some readers break at the others.
_BARE = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def record_json(record: Record, seal: str = "", audience: str = "it") -> str:
    """The record as JSON: dates in ISO form, days as numbers, empty fields included."""
    whole = {
        "format": FORMAT,
        "audience": audience,
        "seal": seal,
        "sum": counted(record),
        **plain(record),
    }
    encoder = msgspec.json.Encoder(decimal_format="number")
    text = msgspec.json.format(encoder.encode(whole), indent=2).decode()
    return _BARE.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"


def counted(record: Record) -> dict[str, int]:
    """The sum in numbers: all candidates, each decision, the undecided."""
    decisions = {kind.value: n for kind, n in record.sum()}
    return {
        "considered": len(record.candidates),
        **decisions,
        "undecided": len(record.of(None)),
    }


def plain(value: Any) -> Any:
    """A value of the record as JSON knows it, no field left out."""
    if isinstance(value, msgspec.Struct):
        fields = {name: plain(getattr(value, name)) for name in value.__struct_fields__}
        if isinstance(value, Capacity):
            fields["to_give_away"] = value.to_give_away
        return fields
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value.value if isinstance(value, Enum) else value
