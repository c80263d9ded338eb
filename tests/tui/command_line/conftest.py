"""Fixtures for the command line: running it, and a workspace with 42 candidates."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tui.cli import main

SCRIPTS = Path(__file__).parents[2] / "data" / "scripts"

DEPARTMENTS = ("Sales", "Finance", "Operations", "Customer Service", "Marketing")
WISHES = ("shorter form for orders", "report without copying", "scanner in the warehouse", "発注書")


class Ran(NamedTuple):
    """What a run of the program gave back."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """Standard output as one JSON value."""
        return json.loads(self.out)

    def objects(self) -> list[Any]:
        """Standard output as one JSON value a line."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


@pytest.fixture
def program(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program in this process."""

    def run(*argv: str | Path) -> Ran:
        capsys.readouterr()
        code = main([str(word) for word in argv])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture
def workspace(tmp_path: Path, program: Run) -> Path:
    """A new workspace without requests."""
    folder = tmp_path / "priorities"
    assert program("init", folder).code == 0
    return folder


@pytest.fixture
def on(workspace: Path, program: Run) -> Run:
    """Run the program on the workspace."""
    return lambda *argv: program("-w", workspace, *argv)


@pytest.fixture
def script(tmp_path: Path) -> Callable[[str], Path]:
    """A file with these lines."""

    def write(text: str) -> Path:
        path = tmp_path / "script.ntm"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def backlog_file(tmp_path: Path) -> Path:
    """A tracker's export with 40 requests; the last two have no estimate."""
    path = tmp_path / "backlog.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(
            ["Key", "Title", "Description", "Requester", "Department", "Created", "Effort (days)"]
        )
        for n in range(1, 41):
            rows.writerow(
                [
                    f"CRM-{n}",
                    f"A {WISHES[n % len(WISHES)]}, part {n}",
                    f"Today it takes {n} hours a week",
                    f"Person {n % 7}",
                    DEPARTMENTS[n % len(DEPARTMENTS)],
                    (date(2026, 9, 1) + timedelta(days=n)).isoformat(),
                    str(1 + n % 5) if n <= 38 else "",
                ]
            )
    return path


@pytest.fixture
def with_requests(on: Run, backlog_file: Path, script: Callable[[str], Path]) -> Run:
    """42 requests: 40 imported, 2 added; what a tracker does not know is filled in for 40."""
    assert on("import", backlog_file, "--yes").code == 0
    assert on("add", "Print", "the labels", "--department", "Sales").code == 0
    assert on("add", "Ask customers after a repair", "--requester", "Person 1").code == 0
    lines = [
        f'fill R-{n:03} {field} "{text} {n}"'
        for n in range(1, 41)
        for field, text in (("benefit", "saves hours:"), ("done_means", "measured in week"))
    ]
    filled = on("meet", "--script", script("\n".join(lines)))
    assert (filled.code, filled.err) == (0, "")
    return on


@pytest.fixture
def whole_meeting() -> Path:
    """A script that runs a meeting about these requests from roll call to finalise."""
    return SCRIPTS / "whole_meeting.ntm"
