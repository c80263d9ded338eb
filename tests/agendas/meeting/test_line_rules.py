"""What happens around the line, as a facilitator lives it (product.md 5.3, 5.7 and 7)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from agendas.agenda import Method, StageKind
from agendas.decisions import Kind, Reason
from agendas.meeting.checks import days_over, days_taken, unexplained
from agendas.meeting.commands.closing import Finalise, Object
from agendas.meeting.commands.course import GoTo, Next
from agendas.meeting.commands.deciding import Commit
from agendas.meeting.commands.merging import Merge, Split
from agendas.meeting.commands.placing import Because, Move, Over, SetCapacity
from agendas.meeting.commands.refusing import Back, Decline, Not, Withdraw
from agendas.meeting.commands.requests import Add, Fill, Table, Untable
from agendas.meeting.commands.voting import Abstain, Ballot, ChooseMethod, OpenRound, Reveal
from agendas.recording import record_of


def rows(*places: int) -> tuple[str, ...]:
    return tuple(f"R-{place:03}" for place in places)


def test_in_places_a_row_last_above_and_out_places_it_first_below(small: Any) -> None:
    small.do(Commit("R-005"))
    assert (small.meeting.order, small.meeting.above) == (rows(1, 2, 3, 5, 4, 6), 4)
    small.do(Not("R-001"))
    assert (small.meeting.order, small.meeting.above) == (rows(2, 3, 5, 1, 4, 6), 3)


def test_a_move_against_the_ranking_wants_a_sentence_before_the_stage_is_left(small: Any) -> None:
    small.do(Move("R-006", above="R-001"))
    assert unexplained(small.meeting) == ("R-006",)
    assert "R-006" in small.refused(Next())
    small.do(Because("R-006", "the audit is in November"), Over("the audit pays for it"), Next())
    assert small.meeting.stage.kind == StageKind.NOT_THIS_MONTH


def test_moving_a_row_back_to_its_place_needs_no_sentence(small: Any) -> None:
    small.do(Move("R-003", "down"), Move("R-003", "up"))
    assert (small.meeting.order, small.meeting.above) == (rows(1, 2, 3, 4, 5, 6), 3)
    assert unexplained(small.meeting) == ()


def test_going_over_the_capacity_needs_a_sentence_and_is_recorded_with_it(small: Any) -> None:
    small.do(Commit("R-004", because="the law"))
    assert days_over(small.workspace, small.meeting) == 2
    assert "2 days more" in small.refused(Next())
    small.do(Over("two days from the reserve"), Next())
    capacity = record_of(small.workspace, small.meeting).capacity
    assert (capacity.taken, capacity.over_because) == (Decimal(14), "two days from the reserve")


def test_a_sentence_for_going_over_is_not_recorded_when_nothing_is_over(small: Any) -> None:
    small.do(Commit("R-004", because="the law"), Over("from the reserve"), Not("R-004", Reason.CAP))
    assert record_of(small.workspace, small.meeting).capacity.over_because == ""


def test_a_candidate_that_comes_after_the_line_was_drawn_lands_below(small: Any) -> None:
    small.do(Add("Late wish"), Table(("R-007",)))
    assert (small.meeting.order, small.meeting.above) == (rows(1, 2, 3, 4, 5, 6, 7), 3)
    small.do(Fill("R-007", "effort", "1"))
    small.do(Move("R-007", above="R-001"))
    assert unexplained(small.meeting) == ("R-007",)


def test_a_row_taken_off_the_table_lets_the_line_rise_by_one(small: Any) -> None:
    small.do(Untable(("R-002",)))
    assert (small.meeting.order, small.meeting.above) == (rows(1, 3, 4, 5, 6), 2)
    assert "not on the table" in small.refused(Commit("R-002"))


def test_a_decided_row_is_not_taken_off_the_table(small: Any) -> None:
    small.do(Not("R-006", Reason.VAL))
    assert "undo that first" in small.refused(Untable(("R-006",)))


def test_a_row_without_an_estimate_never_gets_above_the_line(small: Any) -> None:
    small.do(Add("No estimate"), Table(("R-007",)))
    assert "estimate" in small.refused(Move("R-007", above="R-001"))
    small.do(Back("R-007", Reason.EST))
    assert "estimate" in small.refused(Move("R-007", above="R-001"))
    assert "R-007 lacks problem" in small.refused(Commit("R-007"))
    assert not small.meeting.is_above("R-007")


def test_without_effort_on_the_checklist_a_commitment_still_needs_an_estimate(
    new_small: Any, agenda: Any
) -> None:
    desk = new_small(replace(agenda, ready=("problem",)))
    desk.do(Add("No estimate"), Table(("R-007",)), Fill("R-007", "problem", "p"))
    desk.do(Back("R-007", Reason.EST))
    assert "effort" in desk.refused(Commit("R-007"))


def test_an_investigation_of_two_days_may_be_committed_without_an_estimate(small: Any) -> None:
    small.do(Add("No estimate"), Table(("R-007",)))
    assert "at most 2 days" in small.refused(Commit("R-007", investigation=Decimal(3)))
    small.do(Commit("R-007", investigation=Decimal(2), deliverable="a number", because="law"))
    assert days_taken(small.workspace, small.meeting) == 14
    assert "2 days more" in small.refused(Next())
    small.do(Commit("R-007", owner="P. Costa"))
    assert days_taken(small.workspace, small.meeting) == 14


def test_moving_a_committed_row_below_the_line_opens_its_decision_again(small: Any) -> None:
    small.do(Commit("R-003"), Move("R-003", "down"))
    assert "R-003" in small.meeting.undecided
    assert not small.meeting.is_above("R-003")


def test_moving_a_refused_row_above_the_line_opens_its_decision_again(small: Any) -> None:
    small.do(Not("R-004", Reason.VAL), Move("R-004", "up"))
    assert "R-004" in small.meeting.undecided
    assert small.meeting.is_above("R-004")


@pytest.mark.parametrize(
    "command",
    [
        Withdraw("R-001"),
        Back("R-001", Reason.OWN, missing="a sponsor"),
        Decline("R-001", Reason.OUT),
        Merge("R-001", "R-002"),
        Split("R-001", ("first half", "second half")),
    ],
    ids=lambda command: type(command).__name__,
)
def test_what_leaves_the_ranking_with_a_reason_of_its_own_needs_no_second_sentence(
    small: Any, command: Any
) -> None:
    small.do(command)
    assert (small.meeting.above, small.meeting.is_above("R-001")) == (2, False)
    assert unexplained(small.meeting) == ()


# -- capacity ----------------------------------------------------------------------------------


def test_changing_the_capacity_draws_the_line_again_while_nobody_moved_a_row(small: Any) -> None:
    small.do(SetCapacity(Decimal(7)))
    assert small.meeting.above == 2
    small.do(Back("R-006", Reason.NRD, missing="numbers"), SetCapacity(Decimal(12)))
    assert small.meeting.above == 3


def test_changing_the_capacity_after_moves_keeps_them_and_says_over(small: Any) -> None:
    small.do(Move("R-001", "down"), SetCapacity(Decimal(7)))
    assert small.meeting.order == rows(2, 1, 3, 4, 5, 6)
    assert days_over(small.workspace, small.meeting) == 5


def test_what_is_committed_stays_above_when_the_line_is_drawn_again(small: Any) -> None:
    small.do(Commit("R-003"), SetCapacity(Decimal(6)))
    assert small.meeting.is_above("R-003")
    assert small.meeting.decisions["R-003"].kind == Kind.COMMIT
    assert days_over(small.workspace, small.meeting) == 0


# -- rounds ------------------------------------------------------------------------------------


def test_a_reveal_draws_the_line_at_once(new_small: Any) -> None:
    desk = new_small(line=False)
    desk.do(GoTo("rank"), Ballot("meier", "ffc"), Ballot("costa", "ff"), Reveal())
    assert desk.meeting.order[:2] == rows(6, 3)
    assert desk.meeting.above is not None
    assert days_taken(desk.workspace, desk.meeting) <= 12


def test_a_move_right_after_the_reveal_is_kept_and_wants_its_sentence(new_small: Any) -> None:
    desk = new_small(line=False)
    desk.do(GoTo("rank"), Ballot("meier", "ffc"), Reveal(), Move("R-004", above="R-006"))
    assert desk.meeting.order[0] == "R-004"
    desk.do(GoTo("line"))
    assert desk.meeting.order[0] == "R-004"
    assert unexplained(desk.meeting) == ("R-004",)


def test_without_a_capacity_rows_wait_with_moving_until_the_line_is_there(
    agenda: Any, new_desk: Any
) -> None:
    from agendas.meeting.commands.roll_call import Present

    desk = new_desk(agenda, 6)
    desk.open()
    desk.do(Present(), Move("R-002", "up"))
    assert desk.meeting.order[0] == "R-002"
    desk.do(Ballot("meier", "c"), Reveal())
    assert "capacity" in desk.refused(Move("R-005", "up"))


def test_by_hand_order_before_the_line_is_what_the_line_is_drawn_in(
    agenda: Any, new_small: Any
) -> None:
    desk = new_small(line=False)
    desk.do(Move("R-006", above="R-001"), GoTo("line"))
    assert desk.meeting.order[0] == "R-006"


def test_a_new_round_keeps_decisions_and_draws_the_line_around_them(small: Any) -> None:
    small.do(Commit("R-001"), Not("R-002", Reason.VAL), GoTo("rank"), OpenRound())
    labels = {id: label for label, id in small.meeting.round.labels}
    assert set(labels) == set(rows(3, 4, 5, 6))
    small.do(Ballot("meier", labels["R-006"] * 2), Reveal())
    assert small.meeting.is_above("R-001")
    assert not small.meeting.is_above("R-002")
    assert small.meeting.order[:2] == rows(1, 6)
    assert set(small.meeting.decisions) == set(rows(1, 2))


def test_a_latecomer_votes_from_the_next_ballot_on(small: Any) -> None:
    from agendas.meeting.commands.roll_call import Leave, Present

    small.do(Leave(("sato",)), GoTo("rank"), Ballot("meier", "aab"))
    assert "not in the room" in small.refused(Ballot("sato", "c"))
    small.wait(60)
    small.do(Present(("sato",)), Ballot("sato", "c"))
    assert small.meeting.round.handed_in == {"meier", "sato"}


def test_a_ballot_can_be_entered_again_until_the_reveal_and_not_after(new_small: Any) -> None:
    desk = new_small(line=False)
    desk.do(Ballot("meier", "aab"), Ballot("meier", "ff"), Reveal())
    assert dict(desk.meeting.revealed.ballots)["meier"] == (("R-006", 2),)
    assert "new round" in desk.refused(Ballot("meier", "a"))
    desk.do(OpenRound(), Ballot("meier", "a"), Reveal())
    assert [shown.number for shown in record_of(desk.workspace, desk.meeting).rounds] == [1, 2]


def test_consent_takes_the_order_as_it_stands_and_keeps_moves_by_hand(new_small: Any) -> None:
    desk = new_small(line=False)
    desk.do(GoTo("rank"), OpenRound(), Abstain("meier"), ChooseMethod(Method.CONSENT), Reveal())
    assert desk.meeting.order == rows(1, 2, 3, 4, 5, 6)
    desk.do(Object("meier", "the audit first", "R-006"), Move("R-006", above="R-001"))
    desk.do(Because("R-006", "the audit"), Over("the audit"), GoTo("line"))
    record = record_of(desk.workspace, desk.meeting)
    assert (record.method, record.rounds[0].method) == ("consent", "consent")
    assert record.objections[0].sentence == "the audit first"
    assert record.candidates[0].moved_because == "the audit"


def test_fixed_date_work_with_an_authority_is_taken_out_first(new_small: Any) -> None:
    desk = new_small(line=False)
    desk.do(Fill("R-006", "service_class", "fixed-date"), Fill("R-006", "deadline", "2026-11-20"))
    desk.do(GoTo("line"))
    assert desk.meeting.order[0] == "R-001"
    desk = new_small(line=False)
    for field, value in (
        ("service_class", "fixed_date"),
        ("deadline", "2026-11-20"),
        ("deadline_authority", "tax law"),
    ):
        desk.do(Fill("R-006", field, value))
    desk.do(GoTo("line"))
    assert desk.meeting.order[0] == "R-006"
    assert desk.meeting.above_line == rows(6, 1, 2)


def test_a_commitment_without_a_line_keeps_the_meeting_from_being_finalised(
    agenda: Any, new_desk: Any
) -> None:
    from agendas.meeting.commands.roll_call import Present

    desk = new_desk(agenda, 1)
    desk.open()
    desk.do(Present(), Commit("R-001"))
    assert "capacity" in desk.refused(Finalise())
    desk.do(SetCapacity(Decimal(10)), GoTo("close"), Finalise())
    assert desk.meeting.record.candidates[0].above


def test_a_reason_of_its_own_says_why_a_row_went_below_the_line_but_no_room_does_not(
    small: Any,
) -> None:
    above = small.meeting.above_line
    small.do(Not(above[0], Reason.VAL, "one hour a week"), Not(above[1], Reason.CAP))
    assert unexplained(small.meeting) == (above[1],)
