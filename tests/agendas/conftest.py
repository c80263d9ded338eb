"""A made-up company for the tests of the domain: its agenda, 42 requests, and a desk to meet at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from agendas.agenda import (
    Agenda,
    CapacityRule,
    Period,
    Person,
    Role,
    Stage,
    StageKind,
)
from agendas.language import ENGLISH
from agendas.meeting import events as e
from agendas.meeting.clock import ScriptClock
from agendas.meeting.commands.all import every_spec
from agendas.meeting.commands.closing import open_meeting
from agendas.meeting.commands.grammar import render
from agendas.meeting.commands.spec import Command, Refused, Situation, decide
from agendas.meeting.entry import FORMAT, Entry
from agendas.meeting.folding import apply
from agendas.meeting.meeting import Meeting
from agendas.meeting.stacks import stack_of
from agendas.meeting.workspace import Workspace
from agendas.request import Effort, Imported, Request, ServiceClass, Source

START = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
PEOPLE = (
    Person("lind", "R. Lindqvist", "", (Role.FACILITATOR,)),
    Person("meier", "K. Meier", "Finance"),
    Person("haddad", "A. Haddad", "Operations"),
    Person("novak", "S. Novak", "Service"),
    Person("sato", "J. Sato", "Marketing"),
    Person("brandt", "L. Brandt", "Human Resources"),
    Person("costa", "P. Costa", "Sales", (Role.VOTER, Role.SCRIBE)),
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
AGENDA = Agenda(
    series="IT priorities",
    period=Period.MONTHLY,
    people=PEOPLE,
    stages=tuple(Stage(kind.value, kind, minutes) for kind, minutes in MINUTES.items()),
    quorum=4,
    capacity=CapacityRule(Decimal(40), Decimal(6)),
)
DEPARTMENTS = ("Finance", "Operations", "Service", "Marketing", "Human Resources", "Sales")
TITLES = {
    5: "客户门户：在线查询发票与付款状态",
    6: "[/x] [bold]Portal[/bold] {id} %s {0}",
    7: '=HYPERLINK("http://example.com";"Invoice") <script>alert(1)</script>',
    8: "Schnittstelle zum Lager\u0301 \u202egnitsixe👩‍👩‍👧 ../../etc/passwd",
    9: "x" * 300,
}
NO_BENEFIT = (10, 11)
NO_EFFORT = (12, 13)
FIXED = 14
CONFIDENTIAL = 15
SECRET_TITLE = "Zerschlagung der Niederlassung Lyon"
HALF_DAYS = 16


def number(place: int) -> str:
    """The id of the request at this place, from 1."""
    return f"R-{place:03}"


def a_request(place: int, created: date = date(2026, 10, 1)) -> Request:
    """The request at this place; most are ready."""
    made = Request(
        id=number(place),
        title=TITLES.get(place, f"Request number {place}"),
        created=created + timedelta(days=place % 20),
        problem=f"problem {place}",
        benefit=f"benefit {place}",
        first_deliverable=f"first step {place}",
        done_means=f"done means {place}",
        requester=f"Requester {place}",
        department=DEPARTMENTS[place % 6],
        effort=Effort(Decimal(2 + place % 4), "M. Okafor", created),
        source=Source("jira", f"KEY-{place}", Imported(f"KEY-{place}", "as imported"))
        if place % 7 == 0
        else None,
    )
    if place in NO_BENEFIT:
        return replace(made, benefit="")
    if place in NO_EFFORT:
        return replace(made, effort=None)
    if place == FIXED:
        return replace(
            made,
            service_class=ServiceClass.FIXED_DATE,
            deadline=date(2026, 11, 25),
            deadline_authority="tax law",
        )
    if place == CONFIDENTIAL:
        return replace(made, title=SECRET_TITLE, confidential=True, sponsor="B. Head")
    if place == HALF_DAYS:
        return replace(made, effort=Effort(Decimal("2.25"), "M. Okafor", created))
    return made


class Desk:
    """A meeting without a store: decides and applies at once, keeps the entries."""

    def __init__(
        self, agenda: Agenda = AGENDA, requests: int = 42, start: datetime = START
    ) -> None:
        every_spec()
        self.agenda = agenda
        self.clock = ScriptClock(start)
        self.who = "R. Lindqvist"
        self.workspace = Workspace()
        self.entries: list[Entry] = []
        self.outside = False  # whether what is done now is done beside the meeting
        self.write((e.WorkspaceMade(FORMAT),), "")
        if requests:
            added = (e.RequestAdded(a_request(place)) for place in range(1, requests + 1))
            self.write(tuple(added), "import")

    @property
    def situation(self) -> Situation:
        """What a command would look at now."""
        at, clock = self.clock.now(), self.clock.seconds()
        return Situation(self.workspace, self.who, at, clock, self.outside)

    @property
    def meeting(self) -> Meeting:
        """The running meeting, else the last one."""
        found = self.workspace.meeting or self.workspace.newest
        assert found is not None
        return found

    def wait(self, seconds: int) -> None:
        """Let time pass."""
        self.clock.set(self.clock.now() + timedelta(seconds=seconds))

    def try_(self, command: Command) -> Entry | Refused:
        """Do a command, or hear why not."""
        made = decide(self.situation, command)
        return made if isinstance(made, Refused) else self.write(made, render(command))

    def do(self, *commands: Command) -> Entry:
        """Do commands that must be possible; the last one's entry."""
        entry: Entry | Refused | None = None
        for command in commands:
            entry = self.try_(command)
            assert not isinstance(entry, Refused), (command, ENGLISH.say(entry.message))
        assert entry is not None
        return entry

    def refused(self, command: Command) -> str:
        """The sentence with which a command is refused."""
        made = self.try_(command)
        assert isinstance(made, Refused), command
        return ENGLISH.say(made.message)

    def open(self, on: date | None = None, agenda: Agenda | None = None) -> Meeting:
        """A new meeting."""
        made = open_meeting(self.situation, agenda or self.agenda, on or self.clock.now().date())
        assert not isinstance(made, Refused), ENGLISH.say(made.message)
        self.write(made, "meeting")
        return self.meeting

    def write(self, events: tuple[e.AnyEvent, ...], line: str) -> Entry:
        """Events as the next entry."""
        about = stack_of(self.workspace, events, outside=self.outside)
        beside = self.outside and self.workspace.meeting is not None
        number, now = self.workspace.last + 1, self.clock.now()
        clock = self.clock.seconds() if self.workspace.meeting else 0
        entry = Entry(number, now, self.who, about, clock, 0, line, events, beside)
        self.entries.append(entry)
        self.workspace = apply(self.workspace, entry, f"seal {entry.number}")
        m = self.workspace.meeting
        self.clock.run(
            m is not None and m.status == "running" and not m.paused, m.clock if m else 0
        )
        return entry


@pytest.fixture(scope="session")
def agenda() -> Agenda:
    """Six voters, IT and a facilitator; all ten stages."""
    return AGENDA


@pytest.fixture(scope="session")
def requests42() -> tuple[Request, ...]:
    """42 requests: long, Chinese and hostile titles, some not ready, one with a fixed date."""
    return tuple(a_request(place) for place in range(1, 43))


@pytest.fixture(scope="session")
def new_desk() -> Callable[..., Desk]:
    """Makes a desk: `new_desk(agenda, requests=42)`."""
    return Desk


@pytest.fixture
def desk() -> Desk:
    """42 candidates on the table, nobody in the room yet."""
    made = Desk()
    made.open()
    for place in (*NO_BENEFIT, *NO_EFFORT):
        made.do(_table(number(place)))
    return made


def _table(id: str) -> Command:
    from agendas.meeting.commands.requests import Table

    return Table((id,))


@pytest.fixture
def small() -> Desk:
    """Six ready candidates of 3, 4, 5, 2, 3 and 4 days, everybody here, 12 days to give away.

    The line is drawn by hand order: R-001, R-002 and R-003 are above it.
    """
    return _small()


@pytest.fixture(scope="session")
def new_small() -> Callable[..., Desk]:
    """Makes such a small meeting, with another agenda where one is given."""
    return _small


def _small(agenda: Agenda = AGENDA, *, line: bool = True, requests: int = 6) -> Desk:
    from agendas.meeting.commands.course import GoTo
    from agendas.meeting.commands.placing import SetCapacity
    from agendas.meeting.commands.roll_call import Present

    made = Desk(agenda, 0)
    added: list[Any] = []
    for place in range(1, requests + 1):
        added.append(
            e.RequestAdded(replace(a_request(place, date(2026, 9, 1)), title=f"Wish {place}"))
        )
    made.write(tuple(added), "import")
    made.open()
    made.do(Present())
    made.do(SetCapacity(Decimal(12)))
    if line:
        made.do(GoTo("line"))
    return made


@pytest.fixture(scope="session")
def through_snapshot() -> Callable[[Workspace], Workspace]:
    """Turns a workspace into the documents of a snapshot, and these into a workspace."""
    import msgspec

    from agendas.meeting.documents import documents, workspace_of

    def through(workspace: Workspace) -> Workspace:
        tables: dict[str, dict[str, msgspec.Raw]] = {}
        for table, number, document in documents(workspace):
            assert document.startswith(b"{")
            tables.setdefault(table, {})[str(number)] = msgspec.Raw(document)
        made = workspace_of(tables)
        assert made is not None
        return made

    return through
