"""Which three to six requests the meeting talks about."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from agendas.ranking.discuss import discuss_these

TEN = "ABCDEFGHIJ"
SPACED = {request: Fraction(100 - 10 * row) for row, request in enumerate(TEN)}


def test_both_sides_of_the_line_and_the_nearest_row_are_at_least_open() -> None:
    found = discuss_these(TEN, "ABCDE", SPACED)
    assert found.discuss == ("D", "E", "F")
    assert (found.above, found.below, found.gap) == ("E", "F", 10)
    assert found.by_rank == tuple("ABCGHIJ")


def test_what_is_split_is_open_wherever_it_stands() -> None:
    assert discuss_these(TEN, "ABCDE", SPACED, split="AJ").discuss == ("A", "E", "F", "J")


def test_what_has_nearly_the_points_of_the_line_is_open_up_to_six() -> None:
    points = {**SPACED, **dict.fromkeys("CDEFGHI", Fraction(40)), "J": Fraction(39)}
    found = discuss_these(TEN, "ABCDE", points)
    assert found.discuss == tuple("CDEFGH")
    assert found.gap == 0


def test_skipping_further_down_does_not_move_the_line() -> None:
    found = discuss_these(TEN, "ABCJ", SPACED)
    assert (found.above, found.below) == ("C", "D")


def test_without_a_line_only_what_is_split_is_open() -> None:
    everything = discuss_these(TEN, TEN, SPACED, split="B")
    assert (everything.discuss, everything.gap) == (("B",), None)
    assert discuss_these(TEN, "", SPACED).discuss == ()
    assert discuss_these("", "", {}).discuss == ()


@settings(max_examples=40)
@given(
    st.dictionaries(st.sampled_from(TEN), st.integers(0, 5)),
    st.integers(0, 10),
    st.sets(st.sampled_from(TEN)),
)
def test_every_request_is_either_open_or_decided_by_rank(
    values: dict[str, int], line: int, split: set[str]
) -> None:
    points = {request: Fraction(values.get(request, 0)) for request in TEN}
    order = sorted(TEN, key=lambda each: -points[each])
    found = discuss_these(order, order[:line], points, sorted(split))
    assert sorted(found.discuss + found.by_rank) == list(TEN)
    assert len(found.discuss) <= 6
    if 0 < line < 10:
        assert len(found.discuss) >= 3
        assert {order[line - 1], order[line]} <= set(found.discuss)
