"""Runs a meeting: on the screen, typed line by line, or from a script."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from agendas.language import ENGLISH, Message, _

if TYPE_CHECKING:
    from agendas.session import Session
    from tui.console import Console

HELP = {"meet": _("run the meeting: on the screen, in plain mode, or from a script")}


def configure(name: str, parser: ArgumentParser) -> None:
    """How it is typed, and whether a new meeting is opened first."""
    say = ENGLISH.say
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--plain", action="store_true", help=say(_("type it line by line")))
    how.add_argument("--script", metavar="FILE", help=say(_("run a file of such lines")))
    parser.add_argument("--new", action="store_true", help=say(_("open the next meeting first")))
    parser.add_argument("--date", metavar="DATE", help=say(_("the date of the new meeting")))
    parser.add_argument(
        "--keep-going", action="store_true", help=say(_("go on behind a refused line of a script"))
    )
    parser.add_argument(
        "--json", action="store_true", help=say(_("answer each command with a JSON object"))
    )
    parser.add_argument("--light", action="store_true", help=say(_("dark letters on light")))


def run(name: str, parser: ArgumentParser, args: Namespace) -> int:
    """Run it."""
    from agendas.dates import parse_date
    from tui.console import Console
    from tui.opening import at_work, opened
    from tui.typed import read_script

    on: date | None = None
    if args.date is not None:
        if not args.new:
            parser.error(ENGLISH.say(_("--date belongs to --new")))
        on = parse_date(args.date, datetime.now().astimezone().date())
        if on is None:
            message = _("--date: a date such as 2026-11-28, not “{text}”", text=args.date)
            parser.error(ENGLISH.say(message))
    if args.keep_going and not args.script:
        parser.error(ENGLISH.say(_("--keep-going belongs to --script")))
    if args.json and not (args.plain or args.script or args.new):
        parser.error(ENGLISH.say(_("--json belongs to --plain, --script or --new")))
    console = Console()
    lines: list[str] | None = None
    if args.script:
        found = read_script(Path(args.script))
        if isinstance(found, Message):
            console.complain(found)
            return 1
        lines = found
    screen = not (args.plain or args.script or args.json) and sys.stdout.isatty()
    if not screen:
        return at_work(
            args,
            console,
            lambda s, c: _meet(s, c, args, on, lines),
            to_write=True,
            new_meeting=args.new,
        )
    session = opened(args, console, to_write=True, new_meeting=args.new, or_read=not args.new)
    return 1 if session is None else _on_screen(session, console, args, on)


def _on_screen(session: Session, console: Console, args: Namespace, on: date | None) -> int:
    from tui.opening import show
    from tui.plain import Plain

    if args.new:
        answer = Plain(session).open_meeting(on or session.situation.today)
        if not answer.done:
            console.complain(*answer.lines)
            session.close()
            return 1
    return show(session, console, start="meeting", light=args.light)


def _meet(
    session: Session, console: Console, args: Namespace, on: date | None, lines: list[str] | None
) -> int:
    from tui.plain import Plain
    from tui.typed import Answers, first_time, run_script, type_lines

    plain = Plain(session, console.language)
    if args.new:
        day = on or session.situation.today
        if first := first_time(lines or ()):
            plain.set_time(datetime.combine(day, first, session.clock.now().tzinfo))
        answer = plain.open_meeting(day)
        answers = Answers(session, console, as_json=args.json)
        answers.give(answer)
        if not answers.flush():
            return 1
        if not answer.done:
            if args.json:
                console.complain(*answer.lines)
            return 1
    if lines is not None:
        return run_script(plain, console, lines, args)
    if not args.plain:
        return 0 if args.new else _nothing_to_do(console)
    if not args.new and not args.json:
        for line in plain.where().lines:
            print(line)
    return type_lines(plain, console, args)


def _nothing_to_do(console: Console) -> int:
    console.complain(_("the screen needs a terminal; “notthismonth meet --plain” needs none"))
    return 1
