"""Exact numbers: as people write them, as programs read them, as a screen shows them."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from agendas.days import tidy

#: Exponents are kept small: a number of a million digits would be read for hours.
_NUMBER = re.compile(r"[+-]?([0-9]{1,15}(\.[0-9]{0,20})?|\.[0-9]{1,20})([eE][+-]?[0-9]{1,2})?")
_FRACTION = re.compile(r"[+-]?[0-9]{1,15}/[0-9]{1,15}")


def exact(text: str) -> Fraction | None:
    """The number that is written: 3, -0.25, 1e3, 80 %, 70/17; None if it is none."""
    text = text.strip()
    if text.endswith("%"):
        whole = exact(text[:-1]) if not text[:-1].rstrip().endswith("%") else None
        return None if whole is None else whole / 100
    if _FRACTION.fullmatch(text):
        above, below = text.split("/")
        return Fraction(int(above), int(below)) if int(below) else None
    return Fraction(text) if _NUMBER.fullmatch(text) else None


def plain(value: Fraction) -> int | str:
    """The number for programs: a whole one as it is, any other as a text, "70/17"."""
    return value.numerator if value.denominator == 1 else str(value)


def shown(value: Fraction, places: int = 2) -> Decimal:
    """The number for people, rounded half up, without zeros at its end."""
    scale = 10**places
    doubled = 2 * abs(value) * scale
    rounded = int((doubled.numerator + doubled.denominator) // (2 * doubled.denominator))
    return tidy(Decimal(rounded if value >= 0 else -rounded).scaleb(-places))
