"""Undo and redo: one action at a time, in words, never past what was shown."""

from __future__ import annotations

from agendas.language import _
from agendas.meeting import events as e
from agendas.meeting.commands.spec import Command, Events, Refused, Situation, Spec, decides
from agendas.meeting.entry import Entry
from agendas.meeting.ledger import Ledger
from agendas.meeting.patching import patched, redo_of, undo_of
from agendas.meeting.workspace import Workspace
from agendas.request import Request


class Undo(Command, frozen=True):
    """Take the last action back."""


class Redo(Command, frozen=True):
    """Do again what was undone."""


def ledger_of(workspace: Workspace) -> Ledger:
    """The actions that undo is about: of the running meeting, else between meetings."""
    meeting = workspace.meeting
    return workspace.ledgers.get(meeting.number if meeting else 0, Ledger())


def to_undo(workspace: Workspace) -> Entry | None:
    """The action that undo would take back."""
    ledger = ledger_of(workspace)
    return ledger.entry(ledger.undo[-1]) if ledger.undo else None


def to_redo(workspace: Workspace) -> Entry | None:
    """The action that redo would do again."""
    ledger = ledger_of(workspace)
    return ledger.entry(ledger.redo[-1]) if ledger.redo else None


@decides(Spec("undo", Undo, _("take the last action back"), outside=True))
def _undo(s: Situation, command: Undo) -> Events | Refused:
    entry = to_undo(s.workspace)
    if entry is None:
        ledger = ledger_of(s.workspace)
        wall = ledger.entry(ledger.wall)
        if wall and any(isinstance(event, e.RankingRevealed) for event in wall.events):
            return Refused(_("what was shown cannot be unseen; start a new round"))
        return Refused(_("there is nothing to undo"))
    if _holds_secret_ballots(s, entry):
        return Refused(_("ballots are handed in and kept nowhere else: hand in again instead"))
    back: list[e.AnyEvent] = [e.Undone(entry.number)]
    requests = dict(s.workspace.requests)
    for event in reversed(entry.events):
        back.extend(_taken_back(requests, event))
    return tuple(back)


def _holds_secret_ballots(s: Situation, entry: Entry) -> bool:
    """Whether undoing this would throw away ballots that are in memory only."""
    m = s.workspace.meeting
    if m is None or not m.agenda.ranking.secret_always or m.round is None or not m.round.ballots:
        return False
    return any(
        isinstance(event, e.RoundOpened) and event.number == m.round.number
        for event in entry.events
    )


def _taken_back(requests: dict[str, Request], event: e.AnyEvent) -> Events:
    match event:
        case e.RequestChanged(request=id):
            change = undo_of(requests.get(id), event)
            if change is None:
                return ()
            requests[id] = patched(requests[id], change.patch)
            return (change,)
        case e.RequestAdded(request=request) if request.id in requests:
            return (e.RequestRemoved(request.id),)
        case e.RequestTabled(request=id):
            return (e.TablingUndone(id, untabled=event.untabled),)
        case e.RequestUntabled(request=id):
            return (e.TablingUndone(id, event.place),)
        case e.RequestRevived(request=id) if id in requests:
            return (e.RevivalUndone(id, event.was),)
        case e.EmergencyLogged(emergency=emergency):
            return (e.EmergencyStruck(emergency.id),)
        case _:
            return ()


@decides(Spec("redo", Redo, _("do again what was undone"), outside=True))
def _redo(s: Situation, command: Redo) -> Events | Refused:
    entry = to_redo(s.workspace)
    if entry is None:
        return Refused(_("there is nothing to do again"))
    again: list[e.AnyEvent] = [e.Redone(entry.number)]
    requests = dict(s.workspace.requests)
    for event in entry.events:
        match event:
            case e.RequestChanged(request=id):
                change = redo_of(requests.get(id), event)
                if change:
                    requests[id] = patched(requests[id], change.patch)
                    again.append(change)
            case e.RequestAdded(request=request):
                requests[request.id] = request
                again.append(event)
            case e.RequestTabled() | e.RequestUntabled() | e.RequestRevived() | e.EmergencyLogged():
                again.append(event)
            case _:
                pass
    return tuple(again)
