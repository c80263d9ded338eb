"""What several commands need: finding rows, refusing what cannot be, patching requests."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec.structs import asdict, replace

from agendas.language import _
from agendas.meeting import events as e
from agendas.meeting.commands.spec import Events, Refused, Situation
from agendas.meeting.entry import Entry
from agendas.meeting.fold import apply_event
from agendas.meeting.meeting import Meeting, Status
from agendas.request import Request


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


def changed(request: Request, **values: Any) -> e.RequestChanged | None:
    """The event that gives a request these values; None if it has them already."""
    new = {name: v for name, v in values.items() if getattr(request, name) != v}
    if not new:
        return None
    was = {name: getattr(request, name) for name in new}
    return e.RequestChanged(request.id, e.Patch(**new), e.Patch(**was))


def set_values(patch: e.Patch) -> dict[str, Any]:
    """The fields that a patch sets."""
    return {name: v for name, v in asdict(patch).items() if v is not msgspec.UNSET}


def undo_of(request: Request | None, event: e.RequestChanged) -> e.RequestChanged | None:
    """The change that takes a change back, for the fields that nobody changed since."""
    return _swap(request, event.request, event.patch, event.was)


def redo_of(request: Request | None, event: e.RequestChanged) -> e.RequestChanged | None:
    """The change that makes a change again, for the fields that nobody changed since."""
    return _swap(request, event.request, event.was, event.patch)


def _swap(
    request: Request | None, id: str, now: e.Patch, wanted: e.Patch
) -> e.RequestChanged | None:
    if request is None:
        return None
    target = set_values(wanted)
    values = {
        name: target[name]
        for name, value in set_values(now).items()
        if name in target and getattr(request, name) == value
    }
    return changed(replace(request), **values) if values else None
