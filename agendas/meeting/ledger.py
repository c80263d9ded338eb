"""The ledger: which entries count, and which of them undo and redo are about."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from agendas.meeting import events as e
from agendas.meeting.entry import Entry

#: Events that undo passes over: they neither stand in its way nor are taken back by it.
TRANSPARENT = (
    e.StageEntered,
    e.PersonArrived,
    e.PersonAbsent,
    e.PersonExcused,
    e.PersonLeft,
    e.TimeExtended,
    e.ClockPaused,
    e.ClockResumed,
    e.Blanked,
    e.Adjourned,
    e.MeetingResumed,
    e.ItStandIn,
    e.WentOnProvisionally,
    e.MappingKept,
)
#: Events that cannot be taken back: what was shown cannot be unseen.
BARRIERS = (
    e.WorkspaceMade,
    e.MeetingOpened,
    e.RankingRevealed,
    e.Finalised,
    e.Corrected,
)

#: How many actions between meetings and beside them can be taken back; those of a meeting all can.
KEPT_BETWEEN_MEETINGS = 500


class Ledger(msgspec.Struct, frozen=True):
    """The entries of one meeting, or (number 0) of what is done between and beside them.

    `undo` and `redo` hold entry numbers, the last one first in line. `wall` is the entry that undo
    stops at, 0 for none.
    """

    entries: tuple[Entry, ...] = ()
    dead: frozenset[int] = frozenset()
    undo: tuple[int, ...] = ()
    redo: tuple[int, ...] = ()
    wall: int = 0

    def entry(self, number: int) -> Entry | None:
        """The entry with this number."""
        return next((entry for entry in reversed(self.entries) if entry.number == number), None)


def kept(ledger: Ledger, entry: Entry) -> Ledger:
    """The ledger with one more entry, as that one leaves undo and redo."""
    first = entry.events[0] if entry.events else None
    entries = (*ledger.entries, entry)
    if not entry.meeting:
        entries = entries[-KEPT_BETWEEN_MEETINGS:]
    ledger = replace(ledger, entries=entries)
    if isinstance(first, e.Undone):
        return replace(
            ledger,
            dead=ledger.dead | {first.entry},
            undo=ledger.undo[:-1],
            redo=(*ledger.redo, first.entry),
        )
    if isinstance(first, e.Redone):
        return replace(
            ledger,
            dead=ledger.dead - {first.entry},
            undo=(*ledger.undo, first.entry),
            redo=ledger.redo[:-1],
        )
    if any(isinstance(event, BARRIERS) for event in entry.events):
        return walled(ledger, entry)
    if not passed_over(entry):
        return replace(ledger, undo=(*ledger.undo, entry.number), redo=())
    return ledger


def passed_over(entry: Entry) -> bool:
    """Whether undo passes over this entry."""
    return all(isinstance(event, TRANSPARENT) for event in entry.events)


def walled(ledger: Ledger, entry: Entry) -> Ledger:
    """The ledger with nothing left to undo or redo before this entry."""
    return replace(ledger, undo=(), redo=(), wall=entry.number)


def turned(entry: Entry) -> int:
    """The entry that this one undoes or redoes, 0 for none."""
    first = entry.events[0] if entry.events else None
    return first.entry if isinstance(first, e.Undone | e.Redone) else 0
