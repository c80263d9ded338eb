"""What several commands need: finding rows, refusing what cannot be, the meeting as it will be."""

from __future__ import annotations

from agendas.language import _
from agendas.meeting.commands.spec import Events, Refused, Situation
from agendas.meeting.entry import Entry
from agendas.meeting.fold import apply_event
from agendas.meeting.meeting import Meeting, Status
from agendas.request import STATE_LABELS, Request, State


def closed(meeting: Meeting) -> Refused | None:
    """Refuses what only a running meeting can do."""
    if meeting.status == Status.ADJOURNED:
        return Refused(_("the meeting is adjourned: resume it first"))
    return None


def candidate(s: Situation, id: str) -> Request | Refused:
    """The request behind a row of the running meeting."""
    m = s.meeting
    if refusal := closed(m):
        return refusal
    if id not in m.order:
        return Refused(_("{id} is not on the table in this meeting", id=id), id)
    return s.workspace.requests[id]


def after(s: Situation, m: Meeting, events: Events) -> Meeting:
    """The meeting as it will be once these events have happened."""
    entry = Entry(s.workspace.last + 1, s.at, s.who, m.number, s.clock, 0, "", events)
    for event in events:
        m = apply_event(m, event, entry)
    return m


def known(s: Situation, id: str) -> Request | Refused:
    """A request of the workspace."""
    found = s.workspace.requests.get(id)
    return found or Refused(_("there is no request {id}", id=id), id)


def next_id(s: Situation, after: int = 0) -> str:
    """The next request id; none is ever used twice."""
    return f"R-{s.workspace.last_request + 1 + after:03}"


def out_of_backlog(request: Request) -> Refused | None:
    """Refuses what cannot be done to a closed request."""
    if request.in_backlog:
        return None
    return Refused(
        _("{id} is {state}: it is closed", id=request.id, state=STATE_LABELS[request.state]),
        request.id,
    )


def promised(request: Request) -> Refused | None:
    """Refuses to close what was promised: the next meeting would never hear of it."""
    if request.state != State.COMMITTED:
        return None
    return Refused(
        _("{id} is promised: answer that in the next meeting", id=request.id), request.id
    )
