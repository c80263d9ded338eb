"""Makes a workspace whose meeting stands at the line: meeting_folder.py FOLDER [REQUESTS]."""

import random
import shutil
import sys
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from agendas.agenda import Agenda
from agendas.agenda_file import AGENDA, load
from agendas.meeting import events as e
from agendas.meeting.clock import ScriptClock
from agendas.meeting.commands.all import every_spec
from agendas.meeting.commands.grammar import parse, render
from agendas.meeting.commands.spec import Refused
from agendas.request import Effort, Request
from agendas.session import Session, open_session
from agendas.workspace_folder import init_workspace

ON = date(2026, 11, 3)
DEPARTMENTS = ("Finance", "Logistics", "Service", "Sales", "HR")
#: Requests that are on the table; the others wait in the backlog.
CANDIDATES = 40


def request(number: int) -> Request:
    """The request with that number; candidates are ready, the others lack their benefit."""
    return Request(
        id=f"R-{number:03}",
        title=f"Request {number:05} of somebody who needs it this month",
        created=date(2026, 8, 1) + timedelta(days=number % 60),
        problem="Audit: 11 open accounts, each of them a finding",
        benefit="Sample without finding" if number <= CANDIDATES else "",
        first_deliverable="List of leavers, 12 Nov",
        done_means="no finding in the next audit",
        requester="S. Novak",
        department=DEPARTMENTS[number % 5],
        effort=Effort(Decimal(number % 8 + 1), "IT", date(2026, 10, 27)),
    )


def say(session: Session, line: str) -> None:
    """Do what a typed command says."""
    command = parse(line, session.situation)
    if not isinstance(command, Refused):
        command = session.do(command, render(command))  # type: ignore[assignment]
    if isinstance(command, Refused):
        sys.exit(f"{line}: {command.message}")


def main() -> None:
    """Make it anew."""
    folder = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    shutil.rmtree(folder, ignore_errors=True)
    init_workspace(folder)
    agenda = load(folder / AGENDA)
    assert isinstance(agenda, Agenda)
    every_spec()
    clock = ScriptClock(datetime(2026, 11, 3, 9, 0, tzinfo=UTC))
    session = open_session(folder, agenda, clock, "somebody")
    session.write(tuple(e.RequestAdded(request(n)) for n in range(1, count + 1)), "import")
    session.open_meeting(ON)
    say(session, "present")
    for line in ("next", "next", "next", "capacity 60 running 14 reserve 6", "next", "next"):
        say(session, line)
    chance = random.Random(3)
    meeting = session.situation.meeting
    for person in meeting.voters:
        dots = " ".join(str(chance.randint(1, len(meeting.undecided))) for _ in range(5))
        say(session, f"ballot {person.id} {dots}")
    say(session, "reveal")
    say(session, "next")
    session.close()


if __name__ == "__main__":
    main()
