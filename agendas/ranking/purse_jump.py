"""How far equal purses can be raised before anything could be bought otherwise: exact.

Where few people share much money, raising step by step would take millions of steps that change
nothing. Every amount is followed as a + b·t, t being the raise, and so is every comparison made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import msgspec

from agendas.ranking.purse import Wanted

#: The amount a + b·t.
Line = tuple[Fraction, Fraction]


class _Offer(msgspec.Struct, frozen=True):
    """As in `agendas.ranking.purse`, with a rest that depends on the raise."""

    wanted: Wanted
    rest: Line
    heads: int

    @property
    def key(self) -> tuple[Fraction, int, int, int]:
        """The best first: effective votes, then the tie."""
        effective = self.wanted.price * self.heads / self.rest[0]
        return -effective, self.wanted.price, -self.wanted.votes, self.wanted.place


class _Raise:
    """The smallest raise at which one of the comparisons turns over; None: never."""

    def __init__(self) -> None:
        self.limit: Fraction | None = None

    def holds(self, line: Line) -> None:
        """This is not below 0 now, and all is as it is while it stays so."""
        now, slope = line
        if slope < 0:
            turns = now / -slope
            self.limit = turns if self.limit is None else min(self.limit, turns)


def unchanged_below(
    wanted: Sequence[Wanted], sizes: Sequence[int], behind: Mapping[str, Sequence[int]], share: int
) -> Fraction | None:
    """Raises smaller than this buy the same as this share, in the same order; None: all do."""
    purses: list[Line] = [(Fraction(share), Fraction(1))] * len(sizes)
    found = _Raise()
    open_ = [each for each in wanted if each.price]
    while open_ and found.limit != 0:
        offers: list[_Offer] = []
        for each in open_:
            offer = _offer(each, purses, sizes, behind[each.request], found)
            if offer is not None:
                offers.append(offer)
        if not offers:
            break
        best = min(offers, key=lambda offer: offer.key)
        for other in offers:
            found.holds(_better(best, other))
        part = best.rest[0] / best.heads, best.rest[1] / best.heads
        for group in behind[best.wanted.request]:
            poor = purses[group][0] < part[0]
            purses[group] = (Fraction(), Fraction()) if poor else _less(purses[group], part)
        open_ = [offer.wanted for offer in offers if offer is not best]
    return found.limit


def _offer(
    wanted: Wanted,
    purses: Sequence[Line],
    sizes: Sequence[int],
    groups: Sequence[int],
    found: _Raise,
) -> _Offer | None:
    price = Fraction(wanted.price), Fraction()
    rest, heads = price, wanted.votes
    ordered = sorted(groups, key=lambda group: purses[group][0])
    for count, group in enumerate(ordered):
        if purses[group][0] * heads >= rest[0]:
            for poor in ordered[:count]:
                found.holds(_less(rest, _times(purses[poor], heads)))
            for rich in ordered[count:]:
                found.holds(_less(_times(purses[rich], heads), rest))
            return _Offer(wanted, rest, heads)
        rest = _less(rest, _times(purses[group], sizes[group]))
        heads -= sizes[group]
    # What is missing, after all that the supporters have.
    found.holds(rest)
    return None


def _better(best: _Offer, other: _Offer) -> Line:
    mine = _times(other.rest, best.wanted.price * best.heads)
    return _less(mine, _times(best.rest, other.wanted.price * other.heads))


def _less(line: Line, other: Line) -> Line:
    return line[0] - other[0], line[1] - other[1]


def _times(line: Line, factor: int) -> Line:
    return line[0] * factor, line[1] * factor
