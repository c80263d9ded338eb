"""Where the voters disagree about a request, from the places that their ballots give it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import msgspec

from agendas.ranking.poll import Number, Poll, poll_of_values


class Spread(msgspec.Struct, frozen=True):
    """The best, the middle and the worst place that a request has on the ballots."""

    best: Fraction
    median: Fraction
    worst: Fraction


def split_requests(
    candidates: Sequence[str], ballots: Mapping[str, Mapping[str, Number]]
) -> tuple[str, ...]:
    """What is split by these dots; equal dots share the average of their places, none is last."""
    return split_in(poll_of_values(candidates, ballots))


def split_in(poll: Poll) -> tuple[str, ...]:
    """Requests that at least a quarter of the voters put in their top third and at least a quarter
    in their bottom third, in the order of the candidates.
    """
    size, voters = len(poll.candidates), poll.voters
    top = [0] * size
    bottom = [0] * size
    for vote in poll.votes:
        for request, doubled in enumerate(vote.places):
            # Place p fills the list from p - 1 to p; its middle tells in which third it lies, so
            # that top and bottom are mirror images for every length of list.
            middle = 3 * (doubled - 1)
            if middle <= 2 * size:
                top[request] += vote.votes
            if middle >= 4 * size:
                bottom[request] += vote.votes
    return tuple(
        request
        for request, above, below in zip(poll.candidates, top, bottom, strict=True)
        if voters and 4 * above >= voters and 4 * below >= voters
    )


def spreads(poll: Poll) -> dict[str, Spread]:
    """Best, median and worst place of each request; nothing where nobody voted."""
    votes = [vote for vote in poll.votes for _time in range(vote.votes)]
    if not votes:
        return {}
    found: dict[str, Spread] = {}
    for place, request in enumerate(poll.candidates):
        doubled = sorted(vote.places[place] for vote in votes)
        middle = doubled[(len(doubled) - 1) // 2] + doubled[len(doubled) // 2]
        found[request] = Spread(
            Fraction(doubled[0], 2), Fraction(middle, 4), Fraction(doubled[-1], 2)
        )
    return found
