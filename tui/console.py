"""What the command line says and prints: messages in words, inert, one line each."""

from __future__ import annotations

import json
import sys
from datetime import date
from decimal import Decimal
from enum import Enum
from io import TextIOWrapper
from typing import Any

from agendas.language import ENGLISH, Language, Message
from tui.widgets.plain_text import inert


class Console:
    """Standard output for what was asked, standard error for what went wrong."""

    def __init__(self, language: Language = ENGLISH) -> None:
        self.language = language

    def words(self, message: Message | str) -> str:
        """A message as a sentence on one line, whatever its texts hold."""
        return sentence(inert(self.language.say(message)))

    def say(self, message: Message | str) -> None:
        """One sentence on standard output."""
        print(self.words(message), flush=True)

    def line(self, text: Message | str) -> None:
        """One line of a table, not made a sentence."""
        print(inert(self.language.say(text)))

    def complain(self, *messages: Message | str) -> None:
        """Reasons on standard error, after what was said before."""
        sys.stdout.flush()
        for message in messages:
            print(inert(self.language.say(message)), file=sys.stderr, flush=True)

    def json(self, value: Any, *, one_line: bool = False) -> None:
        """A value for programs: plain ASCII, so that no terminal and no encoding can break it."""
        indent = None if one_line else 2
        print(json.dumps(value, default=_plain, indent=indent), flush=True)

    def data(self, content: bytes) -> None:
        """A file's bytes on standard output, as they are."""
        sys.stdout.flush()
        buffer = getattr(sys.stdout, "buffer", None)
        if buffer is None:
            print(content.decode("utf-8"), end="")
        else:
            buffer.write(content)
            buffer.flush()


def sentence(text: str) -> str:
    """The text with a capital letter and an end."""
    text = text.strip()
    if not text:
        return text
    whole = text[0].upper() + text[1:]
    return whole if whole[-1] in ".!?:…" else f"{whole}."


def take_any_text() -> None:
    """Let no letter stop the program: what a terminal cannot show or send is marked, not fatal."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
        case Enum():
            return value.value
        case _:
            raise TypeError(f"{type(value).__name__} has no form in JSON")
