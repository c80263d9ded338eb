"""A workspace with a backlog, and the Requests screen open on it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, OptionList, TextArea

from agendas.agenda import Agenda
from agendas.agenda_file import load
from agendas.meeting import events as e
from agendas.meeting.clock import ScriptClock
from agendas.request import Effort, Question, Request
from agendas.session import Session, open_session
from agendas.workspace_folder import init_workspace
from tui.app import NotThisMonth
from tui.widgets.request_list import RequestList

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
TITLES = (
    "E-invoice format for public customers",
    "Delivery note scanner, site B",
    "Returns: one form instead of three",
    "Stock report at 7:00 instead of 10:00",
    "Leaver accounts closed the same day",
    "Second price list",
    "App for drivers",
    "New CRM",
    "Intranet look",
    "Meeting room screens",
    "Better search",
    "报表自动生成 Monatsbericht",
    "Stock photos licence",
    "Two new dashboards",
    "Customer portal: all invoices of the last ten years for every public customer",
    "Archive for drawings",
)
HOSTILE = (
    "[/x] [bold]Portal[/bold] [@click=app.quit]x[/]",
    "[/",
    "esc \x1b[31mred\x1b[0m \x07 bell",
    "Lager\u0301 \u202egnitsixe\u202c 👩‍👩‍👧 ../../etc/passwd",
    "x" * 300,
    "客户门户：在线查询发票与付款状态" * 6,
)
DEPARTMENTS = ("Finance", "Logistics", "Service", "Sales", "HR")


def _request(place: int, title: str) -> Request:
    ready = place not in (4, 10)
    return Request(
        id=f"R-{place + 1:03}",
        title=title,
        created=date(2026, 8, 1) + timedelta(days=place),
        problem="Audit: 11 open accounts",
        benefit="Sample without finding" if ready else "",
        done_means="no finding" if ready else "",
        first_deliverable="List of leavers, 12 Nov" if place % 3 else "",
        requester="Novak",
        department=DEPARTMENTS[place % len(DEPARTMENTS)],
        effort=None if place == 7 else Effort(Decimal(place % 5 + 1), "Brandt", date(2026, 10, 27)),
        questions=(Question("How many drawings?", "Meier", "Brandt"),) if place == 15 else (),
    )


class Desk:
    """A session with a backlog, and short ways to what is on the screen."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.app = NotThisMonth(session, start="requests")

    def open(self, width: int = 120, height: int = 36) -> Any:
        return self.app.run_test(size=(width, height))

    @property
    def list(self) -> RequestList:
        return self.app.screen.query_one(RequestList)

    @property
    def ids(self) -> list[str]:
        return [line.id for line in self.list.lines if hasattr(line, "id")]

    @property
    def requests(self) -> Any:
        return self.session.workspace.requests

    @property
    def entries(self) -> int:
        return self.session.workspace.last

    def put(self, selector: str, text: str) -> None:
        """A text in a field, as typed."""
        widget = self.app.screen.query_one(selector)
        if isinstance(widget, TextArea):
            widget.text = text
        else:
            assert isinstance(widget, Input)
            widget.value = text

    @property
    def screen_name(self) -> str:
        """What kind of screen or dialog is on top."""
        return type(self.app.screen).__name__

    @property
    def choices(self) -> list[str]:
        """What a dialog offers."""
        options = self.app.screen.query_one(OptionList).options
        return [str(option.prompt) for option in options]


@pytest.fixture
def make_desk(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Makes a desk whose backlog has requests with these titles."""
    made: list[Session] = []

    def make(titles: tuple[str, ...] = TITLES, *more: Request) -> Desk:
        folder = tmp_path / f"work{len(made)}"
        init_workspace(folder, "monthly")
        agenda = load(folder / "agenda.yaml")
        assert isinstance(agenda, Agenda)
        session = open_session(folder, agenda, ScriptClock(NOW), "Meier")
        made.append(session)
        requests = (*(_request(place, title) for place, title in enumerate(titles)), *more)
        if requests:
            session.write(tuple(map(e.RequestAdded, requests)), "import")
            session.store.wait()
        return Desk(session)

    yield make
    for session in made:
        session.close()


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    """A backlog of sixteen, three of them not ready."""
    return make_desk()


@pytest.fixture
def second_window() -> Iterator[Callable[[Desk], Desk]]:
    """Opens a window on a desk's workspace that only reads."""
    made: list[Session] = []

    def make(first: Desk) -> Desk:
        session = first.session
        made.append(
            open_session(session.folder, session.agenda, ScriptClock(NOW), "Sato", follow=True)
        )
        return Desk(made[-1])

    yield make
    for session in made:
        session.close()


@pytest.fixture
def settled() -> Callable[[Desk, Any], Awaitable[None]]:
    """Waits for the thread beside the screen: for the next dialog, or until none can come."""

    async def settle(desk: Desk, pilot: Any) -> None:
        await pilot.pause()
        for _turn in range(200):
            asking = any(one.group == "asking" and not one.is_finished for one in desk.app.workers)
            between = desk.screen_name in ("RequestsScreen", "ImportFile", "Progress")
            if not (asking and between):
                break
            await pilot.pause(0.01)
        await pilot.pause()

    return settle


@pytest.fixture
def hostile() -> tuple[str, ...]:
    """Titles that want to be more than text."""
    return HOSTILE
