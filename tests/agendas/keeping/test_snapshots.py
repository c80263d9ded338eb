"""A session begins where its snapshot left off, and nobody can tell the difference (store.md)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from agendas.keeping import snapshots as keeping
from agendas.keeping.snapshots import WORTH
from agendas.meeting import documents
from agendas.meeting import events as e
from agendas.meeting.clock import ScriptClock
from agendas.meeting.commands.closing import Finalise
from agendas.meeting.commands.course import GoTo, Note
from agendas.meeting.commands.grammar import render
from agendas.meeting.commands.history import Redo, Undo
from agendas.meeting.commands.placing import SetCapacity
from agendas.meeting.commands.requests import Add
from agendas.meeting.commands.roll_call import Present
from agendas.meeting.commands.spec import Command
from agendas.meeting.commands.sweeping import Unreached
from agendas.meeting.commands.voting import Ballot
from agendas.meeting.shelf import Shelf, Unread
from agendas.session import Done, Session, open_session
from agendas.store import disk
from agendas.store.chain import split_line
from agendas.store.snapshot import find

Open = Callable[..., Session]
ON = date(2026, 11, 3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "w"


@pytest.fixture
def opened(folder: Path, agenda: Any, new_desk: Any) -> Any:
    """Opens the workspace at a time that goes on; closes what was left open."""
    desk = new_desk(agenda, 0)
    clock = ScriptClock(desk.clock.now())
    sessions: list[Session] = []

    def build(agenda: Any = agenda, **named: Any) -> Session:
        clock.set(clock.now() + timedelta(minutes=1))
        sessions.append(open_session(folder, agenda, ScriptClock(clock.now()), "who", **named))
        return sessions[-1]

    yield build
    for session in sessions:
        session.close()


def do(session: Session, *commands: Command) -> None:
    for command in commands:
        assert isinstance(session.do(command, render(command)), Done), command


def fill(session: Session, requests: Any) -> None:
    session.write(tuple(e.RequestAdded(request) for request in requests[:6]), "import")


def meet(session: Session, on: date = ON) -> None:
    """A short meeting that ends."""
    assert isinstance(session.open_meeting(on), Done)
    do(session, Present(), SetCapacity(Decimal(12)), GoTo("line"), Unreached(), Finalise())


def settled() -> None:
    """Until nobody writes a snapshot."""
    for thread in threading.enumerate():
        if thread.name == "snapshot writer":
            thread.join(5)


def snapshots(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "data").glob("snapshot-*"))


def without(folder: Path, opened: Open) -> Session:
    """The same workspace as it is without its snapshot, to read."""
    for name in snapshots(folder):
        (folder / "data" / name).unlink()
    return opened(follow=True)


@pytest.fixture
def met(folder: Path, opened: Open, requests42: Any) -> Session:
    """A workspace with a final meeting, and its snapshot."""
    session = opened()
    fill(session, requests42)
    meet(session)
    settled()
    assert snapshots(folder) == [f"snapshot-{session.workspace.last}.json"]
    return session


def test_the_close_of_a_meeting_leaves_a_snapshot_that_the_next_session_begins_with(
    met: Session, folder: Path, opened: Open
) -> None:
    do(met, Add("A wish after it"))
    before, saved_at = met.workspace, met.clock.now()
    met.close()
    again = opened()
    assert isinstance(again.workspace.meetings, Shelf)
    assert isinstance(again.workspace.meetings.shelved[1], Unread)
    assert again.workspace == before
    assert again.saved_at == saved_at
    assert again.reports == []
    do(again, Undo())
    assert isinstance(again.open_meeting(date(2026, 12, 1)), Done)
    do(again, Present(), Note("now"), Undo(), Redo(), Undo())
    again.close()
    third = opened()
    do(third, Redo())
    assert [note.taken.text for note in third.workspace.newest.notes] == ["now"]
    final = third.workspace
    third.close()
    assert without(folder, opened).workspace == final


def test_a_session_that_ends_with_its_snapshot_knows_when_it_was_saved(
    met: Session, opened: Open
) -> None:
    met.close()
    again = opened(follow=True)
    assert again.saved_at == met.saved_at
    assert again.workspace == met.workspace


def test_much_that_was_done_since_is_kept_at_exit(
    folder: Path, opened: Open, requests42: Any
) -> None:
    session = opened()
    fill(session, requests42)
    assert isinstance(session.open_meeting(ON), Done)
    do(session, Present())
    while session.workspace.last < WORTH - 1:
        do(session, Note("a word"))
    session.close()
    assert snapshots(folder) == []
    session = opened()
    do(session, Note("one more"), Undo(), Redo())
    before = session.workspace
    session.close()
    assert snapshots(folder) == [f"snapshot-{before.last}.json"]
    again = opened()
    assert again.workspace == before
    do(again, Undo(), Undo(), Redo(), Add("while it runs"), Undo())
    after = again.workspace
    again.close()
    assert snapshots(folder) == [f"snapshot-{before.last}.json"]
    assert without(folder, opened).workspace == after


def test_a_window_that_follows_begins_with_it_and_writes_none(
    met: Session, folder: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "WORTH", 1)
    window = opened(follow=True)
    assert window.workspace == met.workspace
    assert isinstance(window.workspace.meetings.shelved[1], Unread)
    do(met, Add("seen by both"))
    met.store.wait()
    assert window.follow()
    assert window.workspace == met.workspace
    before = snapshots(folder)
    window.close()
    assert snapshots(folder) == before


def test_ballots_that_must_not_be_stored_are_in_no_snapshot(
    folder: Path, opened: Open, agenda: Any, requests42: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "WORTH", 1)
    secret = replace(agenda, ranking=replace(agenda.ranking, secret_always=True))
    session = opened(secret)
    fill(session, requests42)
    assert isinstance(session.open_meeting(ON), Done)
    do(session, Present(), GoTo("rank"), Ballot("meier", "aab"))
    assert session.workspace.newest.round.ballots
    session.close()
    assert snapshots(folder) == []
    session = opened(secret)
    do(session, Ballot("meier", "aab"), SetCapacity(Decimal(9)), Unreached(), Finalise())
    settled()
    session.close()
    assert snapshots(folder) == []
    session = opened(secret)
    do(session, Add("A wish"))
    session.close()
    assert len(snapshots(folder)) == 1
    again = opened()
    assert again.workspace == without(folder, opened).workspace
    assert not again.workspace.newest.rounds[0].ballots


def test_a_snapshot_that_the_log_contradicts_is_found(
    met: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = folder / "data"
    assert keeping.contradicted(data) == ""
    changed = replace(met.workspace.requests["R-001"], title="Somebody else's wish")
    forged = replace(met.workspace, requests={**met.workspace.requests, "R-001": changed})
    monkeypatch.setattr(keeping, "documents", lambda _workspace: documents.documents(forged))
    keeper = keeping.Keeper(met.store)
    keeper.keep(met.workspace)
    settled()
    assert find(data, documents.VERSION) is not None
    assert keeping.contradicted(data) == f"snapshot-{met.workspace.last}.json"


def test_documents_of_another_kind_are_read_from_the_log(
    met: Session, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = met.workspace
    met.close()
    monkeypatch.setattr(keeping, "workspace_of", lambda _tables: None)
    again = opened()
    assert again.workspace == before
    assert again.writable
    do(again, Add("A wish"))


def test_a_disk_that_refuses_the_snapshot_disturbs_nobody(
    folder: Path, opened: Open, requests42: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened()
    fill(session, requests42)

    def fail(*args: object) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk, "rename", fail)
    meet(session)
    settled()
    monkeypatch.undo()
    assert session.writable
    assert session.reports == []
    do(session, Add("A wish"))
    before = session.workspace
    session.close()
    assert snapshots(folder) == []
    assert opened().workspace == before


@pytest.mark.parametrize("follow", [False, True])
def test_a_copy_has_what_the_snapshot_stands_for(
    met: Session, folder: Path, opened: Open, tmp_path: Path, follow: bool
) -> None:
    met.close()
    again = opened(follow=follow)
    if not follow:
        do(again, Add("A wish"))
        again.store.wait()
    log = folder / "data" / "events-2026.jsonl"
    whole = [split_line(line) for line in log.read_bytes().splitlines(keepends=True)]
    if not follow:
        again._payloads.pack()
        log.rename(tmp_path / "pulled out")
    assert isinstance(again.save_copy(str(tmp_path / "copy")), tuple)
    copied = (tmp_path / "copy" / "data" / "events-2026.jsonl").read_bytes()
    assert [split_line(line) for line in copied.splitlines(keepends=True)] == whole
    if not follow:
        (tmp_path / "pulled out").rename(log)
