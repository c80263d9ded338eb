"""Which requests divide the voters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agendas.ranking.spread import split_by_dots, split_requests

SIX = ("A", "B", "C", "D", "E", "F")

some_ballots = st.lists(st.dictionaries(st.sampled_from(SIX), st.integers(0, 4)), max_size=9).map(
    lambda ballots: {f"voter {n}": ballot for n, ballot in enumerate(ballots)}
)


def test_a_request_that_half_loves_and_half_puts_last_is_split() -> None:
    loved = {"A": 3, "B": 2, "C": 1, "D": 1}
    hated = {"B": 2, "C": 3, "D": 1, "E": 1}
    assert split_requests(SIX, {"1": loved, "2": loved, "3": hated, "4": hated}) == ("A",)


def test_less_than_a_quarter_on_either_side_splits_nothing() -> None:
    loved = {"A": 3, "B": 2, "C": 1, "D": 1}
    hated = {"B": 2, "C": 3, "D": 1, "E": 1}
    assert split_requests(SIX, {"1": hated, **{str(n): loved for n in range(2, 5)}}) == ("A",)
    assert split_requests(SIX, {"1": hated, **{str(n): loved for n in range(2, 6)}}) == ()


def test_ties_share_the_average_place_so_that_blank_rows_are_not_last() -> None:
    # One dot on A: the five others share place 4, which is in the middle third.
    assert split_requests(SIX, {"1": {"A": 1}, "2": {"B": 1}}) == ()


def test_no_voters_one_voter_and_empty_ballots_split_nothing() -> None:
    assert split_requests(SIX, {}) == ()
    assert split_requests(SIX, {"1": {"A": 3, "B": 2}}) == ()
    assert split_requests(SIX, {"1": {}, "2": {}}) == ()
    assert split_requests((), {"1": {}}) == ()


@given(some_ballots, st.permutations(SIX))
def test_neither_voters_nor_candidates_in_another_order_change_what_is_split(
    ballots: dict[str, dict[str, int]], shuffled: list[str]
) -> None:
    backwards = dict(reversed(ballots.items()))
    assert set(split_requests(shuffled, backwards)) == set(split_requests(SIX, ballots))


@given(some_ballots)
def test_best_and_worst_are_mirror_images(ballots: dict[str, dict[str, int]]) -> None:
    mirrored = {
        voter: {request: 4 - ballot.get(request, 0) for request in SIX}
        for voter, ballot in ballots.items()
    }
    assert split_requests(SIX, mirrored) == split_requests(SIX, ballots)


@given(some_ballots)
def test_voters_who_all_agree_are_never_split(ballots: dict[str, dict[str, int]]) -> None:
    for ballot in ballots.values():
        assert split_requests(SIX, dict.fromkeys(ballots, ballot)) == ()


FORTY = tuple(f"R-{n}" for n in range(40))


def dots(*given: int) -> dict[str, dict[str, int]]:
    """What each voter gave R-0; the rest of their dots goes elsewhere."""
    return {
        f"voter {n}": {**({"R-0": each} if each else {}), "R-1": 1} for n, each in enumerate(given)
    }


def test_dots_split_where_a_quarter_gives_the_most_and_half_nothing() -> None:
    assert split_by_dots(FORTY, dots(2, 2, 1, 0, 0, 0, 0, 0), 2) == ("R-0",)
    assert split_by_dots(FORTY, dots(2, 2, 1, 1, 1, 0, 0, 0), 2) == ()
    assert split_by_dots(FORTY, dots(2, 1, 1, 1, 0, 0, 0, 0), 2) == ()


def test_the_thirds_never_split_a_long_list_by_dots_which_is_why_dots_have_their_own_rule() -> None:
    assert split_requests(FORTY, dots(2, 2, 2, 2, 0, 0, 0, 0)) == ()
    assert split_by_dots(FORTY, dots(2, 2, 2, 2, 0, 0, 0, 0), 2) == ("R-0",)


def test_one_dot_at_most_says_nothing_about_how_much() -> None:
    assert split_by_dots(FORTY, dots(1, 1, 0, 0), 1) == ()
    assert split_by_dots(FORTY, {}, 2) == ()
