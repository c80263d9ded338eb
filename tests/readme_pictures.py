"""Make the README's pictures from the demo: readme_pictures.py [FOLDER]; usually tui/pictures."""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from agendas.agenda import Agenda
from agendas.agenda_file import AGENDA, load
from agendas.language import ENGLISH
from agendas.meeting.ballot_file import BallotsRead
from agendas.meeting.clock import ScriptClock
from agendas.meeting.commands.grammar import parse, render
from agendas.meeting.commands.spec import Command, Refused
from agendas.session import Session, open_session
from tui.app import NotThisMonth
from tui.ballots_file import read_ballots_file, take_ballots
from tui.demo import BALLOTS, make

PICTURES = Path(__file__).parents[1] / "tui" / "pictures"
TODAY = date(2026, 11, 24)
SIZES = ((120, 36), (80, 24))

#: The meeting up to the ballots, as plain mode would type it; the number is minutes.
OPENING = """
1 present
2 next
4 promise R-118 done
4 promise R-108 part "a list every Friday, closing still by hand" left 1
5 promise R-139 done
5 promise R-135 done
6 promise R-129 not_done "the sensors are on a ship" left 4
7 promise R-131 done
7 promise R-140 done
8 promise R-150 part "hall 1 is sorted, hall 2 is not" left 1
8 promise R-141 not_done "no room"
9 ratify E-02 "and a spare printer is bought"
9 next
12 next
14 capacity 40 running 11 reserve 6
14 next
18 block
20 next
"""
LINE = """
31 if-room R-152
31 decline R-106 FIT "the logo is not the problem"
31 not R-165 TIM "after the audit of the payroll" until quarter
32 not R-158 EVD "how many leads were lost" until after-next
32 not R-154 CAP
32 not R-155 CAP
33 not R-134 DEP R-153
33 not R-133 VAL "nine days for one page" if "the board names the figures"
35 commit R-137
35 commit R-151
35 commit R-161
35 commit R-156
35 commit R-160
35 commit R-146
"""
NOT_THIS_MONTH = """
36 rest
37 next
38 not R-104 OWN "nobody names the twenty accounts"
38 not R-162 TIM "before the season" until 2027-02-02
38 not R-143 VAL "the carriers have not been asked" if "two carriers say yes" until quarter
39 not R-155 EVD "how many customers it would have kept" if "ten named customers" until quarter
"""


class Script:
    """The demo's session, driven by typed lines with their minutes."""

    def __init__(self, session: Session, clock: ScriptClock) -> None:
        self.session = session
        self.clock = clock
        self.start = clock.now()

    def run(self, lines: str) -> None:
        """Each line at its minute."""
        for line in filter(None, map(str.strip, lines.splitlines())):
            minute, _blank, typed = line.partition(" ")
            self.clock.set(self.start + timedelta(minutes=int(minute)))
            made = parse(typed, self.session.situation)
            self.do(made, typed)

    def vote(self) -> None:
        """The ballots that the demo brings."""
        file = self.session.folder / BALLOTS
        found = read_ballots_file(self.session.situation, file, BALLOTS)
        if not isinstance(found, BallotsRead):
            raise SystemExit(f"{BALLOTS} cannot be read into this round")
        take_ballots(self.session, found)

    def do(self, made: Command | Refused, typed: str) -> None:
        """One command."""
        done = made if isinstance(made, Refused) else self.session.do(made, render(made))
        if isinstance(done, Refused):
            raise SystemExit(f"{typed}: {ENGLISH.say(done.message)}")


async def take(session: Session, name: str, room: str, keys: tuple[str, ...], to: Path) -> None:
    """One picture in both sizes."""
    session.store.wait(5)
    for width, height in SIZES:
        app = NotThisMonth(session, start=room)
        async with app.run_test(size=(width, height)) as pilot:
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
            await pilot.pause()
            svg = app.export_screenshot(title="notthismonth", simplify=True)
        svg = re.sub(r"\bterminal-\d+-", "terminal-", svg)
        svg = re.sub(r"@font-face\s*{.*?}\s*", "", svg, flags=re.DOTALL)
        file = to / f"{name}-{width}x{height}.svg"
        file.write_text(svg, encoding="utf-8", newline="\n")
        print(file)


async def take_all(session: Session, clock: ScriptClock, to: Path) -> None:
    """Before the meeting, and three moments in it."""
    script = Script(session, clock)
    await take(session, "today", "today", (), to)
    await take(session, "record", "records", ("enter", *["down"] * 8), to)
    session.open_meeting(TODAY)
    script.run(OPENING)
    script.vote()
    script.run("27 reveal")
    await take(session, "reveal", "meeting", (), to)
    script.run("29 next")
    script.run(LINE)
    await take(session, "line", "meeting", (), to)
    script.run(NOT_THIS_MONTH)
    await take(session, "not-this-month", "meeting", (), to)


def main(arguments: list[str]) -> int:
    """All pictures, the same for the same program."""
    to = Path(arguments[0]) if arguments else PICTURES
    to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        demo = Path(folder) / "demo"
        make(demo, TODAY)
        agenda = load(demo / AGENDA)
        assert isinstance(agenda, Agenda)
        clock = ScriptClock(datetime.combine(TODAY, datetime.min.time(), UTC).replace(hour=9))
        session = open_session(demo, agenda, clock, "P. Costa")
        asyncio.run(take_all(session, clock, to))
        session.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
