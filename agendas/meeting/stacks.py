"""Which undo stack an action belongs to: the meeting's, or the one of what is done beside it."""

from __future__ import annotations

from collections.abc import Sequence

from agendas.meeting import events as e
from agendas.meeting.entry import Entry
from agendas.meeting.handlers import HANDLERS
from agendas.meeting.ledger import Ledger
from agendas.meeting.workspace import Workspace


def stack_of(workspace: Workspace, events: Sequence[e.AnyEvent], *, outside: bool) -> int:
    """The meeting that an entry with these events belongs to; 0 for none.

    `outside`: done beside the meeting, on the Requests screen or by a command of its own. That is
    on a stack of its own, except where it changes the meeting itself.
    """
    for event in events:
        match event:
            case e.MeetingOpened(number=number):
                return number
            case e.Corrected(record=record):
                return record.number
            case e.Undone(entry=turned):
                return _holding(workspace, "undo", turned)
            case e.Redone(entry=turned):
                return _holding(workspace, "redo", turned)
            case _:
                pass
    meeting = workspace.meeting
    if meeting is None:
        return 0
    if outside and events and not any(type(event) in HANDLERS for event in events):
        return 0
    return meeting.number


def _holding(workspace: Workspace, side: str, turned: int) -> int:
    """The stack on which this entry is the last one."""
    for number in _live(workspace):
        if getattr(workspace.ledgers.get(number, Ledger()), side)[-1:] == (turned,):
            return number
    return 0


def _live(workspace: Workspace) -> tuple[int, ...]:
    """The stacks that can still change."""
    meeting = workspace.meeting
    return (0, meeting.number) if meeting else (0,)


def own_ledger(workspace: Workspace, *, outside: bool = False) -> Ledger:
    """The actions of the running meeting, or of what is done between meetings and beside them."""
    meeting = None if outside else workspace.meeting
    return workspace.ledgers.get(meeting.number if meeting else 0, Ledger())


def to_undo(workspace: Workspace, *, outside: bool = False) -> Entry | None:
    """The action that undo would take back."""
    found = _last(workspace, "undo", outside)
    return max(found, key=lambda entry: entry.number, default=None)


def to_redo(workspace: Workspace, *, outside: bool = False) -> Entry | None:
    """The action that redo would do again."""
    found = _last(workspace, "redo", outside)
    return min(found, key=lambda entry: entry.number, default=None)


def _last(workspace: Workspace, side: str, outside: bool) -> list[Entry]:
    """The last action of the own stack, and of the meeting's if it was done from here."""
    own = _top(own_ledger(workspace, outside=outside), side)
    found = [own] if own else []
    if outside and workspace.meeting:
        other = _top(own_ledger(workspace), side)
        found += [other] if other and other.outside else []
    return found


def _top(ledger: Ledger, side: str) -> Entry | None:
    numbers: tuple[int, ...] = getattr(ledger, side)
    return ledger.entry(numbers[-1]) if numbers else None
