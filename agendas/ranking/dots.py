"""Ranking by dots: what the ballots add up to, exactly, with ties left as ties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

import msgspec

#: An exact number as text, "7" or "70/17": what is compared must survive being stored.
Points: TypeAlias = str

Ballots: TypeAlias = Mapping[str, Mapping[str, int]] | Mapping[str, Mapping[str, int | Fraction]]

_ONCE: Mapping[str, int] = {}


class Band(msgspec.Struct, frozen=True):
    """Requests with equal points, in the order in which they came on the table."""

    points: Points
    requests: tuple[str, ...]


class Ranked(msgspec.Struct, frozen=True):
    """The result of a round: bands, best first; points and number of supporters per request."""

    bands: tuple[Band, ...]
    points: tuple[tuple[str, Points], ...]
    supporters: tuple[tuple[str, int], ...]


def rank_by_dots(
    candidates: Sequence[str],
    ballots: Ballots,
    departments: Mapping[str, str] | None = None,
    votes: Mapping[str, int] = _ONCE,
) -> Ranked:
    """Add up the dots; with `departments` (of each voter) a department has one voice, their mean.

    Dots for what is no candidate do not count. A voter without a department speaks for one.
    `votes` says how often a ballot was cast, once where it says nothing.
    """
    sums: dict[str, int | Fraction] = dict.fromkeys(candidates, 0)
    supporters = dict.fromkeys(candidates, 0)
    for voice in _voices(ballots, departments):
        shared = bool(departments and departments.get(voice[0]))
        size = sum(votes.get(voter, 1) for voter in voice) if shared else 1
        for voter in voice:
            times = votes.get(voter, 1)
            for request, dots in ballots[voter].items():
                if request in sums and dots and size:
                    sums[request] += dots * times if size == 1 else Fraction(dots * times, size)
                    supporters[request] += times if dots > 0 else 0
    return ranked({request: Fraction(each) for request, each in sums.items()}, supporters)


def ranked(points: Mapping[str, Fraction], supporters: Mapping[str, int]) -> Ranked:
    """Equal points are one band; the most points first."""
    banded: dict[Fraction, list[str]] = {}
    for request, each in points.items():
        banded.setdefault(each, []).append(request)
    return Ranked(
        bands=tuple(Band(str(each), tuple(banded[each])) for each in sorted(banded, reverse=True)),
        points=tuple((request, str(each)) for request, each in points.items()),
        supporters=tuple((request, supporters.get(request, 0)) for request in points),
    )


def _voices(ballots: Ballots, departments: Mapping[str, str] | None) -> list[list[str]]:
    """The voters that speak together."""
    voices: dict[tuple[str, str], list[str]] = {}
    for voter in ballots:
        department = departments.get(voter, "") if departments else ""
        # One of the two is empty, so that no name of a voter can be taken for a department.
        voices.setdefault((department, "" if department else voter), []).append(voter)
    return list(voices.values())
