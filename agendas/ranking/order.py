"""Ranking by orders: Borda points, who beats whom, and the order after Copeland."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

import msgspec

from agendas.ranking.dots import Ranked, ranked
from agendas.ranking.poll import Poll

#: `counts[a][b]`: the weight of the ballots that put the candidate a before the candidate b.
Counts: TypeAlias = Sequence[Sequence[int]]


class HeadToHead(msgspec.Struct, frozen=True):
    """How many other candidates a request beats, loses to, and is level with."""

    wins: int = 0
    losses: int = 0
    ties: int = 0


def rank_by_borda(poll: Poll) -> Ranked:
    """Each ballot gives n − place points, the last place 0; tied places share their average."""
    highest = 2 * len(poll.candidates)
    doubled = [0] * len(poll.candidates)
    for vote in poll.votes:
        weight = vote.weight
        doubled = [
            points + weight * (highest - place)
            for points, place in zip(doubled, vote.places, strict=True)
        ]
    points = {
        request: Fraction(each, 2 * poll.unit)
        for request, each in zip(poll.candidates, doubled, strict=True)
    }
    return ranked(points, poll.supporters)


def rank_by_copeland(poll: Poll, counts: Counts | None = None) -> Ranked:
    """Wins less losses against each other request; the same order as wins plus half the ties."""
    met = head_to_head(poll, counts)
    points = {request: Fraction(each.wins - each.losses) for request, each in met.items()}
    return ranked(points, poll.supporters)


def head_to_head(poll: Poll, counts: Counts | None = None) -> dict[str, HeadToHead]:
    """Every request against every other one; the counts may be given, to count only once."""
    for_each = pair_counts(poll) if counts is None else counts
    found: dict[str, HeadToHead] = {}
    others = len(poll.candidates) - 1
    against = list(zip(*for_each, strict=True))
    for place, request in enumerate(poll.candidates):
        pairs = list(zip(for_each[place], against[place], strict=True))
        wins = sum(mine > theirs for mine, theirs in pairs)
        losses = sum(mine < theirs for mine, theirs in pairs)
        found[request] = HeadToHead(wins, losses, others - wins - losses)
    return found


def pair_counts(poll: Poll) -> Counts:
    """For each pair the weight of the ballots that put the first before the second.

    A row is one long number with a field for each opponent, so that a ballot is added to a whole
    row at once: a thousand requests and hundreds of ballots stay a matter of a second.
    """
    size = len(poll.candidates)
    alike: dict[tuple[int, ...], int] = {}
    for vote in poll.votes:
        alike[vote.places] = alike.get(vote.places, 0) + vote.weight
    width = sum(alike.values()).bit_length() // 8 + 1
    fields = [1 << (8 * width * place) for place in range(size)]
    rows = [0] * size
    for places, weight in alike.items():
        behind = band = 0
        last = 0
        for candidate in sorted(range(size), key=places.__getitem__, reverse=True):
            if places[candidate] != last:
                behind += weight * band if weight > 1 else band
                band = 0
                last = places[candidate]
            rows[candidate] += behind
            band += fields[candidate]
    return [_unpacked(row, size, width) for row in rows]


def _unpacked(row: int, size: int, width: int) -> list[int]:
    raw = row.to_bytes(size * width, "little")
    return [
        int.from_bytes(raw[start : start + width], "little")
        for start in range(0, size * width, width)
    ]
