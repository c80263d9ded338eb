"""Reads dates as people type them: 2027-02-02, 5 Jan, 5 Jan 2027."""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip

#: How many words a date may have.
MOST_WORDS = 3

#: A 29 February is never further away than this, century years included.
_YEARS_AHEAD = 8

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_SPOKEN = re.compile(r"([0-9]{1,2})\.?\s+([A-Za-z]{3,9})\.?,?(?:\s+([0-9]{4}))?")


def parse_date(text: str, today: date) -> date | None:
    """The date in a text; one without a year is the next such day, today included."""
    typed = text.strip()
    if iso := _ISO.fullmatch(typed):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    spoken = _SPOKEN.fullmatch(typed)
    month = _month(spoken[2]) if spoken else None
    if spoken is None or month is None:
        return None
    day = int(spoken[1])
    if spoken[3]:
        return _date(int(spoken[3]), month, day)
    years = range(today.year, today.year + _YEARS_AHEAD + 1)
    days = (_date(year, month, day) for year in years)
    return next((found for found in days if found and found >= today), None)


def _month(word: str) -> int | None:
    """The number of the month that begins like this word; three letters tell them apart."""
    typed = word.lower()
    return next((n for n, name in enumerate(MONTHS, 1) if name.startswith(typed)), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
