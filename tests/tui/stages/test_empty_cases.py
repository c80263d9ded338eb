"""Meetings with nothing in them, and rooms in which nothing can be written, on screen."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from agendas.agenda import Agenda, Role, StageKind
from agendas.meeting.clock import ScriptClock
from agendas.meeting.commands.course import GoTo
from agendas.session import open_session
from tui.app import NotThisMonth

#: With NOTTHISMONTH_LONG=1 all cases, keys and sizes: two minutes.
LONG = "NOTTHISMONTH_LONG" in os.environ
LISTS = (StageKind.READY, StageKind.LINE, StageKind.NOT_THIS_MONTH, StageKind.READ_BACK)
#: Keys of the lists; in the ranking letters are votes.
ACTS = (tuple("ioyJKvArdct1"), ("R", "minus", "J"))
#: Who is in the room, and what is on the table, where that is less than usual.
CASES: dict[str, dict[str, Any]] = {
    "no candidates": {"rows": 0},
    "one candidate": {"rows": 1},
    "no capacity": {"capacity": "capacity 0"},
    "nothing left to give away": {"capacity": "capacity 20 running 14 reserve 6"},
    "one voter": {"voters": 1},
    "nobody here": {"here": ()},
    "without IT": {"here": ("lindqvist", "meier", "haddad", "novak")},
    "nothing is ready": {"strip": ("effort", "problem")},
}


def shrunk(agenda: Agenda, voters: int) -> Agenda:
    """The agenda with so many voters."""
    kept = [p for p in agenda.people if Role.VOTER in p.roles][:voters]
    it = [p for p in agenda.people if Role.IT in p.roles]
    return replace(agenda, people=(*kept, *it), quorum=1)


@pytest.mark.parametrize("name", sorted(CASES) if LONG else ["no candidates", "one candidate"])
async def test_every_stage_of_a_meager_meeting_takes_its_keys(
    held: Callable[..., Any], on_screen: Any, agenda: Agenda, name: str
) -> None:
    case = CASES[name]
    if voters := case.get("voters"):
        agenda = shrunk(agenda, voters)
    made = held("open", requests=3, past=False, agenda=agenda)
    ids = list(made.meeting.order)
    for id in ids[case.get("rows", len(ids)) :]:
        made.do(f"untable {id}")
    for id in list(made.meeting.order) if "strip" in case else ():
        for field in case["strip"]:
            made.do(f'fill {id} {field} ""')
    for person in case.get("here", ("",)):
        made.do(f"present {person}".strip())
    made.do(case.get("capacity", "capacity 40 running 14 reserve 6"))
    async with on_screen(made, (80, 24)) as screen:
        meeting = screen.app.screen
        for kind in StageKind if LONG else LISTS:
            if kind != StageKind.OPEN:
                screen.app.screen.do(GoTo(kind.value))
                await screen.pilot.pause()
            acts = ACTS[kind == StageKind.RANK]
            await screen.press("j", *(acts if LONG else acts[::3]))
            while screen.app.screen is not meeting:
                await screen.press("escape")
            assert any(row.strip() for row in screen.rows)
            if LONG:
                await screen.pilot.resize_terminal(40, 12)
                await screen.pilot.resize_terminal(80, 24)
                await screen.pilot.pause()
        assert made.session.writable
        assert screen.app.return_code is None


def locked(path: Path) -> bool:
    """Whether a folder could be closed to this user."""
    path.chmod(0o500)
    try:
        (path / "probe").write_bytes(b"")
    except OSError:
        return True
    (path / "probe").unlink()
    return False


async def test_a_second_window_says_who_writes_and_only_reads(
    held: Callable[..., Any], on_screen: Any, agenda: Agenda, screen_rows: Any
) -> None:
    made = held("line", requests=6, past=False)
    made.session.store.wait(5)
    second = open_session(made.session.folder, agenda, ScriptClock(made.clock.now()), "K. Meier")
    app = NotThisMonth(second, start="meeting")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert any("R. Lindqvist" in row for row in screen_rows(app))
        before = second.workspace.last
        await pilot.press("o", "u", "D")
        await pilot.pause()
        assert second.workspace.last == before
    second.close()


async def test_files_that_cannot_be_written_are_named_and_the_record_is_kept(
    held: Callable[..., Any], on_screen: Any
) -> None:
    made = held("line", requests=6, past=False)
    made.do("rest", "stage close")
    exports = made.session.folder / "exports"
    exports.mkdir(exist_ok=True)
    if os.geteuid() == 0 or not locked(exports):
        # To this user no folder is closed: a file stands where the folder should be.
        exports.chmod(0o700)
        (exports / "2026-11-03").write_bytes(b"")
    async with on_screen(made, (80, 24)) as screen:
        await screen.press("X")
        await screen.pilot.pause(0.1)
        assert "written" in screen.text
        assert screen.app.return_code is None
    exports.chmod(0o700)
    assert made.session.writable
