"""What would come in if each voter had an equal part of the days to spend: a what-if, exact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, lcm

import msgspec

from agendas.ranking.purse import Purses, Wanted

Amount = int | Decimal | Fraction

#: After so many steps it is worth looking how many of the next ones change nothing.
PATIENCE = 1_000
#: Raising the shares ends here, and the rest is filled: no file that people made comes near it.
MOST_TRIES = 20_000


class EqualShares(msgspec.Struct, frozen=True):
    """What comes in, in the order in which it was bought; what of it only filled the rest.

    `share`: what everybody had to spend in the end, `raised` from the equal part in steps of one.
    """

    taken: tuple[str, ...]
    by_filling: tuple[str, ...]
    left: Fraction
    share: Fraction
    raised: int = 0


def equal_shares(
    order: Sequence[str],
    effort: Mapping[str, Amount | None],
    to_give_away: Amount,
    supports: Mapping[str, Sequence[str]],
    votes: Mapping[str, int] | None = None,
    departments: Mapping[str, str] | None = None,
) -> EqualShares | None:
    """Equal shares with cost utilities, raised step by step (Add1), the rest filled by votes.

    `supports`: which requests each voter voted for; `votes`: how often that ballot was cast; with
    `departments` (of each voter) a department is one payer, for all that its people voted for.
    Ties: the lower cost, then more votes, then the given order. None if nobody voted.
    """
    payers = _payers(supports, votes or {}, departments or {})
    people = sum(payers.values())
    if not people:
        return None
    costs = {id: Fraction(days) for id in order if (days := effort.get(id)) is not None}
    room = Fraction(to_give_away)
    if sum(costs.values()) <= room:
        left = room - sum(costs.values())
        return EqualShares(tuple(costs), (), left, room / people)
    scale = lcm(room.denominator, *(cost.denominator for cost in costs.values()))
    prices = {id: int(cost * scale) for id, cost in costs.items()}
    budget = int(room * scale)
    counts = _votes(prices, payers)
    # Money is counted in parts so small that the first share is a whole number of them.
    wanted = [
        Wanted(id, prices[id] * people, counts[id], place)
        for place, id in enumerate(order)
        if counts.get(id)
    ]
    purses = Purses(wanted, payers)
    step = scale * people
    bought, raised = _raised(purses, budget, step, people)
    filling, left_over = _filled(order, prices, counts, bought, budget)
    return EqualShares(
        (*bought, *filling),
        filling,
        Fraction(left_over, scale),
        room / people + raised,
        raised,
    )


def _payers(
    supports: Mapping[str, Sequence[str]], votes: Mapping[str, int], departments: Mapping[str, str]
) -> dict[frozenset[str], int]:
    """How many payers want the same: they spend alike, so that they are counted together."""
    shared: dict[str, set[str]] = {}
    alike: dict[frozenset[str], int] = {}
    for voter, wanted in supports.items():
        times = votes.get(voter, 1)
        if not times:
            continue
        if department := departments.get(voter, ""):
            shared.setdefault(department, set()).update(wanted)
        else:
            key = frozenset(wanted)
            alike[key] = alike.get(key, 0) + times
    for together in shared.values():
        key = frozenset(together)
        alike[key] = alike.get(key, 0) + 1
    return alike


def _votes(prices: Mapping[str, int], payers: Mapping[frozenset[str], int]) -> dict[str, int]:
    counts = dict.fromkeys(prices, 0)
    for wanted, times in payers.items():
        for request in wanted:
            if request in counts:
                counts[request] += times
    return counts


def _raised(purses: Purses, budget: int, step: int, people: int) -> tuple[tuple[str, ...], int]:
    """What is bought with the last shares that do not overspend, and how often they were raised."""
    bought = purses.buy(budget)
    raised = tries = 0
    patience = PATIENCE
    while len(bought) < len(purses.wanted) and tries < MOST_TRIES:
        ahead = 1
        if patience:
            patience -= 1
        else:
            same = purses.unchanged_below(budget + raised * step)
            ahead = max(1, ceil(same / step)) if same is not None else 1
            patience = 0 if ahead > PATIENCE else PATIENCE
        more = purses.buy(budget + (raised + ahead) * step)
        if sum(purses.price(id) for id in more) > budget * people:
            # The steps that were passed over buy the same as the last one that was tried.
            return bought, raised + ahead - 1
        bought = more
        raised += ahead
        tries += 1
    return bought, raised


def _filled(
    order: Sequence[str],
    prices: Mapping[str, int],
    counts: Mapping[str, int],
    bought: Sequence[str],
    budget: int,
) -> tuple[tuple[str, ...], int]:
    """What still fits, the most votes first, and what is left then."""
    left = budget - sum(prices[id] for id in bought)
    places = {id: place for place, id in enumerate(order)}
    found: list[str] = []
    rest = prices.keys() - set(bought)
    for id in sorted(rest, key=lambda id: (-counts[id], prices[id], places[id])):
        if prices[id] <= left:
            found.append(id)
            left -= prices[id]
    return tuple(found), left
