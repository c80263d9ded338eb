"""Dates are read as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agendas.dates import parse_date

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2027-02-02", date(2027, 2, 2)),
        (" 2027-2-2 ", date(2027, 2, 2)),
        ("5 Jan", date(2027, 1, 5)),
        ("5 Jan 2028", date(2028, 1, 5)),
        ("5. january", date(2027, 1, 5)),
        ("1 Dec", TODAY),
        ("30 Nov", date(2027, 11, 30)),
        ("29 Feb", date(2028, 2, 29)),
        ("9 Sept", date(2027, 9, 9)),
    ],
)
def test_a_date_is_read_as_typed(typed: str, meant: date) -> None:
    assert parse_date(typed, TODAY) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "Jan", "5", "5 Ja", "31 Feb", "2027-13-01", "0000-01-01", "5 Jan 27", "soon", "٥ Jan"],
)
def test_what_is_no_date_is_none(typed: str) -> None:
    assert parse_date(typed, TODAY) is None


@given(st.dates(min_value=date(1000, 1, 1)), st.dates())
def test_an_iso_date_is_itself_whatever_the_day_is(day: date, today: date) -> None:
    assert parse_date(day.isoformat(), today) == day


@given(st.text(), st.dates())
def test_no_text_breaks_the_reader(text: str, today: date) -> None:
    found = parse_date(text, today)
    assert found is None or isinstance(found, date)
