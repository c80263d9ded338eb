"""Which column feeds which of our fields: a value that a person may change, keep and use again."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable

import msgspec

from agendas.intake.dates import Order
from agendas.intake.numbers import Unit
from agendas.intake.words import normal
from agendas.language import Message, _

#: What the program has to ask about a column.
DATES, UNIT, COLUMN = "dates", "unit", "column"


class Mapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Columns by field, how their dates and estimates are read, and for which header set.

    `profile` names the source in which keys are unique; `fields` holds (field, columns): the first
    filled column counts, labels take all.
    """

    profile: str
    header_set: str
    fields: tuple[tuple[str, tuple[str, ...]], ...]
    orders: tuple[tuple[str, Order], ...] = ()
    unit: Unit = Unit.UNKNOWN
    encoding: str = ""
    delimiter: str = ""

    def columns(self, field: str) -> tuple[str, ...]:
        """The columns that feed a field, none if nothing does."""
        return dict(self.fields).get(field, ())

    def order(self, column: str) -> Order:
        """How a date column is read."""
        return dict(self.orders).get(column, Order.UNKNOWN)

    def feeding(self, field: str, columns: Iterable[str]) -> Mapping:
        """The same with other columns for a field; no columns: the field stays empty."""
        fields = {**dict(self.fields), field: tuple(columns)}
        kept = tuple((name, those) for name, those in fields.items() if those)
        return msgspec.structs.replace(self, fields=kept)

    def reading(self, column: str, order: Order) -> Mapping:
        """The same with the order of a date column settled."""
        orders = {**dict(self.orders), column: order}
        return msgspec.structs.replace(self, orders=tuple(orders.items()))

    def estimating_in(self, unit: Unit) -> Mapping:
        """The same with the unit of the estimates settled."""
        return msgspec.structs.replace(self, unit=unit)


class Question(msgspec.Struct, frozen=True):
    """What only a person can know about a file; until it is answered the field stays empty."""

    kind: str
    column: str
    text: Message
    answers: tuple[tuple[str, Message], ...] = ()

    def answered(self, mapping: Mapping, answer: str) -> Mapping:
        """The mapping with this answer in it."""
        if self.kind == DATES:
            return mapping.reading(self.column, Order(answer))
        if self.kind == UNIT:
            return mapping.estimating_in(Unit(answer))
        return mapping.feeding("title", (answer,))


class Proposal(msgspec.Struct, frozen=True):
    """A mapping with samples of what it gives, what must be asked, and where it comes from.

    `origin` is `profile` (a tool that we know), `kept` (a person confirmed it once) or `words`.
    """

    mapping: Mapping
    origin: str
    samples: tuple[tuple[str, tuple[str, ...]], ...] = ()
    questions: tuple[Question, ...] = ()
    notes: tuple[Message, ...] = ()


def header_set(header: Collection[str]) -> str:
    """A short name for a set of columns, whatever their order and case."""
    names = sorted({normal(column) for column in header} - {""})
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:12]


def ask_order(column: str, sample: str) -> Question:
    """Ask what comes first in the dates of a column."""
    return Question(
        DATES,
        column,
        _("{column}: in “{sample}”, is the day or the month first?", column=column, sample=sample),
        (
            (Order.DAY_FIRST.value, _("the day is first")),
            (Order.MONTH_FIRST.value, _("the month is first")),
        ),
    )


def ask_unit(column: str, sample: str) -> Question:
    """Ask what the numbers of an estimate column are."""
    return Question(
        UNIT,
        column,
        _("{column}: what is “{sample}”?", column=column, sample=sample),
        (
            (Unit.DAYS.value, _("days")),
            (Unit.HOURS.value, _("hours (8 are a day)")),
            (Unit.SECONDS.value, _("seconds")),
            (Unit.POINTS.value, _("points: no days, leave the effort empty")),
        ),
    )


def ask_title(header: Collection[str]) -> Question:
    """Ask which column is the title."""
    names = tuple(dict.fromkeys(column for column in header if column))
    return Question(
        COLUMN,
        "",
        _("no column looks like a title; which one says in a few words what is wished for?"),
        tuple((name, _("{column}", column=name)) for name in names),
    )
