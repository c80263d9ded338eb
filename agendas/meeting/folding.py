"""Folding entries into a workspace: one by one, or many at once without copying for each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from types import MappingProxyType
from typing import TypeAlias

from msgspec.structs import replace

from agendas.meeting import events as e
from agendas.meeting.entry import Entry, row_of
from agendas.meeting.fold import apply_event, opened
from agendas.meeting.ledger import Ledger, kept, passed_over, turned, walled
from agendas.meeting.meeting import Meeting, Status
from agendas.meeting.patching import patched
from agendas.meeting.shelf import Shelf, shelved
from agendas.meeting.workspace import Workspace
from agendas.request import Request, State

Key: TypeAlias = tuple[str, str]


def _keys(request: Request | None) -> frozenset[Key]:
    """Under which keys of trackers an import finds this request."""
    if request is None or request.merged_into:
        return frozenset()
    sources = (request.source, *request.also)
    return frozenset((source.profile, source.key) for source in sources if source is not None)


def apply(workspace: Workspace, entry: Entry, seal: str = "") -> Workspace:
    """The workspace after one entry; `seal` is the hash of its stored line."""
    builder = Builder(workspace)
    builder.add(entry, seal)
    return builder.done()


def fold(entries: Iterable[tuple[Entry, str]], start: Workspace | None = None) -> Workspace:
    """The workspace after many entries with their seals, without copying for each of them."""
    builder = Builder(start or Workspace())
    for entry, seal in entries:
        builder.add(entry, seal)
    return builder.done()


class Builder:
    """Folds entries into mutable copies, made only of what is really touched."""

    def __init__(self, start: Workspace) -> None:
        self._start = start
        self._own: set[str] = set()
        self._last = start.last
        self._requests = start.requests
        self._shelved = shelved(start.meetings)
        self._meetings = Shelf(self._shelved)
        self._newest = max(self._shelved, default=0)
        self._again_until: dict[int, list[tuple[int, Meeting | None]]] = {}
        self._emergencies = dict(start.emergencies)
        self._ledgers = dict(start.ledgers)
        self._sources = start.sources
        self._mappings = dict(start.mappings)
        self._tabled = start.tabled
        self._untabled = start.untabled
        self._revived = dict(start.revived)
        self._batches = dict(start.batches)
        self._last_request = start.last_request

    def add(self, entry: Entry, seal: str = "") -> None:
        """Fold one more entry."""
        self._last = entry.number
        committed = next((v for v in entry.events if isinstance(v, e.BatchCommitted)), None)
        if entry.batch and not committed:
            self._batches[entry.batch] = (*self._batches.get(entry.batch, ()), entry)
            return
        if committed:
            parts = self._batches.pop(committed.batch, ())
            bulk = tuple(event for part in parts for event in part.events)
            entry = replace(entry, events=(*bulk, *entry.events))
        for event in entry.events:
            self._workspace_event(event)
        self._keep(entry)
        self._meeting_events(entry, seal)

    def done(self) -> Workspace:
        """The workspace as an immutable value."""
        return Workspace(
            last=self._last,
            requests=MappingProxyType(dict(self._requests))
            if "requests" in self._own
            else self._requests,
            meetings=self._meetings,
            emergencies=MappingProxyType(self._emergencies),
            ledgers=MappingProxyType(self._ledgers),
            sources=MappingProxyType(dict(self._sources))
            if "sources" in self._own
            else self._sources,
            mappings=MappingProxyType(self._mappings),
            tabled=self._tabled,
            untabled=self._untabled,
            revived=MappingProxyType(self._revived),
            batches=MappingProxyType(self._batches),
            last_request=self._last_request,
        )

    # -- requests --------------------------------------------------------------------------

    def _own_requests(self) -> dict[str, Request]:
        if "requests" not in self._own:
            self._requests = dict(self._requests)
            self._own.add("requests")
        assert isinstance(self._requests, dict)
        return self._requests

    def _put(self, request: Request) -> None:
        before = self._requests.get(request.id)
        self._own_requests()[request.id] = request
        self._index(request.id, _keys(before), _keys(request))

    def _index(self, id: str, before: frozenset[Key], now: frozenset[Key]) -> None:
        if before == now:
            return
        if "sources" not in self._own:
            self._sources = dict(self._sources)
            self._own.add("sources")
        assert isinstance(self._sources, dict)
        for key in before - now:
            # A merged request's keys are its survivor's by now, and stay so.
            if self._sources.get(key) == id:
                del self._sources[key]
        self._sources.update(dict.fromkeys(now, id))

    def _remove(self, id: str) -> None:
        gone = self._own_requests().pop(id)
        self._index(id, _keys(gone), frozenset())

    def _table(self, id: str, place: int | None, untabled: bool = False) -> None:
        others = [known for known in self._tabled if known != id]
        if place is not None:
            others.insert(place, id)
        self._tabled = tuple(others)
        self._untabled = self._untabled | {id} if untabled else self._untabled - {id}

    def _workspace_event(self, event: e.AnyEvent) -> None:
        match event:
            case e.RequestAdded(request=request):
                self._put(request)
                self._last_request = max(self._last_request, int(request.id.partition("-")[2]))
            case e.RequestChanged(request=id, patch=patch):
                self._put(patched(self._requests[id], patch))
            case e.RequestRemoved(request=id):
                self._remove(id)
            case e.RequestTabled(request=id):
                self._table(id, len(self._tabled))
            case e.RequestUntabled(request=id):
                self._table(id, None, untabled=True)
            case e.TablingUndone(request=id, place=place, untabled=untabled):
                self._table(id, place, untabled)
            case e.RequestRevived(request=id, because=because):
                self._put(replace(self._requests[id], state=State.OPEN))
                self._revived[id] = because
            case e.RevivalUndone(request=id, state=state):
                self._put(replace(self._requests[id], state=state))
                self._revived.pop(id, None)
            case e.EmergencyLogged(emergency=emergency):
                self._emergencies[emergency.id] = emergency
            case e.EmergencyStruck(emergency=id):
                self._emergencies.pop(id, None)
            case e.MappingKept(header=header, mapping=mapping):
                self._mappings[header] = mapping
            case e.MeetingOpened():
                self._tabled, self._untabled = (), frozenset()
                self._revived = {}
            case _:
                pass

    # -- meetings and undo -----------------------------------------------------------------

    def _keep(self, entry: Entry) -> None:
        if any(isinstance(event, e.MeetingOpened | e.Finalised) for event in entry.events):
            # A meeting looked at what was done before it: that is not taken back any more.
            self._ledgers[0] = walled(self._ledgers.get(0, Ledger()), entry)
        self._ledgers[entry.meeting] = kept(self._ledgers.get(entry.meeting, Ledger()), entry)
        if not passed_over(entry):
            self._end_redo_beside(entry.meeting)

    def _end_redo_beside(self, number: int) -> None:
        """What was undone on one stack is done again only while the other one stands still."""
        for other in {0, self._newest} - {number}:
            ledger = self._ledgers.get(other)
            if ledger and ledger.redo:
                self._ledgers[other] = replace(ledger, redo=())

    def _meeting_events(self, entry: Entry, seal: str) -> None:
        if not entry.meeting:
            return
        number = entry.meeting
        meeting = self._meetings.get(number)
        if turn := turned(entry):
            meeting = self._again(number, turn)
            if meeting:
                touched = self._ledgers[number].entry(turn)
                meeting = replace(meeting, row=row_of(touched) or meeting.row)
        else:
            meeting = _after(meeting, entry)
        if meeting is None:
            return
        if not any(isinstance(event, e.Corrected) for event in entry.events):
            meeting = replace(meeting, clock=entry.clock)
        if meeting.status == Status.FINAL:
            meeting = replace(meeting, seal=seal)
            self._ledgers[number] = replace(self._ledgers[number], entries=())
            self._again_until.pop(number, None)
        self._shelved[number] = meeting
        self._newest = max(self._newest, number)

    def _again(self, number: int, turn: int) -> Meeting | None:
        """The meeting without the entries that do not count, now that `turn` does or does not.

        Up to that entry it comes to the same as the last time, which is kept.
        """
        ledger = self._ledgers[number]
        steps = self._again_until.setdefault(number, [])
        while steps and steps[-1][0] >= turn:
            steps.pop()
        folded, meeting = steps[-1] if steps else (0, None)
        first = bisect_right(ledger.entries, folded, key=lambda entry: entry.number)
        for entry in ledger.entries[first:]:
            # What an undo or a redo carries is about requests; for the meeting, it is enough that
            # the entry which it names counts or does not.
            if entry.number not in ledger.dead and not turned(entry):
                meeting = _after(meeting, entry)
                if meeting is not None:
                    meeting = replace(meeting, clock=entry.clock)
                steps.append((entry.number, meeting))
        return meeting


def _after(meeting: Meeting | None, entry: Entry) -> Meeting | None:
    for event in entry.events:
        if isinstance(event, e.MeetingOpened):
            meeting = opened(event, entry)
        elif meeting is not None:
            meeting = apply_event(meeting, event, entry)
    return meeting
