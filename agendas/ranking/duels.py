"""Duels: for a few requests around the line, each pair by show of hands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from agendas.agenda import TieRule
from agendas.days import Days
from agendas.language import Message, _
from agendas.ranking.dots import Ranked, ranked
from agendas.ranking.ties import TieBroken, TieFacts, parted

#: More than this are ranked, not duelled: six requests are fifteen shows of hands.
MOST = 6


def duels_of(requests: Sequence[str]) -> tuple[tuple[str, str], ...] | Message:
    """Every pair once, in the order in which they are asked; or why it is not done."""
    if len(set(requests)) != len(requests):
        return _("a request is named twice")
    if not 2 <= len(requests) <= MOST:
        return _("duels are for 2 to {most} requests, not {n}", most=MOST, n=len(requests))
    return tuple(combinations(requests, 2))


def rank_by_duels(
    requests: Sequence[str], hands: Mapping[tuple[str, str], tuple[int, int]]
) -> Ranked:
    """Wins; equal hands give each half a win. `hands`: for the first and for the second of a pair.

    A pair that was not asked yet counts for nobody.
    """
    points = dict.fromkeys(requests, Fraction())
    raised = dict.fromkeys(requests, 0)
    for (one, other), (for_one, for_other) in hands.items():
        if one not in points or other not in points:
            continue
        raised[one] += for_one
        raised[other] += for_other
        if for_one == for_other:
            points[one] += Fraction(1, 2)
            points[other] += Fraction(1, 2)
        else:
            points[one if for_one > for_other else other] += 1
    return ranked(points, raised)


def order_by_duels(
    result: Ranked, effort: Mapping[str, Days | None], facts: TieFacts
) -> tuple[tuple[str, ...], tuple[TieBroken, ...]]:
    """The requests one by one: wins, then the tie rules; and where a rule was applied.

    What every rule leaves tied keeps its order and is open for a person.
    """
    order: list[str] = []
    broken: list[TieBroken] = []
    for band in result.bands:
        order += _settled(band.requests, facts.rules, effort, facts, broken)
    return tuple(order), tuple(broken)


def _settled(
    tied: tuple[str, ...],
    rules: Sequence[TieRule],
    effort: Mapping[str, Days | None],
    facts: TieFacts,
    broken: list[TieBroken],
) -> list[str]:
    if len(tied) < 2:
        return list(tied)
    if not rules:
        broken.append(TieBroken(tied, TieRule.PERSON, tied, open=True))
        return list(tied)
    parts = parted(tied, rules[0], effort, facts)
    if len(parts) > 1:
        broken.append(TieBroken(tied, rules[0], tuple(id for part in parts for id in part)))
    return [id for part in parts for id in _settled(part, rules[1:], effort, facts, broken)]
