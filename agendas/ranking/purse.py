"""Equal purses: what supporters buy together, the widest supported first. Whole numbers only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import gcd
from typing import TypeAlias

import msgspec

#: A bound in floating point is a little too high, never too low.
_ROUNDED_UP = 1 + 1e-9
_BITS = 256
#: With more wishes than these it takes longer to see what raising changes than to raise.
_MANY = 10_000

#: Effective votes at most (below 0, the most first), price, votes below 0, place, and who it is.
Bound: TypeAlias = "tuple[float, int, int, int, Wanted]"


class Wanted(msgspec.Struct, frozen=True):
    """A request with its price in whole units, how many want it, and its place among equals."""

    request: str
    price: int
    votes: int
    place: int

    def at_most(self, effective: float) -> Bound:
        """A bound on its effective votes, by which it is looked at: among equals by the tie."""
        return -effective, self.price, -self.votes, self.place, self


class Offer(msgspec.Struct, frozen=True):
    """A price split as equally as its supporters can pay.

    Those who cannot pay an equal part give all that they have; `rest` is what is left then, and
    `heads` pay it in equal parts, the largest single payment.
    """

    wanted: Wanted
    price: int
    rest: int
    heads: int

    def beats(self, other: Offer) -> bool:
        """Whether it has more effective votes (price / largest payment), or the better tie."""
        mine = self.price * self.heads * other.rest
        theirs = other.price * other.heads * self.rest
        if mine != theirs:
            return mine > theirs
        return self.wanted.at_most(0)[:4] < other.wanted.at_most(0)[:4]

    @property
    def effective(self) -> float:
        """The effective votes, rounded; exact where all supporters pay the same."""
        return self.price * self.heads / self.rest

    @property
    def in_equal_parts(self) -> bool:
        """Whether all supporters pay the same, so that every one of them counts fully."""
        return self.heads == self.wanted.votes


class Purses:
    """The purses of all payers; those who want the same spend alike and are one group."""

    def __init__(self, wanted: Sequence[Wanted], payers: Mapping[frozenset[str], int]) -> None:
        self.wanted = wanted
        self._prices = {each.request: each.price for each in wanted}
        self._sizes = list(payers.values())
        self._behind: dict[str, list[int]] = {each.request: [] for each in wanted}
        for group, requests in enumerate(payers):
            for request in requests:
                if request in self._behind:
                    self._behind[request].append(group)

    def price(self, request: str) -> int:
        """What a request costs, in whole units."""
        return self._prices[request]

    def buy(self, share: int) -> tuple[str, ...]:
        """What is bought if everybody has this share, in the order of buying."""
        shopping = _Shopping(share, self._sizes, self._behind)
        free = [each.request for each in self.wanted if not each.price]
        # Nobody has more effective votes than supporters, and nobody ever gains any.
        open_ = [each.at_most(each.votes) for each in self.wanted if each.price]
        heapify(open_)
        bought: list[str] = []
        while best := _best(shopping, open_):
            bought.append(best.wanted.request)
            shopping.pay(best)
        return (*free, *bought)

    def unchanged_below(self, share: int) -> Fraction | None:
        """Raises smaller than this buy the same as this share; None: all do."""
        if sum(map(len, self._behind.values())) > _MANY:
            return Fraction()
        from agendas.ranking.purse_jump import unchanged_below

        return unchanged_below(self.wanted, self._sizes, self._behind, share)


def _best(shopping: _Shopping, open_: list[Bound]) -> Offer | None:
    """The best offer, taken off the list; what nobody can pay any more is taken off as well."""
    best: Offer | None = None
    seen: list[Bound] = []
    stop: tuple[float, ...] = ()
    while open_ and (not stop or open_[0][:4] < stop):
        wanted = heappop(open_)[4]
        offer = shopping.offer(wanted)
        if offer is None:
            continue
        exact = offer.in_equal_parts
        seen.append(wanted.at_most(wanted.votes if exact else offer.effective * _ROUNDED_UP))
        if best is None or offer.beats(best):
            best = offer
            # What comes later can only be as good, and then loses the tie; a rounded number is
            # not to be trusted that far.
            stop = seen[-1][:4] if exact else wanted.at_most(offer.effective / _ROUNDED_UP)[:4]
    for each in seen:
        if best and each[4] is not best.wanted:
            heappush(open_, each)
    return best


class _Shopping:
    """The purses while they are spent.

    All amounts are multiples of 1 / factor, which grows where a price does not divide evenly: whole
    numbers are as exact as fractions and much faster.
    """

    def __init__(self, share: int, sizes: list[int], behind: dict[str, list[int]]) -> None:
        self.purses = [share] * len(sizes)
        self.sizes = sizes
        self.behind = behind
        self.factor = 1
        self.limit = _BITS

    def offer(self, wanted: Wanted) -> Offer | None:
        """How the supporters would share the price; None if they cannot."""
        purses = self.purses
        price = rest = wanted.price * self.factor
        groups = self.behind[wanted.request]
        heads = wanted.votes
        own = [purses[group] for group in groups]
        if min(own) * heads >= rest:
            return Offer(wanted, price, rest, heads)
        if len(own) == heads:
            # Everybody is one alone: whether it is enough is told without sorting.
            if sum(own) < rest:
                return None
            for purse in sorted(own):
                if purse * heads >= rest:
                    return Offer(wanted, price, rest, heads)
                rest -= purse
                heads -= 1
            return None
        sizes = [self.sizes[group] for group in groups]
        for purse, size in sorted(zip(own, sizes, strict=True)):
            if purse * heads >= rest:
                return Offer(wanted, price, rest, heads)
            rest -= purse * size
            heads -= size
        return None

    def pay(self, offer: Offer) -> None:
        """Take the payments out of the purses."""
        common = gcd(offer.rest, offer.heads)
        finer = offer.heads // common
        payment = offer.rest // common
        if finer > 1:
            self.purses = [purse * finer for purse in self.purses]
            self.factor *= finer
        for group in self.behind[offer.wanted.request]:
            self.purses[group] = max(0, self.purses[group] - payment)
        if self.factor.bit_length() > self.limit:
            self._coarser()

    def _coarser(self) -> None:
        common = gcd(self.factor, *self.purses)
        self.purses = [purse // common for purse in self.purses]
        self.factor //= common
        self.limit = 2 * max(_BITS, self.factor.bit_length())
