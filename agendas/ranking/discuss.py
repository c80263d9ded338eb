"""Discuss these: the few requests that are split or near the line; the rest is decided by rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import msgspec

LEAST, MOST = 3, 6


class Discussion(msgspec.Struct, frozen=True):
    """What the meeting talks about, in final order, and what is proposed as decided by rank.

    `above` and `below` are the last request above the line and the first below it, "" where there
    is none; `gap` is how many points are between them ("line: 41 against 40 points").
    """

    discuss: tuple[str, ...]
    by_rank: tuple[str, ...]
    above: str = ""
    below: str = ""
    gap: Fraction | None = None


def discuss_these(
    order: Sequence[str],
    taken: Sequence[str],
    points: Mapping[str, Fraction],
    split: Sequence[str] = (),
    near: Fraction = Fraction(1),
    most: int = MOST,
) -> Discussion:
    """Three to six requests: both sides of the line first, then what is split, then what is near.

    `order` is the final order (without what can never be above the line), `taken` what is above it.
    Near is what has the points of one of the two sides, or is at most `near` away from them. Fewer
    than three are filled up with the nearest rows; with no line at all only what is split is open.
    """
    above, below = _sides(order, set(taken))
    edges = [each for each in (above, below) if each]
    place = {request: row for row, request in enumerate(order)}

    def away(request: str) -> tuple[Fraction, int, int]:
        own = points.get(request, Fraction())
        gaps = [abs(own - points.get(edge, Fraction())) for edge in edges]
        rows = [abs(place[request] - place[edge]) for edge in edges]
        return min(gaps, default=Fraction()), min(rows, default=0), place[request]

    nearest = sorted(order, key=away)
    on_the_line = [each for each in nearest if len(edges) == 2 and away(each)[0] <= near]
    wanted = [*edges, *(each for each in nearest if each in set(split)), *on_the_line]
    if len(edges) == 2:
        found = list(dict.fromkeys(wanted))[:most]
        found = list(dict.fromkeys([*found, *nearest]))[: max(len(found), LEAST)]
    else:
        found = [each for each in nearest if each in set(split)][:most]
    gap = None
    if above and below:
        gap = points.get(above, Fraction()) - points.get(below, Fraction())
    return Discussion(
        tuple(sorted(found, key=place.__getitem__)),
        tuple(request for request in order if request not in found),
        above if below else "",
        below if above else "",
        gap,
    )


def _sides(order: Sequence[str], taken: set[str]) -> tuple[str, str]:
    """The first request that is not taken, and the last one taken before it.

    What skipping takes further down follows from that place; it is not the line.
    """
    above = ""
    for request in order:
        if request not in taken:
            return above, request
        above = request
    return above, ""
