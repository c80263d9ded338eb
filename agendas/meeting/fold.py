"""Applying one event to a meeting. Pure: what is not in the event or the entry is not known."""

from __future__ import annotations

from agendas.meeting import course_handlers, table_handlers
from agendas.meeting import events as e
from agendas.meeting.entry import Entry
from agendas.meeting.handlers import HANDLERS
from agendas.meeting.meeting import Meeting

#: Importing these puts every handler into the registry.
MODULES = (course_handlers, table_handlers)


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
    handler = HANDLERS.get(type(event))
    return handler(meeting, event, entry) if handler else meeting
