"""The demo: months that the program itself has run, and a full table for today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from agendas.agenda import Agenda
from agendas.agenda_file import AGENDA, load
from agendas.carry_over import carry_over
from agendas.decisions import Kind
from agendas.meeting.clock import ScriptClock
from agendas.meeting.events import Origin
from agendas.session import Session, open_session
from agendas.workspace_folder import DATA
from tui.demo import make

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "demo"
    make(folder, TODAY)
    return folder


@pytest.fixture
def session(demo: Path) -> Iterator[Session]:
    agenda = load(demo / AGENDA)
    assert isinstance(agenda, Agenda)
    clock = ScriptClock(datetime(2026, 11, 24, 9, tzinfo=UTC))
    opened = open_session(demo, agenda, clock, "P. Costa", follow=True)
    yield opened
    opened.close()


def test_today_starts_with_42_candidates_nine_promises_and_an_emergency(session: Session) -> None:
    left = carry_over(session.workspace, session.agenda, TODAY)
    origins = Counter(candidate.origin for candidate in left.candidates)
    assert origins == {
        Origin.UNDECIDED: 3,
        Origin.DUE: 13,
        Origin.REVIVED: 2,
        Origin.TABLED: 5,
        Origin.NEW: 19,
    }
    assert len(left.promises) == 9
    assert len(left.emergencies) == 1
    assert left.waiting_for_requester


def test_its_four_meetings_are_final_and_hold_every_kind_of_decision(session: Session) -> None:
    finals = session.workspace.finals
    assert len(finals) == len(session.workspace.meetings) == 4
    kinds = {kind for m in finals if m.record for kind, count in m.record.sum() if count}
    assert kinds == set(Kind)
    assert [len(m.versions) for m in finals] == [1, 1, 2, 1]
    answers = {row.answer for m in finals if m.record for row in m.record.promises}
    assert answers == {"done", "part", "not_done", "stopped"}


def test_it_has_a_confidential_a_chinese_a_long_and_a_fixed_date_request(session: Session) -> None:
    known = session.workspace.requests.values()
    assert any(request.confidential for request in known)
    assert any("客户" in request.title for request in known)
    assert any(len(request.title) > 150 for request in known)
    assert any(request.deadline and request.deadline_authority for request in known)


@pytest.mark.parametrize(
    "today", [date(2027, 1, 31), date(2028, 2, 29), date(2026, 12, 25), date(2027, 3, 1)]
)
def test_every_day_is_a_good_day_for_it(tmp_path: Path, today: date) -> None:
    make(tmp_path / "demo", today)
    agenda = load(tmp_path / "demo" / AGENDA)
    assert isinstance(agenda, Agenda)
    clock = ScriptClock(datetime(today.year, today.month, today.day, 9, tzinfo=UTC))
    session = open_session(tmp_path / "demo", agenda, clock, "P. Costa", follow=True)
    left = carry_over(session.workspace, agenda, today)
    session.close()
    assert (len(left.candidates), len(left.promises)) == (42, 9)


def test_the_same_day_makes_the_same_bytes(demo: Path, tmp_path: Path) -> None:
    make(tmp_path / "demo", TODAY)
    logs = [sorted((folder / DATA).glob("*.jsonl")) for folder in (demo, tmp_path / "demo")]
    first, second = ([log.read_bytes() for log in found] for found in logs)
    assert first
    assert first == second


def test_a_folder_that_holds_a_workspace_is_left_alone(demo: Path) -> None:
    before = {path: path.read_bytes() for path in (demo / DATA).glob("*.jsonl")}
    with pytest.raises(OSError, match="already there"):
        make(demo, TODAY)
    assert {path: path.read_bytes() for path in (demo / DATA).glob("*.jsonl")} == before
