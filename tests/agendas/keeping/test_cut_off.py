"""A session after one that did not end by itself says so, up to when all is there, and where."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agendas.agenda import Agenda, Period, Stage, StageKind
from agendas.language import ENGLISH
from agendas.meeting.clock import ScriptClock
from agendas.meeting.commands.grammar import render
from agendas.meeting.commands.requests import Add, Table
from agendas.session import Done, open_session

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
AGENDA = Agenda("IT", Period.MONTHLY, (), (Stage("talk", StageKind.TALK, 5),))


def said(folder: Path, now: datetime) -> list[str]:
    """What a session that is opened now says."""
    session = open_session(folder, AGENDA, ScriptClock(now), "Lindqvist")
    reports = [ENGLISH.say(message) for message in session.reports]
    session.close()
    return reports


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A meeting with R-001 put on the table, left well."""
    session = open_session(tmp_path, AGENDA, ScriptClock(NOW), "Lindqvist")
    session.do(Add("a wish"), render(Add("a wish")))
    session.open_meeting(NOW.date())
    tabled = Table(("R-001",))
    assert isinstance(session.do(tabled, render(tabled)), Done)
    session.close()
    return tmp_path


def test_who_left_well_is_told_nothing(folder: Path) -> None:
    assert said(folder, NOW + timedelta(minutes=5)) == []


@pytest.mark.parametrize(("days", "when"), [(0, "09:00:00"), (2, "3 Nov, 09:00")])
def test_what_a_crash_left_is_said_with_time_and_row_and_once(
    folder: Path, days: int, when: str
) -> None:
    lock = folder / "data" / "lock"
    session = open_session(folder, AGENDA, ScriptClock(NOW), "Lindqvist")
    left = lock.read_bytes()
    session.close()
    lock.write_bytes(left)
    sentence = f"It was cut off: all it called saved is here, up to {when}; last at R-001"
    assert said(folder, NOW + timedelta(days=days)) == [sentence]
    assert said(folder, NOW + timedelta(days=days)) == []
