"""Kendall's W, mean rank correlation and distance, against their definitions."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agendas.language import ENGLISH
from agendas.ranking.agreement import Agreement, agreement, agreement_words, distances
from agendas.ranking.poll import poll_of_orders, poll_of_values

FIVE = "ABCDE"

some_values = st.lists(
    st.fixed_dictionaries(dict.fromkeys(FIVE, st.integers(0, 5))), min_size=1, max_size=7
).map(lambda ballots: {f"voter {n}": ballot for n, ballot in enumerate(ballots)})
some_orders = st.lists(st.permutations(list(FIVE)), min_size=2, max_size=6)
Values = dict[str, dict[str, int]]


def rank(values: dict[str, int], request: str) -> Fraction:
    more = sum(each > values[request] for each in values.values())
    same = sum(each == values[request] for each in values.values())
    return Fraction(2 * more + same + 1, 2)


def by_definition(ballots: Values) -> Fraction | None:
    m, n = len(ballots), len(FIVE)
    sums = [sum(rank(ballot, request) for ballot in ballots.values()) for request in FIVE]
    mean = Fraction(sum(sums), n)
    s = sum((each - mean) ** 2 for each in sums)
    t = 0
    for ballot in ballots.values():
        values = list(ballot.values())
        t += sum(values.count(each) ** 3 - values.count(each) for each in set(values))
    below = m * m * (n**3 - n) - m * t
    return 12 * s / below if below else None


def pearson(xs: list[int], ys: list[int]) -> Fraction:
    mean = Fraction(len(xs) + 1, 2)
    covariance = sum((x - mean) * (y - mean) for x, y in zip(xs, ys, strict=True))
    return covariance / sum((x - mean) ** 2 for x in xs)


def test_three_judges_of_six_things_worked_by_hand() -> None:
    judges = {"1": (1, 6, 3, 2, 5, 4), "2": (1, 5, 6, 2, 4, 3), "3": (6, 3, 2, 5, 4, 1)}
    ballots = {
        judge: {name: -place for name, place in zip("ABCDEF", places, strict=True)}
        for judge, places in judges.items()
    }
    found = agreement(poll_of_values("ABCDEF", ballots, blanks_last=True))
    # The sums of places are 8 14 11 9 13 8, so that S is 33.5.
    assert found == Agreement(Fraction(67, 315), Fraction(-19, 105))


def test_all_alike_is_one_and_two_opposite_are_nothing() -> None:
    alike = poll_of_orders("ABC", {"x": (("A",), ("B",), ("C",))}, {"x": 4})
    assert agreement(alike) == Agreement(Fraction(1), Fraction(1))
    opposite = {"x": (("A",), ("B",), ("C",)), "y": (("C",), ("B",), ("A",))}
    assert agreement(poll_of_orders("ABC", opposite)) == Agreement(Fraction(0), Fraction(-1))


def test_with_nothing_to_compare_there_is_no_number() -> None:
    assert agreement(poll_of_orders("ABC", {})) == Agreement()
    assert agreement(poll_of_orders("A", {"x": (("A",),), "y": (("A",),)})) == Agreement()
    assert agreement(poll_of_orders("AB", {"x": (("A", "B"),)})) == Agreement()
    one = agreement(poll_of_orders("AB", {"x": (("A",), ("B",))}))
    assert one == Agreement(Fraction(1), None)


@settings(max_examples=40)
@given(some_values)
def test_w_is_its_definition_and_between_nothing_and_one(ballots: Values) -> None:
    w = agreement(poll_of_values(FIVE, ballots)).kendall_w
    assert w == by_definition(ballots)
    assert w is None or 0 <= w <= 1


@settings(max_examples=40)
@given(some_orders)
def test_without_ties_it_is_the_mean_of_all_rank_correlations(orders: list[list[str]]) -> None:
    poll = poll_of_orders(FIVE, {str(n): [[r] for r in each] for n, each in enumerate(orders)})
    places = [[order.index(request) + 1 for request in FIVE] for order in orders]
    pairs = [pearson(x, y) for x, y in combinations(places, 2)]
    assert agreement(poll).mean_correlation == sum(pairs, Fraction()) / len(pairs)


def test_the_distance_counts_turned_pairs_and_halves_for_ties_on_one_side() -> None:
    poll = poll_of_orders("ABC", {"x": (("A",), ("B",), ("C",)), "y": (("B",), ("A", "C"))})
    found = distances(poll, (("A", "B"), ("C",)))
    assert (found["x"].pairs, found["x"].share) == (Fraction(1, 2), Fraction(1, 6))
    assert (found["y"].pairs, found["y"].share) == (Fraction(1), Fraction(1, 3))
    assert distances(poll_of_orders("A", {"x": (("A",),)}), (("A",),))["x"].share == 0


@settings(max_examples=40)
@given(some_values, st.fixed_dictionaries(dict.fromkeys(FIVE, st.integers(0, 4))))
def test_the_distance_is_what_looking_at_every_pair_gives(
    ballots: Values, group: dict[str, int]
) -> None:
    bands = [
        [request for request in FIVE if group[request] == value]
        for value in sorted(set(group.values()), reverse=True)
    ]
    found = distances(poll_of_values(FIVE, ballots), bands)
    for voter, ballot in ballots.items():
        expected = Fraction()
        for a, b in combinations(FIVE, 2):
            mine, theirs = ballot[a] - ballot[b], group[a] - group[b]
            if mine * theirs < 0:
                expected += 1
            elif (mine == 0) != (theirs == 0):
                expected += Fraction(1, 2)
        assert found[voter].pairs == expected
        assert found[voter].share == expected / 10


@pytest.mark.parametrize(
    ("mean", "words"),
    [
        ("9/10", "agree"), ("1/2", "mostly"), ("1/5", "a little"), ("-1/5", "do not"),
        (None, "nothing"),
    ],
)  # fmt: skip
def test_agreement_is_said_in_words(mean: str | None, words: str) -> None:
    found = Agreement(Fraction(1), None if mean is None else Fraction(mean))
    assert words in ENGLISH.say(agreement_words(found))
