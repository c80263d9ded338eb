"""A made-up history of any length: a company's real commands, a month a meeting, for years.

Run it with python, a new folder and a number of entries; benchmarks import it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parents[2]))

from agendas.agenda import Agenda, CapacityRule, Period, Person, Role, Stage, StageKind
from agendas.decisions import Kind, Reason
from agendas.meeting.clock import ScriptClock
from agendas.meeting.commands.all import every_spec
from agendas.meeting.commands.closing import Finalise, ReadBack
from agendas.meeting.commands.course import GoTo, Next, Note
from agendas.meeting.commands.deciding import Commit
from agendas.meeting.commands.grammar import render
from agendas.meeting.commands.history import Undo
from agendas.meeting.commands.looking_back import PromiseKept
from agendas.meeting.commands.placing import Because, Move, Over, SetCapacity
from agendas.meeting.commands.refusing import Decline, Not
from agendas.meeting.commands.requests import Add, Fill
from agendas.meeting.commands.roll_call import Present
from agendas.meeting.commands.spec import Command, Refused
from agendas.meeting.commands.sweeping import Block, Defaults, Rest
from agendas.meeting.commands.voting import Ballot, Reveal
from agendas.meeting.meeting import Meeting
from agendas.session import Done, Session
from agendas.store.chain import seal
from agendas.store.reading import read
from agendas.store.store import Store

ZONE = ZoneInfo("Europe/Berlin")
VOTERS = ("Finance", "Operations", "Service", "Marketing", "Human Resources", "Sales")
PEOPLE = (
    Person("lind", "R. Lindqvist", "", (Role.FACILITATOR,)),
    *(Person(f"p{place}", f"P. {name}", name) for place, name in enumerate(VOTERS)),
    Person("okafor", "M. Okafor", "IT", (Role.IT,)),
)
AGENDA = Agenda(
    series="IT priorities",
    period=Period.MONTHLY,
    people=PEOPLE,
    stages=tuple(Stage(kind.value, kind, 6) for kind in StageKind),
    quorum=4,
    capacity=CapacityRule(Decimal(40), Decimal(6)),
)
WORDS = ("invoice", "stock", "scanner", "portal", "report", "label", "archive", "return", "order")
FILLED = ("problem", "benefit", "first_deliverable", "done_means", "effort", "sponsor")


class Gathering(Store):
    """Seals what it is given and writes it to the folder at the end, a file a year."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, read(folder))
        self.lines: dict[int, list[bytes]] = {}
        self.year = 0
        self.hash = "0" * 64

    @property
    def writable(self) -> bool:
        """It takes everything."""
        return True

    def append_all(self, payloads: Sequence[bytes]) -> tuple[str, ...]:
        """Keep the lines in memory."""
        seals = []
        for payload in payloads:
            line, self.hash = seal(payload, self.hash)
            self.lines.setdefault(self.year, []).append(line)
            seals.append(self.hash)
        return tuple(seals)

    def write_out(self) -> None:
        """Write the files."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for year, lines in self.lines.items():
            (self.folder / f"events-{year}.jsonl").write_bytes(b"".join(lines))


class Company:
    """Writes requests down all month and meets once."""

    def __init__(self, folder: Path, entries: int) -> None:
        every_spec()
        self.store = Gathering(folder / "data")
        self.clock = ScriptClock(datetime.combine(date(2006, 1, 2), time(9), ZONE))
        self.session = Session(folder, self.store, AGENDA, self.clock, "R. Lindqvist")
        self.entries = entries
        self.made = 0

    def run(self) -> None:
        """Months until there are as many entries as wanted; it ends in the middle of a meeting."""
        on = self.clock.now().date()
        while self.session.workspace.last < self.entries:
            self.clock.set(datetime.combine(on - timedelta(days=20), time(9), ZONE))
            self.store.year = max(self.store.year, self.clock.now().year)
            for command in self.month():
                self.do(command)
            self.clock.set(datetime.combine(on, time(9), ZONE))
            self.store.year = max(self.store.year, on.year)
            assert isinstance(self.session.open_meeting(on), Done)
            on = self.meeting.next_meeting
            for command in self.meet():
                self.do(command)
                if self.session.workspace.last >= self.entries:
                    break
        self.store.write_out()

    @property
    def meeting(self) -> Meeting:
        """The meeting that runs."""
        found = self.session.workspace.meeting
        assert found is not None
        return found

    def do(self, command: Command) -> None:
        """One command, which may be refused: a history is not tidy."""
        made = self.session.do(command, render(command))
        if isinstance(made, Refused) and isinstance(command, Finalise):
            raise AssertionError(made.message)
        self.clock.set(self.clock.now() + timedelta(seconds=7))

    def month(self) -> Iterator[Command]:
        """New requests, filled in field by field."""
        for _place in range(24):
            if self.session.workspace.last >= self.entries - 1:
                return
            self.made += 1
            words = (WORDS[self.made % 9], WORDS[self.made // 3 % 9])
            title = f"The {words[0]} of the {words[1]}, case {self.made}"
            yield Add(title, f"Requester {self.made % 40}", VOTERS[self.made % 6])
            id = f"R-{self.made:03}"
            for field in FILLED:
                value = str(1 + self.made % 5) if field == "effort" else f"{field} of {title} " * 2
                yield Fill(id, field, value)

    def meet(self) -> Iterator[Command]:
        """One meeting, from the roll call to the record."""
        yield Present()
        for promise in self.meeting.promises:
            yield PromiseKept(promise.request, "done")
        yield SetCapacity(Decimal(40), Decimal(14), Decimal(6))
        yield Block()
        yield GoTo("rank")
        for voter in [f"p{place}" for place in range(len(VOTERS))] * 4:
            yield Ballot(voter, "1 1 2 3 4")
        yield Reveal()
        yield Next()
        for step, id in enumerate(reversed(self.meeting.order)):
            yield Move(id, above=self.meeting.order[step % 5])
            yield Because(id, "the auditor comes soon")
            if step % 5 == 0:
                yield Undo()
                yield Undo()
            yield Note(f"about {id}: it is not clear who pays", id)
        yield Over("the reserve carries it")
        yield Rest()
        yield Defaults()
        for id in self.meeting.decided(Kind.NOT_THIS_MONTH)[::2]:
            yield Decline(id, Reason.OUT, "belongs to facilities")
        for id in self.meeting.decided(Kind.NOT_THIS_MONTH):
            yield Not(id, Reason.VAL, "gains an hour a week")
        yield GoTo("read_back")
        for id in self.meeting.decided(Kind.COMMIT):
            yield Commit(id, owner="M. Okafor", deliverable="a first version of it")
            yield ReadBack(id, "what was understood of it, in two lines or so")
        yield Defaults()
        yield GoTo("close")
        yield Finalise()


def make(folder: Path, entries: int) -> None:
    """Make a history of at least so many entries in a folder that holds none."""
    Company(folder, entries).run()


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
