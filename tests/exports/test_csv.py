"""The table of candidates: what a spreadsheet gets to see."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from agendas.language import ENGLISH
from agendas.record import Record
from exports.csv_files import guarded
from exports.formats import render
from exports.text import inert

FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def rows(record: Record) -> list[dict[str, str]]:
    data = render(record, "csv", ENGLISH)
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    csv.field_size_limit(1_000_000)
    head, *body = csv.reader(io.StringIO(text, newline=""), strict=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_every_candidate_has_one_line_with_its_decision(
    records: dict[str, Callable[[], Record]],
) -> None:
    record = records["whole"]()
    found = rows(record)
    assert [row["Request"] for row in found] == [row.request for row in record.candidates]
    not_now = found[3]
    assert not_now["Title"] == "Driver app"
    assert not_now["Decision"] == "not this month"
    assert not_now["Reason code"] == "DEP"
    assert not_now["Reason"] == "waits for another request or party"
    assert not_now["Detail"] == "the scanner"
    assert not_now["We look again"] == "2027-01-05"
    assert not_now["What would change it"] == "the scanner has run four weeks"
    assert not_now["Who tells"] == "R. Lindqvist"
    assert found[1]["Days"] == "6.5"
    assert found[1]["Deadline"] == "2026-12-18"
    assert found[6]["What is missing"] == "IT's estimate and the contract of the provider"
    assert found[8]["Merged into"] == "R-118"
    assert found[9]["Split into"] == "R-109, R-140"
    assert found[10]["Withdrawn by"] == "T. Sørensen"
    assert [row["Decision"] for row in rows(records["interim"]())].count("undecided") == 2


def test_lines_end_in_crlf_and_all_cells_are_quoted(
    records: dict[str, Callable[[], Record]],
) -> None:
    text = render(records["whole"](), "csv", ENGLISH).decode("utf-8-sig")
    assert text.endswith('"\r\n')
    first = text.split("\r\n")[0]
    assert first.startswith('"Request","Title",')


def test_a_hostile_text_in_every_field_computes_nothing(
    typed_everywhere: Callable[[str], Record],
    records: dict[str, Callable[[], Record]],
    hostile: str,
) -> None:
    found = rows(typed_everywhere(hostile))
    assert len(found) == len(rows(records["corrected"]()))
    for row in found:
        assert not any(cell.lstrip(" ").startswith(FORMULA) for cell in row.values())
        assert row["Title"] in (inert(hostile), f"'{inert(hostile)}")


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@x", " =1", "\t=1", "\tx", "\rx", "\nx", "＝1"]
)
def test_what_a_spreadsheet_could_compute_gets_a_guard(text: str) -> None:
    assert guarded(text) == f"'{inert(text)}"


@pytest.mark.parametrize("text", ["", "a=b", "1-2", "R-104", "'quoted", "2.5"])
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text
