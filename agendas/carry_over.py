"""What moves from one meeting to the next without anyone remembering it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TypeAlias

import msgspec

from agendas.agenda import Agenda
from agendas.days import Days
from agendas.decisions import Decision, Kind, Reason
from agendas.meeting.events import Candidate, Origin, Promise
from agendas.meeting.meeting import Meeting
from agendas.meeting.workspace import Workspace
from agendas.pasts import Past, own_pasts, pasts
from agendas.request import Request, State, missing_fields


class CarryOver(msgspec.Struct, frozen=True):
    """What the next meeting starts with. `left_out` counts ready requests beyond the limit."""

    candidates: tuple[Candidate, ...]
    promises: tuple[Promise, ...]
    emergencies: tuple[str, ...]
    left_out: int
    waiting_for_requester: tuple[str, ...]


#: The request that a past is a reason to put on the table, with that past.
Standing: TypeAlias = tuple[str, Past]


def carry_over(workspace: Workspace, agenda: Agenda, on: date) -> CarryOver:
    """The next meeting's agenda by itself: undecided, due, revived, by hand, then new ones."""
    known = pasts(workspace)
    # A past that was handed on is told and counted. It is no reason to come on the table, except
    # that what was merged comes as its survivor.
    own = own_pasts(workspace)
    standing = tuple(_standing(workspace, own))
    chosen: list[Candidate] = []
    taken: set[str] = set()
    for origin, ids in (
        (Origin.UNDECIDED, _undecided(standing)),
        (Origin.DUE, _due(workspace, agenda, standing, on)),
        (Origin.REVIVED, iter(workspace.revived)),
        (Origin.TABLED, iter(workspace.tabled)),
    ):
        for id in ids:
            if id not in taken and _may_come(workspace, id):
                taken.add(id)
                chosen.append(_candidate(workspace, known, id, origin))
    room = max(0, agenda.candidates.at_most - len(chosen))
    new = [id for id in _new(workspace, agenda, own, on) if id not in taken]
    chosen += [_candidate(workspace, known, id, Origin.NEW) for id in new[:room]]
    return CarryOver(
        tuple(chosen),
        tuple(_promises(workspace, own)),
        _unjudged(workspace),
        max(0, len(new) - room),
        tuple(dict.fromkeys(_waiting(workspace, agenda, standing))),
    )


def _standing(workspace: Workspace, own: dict[str, Past]) -> Iterator[Standing]:
    for id, past in own.items():
        survivor = workspace.survivor(id)
        now = own.get(survivor, past)
        if now.decisions[-1][0].number <= past.decisions[-1][0].number:
            yield survivor, past


def _may_come(workspace: Workspace, id: str) -> bool:
    request = workspace.requests.get(id)
    open_state = request is not None and request.state in (State.OPEN, State.ON_THE_TABLE)
    return open_state and id not in workspace.untabled


def candidate_now(workspace: Workspace, id: str, origin: Origin) -> Candidate:
    """A request that comes on the table, with what earlier meetings made of it."""
    return _candidate(workspace, pasts(workspace), id, origin)


def _candidate(workspace: Workspace, known: dict[str, Past], id: str, origin: Origin) -> Candidate:
    past = known.get(id, Past())
    since = past.decisions[0][0].on if past.decisions else workspace.requests[id].created
    return Candidate(id, origin, past.deferred, since)


def _undecided(standing: Iterable[Standing]) -> Iterator[str]:
    """What the last meeting did not reach comes first."""
    for id, past in standing:
        if past.last and past.last.reason == Reason.NRC:
            yield id


def _due(
    workspace: Workspace, agenda: Agenda, standing: Iterable[Standing], on: date
) -> Iterator[str]:
    """What comes back by itself on or before this date, the longest waiting first."""
    rows: list[tuple[date, str]] = []
    for id, past in standing:
        last = past.last
        if last is None:
            continue
        first_seen = past.decisions[0][0].on
        request = workspace.requests.get(id)
        if last.kind == Kind.IF_ROOM:
            rows.append((first_seen, id))
        elif last.kind == Kind.NOT_THIS_MONTH and last.reason != Reason.NRC:
            if (last.revisit and last.revisit <= on) or _wait_is_over(workspace, last):
                rows.append((first_seen, id))
        elif last.kind == Kind.BACK and request and not missing_fields(request, agenda.ready):
            rows.append((first_seen, id))
    return (id for _seen, id in sorted(rows))


def _wait_is_over(workspace: Workspace, decision: Decision) -> bool:
    """Whether the request that this one waits for is done."""
    if decision.reason != Reason.DEP:
        return False
    awaited = workspace.requests.get(decision.detail.strip().upper())
    return awaited is not None and awaited.state == State.DONE


def _new(workspace: Workspace, agenda: Agenda, known: dict[str, Past], on: date) -> list[str]:
    """Ready requests that no meeting has seen, oldest first, up to the cut-off date."""
    cut_off = on - timedelta(days=agenda.candidates.cut_off_days)
    rows = [
        (request.created, id)
        for id, request in workspace.requests.items()
        if request.state == State.OPEN
        and id not in known
        and id not in workspace.untabled
        and request.created <= cut_off
        and not missing_fields(request, agenda.ready)
    ]
    return [id for _created, id in sorted(rows)]


def _waiting(workspace: Workspace, agenda: Agenda, standing: Iterable[Standing]) -> Iterator[str]:
    """What went back to its requester and is still not ready."""
    for id, past in standing:
        request = workspace.requests.get(id)
        if (
            past.last
            and past.last.kind == Kind.BACK
            and request
            and request.state == State.OPEN
            and missing_fields(request, agenda.ready)
        ):
            yield id


def _promises(workspace: Workspace, known: dict[str, Past]) -> Iterator[Promise]:
    """What was promised and is neither done nor stopped, by deadline; then what was if room."""
    found: list[Promise] = []
    for id, past in known.items():
        request = workspace.requests.get(id)
        last_yes = next(
            (
                (meeting, decision)
                for meeting, decision in reversed(past.decisions)
                if decision.kind in (Kind.COMMIT, Kind.IF_ROOM)
            ),
            None,
        )
        if request is None or last_yes is None:
            continue
        meeting, decision = last_yes
        if_room = decision.kind == Kind.IF_ROOM
        running = request.state == State.COMMITTED
        if not running and not (if_room and decision is past.last and _is_open(request)):
            continue
        found.append(
            Promise(
                request=id,
                meeting=meeting.number,
                owner=decision.owner,
                deliverable=decision.deliverable,
                deadline=decision.deadline,
                days=_remaining(workspace, request.id, meeting),
                if_room=if_room and not running,
            )
        )
    return iter(sorted(found, key=lambda p: (p.if_room, p.deadline or date.max, p.request)))


def _is_open(request: Request) -> bool:
    return request.state in (State.OPEN, State.ON_THE_TABLE)


def _remaining(workspace: Workspace, id: str, promised: Meeting) -> Days | None:
    """Days that are left of a promise: as answered since, else what was promised."""
    for meeting in reversed(workspace.finals):
        if meeting.number <= promised.number:
            break
        answered = meeting.answers.get(id)
        if answered and answered.left is not None:
            return answered.left
    rows = promised.record.candidates if promised.record else ()
    return next((row.days for row in rows if row.request == id), None)


def _unjudged(workspace: Workspace) -> tuple[str, ...]:
    """Emergencies that no final meeting has ratified or challenged."""
    judged = {
        row.id
        for meeting in workspace.finals
        if meeting.record
        for row in meeting.record.emergencies
        if row.judged
    }
    return tuple(id for id in workspace.emergencies if id not in judged)
