"""A copy of the workspace elsewhere: everything, saved or not, where nothing was before."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agendas.agenda import Agenda
from agendas.language import ENGLISH, Message
from agendas.meeting.clock import ScriptClock
from agendas.meeting.commands.requests import Add
from agendas.session import Done, Session, open_session
from agendas.store import disk
from agendas.workspace_folder import init_workspace, is_workspace

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)


@pytest.fixture
def session(tmp_path: Path, agenda: Agenda) -> Iterator[Session]:
    """A workspace with one wish in it."""
    assert init_workspace(tmp_path / "w") == tmp_path / "w"
    opened = open_session(tmp_path / "w", agenda, ScriptClock(NOW), "R. Lindqvist")
    add(opened, "A wish")
    assert opened.store.wait(10)
    yield opened
    opened.close()


def add(session: Session, title: str) -> None:
    assert isinstance(session.do(Add(title), f'add "{title}"'), Done)


def titles(folder: Path, agenda: Agenda) -> list[str]:
    copy = open_session(folder, agenda, ScriptClock(NOW), "")
    assert copy.writable
    assert not copy.reports
    found = [request.title for request in copy.workspace.requests.values()]
    copy.close()
    return found


def test_it_holds_the_agenda_and_every_entry_under_the_same_seals(
    session: Session, tmp_path: Path, agenda: Agenda
) -> None:
    made = session.save_copy(str(tmp_path / "new" / "copy"))
    assert not isinstance(made, Message)
    folder, said = made
    assert ENGLISH.say(said).startswith(f"a copy is in {folder}, with 0 entries")
    assert titles(folder, agenda) == ["A wish"]
    for name in ("agenda.yaml", "data/events-2026.jsonl"):
        assert (folder / name).read_bytes() == (tmp_path / "w" / name).read_bytes()


def test_what_the_disk_did_not_take_is_in_it(
    session: Session, tmp_path: Path, agenda: Agenda, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(descriptor: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(disk, "sync", broken)
        add(session, "Another wish")
        assert not session.store.wait(10)
    made = session.save_copy(str(tmp_path / "copy"))
    assert not isinstance(made, Message)
    assert "with 1 entry that was not saved here" in ENGLISH.say(made[1])
    assert titles(made[0], agenda) == ["A wish", "Another wish"]


def test_a_drive_that_is_gone_leaves_what_is_in_memory(
    session: Session, tmp_path: Path, agenda: Agenda
) -> None:
    (tmp_path / "w").rename(tmp_path / "pulled")
    made = session.save_copy(str(tmp_path / "copy"))
    assert not isinstance(made, Message)
    assert "agenda.yaml could not be read" in ENGLISH.say(made[1])
    assert is_workspace(made[0])
    assert titles(made[0], agenda) == ["A wish"]


@pytest.mark.parametrize("named", ["w", "file", "w/data", "", "  ", "a\0b"])
def test_it_goes_only_where_nothing_is(session: Session, tmp_path: Path, named: str) -> None:
    (tmp_path / "file").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    made = session.save_copy(str(tmp_path / named) if named.strip() else named)
    assert isinstance(made, Message)
    assert sorted(tmp_path.rglob("*")) == before


def test_half_a_copy_is_no_workspace(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = disk.write

    def write(descriptor: int, data: bytes | memoryview) -> int:
        if len(data) > 200:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(descriptor, data)

    monkeypatch.setattr(disk, "write", write)
    made = session.save_copy(str(tmp_path / "copy"))
    assert isinstance(made, Message)
    assert "there is no copy in" in ENGLISH.say(made)
    assert not is_workspace(tmp_path / "copy")
