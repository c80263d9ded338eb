"""The store: JSON objects, one a line, only ever appended, called saved when they are durable."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType

from agendas.language import Message, _
from agendas.store import disk, lock
from agendas.store.follower import Follower
from agendas.store.forks import with_forks
from agendas.store.head import Head, HeadFile, Unread, missed, proven, read_head, unfinished
from agendas.store.log import Log, set_aside
from agendas.store.migration import format_of, migrate
from agendas.store.reading import Damage, Place, Reading, Stored, Torn, read
from agendas.store.reserve import Reserve, given_up
from agendas.store.sentences import cannot_write, damaged, torn_off, unread
from agendas.store.snapshot import Found, find
from agendas.store.writer import Failure, Files, NotWritable, Writer

__all__ = ["Failure", "NotWritable", "Store", "open_store"]


class Store:
    """The entries of one data folder.

    `on_saved` (number), `on_failed` (Failure) and `on_report` (what people should know at once) are
    called from the writer thread: they must not wait for the thread that appends. After a failure
    that is not uncertain, fold again from `reading.read(folder)` and go on with the number after
    `settled`. Where a snapshot was `found`, it stands for the entries before the first of
    `entries`, and for that one as well. `cut_off`: the last writer did not end by itself.
    """

    def __init__(
        self,
        folder: Path,
        reading: Reading,
        *,
        reports: tuple[Message, ...] = (),
        why: Message | None = None,
        alarm: bool = False,
        files: Files | None = None,
        held: lock.Lock | None = None,
        found: Found | None = None,
    ) -> None:
        self.folder = folder
        self.found = found
        self.entries: tuple[Stored, ...] = reading.entries
        self.reports = reports
        self.torn: Torn | None = reading.torn
        self.on_saved: Callable[[int], None] | None = None
        self.on_failed: Callable[[Failure], None] | None = None
        self.on_report: Callable[[Message], None] | None = None
        self._why = why
        self._alarm = alarm
        self.cut_off = held is not None and held.cut_off
        self._lock = held
        # A fork, or an end that is missing, shows in no entry: following would forget it.
        self._found_damage = reading.damage
        self._follower = Follower(folder, reading)
        place: Place = reading.place
        self._writer: Writer | None = None
        if files is not None:
            self._writer = Writer(
                files, place.number, place.hash, self._saved, self._failed, self._reported
            )

    @property
    def writable(self) -> bool:
        """Whether entries can be appended; `why` says why not."""
        return self._writer is not None and not self._writer.stopped

    @property
    def why(self) -> Message | None:
        """Why nothing can be appended, or why the last entry was not saved."""
        failure = self._writer.failure if self._writer else None
        return failure.message if failure else self._why

    @property
    def damage(self) -> Damage | None:
        """What does not fit, found at opening or while following."""
        return self._found_damage or self._follower.damage

    @property
    def alarm(self) -> bool:
        """Whether somebody has to look at why nothing can be appended, before anything else."""
        return self._alarm or self.damage is not None

    @property
    def scarce(self) -> bool:
        """Whether the disk is full, and what is saved takes the room of the reserve."""
        return self._writer is not None and self._writer.scarce

    @property
    def last(self) -> int:
        """The number of the last entry, saved or waiting."""
        return self._writer.head[0] if self._writer else self._follower.number

    @property
    def settled(self) -> int:
        """The number of the last entry known to be durable."""
        return self._writer.settled[0] if self._writer else self._follower.number

    @property
    def pending(self) -> int:
        """How many entries wait for the disk."""
        return self._writer.pending if self._writer else 0

    def append(self, payload: bytes) -> str:
        """Queue one entry (a compact JSON object with `number` and `at`); answers its hash."""
        return self.append_all((payload,))[0]

    def append_all(self, payloads: Sequence[bytes]) -> tuple[str, ...]:
        """Queue several entries for one write and one fsync; NotWritable where that cannot be."""
        if self._writer is None:
            raise NotWritable(self._why or _("This window only reads"))
        return self._writer.append(payloads)

    def wait(self, timeout: float | None = None) -> bool:
        """Until nothing is pending; False if it was not saved, or not in time."""
        return self._writer is None or self._writer.wait(timeout)

    def poll(self) -> tuple[Stored, ...]:
        """What others appended since; starts with entry 1 if all must be folded anew."""
        return self._follower.poll() if self._writer is None else ()

    def forget_entries(self) -> None:
        """Let go of the entries read at opening, once they are folded."""
        self.entries = ()
        self.found = None

    def close(self) -> None:
        """Save what is pending, free the lock."""
        if self._writer is not None:
            self._writer.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _saved(self, number: int) -> None:
        if self.on_saved is not None:
            self.on_saved(number)

    def _failed(self, failure: Failure) -> None:
        if self.on_failed is not None:
            self.on_failed(failure)

    def _reported(self, message: Message) -> None:
        if self.on_report is not None:
            self.on_report(message)


def open_store(
    folder: Path,
    *,
    follow: bool = False,
    user: str = "",
    since: datetime | None = None,
    version: int = 0,
    format: int = 0,
    take_over: bool = False,
) -> Store:
    """Open a data folder, to write where that is possible; made if it is missing.

    `user` and `since` are what the lock tells others; without them, the system's. A snapshot may
    stand for the first entries if its documents have this version; 0 reads everything. An older
    log is brought to the `format`, a newer one is not touched. `take_over`: whoever another machine
    left named in the lock is not at work any more.
    """
    reports: tuple[Message, ...] = ()
    if disk.others_may_write(folder):
        reports += (_("Others may change the files in {folder}", folder=os.fspath(folder)),)
    if follow:
        why = _("This window follows: it only reads")
        return _reading_only(folder, reports, why, version)
    if format and format_of(folder) > format:
        return _reading_only(folder, reports, _("A newer version wrote this"), version)
    try:
        disk.make_folder(folder)
        now = since or datetime.now().astimezone()
        held = lock.take(folder / "lock", user, now, take_over=take_over)
    except OSError as error:
        why = cannot_write(error)
        return _reading_only(folder, (*reports, why), why, version)
    if isinstance(held, lock.Holder):
        why = lock.held_by(held)
        return _reading_only(folder, (*reports, why), why, version, alarm=held.elsewhere)
    if not held.trusted:
        reports += (
            _("This drive knows no locks: make sure that only one window writes at a time"),
        )
    return _to_write(folder, reports, held, version, format)


def _to_write(
    folder: Path, reports: tuple[Message, ...], held: lock.Lock, version: int, format: int
) -> Store:
    reserve = Reserve(folder)
    try:
        if format and (migrated := migrate(folder, format)):
            reports += (migrated,)
        saved = read_head(folder)
        reading, found = _read(folder, saved, version)
        if reading.damage is not None:
            held.release()
            return _reading_only(folder, reports, None, version)
        try:
            torn, log = _prepare(folder, saved, reading)
        except OSError as error:
            if not disk.is_full(error) or not reserve.give_up():
                raise
            reports += (given_up(),)
            torn, log = _prepare(folder, saved, reading)
    except OSError as error:
        held.release()
        why = cannot_write(error)
        return _reading_only(folder, (*reports, why), why, version)
    except BaseException:
        held.release()
        raise
    if torn is not None:
        reading = Reading(reading.entries, None, torn, reading.place)
        reports += (torn_off(torn),)
    if isinstance(saved, Unread):
        reports += (unread(saved),)
        saved = None
    head = HeadFile(folder, saved)
    head.write(reading.place.number, reading.place.hash)
    reserve.make()
    files = Files(log, head, reserve)
    return Store(folder, reading, reports=reports, files=files, held=held, found=found)


def _prepare(
    folder: Path, saved: Head | Unread | None, reading: Reading
) -> tuple[Torn | None, Log]:
    """Put aside what is torn, and open the log behind what is not."""
    torn = reading.torn and set_aside(folder, reading.place, reading.torn)
    log = Log(folder, reading.place)
    log.settle(proven(saved, reading))
    return torn, log


def _reading_only(
    folder: Path,
    reports: tuple[Message, ...],
    why: Message | None,
    version: int,
    *,
    alarm: bool = False,
) -> Store:
    # A head that is only half there may be the writer's, at work: it is the writer's to report.
    saved = read_head(folder)
    reading, found = _read(folder, saved, version)
    if reading.damage is not None:
        why = damaged(reading.damage, reading.place.number)
        reports += (why,)
    return Store(folder, reading, reports=reports, why=why, alarm=alarm, found=found)


def _read(folder: Path, saved: Head | Unread | None, version: int) -> tuple[Reading, Found | None]:
    """The log, of its first entries only the snapshot if one fits; where it is damaged, all."""
    found = find(folder, version) if version else None
    if found is not None:
        reading = with_forks(folder, _whole(folder, found.reading, saved))
        if reading.damage is None:
            return reading, found
    return with_forks(folder, _whole(folder, read(folder), saved)), None


def _whole(folder: Path, reading: Reading, saved: Head | Unread | None) -> Reading:
    """The reading, with what the head knows of its end: called saved and gone, or never saved."""
    if damage := missed(saved, reading):
        # What is torn there was called saved: it is not the unfinished write that is set aside.
        return Reading(reading.entries, damage, None, reading.place)
    if torn := unfinished(folder, saved, reading):
        return Reading(reading.entries, None, torn, reading.place)
    return reading
