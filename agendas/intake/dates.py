"""Dates as tools write them, in the languages of their menus; never by guessing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache, lru_cache

from agendas.intake.words import load_data, normal


class Order(StrEnum):
    """What `8/12/2025` means in a column; nobody but a person knows while it is unknown."""

    UNKNOWN = "unknown"
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


_TIME = r"(?:[T,\s]+\d{1,2}(?:[:.hH]?\d\d).*)?"
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\.?" + _TIME, re.ASCII)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?", re.ASCII)
_NUMERIC = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d\d)\.?" + _TIME, re.ASCII)
_EAST_ASIAN = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?(?:\D.*)?")
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?", re.ASCII)
_CLOCK = re.compile(r"[T,\s]*(?:\b(?:at|um|a las|à|às)\s+)?\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\D*.*$")
_TOKEN = re.compile(r"\d{1,2}(?=[月월])|\d+|[^\W\d_]+")


@cache
def _months() -> dict[str, int]:
    names = load_data("words")["months"]
    return {normal(name): number for number, group in enumerate(names, 1) for name in group}


@cache
def _other_words() -> tuple[frozenset[str], frozenset[str]]:
    data = load_data("words")
    weekdays = frozenset(normal(word) for word in data["weekdays"])
    return weekdays, weekdays | {normal(word) for word in data["date_words"]}


@lru_cache(maxsize=8192)
def parse_date(text: str, order: Order = Order.UNKNOWN) -> date | None:
    """The day that a text names, None if it names none or could name two."""
    text = text.strip()
    if len(text) > 60:
        return None
    if found := _ISO.fullmatch(text):
        return _day(found[1], found[3], found[4])
    if found := _NUMERIC.fullmatch(text):
        if found[2] == "." and order is Order.UNKNOWN:
            # with full stops the day comes first wherever they are used
            return _day(found[4], found[3], found[1])
        return _numeric(found[1], found[3], found[4], order)
    if found := _COMPACT.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _EAST_ASIAN.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _EPOCH.fullmatch(text):
        return _second(int(found[1]))
    return _named(text)


def _second(count: int) -> date | None:
    """The day of a Unix time; what would be far from now is another number."""
    return datetime.fromtimestamp(count, UTC).date() if 631_152_000 <= count < 4e9 else None


def object_date(text: str) -> date | None:
    """The day on which an object with this id was made: its first eight hex digits are seconds."""
    try:
        return _second(int(text[:8], 16)) if len(text) >= 24 else None
    except ValueError:
        return None


def order_in(values: Iterable[str]) -> Order | None:
    """What a column proves about its order; None if no value of it could be read in two ways."""
    day_first = month_first = doubtful = False
    for value in values:
        found = _NUMERIC.fullmatch(value.strip()) if value else None
        if found is None or found[2] == ".":
            continue
        first, second = int(found[1]), int(found[3])
        day_first |= first > 12 >= second
        month_first |= second > 12 >= first
        doubtful |= first <= 12 and second <= 12 and first != second
    if day_first != month_first:
        return Order.DAY_FIRST if day_first else Order.MONTH_FIRST
    return Order.UNKNOWN if doubtful else None


def _numeric(first: str, second: str, year: str, order: Order) -> date | None:
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    if day_first is None or month_first is None or day_first == month_first:
        return day_first or month_first
    if order is Order.UNKNOWN:
        return None
    return day_first if order is Order.DAY_FIRST else month_first


def _day(year: str, month: str, day: str) -> date | None:
    number = int(year) + (2000 if len(year) <= 2 else 0)
    if not 1900 <= number < 2200:
        return None
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None


def _named(text: str) -> date | None:
    """A date with the month's name: `22/Sep/25 9:26 AM`, `Nov 27, 2011`, `1. März 2026`."""
    tokens = _TOKEN.findall(_CLOCK.sub("", text))
    months, month = _months(), 0
    weekdays, others = _other_words()
    numbers: list[str] = []
    month_at = -1
    for place, token in enumerate(tokens):
        word = normal(token)
        following = text[text.find(token) + len(token) :][:1]
        if token.isdecimal() and following in "月월" and following:
            month, month_at = int(token), len(numbers)
        elif token.isdecimal():
            numbers.append(token)
        elif word in months and not month and not (place == 0 and word in weekdays):
            month, month_at = months[word], len(numbers)
        elif word not in others and token not in "月월日일":
            return None
    if not month or len(numbers) != 2:
        return None
    if len(numbers[0]) == 4 and month_at:
        numbers.reverse()
    day, year = numbers
    if len(day) > 2 or len(year) not in (2, 4) or not day.isascii() or not year.isascii():
        return None
    return _day(year, str(month), day)
