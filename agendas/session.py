"""A session: one person at work on one workspace. Commands go in, entries come out.

Screens and plain mode talk to this and to nothing below it: it asks the domain to decide, folds the
new entry into the workspace at once, and hands its bytes to the store, which says when they are
saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from agendas.agenda import Agenda
from agendas.language import Message, _
from agendas.meeting import events as e
from agendas.meeting.chunks import in_chunks
from agendas.meeting.clock import Clock
from agendas.meeting.commands.closing import open_meeting
from agendas.meeting.commands.spec import Command, Refused, Situation, decide
from agendas.meeting.entry import FORMAT, Entry, Unreadable, decode, encode
from agendas.meeting.fold import apply_event
from agendas.meeting.folding import apply, fold
from agendas.meeting.meeting import Status
from agendas.meeting.stacks import stack_of
from agendas.meeting.workspace import Workspace
from agendas.store.forks import said as damage_said
from agendas.store.reading import Stored, read
from agendas.store.store import Failure, NotWritable, Store, open_store
from agendas.workspace_folder import DATA


class Done(msgspec.Struct, frozen=True):
    """A command that was carried out: its entry, and the workspace before it."""

    entry: Entry
    before: Workspace


class Session:
    """The workspace as it stands, and the only way to change it."""

    def __init__(
        self,
        folder: Path,
        store: Store,
        agenda: Agenda,
        clock: Clock,
        who: str,
    ) -> None:
        self.folder = folder
        self.store = store
        self.agenda = agenda
        self.clock = clock
        self.who = who
        self.workspace = Workspace()
        self.unreadable: Unreadable | None = None
        self.reports: list[Message] = list(store.reports)
        self.failure: Failure | None = None
        self.saved_at: datetime | None = None
        self.on_settled: Callable[[], None] | None = None
        self._secret: list[e.BallotCast] = []
        self._load(store.entries)
        store.forget_entries()
        store.on_saved = self._saved
        store.on_failed = self._failed
        self._run_clock()

    # -- state -----------------------------------------------------------------------------

    @property
    def writable(self) -> bool:
        """Whether commands can be carried out at all."""
        return self.store.writable and self.unreadable is None and self.failure is None

    @property
    def why_not(self) -> Message:
        """Why nothing can be changed here."""
        if self.unreadable:
            return self.unreadable.what
        if self.failure:
            return self.failure.message
        if self.store.damage:
            return damage_said(self.store.damage, self.store.last)
        return self.store.why or _("This window only reads")

    @property
    def pending(self) -> int:
        """Entries that are not on disk yet."""
        return self.store.pending

    @property
    def situation(self) -> Situation:
        """What a command decided now would look at."""
        return Situation(self.workspace, self.who, self.clock.now(), self.clock.seconds())

    @property
    def outside(self) -> Situation:
        """The same for a command that is given beside the running meeting."""
        return replace(self.situation, outside=True)

    # -- changing --------------------------------------------------------------------------

    def do(self, command: Command, line: str, *, outside: bool = False) -> Done | Refused:
        """Carry a command out; `line` is how plain mode would say it.

        `outside`: given beside the running meeting, so that it is undone there and not in it.
        """
        made = decide(self.outside if outside else self.situation, command)
        if isinstance(made, Refused):
            return made
        return self.write(made, line, outside=outside)

    def open_meeting(self, on: date) -> Done | Refused:
        """A new meeting on a date, by the agenda as it stands in the file now."""
        made = open_meeting(self.situation, self.agenda, on)
        if isinstance(made, Refused):
            return made
        return self.write(made, f"meeting {on.isoformat()}")

    def write(
        self, events: tuple[e.AnyEvent, ...], line: str, *, outside: bool = False
    ) -> Done | Refused:
        """Store events that were decided elsewhere, as one action."""
        if not self.writable:
            return Refused(self.why_not)
        before = self.workspace
        stored = self._keep_secret(events)
        if not stored:
            self._again_secret()
            unsaved = self._entry(before.last, line, events)
            return Done(unsaved, before)
        if len(stored) < len(events):
            line = "round"  # the line of a ballot that must not be stored would tell the ballot
        try:
            entries = self._entries(stored, line, outside)
            payloads = [encode(entry) for entry in entries]
        except UnicodeEncodeError:
            return Refused(_("the text holds characters that no file can keep"))
        try:
            seals = self.store.append_all(payloads)
        except NotWritable as error:
            return Refused(error.why)
        for entry, seal in zip(entries, seals, strict=True):
            self.workspace = apply(self.workspace, entry, seal)
        self._again_secret()
        self._run_clock()
        return Done(entries[-1], before)

    def recover(self) -> None:
        """After a failed save: fold again from what is on disk, and go on if that is possible."""
        reading = read(self.folder / DATA)
        self.workspace = Workspace()
        self._load(reading.entries)
        self._again_secret()
        if self.failure and not self.failure.uncertain:
            self.failure = None
        self._run_clock()

    def follow(self) -> bool:
        """Take in what another window wrote; whether anything was new."""
        new = self.store.poll()
        if not new:
            return False
        if new[0].number == 1:
            self.workspace = Workspace()
        self._load(new)
        self._run_clock()
        return True

    def close(self) -> None:
        """Wait until everything is on disk, and let go of the workspace."""
        self.store.close()

    # -- inside ----------------------------------------------------------------------------

    def _load(self, stored: Iterable[Stored]) -> None:
        good: list[tuple[Entry, str]] = []
        for line in stored:
            entry = decode(line.number, line.payload)
            if isinstance(entry, Unreadable):
                self.unreadable = entry
                self.reports.append(entry.what)
                break
            good.append((entry, line.hash))
        self.workspace = fold(good, self.workspace)
        if good:
            self.saved_at = good[-1][0].at

    def _entry(
        self, number: int, line: str, events: tuple[e.AnyEvent, ...], outside: bool = False
    ) -> Entry:
        meeting = self.workspace.meeting
        opens = any(isinstance(event, e.MeetingOpened) for event in events)
        return Entry(
            number=number,
            at=self.clock.now(),
            who=self.who,
            meeting=stack_of(self.workspace, events, outside=outside),
            clock=self.clock.seconds() if meeting and not opens else 0,
            batch=0,
            command=line,
            events=events,
            outside=outside and meeting is not None,
        )

    def _entries(
        self, events: tuple[e.AnyEvent, ...], line: str, outside: bool
    ) -> tuple[Entry, ...]:
        number = self.workspace.last + 1
        made: list[Entry] = []
        if number == 1:
            made.append(self._entry(1, "", (e.WorkspaceMade(FORMAT),)))
            number = 2
        return (*made, *in_chunks(self._entry(number, line, events, outside)))

    def _keep_secret(self, events: tuple[e.AnyEvent, ...]) -> tuple[e.AnyEvent, ...]:
        """With `secret: always`, ballots stay in memory and only totals are ever stored."""
        meeting = self.workspace.meeting
        if meeting is None or not meeting.agenda.ranking.secret_always:
            return events
        for event in events:
            match event:
                case e.BallotCast(person=person) | e.BallotAbstained(person=person):
                    self._secret = [b for b in self._secret if b.person != person]
                    if isinstance(event, e.BallotCast):
                        self._secret.append(event)
                case e.RankingRevealed() | e.RoundOpened():
                    self._secret = []
                case _:
                    pass
        return tuple(event for event in events if not isinstance(event, e.BallotCast))

    def _again_secret(self) -> None:
        meeting = self.workspace.meeting
        if not self._secret or meeting is None:
            return
        if meeting.round is None or meeting.round.revealed:
            self._secret = []
            return
        unsaved = self._entry(self.workspace.last, "", ())
        for ballot in self._secret:
            meeting = apply_event(meeting, ballot, unsaved)
        meetings = {**self.workspace.meetings, meeting.number: meeting}
        self.workspace = replace(self.workspace, meetings=meetings)

    def _run_clock(self) -> None:
        meeting = self.workspace.meeting
        running = meeting is not None and meeting.status == Status.RUNNING and not meeting.paused
        self.clock.run(running, meeting.clock if meeting else 0)

    def _saved(self, number: int) -> None:
        self.saved_at = self.clock.now()
        if self.on_settled:
            self.on_settled()

    def _failed(self, failure: Failure) -> None:
        self.failure = failure
        if self.on_settled:
            self.on_settled()


def open_session(
    folder: Path,
    agenda: Agenda,
    clock: Clock,
    who: str,
    *,
    follow: bool = False,
    take_over: bool = False,
) -> Session:
    """Open the workspace in a folder: to write where that is possible, else to read."""
    store = open_store(
        folder / DATA,
        follow=follow,
        user=who,
        since=clock.now(),
        format=FORMAT,
        take_over=take_over,
    )
    return Session(folder, store, agenda, clock, who)
