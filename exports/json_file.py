"""The record for programs: every field under its name, described by `record.schema.json`."""

from __future__ import annotations

import json
import re
from enum import Enum
from typing import Any

import msgspec

from agendas.record import Capacity, Record

FORMAT = 1
# Legal inside JSON's strings, but a terminal obeys some, some readers break at others, and the
# rest cannot be seen by whoever reads the file.
_BARE = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)


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
    return _BARE.sub(_escaped, text) + "\n"


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]


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
