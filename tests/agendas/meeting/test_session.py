"""A session: what was called saved is there again, secrets stay in memory (product.md 5.5, 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from agendas.agenda import Agenda
from agendas.decisions import Reason
from agendas.language import ENGLISH
from agendas.meeting import events as e
from agendas.meeting.chunks import CHUNK, in_chunks
from agendas.meeting.clock import ScriptClock
from agendas.meeting.commands.closing import Finalise
from agendas.meeting.commands.course import GoTo, Note
from agendas.meeting.commands.deciding import Commit
from agendas.meeting.commands.grammar import render
from agendas.meeting.commands.history import Redo, Undo
from agendas.meeting.commands.placing import SetCapacity
from agendas.meeting.commands.refusing import Not
from agendas.meeting.commands.requests import Add
from agendas.meeting.commands.roll_call import Present
from agendas.meeting.commands.scoring import Score
from agendas.meeting.commands.spec import Command, Refused
from agendas.meeting.commands.sweeping import Defaults, Rest, Unreached
from agendas.meeting.commands.voting import Abstain, Ballot, ChooseMethod, OpenRound, Reveal
from agendas.meeting.folding import fold
from agendas.meeting.workspace import Workspace
from agendas.session import Done, Session, open_session
from agendas.store.store import open_store

START = datetime.fromisoformat("2026-11-03T09:00:00+01:00")


def do(session: Session, *commands: Command) -> Done:
    made: Done | Refused | None = None
    for command in commands:
        made = session.do(command, render(command))
        assert isinstance(made, Done), (command, ENGLISH.say(made.message))
    assert isinstance(made, Done)
    return made


def tick(session: Session, seconds: int) -> None:
    assert isinstance(session.clock, ScriptClock)
    session.clock.set(session.clock.now() + timedelta(seconds=seconds))


@pytest.fixture
def opened(tmp_path: Path, agenda: Agenda) -> Iterator[Callable[..., Session]]:
    """Opens sessions on one folder; all are closed at the end."""
    made: list[Session] = []

    def build(
        with_agenda: Agenda | None = None, at: datetime = START, *, follow: bool = False
    ) -> Session:
        clock = ScriptClock(at)
        session = open_session(
            tmp_path / "w", with_agenda or agenda, clock, "R. Lindqvist", follow=follow
        )
        made.append(session)
        return session

    yield build
    for session in made:
        session.close()


@pytest.fixture
def started(opened: Callable[..., Session], requests42: tuple[Any, ...]) -> Callable[..., Session]:
    """Opens a session and its meeting with everybody here."""

    def build(with_agenda: Agenda | None = None, count: int = 8) -> Session:
        session = opened(with_agenda)
        added = tuple(e.RequestAdded(request) for request in requests42[:count])
        assert isinstance(session.write(added, "import"), Done)
        assert isinstance(session.open_meeting(START.date()), Done)
        do(session, Present(), SetCapacity(Decimal(12)))
        return session

    return build


def log(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted((folder / "w" / "data").glob("*.jsonl")))


def test_everything_is_there_again_at_the_same_stage_and_row(
    started: Any, opened: Any, tmp_path: Path
) -> None:
    session = started()
    do(session, GoTo("line"), Commit("R-003"), Not("R-005", Reason.VAL))
    tick(session, 90)
    do(session, Note("a word"))
    session.close()
    again = opened(at=START + timedelta(hours=2))
    assert again.workspace == session.workspace
    assert (again.workspace.meeting.stage_id, again.workspace.meeting.row) == ("line", "R-005")
    assert again.clock.seconds() == 90
    assert again.reports == []


def test_a_last_entry_that_was_cut_off_is_the_only_thing_missing(
    started: Any, opened: Any, tmp_path: Path
) -> None:
    session = started()
    do(session, GoTo("line"), Commit("R-003"))
    kept = session.workspace
    do(session, Not("R-005", Reason.VAL))
    session.close()
    path = next((tmp_path / "w" / "data").glob("*.jsonl"))
    path.write_bytes(path.read_bytes()[:-9])
    path.with_name("head").unlink()  # it names what was called saved; this was not
    again = opened()
    assert again.workspace == kept
    assert "cut off" in ENGLISH.say(again.reports[0])
    do(again, Not("R-005", Reason.VAL))


def test_undo_goes_on_across_a_restart(started: Any, opened: Any) -> None:
    session = started()
    do(session, GoTo("line"))
    before = session.workspace.meeting
    do(session, Commit("R-003"), Not("R-005", Reason.VAL), Undo())
    session.close()
    again = opened()
    do(again, Redo())
    assert again.workspace.meeting.decisions["R-005"].reason == Reason.VAL
    do(again, Undo(), Undo())
    after = again.workspace.meeting
    assert replace(after, row="", clock=0) == replace(before, row="", clock=0)
    assert isinstance(again.do(Undo(), "undo"), Done)


def test_two_commands_are_two_lines_and_a_finalised_meeting_is_one(
    started: Any, tmp_path: Path
) -> None:
    session = started(count=6)
    do(session, GoTo("line"), Rest(), Defaults())
    session.store.wait()
    before = log(tmp_path).count(b"\n")
    do(session, Finalise())
    session.store.wait()
    assert log(tmp_path).count(b"\n") == before + 1
    assert session.saved_at == session.clock.now()
    assert session.workspace.newest.seal == log(tmp_path).rsplit(b'"hash":"', 1)[1][:64].decode()


def test_a_follower_sees_what_is_saved_and_can_change_nothing(started: Any, opened: Any) -> None:
    session = started()
    do(session, GoTo("line"), Commit("R-003"))
    session.store.wait()
    window = opened(follow=True)
    assert window.workspace == session.workspace
    do(session, Commit("R-001"))
    session.store.wait()
    assert window.follow()
    assert window.workspace == session.workspace
    assert not window.follow()
    refused = window.do(Commit("R-002"), "commit R-002")
    assert isinstance(refused, Refused)
    assert "only reads" in ENGLISH.say(refused.message)


def test_a_bulk_that_is_too_long_for_a_line_counts_as_one_action(
    opened: Any, tmp_path: Path, requests42: Any
) -> None:
    session = opened()
    long = [replace(request, problem="ä" * 9000) for request in requests42]
    made = session.write(tuple(e.RequestAdded(request) for request in long), "import file")
    assert isinstance(made, Done)
    session.store.wait()
    lines = log(tmp_path).splitlines()
    assert len(lines) > 3
    assert max(map(len, lines)) < CHUNK + 1024
    assert len(session.workspace.requests) == 42
    assert opened(follow=True).workspace == session.workspace
    do(session, Undo())
    assert dict(session.workspace.requests) == {}
    do(session, Redo())
    assert len(session.workspace.requests) == 42


def test_a_bulk_without_its_end_does_not_count(
    opened: Any, tmp_path: Path, requests42: Any
) -> None:
    session = opened()
    long = [replace(request, problem="ä" * 9000) for request in requests42]
    session.write(tuple(e.RequestAdded(request) for request in long), "import file")
    session.close()
    path = next((tmp_path / "w" / "data").glob("*.jsonl"))
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))
    path.with_name("head").unlink()
    again = opened()
    assert dict(again.workspace.requests) == {}
    do(again, Add("A wish"))
    assert list(again.workspace.requests) == ["R-001"]


def test_an_entry_of_one_event_is_never_cut(started: Any) -> None:
    session = started()
    entry = session._entry(99, "note", (e.NoteTaken("x" * CHUNK),))
    assert in_chunks(entry) == (entry,)


def test_text_that_no_file_can_keep_is_refused_and_nothing_changes(started: Any) -> None:
    session = started()
    before = session.workspace
    refused = session.do(Note("broken \ud800 letter"), "note")
    assert isinstance(refused, Refused)
    assert session.workspace is before


# -- ballots that are never stored -------------------------------------------------------------


@pytest.fixture
def always(agenda: Agenda) -> Agenda:
    """An agenda whose ballots never reach the disk."""
    return replace(agenda, ranking=replace(agenda.ranking, secret_always=True))


def test_secret_ballots_never_reach_the_disk_and_still_make_the_ranking(
    started: Any, opened: Any, always: Agenda, tmp_path: Path
) -> None:
    session = started(always)
    do(session, Ballot("meier", "hhgfa"), Abstain("sato"), Ballot("sato", "h"), Note("a note"))
    do(session, Ballot("costa", "bbh"), Ballot("meier", "hh"))
    assert session.workspace.meeting.round.handed_in == {"meier", "sato", "costa"}
    session.store.wait()
    assert b"BallotCast" not in log(tmp_path)
    assert b"hhgfa" not in log(tmp_path)
    do(session, Reveal())
    session.store.wait()
    shown = session.workspace.meeting.revealed
    last = session.workspace.meeting.round.labels[7][1]
    assert (shown.voters, shown.ballots, shown.bands[0]) == (3, (), (last,))
    assert b"BallotCast" not in log(tmp_path)
    assert b"bbh" not in log(tmp_path)
    assert opened(follow=True).workspace == session.workspace


def test_secret_ballots_are_asked_for_again_after_a_crash(
    started: Any, opened: Any, always: Agenda
) -> None:
    session = started(always)
    do(session, Ballot("meier", "hh"))
    session.close()
    again = opened(always)
    assert again.workspace.meeting.round.handed_in == frozenset()
    do(again, Ballot("meier", "hh"), Reveal())


def test_undo_never_throws_away_secret_ballots(started: Any, always: Agenda) -> None:
    session = started(always)
    do(session, Ballot("meier", "hh"), Ballot("costa", "b"), Note("a note"), Undo())
    assert session.workspace.meeting.round.handed_in == {"meier", "costa"}
    refused = session.do(Undo(), "undo")
    assert isinstance(refused, Refused)
    assert "ballot" in ENGLISH.say(refused.message)
    assert session.workspace.meeting.round.handed_in == {"meier", "costa"}


def test_a_new_round_asks_for_new_ballots(started: Any, always: Agenda) -> None:
    session = started(always)
    do(session, Ballot("meier", "hh"), Reveal(), OpenRound())
    assert session.workspace.meeting.round.handed_in == frozenset()
    do(session, Ballot("costa", "a"))
    assert session.workspace.meeting.round.handed_in == {"costa"}


def test_secret_orders_and_scores_never_reach_the_disk_either(
    started: Any, opened: Any, always: Agenda, tmp_path: Path
) -> None:
    session = started(always)
    do(session, ChooseMethod("order"), Ballot("meier", "hgfe"), Ballot("costa", "h(ba)"))
    do(session, Ballot("meier", "hgf"), Note("a note"), Undo())
    assert isinstance(session.do(Undo(), "undo"), Refused)
    assert session.workspace.meeting.round.handed_in == {"meier", "costa"}
    do(session, Reveal(), OpenRound(), ChooseMethod("score", "ice"))
    do(session, Score("impact", "meier", "71717171"), Score("impact", "business", "62626262"))
    do(session, Score("impact", "meier", "71717174"), Score("confidence", "business", "55555555"))
    do(session, Score("ease", "it", "12345678"))
    assert session.workspace.meeting.round.raters("impact") == ("meier", "business")
    do(session, Reveal())
    session.store.wait()
    written = log(tmp_path)
    for trace in (b"BallotCast", b"ColumnRated", b"hgf", b"h(ba)", b"7171717", b"6262626"):
        assert trace not in written
    first, second = session.workspace.meeting.rounds
    assert (first.revealed.orders, second.revealed.ratings) == ((), ())
    columns = {each.request: dict(each.columns) for each in second.revealed.standings}
    assert columns[dict(second.labels)["a"]] == {"impact": "13/2", "confidence": "5", "ease": "1"}
    assert opened(follow=True).workspace == session.workspace


def test_secret_ballots_outlive_a_failed_save_of_something_else(
    started: Any, always: Agenda
) -> None:
    session = started(always)
    do(session, Ballot("meier", "hh"))
    session.store.wait()
    session.recover()
    assert session.workspace.meeting.round.handed_in == {"meier"}


# -- other versions ----------------------------------------------------------------------------


def test_a_workspace_of_a_newer_version_is_read_as_far_as_it_is_known_and_never_written(
    opened: Any, tmp_path: Path
) -> None:
    session = opened()
    do(session, Add("A wish"))
    session.close()
    with open_store(tmp_path / "w" / "data") as store:
        store.append(
            b'{"number":3,"at":"2026-11-03T09:00:00+01:00","who":"","meeting":0,"clock":0,'
            b'"batch":0,"command":"","events":[{"event":"FromTomorrow"}]}'
        )
    again = opened()
    assert list(again.workspace.requests) == ["R-001"]
    assert not again.writable
    refused = again.do(Add("Another"), "add")
    assert isinstance(refused, Refused)
    assert "newer version" in ENGLISH.say(refused.message)
    assert "newer version" in ENGLISH.say(again.reports[0])


def test_a_newer_format_is_refused_with_a_sentence(opened: Any, tmp_path: Path) -> None:
    with open_store(tmp_path / "w" / "data") as store:
        store.append(
            b'{"number":1,"at":"2026-11-03T09:00:00+01:00","who":"","meeting":0,"clock":0,'
            b'"batch":0,"command":"","events":[{"event":"WorkspaceMade","format":2}]}'
        )
    session = opened()
    refused = session.do(Add("A wish"), "add")
    assert isinstance(refused, Refused)
    assert ENGLISH.say(refused.message) == (
        "the workspace has format 2, this version reads up to 1; please use the newer version"
    )


def test_the_fold_is_the_same_under_another_agenda_and_another_time(
    started: Any, opened: Any, agenda: Agenda, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = started()
    do(session, GoTo("rank"), Ballot("meier", "aab"), Reveal(), GoTo("line"), Unreached())
    do(session, Finalise())
    session.close()
    other = replace(
        agenda, series="Another", people=agenda.people[:2], stages=agenda.stages[:1], quorum=1
    )
    import time

    monkeypatch.setattr(time, "time", lambda: pytest.fail("the fold looked at a clock"))
    monkeypatch.setattr(time, "monotonic", lambda: pytest.fail("the fold looked at a clock"))
    again = opened(other, at=START + timedelta(days=400))
    monkeypatch.undo()
    assert again.workspace == session.workspace
    assert again.workspace.newest.record.series == "IT priorities"


def test_folding_the_same_entries_twice_gives_the_same(started: Any, tmp_path: Path) -> None:
    from agendas.meeting.entry import decode
    from agendas.store.reading import read

    session = started()
    do(session, GoTo("line"), Commit("R-003"), Undo(), Redo())
    session.store.wait()
    stored = read(tmp_path / "w" / "data").entries
    entries = [(decode(line.number, line.payload), line.hash) for line in stored]
    first, second = fold(entries), fold(entries)
    assert first == second == session.workspace
    assert first != Workspace()
    assert msgspec.structs.asdict(first)["last"] == len(entries)
