"""A session: one person at work on one workspace. Commands go in, entries come out.

Screens and plain mode talk to this and to nothing below it: it asks the domain to decide, folds the
new entry into the workspace at once, and hands its bytes to the store, which says when they are
saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from agendas.agenda import Agenda
from agendas.keeping.cut_off import cut_off
from agendas.keeping.payloads import Payloads
from agendas.keeping.snapshots import Keeper, begun, decoded
from agendas.language import Message, _
from agendas.meeting import events as e
from agendas.meeting.chunks import in_chunks
from agendas.meeting.clock import Clock
from agendas.meeting.commands.closing import open_meeting
from agendas.meeting.commands.spec import Command, Refused, Situation, decide
from agendas.meeting.documents import VERSION
from agendas.meeting.entry import FORMAT, Entry, Unreadable, encode
from agendas.meeting.folding import apply
from agendas.meeting.meeting import Status
from agendas.meeting.sound import fitting
from agendas.meeting.stacks import stack_of
from agendas.meeting.workspace import Workspace
from agendas.secret_ballots import SecretBallots
from agendas.store.reading import Stored, read
from agendas.store.sentences import why_not
from agendas.store.store import Failure, NotWritable, Store, open_store
from agendas.workspace_folder import DATA


class Done(msgspec.Struct, frozen=True):
    """A command that was carried out: its entry, and the workspace before it."""

    entry: Entry
    before: Workspace


class Session:
    """The workspace as it stands, and the only way to change it."""

    def __init__(self, folder: Path, store: Store, agenda: Agenda, clock: Clock, who: str) -> None:
        self.folder = folder
        self.store = store
        self.agenda = agenda
        self.clock = clock
        self.who = who
        self.unreadable: Unreadable | None = None
        self.reports: list[Message] = list(store.reports)
        self._told = 0
        self.failure: Failure | None = None
        self.saved_at: datetime | None = None
        self.on_settled: Callable[[], None] | None = None
        self._secret = SecretBallots()
        self._payloads = Payloads(store)
        self._keeper = Keeper(store)
        self.workspace, entries = begun(store)
        self._load(entries)
        store.forget_entries()
        self.reports += cut_off(store, self.workspace, self.saved_at, clock.now())
        store.on_saved = self._saved
        store.on_failed = self._failed
        store.on_report = self._report
        self._run_clock()

    # -- state -----------------------------------------------------------------------------

    @property
    def writable(self) -> bool:
        """Whether commands can be carried out at all."""
        return self.store.writable and self.unreadable is None and self.failure is None

    @property
    def why_not(self) -> Message:
        """Why nothing can be changed here."""
        what = self.unreadable and self.unreadable.what
        return what or why_not(self.store.why, self.failure, self.store.damage, self.store.last)

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
        self.try_again(0.2)  # seconds: what a full disk refused is saved before it
        if not self.writable:
            return Refused(self.why_not)
        before = self.workspace
        stored = self._secret.keep(before, events)
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
        self._payloads.add(payloads)
        for entry, seal in zip(entries, seals, strict=True):
            self.workspace = apply(self.workspace, entry, seal)
        self._again_secret()
        self._run_clock()
        if any(isinstance(event, e.Finalised) for event in stored):
            self._keeper.keep(self.workspace)
        last = entries[-1] if stored == events else replace(entries[-1], events=events)
        return Done(last, before)

    def news(self) -> tuple[Message, ...]:
        """What people should know and were not told yet."""
        told, self._told = self._told, len(self.reports)
        return tuple(self.reports[told:])

    def try_again(self, patience: float = 0) -> None:
        """Hand over again what a full disk refused: it is kept, and saved when there is room."""
        if self.failure is None or self.failure.uncertain or not self.store.writable:
            return
        with suppress(NotWritable):
            self.store.append_all(self._payloads.after(self.store.last))
        self.store.wait(patience)

    def recover(self) -> None:
        """After a failed save: fold again from the disk where only the disk can tell."""
        # What a full disk refused stays as it was typed, not saved.
        if self.failure and not self.failure.uncertain:
            return
        reading = read(self.folder / DATA)
        if reading.place.number < self.store.settled:
            return  # it shows less than was called saved: here is more to see
        self.workspace = Workspace()
        self._load(reading.entries)
        self._again_secret()
        self._run_clock()

    def save_copy(self, named: str) -> tuple[Path, Message] | Message:
        """A copy of everything, saved or not, in a new folder; or why there is none."""
        from agendas.keeping.save_copy import save_copy

        return save_copy(self.folder, self._payloads.all(), self.store.settled, named)

    def follow(self) -> bool:
        """Take in what another window wrote; whether anything was new."""
        new = self.store.poll()
        if not new:
            return False
        if new[0].number == 1:
            self.workspace = Workspace()
            self._payloads.start_again()
        self._payloads.add(one.payload for one in new)
        self._load(new)
        self._run_clock()
        return True

    def close(self) -> None:
        """Wait until everything is on disk, and let go of the workspace."""
        self.try_again(1)
        self._payloads.close()
        self._keeper.close(self.workspace)
        self.store.close()

    # -- inside ----------------------------------------------------------------------------

    def _load(self, stored: Iterable[Stored]) -> None:
        good, unreadable = decoded(stored)
        if unreadable:
            self.unreadable = unreadable
            self.reports.append(unreadable.what)
        last = self.workspace.last
        new = (one for one in good if one[0].number > last)
        self.workspace, unfit = fitting(new, self.workspace)
        if unfit is not None:
            self.unreadable = unfit
            self.reports.append(unfit.what)
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
        made = () if number > 1 else (self._entry(1, "", (e.WorkspaceMade(FORMAT),)),)
        return (*made, *in_chunks(self._entry(number + len(made), line, events, outside)))

    def _again_secret(self) -> None:
        if self._secret:
            unsaved = self._entry(self.workspace.last, "", ())
            self.workspace = self._secret.put_in(self.workspace, unsaved)

    def _run_clock(self) -> None:
        meeting = self.workspace.meeting
        running = meeting is not None and meeting.status == Status.RUNNING and not meeting.paused
        self.clock.run(running, meeting.clock if meeting else 0)

    def _saved(self, number: int) -> None:
        self.saved_at = self.clock.now()
        more = self.store.pending or self.store.why
        if self.failure and not self.failure.uncertain and not more:
            self.failure = None
            self.reports.append(_("There is room again: everything is saved"))
        self._settle()

    def _failed(self, failure: Failure) -> None:
        if failure != self.failure:
            self.failure = failure
            self._settle()

    def _report(self, message: Message) -> None:
        self.reports.append(message)
        self._settle()

    def _settle(self) -> None:
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
        version=VERSION,
    )
    return Session(folder, store, agenda, clock, who)
