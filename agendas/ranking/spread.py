"""Where the voters disagree about a request, from the places that their ballots give it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def split_requests(
    candidates: Sequence[str], ballots: Mapping[str, Mapping[str, int]]
) -> tuple[str, ...]:
    """Requests that at least a quarter of the voters put in their top third and at least a quarter
    in their bottom third; equal dots share the average of their places, none is last.
    """
    top = dict.fromkeys(candidates, 0)
    bottom = dict.fromkeys(candidates, 0)
    for ballot in ballots.values():
        for request, twice in _twice_the_places(candidates, ballot).items():
            # Place p fills the list from p - 1 to p; its middle tells in which third it lies, so
            # that top and bottom are mirror images for every length of list.
            top[request] += 3 * (twice - 1) <= 2 * len(top)
            bottom[request] += 3 * (twice - 1) >= 4 * len(top)
    voters = len(ballots)
    return tuple(
        request
        for request in top
        if voters and 4 * top[request] >= voters and 4 * bottom[request] >= voters
    )


def _twice_the_places(candidates: Sequence[str], ballot: Mapping[str, int]) -> dict[str, int]:
    """Average places, doubled to stay whole numbers."""
    values = [ballot.get(request, 0) for request in candidates]
    twice = {
        value: 2 * sum(other > value for other in values) + values.count(value) + 1
        for value in set(values)
    }
    return {request: twice[value] for request, value in zip(candidates, values, strict=True)}
