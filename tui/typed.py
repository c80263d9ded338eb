"""Typed lines one after the other: from a script, or as somebody types them."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import time
from pathlib import Path

from agendas.language import Message, _
from agendas.session import Session
from agendas.store.disk import reason
from tui.console import Console
from tui.plain import Answer, Plain, time_in

#: Bytes; a longer script is no script.
LONGEST = 16 * 1024 * 1024

#: Answers; more are not kept back while the disk is busy.
MOST_WAITING = 64

#: What each object says that answers a command (product.md 8).
FIELDS = ("command", "done", "says", "stage", "undecided")


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


class Answers:
    """Gives answers out once what they tell is on disk, without waiting for each by itself."""

    def __init__(self, session: Session, console: Console, *, as_json: bool) -> None:
        self._session = session
        self._console = console
        self._as_json = as_json
        self._waiting: list[tuple[int, int, Answer]] = []
        self._unsaved: list[tuple[int, Answer]] = []
        self._last = session.workspace.last

    def give(self, answer: Answer, line: int = 0) -> None:
        """Print it, now or as soon as it is saved; `line` is where it was asked."""
        last, before = self._session.workspace.last, self._last
        # One that wrote nothing has nothing to wait for, also where the one before was not saved.
        self._waiting.append((last if last != before else 0, line, answer))
        self._last = last
        if not self._session.pending or len(self._waiting) >= MOST_WAITING:
            self.flush()

    def flush(self) -> bool:
        """Wait until all is saved; what is not is never told. False if something was not."""
        saved = self._session.store.wait()
        waiting, self._waiting = self._waiting, []
        for number, line, answer in waiting:
            if saved or number <= self._session.store.settled:
                self._print(answer)
            else:
                self._unsaved.append((line, answer))
        return saved

    def unsaved(self) -> list[tuple[int, Answer]]:
        """What was not told because it was not saved, since the last question."""
        unsaved, self._unsaved = self._unsaved, []
        return unsaved

    def _print(self, answer: Answer) -> None:
        if self._as_json:
            fields = {name: getattr(answer, name) for name in FIELDS}
            self._console.json(fields, one_line=True)
        elif answer.done:
            for line in answer.lines:
                print(line, flush=True)
        else:
            self._console.complain(*answer.lines)


def run_script(plain: Plain, console: Console, lines: list[str], args: Namespace) -> int:
    """Do one line after the other; the first refused one ends it, unless it should keep going."""
    answers = Answers(plain.session, console, as_json=args.json)
    refused = False
    for number, line in enumerate(lines, start=1):
        answer = plain.answer(line)
        if answer is None:
            continue
        if answer.done or args.json:
            answers.give(answer, number)
        wrong = []
        if not answer.done:
            answers.flush()
            wrong = [(number, answer, answer.says)]
        refused = _named(_unsaved(answers, plain, console) + wrong, console, args) or refused
        if plain.left or (refused and not args.keep_going):
            break
    saved = answers.flush()
    refused = _named(_unsaved(answers, plain, console), console, args) or refused
    return 1 if refused or not saved else 0


def _unsaved(answers: Answers, plain: Plain, console: Console) -> list[tuple[int, Answer, str]]:
    """What was carried out and then not saved, which may come to light some lines later."""
    why = console.words(plain.session.why_not)
    return [(number, answer, why) for number, answer in answers.unsaved()]


def _named(wrong: list[tuple[int, Answer, str]], console: Console, args: Namespace) -> bool:
    """Say which lines were not done: all where the script keeps going, else the first."""
    for number, answer, why in wrong if args.keep_going else wrong[:1]:
        what = _("{file}:{number}: {line}: {why}", file=args.script, number=number,
                 line=answer.command, why=why)  # fmt: skip
        console.complain(what)
    if wrong and not args.keep_going:
        console.complain(_("stopped there; what was done before is kept"))
    return bool(wrong)


def type_lines(plain: Plain, console: Console, args: Namespace) -> int:
    """Read lines until there are no more; each is saved before it is answered."""
    answers = Answers(plain.session, console, as_json=args.json)
    typed = sys.stdin.isatty()
    if typed and not args.json:
        console.say(_("type a command; “?” says which, “quit” leaves"))
    refused, failed = 0, False
    while not plain.left:
        try:
            line = input("> " if typed and not args.json else "")
        except EOFError:
            break
        answer = plain.answer(line)
        if answer is not None:
            refused += not answer.done
            answers.give(answer)
            if not answers.flush():
                failed = True
                console.complain(plain.session.why_not)
            console.complain(*plain.session.news())
    return 1 if failed or (refused and not typed) else 0
