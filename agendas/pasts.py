"""What earlier meetings decided about a request, and what it inherited from others."""

from __future__ import annotations

import msgspec

from agendas.decisions import Decision, Kind, Reason
from agendas.meeting.meeting import Meeting
from agendas.meeting.workspace import Workspace


class Past(msgspec.Struct, frozen=True):
    """What earlier meetings decided about one request, oldest first, with what it inherited."""

    decisions: tuple[tuple[Meeting, Decision], ...] = ()

    @property
    def last(self) -> Decision | None:
        """The latest decision."""
        return self.decisions[-1][1] if self.decisions else None

    @property
    def deferred(self) -> int:
        """How many meetings in a row said not this month, up to the latest.

        Not reached (NRC) is the meeting's failure, not a no: it does not count.
        """
        said: set[int] = set()
        for meeting, decision in reversed(self.decisions):
            if decision.kind not in (Kind.NOT_THIS_MONTH, Kind.IF_ROOM, Kind.BACK):
                break
            if decision.kind == Kind.NOT_THIS_MONTH and decision.reason != Reason.NRC:
                said.add(meeting.number)
        return len(said)


def pasts(workspace: Workspace) -> dict[str, Past]:
    """What final meetings decided about each request, as their records now stand.

    What was merged into a request hands its past on to it, what was split hands it to its parts.
    """
    own = own_pasts(workspace)
    heirs = _heirs(workspace)
    if not heirs:
        return own
    inherited: dict[str, list[tuple[Meeting, Decision]]] = {}
    for id, past in own.items():
        # That it became another one is not a decision about the other one.
        handed_on = [one for one in past.decisions if one[1].kind not in (Kind.MERGE, Kind.SPLIT)]
        for heir in _all_heirs(heirs, id):
            inherited.setdefault(heir, []).extend(handed_on)
    for id, found in inherited.items():
        # Of one meeting, what it said about the request itself comes last: that stands.
        both = (*found, *own.get(id, Past()).decisions)
        own[id] = Past(tuple(sorted(both, key=lambda one: one[0].number)))
    return {id: past for id, past in own.items() if past.decisions}


def _heirs(workspace: Workspace) -> dict[str, list[str]]:
    heirs: dict[str, list[str]] = {}
    for id, request in workspace.requests.items():
        if request.merged_into:
            heirs.setdefault(id, []).append(request.merged_into)
        if request.split_from:
            heirs.setdefault(request.split_from, []).append(id)
    return heirs


def _all_heirs(heirs: dict[str, list[str]], id: str) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(heirs.get(id, ()))
    while waiting:
        heir = waiting.pop()
        if heir not in found:
            found.add(heir)
            waiting += heirs.get(heir, ())
    return frozenset(found - {id})


def own_pasts(workspace: Workspace) -> dict[str, Past]:
    """What final meetings decided about each request under its own id, nothing inherited."""
    found: dict[str, list[tuple[Meeting, Decision]]] = {}
    for meeting in workspace.finals:
        rows = meeting.record.candidates if meeting.record else ()
        for row in rows:
            if row.decision:
                found.setdefault(row.request, []).append((meeting, row.decision))
    return {request: Past(tuple(decided)) for request, decided in found.items()}
