"""What stands in the place of entries that a salvage could not keep.

Entries name others by their number, so that no number may change: each lost entry is replaced by
one that only says so. What the kept ones refer to (a request, an emergency, the opening of their
meeting) must be there, or a whole year could not be shown for one lost line: what is known of it
from elsewhere stands in for it, and says that it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from agendas.agenda import Agenda
from agendas.agenda_file import parse
from agendas.keeping.verifying import SALVAGED
from agendas.language import ENGLISH, Message, _
from agendas.meeting import events as e
from agendas.meeting.entry import FORMAT, Entry
from agendas.meeting.folding import apply
from agendas.meeting.workspace import Workspace
from agendas.period import next_meeting, period_of
from agendas.record import Record
from agendas.request import Request
from agendas.workspace_folder import template

_REQUEST_FIELDS = {
    "request", "requests", "order", "other", "merged_into", "split_from", "children", "displaces",
}  # fmt: skip


def filler(
    number: int, at: datetime, what: Message, events: tuple[e.AnyEvent, ...] = (), meeting: int = 0
) -> Entry:
    """The entry in the place of a lost one; its line is a comment, if it is read as a script."""
    if events or number == 1:
        # Also a barrier: undoing must not take away what stands in for something lost.
        events = (e.WorkspaceMade(FORMAT), *events)
    return Entry(number, at, "", meeting, 0, 0, SALVAGED + ENGLISH.say(what), events)


def fillers(entries: dict[int, Entry], lost: dict[int, Message], agenda: bytes) -> dict[int, Entry]:
    """What stands in for each lost entry, with what the kept ones need to be shown."""
    ordered = [entries[number] for number in sorted(entries)]
    made: dict[int, Entry] = {}
    for number in sorted(lost):
        before = max((n for n in entries if n < number), default=0)
        after = min((n for n in entries if n > number), default=0)
        near = entries.get(before) or entries.get(after)
        at = near.at if near else datetime.fromtimestamp(0, UTC)
        made[number] = filler(number, at, lost[number])
    first = min(made)
    things = _missing_things(ordered, made[first].at.date())
    if things:
        made[first] = filler(first, made[first].at, lost[first], things)
    known = frozenset(v.request.id for v in things if isinstance(v, e.RequestAdded)) | {
        v.request.id for one in ordered for v in one.events if isinstance(v, e.RequestAdded)
    }
    for meeting, own in _unopened(ordered):
        place = max((n for n in made if n < own[0].number), default=0)
        if place and not made[place].meeting:
            opening = _missing_opening(meeting, own, _agenda_near(ordered, agenda), known)
            events = tuple(v for v in made[place].events if not isinstance(v, e.WorkspaceMade))
            made[place] = filler(place, own[0].at, lost[place], (*events, opening), meeting)
    return made


def _unopened(entries: Sequence[Entry]) -> list[tuple[int, list[Entry]]]:
    """Meetings whose opening is lost, with the entries that they have."""
    own: dict[int, list[Entry]] = {}
    for entry in entries:
        if entry.meeting:
            own.setdefault(entry.meeting, []).append(entry)
    return [
        (number, found)
        for number, found in own.items()
        if not any(isinstance(v, e.MeetingOpened) for one in found for v in one.events)
    ]


def _agenda_near(entries: Sequence[Entry], content: bytes) -> Agenda:
    """An agenda for a meeting whose own is lost: the file's, else another meeting's."""
    found = parse(content)
    if isinstance(found, Agenda):
        return found
    kept = [v.agenda for one in entries for v in one.events if isinstance(v, e.MeetingOpened)]
    if kept:
        return kept[-1]
    shipped = parse(template("monthly").read_bytes())
    assert isinstance(shipped, Agenda)
    return shipped


def unfolded(entries: dict[int, Entry]) -> list[tuple[int, Message]]:
    """Entries that refer to something that is lost, so that they cannot be taken in."""
    workspace, left = Workspace(), []
    for number in sorted(entries):
        try:
            workspace = apply(workspace, entries[number])
        except Exception:
            # Whatever it is that fails: what an entry misses is not there, and the rest goes on.
            why = _("entry {number} refers to something that is lost", number=number)
            left.append((number, why))
    return left


def _missing_things(entries: Sequence[Entry], on: date) -> tuple[e.AnyEvent, ...]:
    """Requests and emergencies that entries refer to and none brings."""
    added: set[str] = set()
    logged: set[str] = set()
    for entry in entries:
        for event in entry.events:
            match event:
                case e.RequestAdded(request=request):
                    added.add(request.id)
                case e.EmergencyLogged(emergency=emergency):
                    logged.add(emergency.id)
                case _:
                    pass
    lost = [id for id in dict.fromkeys(requests_in(entries)) if id not in added]
    urgent = [id for id in dict.fromkeys(_emergencies_in(entries)) if id not in logged]
    titles = _titles(entries) if lost else {}
    return (
        *(e.RequestAdded(Request(id, titles.get(id) or _unknown(id), on)) for id in lost),
        *(e.EmergencyLogged(e.Emergency(id, _unknown(id), "?", "?", on)) for id in urgent),
    )


def _missing_opening(
    number: int, entries: Sequence[Entry], agenda: Agenda, known: frozenset[str]
) -> e.MeetingOpened:
    """The opening of a meeting whose own is lost: from its record, else from what it was about."""
    record = next(
        (v.record for one in entries for v in one.events if isinstance(v, e.Finalised)), None
    )
    on = record.on if record else entries[0].at.date()
    first, last = period_of(on, agenda.period)
    after = next_meeting(on, agenda.period)
    if record:
        first, last, after = record.period_first, record.period_last, record.next_meeting
        rows = [row.request for row in record.candidates]
    else:
        rows = list(dict.fromkeys(id for id in requests_in(entries) if id in known))
    events = [event for entry in entries for event in entry.events]
    later = {v.candidate.request for v in events if isinstance(v, e.CandidateAdded)}
    return e.MeetingOpened(
        number=number,
        on=on,
        period_first=first,
        period_last=last,
        next_meeting=after,
        agenda=agenda,
        candidates=tuple(e.Candidate(id, e.Origin.NEW) for id in rows if id not in later),
        promises=_promises(record, events),
        emergencies=tuple(
            dict.fromkeys(
                [row.id for row in record.emergencies]
                if record
                else [v.emergency for v in events if isinstance(v, e.EmergencyJudged)]
            )
        ),
    )


def _promises(record: Record | None, events: Iterable[e.AnyEvent]) -> tuple[e.Promise, ...]:
    """What the meeting looked back on: as its record has it, else as far as it was answered."""
    if record:
        return tuple(
            e.Promise(row.request, row.meeting, row.owner, row.deliverable, row.deadline)
            for row in record.promises
        )
    answered = dict.fromkeys(v.request for v in events if isinstance(v, e.PromiseAnswered))
    return tuple(e.Promise(id, 0, "", "", None) for id in answered)


def requests_in(entries: Iterable[Entry]) -> Iterator[str]:
    """The requests that entries are about, as they come."""
    for entry in entries:
        for event in entry.events:
            yield from _texts(msgspec.to_builtins(event), _REQUEST_FIELDS)


def _emergencies_in(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        for event in entry.events:
            match event:
                case e.EmergencyJudged(emergency=id) | e.EmergencyStruck(emergency=id):
                    yield id
                case e.MeetingOpened(emergencies=ids):
                    yield from ids
                case _:
                    pass


def _texts(value: Any, fields: set[str], field: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, fields, name)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner, fields, field)
    elif isinstance(value, str) and field in fields and value:
        yield value


def _titles(entries: Iterable[Entry]) -> dict[str, str]:
    """What requests were called where their own entry is lost, the last that is known."""
    found: dict[str, str] = {}
    for entry in entries:
        for event in entry.events:
            match event:
                case e.Decided(decision=decision, title=title):
                    found[decision.request] = title
                case e.RequestChanged(request=id, was=was) if isinstance(was.title, str):
                    found[id] = was.title
                case e.Finalised(record=record):
                    found |= {row.request: row.title for row in record.candidates}
                case _:
                    pass
    return found


def _unknown(id: str) -> str:
    return ENGLISH.say(_("{id} (lost; this is all that is known)", id=id))
