"""Estimates become days only where they are some."""

from __future__ import annotations

from decimal import Decimal

import pytest

from agendas.intake.numbers import Unit, effort_in_days, names_unit, whole_number


@pytest.mark.parametrize(
    ("text", "unit", "days"),
    [
        ("28800", Unit.SECONDS, "1"),
        ("288000.0", Unit.SECONDS, "10"),
        ("3600", Unit.SECONDS, "0.25"),
        ("100800", Unit.SECONDS, "3.5"),
        ("12,00", Unit.HOURS, "1.5"),
        ("16.00", Unit.HOURS, "2"),
        ("1", Unit.HOURS, "0.25"),
        ("0.5", Unit.HOURS, "0.25"),
        ("0.1", Unit.DAYS, "0.25"),
        ("2.5", Unit.DAYS, "2.5"),
        ("2,5", Unit.DAYS, "2.5"),
        ("1d 4h", Unit.UNKNOWN, "1.5"),
        ("1w 2d", Unit.SECONDS, "7"),
        ("3 Tage", Unit.UNKNOWN, "3"),
        ("90m", Unit.UNKNOWN, "0.25"),
        ("12:00", Unit.HOURS, "1.5"),
    ],
)
def test_an_estimate_becomes_days_in_quarters(text: str, unit: Unit, days: str) -> None:
    assert effort_in_days(text, unit) == Decimal(days)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("8", Unit.POINTS), ("8", Unit.UNKNOWN), ("0", Unit.DAYS), ("0.0", Unit.SECONDS),
        ("-3", Unit.DAYS), ("5 points", Unit.DAYS), ("1,250", Unit.DAYS), ("XL", Unit.DAYS),
        ("1001", Unit.DAYS), ("", Unit.DAYS), ("1e9", Unit.DAYS), ("nan", Unit.DAYS),
        ("²", Unit.DAYS),
    ],
)  # fmt: skip
def test_what_is_no_certain_number_of_days_is_none(text: str, unit: Unit) -> None:
    assert effort_in_days(text, unit) is None


def test_an_estimate_may_name_its_unit() -> None:
    assert names_unit("2h")
    assert not names_unit("2")
    assert not names_unit("large")


@pytest.mark.parametrize(
    ("text", "votes"),
    [("12", 12), ("12.0", 12), ("1,204", 1204), ("1.204", 1204), ("0", 0), ("12.5", None),
     ("a", None)],
)  # fmt: skip
def test_votes_are_whole_numbers(text: str, votes: int | None) -> None:
    assert whole_number(text) == votes
