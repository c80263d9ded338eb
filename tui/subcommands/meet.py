"""Runs a meeting: on the screen, typed line by line, or from a script."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from agendas.language import ENGLISH, Message, _

if TYPE_CHECKING:
    from agendas.session import Session
    from tui.console import Console
    from tui.plain import Answer, Plain

HELP = {"meet": _("run the meeting: on the screen, in plain mode, or from a script")}

#: Bytes; a longer script is no script.
LONGEST = 16 * 1024 * 1024


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
    session = opened(args, console, to_write=args.new, new_meeting=args.new, or_read=not args.new)
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


def read_script(path: Path) -> list[str] | Message:
    """The lines of a script; what is no text is refused where it stands."""
    from agendas.store.disk import reason

    try:
        with path.open("rb") as file:
            content = file.read(LONGEST + 1)
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        return _("{file}: {why}; nothing was done", file=str(path), why=why)
    if len(content) > LONGEST:
        return _("{file} is too long for a script; nothing was done", file=str(path))
    text = content.decode("utf-8-sig", "surrogateescape")
    return text.replace("\r\n", "\n").split("\n")


def _meet(
    session: Session, console: Console, args: Namespace, on: date | None, lines: list[str] | None
) -> int:
    from tui.plain import Plain

    plain = Plain(session, console.language)
    if args.new:
        day = on or session.situation.today
        if first := _first_time(lines or ()):
            plain.set_time(datetime.combine(day, first, session.clock.now().tzinfo))
        answer = plain.open_meeting(day)
        _print(console, answer, args.json)
        if not answer.done:
            if args.json:
                console.complain(*answer.lines)
            return 1
    if lines is not None:
        return run_script(plain, console, lines, args)
    if not args.plain:
        return 0 if args.new else _nothing_to_do(console)
    if not args.new and not args.json:
        _print(console, plain.answer("where"), as_json=False)
    return _type(plain, console, args)


def _nothing_to_do(console: Console) -> int:
    console.complain(_("the screen needs a terminal; “notthismonth meet --plain” needs none"))
    return 1


def _first_time(lines: list[str] | tuple[()]) -> time | None:
    """The time that a script begins with, so that the meeting opens at it, not now."""
    from tui.plain import time_in

    first = next((line for line in lines if line.strip() and line.lstrip()[0] != "#"), "")
    word, _blank, rest = first.strip().partition(" ")
    return time_in(rest.strip()) if word.lower() == "at" else None


def run_script(plain: Plain, console: Console, lines: list[str], args: Namespace) -> int:
    """Do one line after the other; the first refused one ends it, unless it should keep going."""
    refused = 0
    for number, line in enumerate(lines, start=1):
        answer = plain.answer(line)
        if answer is None:
            continue
        if answer.done or args.json:
            _print(console, answer, args.json)
        if not answer.done:
            refused += 1
            what = _("{file}:{number}: {line}: {why}", file=args.script, number=number,
                     line=answer.command, why=answer.says)  # fmt: skip
            console.complain(what)
            if not args.keep_going:
                console.complain(_("stopped there; what was done before is kept"))
                return 1
        if plain.left:
            break
    return 1 if refused else 0


def _type(plain: Plain, console: Console, args: Namespace) -> int:
    """Read lines until there are no more; each is saved before the next is asked for."""
    typed = sys.stdin.isatty()
    if typed and not args.json:
        console.say(_("type a command; “?” says which, “quit” leaves"))
    refused = 0
    while not plain.left:
        try:
            line = input("> " if typed and not args.json else "")
        except EOFError:
            break
        answer = plain.answer(line)
        if answer is not None:
            refused += not answer.done
            _print(console, answer, args.json)
            if not plain.session.store.wait():
                return 1
    return 1 if refused and not typed else 0


def _print(console: Console, answer: Answer | None, as_json: bool) -> None:
    if answer is None:
        return
    if as_json:
        console.json(
            {
                "command": answer.command,
                "done": answer.done,
                "says": answer.says,
                "stage": answer.stage,
                "undecided": answer.undecided,
            },
            one_line=True,
        )
    elif answer.done:
        for line in answer.lines:
            print(line, flush=True)
    else:
        console.complain(*answer.lines)
