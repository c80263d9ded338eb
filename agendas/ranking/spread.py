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


def most_given(ballots: Mapping[str, Mapping[str, int]], at_most: int) -> dict[str, int]:
    """How many voters gave each request the most dots that one may give."""
    found: dict[str, int] = {}
    for dots in ballots.values():
        for request, given in dots.items():
            if given >= at_most:
                found[request] = found.get(request, 0) + 1
    return found


def split_by_dots(
    candidates: Sequence[str], ballots: Mapping[str, Mapping[str, int]], at_most: int
) -> tuple[str, ...]:
    """Requests that at least a quarter of the voters gave the most and at least half nothing.

    With dots the thirds of `split_in` say nothing: who has 5 dots for 40 requests leaves nearly
    all of them blank, blanks share the middle of the list, and so no request is ever in anybody's
    bottom third. What a room sees is that some want a thing as much as the ballot lets them say,
    and most not at all. Where one dot is all that a request may get, nobody can say how much.
    """
    voters = len(ballots)
    if at_most < 2 or not voters:
        return ()
    most = most_given(ballots, at_most)
    return tuple(
        request
        for request in candidates
        if 4 * most.get(request, 0) >= voters
        and 2 * sum(not dots.get(request) for dots in ballots.values()) >= voters
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
