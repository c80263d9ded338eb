"""The JSON of a record and its schema: what programs may rely on."""

from __future__ import annotations

import copy
import json
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

import exports.json_file as json_file
from agendas.decisions import REASONS, REASONS_OF, Kind
from agendas.language import ENGLISH
from agendas.record import Record
from exports.formats import render
from exports.record_schema import record_schema

Builders = dict[str, Callable[[], Record]]


def schema() -> dict[str, Any]:
    text = files("exports").joinpath("record.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def as_json(record: Record, audience: str = "it") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render(record, "json", ENGLISH, audience=audience))
    return found


def problems(found: dict[str, Any]) -> list[str]:
    return [error.message for error in validator().iter_errors(found)]


def test_the_shipped_schema_is_the_one_of_the_types(
    write_golden: Callable[[Path, bytes], None],
) -> None:
    Draft202012Validator.check_schema(record_schema())
    data = json.dumps(record_schema(), indent=2, ensure_ascii=False) + "\n"
    assert json_file.__file__ is not None
    write_golden(Path(json_file.__file__).with_name("record.schema.json"), data.encode())


@pytest.mark.parametrize("audience", ["it", "all"])
def test_every_record_is_valid_for_every_audience(meeting: Record, audience: str) -> None:
    assert problems(as_json(meeting, audience)) == []


def test_the_json_holds_the_whole_record(meeting: Record) -> None:
    found = as_json(meeting)
    for extra in ("format", "audience", "seal", "sum"):
        found.pop(extra)
    found["capacity"].pop("to_give_away")
    assert msgspec.convert(found, Record, strict=False) == meeting


def test_the_sum_days_dates_and_seal_are_there_for_the_taking(records: Builders) -> None:
    found = json.loads(render(records["whole"](), "json", ENGLISH, seal="abc"))
    assert found["seal"] == "abc"
    assert found["sum"] == {
        "considered": 11,
        "commit": 2,
        "if_room": 1,
        "not_this_month": 3,
        "back": 1,
        "decline": 1,
        "merge": 1,
        "split": 1,
        "withdrawn": 1,
        "undecided": 0,
    }
    assert found["candidates"][1]["days"] == 6.5
    assert found["candidates"][1]["decision"]["deadline"] == "2026-12-18"
    assert found["capacity"]["to_give_away"] == 14


NEEDED = [
    ("commit", "owner"),
    ("commit", "deliverable"),
    ("commit", "deadline"),
    ("not_this_month", "reason"),
    ("not_this_month", "revisit"),
    ("not_this_month", "teller"),
    ("back", "missing"),
    ("back", "from_whom"),
    ("back", "until"),
    ("back", "teller"),
    ("decline", "reason"),
    ("decline", "teller"),
    ("merge", "other"),
    ("split", "children"),
    ("withdrawn", "said_by"),
]


@pytest.mark.parametrize(("kind", "field"), NEEDED)
@pytest.mark.parametrize("how", ["empty", "left out"])
def test_a_final_decision_without_what_it_needs_is_refused_and_an_interim_one_is_not(
    records: Builders, kind: str, field: str, how: str
) -> None:
    found = as_json(records["whole"]())
    decision = next(r["decision"] for r in found["candidates"] if r["decision"]["kind"] == kind)
    if how == "left out":
        del decision[field]
        assert problems(found)
        return
    if field in ("deadline", "revisit", "until", "reason"):
        decision[field] = None
    else:
        # One child is as little a split as none; one thing missing would be enough.
        decision[field] = decision[field][: field == "children"]
    assert problems(found)
    assert problems({**found, "final": False}) == []


def test_a_final_record_with_an_undecided_candidate_is_refused(records: Builders) -> None:
    found = as_json(records["interim"]())
    assert problems(found) == []
    assert problems({**found, "final": True})


@pytest.mark.parametrize("code", [code.value for code, facts in REASONS.items() if facts.required])
def test_a_reason_that_asks_for_a_sentence_is_refused_without_one(
    records: Builders, code: str
) -> None:
    kind = next(kind for kind, allowed in REASONS_OF.items() if code in allowed)
    found = as_json(records["whole"]())
    row = next(r for r in found["candidates"] if r["decision"]["kind"] == kind)
    row["decision"] |= {"reason": code, "detail": "", "other": ""}
    if kind != Kind.MERGE:
        assert problems(found)
        row["decision"]["detail"] = "something"
        assert problems(found) == []
    else:
        assert problems(found)


def test_a_reason_of_another_decision_is_refused(records: Builders) -> None:
    for kind in Kind:
        foreign = next(code for code in REASONS if code not in REASONS_OF.get(kind, ()))
        found = as_json(records["whole"]())
        row = next(r for r in found["candidates"] if r["decision"]["kind"] == kind)
        row["decision"] |= {"reason": foreign.value, "detail": "something"}
        assert problems(found)


@pytest.mark.parametrize(
    "change",
    [
        {"on": "1 December"},
        {"number": "7"},
        {"capacity": {}},
        {"unknown": 1},
        {"sum": {}},
        {"final": None},
        {"format": 2},
        {"audience": "press"},
    ],
)
def test_a_wrong_type_a_wrong_date_and_an_unknown_field_are_refused(
    records: Builders, change: dict[str, Any]
) -> None:
    found = copy.deepcopy(as_json(records["whole"]())) | change
    assert problems(found)


def test_hostile_texts_are_kept_exactly_and_no_control_is_bare(
    typed_everywhere: Callable[[str], Record], hostile: str
) -> None:
    record = typed_everywhere(hostile)
    data = render(record, "json", ENGLISH).decode()
    found = json.loads(data)
    assert found["candidates"][0]["title"] == hostile
    assert found["candidates"][3]["decision"]["detail"] == hostile
    assert not any(
        unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") for sign in set(data) if sign != "\n"
    )
