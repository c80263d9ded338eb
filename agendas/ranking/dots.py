"""Ranking by dots: what the ballots add up to, exactly, with ties left as ties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

import msgspec

#: An exact number as text, "7" or "70/17": what is compared must survive being stored.
Points: TypeAlias = str

Ballots: TypeAlias = Mapping[str, Mapping[str, int]]


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
    candidates: Sequence[str], ballots: Ballots, departments: Mapping[str, str] | None = None
) -> Ranked:
    """Add up the dots; with `departments` (of each voter) a department has one voice, their mean.

    Dots for what is no candidate do not count. A voter without a department speaks for one.
    """
    voices = _voices(ballots, departments)
    sums = {
        request: sum((_mean(request, voice) for voice in voices), Fraction())
        for request in candidates
    }
    banded: dict[Fraction, list[str]] = {}
    for request, points in sums.items():
        banded.setdefault(points, []).append(request)
    return Ranked(
        bands=tuple(Band(str(each), tuple(banded[each])) for each in sorted(banded, reverse=True)),
        points=tuple((request, str(points)) for request, points in sums.items()),
        supporters=tuple(
            (request, sum(ballot.get(request, 0) > 0 for ballot in ballots.values()))
            for request in sums
        ),
    )


def _voices(
    ballots: Ballots, departments: Mapping[str, str] | None
) -> list[list[Mapping[str, int]]]:
    """The ballots that speak together."""
    voices: dict[tuple[str, str], list[Mapping[str, int]]] = {}
    for voter, ballot in ballots.items():
        department = departments.get(voter, "") if departments else ""
        # One of the two is empty, so that no name of a voter can be taken for a department.
        voices.setdefault((department, "" if department else voter), []).append(ballot)
    return list(voices.values())


def _mean(request: str, voice: Sequence[Mapping[str, int]]) -> Fraction:
    return Fraction(sum(ballot.get(request, 0) for ballot in voice), len(voice))
