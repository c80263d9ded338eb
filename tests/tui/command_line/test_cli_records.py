"""What the command line reads back: requests, lives, history, and exported records."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Write = Callable[..., Path]

FIELDS = [
    "id", "title", "problem", "benefit", "first_deliverable", "done_means", "requester", "sponsor",
    "department", "class", "deadline", "deadline_authority", "effort", "systems", "questions",
    "talk", "offer", "links", "labels", "source", "created", "notes",
    "state", "ready", "missing", "times_deferred",
]  # fmt: skip


def test_a_list_for_programs_has_exactly_the_promised_fields(on: Run, script: Write) -> None:
    lines = (
        'add "Print labels" requester "P. Nilsson" department Sales\n'
        'fill R-001 effort 2.25 by "M. Okafor"\n'
        "fill R-001 deadline 2026-12-24\nfill R-001 service_class fixed_date\n"
        'fill R-001 labels "web, print"\nask R-001 "how many?" of Meier by 2026-12-10\n'
        'fill R-001 talk "small" by "M. Okafor"\n'
    )
    done = on("meet", "--script", script(lines))
    assert (done.code, done.err) == (0, "")
    found = on("list", "--json").json()[0]
    assert list(found) == FIELDS
    assert found["class"] == "fixed_date"
    assert (found["effort"]["days"], found["effort"]["by"]) == (2.25, "M. Okafor")
    assert found["deadline"] == "2026-12-24"
    assert found["labels"] == ["web", "print"]
    assert found["questions"][0]["asked_of"] == "K. Meier"
    assert found["talk"]["result"] == "small"
    assert (found["state"], found["ready"], found["times_deferred"]) == ("open", False, 0)
    assert found["missing"] == ["problem", "benefit", "done_means"]
    assert list(on("show", "1", "--json").json()) == [*FIELDS, "life"]


def test_the_life_of_a_request_has_every_meeting_it_was_in(
    with_requests: Run, whole_meeting: Path, script: Write
) -> None:
    on = with_requests
    assert on("meet", "--new", "--date", "2026-12-01", "--script", whole_meeting).code == 0
    lines = 'at 09:00\npresent\nnext\npromise R-001 part "two reports are left" left 1\n'
    assert on("meet", "--new", "--date", "2027-01-05", "--script", script(lines)).code == 0
    promised, put_off = on("show", "1", "--json").json(), on("show", "26", "--json").json()
    first = next(row for row in promised["life"] if row["request"] == "R-001")
    assert (first["decision"], first["rank"]) == ("commit", 1)
    assert (first["came_of"], first["sentence"]) == ("part", "two reports are left")
    assert [row["request"] for row in promised["life"]] == ["R-001", "R-021"]
    assert [row["decision"] for row in put_off["life"]] == ["not_this_month", None]
    assert put_off["life"][0]["reason"] == "DEP"
    assert put_off["times_deferred"] == 1


def test_history_finds_rows_in_all_meetings(with_requests: Run, whole_meeting: Path) -> None:
    on = with_requests
    assert on("meet", "--new", "--date", "2026-12-01", "--script", whole_meeting).code == 0
    whole = on("history", "--json").json()
    assert [(m["number"], m["date"], m["considered"]) for m in whole] == [(1, "2026-12-01", 42)]
    assert whole[0]["decisions"]["commit"] == 8
    assert len(whole[0]["requests"]) == 42
    found = on("history", "reason:VAL", "dept:sales", "2026", "--json").json()
    assert [row["id"] for row in found[0]["requests"]] == ["R-025"]
    assert on("history", "2025", "--json").json() == []
    assert "42 considered = 8 this month" in on("history").out


def test_export_gives_one_format_for_one_audience(
    with_requests: Run, script: Write, tmp_path: Path
) -> None:
    on = with_requests
    lines = 'at 09:00\nfill R-001 title "Close Oslo"\nfill R-001 confidential yes\n'
    assert on("meet", "--new", "--date", "2026-12-01", "--script", script(lines)).code == 0
    for named in ([], ["1"], ["2026-12-01"]):
        assert on("export", *named, "--format", "json").json()["final"] is False
    assert "Close Oslo" in on("export", "--format", "markdown").out
    assert "Close Oslo" not in on("export", "--format", "markdown", "--audience", "all").out
    target = tmp_path / "record.csv"
    assert on("export", "--format", "csv", "--to", target).out == f"written: {target}\n"
    assert target.read_text("utf-8-sig").count("\n") >= 38
    refused = on("export", "--format", "csv", "--to", tmp_path / "no" / "where.csv")
    assert refused.code == 1
    assert "was not written" in refused.err


def test_export_without_a_format_writes_all_files(on: Run, workspace: Path, script: Write) -> None:
    assert on("meet", "--new", "--date", "2026-12-01", "--script", script("")).code == 0
    done = on("export")
    assert done.code == 0
    written = [Path(line) for line in done.out.splitlines()]
    assert len(written) == 6
    assert all(path.parent == workspace / "exports" / "2026-12-01" for path in written)
    assert all(path.is_file() for path in written)


@pytest.fixture
def corrected(on: Run, script: Write) -> Run:
    """The command line on a series whose only record was corrected once."""
    lines = """at 09:00
add "Print labels"
table R-001
present
not R-001 VAL teller Meier
finalise
correct R-001 reason TIM by "K. Meier" why "it waits for the scanner"
"""
    done = on("meet", "--new", "--date", "2026-12-01", "--script", script(lines))
    assert done.code == 0, done.err
    return on


def test_an_earlier_version_of_a_record_is_exported_as_it_was_finalised(corrected: Run) -> None:
    now = corrected("export", "1", "--format", "json").json()
    before = corrected("export", "1", "--format", "json", "--version", "1").json()
    assert (now["version"], now["superseded_by"]) == (2, 0)
    assert (before["version"], before["superseded_by"], before["seal"]) == (1, 2, "")
    assert now["candidates"][0]["decision"]["reason"] == "TIM"
    assert before["candidates"][0]["decision"]["reason"] == "VAL"
    assert before["corrections"] == []


@pytest.mark.parametrize("format", ["markdown", "html", "page", "page-html", "requesters"])
def test_an_earlier_version_says_on_top_that_it_is_superseded(corrected: Run, format: str) -> None:
    said = "SUPERSEDED by version 2"
    assert said in corrected("export", "--format", format, "--version", "1").out
    for other in ([], ["--version", "2"]):
        assert said not in corrected("export", "--format", format, *other).out


def test_a_version_that_is_not_there_is_refused(corrected: Run) -> None:
    for wrong in ("0", "3", "-1"):
        done = corrected("export", "--format", "json", "--version", wrong)
        assert done.code == 1
        assert "its latest is 2" in done.err
    assert corrected("export", "--version", "1").code == 2
