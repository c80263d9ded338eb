"""The period that a meeting decides about: from its date to the day before the next meeting."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from agendas.agenda import Period
from agendas.language import Message, _

_DAY = timedelta(days=1)
_FORTNIGHT = timedelta(days=14)


def next_meeting(day: date, period: Period) -> date:
    """The meeting after this one: 14 days on, or the same weekday of the next month."""
    return meeting_after(day, 1, period)


def meeting_after(day: date, meetings: int, period: Period) -> date:
    """The n-th meeting after this one. The first Tuesday stays the first, a fifth is the last."""
    if period is Period.FORTNIGHTLY:
        return day + meetings * _FORTNIGHT
    first = _months_on(day.replace(day=1), meetings)
    week = (day.day - 1) // 7
    wanted = first + timedelta(days=(day.weekday() - first.weekday()) % 7, weeks=week)
    return wanted if wanted.month == first.month else wanted - timedelta(weeks=1)


def period_of(day: date, period: Period) -> tuple[date, date]:
    """First and last day of what the meeting on this day decides about."""
    return day, next_meeting(day, period) - _DAY


def period_name(first: date, last: date, period: Period) -> Message:
    """What the period is called: the month that holds its middle day, or its first and last day."""
    if period is Period.MONTHLY:
        return _("{on:month}", on=first + (last - first) // 2)
    if first.year == last.year:
        return _("{first} – {last} {year}", first=first, last=last, year=last.year)
    return _(
        "{first} {first_year} – {last} {last_year}",
        first=first,
        first_year=first.year,
        last=last,
        last_year=last.year,
    )


def in_a_quarter(day: date) -> date:
    """Three months later, on the same day or the month's last."""
    first = _months_on(day.replace(day=1), 3)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def _months_on(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)
