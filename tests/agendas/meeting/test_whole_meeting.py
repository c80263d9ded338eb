"""Two whole meetings by commands: 42 candidates, every decision, the record field by field."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from agendas.agenda import Agenda
from agendas.decisions import Decision, Kind, Reason, gaps
from agendas.language import ENGLISH
from agendas.meeting import events as e
from agendas.meeting.checks import blockers
from agendas.meeting.clock import ScriptClock
from agendas.meeting.commands.closing import Finalise, Object, ReadBack
from agendas.meeting.commands.course import Extend, GoTo, Next, Note, Private
from agendas.meeting.commands.deciding import Commit, IfRoom
from agendas.meeting.commands.grammar import render
from agendas.meeting.commands.looking_back import LogEmergency, PromiseKept, Ratify
from agendas.meeting.commands.merging import Merge, Split
from agendas.meeting.commands.placing import Because, Move, Over, SetCapacity
from agendas.meeting.commands.refusing import Back, Decline, Not, Withdraw
from agendas.meeting.commands.requests import Add, Ask, Fill, Table
from agendas.meeting.commands.roll_call import Excused, Leave, Present
from agendas.meeting.commands.spec import Command, Refused
from agendas.meeting.commands.sweeping import Block, Defaults, Rest
from agendas.meeting.commands.voting import Abstain, Ballot, Reveal
from agendas.meeting.meeting import Meeting
from agendas.recording import record_of
from agendas.request import State
from agendas.session import Done, Session, open_session

NEXT = date(2026, 12, 1)


class InMemory:
    """Drives a desk."""

    def __init__(self, desk: Any) -> None:
        self.desk = desk

    @property
    def meeting(self) -> Meeting:
        return self.desk.meeting

    @property
    def workspace(self) -> Any:
        return self.desk.workspace

    def do(self, *commands: Command) -> None:
        self.desk.do(*commands)

    def refused(self, command: Command) -> str:
        return self.desk.refused(command)

    def open(self, on: date) -> None:
        self.desk.open(on)

    def wait(self, seconds: int) -> None:
        self.desk.wait(seconds)


class Stored(InMemory):
    """Drives a session on a folder, closed and opened again on the way."""

    def __init__(self, folder: Path, agenda: Agenda, requests: Any) -> None:
        self.folder, self.agenda = folder, agenda
        self.clock = ScriptClock(datetime.fromisoformat("2026-11-03T09:00:00+00:00"))
        self.session = self._open()
        self.session.write(tuple(e.RequestAdded(request) for request in requests), "import")

    def _open(self) -> Session:
        return open_session(self.folder, self.agenda, self.clock, "R. Lindqvist")

    def reopen(self) -> None:
        before = self.session.workspace
        self.session.close()
        self.clock = ScriptClock(self.clock.now())
        self.session = self._open()
        assert self.session.workspace == before

    @property
    def meeting(self) -> Meeting:
        found = self.session.workspace.newest
        assert found is not None
        return found

    @property
    def workspace(self) -> Any:
        return self.session.workspace

    def do(self, *commands: Command) -> None:
        for command in commands:
            made = self.session.do(command, render(command))
            assert isinstance(made, Done), (command, ENGLISH.say(made.message))

    def refused(self, command: Command) -> str:
        made = self.session.do(command, render(command))
        assert isinstance(made, Refused)
        return ENGLISH.say(made.message)

    def open(self, on: date) -> None:
        made = self.session.open_meeting(on)
        assert isinstance(made, Done)

    def wait(self, seconds: int) -> None:
        from datetime import timedelta

        self.clock.set(self.clock.now() + timedelta(seconds=seconds))


@pytest.fixture(params=["in memory", "on disk"])
def room(request: Any, new_desk: Any, agenda: Agenda, requests42: Any, tmp_path: Path) -> Any:
    if request.param == "in memory":
        yield InMemory(new_desk(agenda, 42))
        return
    stored = Stored(tmp_path, agenda, requests42)
    yield stored
    stored.session.close()


def first_meeting(room: Any) -> None:
    """42 requests: 38 are proposed, four that are not ready are put on the table by hand."""
    room.do(Table(("R-010", "R-011", "R-012", "R-013")))
    room.do(LogEmergency("Mail down", "B. Head", "nobody can order", Decimal(2), ("R-001",)))
    room.open(date(2026, 11, 3))
    assert len(room.meeting.order) == 42
    room.do(Excused(("sato",)), Present())
    room.wait(120)
    room.do(Present(("sato",)), Next(), Ratify("E-01", "well done"), Next(), Note("IT's word"))
    room.do(Next(), SetCapacity(Decimal(40), Decimal(14), Decimal(6)), Next())
    room.do(Fill("R-010", "benefit", "an hour a day"), Ask("R-010", "Who pays?", "K. Meier"))
    room.do(Block(), Next())
    rank(room)
    room.wait(600)
    room.do(Extend(5), Next())
    at_the_line(room)
    room.do(Next())
    not_this_month(room)
    room.do(Next())
    read_back(room)


VOTES = {
    "meier": "1 1 2 2 3 4",
    "haddad": "1 2 3 3 4 14",
    "novak": "1 1 2 4 5 6",
    "brandt": "2 2 3 4 5 20",
    "costa": "1 3 4 4 21 22",
}


def rank(room: Any) -> None:
    labels = {}
    for voter, typed in VOTES.items():
        room.do(Ballot(voter, typed))
        labels = dict(room.meeting.round.labels)
    room.do(Abstain("sato"))
    assert "not revealed" in room.refused(Next())
    room.do(Reveal())
    points: dict[str, int] = {}
    for typed in VOTES.values():
        for label in typed.split():
            points[labels[label]] = points.get(labels[label], 0) + 1
    shown = room.meeting.revealed
    told = {s.request: int(s.points) for s in shown.standings}
    assert {id: count for id, count in told.items() if count} == points
    assert [told[band[0]] for band in shown.bands] == sorted(set(told.values()), reverse=True)
    assert {id for band in shown.bands[:-1] for id in band} == set(points)


def at_the_line(room: Any) -> None:
    m = room.meeting
    assert m.order[0] == "R-014"
    assert m.to_give_away == 20
    lowest = m.below_line[-8]
    room.do(Move(lowest, above=m.above_line[1]))
    assert lowest in room.refused(Next())
    room.do(Because(lowest, "the auditor comes in November"))
    assert "more than there is" in room.refused(Next())
    room.do(Over("the reserve carries it"))
    free = [id for id in room.meeting.below_line if id in room.meeting.undecided]
    room.do(IfRoom(free[0]), IfRoom(free[1]))
    room.do(Merge(free[2], free[3]), Split(free[4], ("first half", "second half")))
    room.do(Table(("R-043", "R-044")), Withdraw(free[5], "its requester"))
    room.do(Decline(free[6], Reason.OUT, "belongs to facilities"))
    room.do(Back(free[7], Reason.OWN, missing="a sponsor", from_whom="A. Haddad"))
    room.do(Rest())


def not_this_month(room: Any) -> None:
    left = list(room.meeting.decided(Kind.NOT_THIS_MONTH))
    room.do(Not(left[0], Reason.VAL, "gain of 1 h a week", until=date(2027, 2, 2)))
    room.do(Not(left[1], Reason.DEP, left[0], condition="the scanner runs", teller="P. Costa"))
    room.do(Not(left[2], Reason.OTH, "nobody could say"), Defaults())


def read_back(room: Any) -> None:
    yes = [id for id in room.meeting.decided(Kind.COMMIT) if id != "R-014"]
    room.do(Commit(yes[0], owner="P. Costa", due=date(2026, 11, 20), deliverable="a test invoice"))
    room.do(ReadBack(yes[0], "invoices by mail"), Object("novak", "too early", yes[1]))
    room.do(Private("K. Meier was angry"), Leave(("brandt",)))
    assert blockers(room.workspace, room.meeting) == ()
    room.do(Next())
    room.wait(300)
    room.do(Finalise())


def test_the_record_says_what_was_done_field_by_field(room: Any) -> None:
    first_meeting(room)
    m = room.meeting
    record = m.record
    assert record_of(room.workspace, m) is record
    sums = dict(record.sum())
    assert len(record.candidates) == 44 == sum(sums.values())
    assert record.of(None) == ()
    assert sums[Kind.IF_ROOM] == 2
    assert [sums[kind] for kind in (Kind.MERGE, Kind.SPLIT, Kind.WITHDRAWN, Kind.DECLINE)] == [
        1
    ] * 4
    # Three were not ready, one lacked a sponsor, two parts have no effort yet.
    assert sums[Kind.BACK] == 3 + 1 + 2
    rows = {row.request: row for row in record.candidates}
    assert [row.request for row in record.candidates] == list(m.order)
    for id, row in rows.items():
        request = room.workspace.requests[id]
        assert row.decision == m.decisions[id]
        assert (row.title, row.department, row.requester, row.benefit) == (
            request.title, request.department, request.requester, request.benefit,
        )  # fmt: skip
        assert row.days == request.days
        assert row.above == (row.decision.kind == Kind.COMMIT)
        assert gaps(row.decision) == ()
    assert rows["R-005"].title.startswith("客户门户")
    assert rows["R-015"].confidential
    assert rows["R-014"].decision.deadline == date(2026, 11, 25)
    first = next(row for row in record.of(Kind.COMMIT) if row.read_back)
    assert first.decision == Decision(
        first.request, Kind.COMMIT, owner="P. Costa", deliverable="a test invoice",
        deadline=date(2026, 11, 20),
    )  # fmt: skip
    assert (first.read_back, first.days) == ("invoices by mail", m.as_shown[first.request][1])
    moved = next(row for row in record.candidates if row.moved_because)
    assert (moved.moved_because, moved.above) == ("the auditor comes in November", True)
    assert record.capacity.to_give_away == 20
    assert record.capacity.taken == sum(row.days for row in record.of(Kind.COMMIT))
    assert record.capacity.over_because == "the reserve carries it"


def test_the_record_says_how_it_was_decided(room: Any) -> None:
    first_meeting(room)
    record = room.meeting.record
    assert (record.number, record.final, record.version, record.series) == (
        1, True, 1, "IT priorities",
    )  # fmt: skip
    assert (record.on, record.period_last, record.next_meeting) == (
        date(2026, 11, 3), date(2026, 11, 30), NEXT,
    )  # fmt: skip
    assert (record.minutes_planned, record.minutes_used) == (60, 17)
    people = {row.name: row for row in record.people}
    assert f"{people['J. Sato'].arrived:%H:%M}" == "09:02"
    assert people["L. Brandt"].presence == "left"
    assert (record.quorum_met, record.it_present, record.provisional) == (True, True, False)
    assert (record.method, len(record.rounds)) == ("dots", 1)
    shown = record.rounds[0]
    assert shown.bands == room.meeting.revealed.bands
    assert {row.voter for row in shown.ballots} == {
        "K. Meier", "A. Haddad", "S. Novak", "L. Brandt", "P. Costa",
    }  # fmt: skip
    assert shown.abstained == ("J. Sato",)
    assert record.tie_rules == ("effort", "waiting", "person")
    drawn = room.meeting.drawn
    assert [tie.requests for tie in record.ties] == [tie.requests for tie in drawn.ties]
    assert [row.request for row in record.did_not_fit] == [r.request for r in drawn.did_not_fit]
    assert [note.text for note in record.notes] == ["IT's word"]
    assert [(o.name, o.sentence) for o in record.objections] == [("S. Novak", "too early")]
    assert [(q.request, q.text, q.asked_of) for q in record.questions] == [
        ("R-010", "Who pays?", "K. Meier")
    ]
    assert [(row.id, row.judged, row.displaces) for row in record.emergencies] == [
        ("E-01", "ratified", ("R-001",))
    ]


def test_requests_are_in_the_state_that_was_decided(room: Any) -> None:
    first_meeting(room)
    states = {
        Kind.COMMIT: State.COMMITTED,
        Kind.IF_ROOM: State.OPEN,
        Kind.NOT_THIS_MONTH: State.OPEN,
        Kind.BACK: State.OPEN,
        Kind.DECLINE: State.DECLINED,
        Kind.MERGE: State.MERGED,
        Kind.SPLIT: State.SPLIT,
        Kind.WITHDRAWN: State.WITHDRAWN,
    }
    for id, decision in room.meeting.decisions.items():
        assert room.workspace.requests[id].state == states[decision.kind]


def test_the_next_meeting_starts_with_what_the_first_left_and_ends_as_well(room: Any) -> None:
    first_meeting(room)
    first = room.meeting.record
    if isinstance(room, Stored):
        room.reopen()
    room.do(Add("A brand new wish"), Fill("R-010", "benefit", "two hours a day"))
    room.open(NEXT)
    m = room.meeting
    committed = [row.request for row in first.of(Kind.COMMIT)]
    if_room = [row.request for row in first.of(Kind.IF_ROOM)]
    promised = [promise.request for promise in m.promises]
    assert sorted(promised) == sorted(committed + if_room)
    assert promised[-2:] == sorted(if_room)
    deadlines = [promise.deadline for promise in m.promises[:-2]]
    assert deadlines == sorted(deadlines)
    due = {row.request for row in first.of(Kind.NOT_THIS_MONTH) if row.decision.revisit <= NEXT}
    later = {row.request for row in first.of(Kind.NOT_THIS_MONTH)} - due
    assert len(later) == 1
    assert due | set(if_room) <= set(m.order)
    assert not later & set(m.order)
    assert m.emergencies == ()
    assert {m.candidates[id].deferred for id in due} == {1}
    assert {m.candidates[id].since for id in due} == {first.on}

    room.do(Present(), Next())
    room.do(PromiseKept(committed[0], "done"), PromiseKept(if_room[0], "done"))
    room.do(PromiseKept(committed[1], "part", "half of it", Decimal(1)))
    room.do(PromiseKept(committed[2], "stopped", "no longer wanted"))
    room.do(PromiseKept(if_room[1], "not_done", "no room"))
    assert if_room[0] not in room.meeting.order
    assert if_room[1] in room.meeting.order
    room.do(Next(), Next(), SetCapacity(Decimal(40), Decimal(1), Decimal(9)), Next())
    room.do(Table(("R-045",)), Block())
    assert room.meeting.decisions["R-045"].reason == Reason.EST
    room.do(GoTo("line"), Rest(), Defaults(), GoTo("close"), Finalise())
    record = room.meeting.record
    assert (record.number, sum(dict(record.sum()).values())) == (2, len(room.meeting.order))
    answers = {row.request: row.answer for row in record.promises}
    assert answers[committed[0]] == "done"
    assert answers[committed[3]] == ""
    states = {id: room.workspace.requests[id].state for id in (*committed[:4], *if_room)}
    assert states[committed[0]] == states[if_room[0]] == State.DONE
    assert states[committed[1]] == states[committed[3]] == State.COMMITTED
    assert states[committed[2]] == State.STOPPED
    assert room.workspace.meetings[1].record is not None
    assert room.workspace.meetings[1].record == first
    room.open(date(2027, 1, 5))
    third = {promise.request: promise for promise in room.meeting.promises}
    assert committed[0] not in third
    assert committed[2] not in third
    assert third[committed[1]].days == 1
