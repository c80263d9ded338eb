"""What the room may not see is in no file for everybody."""

from __future__ import annotations

import json
from collections.abc import Callable

import msgspec
import pytest

from agendas.language import ENGLISH
from agendas.record import Record
from exports.audience import for_audience
from exports.formats import FORMATS, render

Builders = dict[str, Callable[[], Record]]


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_confidential_is_in_any_format_for_everybody(
    records: Builders, secret: str, name: str
) -> None:
    text = render(records["confidential"](), name, ENGLISH, audience="all").decode().casefold()
    assert secret.casefold() not in text
    assert "trollh" not in text
    assert "secret-" not in text
    assert "r-118" in text


@pytest.mark.parametrize("name", [name for name, f in FORMATS.items() if f.audience == "all"])
def test_formats_for_everybody_are_cut_without_being_told(
    records: Builders, secret: str, name: str
) -> None:
    text = render(records["confidential"](), name, ENGLISH).decode()
    assert secret not in text
    assert "secret-" not in text


@pytest.mark.parametrize("name", [name for name, f in FORMATS.items() if f.audience == "it"])
def test_it_reads_everything(records: Builders, secret: str, name: str) -> None:
    text = render(records["confidential"](), name, ENGLISH).decode()
    assert secret in text
    assert "secret-detail" in text
    assert for_audience(records["confidential"](), "it") == records["confidential"]()


def test_a_confidential_request_keeps_its_decision_date_and_teller(records: Builders) -> None:
    cut = for_audience(records["confidential"](), "all")
    row = cut.candidates[3]
    assert row.title == row.request == "R-115"
    assert row.decision is not None
    assert row.decision.reason == "DEP"
    assert row.decision.revisit is not None
    assert row.decision.teller == "R. Lindqvist"
    found = json.loads(render(records["confidential"](), "json", ENGLISH, audience="all"))
    assert found["audience"] == "all"


def test_a_title_that_others_mention_becomes_the_number_there(records: Builders) -> None:
    record = msgspec.structs.replace(
        records["whole"](),
        candidates=tuple(
            msgspec.structs.replace(row, confidential=row.request == "R-115")
            for row in records["whole"]().candidates
        ),
    )
    noted = msgspec.structs.replace(record.notes[0], text="First the driver APP, then the rest")
    cut = for_audience(msgspec.structs.replace(record, notes=(noted,)), "all")
    assert cut.notes[0].text == "First the R-115, then the rest"
    assert cut.candidates[0] == record.candidates[0]


def test_a_record_without_confidential_requests_is_the_same_for_all(records: Builders) -> None:
    assert for_audience(records["whole"](), "all") == records["whole"]()
