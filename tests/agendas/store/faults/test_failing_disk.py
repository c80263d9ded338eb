"""A disk that fails at any one call of a meeting: nothing saved is lost, nothing is kept quiet."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from agendas.agenda import Agenda
from agendas.language import ENGLISH
from agendas.meeting import chunks
from agendas.meeting import events as e
from agendas.meeting.clock import ScriptClock
from agendas.meeting.commands.grammar import parse, render
from agendas.meeting.commands.requests import Add
from agendas.meeting.commands.spec import Refused
from agendas.session import Done, Session, open_session
from agendas.store import reserve
from agendas.store.reading import read
from agendas.workspace_folder import DATA, NotMade, init_workspace, is_workspace

START = datetime.fromisoformat("2026-12-31T23:40:00+01:00")
NEW_YEAR = datetime.fromisoformat("2027-01-01T00:05:00+01:00")

MEETING = """\
present Lindqvist Meier Haddad Novak Sato Okafor
excused Brandt
capacity 40 running 14 reserve 6
note "nobody waits for an order form any more"
again
private "ask Haddad about the scanner"
stage ready
fill R-002 sponsor "B. Head"
fill R-003 sponsor "B. Head"
stage rank
ballot Novak aabbc
ballot Meier abcde
reveal
stage line
move R-004 above R-003 because "the audit waits for it"
note "moved for the audit"
merge R-007 into R-001
split R-008 "the first half" "the second half"
decline R-006 FIT "not this year" teller Meier
undo
redo
midnight
note "a happy new year"
back R-004 EST missing "an estimate" teller Meier
again
not R-005 VAL "3 hours a week do not carry it" teller Meier
rest
stage read_back
commit R-001 owner "M. Okafor" due 2027-01-28 deliverable "report runs by itself"
commit R-002 owner "M. Okafor" due 2027-01-28 deliverable "first scanner"
private "talk to Haddad alone"
read-back R-001 "the report leaves the system by itself"
stage close
finalise
"""


class Played:
    """The meeting on one disk: what was tried, what was called saved, what nobody was told."""

    def __init__(self, folder: Path, agenda: Agenda, requests: tuple[Any, ...]) -> None:
        self.folder = folder
        self.saved: tuple[bytes, ...] = ()
        self.tried: tuple[bytes, ...] = ()
        self.refused: list[str] = []
        self.quiet: list[str] = []
        self._agenda = agenda
        self._added = tuple(map(e.RequestAdded, requests))

    def open(self, clock: ScriptClock) -> Session:
        """The session of the facilitator."""
        session = open_session(self.folder, self._agenda, clock, "R. Lindqvist")
        if not session.writable and not session.reports:
            self.quiet.append("opened")
        return session

    def play(self) -> None:
        """All of it, as far as the disk lets it."""
        if isinstance(made := init_workspace(self.folder), NotMade):
            self.refused += map(ENGLISH.say, made.messages)
        clock = ScriptClock(START)
        session = self.open(clock)
        self._step(session, session.write(self._added, "import file"))
        self._step(session, session.open_meeting(START.date()))
        for line in MEETING.splitlines():
            if line == "midnight":
                clock.set(NEW_YEAR)
                continue
            if line == "again":
                session.close()
                session = self.open(clock)
                continue
            command = parse(line, session.situation)
            done = command if isinstance(command, Refused) else session.do(command, render(command))
            self._step(session, done)
        session.close()

    def _step(self, session: Session, made: Done | Refused) -> None:
        saved = session.store.wait(10)
        self.tried = session._payloads.all()
        self.saved = self.tried[: session.store.settled]
        if isinstance(made, Refused):
            self.refused.append(ENGLISH.say(made.message))
        if isinstance(made, Done) and not saved:
            for _try in range(2000):
                if session.failure is not None:
                    break
                time.sleep(0.001)
            else:
                self.quiet.append(made.entry.command)

    def wrong(self) -> str:
        """What is wrong for whoever opens it on a sound disk; "" if nothing is."""
        if self.quiet:
            return f"quiet: {self.quiet}"
        if isinstance(init_workspace(self.folder), NotMade) and not is_workspace(self.folder):
            return "no workspace can be made"
        found = tuple(stored.payload for stored in read(self.folder / DATA).entries)
        if found[: len(self.saved)] != self.saved:
            return "lost"
        if found != self.tried[: len(found)]:
            return "made up"
        session = self.open(ScriptClock(NEW_YEAR))
        try:
            if not session.writable:
                return f"unreadable: {ENGLISH.say(session.why_not)}"
            if 0 < len(session.workspace.requests) < len(self._added):
                return "half an import"
            done = session.do(Add("A wish"), "add")
            if not isinstance(done, Done) or not session.store.wait(10):
                return "does not go on"
        finally:
            session.close()
        return ""


@pytest.fixture
def played(
    tmp_path: Path, agenda: Agenda, requests42: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Played]:
    """A new disk with nothing on it."""
    # So that a few requests are chunks, and the reserve is quickly written.
    monkeypatch.setattr(chunks, "CHUNK", 2048)
    monkeypatch.setattr(reserve, "SIZE", 64)
    numbers = count()
    return lambda: Played(tmp_path / f"{next(numbers)}" / "w", agenda, requests42[:8])


def test_on_a_sound_disk_all_of_the_meeting_is_saved(
    played: Callable[[], Played], faulty: Any
) -> None:
    meeting = played()
    meeting.play()
    assert "; ".join(meeting.refused) == ""
    assert len(meeting.saved) == len(meeting.tried) >= 27
    assert meeting.wrong() == ""


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC])
@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for ever"])
@pytest.mark.parametrize("half", [False, True], ids=["nothing", "half"])
def test_whichever_call_fails_nothing_is_lost_and_the_next_action_works(
    played: Callable[[], Played],
    faulty: Any,
    long: bool,
    error: int,
    for_ever: bool,
    half: bool,
) -> None:
    faulty.plan(0, error)
    played().play()
    names = tuple(faulty.made)
    places = [n for n, name in enumerate(names, start=1) if not half or name == "write"]
    places = places if long else places[error % 7 :: max(1, len(places) // 5)]

    wrong = {}
    for at in places:
        meeting = played()
        faulty.plan(at, error, for_ever=for_ever, half=half)
        meeting.play()
        assert faulty.failed
        if error == errno.ENOSPC and not for_ever:
            # With room again nothing that was typed is missing.
            assert meeting.saved == meeting.tried
        faulty.mend()
        if why := meeting.wrong():
            wrong[at, names[at - 1]] = why
    assert wrong == {}
    assert len(places) >= 4
