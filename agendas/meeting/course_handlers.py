"""What events about the course, the room, the last period and the end make of a meeting."""

from __future__ import annotations

from msgspec.structs import replace

from agendas.agenda import Person, Role
from agendas.meeting import events as e
from agendas.meeting.entry import Entry
from agendas.meeting.handlers import on, with_
from agendas.meeting.meeting import Attendance, Meeting, Note, Presence, Status
from agendas.record import Capacity

# -- the course of the meeting -----------------------------------------------------------------


@on(e.StageEntered)
def _stage(m: Meeting, event: e.StageEntered, entry: Entry) -> Meeting:
    spent = m.spent.get(m.stage_id, 0) + entry.clock - m.entered
    return replace(
        m,
        stage_id=event.stage,
        visited=m.visited | {event.stage},
        spent=with_(m.spent, m.stage_id, spent),
        entered=entry.clock,
        row="",
        stopped_in="",
    )


@on(e.TimeExtended)
def _extended(m: Meeting, event: e.TimeExtended, entry: Entry) -> Meeting:
    minutes = m.extended.get(event.stage, 0) + event.minutes
    return replace(m, extended=with_(m.extended, event.stage, minutes))


@on(e.ClockPaused)
def _paused(m: Meeting, event: e.ClockPaused, entry: Entry) -> Meeting:
    return replace(m, paused=True)


@on(e.ClockResumed)
def _resumed(m: Meeting, event: e.ClockResumed, entry: Entry) -> Meeting:
    return replace(m, paused=False)


@on(e.Blanked)
def _blanked(m: Meeting, event: e.Blanked, entry: Entry) -> Meeting:
    return replace(m, blank=event.blank)


@on(e.Adjourned)
def _adjourned(m: Meeting, event: e.Adjourned, entry: Entry) -> Meeting:
    return replace(m, status=Status.ADJOURNED, ended=entry.at, paused=False)


@on(e.MeetingResumed)
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
        stopped_in=m.stopped_in or m.stage_id,
        spent=with_(m.spent, m.stage_id, spent),
        entered=entry.clock,
        it_stand_in="",
        provisional=False,
    )


@on(e.NoteTaken)
def _note(m: Meeting, event: e.NoteTaken, entry: Entry) -> Meeting:
    return replace(m, notes=(*m.notes, Note(event, entry.at)))


# -- the roll call -----------------------------------------------------------------------------


@on(e.PersonArrived)
def _arrived(m: Meeting, event: e.PersonArrived, entry: Entry) -> Meeting:
    people = m.people
    if m.person(event.person) is None:
        guest = Person(event.person, event.name or event.person, event.department, (Role.GUEST,))
        people = (*people, guest)
    known = m.attendance.get(event.person, Attendance())
    now = Attendance(Presence.PRESENT, known.arrived or entry.at, None)
    return replace(m, people=people, attendance=with_(m.attendance, event.person, now))


def _not_here(m: Meeting, person: str, presence: Presence, entry: Entry) -> Meeting:
    known = m.attendance.get(person, Attendance())
    if presence == Presence.LEFT:
        now = Attendance(presence, known.arrived, entry.at)
    elif _was_there_before(known, entry):
        now = Attendance(presence, known.arrived, known.left)
    else:
        now = Attendance(presence)
    return replace(m, attendance=with_(m.attendance, person, now))


def _was_there_before(known: Attendance, entry: Entry) -> bool:
    # whoever is away now and arrived before the meeting was adjourned took part until then; an
    # arrival of this sitting that is taken back was a mistake
    if known.arrived is None:
        return False
    return known.presence not in (Presence.PRESENT, Presence.LEFT) or (
        known.arrived.date() < entry.at.date()
    )


@on(e.PersonAbsent)
def _absent(m: Meeting, event: e.PersonAbsent, entry: Entry) -> Meeting:
    return _not_here(m, event.person, Presence.ABSENT, entry)


@on(e.PersonExcused)
def _excused(m: Meeting, event: e.PersonExcused, entry: Entry) -> Meeting:
    return _not_here(m, event.person, Presence.EXCUSED, entry)


@on(e.PersonLeft)
def _left(m: Meeting, event: e.PersonLeft, entry: Entry) -> Meeting:
    return _not_here(m, event.person, Presence.LEFT, entry)


@on(e.ItStandIn)
def _stand_in(m: Meeting, event: e.ItStandIn, entry: Entry) -> Meeting:
    return replace(m, it_stand_in=event.name)


@on(e.WentOnProvisionally)
def _provisional(m: Meeting, event: e.WentOnProvisionally, entry: Entry) -> Meeting:
    return replace(m, provisional=True)


# -- promises, emergencies, capacity -----------------------------------------------------------


@on(e.PromiseAnswered)
def _answered(m: Meeting, event: e.PromiseAnswered, entry: Entry) -> Meeting:
    return replace(m, answers=with_(m.answers, event.request, event), row=event.request)


@on(e.EmergencyJudged)
def _judged(m: Meeting, event: e.EmergencyJudged, entry: Entry) -> Meeting:
    return replace(m, judged=with_(m.judged, event.emergency, event), row=event.emergency)


@on(e.EmergencyLogged)
def _emergency(m: Meeting, event: e.EmergencyLogged, entry: Entry) -> Meeting:
    return replace(m, emergencies=(*m.emergencies, event.emergency.id))


@on(e.CapacitySet)
def _capacity(m: Meeting, event: e.CapacitySet, entry: Entry) -> Meeting:
    return replace(m, capacity=Capacity(event.days, event.running, event.reserve))


# -- the end -----------------------------------------------------------------------------------


@on(e.Finalised)
def _finalised(m: Meeting, event: e.Finalised, entry: Entry) -> Meeting:
    return replace(
        m,
        status=Status.FINAL,
        ended=entry.at,
        record=event.record,
        versions=(*m.versions, event.record),
    )


@on(e.Corrected)
def _corrected(m: Meeting, event: e.Corrected, entry: Entry) -> Meeting:
    return replace(m, record=event.record, versions=(*m.versions, event.record))
