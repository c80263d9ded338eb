"""The writer thread: whatever waits becomes durable with one write and one fsync.

It touches bytes only, so that the thread that appends never shares anything with it but a queue.
"""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TypeVar

from msgspec import Struct

from agendas.language import Message, _
from agendas.store.chain import seal, year_to_file
from agendas.store.disk import reason
from agendas.store.head import HeadFile
from agendas.store.log import Full, Log, Meddled
from agendas.store.reserve import Reserve, given_up

_Told = TypeVar("_Told")
_LAST_WORD = 5.0
#: What the system says of a file whose folder or drive is not there any more.
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.ENOTCONN}


class Failure(Struct, frozen=True):
    """Entries from `first` on were not saved; `uncertain` if only opening again can tell."""

    message: Message
    uncertain: bool
    first: int


class NotWritable(Exception):
    """The store takes no entries now; `why` is for people."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.id)
        self.why = why


class _Sealed(Struct, frozen=True):
    number: int
    hash: str
    line: bytes
    year: int


class Files(Struct, frozen=True):
    """The files of a data folder that is open to write."""

    log: Log
    head: HeadFile
    reserve: Reserve

    def close(self) -> None:
        """Give them back."""
        self.log.close()
        self.head.close()


class Writer:
    """Seals on the caller's thread, saves on its own."""

    def __init__(
        self,
        files: Files,
        number: int,
        sealed: str,
        saved: Callable[[int], None],
        failed: Callable[[Failure], None],
        reported: Callable[[Message], None],
    ) -> None:
        self._files = files
        self._saved = saved
        self._failed = failed
        self._reported = reported
        self._changed = threading.Condition()
        self._queue: list[_Sealed] = []
        self._thread: threading.Thread | None = None
        self._closing = False
        self.head = (number, sealed)
        self.settled = (number, sealed)
        self.failure: Failure | None = None

    @property
    def stopped(self) -> bool:
        """Whether nothing more will be written before the store is opened again."""
        return self._closing or (self.failure is not None and self.failure.uncertain)

    @property
    def scarce(self) -> bool:
        """Whether the reserve was given up, and is not there again."""
        return self._files.reserve.given_up

    @property
    def pending(self) -> int:
        """How many entries wait for the disk."""
        with self._changed:
            return self.head[0] - self.settled[0]

    def append(self, payloads: Sequence[bytes]) -> tuple[str, ...]:
        """Seal and queue all of them, to be written together, or none."""
        if not payloads:
            return ()
        with self._changed:
            number, previous = self.head
            if self._closing:
                raise NotWritable(_("This workspace is closed"))
            if self.failure is not None and self.failure.uncertain:
                raise NotWritable(self.failure.message)
            waiting: list[_Sealed] = []
            for payload in payloads:
                number += 1
                try:
                    year = year_to_file(payload, number)
                except ValueError as error:
                    if self.failure is None:
                        raise
                    # The caller may count on entries that failed a moment ago: until it has
                    # folded again, its next number is not ours. That is no bug.
                    raise NotWritable(self.failure.message) from error
                line, previous = seal(payload, previous)
                waiting.append(_Sealed(number, previous, line, year))
            self._queue += waiting
            self.head = (number, previous)
            self.failure = None
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="store writer", daemon=True)
                self._thread.start()
            self._changed.notify_all()
        return tuple(entry.hash for entry in waiting)

    def wait(self, timeout: float | None = None) -> bool:
        """Until nothing is pending; False if it was not saved, or not in time."""
        with self._changed:
            done = self._changed.wait_for(lambda: self.head == self.settled, timeout)
            return done and self.failure is None

    def close(self) -> None:
        """Take nothing more, save what waits, give the file back."""
        with self._changed:
            self._closing = True
            self._changed.wait_for(lambda: self.head == self.settled)
            self._changed.notify_all()
            self._files.close()
        if self._thread is not None and self._thread is not threading.current_thread():
            # So that the last word is told; a listener that waits for us must not hold us for ever.
            self._thread.join(_LAST_WORD)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._queue or self._closing)
                batch, self._queue = self._queue, []
            if not batch:
                return
            for year, lines in groupby(batch, lambda entry: entry.year):
                if not self._save(year, list(lines)):
                    break

    def _save(self, year: int, entries: list[_Sealed]) -> bool:
        kept, failure = len(entries), None
        try:
            self._add(year, [entry.line for entry in entries])
        except Full as full:
            kept = full.kept
            failure = Failure(
                _("The disk is full: not saved. Make room"),
                False,
                entries[kept].number,
            )
        except Exception as error:
            kept = 0
            failure = Failure(_unknown(error), True, entries[0].number)
        if kept:
            # After the log's fsync and never before it, so that it names nothing that may be lost.
            self._files.head.write(entries[kept - 1].number, entries[kept - 1].hash)
            self._files.reserve.make_again()
        with self._changed:
            if kept:
                self.settled = (entries[kept - 1].number, entries[kept - 1].hash)
            if failure is not None:
                # What waits behind a failed entry hangs on its hash, so it fails with it.
                self._queue = []
                self.head = self.settled
                self.failure = failure
            self._changed.notify_all()
        if kept:
            _tell(self._saved, entries[kept - 1].number)
        if failure is not None:
            _tell(self._failed, failure)
        return failure is None

    def _add(self, year: int, lines: Sequence[bytes]) -> None:
        """Make them durable, with the room of the reserve if there is no other."""
        try:
            self._files.log.add(year, lines)
        except Full as full:
            if not self._files.reserve.give_up():
                raise
            _tell(self._reported, given_up())
            try:
                self._files.log.add(year, lines[full.kept :])
            except Full as again:
                raise Full(full.kept + again.kept) from again


def _unknown(error: Exception) -> Message:
    if isinstance(error, Meddled):
        return _(
            "Another program changed the data folder: nothing more is written. "
            "Close, and open the workspace again"
        )
    if isinstance(error, OSError) and error.errno in _GONE:
        return _(
            "The folder is gone ({reason}): nothing more is written. Open the workspace again "
            "when it is back",
            reason=reason(error),
        )
    return _(
        "The disk failed ({reason}): nothing more is written. Open the workspace again "
        "to see what was saved",
        reason=reason(error),
    )


def _tell(callback: Callable[[_Told], None], value: _Told) -> None:
    try:
        callback(value)
    except Exception as error:
        # A listener's mistake is reported like any thread's, and must not stop the saving.
        threading.excepthook(
            threading.ExceptHookArgs(
                (type(error), error, error.__traceback__, threading.current_thread())
            )
        )
