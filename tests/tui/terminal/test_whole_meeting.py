"""A whole meeting through the keyboard, in a real terminal, and its record field by field."""

from __future__ import annotations

import json
import re
from collections import Counter
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
from agendas.request import Effort, Request
from agendas.session import Session, open_session
from agendas.workspace_folder import init_workspace

PROMISED, CANDIDATES = 9, 42
#: More than a facilitator's hand should need for 42 candidates (issue "A whole meeting").
MOST_PRESSES = 220


def _request(number: int, days: int, created: date) -> e.RequestAdded:
    return e.RequestAdded(
        Request(
            id=f"R-{number:03}",
            title=f"Wish {number} of the business",
            created=created,
            problem="it takes long",
            benefit="an hour a week",
            first_deliverable="a first sketch",
            done_means="nobody asks any more",
            requester="Novak",
            department=("Sales", "Finance", "Operations")[number % 3],
            effort=Effort(Decimal(days), "M. Okafor", created),
        )
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A series with one finished meeting (9 promises) and 42 ready candidates for the next."""
    folder = tmp_path / "series"
    init_workspace(folder, "monthly")
    agenda = load(folder / "agenda.yaml")
    assert isinstance(agenda, Agenda)
    clock = ScriptClock(datetime(2026, 10, 6, 9, 0, tzinfo=UTC))
    session = open_session(folder, agenda, clock, "Lindqvist")
    day = date(2026, 8, 3)
    session.write(tuple(_request(n, 2, day) for n in range(1, PROMISED + 1)), "")
    session.open_meeting(date(2026, 10, 6))
    _say(session, "present", "capacity 20", "method consent", "reveal", "rest", "stage close")
    _say(session, "finalise")
    clock.set(clock.now() + timedelta(days=1))
    later = date(2026, 8, 10)
    first, last = PROMISED + 1, PROMISED + CANDIDATES
    session.write(tuple(_request(n, 1 + n % 5, later) for n in range(first, last + 1)), "")
    session.close()
    return folder


def _say(session: Session, *lines: str) -> None:
    for line in lines:
        command = parse(line, session.situation)
        assert not isinstance(command, Refused), (line, command)
        done = session.do(command, render(command))
        assert not isinstance(done, Refused), (line, done)


def _record(folder: Path) -> dict[str, Any]:
    (written,) = (folder / "exports").glob("*/record.json")
    found: dict[str, Any] = json.loads(written.read_text(encoding="utf-8"))
    return found


#: Reasons that differ from the proposal: digit, what is typed where it asks, the code it means.
GIVEN = (
    ("6", "an hour a week is too little", "VAL"),
    ("4", "the new scanner", "DEP"),
    ("5", "2027-02-02", "TIM"),
    ("7", "", "EVD"),
    ("8", "", "FIT"),
    ("9", "", "BUD"),
    ("6", "half a day a month", "VAL"),
    ("4", "R-012", "DEP"),
    ("7", "a count of one week", "EVD"),
    ("8", "growth in the north", "FIT"),
)


def _row(run: Any) -> str:
    """The request under the cursor, as the status line names it."""
    found = re.match(r" (?:to discuss: |did not fit: [^:]*: )?(R-\d+)", run.text.splitlines()[-2])
    return found[1] if found else ""


def _to_the_line(run: Any) -> None:
    """From Today to the line stage, with six ballots of six dots each."""
    run.wait("Today")
    run.press("enter").wait("of which day")
    run.press("enter").wait("WHO IS HERE")
    run.press("P", "enter").wait("PROMISED")
    for _each in range(PROMISED - 1):
        run.press("d")
    run.press("h").wait("in part")
    run.type("the half that matters").press("enter").wait("days")
    run.press("1", "enter").wait("part")
    run.press("enter").wait("IT'S WORD")
    run.press("enter").wait("days to give away")
    run.press("enter", "enter", "enter").wait("NEW")
    run.press("Y").wait("dots each")
    for voter in range(6):
        ballot = "".join(f"{1 + (voter * 5 + dot * 3) % CANDIDATES:02}" for dot in range(6))
        run.press(*ballot, "enter").wait(lambda text, n=voter + 1: text.count("handed in") >= n)
    run.press("R").wait("DISCUSS THESE")
    run.press("enter").wait("to discuss first")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_a_meeting_of_42_candidates_by_keys_alone(
    terminal: Callable[..., Any], workspace: Path, size: tuple[int, int]
) -> None:
    run = terminal("-w", workspace, size=size)
    _to_the_line(run)
    run.wait(lambda text: bool(_row(run)))
    taken_out = _row(run)
    run.press("o", "y").wait("why?")
    run.type("the supplier is not ready").press("enter").wait("why?", gone=True)
    run.press("D").wait("does anybody object?")
    run.press("2").wait("everything is decided")
    run.press("enter").wait("Again")
    given: dict[str, tuple[str, str]] = {}
    for digit, text, code in GIVEN:
        row = run.wait(lambda text: bool(_row(run))) and _row(run)
        given[row] = (code, text)
        run.press(digit).wait("Esc cancel")
        run.type(text).press("enter").wait("Esc cancel", gone=True)
        run.wait(lambda text, row=row: _row(run) not in ("", row))
    run.press("A").wait("every row has its reason")
    run.press("enter").wait("WE DO THIS")
    run.press("enter").wait("F finalise")
    run.press("F").wait("type")
    run.type("final").press("enter").wait("is final")
    run.press("ctrl+q")
    assert run.ended() == 0
    assert run.presses <= MOST_PRESSES
    record = _record(workspace)
    rows = {row["request"]: row for row in record["candidates"]}
    assert len(rows) == CANDIDATES
    assert record["final"] is True
    for request, (code, text) in given.items():
        decision = rows[request]["decision"]
        assert (decision["kind"], decision["reason"]) == ("not_this_month", code)
        if code == "TIM":
            assert decision["revisit"] == text
        else:
            assert decision.get("detail", "") == text
    assert rows[taken_out]["moved_because"] == "the supplier is not ready"
    kinds = Counter(row["decision"]["kind"] for row in rows.values())
    assert set(kinds) == {"commit", "not_this_month"}
    reasons = Counter(row["decision"].get("reason") for row in rows.values())
    assert reasons["CAP"] == kinds["not_this_month"] - len(GIVEN)
    answers = [row.get("answer") for row in record["promises"]]
    assert sorted(answers) == ["done"] * (PROMISED - 1) + ["part"]
    assert [len(ballot["dots"]) for ballot in record["rounds"][0]["ballots"]] == [6] * 6


def test_keys_in_one_burst_find_the_screens_and_dialogs_that_they_are_for(
    terminal: Callable[..., Any], workspace: Path
) -> None:
    run = terminal("-w", workspace)
    run.wait("Today")
    promises = "d" * (PROMISED - 1) + "hthe half that matters\r1\r"
    run.press("\r\rP\r" + promises + "nsaid in one breath\r" + "\r\r\r\r\rY")
    run.wait("dots each")
    run.press("\x11")
    assert run.ended() == 0
    clock = ScriptClock(datetime.now(UTC))
    agenda = load(workspace / "agenda.yaml")
    assert isinstance(agenda, Agenda)
    with closing(open_session(workspace, agenda, clock, "Lindqvist")) as session:
        meeting = session.workspace.meeting
        assert meeting is not None
        answers = [kept.answer.value for kept in meeting.answers.values()]
        assert sorted(answers) == ["done"] * (PROMISED - 1) + ["part"]
        assert [note.taken.text for note in meeting.notes] == ["said in one breath"]


def test_killed_in_the_middle_it_reopens_where_it_was(
    terminal: Callable[..., Any], workspace: Path
) -> None:
    run = terminal("-w", workspace)
    _to_the_line(run)
    first = run.wait(lambda text: bool(_row(run))) and _row(run)
    run.press("j").wait(lambda text: _row(run) not in ("", first))
    row = _row(run)
    run.press("i").wait("this month")
    run.read(0.3)
    assert "saving" not in run.text
    run.kill()
    again = terminal("-w", workspace)
    again.wait(lambda text: "It was cut off" in text and f"last at {row}" in text)
    title = f"Wish {int(row[2:])} of the business"
    again.wait(lambda text: title in text.splitlines()[again.screen.cursor.y])
    again.press("u").wait("undo")


def test_a_narrow_window_says_so_and_comes_back_whole(
    terminal: Callable[..., Any], workspace: Path
) -> None:
    run = terminal("-w", workspace)
    _to_the_line(run)
    before = run.text.splitlines()[5:20]
    run.resize(20, 5)
    run.wait("small")
    run.resize(80, 24)
    run.wait("to discuss first")
    after = run.wait(lambda text: text.splitlines()[5:20] == before)
    assert "small" not in after


def test_the_projector_follows_and_sees_nothing_private(
    terminal: Callable[..., Any], workspace: Path
) -> None:
    run = terminal("-w", workspace)
    run.wait("Today")
    run.press("enter").wait("of which day")
    run.press("enter").wait("WHO IS HERE")
    wall = terminal("follow", "-w", workspace)
    wall.wait("WHO IS HERE")
    run.press("P")
    wall.wait("IT present")
    run.press("N").wait("is hidden")
    run.type("Meier is leaving us").wait("•" * len("Meier is leaving us"))
    assert "leaving" not in run.text
    run.press("enter").wait("Esc cancel", gone=True)
    wall.wait("A moment, please")
    run.press("B").wait("WHO IS HERE")
    wall.wait("WHO IS HERE")
    wall.wait("1 private")
    assert b"leaving us" not in wall.output
    assert b"leaving us" not in run.output
    wall.press("d", "x", "u", "enter")
    wall.read(0.3)
    assert "WHO IS HERE" in wall.text
