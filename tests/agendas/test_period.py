"""Which days a meeting decides about, and what that period is called."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agendas.agenda import Period
from agendas.language import ENGLISH
from agendas.period import in_a_quarter, meeting_after, next_meeting, period_name, period_of

MONTHLY, FORTNIGHTLY = Period.MONTHLY, Period.FORTNIGHTLY

some_day = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def named(day: date, period: Period) -> str:
    return ENGLISH.say(period_name(*period_of(day, period), period))


@pytest.mark.parametrize(
    ("day", "after"),
    [
        (date(2026, 11, 3), date(2026, 12, 1)),  # first Tuesday
        (date(2026, 12, 1), date(2027, 1, 5)),  # over the year's end
        (date(2026, 10, 26), date(2026, 11, 23)),  # fourth Monday
        (date(2026, 9, 29), date(2026, 10, 27)),  # fifth Tuesday, then the last
        (date(2026, 3, 31), date(2026, 4, 28)),
        (date(2026, 6, 30), date(2026, 7, 28)),
        (date(2026, 7, 31), date(2026, 8, 28)),
        (date(2026, 10, 31), date(2026, 11, 28)),
    ],
)
def test_a_monthly_meeting_keeps_its_weekday_of_the_month(day: date, after: date) -> None:
    assert next_meeting(day, MONTHLY) == after


def test_a_fifth_weekday_is_the_last_only_in_months_that_have_no_fifth() -> None:
    assert meeting_after(date(2026, 9, 29), 2, MONTHLY) == date(2026, 11, 24)
    assert meeting_after(date(2026, 9, 29), 3, MONTHLY) == date(2026, 12, 29)


def test_a_fortnightly_meeting_is_fourteen_days_on() -> None:
    assert next_meeting(date(2026, 12, 22), FORTNIGHTLY) == date(2027, 1, 5)
    assert meeting_after(date(2026, 11, 3), 2, FORTNIGHTLY) == date(2026, 12, 1)


def test_the_period_ends_the_day_before_the_next_meeting() -> None:
    assert period_of(date(2026, 11, 3), MONTHLY) == (date(2026, 11, 3), date(2026, 11, 30))
    assert period_of(date(2026, 11, 3), FORTNIGHTLY) == (date(2026, 11, 3), date(2026, 11, 16))


def test_a_month_is_named_by_its_middle_day_and_a_fortnight_by_its_ends() -> None:
    assert named(date(2026, 11, 3), MONTHLY) == "November 2026"
    assert named(date(2026, 11, 24), MONTHLY) == "December 2026"
    assert named(date(2026, 11, 3), FORTNIGHTLY) == "3 Nov – 16 Nov 2026"
    assert named(date(2026, 12, 29), FORTNIGHTLY) == "29 Dec 2026 – 11 Jan 2027"


def test_in_a_quarter_is_three_months_on_or_the_last_day_of_that_month() -> None:
    assert in_a_quarter(date(2026, 11, 3)) == date(2027, 2, 3)
    assert in_a_quarter(date(2026, 11, 30)) == date(2027, 2, 28)
    assert in_a_quarter(date(2027, 11, 30)) == date(2028, 2, 29)


@given(some_day, st.sampled_from(list(Period)), st.integers(1, 30))
def test_meetings_keep_their_weekday_and_come_one_after_the_other(
    day: date, period: Period, meetings: int
) -> None:
    later = meeting_after(day, meetings, period)
    assert later.weekday() == day.weekday()
    assert meeting_after(day, meetings + 1, period) > later > day
    if period is MONTHLY:
        assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == meetings
        assert (later.day - 1) // 7 in {(day.day - 1) // 7, 3}


@given(some_day, st.sampled_from(list(Period)))
def test_periods_follow_each_other_without_gap_or_overlap(day: date, period: Period) -> None:
    first, last = period_of(day, period)
    assert first == day
    assert last >= day + timedelta(days=13)
    assert period_of(next_meeting(day, period), period)[0] == last + timedelta(days=1)
