"""The JSON Schema of the record: made from its types, with the conditions of product.md 5.3."""

from __future__ import annotations

from typing import Any

import msgspec

from agendas.decisions import REASONS, REASONS_OF, Kind
from agendas.record import Record
from exports.json_file import FORMAT

_TEXT = {"type": "string", "minLength": 1}
_DATE = {"type": "string", "format": "date"}
_COUNT = {"type": "integer", "minimum": 0}
_DAYS = {"type": "number", "minimum": 0}

#: What a decision needs: names, dates and codes; the texts apart, since they may be confidential.
_NEEDS: dict[Kind, dict[str, Any]] = {
    Kind.COMMIT: {"owner": _TEXT, "deadline": _DATE},
    Kind.NOT_THIS_MONTH: {"reason": _TEXT, "revisit": _DATE, "teller": _TEXT},
    Kind.BACK: {"from_whom": _TEXT, "until": _DATE, "teller": _TEXT},
    Kind.DECLINE: {"reason": _TEXT, "teller": _TEXT},
    Kind.MERGE: {"other": _TEXT},
    Kind.SPLIT: {"children": {"type": "array", "minItems": 2, "items": _TEXT}},
    Kind.WITHDRAWN: {"said_by": _TEXT},
}
_TEXTS: dict[Kind, dict[str, Any]] = {
    Kind.COMMIT: {"deliverable": _TEXT},
    Kind.BACK: {"missing": {"type": "array", "minItems": 1, "items": _TEXT}},
}


def record_schema() -> dict[str, Any]:
    """The whole schema, draft 2020-12."""
    (root,), definitions = msgspec.json.schema_components([Record], ref_template="#/$defs/{name}")
    assert root["$ref"] == "#/$defs/Record"
    described: dict[str, Any] = {name: _tidy(found) for name, found in definitions.items()}
    top = described.pop("Record")
    described["Capacity"]["properties"]["to_give_away"] = _DAYS
    described["Capacity"]["required"].append("to_give_away")
    described["Decided"] = _decided()
    described["DecidedInFull"] = _decided_in_full()
    extra = {
        "format": {"const": FORMAT},
        "audience": {"enum": ["it", "all"]},
        "seal": {"type": "string"},
        "sum": _sum(),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The record of a meeting",
        "description": (
            "What was decided. In a final record every candidate has its decision, and every "
            'decision what it needs. For the audience "all" a confidential request is only its '
            "number, and the texts about it are empty."
        ),
        "type": "object",
        "properties": {**extra, **top["properties"]},
        "required": [*extra, *top["required"]],
        "additionalProperties": False,
        "allOf": _when_final(),
        "$defs": dict(sorted(described.items())),
    }


def _tidy(found: Any) -> Any:
    """A type's schema as we write it: every field there, days as numbers."""
    if isinstance(found, list):
        return [_tidy(item) for item in found]
    if not isinstance(found, dict):
        return found
    if found.get("format") == "decimal":
        return dict(_DAYS)
    tidy = {name: _tidy(item) for name, item in found.items() if name != "default"}
    if isinstance(tidy.get("description"), str):
        tidy["description"] = " ".join(tidy["description"].split())
    if tidy.get("type") == "object" and "properties" in tidy:
        tidy["required"] = list(tidy["properties"])
        tidy["additionalProperties"] = False
    return tidy


def _sum() -> dict[str, Any]:
    names = ["considered", *(kind.value for kind in Kind), "undecided"]
    return {
        "description": "How many candidates there were, and how many got which decision.",
        "type": "object",
        "properties": dict.fromkeys(names, _COUNT),
        "required": names,
        "additionalProperties": False,
    }


def _for(kind: Kind, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "if": {"properties": {"kind": {"const": kind.value}}},
        "then": {"properties": properties},
    }


def _decided() -> dict[str, Any]:
    conditions = []
    for kind in Kind:
        allowed = [reason.value for reason in REASONS_OF.get(kind, ())]
        needs = dict(_NEEDS.get(kind, {}))
        needs["reason"] = {"enum": allowed if "reason" in needs else [*allowed, None]}
        conditions.append(_for(kind, needs))
    return {
        "description": "A decision with the names, dates and codes that it needs.",
        "type": "object",
        "allOf": conditions,
    }


def _decided_in_full() -> dict[str, Any]:
    asking = [reason.value for reason, facts in REASONS.items() if facts.required]
    return {
        "description": "A decision with the texts that it needs.",
        "type": "object",
        "allOf": [
            *(_for(kind, properties) for kind, properties in _TEXTS.items()),
            {
                "if": {"properties": {"reason": {"enum": asking}}},
                "then": {
                    "anyOf": [{"properties": {"detail": _TEXT}}, {"properties": {"other": _TEXT}}]
                },
            },
        ],
    }


def _when_final() -> list[dict[str, Any]]:
    def rows(condition: dict[str, Any]) -> dict[str, Any]:
        return {"properties": {"candidates": {"items": condition}}}

    in_full = {"properties": {"decision": {"$ref": "#/$defs/DecidedInFull"}}}
    final = {"final": {"const": True}}
    return [
        {
            "if": {"properties": final},
            "then": {
                "properties": {
                    "sum": {"properties": {"undecided": {"const": 0}}},
                    **rows({"properties": {"decision": {"$ref": "#/$defs/Decided"}}})["properties"],
                }
            },
        },
        {
            "if": {"properties": {**final, "audience": {"const": "it"}}},
            "then": rows(in_full),
        },
        {
            "if": {"properties": {**final, "audience": {"const": "all"}}},
            "then": rows(
                {"if": {"properties": {"confidential": {"const": False}}}, "then": in_full}
            ),
        },
    ]
