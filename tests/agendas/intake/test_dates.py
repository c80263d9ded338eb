"""Dates are read, never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from agendas.intake.dates import Order, object_date, order_in, parse_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-02-03", "2026-02-03"),
        ("2026-02-03T23:59:59Z", "2026-02-03"),
        ("2026-02-03T10:00:00.000+0100", "2026-02-03"),
        ("2026-02-03 10:36:26", "2026-02-03"),
        ("2026/2/3 10:12", "2026-02-03"),
        ("20260203", "2026-02-03"),
        ("22/Sep/25 9:26 AM", "2025-09-22"),
        ("18/Sep/25 12:00 AM", "2025-09-18"),
        ("06/Mar/14  3:00 PM", "2014-03-06"),
        ("03/févr./26 9:26 AM", "2026-02-03"),
        ("31/août/26 12:00 AM", "2026-08-31"),
        ("12/ene/26 9:00 AM", "2026-01-12"),
        ("01/out/26 12:00 AM", "2026-10-01"),
        ("02/Mär/26 9:15 AM", "2026-03-02"),
        ("15/mrt/22 11:00", "2022-03-15"),
        ("22/9月/25 9:26", "2025-09-22"),
        ("03/мая/24 10:00", "2024-05-03"),
        ("May 3, 2020", "2020-05-03"),
        ("Nov 27, 2011", "2011-11-27"),
        ("Mon, 06 Apr 2026 09:00:00 GMT", "2026-04-06"),
        ("Mon Apr 06 2026 09:00:00 GMT+0000 (GMT)", "2026-04-06"),
        ("1. März 2026", "2026-03-01"),
        ("3 de mayo de 2020", "2020-05-03"),
        ("April 1st, 2026", "2026-04-01"),
        ("2026-Sep-22", "2026-09-22"),
        ("2026年2月3日", "2026-02-03"),
        ("24.12.2026", "2026-12-24"),
        ("03.02.2026 09:15", "2026-02-03"),
        ("1767225600", "2026-01-01"),
        ("1767225600000", "2026-01-01"),
        ("5/5/2026", "2026-05-05"),
        ("25/12/2026", "2026-12-25"),
        ("12/25/26", "2026-12-25"),
    ],
)
def test_a_certain_date_is_read(text: str, day: str) -> None:
    assert parse_date(text) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "11 days ago", "yesterday", "8/12/2026", "May 2020", "2026", "31.02.2026", "1.13.2026",
        "Q3 2026", "next May 3, 2026", "Release 2026-02-03 or later", "", "1/2",
        "0000-00-00", "12:30", "99/99/9999", "٣/٤/٢٠٢٦", "2026-02-03 – 2026-02-05",
    ],
)  # fmt: skip
def test_what_is_no_certain_date_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_the_order_of_a_column_settles_its_dates() -> None:
    assert parse_date("8/12/2026", Order.DAY_FIRST) == date(2026, 12, 8)
    assert parse_date("8/12/2026", Order.MONTH_FIRST) == date(2026, 8, 12)


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["1/2/2026", "25/12/2026"], Order.DAY_FIRST),
        (["1/2/2026", "12/25/2026"], Order.MONTH_FIRST),
        (["1/2/2026", "3/4/2026"], Order.UNKNOWN),
        (["1/2/2026", "25/12/2026", "12/25/2026"], Order.UNKNOWN),
        (["2026-01-02", "", "24.12.2026", "5/5/2026", "text"], None),
    ],
)
def test_a_column_proves_its_order_or_asks(values: list[str], order: Order | None) -> None:
    assert order_in(values) == order


def test_an_object_id_tells_its_day() -> None:
    assert object_date("59d5778cfd17b8bbb24cce52") == date(2017, 10, 5)
    assert object_date("not an id at all, by far") is None
    assert object_date("") is None
