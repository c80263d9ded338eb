"""Killed at any moment, in a terminal and out of it: what was called saved is there, and goes on.

A few kills in the ordinary run; NOTTHISMONTH_LONG=1 makes some hundred of them.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from agendas.agenda import Agenda
from agendas.agenda_file import load
from agendas.meeting import events as e
from agendas.meeting.clock import ScriptClock
from agendas.meeting.commands.grammar import parse, render
from agendas.meeting.commands.spec import Refused
from agendas.meeting.workspace import Workspace
from agendas.request import Effort, Request
from agendas.session import open_session
from agendas.store.reading import read
from agendas.workspace_folder import init_workspace

LONG = bool(os.environ.get("NOTTHISMONTH_LONG"))
#: Keys that a hand may hit in a meeting, those that lead on more often than others.
KEYS = ("enter",) * 6 + ("j", "k", "down", "up", "escape", "f2", "f4", *"PdhoyYRDAibxrwcut123+nz")
PROGRAM = [sys.executable, "-c", "from tui.cli import main; raise SystemExit(main())"]
CUT_OFF = "It was cut off: all it called saved is here, up to "
SAVED = re.compile(r"● saved (\d\d):(\d\d):(\d\d)")


def times(few: int, many: int) -> range:
    """So many kills in the ordinary run, and so many in the long one."""
    return range(many if LONG else few)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A series with twelve requests in the middle of a meeting, and one ready to be finalised."""
    folder = tmp_path_factory.mktemp("killed") / "series"
    init_workspace(folder, "monthly")
    agenda = load(folder / "agenda.yaml")
    assert isinstance(agenda, Agenda)
    now = datetime.now(UTC) - timedelta(hours=1)
    with closing(open_session(folder, agenda, ScriptClock(now), "Lindqvist")) as session:
        day = date(2026, 8, 3)
        wishes = [
            Request(id=f"R-{n:03}", title=f"Wish {n}", created=day, problem="slow", benefit="time",
                    first_deliverable="sketch", done_means="quiet", requester="Novak",
                    department="Sales", effort=Effort(Decimal(1 + n % 5), "M. Okafor", day))
            for n in range(1, 13)
        ]  # fmt: skip
        session.write(tuple(e.RequestAdded(wish) for wish in wishes), "")
        session.open_meeting(now.date())
        for line in ("present", "stage ready", "capacity 20"):
            command = parse(line, session.situation)
            assert not isinstance(command, Refused)
            session.do(command, render(command))
    return folder


@pytest.fixture
def series(made: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return Path(shutil.copytree(made, tmp_path / "series"))


def whole_lines(folder: Path) -> bytes:
    """The log, as far as its lines are whole."""
    content = b"".join(path.read_bytes() for path in sorted((folder / "data").glob("events-*")))
    return content[: content.rfind(b"\n") + 1]


def found_in(folder: Path) -> Workspace:
    """What a window that only reads finds: sound, every entry of it."""
    agenda = load(folder / "agenda.yaml")
    assert isinstance(agenda, Agenda)
    clock = ScriptClock(datetime.now(UTC))
    with closing(open_session(folder, agenda, clock, "", follow=True)) as session:
        assert session.store.damage is None and session.unreadable is None
        assert session.workspace.last == len(read(folder / "data").entries)
        return session.workspace


def next_action_works(folder: Path) -> None:
    """The lock is free, and one more request can be written down."""
    done = subprocess.run(
        [*PROGRAM, "add", "after the kill", "-w", str(folder)], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr


def goes_on(terminal: Callable[..., Any], folder: Path, before: bytes) -> Any:
    """It opens on screen where it was, says that it was cut off, and has all that there was."""
    workspace = found_in(folder)
    run = terminal("-w", folder, size=(80, 24))
    text = run.wait(lambda text: "● saved" in text and CUT_OFF in text)
    assert whole_lines(folder).startswith(before)
    meeting = workspace.meeting
    if meeting is not None and not meeting.blank:
        place = [stage.id for stage in meeting.agenda.stages].index(meeting.stage_id) + 1
        assert f" {place}/10 " in text.splitlines()[1], text
        line = text.splitlines()[-2]
        shown = {found for found in re.findall(r"R-\d\d\d", "\n".join(text.splitlines()[3:-3]))}
        if meeting.row in shown:
            assert f"last at {meeting.row}" in line, text
    return run


def test_a_meeting_killed_at_any_key_goes_on_where_it_was(
    terminal: Callable[..., Any], series: Path, tmp_path: Path
) -> None:
    folder, run, proved = series, terminal("-w", series), 0
    run.wait("● saved")
    for turn in times(2, 120):
        called = 0.0
        until = time.monotonic() + random.uniform(0.05, 2.5 if LONG else 1.3)
        run.press("n")
        run.read(0.15)
        run.type(f"mark {turn}").press("enter")
        run.read(0.15)
        typed = time.time() if "a note" in run.text and "Esc" not in run.text else None
        while time.monotonic() < until:
            run.press(random.choice(KEYS))
            run.read(random.uniform(0, 0.05))
            if found := SAVED.search(run.text):
                moment = datetime.now(UTC).astimezone()
                hour, minute, second = (int(part) for part in found.groups())
                moment = moment.replace(hour=hour, minute=minute, second=second, microsecond=0)
                called = max(called, moment.timestamp())
        before = whole_lines(folder)
        run.kill()
        assert b"Traceback" not in run.output
        assert whole_lines(folder).startswith(before)
        if typed and called > typed + 1:
            proved += 1
            assert f"mark {turn}".encode() in whole_lines(folder)
        before = whole_lines(folder)
        run = goes_on(terminal, folder, before)
        meeting = found_in(folder).meeting
        if meeting is None or meeting.blank:
            run.kill()
            folder = Path(shutil.copytree(series.parent / "series", tmp_path / f"series-{turn}"))
            run = terminal("-w", folder)
            run.wait("● saved")
    run.kill()
    next_action_works(folder)
