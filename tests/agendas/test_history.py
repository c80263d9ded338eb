"""A request's life, and the search over all meetings."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from agendas.decisions import Kind, Reason
from agendas.history import find_meetings, life, misunderstood
from agendas.language import ENGLISH
from agendas.meeting.commands.closing import Finalise
from agendas.meeting.commands.course import GoTo
from agendas.meeting.commands.deciding import Commit
from agendas.meeting.commands.looking_back import PromiseKept
from agendas.meeting.commands.merging import Merge, Split
from agendas.meeting.commands.placing import Because
from agendas.meeting.commands.refusing import Not
from agendas.meeting.commands.requests import Fill
from agendas.meeting.commands.roll_call import Present
from agendas.meeting.commands.sweeping import Rest


@pytest.fixture
def two_meetings(small: Any) -> Any:
    """A final meeting of November, and one of December that has only begun."""
    later = date(2026, 12, 1)
    small.do(
        Fill("R-004", "confidential", "yes"),
        Merge("R-005", "R-003"),
        Split("R-006", ("first half", "second half")),
        Commit("R-001"),
        Not("R-002", Reason.VAL, "gain too small", later, "a quote", "K. Meier"),
        Not("R-004", Reason.FIT, "the secret goal", later),
        Because("R-002", "the gain is too small"),
        Rest(),
        GoTo("close"),
        Finalise(),
    )
    small.wait(28 * 24 * 3600)
    small.open(later)
    small.do(Present(), PromiseKept("R-001", "part", "half of it runs"))
    return small


def test_a_life_has_each_meeting_with_its_decision(two_meetings: Any) -> None:
    first, now = life(two_meetings.workspace, "R-002")
    assert (first.meeting, first.on, first.final, first.rank) == (1, date(2026, 11, 3), True, None)
    assert first.decision is not None
    assert (first.decision.reason, first.decision.condition) == (Reason.VAL, "a quote")
    assert (first.decision.teller, first.deferred) == ("K. Meier", 1)
    assert (now.meeting, now.final, now.decision) == (2, False, None)


def test_a_life_tells_what_came_of_a_promise(two_meetings: Any) -> None:
    (promised,) = life(two_meetings.workspace, "R-001")
    assert promised.decision is not None
    assert promised.decision.kind == Kind.COMMIT
    assert (promised.came_of, promised.sentence) == ("part", "half of it runs")


def test_what_was_merged_into_a_request_belongs_to_its_life(two_meetings: Any) -> None:
    rows = life(two_meetings.workspace, "R-003")
    assert [(row.request, row.meeting) for row in rows] == [("R-003", 1), ("R-005", 1)]
    alone = life(two_meetings.workspace, "R-005")
    assert [row.request for row in alone] == ["R-005"]


def test_what_was_merged_was_not_deferred_with_what_it_became(small: Any) -> None:
    later = date(2026, 12, 1)
    small.do(
        Merge("R-005", "R-003"),
        Not("R-003", Reason.VAL, "gain too small", later, "a quote", "K. Meier"),
    )
    rows = life(small.workspace, "R-003")
    assert {row.request: row.deferred for row in rows} == {"R-003": 1, "R-005": 0}


def test_a_part_of_a_split_request_inherits_its_life(two_meetings: Any) -> None:
    (row,) = life(two_meetings.workspace, "R-007")
    assert (row.request, row.decision.kind if row.decision else None) == ("R-006", Kind.SPLIT)


def test_a_life_says_nothing_confidential(two_meetings: Any) -> None:
    rows = life(two_meetings.workspace, "R-004")
    assert rows[0].decision is not None
    assert rows[0].decision.reason == Reason.FIT
    assert "secret" not in repr(rows)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("reason:VAL", [(1, ["R-002"])]),
        ("reason:val 2026-11", [(1, ["R-002"])]),
        ("reason:VAL 2026-12", []),
        ("decision:commit 2026", [(1, ["R-001", "R-003"])]),
        ("too small", [(1, ["R-002"])]),
        ("teller:meier quote", [(1, ["R-002"])]),
        ("dept:service", [(1, ["R-002"]), (2, ["R-002"])]),
        ("secret", []),
    ],
)
def test_a_search_finds_rows_by_meeting(
    two_meetings: Any, query: str, found: list[tuple[int, list[str]]]
) -> None:
    rows = [
        (one.record.number, sorted(row.request for row in one.rows))
        for one in find_meetings(two_meetings.workspace, query)
    ]
    assert rows == found


def test_without_a_query_all_meetings_come_with_all_rows(two_meetings: Any) -> None:
    found = find_meetings(two_meetings.workspace)
    assert [one.record.number for one in found] == [1, 2]
    assert len(found[0].rows) == 6


@pytest.mark.parametrize("query", ["reason:ABC", "decision:maybe"])
def test_what_a_search_cannot_mean_is_said(query: str) -> None:
    wrong = misunderstood(query)
    assert wrong is not None
    assert ENGLISH.say(wrong)
    assert misunderstood("reason:CAP decision:if-room dept:Sales") is None
