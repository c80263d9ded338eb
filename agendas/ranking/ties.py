"""The rules that break a tie; `agendas.line` uses them only where the line cuts one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from agendas.agenda import TieRule
from agendas.days import Days


class TieBroken(msgspec.Struct, frozen=True):
    """A tie that the line cuts: the rule that was applied, and the order that came out.

    `open`: it is a person's to decide and nobody has yet; the order is as it was.
    """

    requests: tuple[str, ...]
    rule: TieRule
    order: tuple[str, ...]
    open: bool = False


class TieFacts(msgspec.Struct, frozen=True):
    """What ties are broken by: the agenda's rules, days waited per request, a person's order."""

    rules: tuple[TieRule, ...] = (TieRule.EFFORT, TieRule.WAITING, TieRule.PERSON)
    waiting: Mapping[str, int] = {}
    by_hand: tuple[str, ...] = ()


def parted(
    tied: Sequence[str], rule: TieRule, effort: Mapping[str, Days | None], facts: TieFacts
) -> tuple[tuple[str, ...], ...]:
    """The tied requests as one rule orders them, best first; what it leaves tied stays together."""
    parts: dict[tuple[int, Days | int], list[str]] = {}
    for request in tied:
        parts.setdefault(_rank(request, rule, effort, facts), []).append(request)
    return tuple(tuple(parts[rank]) for rank in sorted(parts))


def _rank(
    request: str, rule: TieRule, effort: Mapping[str, Days | None], facts: TieFacts
) -> tuple[int, Days | int]:
    """Smaller is better; what the rule knows nothing of comes last."""
    match rule:
        case TieRule.EFFORT:
            days = effort.get(request)
            return (1, 0) if days is None else (0, days)
        case TieRule.WAITING:
            return (0, -facts.waiting.get(request, 0))
        case TieRule.PERSON:
            named = request in facts.by_hand
            return (0, facts.by_hand.index(request)) if named else (1, 0)
