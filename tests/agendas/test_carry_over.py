"""What the next meeting starts with, without anyone remembering it (product.md 10)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from agendas.agenda import CandidateRule
from agendas.carry_over import carry_over
from agendas.decisions import Kind, Reason
from agendas.history import life
from agendas.meeting.commands.closing import Finalise
from agendas.meeting.commands.correcting import Correct
from agendas.meeting.commands.deciding import Commit, IfRoom
from agendas.meeting.commands.looking_back import PromiseKept
from agendas.meeting.commands.merging import Merge, Split
from agendas.meeting.commands.refusing import Back, Decline, Not
from agendas.meeting.commands.requests import Add, Archive, Fill, Revive, Table, Untable
from agendas.meeting.commands.roll_call import Present
from agendas.meeting.commands.sweeping import Unreached
from agendas.meeting.events import Origin
from agendas.pasts import pasts
from agendas.proposals import below, expiry

DECEMBER = date(2026, 12, 1)
JANUARY = date(2027, 1, 5)


def origins(desk: Any, on: date = DECEMBER) -> dict[str, Origin]:
    left = carry_over(desk.workspace, desk.agenda, on)
    return {candidate.request: candidate.origin for candidate in left.candidates}


def test_undecided_first_then_due_then_revived_then_by_hand_then_new(small: Any) -> None:
    small.do(Decline("R-005", Reason.OUT), Commit("R-001"), Commit("R-002"))
    small.do(Not("R-004", Reason.VAL, until=DECEMBER), Not("R-006", Reason.VAL, until=JANUARY))
    small.do(Unreached(), Finalise())
    small.do(Add("New and ready"), Add("By hand"), Table(("R-008",)), Revive("R-005", "after all"))
    for field in ("problem", "benefit", "requester", "done_means"):
        small.do(Fill("R-007", field, "x"))
    small.do(Fill("R-007", "effort", "2"))
    assert list(origins(small).items()) == [
        ("R-003", Origin.UNDECIDED),
        ("R-004", Origin.DUE),
        ("R-005", Origin.REVIVED),
        ("R-008", Origin.TABLED),
        ("R-007", Origin.NEW),
    ]
    assert "R-006" in origins(small, JANUARY)


def test_what_is_not_due_stays_off_and_what_was_taken_off_by_hand_too(small: Any) -> None:
    small.do(Not("R-004", Reason.VAL, until=JANUARY), Unreached(), Finalise())
    assert "R-004" not in origins(small)
    small.do(Untable(("R-002",)))
    assert "R-002" not in origins(small)
    small.open(DECEMBER)
    small.do(Present(), Unreached(), Finalise())
    assert "R-002" in origins(small, JANUARY)


def test_what_waits_for_another_request_comes_when_that_is_done(small: Any) -> None:
    small.do(Commit("R-001"), Not("R-004", Reason.DEP, "r-001", until=date(2027, 6, 1)))
    small.do(Unreached(), Finalise())
    assert "R-004" not in origins(small)
    small.open(DECEMBER)
    small.do(Present(), PromiseKept("R-001", "done"), Unreached(), Finalise())
    assert origins(small, JANUARY)["R-004"] == Origin.DUE


def test_what_went_back_comes_once_it_is_ready_and_is_named_until_then(small: Any) -> None:
    small.do(Fill("R-006", "benefit", ""), Back("R-006"), Unreached(), Finalise())
    assert "R-006" not in origins(small)
    left = carry_over(small.workspace, small.agenda, DECEMBER)
    assert left.waiting_for_requester == ("R-006",)
    small.do(Fill("R-006", "benefit", "now it is known"))
    assert origins(small)["R-006"] == Origin.DUE


def test_deferrals_are_counted_over_meetings_and_by_hand_as_well(small: Any) -> None:
    for on in (DECEMBER, JANUARY):
        small.do(Not("R-006", Reason.VAL), Unreached(), Finalise())
        small.open(on)
        small.do(Present())
    assert small.meeting.candidates["R-006"].deferred == 2
    assert small.meeting.candidates["R-006"].since == date(2026, 11, 3)
    small.do(Untable(("R-006",)), Table(("R-006",)))
    again = small.meeting.candidates["R-006"]
    assert (again.deferred, again.since) == (2, date(2026, 11, 3))


def test_new_requests_stop_at_the_limit_and_the_rest_is_one_number(new_desk: Any) -> None:
    desk = new_desk()
    narrow = replace(desk.agenda, candidates=CandidateRule(at_most=10, cut_off_days=3))
    left = carry_over(desk.workspace, narrow, date(2026, 11, 3))
    assert (len(left.candidates), left.left_out) == (10, 28)
    created = [desk.workspace.requests[c.request].created for c in left.candidates]
    assert created == sorted(created)
    early = carry_over(desk.workspace, desk.agenda, date(2026, 10, 8))
    assert all(desk.workspace.requests[c.request].created <= date(2026, 10, 5)
               for c in early.candidates)  # fmt: skip


def test_promises_come_by_deadline_and_if_room_last(small: Any) -> None:
    small.do(Commit("R-002", due=date(2026, 11, 20)), Commit("R-001"), IfRoom("R-004"))
    small.do(Unreached(), Finalise())
    left = carry_over(small.workspace, small.agenda, DECEMBER)
    assert [(p.request, p.if_room, p.days) for p in left.promises] == [
        ("R-002", False, Decimal(4)),
        ("R-001", False, Decimal(3)),
        ("R-004", True, Decimal(2)),
    ]
    assert origins(small)["R-004"] == Origin.DUE


def test_what_is_left_of_a_promise_is_what_was_answered_last(small: Any) -> None:
    small.do(Commit("R-001"), Unreached(), Finalise())
    small.open(DECEMBER)
    small.do(Present(), PromiseKept("R-001", "part", "half", Decimal(1)), Unreached(), Finalise())
    small.open(JANUARY)
    assert [p.days for p in small.meeting.promises] == [Decimal(1)]
    small.do(Present(), PromiseKept("R-001", "not_done", "ill"), Unreached(), Finalise())
    left = carry_over(small.workspace, small.agenda, date(2027, 2, 2))
    assert [p.days for p in left.promises] == [Decimal(1)]


def test_a_new_promise_starts_with_its_own_days_not_with_an_old_answer(small: Any) -> None:
    small.do(Commit("R-001"), Unreached(), Finalise())
    small.open(DECEMBER)
    small.do(Present(), PromiseKept("R-001", "stopped", "no longer"), Unreached(), Finalise())
    small.do(Revive("R-001", "the law changed"))
    small.open(JANUARY)
    small.do(Present())
    from agendas.meeting.commands.course import GoTo
    from agendas.meeting.commands.placing import SetCapacity

    small.do(SetCapacity(Decimal(100)), GoTo("line"), Commit("R-001"), Unreached(), Finalise())
    left = carry_over(small.workspace, small.agenda, date(2027, 2, 2))
    assert [(p.meeting, p.days) for p in left.promises] == [(3, Decimal(3))]


def test_an_investigation_is_promised_with_its_own_days(small: Any) -> None:
    small.do(Add("No estimate"), Table(("R-007",)))
    small.do(Commit("R-007", investigation=Decimal(2), deliverable="a number", because="law"))
    small.do(Unreached(), Finalise())
    small.do(Fill("R-007", "effort", "30"))
    left = carry_over(small.workspace, small.agenda, DECEMBER)
    assert [(p.request, p.days) for p in left.promises] == [("R-007", Decimal(2))]


def test_a_corrected_decision_is_what_the_next_meeting_goes_by(small: Any) -> None:
    small.do(Commit("R-001"), Unreached(), Finalise())
    small.do(Correct("R-001", "decision", "not_this_month", why="misheard"))
    assert carry_over(small.workspace, small.agenda, DECEMBER).promises == ()
    assert origins(small)["R-001"] == Origin.DUE
    assert pasts(small.workspace)["R-001"].deferred == 1


@pytest.mark.parametrize("judged", [True, False])
def test_emergencies_come_until_a_meeting_judged_them(small: Any, judged: bool) -> None:
    from agendas.meeting.commands.looking_back import LogEmergency, Ratify

    small.do(LogEmergency("Mail down", "B. Head", "orders", Decimal(1), ("R-001",)))
    if judged:
        small.do(Ratify("E-01"))
    small.do(Unreached(), Finalise())
    left = carry_over(small.workspace, small.agenda, DECEMBER)
    assert left.emergencies == (() if judged else ("E-01",))


def deferred(desk: Any, *ids: str) -> Any:
    """A desk between meetings: November and December have put these off until the next one."""
    for on in (DECEMBER, None):
        desk.do(*(Not(id, Reason.VAL) for id in ids), Unreached(), Finalise())
        if on:
            desk.open(on)
            desk.do(Present())
    return desk


def test_a_survivor_inherits_the_deferrals_of_what_was_merged_into_it(small: Any) -> None:
    deferred(small, "R-006").do(Add("The same"), Merge("R-006", "R-007"))
    past = pasts(small.workspace)["R-007"]
    assert [(m.number, d.request) for m, d in past.decisions] == [(1, "R-006"), (2, "R-006")]
    assert past.deferred == 2
    small.do(Table(("R-007",)))
    small.open(JANUARY)
    now = small.meeting.candidates["R-007"]
    assert (now.deferred, now.since) == (2, date(2026, 11, 3))


def test_a_meeting_that_put_off_both_counts_once(small: Any) -> None:
    deferred(small, "R-005", "R-006").do(Merge("R-006", "R-005"))
    assert pasts(small.workspace)["R-005"].deferred == 2
    assert [row.deferred for row in life(small.workspace, "R-005")] == [1, 1, 2, 2]


def test_that_it_was_merged_is_no_decision_about_the_survivor(small: Any) -> None:
    small.do(Not("R-006", Reason.VAL), Not("R-005", Reason.VAL), Unreached(), Finalise())
    small.open(DECEMBER)
    small.do(Present(), Merge("R-006", "R-005"), Not("R-005", Reason.VAL), Unreached(), Finalise())
    past = pasts(small.workspace)["R-005"]
    assert past.deferred == 2
    assert all(decision.kind == Kind.NOT_THIS_MONTH for _meeting, decision in past.decisions)


def test_parts_inherit_the_deferrals_of_what_was_split_and_come_by_hand(small: Any) -> None:
    deferred(small, "R-006").do(Split("R-006", ("one half", "other half")))
    known = pasts(small.workspace)
    assert [known[id].deferred for id in ("R-007", "R-008")] == [2, 2]
    assert not origins(small, JANUARY).keys() & {"R-006", "R-007", "R-008"}
    small.do(Table(("R-007",)))
    small.open(JANUARY)
    assert small.meeting.candidates["R-007"].deferred == 2
    assert [row.deferred for row in life(small.workspace, "R-007")] == [1, 2, 2]


def test_the_past_goes_on_through_a_merge_and_a_split(small: Any) -> None:
    deferred(small, "R-006").do(Merge("R-006", "R-005"), Split("R-005", ("one", "two")))
    assert pasts(small.workspace)["R-008"].deferred == 2


def test_what_was_due_comes_as_its_survivor_until_that_is_decided_itself(small: Any) -> None:
    small.do(Not("R-006", Reason.VAL, until=DECEMBER), Not("R-005", Reason.VAL, until=JANUARY))
    small.do(Unreached(), Finalise(), Merge("R-006", "R-005"))
    assert origins(small)["R-005"] == Origin.DUE
    small.open(DECEMBER)
    small.do(Present(), Not("R-005", Reason.VAL, until=date(2027, 6, 1)), Unreached(), Finalise())
    assert "R-005" not in origins(small, JANUARY)


def test_three_deferrals_hint_at_expiry_and_propose_nothing_else(small: Any) -> None:
    deferred(small, "R-006").open(JANUARY)
    small.do(Present())
    assert not expiry(small.meeting, "R-006")
    small.do(Not("R-006", Reason.VAL), Unreached(), Finalise())
    small.open(date(2027, 2, 2))
    assert expiry(small.meeting, "R-006")
    small.do(Add("New"), Table(("R-007",)))
    assert not expiry(small.meeting, "R-007")
    assert not expiry(small.meeting, "R-099")
    request = small.workspace.requests["R-006"]
    assert below(small.meeting, request).reason == Reason.CAP


def test_who_speaks_up_anew_is_not_told_of_expiry(small: Any) -> None:
    deferred(small, "R-006").open(JANUARY)
    small.do(Present(), Not("R-006", Reason.VAL, until=date(2027, 6, 1)), Unreached(), Finalise())
    small.do(Archive(("R-006",)), Revive("R-006", "the new head of sales wants it"))
    small.open(date(2027, 2, 2))
    now = small.meeting.candidates["R-006"]
    assert (now.origin, now.deferred) == (Origin.REVIVED, 3)
    assert not expiry(small.meeting, "R-006")


def test_not_reached_is_our_failure_and_no_deferral(small: Any) -> None:
    small.do(Not("R-004", Reason.VAL), Unreached(), Finalise())
    counted = {
        c.request: c.deferred
        for c in carry_over(small.workspace, small.agenda, DECEMBER).candidates
    }
    assert (counted["R-004"], counted["R-005"]) == (1, 0)
