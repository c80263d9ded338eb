"""What is done beside a running meeting has an undo of its own (architecture.md)."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from agendas.decisions import Reason
from agendas.meeting.commands.closing import Finalise
from agendas.meeting.commands.history import Redo, Undo
from agendas.meeting.commands.merging import Merge, Split
from agendas.meeting.commands.refusing import Not
from agendas.meeting.commands.requests import Add, Archive, Fill, Revive, Table, Untable
from agendas.meeting.commands.sweeping import Unreached
from agendas.meeting.entry import decode, encode
from agendas.meeting.folding import fold


@pytest.fixture
def beside(small: Any) -> Any:
    """Does commands beside the running meeting of `small`."""

    def do(*commands: Any) -> Any:
        small.outside = True
        try:
            return small.do(*commands)
        finally:
            small.outside = False

    return do


@pytest.fixture
def refused_beside(small: Any) -> Any:
    """The sentence with which a command beside the meeting is refused."""

    def refused(command: Any) -> Any:
        small.outside = True
        try:
            return small.refused(command)
        finally:
            small.outside = False

    return refused


def test_undo_in_the_meeting_passes_over_what_was_done_beside_it(small: Any, beside: Any) -> None:
    small.do(Not("R-001", Reason.VAL))
    beside(Add("A late wish"), Fill("R-003", "benefit", "more"))
    small.do(Undo())
    assert small.meeting.decisions == {}
    assert small.workspace.requests["R-003"].benefit == "more"
    assert "R-007" in small.workspace.requests


def test_undo_beside_the_meeting_takes_back_what_was_done_there_and_nothing_else(
    small: Any, beside: Any, refused_beside: Any
) -> None:
    before = small.workspace.requests
    beside(Add("A late wish"), Fill("R-003", "benefit", "more"))
    small.do(Not("R-001", Reason.VAL), Fill("R-004", "benefit", "said in the room"))
    beside(Undo())
    assert small.workspace.requests["R-003"].benefit == before["R-003"].benefit
    beside(Undo())
    assert "R-007" not in small.workspace.requests
    assert "undone in the meeting" in refused_beside(Undo())
    assert list(small.meeting.decisions) == ["R-001"]
    assert small.workspace.requests["R-004"].benefit == "said in the room"
    beside(Redo(), Redo())
    assert small.workspace.requests["R-003"].benefit == "more"


def test_what_changes_the_meeting_is_the_meetings_and_can_be_taken_back_from_where_it_was_done(
    small: Any, beside: Any
) -> None:
    beside(Add("A late wish"), Table(("R-007",)))
    assert small.meeting.order[-1] == "R-007"
    beside(Undo())
    assert "R-007" not in small.meeting.order
    beside(Redo())
    assert "R-007" in small.meeting.order
    small.do(Undo())
    assert "R-007" not in small.meeting.order
    beside(Undo())
    assert "R-007" not in small.workspace.requests


def test_beside_the_meeting_nothing_is_taken_back_that_the_meeting_did_on_top(
    small: Any, beside: Any
) -> None:
    beside(Add("A late wish"), Fill("R-003", "benefit", "more"), Table(("R-007",)))
    small.do(Not("R-001", Reason.VAL))
    beside(Undo())
    assert list(small.meeting.decisions) == ["R-001"]
    assert "R-007" in small.meeting.order
    assert small.workspace.requests["R-003"].benefit != "more"


def test_a_request_that_the_meeting_uses_since_is_not_taken_away_from_it(
    small: Any, beside: Any, refused_beside: Any
) -> None:
    beside(Add("A late wish"))
    small.do(Table(("R-007",)))
    said = "R-007 is on the meeting's table: take it off there first"
    assert refused_beside(Undo()) == said
    small.do(Untable(("R-007",)), Merge("R-001", "R-007"))
    assert refused_beside(Undo()) == "R-007 was changed since: take that back first"
    small.do(Undo(), Undo(), Undo())
    beside(Undo())
    assert "R-007" not in small.workspace.requests


@pytest.mark.parametrize("first", ["beside", "meeting"])
def test_a_field_that_the_other_side_changed_since_keeps_its_value_and_says_so(
    small: Any, beside: Any, refused_beside: Any, first: str
) -> None:
    one, other = Fill("R-003", "benefit", "one"), Fill("R-003", "benefit", "other")
    if first == "beside":
        beside(one)
        small.do(other)
        said = refused_beside(Undo())
    else:
        small.do(one)
        beside(other)
        said = small.refused(Undo())
    assert said == "R-003 was changed since: take that back first"
    assert small.workspace.requests["R-003"].benefit == "other"


def test_a_part_that_was_filled_beside_the_meeting_is_not_lost_with_its_split(
    small: Any, beside: Any
) -> None:
    small.do(Split("R-002", ("one", "two")))
    beside(Fill("R-007", "benefit", "of the first part"))
    assert small.refused(Undo()) == "R-007 was changed since: take that back first"
    beside(Undo())
    small.do(Undo())
    assert "R-007" not in small.workspace.requests


def test_what_was_archived_beside_the_meeting_does_not_come_back_on_its_table(
    small: Any, beside: Any
) -> None:
    small.do(Untable(("R-005",)))
    beside(Archive(("R-005",)))
    assert small.refused(Undo()) == "R-005 was changed since: take that back first"
    beside(Undo())
    small.do(Undo())
    assert "R-005" in small.meeting.order


def test_what_was_revived_beside_the_meeting_and_put_on_its_table_is_not_closed_there(
    small: Any, beside: Any, refused_beside: Any
) -> None:
    small.do(Untable(("R-005",)))
    beside(Archive(("R-005",)), Revive("R-005", "the law changed"))
    small.do(Table(("R-005",)))
    assert "on the meeting's table" in refused_beside(Undo())


def test_what_was_undone_on_one_side_is_done_again_only_while_the_other_stands_still(
    small: Any, beside: Any, refused_beside: Any
) -> None:
    small.do(Untable(("R-005",)))
    beside(Archive(("R-005",)), Undo())
    small.do(Undo())
    assert refused_beside(Redo()) == "there is nothing to do again"
    small.do(Not("R-001", Reason.VAL), Undo())
    beside(Add("A late wish"))
    assert small.refused(Redo()) == "there is nothing to do again"


def test_what_was_done_beside_a_meeting_is_not_taken_back_once_it_is_final(
    small: Any, beside: Any
) -> None:
    beside(Add("A late wish"))
    small.do(Unreached(), Finalise())
    assert small.refused(Undo()) == "there is nothing to undo"


def test_an_entry_says_where_it_was_done_and_folds_to_the_same_again(
    small: Any, beside: Any
) -> None:
    beside(Add("A late wish"), Table(("R-007",)), Undo(), Undo())
    small.do(Not("R-001", Reason.VAL))
    entries = [(entry, f"seal {entry.number}") for entry in small.entries]
    added, tabled, untabled, gone = (entry for entry, _seal in entries if entry.outside)
    assert [one.meeting for one in (added, tabled, untabled, gone)] == [0, 1, 1, 0]
    assert fold(entries) == small.workspace
    assert all(decode(entry.number, encode(entry)) == entry for entry, _seal in entries)
    assert b"outside" not in encode(entries[-1][0])
    assert msgspec.json.decode(encode(added))["outside"] is True
