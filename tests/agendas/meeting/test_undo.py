"""Undo takes back one action at a time, exactly (product.md 5.5, 5)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from agendas.decisions import Kind, Reason
from agendas.meeting import events as e
from agendas.meeting.commands.closing import Finalise
from agendas.meeting.commands.course import Adjourn, GoTo, Next, Note, Resume
from agendas.meeting.commands.deciding import Commit
from agendas.meeting.commands.history import Redo, Undo
from agendas.meeting.commands.looking_back import LogEmergency
from agendas.meeting.commands.merging import Merge, Split
from agendas.meeting.commands.placing import Move, SetCapacity
from agendas.meeting.commands.refusing import Not
from agendas.meeting.commands.requests import Add, Archive, Fill, Revive, Table, Untable
from agendas.meeting.commands.roll_call import Leave, Present
from agendas.meeting.commands.sweeping import Rest, Unreached
from agendas.meeting.commands.voting import Ballot, OpenRound, Reveal
from agendas.meeting.stacks import to_redo, to_undo
from agendas.meeting.workspace import Workspace
from agendas.request import Imported, Source


def whole(ws: Workspace) -> Workspace:
    """All that an action may change: not the count of entries, not the cursor and the clock."""
    meetings = {n: replace(m, row="", clock=0) for n, m in ws.meetings.items()}
    return replace(ws, meetings=meetings, last=0, ledgers={}, last_request=0)


ACTIONS = [
    Commit("R-005", because="law"),
    Not("R-001", Reason.VAL),
    Merge("R-001", "R-002"),
    Merge("R-006", "R-001"),
    Split("R-002", ("one", "two")),
    Move("R-006", above="R-001"),
    Rest(),
    Unreached(),
    Fill("R-003", "benefit", "another"),
    Fill("R-003", "effort", ""),
    Add("A new wish"),
    Untable(("R-002",)),
    Note("said", "R-001"),
    LogEmergency("fire", "P. Costa", "it burns", displaces=("R-001",)),
    Ballot("meier", "aab"),
    SetCapacity(Decimal(5)),
]


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: type(action).__name__)
def test_an_action_in_a_meeting_is_taken_back_exactly_and_done_again_exactly(
    small: Any, action: Any
) -> None:
    before = whole(small.workspace)
    small.do(action)
    after = whole(small.workspace)
    assert after != before
    small.do(Undo())
    assert whole(small.workspace) == before
    small.do(Redo())
    assert whole(small.workspace) == after


BETWEEN = [
    Add("A new wish"),
    Fill("R-001", "title", "another"),
    Table(("R-001",)),
    Table(("R-003",)),
    Untable(("R-001",)),
    Untable(("R-002",)),
    Archive(("R-001", "R-004")),
    Revive("R-005", "the law changed"),
    Merge("R-007", "R-001"),
    Merge("R-001", "R-007"),
    Split("R-001", ("one", "two")),
]


@pytest.mark.parametrize("action", BETWEEN, ids=lambda action: str(action)[:28])
def test_an_action_between_meetings_is_taken_back_exactly_and_done_again_exactly(
    new_desk: Any, agenda: Any, action: Any
) -> None:
    desk = new_desk(agenda, 7)
    desk.do(Table(("R-002",)), Untable(("R-003",)), Archive(("R-005",)))
    before = whole(desk.workspace)
    desk.do(action)
    after = whole(desk.workspace)
    assert after != before
    desk.do(Undo())
    assert whole(desk.workspace) == before
    desk.do(Redo())
    assert whole(desk.workspace) == after


def test_an_entry_that_changes_a_request_twice_is_taken_back_to_its_beginning(
    new_desk: Any, agenda: Any
) -> None:
    desk = new_desk(agenda, 2)
    before = whole(desk.workspace)
    source = Source("jira", "A-1", Imported("A-1", "new title"))
    steps = (
        e.RequestChanged("R-001", e.Patch(title="one"), e.Patch(title="Request number 1")),
        e.RequestChanged("R-001", e.Patch(title="two"), e.Patch(title="one")),
        e.RequestChanged("R-002", e.Patch(source=source), e.Patch(source=None)),
        e.RequestAdded(replace(desk.workspace.requests["R-001"], id="R-003")),
        e.RequestChanged("R-003", e.Patch(title="three"), e.Patch(title="Request number 1")),
    )
    desk.write(steps, "import")
    after = whole(desk.workspace)
    assert desk.workspace.sources == {("jira", "A-1"): "R-002"}
    desk.do(Undo())
    assert whole(desk.workspace) == before
    desk.do(Redo())
    assert whole(desk.workspace) == after


def test_moving_between_stages_and_arrivals_are_not_in_the_way_and_stay(small: Any) -> None:
    before = small.meeting
    small.do(Commit("R-001"), Leave(("sato",)), GoTo("read_back"), Adjourn("lunch"), Resume())
    small.do(Present(("sato", "meier")), Present(("costa",)))
    small.do(Undo())
    m = small.meeting
    assert m.decisions == {}
    assert (m.order, m.above) == (before.order, before.above)
    assert {p.id for p in m.present} == {"sato", "meier", "costa"}


def test_the_line_drawn_on_entering_its_stage_is_taken_back_with_the_stage(new_small: Any) -> None:
    desk = new_small(line=False)
    desk.do(GoTo("rank"), Next())
    assert (desk.meeting.above, desk.meeting.stage_id) == (3, "line")
    desk.do(Undo())
    assert (desk.meeting.above, desk.meeting.stage_id) == (None, "rank")


def test_undo_shows_the_row_that_it_changed(small: Any) -> None:
    small.do(Not("R-005", Reason.VAL), Not("R-002", Reason.VAL), Undo())
    assert small.meeting.row == "R-002"
    small.do(Undo())
    assert small.meeting.row == "R-005"
    small.do(Redo())
    assert (small.meeting.row, small.meeting.decided(Kind.NOT_THIS_MONTH)) == ("R-005", ("R-005",))


def test_undo_stops_at_a_reveal_and_says_why(new_small: Any) -> None:
    desk = new_small(line=False)
    desk.do(Ballot("meier", "aab"), Reveal())
    assert desk.refused(Undo()) == "what was shown cannot be unseen; start a new round"
    desk.do(OpenRound(), Undo())
    assert "cannot be unseen" in desk.refused(Undo())


def test_undo_stops_at_finalise_and_before_the_meeting(small: Any) -> None:
    small.do(Unreached(), Finalise())
    record = small.meeting.record
    assert "nothing to undo" in small.refused(Undo())
    assert small.meeting.record is record


def test_what_was_done_before_a_meeting_is_not_taken_back_after_it(
    new_desk: Any, agenda: Any
) -> None:
    desk = new_desk(agenda, 0)
    desk.do(Add("A wish"), Table(("R-001",)))
    desk.open()
    desk.do(Present(), Unreached(), Finalise())
    assert "nothing to undo" in desk.refused(Undo())
    assert "R-001" in desk.workspace.requests


def test_a_new_action_ends_what_could_be_done_again_and_a_stage_does_not(small: Any) -> None:
    small.do(Commit("R-001"), Undo(), GoTo("ready"), Redo(), Undo(), Note("a new action"))
    assert "nothing to do again" in small.refused(Redo())
    assert to_redo(small.workspace) is None
    assert msgspec.structs.asdict(to_undo(small.workspace))["command"].startswith("note")


def test_any_number_of_actions_is_taken_back_and_done_again(small: Any) -> None:
    states = [whole(small.workspace)]
    for action in (*ACTIONS[:2], Merge("R-003", "R-002"), *ACTIONS[5:7], *ACTIONS[8:11]):
        small.do(action)
        states.append(whole(small.workspace))
    for state in reversed(states[:-1]):
        small.do(Undo())
        assert whole(small.workspace) == state
    for state in states[1:]:
        small.do(Redo())
        assert whole(small.workspace) == state
