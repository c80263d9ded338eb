"""Schulze, against walking every path."""

from __future__ import annotations

from itertools import pairwise, permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from agendas.ranking.order import pair_counts
from agendas.ranking.poll import Poll, poll_of_orders, poll_of_values
from agendas.ranking.schulze import rank_by_schulze

FIVE = "ABCDE"

some_ballots = st.lists(
    st.dictionaries(st.sampled_from(FIVE), st.integers(0, 4)), min_size=1, max_size=9
).map(lambda ballots: {f"voter {n}": ballot for n, ballot in enumerate(ballots)})


def counted(*ballots: tuple[int, str]) -> Poll:
    orders = {str(n): tuple((r,) for r in order) for n, (_times, order) in enumerate(ballots)}
    return poll_of_orders(
        sorted(ballots[0][1]), orders, {str(n): times for n, (times, _o) in enumerate(ballots)}
    )


def bands(poll: Poll) -> list[set[str]]:
    return [set(band.requests) for band in rank_by_schulze(poll).bands]


def by_paths(poll: Poll) -> list[set[str]]:
    """The bands from the weakest win of every path there is."""
    counts = pair_counts(poll)
    size = range(len(poll.candidates))

    def strongest(start: int, end: int) -> int:
        between = [each for each in size if each not in (start, end)]
        paths = [
            (start, *some, end)
            for n in range(len(between) + 1)
            for some in permutations(between, n)
        ]
        return max(
            min(counts[a][b] if counts[a][b] > counts[b][a] else 0 for a, b in pairwise(path))
            for path in paths
        )

    path = {(a, b): strongest(a, b) for a, b in permutations(size, 2)}
    left, found = set(size), []
    while left:
        band = {a for a in left if all(path[a, b] >= path[b, a] for b in left - {a})}
        found.append({poll.candidates[each] for each in band})
        left -= band
    return found


def test_a_cycle_is_ordered_by_its_strongest_paths() -> None:
    # 45 votes over five options, a textbook cycle: the order is E A C B D.
    poll = counted(
        (5, "ACBED"), (5, "ADECB"), (8, "BEDAC"), (3, "CABED"), (7, "CAEBD"), (2, "CBADE"),
        (7, "DCEBA"), (8, "EBADC"),
    )  # fmt: skip
    assert bands(poll) == [{"E"}, {"A"}, {"C"}, {"B"}, {"D"}]
    assert dict(rank_by_schulze(poll).points)["E"] == "4"


def test_a_cycle_of_equal_wins_is_one_band() -> None:
    assert bands(counted((1, "ABC"), (1, "BCA"), (1, "CAB"))) == [{"A", "B", "C"}]


def test_the_strength_of_a_win_is_the_votes_for_it_not_its_margin() -> None:
    # A beats B by 4 to 0 of those who care, B beats C by 5 to 4, C beats A by 6 to 3.
    ballots = {
        "1": (("A",), ("B", "C")), "2": (("A", "C"), ("B",)), "3": (("B",), ("C",), ("A",)),
        "4": (("C",), ("A", "B")),
    }  # fmt: skip
    poll = poll_of_orders("ABC", ballots, {"1": 3, "2": 1, "3": 5, "4": 3})
    assert bands(poll) == by_paths(poll)


def test_one_request_and_no_ballots_are_one_band() -> None:
    assert bands(poll_of_orders("A", {"Meier": (("A",),)})) == [{"A"}]
    assert bands(poll_of_orders("AB", {})) == [{"A", "B"}]


@settings(max_examples=80)
@given(some_ballots)
def test_the_bands_are_those_of_walking_every_path(ballots: dict[str, dict[str, int]]) -> None:
    poll = poll_of_values(FIVE, ballots)
    assert bands(poll) == by_paths(poll)


@settings(max_examples=40)
@given(some_ballots, st.permutations(FIVE))
def test_other_names_change_nothing_but_the_names(
    ballots: dict[str, dict[str, int]], names: list[str]
) -> None:
    named = dict(zip(FIVE, names, strict=True))
    renamed = {
        voter + "!": {named[request]: dots for request, dots in ballot.items()}
        for voter, ballot in reversed(ballots.items())
    }
    before = bands(poll_of_values(FIVE, ballots))
    assert [{named[each] for each in band} for band in before] == bands(
        poll_of_values(FIVE, renamed)
    )


@settings(max_examples=40)
@given(some_ballots)
def test_who_beats_everybody_stands_alone_in_front(ballots: dict[str, dict[str, int]]) -> None:
    poll = poll_of_values(FIVE, ballots)
    counts = pair_counts(poll)
    for a, request in enumerate(FIVE):
        if all(counts[a][b] > counts[b][a] for b in range(5) if b != a):
            assert bands(poll)[0] == {request}
