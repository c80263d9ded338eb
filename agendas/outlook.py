"""What is next: the meeting to go on with, who owes what, and what changed since the last one."""

from __future__ import annotations

from collections import Counter
from datetime import date

import msgspec

from agendas.agenda import Agenda
from agendas.carry_over import carry_over
from agendas.decisions import Decision, Kind
from agendas.meeting import events as e
from agendas.meeting.ledger import Ledger
from agendas.meeting.meeting import Meeting
from agendas.meeting.workspace import Workspace
from agendas.next_table import next_date
from agendas.pasts import pasts
from agendas.request import missing_fields


class NotReady(msgspec.Struct, frozen=True):
    """A request that the next meeting could not decide: what is missing, from whom, until when."""

    request: str
    missing: tuple[str, ...]
    went_back: bool
    from_whom: str = ""
    until: date | None = None


class Since(msgspec.Struct, frozen=True):
    """What happened to requests since the last meeting ended."""

    added: int = 0
    changed: int = 0
    revived: tuple[tuple[str, str], ...] = ()
    emergencies: tuple[str, ...] = ()


class Outlook(msgspec.Struct, frozen=True):
    """What the series has before it.

    With a meeting that is not final, `meeting` is that one and everything is about it; else `on`
    is when the next one would be, and `origins` says what it would start with.
    """

    on: date
    meeting: Meeting | None
    candidates: int
    origins: tuple[tuple[e.Origin, int], ...]
    left_out: int
    promises: tuple[e.Promise, ...]
    emergencies: tuple[str, ...]
    not_ready: tuple[NotReady, ...]
    since: Since


def outlook(workspace: Workspace, agenda: Agenda, today: date) -> Outlook:
    """What is next, seen from today."""
    running = workspace.meeting
    if running is not None:
        return _running(workspace, running)
    on = next_date(workspace, today)
    left = carry_over(workspace, agenda, on)
    counted = Counter(candidate.origin for candidate in left.candidates)
    on_table = (candidate.request for candidate in left.candidates)
    waiting = tuple(dict.fromkeys((*left.waiting_for_requester, *on_table)))
    return Outlook(
        on=on,
        meeting=None,
        candidates=len(left.candidates),
        origins=tuple((origin, counted[origin]) for origin in e.Origin if counted[origin]),
        left_out=left.left_out,
        promises=left.promises,
        emergencies=left.emergencies,
        not_ready=_not_ready(workspace, agenda, waiting),
        since=_since(workspace),
    )


def _running(workspace: Workspace, m: Meeting) -> Outlook:
    counted = Counter(m.candidates[id].origin for id in m.order)
    return Outlook(
        on=m.on,
        meeting=m,
        candidates=len(m.order),
        origins=tuple((origin, counted[origin]) for origin in e.Origin if counted[origin]),
        left_out=m.ready_but_left_out,
        promises=tuple(p for p in m.promises if p.request not in m.answers),
        emergencies=tuple(id for id in m.emergencies if id not in m.judged),
        not_ready=_not_ready(workspace, m.agenda, m.undecided),
        since=Since(),
    )


def _not_ready(workspace: Workspace, agenda: Agenda, ids: tuple[str, ...]) -> tuple[NotReady, ...]:
    known = pasts(workspace)
    found = []
    for id in ids:
        missing = missing_fields(workspace.requests[id], agenda.ready)
        if missing:
            last = known[id].last if id in known else None
            back = last if last and last.kind == Kind.BACK else Decision(id, Kind.BACK)
            found.append(NotReady(id, missing, back is last, back.from_whom, back.until))
    return tuple(found)


def _since(workspace: Workspace) -> Since:
    """What the entries between the meetings say; those that were undone do not count."""
    newest = workspace.newest
    ledger = workspace.ledgers.get(0, Ledger())
    added: set[str] = set()
    changed: set[str] = set()
    emergencies: list[str] = []
    for entry in ledger.entries:
        if entry.number in ledger.dead or (newest and newest.ended and entry.at <= newest.ended):
            continue
        for event in entry.events:
            match event:
                case e.RequestAdded(request=request):
                    added.add(request.id)
                case e.RequestChanged(request=id):
                    changed.add(id)
                case e.EmergencyLogged(emergency=emergency):
                    emergencies.append(emergency.id)
                case _:
                    pass
    logged = tuple(id for id in emergencies if id in workspace.emergencies)
    there = added & workspace.requests.keys()
    return Since(len(there), len(changed - added), tuple(workspace.revived.items()), logged)
