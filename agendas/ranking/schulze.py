"""The order after Schulze: who reaches whom by the strongest path of head-to-head wins."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from agendas.ranking.dots import Ranked, ranked
from agendas.ranking.order import Counts, pair_counts
from agendas.ranking.poll import Poll


def rank_by_schulze(poll: Poll, counts: Counts | None = None) -> Ranked:
    """Bands of what nothing left is before; the points say how many requests stand behind.

    A win is as strong as the votes for it, a path as its weakest win; a is before b if the
    strongest path from a to b is stronger than that back. No tie is broken.
    """
    for_each = pair_counts(poll) if counts is None else counts
    bands = _bands(_before(for_each))
    points: dict[str, Fraction] = {}
    left = len(poll.candidates)
    for band in bands:
        left -= len(band)
        points.update((poll.candidates[place], Fraction(left)) for place in band)
    return ranked({request: points[request] for request in poll.candidates}, poll.supporters)


def _before(counts: Counts) -> list[int]:
    """For each candidate the set (as bits) of those that it is before.

    Wins are taken in from the strongest down. What a candidate first reaches at some strength has
    that as its strongest path; it is before those that do not reach it back at that strength.
    """
    size = len(counts)
    reached = [0] * size
    reached_by = [0] * size
    before = [0] * size
    for wins in _strongest_first(counts):
        fresh: dict[int, int] = {}
        for winner, loser in wins:
            if reached[winner] >> loser & 1:
                continue
            gain = reached[loser] | 1 << loser
            # Whoever reaches the loser already has all of it.
            for start in _bits((reached_by[winner] | 1 << winner) & ~(reached_by[loser])):
                new = gain & ~reached[start] & ~(1 << start)
                reached[start] |= new
                fresh[start] = fresh.get(start, 0) | new
                mark = 1 << start
                for end in _bits(new):
                    reached_by[end] |= mark
        for start, new in fresh.items():
            before[start] |= new & ~reached_by[start]
    return before


def _strongest_first(counts: Counts) -> Iterator[list[tuple[int, int]]]:
    """The head-to-head wins, those of equal strength together."""
    wins: dict[int, list[tuple[int, int]]] = {}
    for a, row in enumerate(counts):
        for b in range(a):
            mine, theirs = row[b], counts[b][a]
            if mine > theirs:
                wins.setdefault(mine, []).append((a, b))
            elif theirs > mine:
                wins.setdefault(theirs, []).append((b, a))
    for strength in sorted(wins, reverse=True):
        yield wins[strength]


def _bands(before: list[int]) -> list[list[int]]:
    """Again and again those that nothing left is before."""
    left = (1 << len(before)) - 1
    bands: list[list[int]] = []
    while left:
        beaten = 0
        for place in _bits(left):
            beaten |= before[place]
        band = left & ~beaten
        bands.append(list(_bits(band)))
        left &= ~band
    return bands


def _bits(number: int) -> Iterator[int]:
    """The places of the bits that are set."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest
