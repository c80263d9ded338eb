"""Typed lines one after the other: from a script, or as somebody types them."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import time
from pathlib import Path

from agendas.language import Message, _
from agendas.store.disk import reason
from tui.console import Console
from tui.plain import Answer, Plain, time_in

#: Bytes; a longer script is no script.
LONGEST = 16 * 1024 * 1024


def read_script(path: Path) -> list[str] | Message:
    """The lines of a script; what is no text is refused where it stands."""
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


def first_time(lines: Sequence[str]) -> time | None:
    """The time that a script begins with, so that the meeting opens at it, not now."""
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
            print_answer(console, answer, args.json)
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


def type_lines(plain: Plain, console: Console, args: Namespace) -> int:
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
            print_answer(console, answer, args.json)
            if not plain.session.store.wait():
                return 1
    return 1 if refused and not typed else 0


def print_answer(console: Console, answer: Answer | None, as_json: bool) -> None:
    """One answer: as sentences, a refusal on standard error; or as an object."""
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
