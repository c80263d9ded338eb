"""Messages (an id and arguments) and the one place that turns them into words.

`_()` only marks: nothing is translated when a module is imported, so that one process can speak
several languages and the log never holds a sentence of ours. Templates are the English text; an
argument may be a text, a number, a date, a moment or another message, and a format word behind a
colon chooses how it is said: `{on:long}`, `{left:days}`.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

import msgspec

Argument: TypeAlias = (
    "str | int | Decimal | date | datetime | Message | tuple[Argument, ...] | None"
)


class Message(msgspec.Struct, frozen=True):
    """A text for people, not yet in words: `id` is the English template, `many` its plural."""

    id: str
    arguments: tuple[tuple[str, Argument], ...] = ()
    many: str = ""
    count: int | None = None


def _(id: str, /, **arguments: Argument) -> Message:
    """Mark a text for people; its arguments stay values until a language says them."""
    return Message(id, tuple(arguments.items()))


def _n(one: str, many: str, count: int, /, **arguments: Argument) -> Message:
    """Mark a text that differs by number; `{n}` in it is the count."""
    return Message(one, (("n", count), *arguments.items()), many, count)


def listed(items: Iterable[Argument]) -> tuple[Argument, ...]:
    """An argument that is said as a list: "a, b and c"."""
    return tuple(items)


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@lru_cache(maxsize=4096)
def _parsed(template: str) -> tuple[tuple[str, str | None, str], ...]:
    """The pieces of a template: text, then the name of an argument with its style."""
    return tuple(
        (literal, name, style or "")
        for literal, name, style, _conversion in string.Formatter().parse(template)
    )


class Language:
    """Says messages in one language; English is what the templates are written in.

    `catalogue` maps a template to its translation; what it lacks is said in English.
    """

    def __init__(self, code: str = "en", catalogue: Mapping[str, str] | None = None) -> None:
        self.code = code
        self._catalogue = catalogue or {}

    def say(self, message: Message | str) -> str:
        """The message in words; a plain text (a title, a name) is given back as it is."""
        if isinstance(message, str):
            return message
        template = message.id
        if message.many and message.count != 1:
            template = message.many
        template = self._catalogue.get(template, template)
        values = dict(message.arguments)
        parts: list[str] = []
        for literal, name, style in _parsed(template):
            parts.append(literal)
            if name is not None:
                parts.append(self.value(values[name], style))
        return "".join(parts)

    def value(self, value: Argument, style: str = "") -> str:
        """One argument in words.

        Styles: dates `long` (5 January 2026), `month` (January 2026), `weekday`, `iso`, else
        5 Jan; moments `time` (09:41), `seconds` (09:41:07); numbers `days` (2.25 days), `d`
        (2.25 d); lists `or`.
        """
        match value:
            case None:
                return "–"
            case Message():
                return self.say(value)
            case str():
                return value
            case datetime():
                return self._moment(value, style)
            case date():
                return self._date(value, style)
            case tuple():
                return self._list(value, style)
            case _:
                return self._number(value, style)

    def _moment(self, value: datetime, style: str) -> str:
        if style == "time":
            return value.strftime("%H:%M")
        if style == "seconds":
            return value.strftime("%H:%M:%S")
        return f"{self._date(value.date(), style)}, {value:%H:%M}"

    def _date(self, value: date, style: str) -> str:
        month = _MONTHS[value.month - 1]
        if style == "iso":
            return value.isoformat()
        if style == "long":
            return f"{value.day} {month} {value.year}"
        if style == "month":
            return f"{month} {value.year}"
        if style == "weekday":
            return f"{_WEEKDAYS[value.weekday()]} {value.day} {month} {value.year}"
        return f"{value.day} {month[:3]}"

    def _number(self, value: int | Decimal, style: str) -> str:
        text = plain_number(value)
        if style == "d":
            return f"{text} d"
        if style == "days":
            unit = self._catalogue.get("day", "day") if abs(value) == 1 else None
            return f"{text} {unit or self._catalogue.get('days', 'days')}"
        return text

    def _list(self, items: Sequence[Argument], style: str) -> str:
        said = [self.value(item) for item in items]
        if len(said) < 2:
            return "".join(said)
        last = (
            self._catalogue.get("or", "or") if style == "or" else self._catalogue.get("and", "and")
        )
        return f"{', '.join(said[:-1])} {last} {said[-1]}"


def plain_number(value: int | Decimal) -> str:
    """A number without needless zeros: 8, 2.25."""
    if isinstance(value, int):
        return str(value)
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


ENGLISH = Language("en")
