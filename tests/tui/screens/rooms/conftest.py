"""Today, Records and Share on the demo: opened, pressed, and read as rows of text."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from agendas.agenda import Agenda
from agendas.agenda_file import AGENDA, load
from agendas.meeting import events as e
from agendas.meeting.clock import ScriptClock
from agendas.meeting.commands.grammar import parse, render
from agendas.meeting.commands.spec import Refused
from agendas.session import Session, open_session
from agendas.workspace_folder import init_workspace
from tui.app import NotThisMonth
from tui.demo import make
from tui.widgets.request_list import RequestList

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class Rooms:
    """A session, and short ways to what is on the screen."""

    def __init__(self, session: Session, rows: Callable[[Any], list[str]]) -> None:
        self.session = session
        self._rows = rows
        self.app: NotThisMonth

    def open(self, room: str, width: int = 80, height: int = 24) -> Any:
        """The program, opened at a room."""
        self.app = NotThisMonth(self.session, start=room)
        return self.app.run_test(size=(width, height))

    @property
    def rows(self) -> list[str]:
        """What is on the screen."""
        return self._rows(self.app)

    @property
    def text(self) -> str:
        """What is on the screen, as one text."""
        return "\n".join(self.rows)

    @property
    def status(self) -> str:
        """The line above the key bar."""
        return self.rows[-2].strip()

    @property
    def list(self) -> RequestList:
        """The list."""
        return self.app.screen.query_one("#list", RequestList)

    @property
    def ids(self) -> list[str]:
        """The rows of the list by their ids."""
        return [line.id for line in self.list.lines if hasattr(line, "id")]

    async def press(self, pilot: Any, *keys: str) -> None:
        """Keys, one after the other."""
        for key in keys:
            await pilot.press(key)
        await pilot.pause()

    async def answer(self, pilot: Any, text: str) -> None:
        """A text into the dialog that is open, and Enter."""
        self.app.screen.query_one(Input).value = text
        await self.press(pilot, "enter")

    def do(self, *lines: str) -> None:
        """Typed lines, as plain mode takes them."""
        for line in lines:
            made = parse(line, self.session.situation)
            done = made if isinstance(made, Refused) else self.session.do(made, render(made))
            assert not isinstance(done, Refused), (line, done.message)

    def rename(self, id: str, title: str) -> None:
        """Another title, as an import would bring it."""
        request = self.session.workspace.requests[id]
        change = e.RequestChanged(id, e.Patch(title=title), e.Patch(title=request.title))
        self.session.write((change,), "import")


@pytest.fixture(scope="session")
def made_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, made once."""
    folder = tmp_path_factory.mktemp("made") / "demo"
    make(folder, TODAY)
    return folder


@pytest.fixture
def demo(
    made_demo: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    screen_rows: Callable[[Any], list[str]],
) -> Iterator[Rooms]:
    """The rooms of the demo, in a folder that is called `demo` wherever the test runs."""
    shutil.copytree(made_demo, tmp_path / "demo")
    monkeypatch.chdir(tmp_path)
    session = _session(Path("demo"))
    yield Rooms(session, screen_rows)
    session.close()


@pytest.fixture
def empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, screen_rows: Callable[[Any], list[str]]
) -> Iterator[Rooms]:
    """The rooms of a workspace that was just made."""
    monkeypatch.chdir(tmp_path)
    init_workspace(Path("new"))
    session = _session(Path("new"))
    yield Rooms(session, screen_rows)
    session.close()


@pytest.fixture
def reader(demo: Rooms, screen_rows: Callable[[Any], list[str]]) -> Iterator[Rooms]:
    """A second window on the demo: it only reads."""
    session = _session(Path("demo"), follow=True)
    yield Rooms(session, screen_rows)
    session.close()


def _session(folder: Path, *, follow: bool = False) -> Session:
    agenda = load(folder / AGENDA)
    assert isinstance(agenda, Agenda)
    return open_session(folder, agenda, ScriptClock(NOW), "P. Costa", follow=follow)
