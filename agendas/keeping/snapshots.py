"""Keeping snapshots of a workspace, so that it opens soon the next time: when, and on which thread.

Nobody waits for one and nobody hears of one that could not be written: the log has everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from threading import Thread

from agendas.meeting.documents import VERSION, documents, workspace_of
from agendas.meeting.entry import Entry, Unreadable
from agendas.meeting.shelf import at_hand
from agendas.meeting.sound import fitting, readable
from agendas.meeting.workspace import Workspace
from agendas.store.reading import Stored, read
from agendas.store.snapshot import find, name_of, write
from agendas.store.store import Store

#: So many entries take about 10 ms to open; what is less is not worth a snapshot at exit.
WORTH = 200
#: Seconds.
_PATIENCE = 10.0


def begun(store: Store) -> tuple[Workspace, tuple[Stored, ...]]:
    """The workspace of the snapshot that the store was opened with, and the entries from its last.

    Those that are in the workspace already are not to be folded again.
    """
    found = store.found
    if found is None:
        return Workspace(), store.entries
    workspace = workspace_of(found.snapshot.tables)
    if workspace is None or workspace.last != found.snapshot.about.number:
        return Workspace(), read(store.folder).entries
    return workspace, store.entries


def decoded(stored: Iterable[Stored]) -> tuple[list[tuple[Entry, str]], Unreadable | None]:
    """Entries with their seals, up to the first that this version cannot read, and that one."""
    good: list[tuple[Entry, str]] = []
    for line in stored:
        entry = readable(line.number, line.payload)
        if isinstance(entry, Unreadable):
            return good, entry
        good.append((entry, line.hash))
    return good, None


def contradicted(folder: Path) -> str:
    """The file name of a snapshot that fits the log and tells otherwise than the log; "" for none.

    Nobody but a person who altered it, or a mistake of ours, can have made it.
    """
    found = find(folder, VERSION)
    if found is None:
        return ""
    number = found.snapshot.about.number
    entries, unreadable = decoded(read(folder).entries[:number])
    same = unreadable or fitting(entries, Workspace())[0] == workspace_of(found.snapshot.tables)
    return "" if same else name_of(number)


class Keeper:
    """Writes the snapshots of one session."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._about = store.found.snapshot.about if store.found else None
        self._thread: Thread | None = None

    def keep(self, workspace: Workspace) -> None:
        """Write one on a thread of its own, once all of it is saved."""
        if self._busy or not self._due(workspace, 1):
            return
        # The thread only looks at the workspace, which never changes.
        self._thread = Thread(
            target=self._write, args=(workspace,), name="snapshot writer", daemon=True
        )
        self._thread.start()

    def close(self, workspace: Workspace) -> None:
        """Wait for the one that is being written; write another if much came since."""
        if self._thread is not None:
            self._thread.join(_PATIENCE)
        if not self._busy and self._due(workspace, WORTH):
            self._write(workspace)

    @property
    def _busy(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _due(self, workspace: Workspace, worth: int) -> bool:
        known = self._about.number if self._about else 0
        store = self._store
        there = known + worth <= workspace.last <= store.last
        return store.writable and there and not _knows_more(workspace)

    def _write(self, workspace: Workspace) -> None:
        store = self._store
        if store.wait(_PATIENCE) and workspace.last <= store.settled:
            made = write(store.folder, VERSION, workspace.last, documents(workspace), self._about)
            self._about = made or self._about


def _knows_more(workspace: Workspace) -> bool:
    """Whether it holds what was handed in and must not be stored, in any form of ballot."""
    return any(
        isinstance(handed_in, Mapping) and handed_in
        for meeting in at_hand(workspace.meetings)
        if meeting.agenda.ranking.secret_always
        for now in meeting.rounds
        if not now.revealed
        for handed_in in (getattr(now, field) for field in now.__struct_fields__)
    )
