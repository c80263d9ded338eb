"""Who is in the room, and what follows: quorum, IT, adjourning, promises (product.md 5.1, 5.7)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from agendas.agenda import Person, Role
from agendas.decisions import Kind, Reason
from agendas.meeting.checks import blockers
from agendas.meeting.commands.closing import Finalise
from agendas.meeting.commands.correcting import Correct
from agendas.meeting.commands.course import Adjourn, GoTo, Next, Resume
from agendas.meeting.commands.deciding import Commit, IfRoom
from agendas.meeting.commands.looking_back import PromiseKept
from agendas.meeting.commands.merging import Merge, Split
from agendas.meeting.commands.placing import SetCapacity
from agendas.meeting.commands.refusing import Decline, Not, Withdraw
from agendas.meeting.commands.requests import Archive, Revive
from agendas.meeting.commands.roll_call import (
    Absent,
    Excused,
    Guest,
    Leave,
    Present,
    Provisional,
    StandIn,
)
from agendas.meeting.commands.sweeping import Unreached
from agendas.meeting.meeting import Presence, Status
from agendas.recording import record_of
from agendas.request import State


def test_the_first_stage_is_not_left_without_quorum_and_it(agenda: Any, new_desk: Any) -> None:
    desk = new_desk(agenda, 3)
    desk.open()
    desk.do(Present(("meier", "haddad", "novak", "sato")))
    assert "IT is not in the room" in desk.refused(Next())
    desk.do(StandIn("T. Admin"), Leave(("sato",)))
    assert "3 of 4 voters" in desk.refused(Next())
    desk.do(Provisional(), Next())
    assert record_of(desk.workspace, desk.meeting).it_stand_in == "T. Admin"


def test_all_present_leaves_alone_who_is_known_to_be_missing(agenda: Any, new_desk: Any) -> None:
    desk = new_desk(agenda, 1)
    desk.open()
    desk.do(Excused(("sato",)), Absent(("costa",)), Present())
    assert desk.meeting.presence("sato") == Presence.EXCUSED
    assert desk.meeting.presence("costa") == Presence.ABSENT
    assert len(desk.meeting.present) == 6
    desk.do(Present(("sato",)))
    assert desk.meeting.presence("sato") == Presence.PRESENT


def test_decisions_after_the_quorum_is_lost_are_provisional_and_those_before_are_not(
    small: Any,
) -> None:
    small.do(Commit("R-001"), Leave(("meier", "haddad", "novak")), Commit("R-002"))
    m = small.meeting
    assert not m.decisions["R-001"].provisional
    assert m.decisions["R-002"].provisional
    small.do(Present(("meier",)), Commit("R-002"))
    assert not small.meeting.decisions["R-002"].provisional


def test_people_who_leave_after_the_last_decision_make_nothing_provisional(small: Any) -> None:
    small.do(Unreached(), Leave(("meier", "haddad", "novak", "okafor")))
    assert blockers(small.workspace, small.meeting) == ()
    small.do(Finalise())
    assert not small.meeting.record.provisional


def test_what_was_decided_without_quorum_wants_the_choice_recorded(small: Any) -> None:
    small.do(Leave(("meier", "haddad", "novak")), Unreached())
    assert "provisionally" in small.refused(Finalise())
    small.do(Provisional(), Finalise())
    assert small.meeting.record.provisional


def test_a_guest_never_takes_the_id_of_somebody_else(agenda: Any, new_desk: Any) -> None:
    from msgspec.structs import replace

    odd = replace(agenda, people=(*agenda.people, Person("guest-2", "G. Two", "", (Role.GUEST,))))
    desk = new_desk(odd, 1)
    desk.open()
    desk.do(Guest("A. Visitor"))
    assert [p.name for p in desk.meeting.present] == ["A. Visitor"]
    assert "belongs to this meeting" in desk.refused(Guest("a. visitor"))


def test_presence_is_recorded_with_its_times(small: Any) -> None:
    small.do(Leave(("sato",)))
    small.wait(300)
    small.do(Guest("A. Visitor", "Audit"))
    people = {row.name: row for row in record_of(small.workspace, small.meeting).people}
    assert people["J. Sato"].presence == "left"
    assert f"{people['J. Sato'].left:%H:%M}" == "09:00"
    assert f"{people['A. Visitor'].arrived:%H:%M}" == "09:05"
    assert people["A. Visitor"].roles == ("guest",)


def test_an_adjourned_meeting_stands_still_and_goes_on_with_a_new_roll_call(small: Any) -> None:
    small.do(Commit("R-001"))
    small.wait(600)
    small.do(Adjourn("fire alarm"))
    assert small.meeting.status == Status.ADJOURNED
    assert "resume it first" in small.refused(Commit("R-002"))
    assert "resume it first" in small.refused(Finalise())
    interim = record_of(small.workspace, small.meeting)
    assert (interim.final, len(interim.of(None))) == (False, 5)
    small.wait(86_400)
    small.do(Resume())
    m = small.meeting
    assert (m.stage_id, m.present, m.clock, m.above) == ("open", (), 600, 3)
    assert m.decisions["R-001"].kind == Kind.COMMIT
    assert "IT is not in the room" in small.refused(Next())


@pytest.mark.parametrize("gone", [Absent, Excused])
def test_who_was_there_on_the_first_day_and_not_on_the_second_was_there(
    small: Any, gone: Any
) -> None:
    person = small.meeting.present[0].id
    arrived = small.meeting.attendance[person].arrived
    small.do(Adjourn())
    small.wait(86_400)
    small.do(Resume(), gone((person,)))
    assert small.meeting.attendance[person].arrived == arrived
    small.do(Present((person,)), gone((person,)))
    assert small.meeting.attendance[person].arrived == arrived


def test_who_was_marked_present_by_mistake_was_not_there(small: Any) -> None:
    person = small.meeting.present[0].id
    small.do(Absent((person,)))
    assert small.meeting.attendance[person].arrived is None


def test_a_resumed_meeting_goes_on_where_it_stopped_after_the_roll_call(small: Any) -> None:
    stopped, following = small.meeting.stage_id, small.meeting.next_stage().id
    small.do(Adjourn(), Resume(), Provisional(), Next())
    assert small.meeting.stage_id == stopped
    small.do(Next())
    assert small.meeting.stage_id == following


def test_a_meeting_that_is_never_resumed_is_closed_as_not_reached(small: Any) -> None:
    small.do(Commit("R-001"), Adjourn())
    small.do(Resume(), Provisional(), Unreached(), Finalise())
    record = small.meeting.record
    assert [row.request for row in record.of(Kind.COMMIT)] == ["R-001"]
    assert {row.decision.reason for row in record.of(Kind.NOT_THIS_MONTH)} == {Reason.NRC}


def test_a_break_and_what_is_adjourned_burn_no_minutes(small: Any) -> None:
    from agendas.meeting.commands.course import Extend, Pause

    small.wait(60)
    small.do(Pause())
    small.wait(600)
    small.do(Pause())
    small.wait(30)
    small.do(Extend(2))
    assert (small.meeting.clock, small.meeting.seconds_left()) == (90, 12 * 60 - 90)


# -- promises ----------------------------------------------------------------------------------


def _next_month(small: Any) -> None:
    small.do(Commit("R-001"), IfRoom("R-004"), Unreached(), Finalise())
    small.open(date(2026, 12, 1))
    small.do(Present())


def test_a_sentence_is_asked_for_whatever_is_not_done(small: Any) -> None:
    _next_month(small)
    assert "one sentence" in small.refused(PromiseKept("R-001", "part"))
    small.do(PromiseKept("R-001", "part", "half of it runs", Decimal(1)))
    assert "not promised" in small.refused(PromiseKept("R-002", "done"))


def test_work_started_though_only_if_room_leaves_the_table_and_may_come_back(small: Any) -> None:
    _next_month(small)
    order = small.meeting.order
    assert "R-004" in order
    small.do(PromiseKept("R-004", "part", "begun"))
    assert "R-004" not in small.meeting.order
    small.do(PromiseKept("R-004", "not_done", "a mistake: not begun"))
    assert set(small.meeting.order) == set(order)


def test_what_is_decided_in_this_meeting_is_no_kept_promise_as_well(small: Any) -> None:
    _next_month(small)
    small.do(Not("R-004", Reason.VAL))
    assert "undo that first" in small.refused(PromiseKept("R-004", "done"))


def test_a_promise_does_not_vanish_by_merging_or_splitting_it(small: Any) -> None:
    _next_month(small)
    assert "promised" in small.refused(Merge("R-001", "R-002"))
    assert "promised" in small.refused(Split("R-001", ("one", "two")))
    assert "promised" in small.refused(Archive(("R-001",)))
    small.do(Merge("R-002", "R-001"))


def test_what_this_meeting_closed_is_not_revived_beside_its_decision(small: Any) -> None:
    small.do(Split("R-002", ("one", "two")))
    assert "undo that first" in small.refused(Revive("R-002", "after all"))


def test_only_what_is_open_is_archived(small: Any) -> None:
    small.do(Merge("R-002", "R-003"), Withdraw("R-001"), Unreached(), Finalise())
    assert "closed" in small.refused(Archive(("R-002",)))
    small.do(Archive(("R-004",)))
    assert small.workspace.requests["R-004"].state == State.ARCHIVED


# -- corrections -------------------------------------------------------------------------------


def test_a_correction_is_a_new_version_and_the_old_one_stays(small: Any) -> None:
    small.do(Commit("R-001"), Decline("R-002", Reason.VAL), Unreached(), Finalise())
    first = small.meeting.record
    small.do(Correct("R-001", "owner", "P. Costa", why="typed wrongly", by="K. Meier"))
    m = small.meeting
    assert m.versions == (first, m.record)
    assert (m.record.version, m.record.corrections[0].old) == (2, "M. Okafor")
    assert m.record.corrections[0].by == "K. Meier"
    assert m.clock == first.minutes_used * 60


def test_a_correction_keeps_to_what_a_decision_may_say(small: Any) -> None:
    small.do(Commit("R-001"), Decline("R-002", Reason.VAL), Unreached(), Finalise())
    for id, field, value in (
        ("R-002", "reason", "CAP"),
        ("R-001", "reason", "CAP"),
        ("R-003", "reason", "DEP"),
        ("R-003", "revisit", "2020-01-01"),
        ("R-003", "revisit", "some day"),
        ("R-001", "owner", " "),
        ("R-003", "nonsense", "x"),
    ):
        small.refused(Correct(id, field, value, why="because"))
    assert small.meeting.record.version == 1


def test_a_correction_while_the_next_meeting_runs_changes_nothing_in_that_one(small: Any) -> None:
    small.do(Commit("R-001"), Unreached(), Finalise())
    old = small.meeting
    small.open(date(2026, 12, 1))
    small.wait(60)
    running = small.meeting
    small.do(Correct("R-001", "owner", "P. Costa", why="typed wrongly"))
    assert small.workspace.meetings[2] == running
    assert small.workspace.meetings[1].clock == old.clock


def test_a_meeting_in_no_possible_year_is_refused(agenda: Any, new_desk: Any) -> None:
    from agendas.meeting.commands.closing import open_meeting
    from agendas.meeting.commands.spec import Refused

    desk = new_desk(agenda, 1)
    for on in (date(9999, 12, 31), date(1, 1, 1)):
        assert isinstance(open_meeting(desk.situation, agenda, on), Refused)


def test_going_back_loses_nothing_and_going_on_needs_no_new_line(small: Any) -> None:
    small.do(Commit("R-001"), GoTo("open"), SetCapacity(Decimal(20)), GoTo("close"))
    assert small.meeting.above_line[0] == "R-001"
    assert small.meeting.visited >= {"open", "line", "close"}
