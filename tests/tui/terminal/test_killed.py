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
from contextlib import closing, suppress
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
from agendas.meeting.commands.requests import Add
from agendas.meeting.commands.spec import Refused
from agendas.meeting.meeting import Status
from agendas.meeting.workspace import Workspace
from agendas.request import Effort, Request
from agendas.session import Done, open_session
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
        for line in ("present", "stage rank", "method consent", "stage ready", "capacity 20"):
            command = parse(line, session.situation)
            assert not isinstance(command, Refused)
            assert isinstance(session.do(command, render(command)), Done)
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
        assert session.store.damage is None
        assert session.unreadable is None
        assert session.workspace.last == len(read(folder / "data").entries)
        return session.workspace


def next_action_works(folder: Path) -> None:
    """The lock is free, and one more request can be written down."""
    agenda = load(folder / "agenda.yaml")
    assert isinstance(agenda, Agenda)
    with closing(open_session(folder, agenda, ScriptClock(datetime.now(UTC)), "")) as session:
        done = session.do(Add("after the kill"), render(Add("after the kill")), outside=True)
        assert isinstance(done, Done)
        assert session.store.wait(5)


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
        if meeting.row:
            assert f"last at {meeting.row}" in line, text
            title = re.compile(rf"Wish {int(meeting.row[2:])}\b")
            listed = [line[:60] for line in text.splitlines()]  # beside it stands the panel
            ends = [n for n, line in enumerate(listed) if "CLOSED" in line or "ALREADY" in line]
            if any(title.search(line) for line in listed[4 : min(ends, default=-5)]):
                run.wait(lambda text: title.search(text.splitlines()[run.screen.cursor.y][:60]))
    return run


@pytest.mark.parametrize("part", range(8 if LONG else 1))
def test_a_meeting_killed_at_any_key_goes_on_where_it_was(
    terminal: Callable[..., Any], made: Path, series: Path, tmp_path: Path, part: int
) -> None:
    folder, run, proved = series, terminal("-w", series), 0
    run.wait("● saved")
    for turn in times(1, 15):
        called = 0.0
        until = time.monotonic() + random.uniform(0.05, 2.5 if LONG else 1.3)
        run.press(":")
        run.read(0.15)
        run.type(f'note "mark {turn}"').press("enter")
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
        if typed and called > typed:
            proved += 1
            assert f"mark {turn}".encode() in whole_lines(folder)
        before = whole_lines(folder)
        run = goes_on(terminal, folder, before)
        meeting = found_in(folder).meeting
        if meeting is None or meeting.blank:
            run.kill()
            folder = Path(shutil.copytree(made, tmp_path / f"series-{turn}"))
            run = terminal("-w", folder)
            run.wait("● saved")
    run.kill()
    next_action_works(folder)
    assert proved or not LONG, "no mark was ever called saved before a kill"


def test_killed_while_it_opens_it_opens(terminal: Callable[..., Any], series: Path) -> None:
    before = whole_lines(series)
    for _turn in times(1, 60):
        run = terminal("-w", series)
        run.read(random.uniform(0, 1))
        run.kill()
        assert whole_lines(series) == before
    run = terminal("-w", series)
    run.wait(lambda text: "● saved" in text and "Ready" in text)
    run.kill()
    next_action_works(series)


@pytest.mark.skipif(not LONG, reason="long: NOTTHISMONTH_LONG=1")
def test_killed_while_it_finalises_it_is_final_with_whole_files_or_it_is_not(
    terminal: Callable[..., Any], made: Path, tmp_path: Path
) -> None:
    ready = Path(shutil.copytree(made, tmp_path / "ready"))
    lines = ("reveal", "rest", "defaults", "stage close")
    done = subprocess.run(
        [*PROGRAM, "meet", "--plain", "-w", str(ready)],
        input="\n".join(lines).encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for turn in times(1, 40):
        folder = Path(shutil.copytree(ready, tmp_path / f"final-{turn}"))
        run = terminal("-w", folder)
        run.wait("Nothing is missing")
        run.press("F").wait("to lock the record")
        run.type("final").press("enter")
        run.read(random.uniform(0, 0.3))
        text = run.text
        run.kill()
        meeting = found_in(folder).newest
        assert meeting is not None
        assert meeting.status == Status.FINAL or "is final" not in text
        for path in (folder / "exports").rglob("record.*"):
            content = path.read_bytes()
            assert content.endswith((b"\n", b">")), path
            if path.suffix == ".json":
                assert json.loads(content)["final"] is True
        next_action_works(folder)


def killed(arguments: list[str], given: bytes, most: float) -> bytes:
    """What a command said on its way, killed at a moment before so many seconds."""
    program = subprocess.Popen(
        [*PROGRAM, *arguments], stdin=-1, stdout=-1, stderr=subprocess.STDOUT, bufsize=0
    )
    assert program.stdin is not None
    with suppress(BrokenPipeError):
        program.stdin.write(given)
    time.sleep(random.uniform(0.1, most))
    program.kill()
    said, _nothing = program.communicate()
    assert b"Traceback" not in said
    return said


@pytest.mark.parametrize("kind", ["import", "plain", *(("add", "script", "export") * LONG)])
def test_a_command_killed_at_any_moment_did_what_it_said_whole_or_nothing(
    series: Path, tmp_path: Path, kind: str
) -> None:
    table = tmp_path / "many.csv"
    script = tmp_path / "long.ntm"
    script.write_text("".join(f'note "line {n}"\n' for n in range(400)))
    out = tmp_path / "record.json"
    commands = {
        "add": (["add", "one wish"], b"", 0.6),
        "import": (["import", str(table), "--yes"], b"", 1.8),
        "plain": (["meet", "--plain"], b"".join(b'note "line %d"\n' % n for n in range(300)), 1.0),
        "script": (["meet", "--script", str(script)], b"", 1.0),
        "export": (["export", "last", "--format", "json", "--to", str(out)], b"", 0.8),
    }
    arguments, given, most = commands[kind]
    for _turn in times(1, 25):
        before, had = whole_lines(series), len(found_in(series).requests)
        rows = [f"T-{had}-{n},Wish of a tracker {n},{'why ' * 40}\n" for n in range(1500)]
        table.write_text("Key,Summary,Description\n" + "".join(rows))
        said = killed([*arguments, "-w", str(series)], given, most).decode()
        after = whole_lines(series)
        assert after.startswith(before)
        new = len(found_in(series).requests) - had
        match kind:
            case "add":
                assert new in ((1,) if "one wish" in said else (0, 1))
            case "import":
                assert new in ((1500,) if "1500 added" in said else (0, 1500))
            case "plain" | "script":
                assert after[len(before) :].count(b"NoteTaken") >= said.count("A note.")
            case _:
                assert not out.exists() or json.loads(out.read_bytes())
    next_action_works(series)
