"""How far the voters of a round agree, and how far one ballot is from the group: exactly."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import msgspec

from agendas.language import Message, _
from agendas.ranking.poll import Bands, Poll


class Agreement(msgspec.Struct, frozen=True):
    """Kendall's W, and the mean rank correlation that has no level of chance.

    None where there is nothing to compare: one request, one voter, or nobody prefers anything.
    """

    kendall_w: Fraction | None = None
    mean_correlation: Fraction | None = None


class Distance(msgspec.Struct, frozen=True):
    """How many pairs a ballot orders otherwise than the group, and which share of all pairs."""

    pairs: Fraction
    share: Fraction


def agreement_words(found: Agreement) -> Message:
    """How far the ballots agree, in words."""
    mean = found.mean_correlation
    if mean is None:
        return _("there is nothing to compare the ballots by")
    if mean >= Fraction(7, 10):
        return _("the ballots agree")
    if mean >= Fraction(4, 10):
        return _("the ballots mostly agree")
    if mean >= Fraction(1, 10):
        return _("the ballots agree a little")
    return _("the ballots do not agree")


def agreement(poll: Poll) -> Agreement:
    """W = 12 S / (m²(n³ − n) − m T), and (m W − 1) / (m − 1); a ballot cast twice counts twice."""
    n, m = len(poll.candidates), poll.voters
    doubled = [0] * n
    ties = 0
    for vote in poll.votes:
        times = vote.votes
        doubled = [total + times * place for total, place in zip(doubled, vote.places, strict=True)]
        ties += times * sum(_cube(size) for size in Counter(vote.places).values())
    most = m * m * _cube(n) - m * ties
    if not most:
        return Agreement()
    # The sums are doubled, so their squares are four times too large; the mean of all is m(n + 1).
    squares = sum((total - m * (n + 1)) ** 2 for total in doubled)
    w = Fraction(3 * squares, most)
    return Agreement(w, (m * w - 1) / (m - 1) if m > 1 else None)


def _cube(size: int) -> int:
    return size**3 - size


def distances(poll: Poll, group: Bands) -> dict[str, Distance]:
    """The Kendall distance of each ballot to the order of the group.

    A pair that is tied in exactly one of the two counts one half. What is in no band of the group
    is not compared.
    """
    index = {request: place for place, request in enumerate(poll.candidates)}
    bands = [[index[request] for request in band if request in index] for band in group]
    size = sum(map(len, bands))
    all_pairs = size * (size - 1) // 2
    tied_by_group = sum(_pairs(len(band)) for band in bands)
    found: dict[str, Distance] = {}
    for vote in poll.votes:
        halves = _distance(vote.places, bands, tied_by_group)
        share = Fraction(halves, 2 * all_pairs) if all_pairs else Fraction()
        found[vote.voter] = Distance(Fraction(halves, 2), share)
    return found


def _distance(places: tuple[int, ...], bands: list[list[int]], tied_by_group: int) -> int:
    """Twice the distance, a whole number.

    Of what the group puts before a band, those with a worse place on the ballot are turned round;
    they are counted as bits, one for each request in the order of the ballot.
    """
    sizes = Counter(places)
    free = {place: (place - size - 1) // 2 for place, size in sizes.items()}
    behind = {place: free[place] + size for place, size in sizes.items()}
    turned = tied_in_both = 0
    before = 0
    for band in bands:
        own = [places[each] for each in band]
        for place in own:
            turned += (before >> behind[place]).bit_count()
        if len(own) > 1:
            tied_in_both += _tied(own)
        for place in own:
            before |= 1 << free[place]
            free[place] += 1
    compared = [places[each] for band in bands for each in band]
    return 2 * turned + tied_by_group + _tied(compared) - 2 * tied_in_both


def _tied(places: list[int]) -> int:
    return sum(_pairs(size) for size in Counter(places).values())


def _pairs(size: int) -> int:
    return size * (size - 1) // 2
