"""The demo: a made-up trading company with four past meetings, and 42 candidates for today's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar

import msgspec

from agendas.agenda import Agenda, Period
from agendas.days import Days, tidy
from agendas.language import ENGLISH
from agendas.meeting import events as e
from agendas.meeting.clock import ScriptClock
from agendas.meeting.commands.grammar import parse, render
from agendas.meeting.commands.spec import Command, Refused
from agendas.meeting.commands.voting import Ballot
from agendas.meeting.rounds import labels_of
from agendas.period import meeting_after
from agendas.request import Effort, Question, Request, ServiceClass
from agendas.session import Session
from agendas.store.reading import read
from agendas.store.store import Store, open_store
from agendas.workspace_folder import DATA, init_workspace

_DATA = Path(__file__).parent / "demo_data"
#: What the voters of today's meeting gave beforehand.
BALLOTS = "ballots.yaml"
_PAST = 4
_START = time(9, tzinfo=UTC)
T = TypeVar("T")
_DAY = re.compile(r"m([1-5])([+-][0-9]+)?")


def make(folder: Path, today: date | None = None) -> None:
    """Make the demo's workspace in a folder that holds none; today is the day of its next meeting.

    Raises OSError where nothing can be written there.
    """
    made = init_workspace(folder, _DATA / "agenda.yaml")
    if not isinstance(made, Path):
        raise OSError(ENGLISH.say(made.messages[0]))
    (folder / BALLOTS).write_bytes((_DATA / BALLOTS).read_bytes())
    agenda = _agenda(folder)
    past = _Past(folder, agenda, today or datetime.now(UTC).date())
    for line in (_DATA / "meetings.txt").read_text(encoding="utf-8").splitlines():
        past.take(line.strip())
    with open_store(folder / DATA) as store:
        store.append_all(past.store.gathered)


def _agenda(folder: Path) -> Agenda:
    from agendas.agenda_file import AGENDA, load

    found = load(folder / AGENDA)
    assert isinstance(found, Agenda)
    return found


class _Gathering(Store):
    """Keeps what it is given, so that months are written to the disk at once."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, read(folder))
        self.gathered: list[bytes] = []

    @property
    def writable(self) -> bool:
        """It takes everything."""
        return True

    def append_all(self, payloads: Sequence[bytes]) -> tuple[str, ...]:
        """Keep them; their seals are not known before they are written."""
        self.gathered.extend(payloads)
        return ("",) * len(payloads)


class _Past:
    """Runs the script of what happened before today, by the session that runs every meeting."""

    def __init__(self, folder: Path, agenda: Agenda, today: date) -> None:
        before = (meeting_after(today, n, Period.MONTHLY) for n in range(-_PAST, 0))
        self.days = (*before, today)
        self.store = _Gathering(folder / DATA)
        self.clock = ScriptClock(datetime.combine(self.days[0], _START))
        who = agenda.facilitator.name if agenda.facilitator else ""
        self.session = Session(folder, self.store, agenda, self.clock, who)

    def take(self, line: str) -> None:
        """One line of the script."""
        word, _blank, rest = line.partition(" ")
        match word:
            case "" | "#":
                pass
            case "on":
                self.clock.set(datetime.combine(date.fromisoformat(self._dated(rest)), _START))
            case "at":
                hour, minute = rest.split(":")
                self.clock.set(self.clock.now().replace(hour=int(hour), minute=int(minute)))
            case "import":
                requests = wishes(int(rest), self.days[-1])
                self.session.write(tuple(map(e.RequestAdded, requests)), "import")
            case "meeting":
                _must(self.session.open_meeting(self.clock.now().date()), line)
            case "votes":
                self._do(self._ballot(rest), line)
            case _:
                self._do(_must(parse(self._dated(line), self.session.situation), line), line)

    def _do(self, command: Command, line: str) -> None:
        _must(self.session.do(command, render(command)), line)

    def _dated(self, text: str) -> str:
        """The text with real dates: `m3+16` is 16 days after the third meeting."""
        parts = re.split(r'("[^"]*")', text)
        return "".join(
            part if part.startswith('"') else _DAY.sub(self._day, part) for part in parts
        )

    def _day(self, found: re.Match[str]) -> str:
        day = self.days[int(found[1]) - 1] + timedelta(days=int(found[2] or 0))
        return day.isoformat()

    def _ballot(self, rest: str) -> Ballot:
        return ballot(self.session, *rest.split())


def ballot(session: Session, person: str, *requests: str) -> Ballot:
    """One person's ballot that gives a dot to each of these requests."""
    meeting = session.situation.meeting
    now = meeting.round
    labels = now.labels if now and not now.revealed else labels_of(meeting)
    label = {request: label for label, request in labels}
    return Ballot(person, " ".join(label[request] for request in requests))


class Wish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A request of the demo: days are counted back from today (`age`) or on from it."""

    batch: int
    id: str
    title: str
    age: int
    department: str
    requester: str
    problem: str = ""
    benefit: str = ""
    first_deliverable: str = ""
    done_means: str = ""
    sponsor: str = ""
    service_class: ServiceClass = msgspec.field(default=ServiceClass.STANDARD, name="class")
    days: Days | None = None
    deadline: int | None = None
    deadline_authority: str = ""
    confidential: bool = False
    questions: tuple[Asked, ...] = ()


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An open question of the demo."""

    text: str
    asked_by: str
    asked_of: str
    due: int


def wishes(batch: int, today: date) -> tuple[Request, ...]:
    """The requests that come in together, with their dates counted from today."""
    found = msgspec.json.decode((_DATA / "requests.json").read_bytes(), type=tuple[Wish, ...])
    return tuple(_request(wish, today) for wish in found if wish.batch == batch)


def _request(wish: Wish, today: date) -> Request:
    def after(days: int) -> date:
        return today + timedelta(days=days)

    return Request(
        id=wish.id,
        title=wish.title,
        created=after(-wish.age),
        problem=wish.problem,
        benefit=wish.benefit,
        first_deliverable=wish.first_deliverable,
        done_means=wish.done_means,
        requester=wish.requester,
        sponsor=wish.sponsor,
        department=wish.department,
        service_class=wish.service_class,
        deadline=after(wish.deadline) if wish.deadline is not None else None,
        deadline_authority=wish.deadline_authority,
        effort=Effort(tidy(wish.days), "M. Okafor", after(-wish.age + 3)) if wish.days else None,
        questions=tuple(
            Question(asked.text, asked.asked_by, asked.asked_of, after(asked.due))
            for asked in wish.questions
        ),
        confidential=wish.confidential,
    )


def _must(made: T | Refused, line: str) -> T:
    if isinstance(made, Refused):
        raise ValueError(f"the demo: {line}: {ENGLISH.say(made.message)}")
    return made
