"""What the room may see of a meeting: the only thing that windows and followers render.

Unrevealed ballots, private notes and the words of confidential requests are not in it, so that no
screen can show by mistake what it was never given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec.structs import replace

from agendas.days import Days
from agendas.meeting.checks import Blocker, blockers, days_of, days_over, days_taken
from agendas.meeting.events import Emergency
from agendas.meeting.fairness_check import FairnessCheck, fairness_check
from agendas.meeting.meeting import Meeting
from agendas.meeting.rounds import without_ballots
from agendas.meeting.what_ifs import WhatIfs, what_ifs
from agendas.meeting.workspace import Workspace
from agendas.request import Request


def public_request(request: Request) -> Request:
    """A request as everybody may read it: of a confidential one, number, size and department."""
    if not request.confidential:
        return request
    return Request(
        id=request.id,
        title=request.id,
        created=request.created,
        department=request.department,
        service_class=request.service_class,
        deadline=request.deadline,
        effort=request.effort,
        confidential=True,
        state=request.state,
        status=request.status,
        merged_into=request.merged_into,
        split_from=request.split_from,
        children=request.children,
        # Whether something is filled in is no secret, and readiness is read from these.
        problem="–" if request.problem else "",
        benefit="–" if request.benefit else "",
        requester="–" if request.requester else "",
        sponsor="–" if request.sponsor else "",
        done_means="–" if request.done_means else "",
        first_deliverable="–" if request.first_deliverable else "",
    )


class PublicRequests(Mapping[str, Request]):
    """The requests as everybody may read them, made public one by one when asked for."""

    def __init__(self, requests: Mapping[str, Request]) -> None:
        self._requests = requests

    def __getitem__(self, id: str) -> Request:
        return public_request(self._requests[id])

    def __iter__(self) -> Iterator[str]:
        return iter(self._requests)

    def __len__(self) -> int:
        return len(self._requests)


def public_meeting(m: Meeting, confidential: frozenset[str] = frozenset()) -> Meeting:
    """The meeting without unrevealed ballots, private notes and confidential words."""
    rounds = tuple(r if r.revealed else without_ballots(r) for r in m.rounds)
    notes = tuple(n for n in m.notes if not n.taken.private and n.taken.request not in confidential)
    shown = {
        id: (id, days) if id in confidential else (title, days)
        for id, (title, days) in m.as_shown.items()
    }
    return replace(m, rounds=rounds, notes=notes, as_shown=shown, record=None, versions=())


class PublicView:
    """One moment of the workspace as the room may see it."""

    def __init__(self, workspace: Workspace, meeting: Meeting) -> None:
        self._workspace = workspace
        self._meeting = meeting
        self.requests: Mapping[str, Request] = PublicRequests(workspace.requests)

    @cached_property
    def meeting(self) -> Meeting:
        """The meeting without what the room may not see."""
        secret = frozenset(
            id for id in self._meeting.order if self._workspace.requests[id].confidential
        )
        return public_meeting(self._meeting, secret)

    @property
    def private_notes(self) -> int:
        """How many private notes there are: the number is no secret, their text is."""
        return sum(note.taken.private for note in self._meeting.notes)

    @property
    def emergencies(self) -> Mapping[str, Emergency]:
        """The emergencies that were let in."""
        return self._workspace.emergencies

    @cached_property
    def taken(self) -> Days:
        """Days taken above the line."""
        return days_taken(self._workspace, self._meeting)

    @cached_property
    def over(self) -> Days:
        """Days taken beyond what there is to give away."""
        return days_over(self._workspace, self._meeting)

    def days(self, id: str) -> Days | None:
        """Days of one row, as shown when decided, else IT's estimate now."""
        return days_of(self._workspace, self._meeting, id)

    @cached_property
    def fairness(self) -> FairnessCheck:
        """Who asked for what and got what, as the list stands: departments and ids only."""
        return fairness_check(self._workspace, self._meeting)

    @cached_property
    def what_ifs(self) -> WhatIfs:
        """The best set and equal shares beside the line."""
        return what_ifs(self._workspace, self._meeting)

    @cached_property
    def blockers(self) -> tuple[Blocker, ...]:
        """What still keeps the meeting from being finalised."""
        return blockers(self._workspace, self._meeting)
