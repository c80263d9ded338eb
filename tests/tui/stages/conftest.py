"""A series with a meeting behind it, opened on screen at any stage of the next one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from agendas.agenda import Agenda, CapacityRule, Method, Period, Person, Role, Stage, StageKind
from agendas.language import ENGLISH
from agendas.meeting import events as e
from agendas.meeting.clock import ScriptClock
from agendas.meeting.commands.all import every_spec
from agendas.meeting.commands.grammar import parse, render
from agendas.meeting.commands.spec import Refused
from agendas.meeting.meeting import Meeting
from agendas.request import Effort, Request, ServiceClass
from agendas.session import open_session
from tui.app import NotThisMonth
from tui.widgets.request_list import RequestList

START = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
PEOPLE = (
    Person("lindqvist", "R. Lindqvist", "Sales", (Role.FACILITATOR, Role.VOTER)),
    Person("meier", "K. Meier", "Finance"),
    Person("haddad", "A. Haddad", "Operations"),
    Person("novak", "S. Novak", "Customer Service"),
    Person("sato", "J. Sato", "Marketing"),
    Person("brandt", "L. Brandt", "Human Resources", (Role.VOTER, Role.SCRIBE)),
    Person("okafor", "M. Okafor", "IT", (Role.IT,)),
)
MINUTES = {
    StageKind.OPEN: 3,
    StageKind.PROMISED: 7,
    StageKind.TALK: 5,
    StageKind.CAPACITY: 3,
    StageKind.READY: 7,
    StageKind.RANK: 8,
    StageKind.LINE: 10,
    StageKind.NOT_THIS_MONTH: 9,
    StageKind.READ_BACK: 5,
    StageKind.CLOSE: 3,
}
TALK = "IT's word"
AGENDA = Agenda(
    series="IT priorities",
    period=Period.MONTHLY,
    people=PEOPLE,
    stages=tuple(
        Stage(kind.value, kind, minutes, TALK if kind == StageKind.TALK else "")
        for kind, minutes in MINUTES.items()
    ),
    quorum=4,
    capacity=CapacityRule(Decimal(40), Decimal(6)),
)
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
    "[/x] hostile [bold]title \x1b[31m",
    "A very long title that goes on and on, so that no screen is wide enough to show it whole",
    "Tax report by the new law",
)
DEPARTMENTS = ("Finance", "Logistics", "Service", "Sales", "HR")
DAYS = (3, 1, 5, 2, 8, 1, 2, 3)
NOT_READY = {11: "problem", 21: "effort"}
FIXED = 17


def request(place: int) -> Request:
    """The request at this place, from 1."""
    made = Request(
        id=f"R-{100 + place}",
        title=TITLES[place - 1] if place <= len(TITLES) else f"Wish number {place} of somebody",
        created=date(2026, 8, 1) + timedelta(days=place),
        problem="Audit: 11 open accounts",
        benefit="Sample without finding",
        first_deliverable="List of leavers, 12 Nov",
        done_means="no finding",
        requester="Novak",
        department=DEPARTMENTS[place % 5],
        effort=Effort(Decimal(DAYS[place % 8]), "M. Okafor", date(2026, 10, 27)),
    )
    if place in NOT_READY:
        return replace(made, **{NOT_READY[place]: None if NOT_READY[place] == "effort" else ""})
    if place == FIXED:
        return replace(
            made,
            service_class=ServiceClass.FIXED_DATE,
            deadline=date(2026, 11, 25),
            deadline_authority="tax law",
        )
    return made


class Held:
    """A session, and typed commands that must be possible."""

    def __init__(self, folder: Path, agenda: Agenda) -> None:
        every_spec()
        self.clock = ScriptClock(START - timedelta(days=28))
        self.session = open_session(folder, agenda, self.clock, "R. Lindqvist")

    @property
    def meeting(self) -> Meeting:
        """The meeting that runs, else the last one."""
        found = self.session.workspace.meeting or self.session.workspace.newest
        assert found is not None
        return found

    def do(self, *lines: str) -> None:
        """Typed lines, none of which may be refused."""
        for line in lines:
            made = parse(line, self.session.situation)
            assert not isinstance(made, Refused), (line, ENGLISH.say(made.message))
            done = self.session.do(made, render(made))
            assert not isinstance(done, Refused), (line, ENGLISH.say(done.message))

    def add(self, *places: int) -> None:
        """Requests into the backlog."""
        self.session.write(tuple(e.RequestAdded(request(place)) for place in places), "import")

    def past(self) -> None:
        """A final meeting in October, with two promises and one if there was room."""
        self.add(1, 2, 3)
        self.session.open_meeting(date(2026, 10, 6))
        self.do("present", "capacity 6", "stage line", "commit R-101", "commit R-102")
        self.do("if-room R-103", "stage close", "finalise")
        self.do('emergency "Till in shop 3 is down" by "R. Lindqvist" why "no sales" days 2')

    def until(self, stage: str, requests: int = 16) -> None:
        """The meeting of November, up to a stage."""
        self.add(*range(4, requests + 1))
        self.clock.set(START)
        self.session.open_meeting(START.date())
        for place in NOT_READY:
            if place <= requests:
                self.do(f"table R-{100 + place}")
        if stage == "open":
            return
        self.do("present")
        order = [kind.value for kind in MINUTES]
        for name in order[1 : order.index(stage) + 1]:
            if name == "ready":
                self.do("capacity 40 running 14 reserve 6")
            if name == "rank" and requests >= min(NOT_READY):
                self.do("block")
            if name == "not_this_month":
                self.do("rest")
            if name == "read_back":
                self.do("defaults")
            self.do("next")
        self.clock.set(START + timedelta(minutes=4))


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Callable[..., Held]]:
    """Makes a meeting at a stage: `held("rank", requests=42, ranking=…)`."""
    made: list[Held] = []

    def make(
        stage: str, *, requests: int = 16, past: bool = True, agenda: Agenda = AGENDA, **rules: Any
    ) -> Held:
        if rules:
            agenda = replace(agenda, ranking=replace(agenda.ranking, **rules))
        held = Held(tmp_path / f"series-{len(made)}", agenda)
        made.append(held)
        if past:
            held.past()
        else:
            held.add(1, 2, 3)
        held.until(stage, requests)
        return held

    yield make
    for each in made:
        each.session.close()


@pytest.fixture
def agenda() -> Agenda:
    """Six voters, IT, all ten stages."""
    return AGENDA


@pytest.fixture
def consent() -> dict[str, Any]:
    """The rules of a series that does not vote."""
    return {"method": Method.CONSENT}


class Screen:
    """The meeting on screen: presses keys, reads rows and lines."""

    def __init__(self, app: NotThisMonth, pilot: Any, rows: Callable[[Any], list[str]]) -> None:
        self.app = app
        self.pilot = pilot
        self._rows = rows

    async def press(self, *keys: str) -> None:
        """Press keys and wait until all is shown."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text, key by key."""
        names = {" ": "space", "-": "minus", ".": "full_stop", ",": "comma"}
        await self.press(*(names.get(sign, sign) for sign in text))

    async def answer(self, *answers: str) -> None:
        """Fill the dialogs that come one after the other."""
        from textual.widgets import Input

        for text in answers:
            await self.pilot.pause()
            self.app.screen.query_one(Input).value = text
            await self.press("enter")

    @property
    def cursor(self) -> str:
        """The row under the cursor."""
        return self.app.screen.query_one("#list", RequestList).cursor or ""

    @property
    def stage(self) -> Any:
        """The view of the stage."""
        return self.app.screen.stage  # type: ignore[attr-defined]

    @property
    def rows(self) -> list[str]:
        """Every line of the screen."""
        return self._rows(self.app)

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.rows)


@pytest.fixture
def on_screen(
    screen_rows: Callable[[Any], list[str]],
) -> Callable[..., AbstractAsyncContextManager[Screen]]:
    """Shows a meeting: `async with on_screen(held, (80, 24)) as screen`."""

    @asynccontextmanager
    async def show(held: Held, size: tuple[int, int] = (80, 24)) -> Any:
        held.session.store.wait(5)
        app = NotThisMonth(held.session, start="meeting")
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Screen(app, pilot, screen_rows)

    return show
