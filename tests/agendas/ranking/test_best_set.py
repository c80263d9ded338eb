"""The best set by score, against trying every set."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from agendas.days import Days, total
from agendas.ranking.best_set import best_set

SIX = "ABCDEF"

some_days = st.integers(0, 20).map(lambda quarters: Decimal(quarters) / 4)
some_effort = st.fixed_dictionaries({each: st.none() | some_days for each in SIX})
some_values = st.fixed_dictionaries({each: st.fractions(0, 5, max_denominator=4) for each in SIX})


def days(**effort: int) -> dict[str, Days | None]:
    return {name: Decimal(each) for name, each in effort.items()}


def test_it_leaves_out_a_big_one_for_two_that_are_worth_more() -> None:
    values = {"A": Fraction(10), "B": Fraction(7), "C": Fraction(5)}
    found = best_set("ABC", values, days(A=8, B=5, C=4), Decimal(9), above=("A",))
    assert (found.taken, found.value, found.left) == (("B", "C"), 12, 0)
    assert found.gain == Fraction(1, 5)


def test_of_equal_value_fewer_days_then_the_earlier_rank() -> None:
    values = dict.fromkeys("ABCD", Fraction(3))
    assert best_set("ABCD", values, days(A=4, B=2, C=2, D=2), Decimal(4)).taken == ("B", "C")
    assert best_set("DCBA", values, days(A=4, B=2, C=2, D=2), Decimal(4)).taken == ("D", "C")


def test_fixed_dates_come_first_whatever_they_need_and_worthless_work_never() -> None:
    values = {"law": Fraction(0), "A": Fraction(2), "B": Fraction(0)}
    found = best_set("ABlaw", values, days(law=6, A=2, B=0), Decimal(5), first=("law",))
    assert (found.taken, found.left) == (("law",), -1)
    assert found.gain is None


@settings(max_examples=30)
@given(some_values, some_effort, some_days)
def test_no_other_set_is_better(
    values: dict[str, Fraction], effort: dict[str, Days | None], room: Days
) -> None:
    found = best_set(SIX, values, effort, room)
    may = [each for each in SIX if effort[each] is not None and values[each] > 0]
    sets = [some for n in range(len(may) + 1) for some in combinations(may, n)]

    def needs(some: tuple[str, ...]) -> Days:
        return total(effort[each] or Decimal(0) for each in some)

    best = max(
        (some for some in sets if needs(some) <= room),
        key=lambda some: (sum(values[each] for each in some), -needs(some)),
    )
    assert found.value == sum(values[each] for each in best)
    assert (needs(found.taken), found.left) == (needs(best), room - needs(best))
