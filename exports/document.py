"""What a readable record consists of, before it is Markdown or HTML: sections, tables, lists.

All texts are messages, or texts from outside; the two writers say and escape them.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypeAlias

import msgspec

from agendas.language import Message, _

Text: TypeAlias = "Message | str"


class Column(msgspec.Struct, frozen=True):
    """A column; `under`: where there is little room it may stand below the one before it."""

    head: Message
    kind: str = "text"
    under: bool = False


class Table(msgspec.Struct, frozen=True):
    """Rows with one text for each column; the first column names the row."""

    caption: Message
    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]


class Bullets(msgspec.Struct, frozen=True):
    """A list of sentences, with a line above it or none."""

    items: tuple[Text, ...]
    above: Message | None = None


class Paragraph(msgspec.Struct, frozen=True):
    """One sentence on its own."""

    text: Text


Block: TypeAlias = Table | Bullets | Paragraph


class Section(msgspec.Struct, frozen=True):
    """A part with a heading; `id` is what links point to and styles know."""

    id: str
    title: Text
    blocks: tuple[Block, ...]


class Figure(msgspec.Struct, frozen=True):
    """A number that is to be seen at once, with what it counts."""

    number: int
    label: Message
    id: str


class Document(msgspec.Struct, frozen=True):
    """A whole text for people; `marks` say what everybody must know before reading it."""

    title: Text
    subtitle: Text
    sections: tuple[Section, ...]
    marks: tuple[Message, ...] = ()
    figures: tuple[Figure, ...] = ()
    foot: tuple[Message, ...] = ()


def on(day: date | None) -> Text:
    """A date in a cell; nothing for none."""
    return _("{day:long}", day=day) if day else ""


def amount(number: Decimal | int | None) -> Text:
    """A number in a cell; nothing for none."""
    return "" if number is None else _("{number}", number=number)


def some(*blocks: Block | None) -> tuple[Block, ...]:
    """The blocks that have something to show."""
    return tuple(block for block in blocks if block is not None)


def bullets(items: list[Text], above: Message | None = None) -> Bullets | None:
    """A list, unless there is nothing in it."""
    return Bullets(tuple(items), above) if items else None
