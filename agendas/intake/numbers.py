"""Estimates and votes as tools write them: exact days in quarters, whole votes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from functools import cache

from agendas.days import MOST, QUARTER, Days, to_quarter
from agendas.intake.words import load_data, normal


class Unit(StrEnum):
    """What the numbers of an estimate column are; points are no days and never become some."""

    UNKNOWN = ""
    SECONDS = "seconds"
    HOURS = "hours"
    DAYS = "days"
    POINTS = "points"


_SECONDS_OF = {Unit.SECONDS: 1, Unit.HOURS: 3600, Unit.DAYS: 8 * 3600}
#: No whole column of estimates stays below this.
_SECONDS_OF_SOMETHING = 600
_LONGEST = 40
_PLAIN = re.compile(r"[+]?\d{1,12}(?:[.,]\d{1,10})?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:[,. '’\u00a0\u202f]\d{3})+", re.ASCII)
_CLOCK = re.compile(r"(\d{1,5}):([0-5]\d)(?::[0-5]\d)?", re.ASCII)
_PIECE = re.compile(r"([0-9]{1,9}(?:[.,][0-9]{1,6})?)\s*([^\W\d_]+)\.?[\s,]*")


def effort_in_days(text: str, unit: Unit) -> Days | None:
    """An estimate in days (8 hours are one), half up to quarters, at least one; None for none."""
    days = exact_days(text, unit)
    return max(QUARTER, to_quarter(days)) if days is not None else None


def exact_days(text: str, unit: Unit) -> Decimal | None:
    """An estimate in days as the source tells it, before it becomes quarters; None for none."""
    if len(text) > _LONGEST:
        return None
    if found := _CLOCK.fullmatch(text):
        seconds = Decimal(int(found[1]) * 3600 + int(found[2]) * 60)
    elif _PLAIN.fullmatch(text):
        if unit not in _SECONDS_OF or _two_readings(text):
            return None
        seconds = Decimal(text.replace(",", ".")) * _SECONDS_OF[unit]
    else:
        said = _pieces(text)
        if said is None:
            return None
        seconds = said
    days = seconds / (8 * 3600)
    # no tool tells an estimate of nothing from no estimate
    return days if 0 < days <= MOST else None


def _two_readings(text: str) -> bool:
    """Whether a comma may stand before decimals or before thousands: `1,250`."""
    return "," in text and text[0] != "0" and _GROUPED.fullmatch(text) is not None


@cache
def _seconds_of_words() -> dict[str, int]:
    """How long a unit is that stands behind a number; a day has 8 hours, a week 5 days."""
    lengths = {"month": 576_000, "week": 144_000, "day": 28_800, "hour": 3600, "minute": 60}
    durations = load_data("words")["durations"]
    return {normal(word): lengths.get(name, 1) for name in durations for word in durations[name]}


def _pieces(text: str) -> Decimal | None:
    """`1d 4h`, `3 days`, `2 Wochen` in seconds."""
    total, place, lengths = Decimal(0), 0, _seconds_of_words()
    while place < len(text):
        found = _PIECE.match(text, place)
        if found is None or normal(found[2]) not in lengths:
            return None
        total += Decimal(found[1].replace(",", ".")) * lengths[normal(found[2])]
        place = found.end()
    return total


def too_few_for_seconds(values: Iterable[str]) -> bool:
    """Whether bare numbers are so small that they were never seconds, whatever the header says."""
    bare = [Decimal(text.replace(",", ".")) for text in values if _PLAIN.fullmatch(text)]
    return 0 < max(bare, default=Decimal(0)) < _SECONDS_OF_SOMETHING


def names_unit(text: str) -> bool:
    """Whether an estimate says itself what it is: `2h`, `3 days`, `1:30`."""
    return not _PLAIN.fullmatch(text) and effort_in_days(text, Unit.UNKNOWN) is not None


def whole_number(text: str) -> int | None:
    """Votes: `12`, `12.0`, `1,204`; None for anything else."""
    if len(text) > _LONGEST:
        return None
    if _PLAIN.fullmatch(text) and not _GROUPED.fullmatch(text):
        value = Decimal(text.replace(",", "."))
        return int(value) if value == value.to_integral_value() else None
    if _GROUPED.fullmatch(text):
        return int(re.sub(r"\D", "", text))
    return None
