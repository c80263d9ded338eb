"""A workspace that can only be read says so at once and whole, on the smallest screen."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from agendas.agenda import Agenda
from agendas.agenda_file import AGENDA, load
from agendas.meeting.clock import ScriptClock
from agendas.session import Session, open_session
from tui.app import NotThisMonth

Rows = Callable[[Any], list[str]]
LOG = "data/events-2026.jsonl"


@pytest.fixture
def folder(two_years: Path, tmp_path: Path) -> Path:
    """A workspace to damage, all of whose log is read."""
    made = tmp_path / "priorities"
    shutil.copytree(two_years, made, ignore=shutil.ignore_patterns("snapshot-*"))
    return made


@pytest.fixture
def opened(folder: Path) -> Iterator[Callable[[], Session]]:
    """Opens it as the facilitator would."""
    sessions: list[Session] = []

    def open_it() -> Session:
        agenda = load(folder / AGENDA)
        assert isinstance(agenda, Agenda)
        clock = ScriptClock(datetime(2027, 1, 6, 9, tzinfo=UTC))
        sessions.append(open_session(folder, agenda, clock, "Ada"))
        return sessions[-1]

    yield open_it
    for session in sessions:
        session.close()


def said(rows: list[str]) -> str:
    """What is in the dialog, as one line."""
    return " ".join(" ".join(row.strip(" │") for row in rows).split())


@pytest.mark.parametrize("room", ["today", "requests", "meeting"])
async def test_damage_is_said_with_what_is_kept_and_what_to_do(
    folder: Path, opened: Callable[[], Session], screen_rows: Rows, room: str
) -> None:
    log = (folder / LOG).read_bytes()
    (folder / LOG).write_bytes(log.replace(b"nobody waits", b"nobody hates"))
    app = NotThisMonth(opened(), start=room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        words = said(screen_rows(app))
        assert "is not as it was written. Entries up to " in words
        assert "nothing was overwritten" in words
        assert "“notthismonth salvage NEW” makes a workspace of all that is intact" in words
        assert "read only" in words
        await pilot.press("enter")
        await pilot.pause()
        assert "Enter closes this" not in said(screen_rows(app))


async def test_a_fork_names_both_branches(
    folder: Path, opened: Callable[[], Session], screen_rows: Rows
) -> None:
    log = (folder / LOG).read_bytes()
    lines = log.splitlines(keepends=True)
    (folder / "data" / "events-2026 2.jsonl").write_bytes(b"".join(lines[:-1]) + _other(lines))
    app = NotThisMonth(opened())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        words = said(screen_rows(app))
    assert "Two machines went on after entry" in words
    assert "with 1 entry by Ben" in words
    assert "salvage NEW --branch 1" in words


def _other(lines: list[bytes]) -> bytes:
    """What another machine wrote in the place of the last line."""
    from agendas.store.chain import seal, split_line

    before, own = split_line(lines[-2]), split_line(lines[-1])
    assert before
    assert own
    return seal(own[0].replace(b'"who":"Ada"', b'"who":"Ben"'), before[1])[0]


async def test_the_window_that_only_follows_is_not_stopped_by_a_dialog(
    opened: Callable[[], Session], screen_rows: Rows
) -> None:
    opened()
    app = NotThisMonth(opened())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        words = said(screen_rows(app))
    assert "following" in words
    assert "This can only be read" not in words
