"""Ballots that the agenda forbids to store: they live in memory, until the reveal tells totals."""

from __future__ import annotations

from msgspec.structs import replace

from agendas.meeting import events as e
from agendas.meeting.entry import Entry
from agendas.meeting.fold import apply_event
from agendas.meeting.shelf import Shelf, shelved
from agendas.meeting.workspace import Workspace


class SecretBallots:
    """With `secret: always`, what was handed in and is on no disk."""

    def __init__(self) -> None:
        self._kept: list[e.BallotCast | e.ColumnRated] = []

    def __bool__(self) -> bool:
        return bool(self._kept)

    def keep(self, workspace: Workspace, events: tuple[e.AnyEvent, ...]) -> tuple[e.AnyEvent, ...]:
        """Take the ballots out of what is to be stored; the rest of it."""
        meeting = workspace.meeting
        if meeting is None or not meeting.agenda.ranking.secret_always:
            return events
        for event in events:
            match event:
                case e.BallotCast(person=person) | e.BallotAbstained(person=person):
                    self._kept = [b for b in self._kept if b.person != person]
                    if isinstance(event, e.BallotCast):
                        self._kept.append(event)
                case e.ColumnRated(person=person, column=column):
                    self._kept = [
                        b
                        for b in self._kept
                        if not isinstance(b, e.ColumnRated)
                        or (b.person, b.column) != (person, column)
                    ]
                    self._kept.append(event)
                case e.RankingRevealed() | e.RoundOpened():
                    self._kept = []
                case _:
                    pass
        return tuple(
            event for event in events if not isinstance(event, e.BallotCast | e.ColumnRated)
        )

    def put_in(self, workspace: Workspace, unsaved: Entry) -> Workspace:
        """The workspace with them, after it was folded from what is stored."""
        meeting = workspace.meeting
        if not self._kept or meeting is None:
            return workspace
        if meeting.round is None or meeting.round.revealed:
            self._kept = []
            return workspace
        for ballot in self._kept:
            meeting = apply_event(meeting, ballot, unsaved)
        meetings = {**shelved(workspace.meetings), meeting.number: meeting}
        return replace(workspace, meetings=Shelf(meetings))
