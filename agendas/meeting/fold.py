"""Applying one event to a meeting. Pure: what is not in the event or the entry is not known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from msgspec.structs import replace

from agendas.agenda import Person, Role
from agendas.meeting import events as e
from agendas.meeting.entry import Entry
from agendas.meeting.meeting import Attendance, Meeting, Note, Presence, Round, Status
from agendas.record import Capacity

K = TypeVar("K")
V = TypeVar("V")


def opened(event: e.MeetingOpened, entry: Entry) -> Meeting:
    """The meeting as it is when it has just been opened."""
    first = event.agenda.stages[0].id
    return Meeting(
        number=event.number,
        on=event.on,
        period_first=event.period_first,
        period_last=event.period_last,
        next_meeting=event.next_meeting,
        agenda=event.agenda,
        started=entry.at,
        people=event.agenda.people,
        stage_id=first,
        visited=frozenset({first}),
        candidates={c.request: c for c in event.candidates},
        order=tuple(c.request for c in event.candidates),
        promises=event.promises,
        emergencies=event.emergencies,
        method=event.agenda.ranking.method,
        ready_but_left_out=event.ready_but_left_out,
    )


def apply_event(meeting: Meeting, event: e.AnyEvent, entry: Entry) -> Meeting:
    """The meeting after one event; events that do not concern it change nothing."""
    handler = _HANDLERS.get(type(event))
    return handler(meeting, event, entry) if handler else meeting


def _with(mapping: Mapping[K, V], key: K, value: V) -> dict[K, V]:
    return {**mapping, key: value}


def _without(mapping: Mapping[K, V], key: K) -> dict[K, V]:
    return {k: v for k, v in mapping.items() if k != key}


Handler = Callable[[Meeting, Any, Entry], Meeting]
_HANDLERS: dict[type, Handler] = {}


def _on(kind: type) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        _HANDLERS[kind] = handler
        return handler

    return register


# -- the course of the meeting -----------------------------------------------------------------


@_on(e.StageEntered)
def _stage(m: Meeting, event: e.StageEntered, entry: Entry) -> Meeting:
    spent = m.spent.get(m.stage_id, 0) + entry.clock - m.entered
    return replace(
        m,
        stage_id=event.stage,
        visited=m.visited | {event.stage},
        spent=_with(m.spent, m.stage_id, spent),
        entered=entry.clock,
        row="",
    )


@_on(e.TimeExtended)
def _extended(m: Meeting, event: e.TimeExtended, entry: Entry) -> Meeting:
    minutes = m.extended.get(event.stage, 0) + event.minutes
    return replace(m, extended=_with(m.extended, event.stage, minutes))


@_on(e.ClockPaused)
def _paused(m: Meeting, event: e.ClockPaused, entry: Entry) -> Meeting:
    return replace(m, paused=True)


@_on(e.ClockResumed)
def _resumed(m: Meeting, event: e.ClockResumed, entry: Entry) -> Meeting:
    return replace(m, paused=False)


@_on(e.Blanked)
def _blanked(m: Meeting, event: e.Blanked, entry: Entry) -> Meeting:
    return replace(m, blank=event.blank)


@_on(e.Adjourned)
def _adjourned(m: Meeting, event: e.Adjourned, entry: Entry) -> Meeting:
    return replace(m, status=Status.ADJOURNED, ended=entry.at, paused=False)


@_on(e.MeetingResumed)
def _meeting_resumed(m: Meeting, event: e.MeetingResumed, entry: Entry) -> Meeting:
    gone = {
        person: Attendance(Presence.UNKNOWN, known.arrived, known.left)
        for person, known in m.attendance.items()
    }
    first = m.agenda.stages[0].id
    spent = m.spent.get(m.stage_id, 0) + entry.clock - m.entered
    return replace(
        m,
        status=Status.RUNNING,
        ended=None,
        attendance=gone,
        stage_id=first,
        spent=_with(m.spent, m.stage_id, spent),
        entered=entry.clock,
        it_stand_in="",
        provisional=False,
    )


@_on(e.NoteTaken)
def _note(m: Meeting, event: e.NoteTaken, entry: Entry) -> Meeting:
    return replace(m, notes=(*m.notes, Note(event, entry.at)))


# -- the roll call -----------------------------------------------------------------------------


@_on(e.PersonArrived)
def _arrived(m: Meeting, event: e.PersonArrived, entry: Entry) -> Meeting:
    people = m.people
    if m.person(event.person) is None:
        guest = Person(event.person, event.name or event.person, event.department, (Role.GUEST,))
        people = (*people, guest)
    known = m.attendance.get(event.person, Attendance())
    now = Attendance(Presence.PRESENT, known.arrived or entry.at, None)
    return replace(m, people=people, attendance=_with(m.attendance, event.person, now))


def _not_here(m: Meeting, person: str, presence: Presence, entry: Entry) -> Meeting:
    known = m.attendance.get(person, Attendance())
    left = entry.at if presence == Presence.LEFT else None
    arrived = known.arrived if presence == Presence.LEFT else None
    now = Attendance(presence, arrived, left)
    return replace(m, attendance=_with(m.attendance, person, now))


@_on(e.PersonAbsent)
def _absent(m: Meeting, event: e.PersonAbsent, entry: Entry) -> Meeting:
    return _not_here(m, event.person, Presence.ABSENT, entry)


@_on(e.PersonExcused)
def _excused(m: Meeting, event: e.PersonExcused, entry: Entry) -> Meeting:
    return _not_here(m, event.person, Presence.EXCUSED, entry)


@_on(e.PersonLeft)
def _left(m: Meeting, event: e.PersonLeft, entry: Entry) -> Meeting:
    return _not_here(m, event.person, Presence.LEFT, entry)


@_on(e.ItStandIn)
def _stand_in(m: Meeting, event: e.ItStandIn, entry: Entry) -> Meeting:
    return replace(m, it_stand_in=event.name)


@_on(e.WentOnProvisionally)
def _provisional(m: Meeting, event: e.WentOnProvisionally, entry: Entry) -> Meeting:
    return replace(m, provisional=True)


# -- promises, emergencies, capacity -----------------------------------------------------------


@_on(e.PromiseAnswered)
def _answered(m: Meeting, event: e.PromiseAnswered, entry: Entry) -> Meeting:
    return replace(m, answers=_with(m.answers, event.request, event), row=event.request)


@_on(e.EmergencyJudged)
def _judged(m: Meeting, event: e.EmergencyJudged, entry: Entry) -> Meeting:
    return replace(m, judged=_with(m.judged, event.emergency, event), row=event.emergency)


@_on(e.EmergencyLogged)
def _emergency(m: Meeting, event: e.EmergencyLogged, entry: Entry) -> Meeting:
    return replace(m, emergencies=(*m.emergencies, event.emergency.id))


@_on(e.CapacitySet)
def _capacity(m: Meeting, event: e.CapacitySet, entry: Entry) -> Meeting:
    return replace(m, capacity=Capacity(event.days, event.running, event.reserve))


# -- candidates --------------------------------------------------------------------------------


@_on(e.CandidateAdded)
def _added(m: Meeting, event: e.CandidateAdded, entry: Entry) -> Meeting:
    request = event.candidate.request
    if request in m.order:
        return m
    return replace(
        m,
        candidates=_with(m.candidates, request, event.candidate),
        removed=m.removed - {request},
        order=(*m.order, request),
        row=request,
    )


@_on(e.CandidateRemoved)
def _removed(m: Meeting, event: e.CandidateRemoved, entry: Entry) -> Meeting:
    above = m.above
    if above is not None and event.request in m.above_line:
        above -= 1
    return replace(
        m,
        order=tuple(id for id in m.order if id != event.request),
        removed=m.removed | {event.request},
        above=above,
    )


# -- the ranking -------------------------------------------------------------------------------


@_on(e.MethodChosen)
def _method(m: Meeting, event: e.MethodChosen, entry: Entry) -> Meeting:
    now = m.round
    if now and not now.revealed:
        m = _latest(m, replace(now, method=event.method))
    return replace(m, method=event.method)


@_on(e.RoundOpened)
def _round(m: Meeting, event: e.RoundOpened, entry: Entry) -> Meeting:
    opened = Round(event.number, event.method, event.labels, event.dots, event.at_most)
    return replace(m, rounds=(*m.rounds, opened), method=event.method)


def _latest(m: Meeting, changed: Round) -> Meeting:
    return replace(m, rounds=(*m.rounds[:-1], changed))


@_on(e.BallotCast)
def _ballot(m: Meeting, event: e.BallotCast, entry: Entry) -> Meeting:
    now = m.rounds[-1]
    ballots = _with(now.ballots, event.person, event.dots)
    return _latest(m, replace(now, ballots=ballots, abstained=now.abstained - {event.person}))


@_on(e.BallotAbstained)
def _abstained(m: Meeting, event: e.BallotAbstained, entry: Entry) -> Meeting:
    now = m.rounds[-1]
    ballots = _without(now.ballots, event.person)
    return _latest(m, replace(now, ballots=ballots, abstained=now.abstained | {event.person}))


@_on(e.RankingRevealed)
def _revealed(m: Meeting, event: e.RankingRevealed, entry: Entry) -> Meeting:
    ranked = [id for band in event.bands for id in band]
    rest = [id for id in m.order if id not in set(ranked)]
    # Ballots that are never stored may have replaced an abstention that was.
    shown = replace(
        m.rounds[-1],
        revealed=event,
        ballots=dict(event.ballots),
        abstained=frozenset(event.abstained),
    )
    m = _latest(m, shown)
    return replace(
        m, order=(*ranked, *rest), above=None, drawn=None, moved=frozenset(), explained={}
    )


# -- the line ----------------------------------------------------------------------------------


@_on(e.LineDrawn)
def _drawn(m: Meeting, event: e.LineDrawn, entry: Entry) -> Meeting:
    return replace(
        m, order=event.order, above=event.above, drawn=event, moved=frozenset(), explained={}
    )


@_on(e.RequestMoved)
def _moved(m: Meeting, event: e.RequestMoved, entry: Entry) -> Meeting:
    rest = [id for id in m.order if id != event.request]
    rest.insert(event.place, event.request)
    return replace(
        m,
        order=tuple(rest),
        above=event.above if m.above is not None else None,
        moved=m.moved | {event.request},
        row=event.request,
    )


@_on(e.MoveExplained)
def _explained(m: Meeting, event: e.MoveExplained, entry: Entry) -> Meeting:
    return replace(m, explained=_with(m.explained, event.request, event.because), row=event.request)


@_on(e.OverCapacityExplained)
def _over(m: Meeting, event: e.OverCapacityExplained, entry: Entry) -> Meeting:
    return replace(m, over_because=event.because)


# -- decisions ---------------------------------------------------------------------------------


@_on(e.Decided)
def _decided(m: Meeting, event: e.Decided, entry: Entry) -> Meeting:
    request = event.decision.request
    return replace(
        m,
        decisions=_with(m.decisions, request, event.decision),
        as_shown=_with(m.as_shown, request, (event.title, event.effort)),
        row=request,
    )


@_on(e.DecisionTakenBack)
def _taken_back(m: Meeting, event: e.DecisionTakenBack, entry: Entry) -> Meeting:
    return replace(
        m,
        decisions=_without(m.decisions, event.request),
        as_shown=_without(m.as_shown, event.request),
        row=event.request,
    )


@_on(e.Objected)
def _objected(m: Meeting, event: e.Objected, entry: Entry) -> Meeting:
    return replace(m, objections=(*m.objections, event), row=event.request or m.row)


@_on(e.ReadBackSaid)
def _read_back(m: Meeting, event: e.ReadBackSaid, entry: Entry) -> Meeting:
    return replace(m, read_back=_with(m.read_back, event.request, event.words), row=event.request)


# -- the end -----------------------------------------------------------------------------------


@_on(e.Finalised)
def _finalised(m: Meeting, event: e.Finalised, entry: Entry) -> Meeting:
    return replace(
        m,
        status=Status.FINAL,
        ended=entry.at,
        record=event.record,
        versions=(*m.versions, event.record),
    )


@_on(e.Corrected)
def _corrected(m: Meeting, event: e.Corrected, entry: Entry) -> Meeting:
    return replace(m, record=event.record, versions=(*m.versions, event.record))
