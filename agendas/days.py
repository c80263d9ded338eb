"""Days of IT's effort and capacity: exact, in steps of a quarter day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

Days: TypeAlias = Decimal

NOTHING = Decimal(0)
QUARTER = Decimal("0.25")
MOST = Decimal(1000)

_TYPED = re.compile(r"([0-9]{1,4}(?:[.,][0-9]{1,4})?) ?(?:d|days?)?")


def parse_days(text: str) -> Days | None:
    """Days from what a person typed ("8", "2.5", "2,25 d"); None if not 0 to 1000 in quarters."""
    found = _TYPED.fullmatch(text.strip().lower())
    if not found:
        return None
    value = Decimal(found[1].replace(",", "."))
    return None if value > MOST or value % QUARTER else tidy(value)


def to_quarter(value: Decimal) -> Days:
    """The nearest quarter day, half up; for estimates that arrive in hours or seconds."""
    return tidy((value / QUARTER).quantize(Decimal(1), ROUND_HALF_UP) * QUARTER)


def tidy(value: Decimal) -> Days:
    """The same number written the shortest way, so that equal days are equal bytes in the log."""
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()


def total(days: Iterable[Days]) -> Days:
    """The sum, 0 for nothing."""
    return tidy(sum(days, NOTHING))
