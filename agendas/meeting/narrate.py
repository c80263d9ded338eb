"""What an entry did, in one short sentence: for undo, plain mode's answers and the status line."""

from __future__ import annotations

from collections.abc import Sequence

from agendas.decisions import Kind, Reason
from agendas.language import Argument, Message, _, _n, listed
from agendas.meeting import events as e
from agendas.meeting.entry import Entry
from agendas.meeting.event_words import NAMED, Seen, event_words
from agendas.meeting.meeting import Meeting
from agendas.meeting.workspace import Workspace
from agendas.request import State

#: The most telling events first; of an entry only its most telling ones are told.
TELLING: tuple[type[e.Event], ...] = (
    e.Finalised,
    e.Corrected,
    e.MeetingOpened,
    e.RankingRevealed,
    e.BatchCommitted,
    e.Decided,
    e.RequestRevived,
    e.PromiseAnswered,
    e.BallotCast,
    e.BallotAbstained,
    e.ColumnRated,
    e.SwapMade,
    e.DuelsDecided,
    e.DuelHeld,
    e.RequestMoved,
    e.CapacitySet,
    e.StageEntered,
    e.RequestAdded,
    e.RequestChanged,
)
#: Events that go with others: told only where an entry holds nothing else.
BESIDE = (e.RoundOpened, e.LineDrawn, e.MoveExplained, e.DecisionTakenBack)


def told(entry: Entry, after: Workspace, before: Workspace | None = None) -> Message:
    """What an entry did; `before` tells a row that crossed the line from one that did not."""
    first = entry.events[0] if entry.events else None
    if isinstance(first, e.Undone | e.Redone):
        return _again(first, entry, after)
    if first is None:
        return _("nothing changed")
    seen = Seen(_meeting(entry, after), _meeting(entry, before) if before else None)
    best = min(_rank(event) for event in entry.events)
    main = [event for event in entry.events if _rank(event) == best]
    kind = type(main[0])
    main = [event for event in main if type(event) is kind]
    what = event_words(main[0], seen) if len(main) == 1 else _many(main, entry, seen)
    if kind is e.PromiseAnswered:
        return _with_the_table(what, entry)
    drawn = next((event for event in entry.events if isinstance(event, e.LineDrawn)), None)
    if drawn and drawn not in main:
        return _("{what}; {line}", what=what, line=event_words(drawn, seen))
    return what


def _with_the_table(what: Message, entry: Entry) -> Message:
    """An answer; where work was begun if there was room, it also changes what is on the table."""
    if any(isinstance(event, e.CandidateRemoved) for event in entry.events):
        return _("{what}; with that it is off the table", what=what)
    if any(isinstance(event, e.CandidateAdded) for event in entry.events):
        return _("{what}; it is on the table again", what=what)
    return what


def _meeting(entry: Entry, workspace: Workspace) -> Meeting | None:
    return workspace.meetings.get(entry.meeting)


def _again(first: e.Undone | e.Redone, entry: Entry, after: Workspace) -> Message:
    ledger = after.ledgers.get(entry.meeting)
    meant = ledger.entry(first.entry) if ledger else None
    if meant is None:
        return event_words(first, Seen())
    what = told(meant, after)
    if isinstance(first, e.Undone):
        return _("undone: {what}, {at:time}", what=what, at=meant.at)
    return _("done again: {what}, {at:time}", what=what, at=meant.at)


def _rank(event: e.AnyEvent) -> float:
    """How telling an event is; the smaller, the more."""
    if isinstance(event, BESIDE):
        return len(TELLING) + 1
    if isinstance(event, e.RequestChanged) and event.patch.state in (State.MERGED, State.SPLIT):
        return TELLING.index(e.Decided) + 0.5
    return TELLING.index(type(event)) if type(event) in TELLING else len(TELLING)


def _many(main: Sequence[e.AnyEvent], entry: Entry, seen: Seen) -> Message:
    n = len(main)
    match main[0]:
        case e.Decided():
            decided = [event for event in main if isinstance(event, e.Decided)]
            return _decisions(decided, entry)
        case e.PersonArrived():
            who = _people(main, seen)
            return _("{people} are here", people=who)
        case e.PersonAbsent():
            return _("{people} are not here", people=_people(main, seen))
        case e.PersonExcused():
            return _("{people} are excused", people=_people(main, seen))
        case e.PersonLeft():
            return _("{people} have left", people=_people(main, seen))
        case e.RequestAdded():
            return _n("{n} request added", "{n} requests added", n)
        case e.RequestChanged():
            return _n("{n} request changed", "{n} requests changed", n)
        case e.CandidateAdded():
            return _n("{n} request came on the table", "{n} requests came on the table", n)
        case e.CandidateRemoved():
            return _n("{n} request went off the table", "{n} requests went off the table", n)
        case first:
            return _("{what}, and {more} more", what=event_words(first, seen), more=n - 1)


def _decisions(decided: Sequence[e.Decided], entry: Entry) -> Message:
    n, command = len(decided), entry.command.partition(" ")[0]
    if all(event.decision.reason == Reason.NRC for event in decided):
        return _n("{n} row was not reached", "{n} rows were not reached", n)
    if all(event.decision.kind == Kind.BACK for event in decided):
        return _n("{n} request goes back", "{n} requests go back", n)
    if command == "rest":
        return _n("{n} row decided by rank", "{n} rows decided by rank", n)
    if command == "defaults":
        return _n("{n} row decided as proposed", "{n} rows decided as proposed", n)
    return _n("{n} row decided", "{n} rows decided", n)


def _people(events: Sequence[e.AnyEvent], seen: Seen) -> Argument:
    """Names, or how many people where they are too many to name."""
    names = [seen.name(getattr(event, "person", "")) for event in events]
    if len(names) <= NAMED:
        return listed(names)
    return _n("{n} person", "{n} people", len(names))
