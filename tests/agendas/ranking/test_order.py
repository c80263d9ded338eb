"""Borda, head to head and Copeland, against counting pair by pair."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise, permutations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from agendas.ranking.dots import Band, Ranked
from agendas.ranking.order import (
    HeadToHead,
    head_to_head,
    pair_counts,
    rank_by_borda,
    rank_by_copeland,
)
from agendas.ranking.poll import Poll, poll_of_orders, poll_of_values

Orders = dict[str, tuple[tuple[str, ...], ...]]
FIVE = "ABCDE"


def _ballots() -> st.SearchStrategy[Orders]:
    cut = st.sets(st.integers(1, 5))

    def bands(drawn: tuple[list[str], set[int]]) -> tuple[tuple[str, ...], ...]:
        order, cuts = drawn
        edges = [0, *sorted(cuts)]
        return tuple(band for a, b in pairwise(edges) if (band := tuple(order[a:b])))

    one = st.tuples(st.permutations(list(FIVE)), cut).map(bands)
    return st.lists(one, min_size=1, max_size=7).map(
        lambda each: {f"voter {n}": ballot for n, ballot in enumerate(each)}
    )


some_orders = _ballots()
some_votes = st.dictionaries(st.sampled_from([f"voter {n}" for n in range(7)]), st.integers(1, 9))


def singles(order: str) -> tuple[tuple[str, ...], ...]:
    return tuple((each,) for each in order)


def place_of(ballot: tuple[tuple[str, ...], ...], request: str) -> int:
    """The band that a request is in; behind all of them if the ballot leaves it out."""
    return next((n for n, band in enumerate(ballot) if request in band), len(ballot))


def points(ranked: Ranked) -> dict[str, Fraction]:
    return {request: Fraction(each) for request, each in ranked.points}


def bands(ranked: Ranked) -> list[set[str]]:
    return [set(band.requests) for band in ranked.bands]


def test_the_last_place_has_no_points_and_the_first_one_less_than_there_are_requests() -> None:
    ranked = rank_by_borda(poll_of_orders("ABCD", {"Meier": singles("BDAC")}))
    assert ranked.bands == (
        Band("3", ("B",)),
        Band("2", ("D",)),
        Band("1", ("A",)),
        Band("0", ("C",)),
    )


def test_ties_and_blanks_share_the_average_of_their_places() -> None:
    poll = poll_of_orders("ABCDE", {"Meier": (("A",), ("B", "C")), "Costa": (("E",),)})
    # Meier: 4, 2½ each, ½ each for D and E. Costa: E 4, the other four 1½ each.
    assert points(rank_by_borda(poll)) == {
        "A": Fraction(11, 2), "B": Fraction(4), "C": Fraction(4), "D": Fraction(2),
        "E": Fraction(9, 2),
    }  # fmt: skip
    assert poll.supporters == {"A": 1, "B": 1, "C": 1, "D": 0, "E": 1}


def test_a_ballot_that_was_cast_five_times_counts_five_times() -> None:
    ballots = {"Meier": singles("ABC"), "HR": singles("CBA")}
    once = poll_of_orders("ABC", {**ballots, **{str(n): singles("CBA") for n in range(4)}})
    five = poll_of_orders("ABC", ballots, {"HR": 5})
    assert rank_by_borda(five).points == rank_by_borda(once).points
    assert pair_counts(five) == pair_counts(once)
    assert five.voters == 6


def test_a_department_has_one_voice_however_many_vote_in_it() -> None:
    ballots = {"a": singles("AB"), "b": singles("AB"), "c": singles("BA"), "d": singles("BA")}
    poll = poll_of_orders("AB", ballots, departments={"a": "Sales", "b": "Sales", "c": "HR"})
    assert points(rank_by_borda(poll)) == {"A": 1, "B": 2}
    assert head_to_head(poll)["B"] == HeadToHead(wins=1)


def test_dots_become_an_order_in_which_nothing_given_is_last() -> None:
    poll = poll_of_values("ABCD", {"Meier": {"B": 2, "A": 2, "C": 1, "D": 0, "gone": 9}})
    assert poll.votes[0].places == (3, 3, 6, 8)
    scores = poll_of_values("ABC", {"Meier": {"A": 0, "B": -1}}, blanks_last=True)
    assert scores.votes[0].places == (2, 4, 6)


def test_copeland_is_wins_less_losses_and_level_pairs_count_for_nobody() -> None:
    ballots = {"x": singles("ABC"), "y": singles("ACB")}
    poll = poll_of_orders("ABC", ballots)
    assert points(rank_by_copeland(poll)) == {"A": 2, "B": -1, "C": -1}
    assert head_to_head(poll)["B"] == HeadToHead(0, 1, 1)
    assert bands(rank_by_copeland(poll)) == [{"A"}, {"B", "C"}]


def test_a_cycle_is_a_tie_for_copeland() -> None:
    poll = poll_of_orders("ABC", {"x": singles("ABC"), "y": singles("BCA"), "z": singles("CAB")})
    assert bands(rank_by_copeland(poll)) == [{"A", "B", "C"}]
    assert set(head_to_head(poll).values()) == {HeadToHead(1, 1, 0)}


@settings(max_examples=40)
@given(some_orders, some_votes)
def test_pairs_and_points_are_what_counting_one_by_one_gives(
    ballots: Orders, votes: dict[str, int]
) -> None:
    poll = poll_of_orders(FIVE, ballots, votes)
    counts = pair_counts(poll)
    borda = dict.fromkeys(FIVE, Fraction())
    for a, b in permutations(FIVE, 2):
        before = level = 0
        for voter, ballot in ballots.items():
            before += votes.get(voter, 1) * (place_of(ballot, a) < place_of(ballot, b))
            level += votes.get(voter, 1) * (place_of(ballot, a) == place_of(ballot, b))
        assert counts[FIVE.index(a)][FIVE.index(b)] == before
        # n − place is the number of requests behind, and half of those that share the place.
        borda[a] += before + Fraction(level, 2)
    assert points(rank_by_borda(poll)) == borda
    assert sum(borda.values()) == poll.voters * 10


@settings(max_examples=40)
@given(some_orders)
def test_head_to_head_every_win_is_a_loss_of_somebody(ballots: Orders) -> None:
    met = head_to_head(poll_of_orders(FIVE, ballots)).values()
    assert sum(each.wins for each in met) == sum(each.losses for each in met)
    assert all(each.wins + each.losses + each.ties == 4 for each in met)


@settings(max_examples=40)
@given(some_orders, st.permutations(list(FIVE)))
def test_other_names_and_another_order_change_nothing_but_the_names(
    ballots: Orders, names: list[str]
) -> None:
    named = dict(zip(FIVE, names, strict=True))
    renamed = {
        voter.upper(): tuple(tuple(named[each] for each in band) for band in ballot)
        for voter, ballot in reversed(ballots.items())
    }
    before, after = poll_of_orders(FIVE, ballots), poll_of_orders(sorted(FIVE)[::-1], renamed)
    methods: tuple[Callable[[Poll], Any], ...] = (rank_by_borda, rank_by_copeland)
    for method in methods:
        assert [{named[r] for r in band} for band in bands(method(before))] == bands(method(after))


@settings(max_examples=40)
@given(some_orders, st.sampled_from(FIVE))
def test_one_more_voter_who_puts_a_request_first_never_hurts_it(
    ballots: Orders, request: str
) -> None:
    before = points(rank_by_borda(poll_of_orders(FIVE, ballots)))
    more = {**ballots, "one more": ((request,),)}
    after = points(rank_by_borda(poll_of_orders(FIVE, more)))
    ahead = {each for each in FIVE if before[each] > before[request]}
    assert {each for each in FIVE if after[each] > after[request]} <= ahead
