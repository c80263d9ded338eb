"""Every byte that two real windows write on a hostile workspace: their own sequences, no secret."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from agendas.agenda import Agenda
from agendas.agenda_file import load
from agendas.meeting import events as e
from agendas.meeting.clock import ScriptClock
from agendas.meeting.commands.grammar import parse, render
from agendas.meeting.commands.quoting import quoted
from agendas.meeting.commands.spec import Refused
from agendas.request import Effort, Request
from agendas.session import open_session
from agendas.workspace_folder import init_workspace

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
CONFIDENTIAL = "Zerschlagung der Niederlassung Lyon"
PRIVATE = "Meier is leaving us in spring"
BALLOT = "abcde"
ROWS = 20
#: What Textual itself sends: colours, cursor, modes, the pointer's shape, questions to terminals.
OWN = re.compile(
    rb"\x1b\[[0-9;:]*m|\x1b\[[0-9;]*[HJKABCDfGd]|\x1b\[[?>=<]?[0-9;]*[hlucnt]|\x1b\[\?[0-9;]*\$p"
    rb"|\x1b\[>[0-9;]*q|\x1b[78]|\x1b\[[0-9]* q|\x1bP=[12]s\x1b\\\\|\x1b\]22;[a-z]*\x07"
)


@pytest.fixture
def workspace(tmp_path: Path, hostile_corpus: ModuleType) -> Path:
    """A meeting in which ballots wait to be revealed, with a private note and hostile names."""
    folder = tmp_path / "series"
    init_workspace(folder, "monthly")
    agenda = load(folder / "agenda.yaml")
    assert isinstance(agenda, Agenda)
    session = open_session(folder, agenda, ScriptClock(NOW), "Lindqvist")
    texts = list(hostile_corpus.TEXTS.values())
    added = []
    for place in range(ROWS):
        text = [texts[(place * 7 + n) % len(texts)] for n in range(8)]
        hidden = place == 1
        added.append(
            Request(
                id=f"R-{place + 1:03}",
                title=CONFIDENTIAL if hidden else text[0],
                created=date(2026, 8, 1),
                problem=text[1],
                benefit=text[2],
                first_deliverable=text[3],
                done_means=text[4],
                requester=text[5],
                sponsor=text[6],
                department=text[7],
                effort=Effort(Decimal(2), text[1]),
                confidential=hidden,
            )
        )
    session.write(tuple(e.RequestAdded(one) for one in added), "import")
    session.open_meeting(NOW.date())
    for line in (
        "present",
        f"note {quoted(texts[0])}",
        f"private {quoted(PRIVATE)}",
        "capacity 40 running 14 reserve 6",
        "stage rank",
        f"ballot Meier {BALLOT}",
    ):
        made = parse(line, session.situation)
        assert not isinstance(made, Refused), line
        assert not isinstance(session.do(made, render(made)), Refused), line
    session.close()
    return folder


def foreign(output: bytes) -> set[str]:
    """What is left of a window's bytes that a terminal would obey, once its own are taken out."""
    rest = OWN.sub(b"", output).decode("utf-8")
    return {
        ascii(rest[max(0, found.start() - 20) : found.end() + 20])
        for found in re.finditer(
            "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]", rest
        )
    }


def test_both_windows_write_nothing_foreign_and_nothing_secret(
    terminal: Callable[..., Any], workspace: Path
) -> None:
    run, wall = terminal("-w", workspace), terminal("follow", workspace)
    run.wait("Meier")
    wall.wait("Meier")
    for _row in range(ROWS):
        run.press("down")
    run.press("/")
    run.wait("find a row")
    run.type("\x1b[200~a\x1b]0;pwned\x07\x1b]52;c;eA==\x07\x9b31mb\nc\x1b[201~")
    run.press("enter")
    run.wait("No row holds")
    for room, sign in (("f3", "R-001"), ("f5", "Records"), ("f2", "Today"), ("f4", "Meier")):
        run.press(room)
        run.wait(sign)
    run.read(0.3)
    wall.read(0.3)
    for window in (run, wall):
        assert foreign(window.output) == set()
        assert b"\x1b[31m" not in window.output  # a colour of theirs, which Textual never sends
        shown = window.output.decode("utf-8")
        for secret in (CONFIDENTIAL, PRIVATE, BALLOT, CONFIDENTIAL.split()[0]):
            assert secret not in shown
        assert not {sign for sign in shown if unicodedata.category(sign) == "Cs"}
