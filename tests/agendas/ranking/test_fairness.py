"""The fairness check: shares, waiting, when to look, and the swap it names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from agendas.days import Days
from agendas.decisions import Decision, Kind, Reason
from agendas.ranking.fairness import Fairness, Month, MonthRow, Swap, fairness, swap_for
from agendas.ranking.fairness_months import departments_of, months_of
from agendas.record import Capacity, Record, Row

SMALL = ("HR", "IT", "Law", "Sales")

some_rows = st.lists(
    st.builds(
        MonthRow,
        request=st.sampled_from("ABCDEFG"),
        departments=st.lists(st.sampled_from(SMALL), unique=True, max_size=3).map(tuple),
        effort=st.integers(1, 30).map(Decimal),
        new=st.booleans(),
        committed=st.booleans(),
        for_all=st.booleans(),
    ),
    max_size=6,
).map(tuple)
some_months = st.lists(st.builds(Month, some_rows, st.integers(1, 20).map(Decimal)), max_size=6)


def row(request: str, whose: str, effort: int, note: str = "") -> MonthRow:
    """A request; in `note` o: old, c: committed, a: for all."""
    return MonthRow(
        request, tuple(whose.split("+")), Decimal(effort), "o" not in note, "c" in note, "a" in note
    )


def month(*rows: MonthRow, capacity: int = 20) -> Month:
    return Month(rows, Decimal(capacity))


def department(check: Fairness, name: str) -> tuple[Fraction, Fraction, int, bool]:
    found = next(each for each in check.rows if each.department == name)
    return found.asked_share, found.got_share, found.waiting, found.look


def test_shares_of_what_was_asked_and_got_and_half_their_differences() -> None:
    check = fairness([month(row("A", "Sales", 6, "c"), row("B", "HR", 2), row("C", "Law", 2, "c"))])
    assert [each.department for each in check.rows] == ["Sales", "HR", "Law"]
    assert department(check, "Sales")[:2] == (Fraction(3, 5), Fraction(3, 4))
    assert department(check, "HR")[:2] == (Fraction(1, 5), 0)
    assert check.difference == Fraction(1, 5)


def test_a_request_is_asked_once_and_for_at_most_a_months_capacity() -> None:
    check = fairness(
        [
            month(row("A", "Sales", 90), row("B", "HR", 5, "c"), capacity=15),
            month(row("A", "Sales", 90, "o"), capacity=15),
        ]
    )
    assert department(check, "Sales")[0] == Fraction(3, 4)


def test_what_several_ask_for_is_split_and_what_is_for_all_is_left_out() -> None:
    check = fairness([month(row("A", "Sales+HR", 8, "c"), row("B", "Law", 9, "ca"))])
    assert [(each.department, each.asked, each.got) for each in check.rows] == [
        ("HR", 4, 4), ("Sales", 4, 4),
    ]  # fmt: skip
    assert check.difference == 0


def test_waiting_counts_the_months_in_a_row_up_to_this_one() -> None:
    empty, got = month(row("A", "HR", 3)), month(row("A", "HR", 3, "c"))
    none = month(row("X", "Sales", 1, "c"))
    assert department(fairness([got, empty, empty]), "HR")[2] == 2
    assert department(fairness([empty, got]), "HR")[2] == 0
    assert department(fairness([empty, none, empty]), "HR")[2] == 1
    assert department(fairness([empty, none]), "HR")[2] == 0


def test_look_after_two_empty_months_or_far_below_a_share_that_would_do() -> None:
    empty = month(row("A", "HR", 30), row("X", "Sales", 10, "c"))
    assert department(fairness([empty, empty]), "HR")[3]
    # asked 5 of 15, got 1 of 11: what is missing is 8/3 days, its smallest request needs 2 or 4
    got = [row("X", "Sales", 10, "c"), row("Y", "HR", 1, "c")]
    assert department(fairness([month(*got, row("Z", "HR", 4))]), "HR")[3] is False
    small = [row("Z", "HR", 2), row("W", "HR", 2)]
    assert department(fairness([month(*got, *small)]), "HR")[3] is True


def test_nothing_asked_or_nothing_given_is_no_difference_at_all() -> None:
    assert fairness([]).difference is None
    check = fairness([month(row("A", "HR", 3))], departments=("Sales",))
    assert check.difference is None
    assert [each.department for each in check.rows] == ["HR", "Sales"]


@settings(max_examples=40)
@given(some_months)
def test_shares_add_up_and_the_difference_is_between_nothing_and_all(months: list[Month]) -> None:
    check = fairness(months)
    asked = sum(each.asked_share for each in check.rows)
    assert asked in (0, 1)
    assert sum(each.got_share for each in check.rows) in (0, 1)
    assert check.difference is None or 0 <= check.difference <= 1
    assert all(0 <= each.waiting <= len(months) for each in check.rows)


EFFORT: dict[str, Days | None] = {
    "A": Decimal(8), "B": Decimal(3), "C": Decimal(3), "D": Decimal(3), "E": None,
}  # fmt: skip
BELONGS = {"A": ("Sales",), "B": ("Law",), "C": ("Sales",), "D": ("HR",), "E": ("HR",)}
STARVED = fairness([month(row("D", "HR", 3)), month(row("D", "HR", 3, "o"))])


def test_the_swap_names_the_best_request_and_the_lowest_that_makes_room() -> None:
    swap = swap_for("HR", STARVED, "ABCED", "ABC", EFFORT, BELONGS, Decimal(0))
    assert swap == Swap("HR", "D", ("C",))
    fixed = swap_for("HR", STARVED, "ABCED", "ABC", EFFORT, BELONGS, Decimal(0), fixed="C")
    assert fixed == Swap("HR", "D", ("B",))


def test_the_swap_takes_several_only_where_one_is_not_enough() -> None:
    effort = {**EFFORT, "D": Decimal(5), "A": Decimal(2)}
    swap = swap_for("HR", STARVED, "ABCD", "ABC", effort, BELONGS, Decimal(0))
    assert swap == Swap("HR", "D", ("C", "B"))
    assert swap_for("HR", STARVED, "ABCD", "ABC", effort, BELONGS, Decimal(5)) == Swap(
        "HR", "D", ()
    )


def test_no_swap_at_the_cost_of_who_is_starved_as_well() -> None:
    belongs = dict.fromkeys("ABCD", ("HR",))
    assert swap_for("HR", STARVED, "ABCD", "ABC", EFFORT, belongs, Decimal(0)) is None


def record(number: int, *rows: Row) -> Record:
    day = date(2026, number, 1)
    return Record(
        number, "x", day, "x", day, day, day, candidates=rows, capacity=Capacity(days=Decimal(20))
    )


def test_months_come_from_records_oldest_first_with_what_was_new_and_ready() -> None:
    old = Row("R-1", "old", "Sales, HR", days=Decimal(5))
    back = Row(
        "R-2", "back", "HR", days=Decimal(2), decision=Decision("R-2", Kind.BACK, Reason.NRD)
    )
    ready = Row("R-2", "back", "HR", days=Decimal(2), decision=Decision("R-2", Kind.COMMIT))
    months = months_of([record(2, old, ready), record(1, old, back, Row("R-3", "no estimate"))])
    assert months == (
        month(MonthRow("R-1", ("Sales", "HR"), Decimal(5))),
        month(
            MonthRow("R-1", ("Sales", "HR"), Decimal(5), new=False),
            MonthRow("R-2", ("HR",), Decimal(2), committed=True),
        ),
    )
    assert len(months_of([record(n, old) for n in range(1, 10)])) == 6


def test_departments_are_read_apart_at_commas_only() -> None:
    assert departments_of(" Sales, HR;Sales ,") == ("Sales", "HR")
    assert departments_of("Research & Development") == ("Research & Development",)
    assert departments_of("") == ()
