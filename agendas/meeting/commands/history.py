"""Undo and redo: one action at a time, in words, never past what was shown."""

from __future__ import annotations

from agendas.language import _
from agendas.meeting import events as e
from agendas.meeting.commands.spec import Command, Events, Refused, Situation, Spec, decides
from agendas.meeting.entry import Entry
from agendas.meeting.patching import patched, redo_of, undo_of
from agendas.meeting.stacks import own_ledger, to_redo, to_undo
from agendas.meeting.workspace import Workspace
from agendas.request import Request, State


class Undo(Command, frozen=True):
    """Take the last action back."""


class Redo(Command, frozen=True):
    """Do again what was undone."""


@decides(Spec("undo", Undo, _("take the last action back"), outside=True))
def _undo(s: Situation, command: Undo) -> Events | Refused:
    entry = to_undo(s.workspace, outside=s.outside)
    if entry is None:
        return _nothing_to_undo(s)
    if _holds_secret_ballots(s, entry):
        return Refused(_("ballots are handed in and kept nowhere else: hand in again instead"))
    back: list[e.AnyEvent] = [e.Undone(entry.number)]
    now = _Now(s.workspace, entry)
    for event in reversed(entry.events):
        undone = now.taken_back(event)
        if isinstance(undone, Refused):
            return undone
        back.extend(undone)
    return tuple(back)


def _nothing_to_undo(s: Situation) -> Refused:
    ledger = own_ledger(s.workspace, outside=s.outside)
    wall = ledger.entry(ledger.wall)
    if wall and any(isinstance(event, e.RankingRevealed) for event in wall.events):
        return Refused(_("what was shown cannot be unseen; start a new round"))
    if s.outside and to_undo(s.workspace):
        return Refused(_("nothing to undo here; what the meeting did is undone in the meeting"))
    return Refused(_("there is nothing to undo"))


def _holds_secret_ballots(s: Situation, entry: Entry) -> bool:
    """Whether undoing this would throw away ballots that are in memory only."""
    m = s.workspace.meeting
    if m is None or not m.agenda.ranking.secret_always or m.round is None or not m.round.voted:
        return False
    return any(
        isinstance(event, e.MethodChosen)
        or (isinstance(event, e.RoundOpened) and event.number == m.round.number)
        for event in entry.events
    )


class _Now:
    """The requests as they are while an entry is turned, event by event.

    An entry is turned whole or not at all: what somebody else did since, in the meeting or beside
    it, is never lost and never left on something that is gone.
    """

    def __init__(self, workspace: Workspace, entry: Entry) -> None:
        self._requests = dict(workspace.requests)
        own = {v.candidate.request for v in entry.events if isinstance(v, e.CandidateAdded)}
        meeting = workspace.meeting
        self._at_table = frozenset(meeting.order if meeting else ()) - own
        self._survivors = frozenset(r.merged_into for r in workspace.requests.values())

    def taken_back(self, event: e.AnyEvent) -> Events | Refused:
        """What takes one event back."""
        match event:
            case e.RequestChanged(request=id):
                return self._changed(id, undo_of(self._requests.get(id), event))
            case e.RequestAdded(request=request):
                return self._unadded(request)
            case e.RequestTabled(request=id):
                return (e.TablingUndone(id, untabled=event.untabled),)
            case e.RequestUntabled(request=id):
                return (e.TablingUndone(id, event.place),)
            case e.RequestRevived(request=id):
                if id in self._at_table:
                    return _at_table(id)
                if self._requests[id].state != State.OPEN:
                    return _changed_since(id)
                return (e.RevivalUndone(id, event.was),)
            case e.CandidateRemoved(request=id):
                if self._requests[id].state not in (State.OPEN, State.ON_THE_TABLE):
                    return _changed_since(id)
                return ()
            case e.EmergencyLogged(emergency=emergency):
                return (e.EmergencyStruck(emergency.id),)
            case _:
                return ()

    def again(self, event: e.AnyEvent) -> Events | Refused:
        """What does one event again."""
        match event:
            case e.RequestChanged(request=id):
                return self._changed(id, redo_of(self._requests.get(id), event))
            case e.RequestAdded(request=request):
                self._requests[request.id] = request
                return (event,)
            case e.RequestTabled() | e.RequestUntabled() | e.RequestRevived() | e.EmergencyLogged():
                return (event,)
            case _:
                return ()

    def _changed(self, id: str, change: e.RequestChanged | None) -> Events | Refused:
        if change is None:
            return _changed_since(id)
        self._requests[id] = patched(self._requests[id], change.patch)
        return (change,)

    def _unadded(self, request: Request) -> Events | Refused:
        if request.id in self._at_table:
            return _at_table(request.id)
        if self._requests.get(request.id) != request or request.id in self._survivors:
            return _changed_since(request.id)
        return (e.RequestRemoved(request.id),)


def _changed_since(id: str) -> Refused:
    return Refused(_("{id} was changed since: take that back first", id=id), id)


def _at_table(id: str) -> Refused:
    return Refused(_("{id} is on the meeting's table: take it off there first", id=id), id)


@decides(Spec("redo", Redo, _("do again what was undone"), outside=True))
def _redo(s: Situation, command: Redo) -> Events | Refused:
    entry = to_redo(s.workspace, outside=s.outside)
    if entry is None:
        return Refused(_("there is nothing to do again"))
    again: list[e.AnyEvent] = [e.Redone(entry.number)]
    now = _Now(s.workspace, entry)
    for event in entry.events:
        done = now.again(event)
        if isinstance(done, Refused):
            return done
        again.extend(done)
    return tuple(again)
