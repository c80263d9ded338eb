"""Two windows on one workspace, in two processes: one writes, the other follows and says whom."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from agendas.agenda import Agenda
from agendas.agenda_file import load
from agendas.meeting.clock import ScriptClock
from agendas.meeting.commands.grammar import parse, render
from agendas.meeting.commands.requests import Add
from agendas.meeting.commands.spec import Refused
from agendas.session import open_session
from agendas.workspace_folder import init_workspace

PROGRAM = [sys.executable, "-c", "from tui.cli import main; raise SystemExit(main())"]
LINES = ("present", "stage talk", 'note "before"')


@pytest.fixture
def series(tmp_path: Path) -> Path:
    """A series in the middle of a meeting."""
    folder = tmp_path / "series"
    init_workspace(folder, "monthly")
    agenda = load(folder / "agenda.yaml")
    assert isinstance(agenda, Agenda)
    now = datetime.now(UTC) - timedelta(minutes=3)
    with closing(open_session(folder, agenda, ScriptClock(now), "Lindqvist")) as session:
        session.do(Add("a wish"), render(Add("a wish")))
        session.open_meeting(now.date())
        for line in LINES:
            command = parse(line, session.situation)
            assert not isinstance(command, Refused)
            session.do(command, render(command))
    return folder


def test_the_second_window_names_the_first_and_follows_it_and_after_its_death_another_writes(
    terminal: Callable[..., Any], series: Path
) -> None:
    first = terminal("-w", series)
    first.wait("● saved")
    second = terminal("-w", series)
    wall = terminal("follow", "-w", series)
    second.wait("● following")
    wall.wait("● following")
    said = second.press("n").wait("has had this workspace open")
    assert "Only to read here: " in said.splitlines()[-2]
    first.press("enter").wait("4/10 Capacity")
    second.wait("4/10 Capacity")
    wall.wait("4/10 Capacity")

    for arguments in (["add", "from another window"], ["import", str(series / "none.csv")]):
        (series / "none.csv").write_text("Key,Summary\nT-1,Wish\n")
        done = subprocess.run(
            [*PROGRAM, *arguments, "-w", str(series)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert "has had this workspace open since" in done.stderr
    first.kill()
    again = terminal("-w", series)
    again.wait("It was cut off")
    again.press("z").wait("pause")
    wall.wait("pause")
    second.wait("pause")
