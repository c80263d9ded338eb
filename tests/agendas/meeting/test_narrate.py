"""Every entry can be told in one short sentence, and nothing private is in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agendas.agenda import Agenda, Method, Period, Person, Role, Stage, StageKind
from agendas.decisions import Decision, Kind, Reason
from agendas.language import ENGLISH
from agendas.meeting import events as e
from agendas.meeting.entry import Entry
from agendas.meeting.event_words import Seen, event_words
from agendas.meeting.folding import apply, fold
from agendas.meeting.narrate import told
from agendas.meeting.workspace import Workspace
from agendas.record import Record
from agendas.request import Request, State

AT = datetime(2026, 11, 3, 9, 41, tzinfo=UTC)
ON = AT.date()
SECRET = "the closing of the Lyon office"
AGENDA = Agenda(
    series="Priorities",
    period=Period.MONTHLY,
    people=(
        Person("lindqvist", "R. Lindqvist", "Sales", (Role.FACILITATOR, Role.VOTER)),
        Person("meier", "T. Meier", "Finance"),
        Person("okafor", "M. Okafor", roles=(Role.IT,)),
    ),
    stages=(
        Stage("open", StageKind.OPEN, 5),
        Stage("line", StageKind.LINE, 20),
        Stage("talk", StageKind.TALK, 5, "IT's word"),
        Stage("close", StageKind.CLOSE, 5),
    ),
)
IDS = ("R-101", "R-102", "R-103", "R-104")


@pytest.fixture(scope="module")
def started() -> Workspace:
    """A meeting with four candidates, two of them above the line."""
    requests = tuple(
        e.RequestAdded(Request(id, SECRET, ON, problem=SECRET, confidential=True)) for id in IDS
    )
    candidates = tuple(e.Candidate(id, e.Origin.NEW) for id in IDS)
    opened = e.MeetingOpened(1, ON, ON, date(2026, 11, 30), date(2026, 12, 1), AGENDA, candidates)
    drawn = e.LineDrawn(IDS, 2)
    entries = [
        Entry(1, AT, "x", 0, 0, 0, "", requests),
        Entry(2, AT, "x", 1, 0, 0, "", (opened,)),
        Entry(3, AT, "x", 1, 0, 0, "stage line", (drawn, e.StageEntered("line"))),
    ]
    return fold((entry, "") for entry in entries)


def _said(workspace: Workspace, *events: e.AnyEvent, command: str = "") -> str:
    entry = Entry(workspace.last + 1, AT, "x", 1, 0, 0, command, events)
    return ENGLISH.say(told(entry, apply(workspace, entry), workspace))


def _no(id: str, reason: Reason | None = Reason.CAP) -> e.Decided:
    return e.Decided(Decision(id, Kind.NOT_THIS_MONTH, reason), SECRET)


def _back(id: str) -> e.Decided:
    return e.Decided(Decision(id, Kind.BACK, Reason.NRD), SECRET)


@pytest.mark.parametrize(
    ("events", "says"),
    [
        ((), "nothing changed"),
        ((e.RequestMoved("R-104", 1, 3),), "R-104 moved above the line"),
        ((e.RequestMoved("R-101", 1, 1),), "R-101 moved below the line"),
        ((e.RequestMoved("R-102", 0, 2),), "R-102 moved up to place 1"),
        ((e.RequestMoved("R-103", 3, 2),), "R-103 moved down to place 4"),
        (
            (e.RequestMoved("R-101", 1, 1), e.DecisionTakenBack("R-101"),
             e.MoveExplained("R-101", SECRET)),
            "R-101 moved below the line",
        ),
        ((e.RequestMoved("R-101", 1, 1), _no("R-101")), "R-101 not this month (no room)"),
        ((e.Decided(Decision("R-103", Kind.IF_ROOM), SECRET),), "R-103 if there is room"),
        (
            (e.Decided(Decision("R-103", Kind.NOT_THIS_MONTH, Reason.VAL,
             revisit=date(2027, 2, 2)), SECRET),),
            "R-103 not this month (too little benefit, again 2 Feb)",
        ),
        (
            (e.Decided(Decision("R-101", Kind.COMMIT, owner="M. Okafor",
             deadline=date(2026, 11, 28)), SECRET),),
            "R-101 this month (M. Okafor, until 28 Nov)",
        ),
        (
            (e.RequestChanged("R-101", e.Patch(labels=("x",))),
             e.RequestChanged("R-103", e.Patch(state=State.MERGED, merged_into="R-101"))),
            "R-103 merged into R-101",
        ),
        (
            (e.RequestAdded(Request("R-105", SECRET, ON)),
             e.RequestAdded(Request("R-106", SECRET, ON)),
             e.RequestChanged("R-103", e.Patch(state=State.SPLIT, children=("R-105", "R-106")))),
            "R-103 split into R-105 and R-106",
        ),
        ((e.RequestChanged("R-101", e.Patch(benefit=SECRET, offer="")),),
         "benefit and offer of IT of R-101 changed"),
        ((e.RequestChanged("R-101", e.Patch(state=State.ARCHIVED)),), "R-101 is archived now"),
        ((_back("R-101"), _back("R-102")), "2 requests go back"),
        ((_no("R-101"), _back("R-102"), _no("R-103")), "3 rows decided"),
        ((_no("R-101", Reason.NRC), _no("R-102", Reason.NRC)), "2 rows were not reached"),
        ((e.PersonArrived("meier"), e.PersonArrived("okafor")), "T. Meier and M. Okafor are here"),
        ((e.PersonArrived("guest-1", "Ada L."),), "Ada L. is here"),
        ((e.PersonLeft("meier"),), "T. Meier has left"),
        (
            (e.CapacitySet(Decimal(40), Decimal(14), Decimal(6)), e.LineDrawn(IDS, 1)),
            "20 days to give away; the line is drawn: 1 above it, 3 below",
        ),
        ((e.StageEntered("talk"),), "now: IT's word"),
        ((e.TimeExtended("line", 1),), "1 more minute for Line"),
        ((e.PromiseAnswered("R-101", e.Answer.DONE), e.CandidateRemoved("R-101")),
         "R-101 done; with that it is off the table"),
        ((e.CandidateRemoved("R-101"), e.CandidateRemoved("R-102")),
         "2 requests went off the table"),
        ((e.RequestTabled("R-101"), e.RequestTabled("R-102"), e.RequestTabled("R-103")),
         "R-101 is on the table next time, and 2 more"),
    ],
)  # fmt: skip
def test_an_entry_is_told_in_one_sentence(
    started: Workspace, events: tuple[e.AnyEvent, ...], says: str
) -> None:
    assert _said(started, *events) == says


def test_what_went_back_does_not_count_as_below_the_line(started: Workspace) -> None:
    after = apply(started, Entry(4, AT, "x", 1, 0, 0, "back R-104", (_back("R-104"),))).meeting
    drawn = event_words(e.LineDrawn(IDS, 1), Seen(after))
    assert ENGLISH.say(drawn) == "the line is drawn: 1 above it, 2 below"


def test_rows_decided_at_once_are_told_by_what_decided_them(started: Workspace) -> None:
    many = tuple(_no(id) for id in IDS)
    assert _said(started, *many, command="rest") == "4 rows decided by rank"
    assert _said(started, *many, command="defaults") == "4 rows decided as proposed"


def test_many_people_are_counted(started: Workspace) -> None:
    arrived = tuple(e.PersonArrived(f"guest-{n}", f"Guest {n}") for n in range(6))
    assert _said(started, *arrived) == "6 people are here"


def test_a_ballot_tells_who_and_nothing_else(started: Workspace) -> None:
    labels = tuple(zip("abcd", IDS, strict=True))
    events = (e.RoundOpened(1, Method.DOTS, labels, 6, 2), e.BallotCast("meier", (("R-104", 2),)))
    assert _said(started, *events, command="ballot meier dd") == "T. Meier has handed in"


@given(text=st.text(min_size=1), about=st.sampled_from(["", "R-104"]))
def test_a_private_note_tells_nothing(text: str, about: str) -> None:
    note = e.NoteTaken(text, private=True, request=about)
    assert ENGLISH.say(event_words(note, Seen())) == "a private note"


def test_undo_and_redo_say_what_and_when(started: Workspace) -> None:
    moved = Entry(4, AT, "x", 1, 0, 0, "move R-102 down", (e.RequestMoved("R-102", 1, 1),))
    after = apply(started, moved)
    back = Entry(5, AT, "x", 1, 0, 0, "undo", (e.Undone(4),))
    undone = apply(after, back)
    assert ENGLISH.say(told(back, undone)) == "undone: R-102 moved below the line, 09:41"
    again = Entry(6, AT, "x", 1, 0, 0, "redo", (e.Redone(4),))
    assert ENGLISH.say(told(again, apply(undone, again))) == (
        "done again: R-102 moved below the line, 09:41"
    )


def test_a_move_far_from_the_line_is_told_by_its_place(started: Workspace) -> None:
    moved = Entry(4, AT, "x", 1, 0, 0, "", (e.RequestMoved("R-103", 3, 2),))
    assert ENGLISH.say(told(moved, started)) == "R-103 moved to place 4"


# -- every event has words ---------------------------------------------------------------------

RECORD = Record(1, "Priorities", ON, "November 2026", ON, ON, date(2026, 12, 1))
BY_TYPE: dict[Any, Callable[[str], object]] = {
    str: lambda name: {"request": "R-104", "stage": "line", "person": "meier"}.get(name, SECRET),
    int: lambda name: 1,
    bool: lambda name: False,
    date: lambda name: ON,
    Decimal: lambda name: Decimal(2),
}
BY_NAME: dict[str, object] = {
    "requests": IDS,
    "order": IDS,
    "agenda": AGENDA,
    "record": RECORD,
    "patch": e.Patch(title=SECRET, notes=SECRET),
    "candidate": e.Candidate("R-104", e.Origin.NEW),
    "emergency": "E-01",
    "decision": Decision("R-104", Kind.COMMIT, detail=SECRET, deliverable=SECRET),
    "method": Method.DOTS,
    "answer": e.Answer.PART,
    "state": State.DECLINED,
    "by": "T. Meier",
    "column": "benefit",
    "one": "R-104",
    "other": "R-107",
    "incoming": "R-104",
    "name": "Ada L.",
}
OF: dict[tuple[type, str], object] = {
    (e.RequestAdded, "request"): Request("R-104", SECRET, ON),
    (e.EmergencyLogged, "emergency"): e.Emergency("E-01", SECRET, "T. Meier", SECRET, ON),
}


def _example(kind: type[e.Event]) -> e.Event:
    values: dict[str, object] = {}
    for field in msgspec.structs.fields(kind):
        if not field.required:
            continue
        if (kind, field.name) in OF:
            values[field.name] = OF[kind, field.name]
        elif field.name in BY_NAME:
            values[field.name] = BY_NAME[field.name]
        else:
            make = BY_TYPE.get(field.type)
            values[field.name] = make(field.name) if make else ()
    return kind(**values)


@pytest.mark.parametrize("kind", get_args(e.AnyEvent))
def test_every_event_has_words_that_give_nothing_away(kind: type[Any], started: Workspace) -> None:
    event = _example(kind)
    entry = Entry(9, AT, "x", 1, 0, 0, "", (event,))
    for said in (event_words(event, Seen()), told(entry, started), told(entry, Workspace())):
        words = ENGLISH.say(said)
        assert words
        assert SECRET not in words
        assert not words.endswith(".")
