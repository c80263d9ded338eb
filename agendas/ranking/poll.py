"""The ballots of one round as places: what every way of counting orders starts from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from math import lcm
from typing import TypeAlias

import msgspec

#: Requests that one voter puts on the same place stand in one band; the best band comes first.
Bands: TypeAlias = Sequence[Sequence[str]]
Number: TypeAlias = int | Fraction

_ONCE: Mapping[str, int] = {}


class Vote(msgspec.Struct, frozen=True):
    """One ballot. `places` are doubled average places, in the order of the poll's candidates.

    `votes`: cast so many times. `weight`: what each request gets counted for, in units of the poll.
    """

    voter: str
    places: tuple[int, ...]
    named: tuple[str, ...] = ()
    votes: int = 1
    weight: int = 1


class Poll(msgspec.Struct, frozen=True):
    """The candidates in the order in which they came, and every ballot on them.

    `unit` is the weight of one whole voice; it is more than 1 where departments share one.
    """

    candidates: tuple[str, ...]
    votes: tuple[Vote, ...]
    unit: int = 1

    @property
    def voters(self) -> int:
        """How many ballots were cast."""
        return sum(vote.votes for vote in self.votes)

    @property
    def supporters(self) -> dict[str, int]:
        """How many ballots name each request."""
        found = dict.fromkeys(self.candidates, 0)
        for vote in self.votes:
            for request in vote.named:
                found[request] += vote.votes
        return found


def poll_of_orders(
    candidates: Sequence[str],
    ballots: Mapping[str, Bands],
    votes: Mapping[str, int] = _ONCE,
    departments: Mapping[str, str] | None = None,
) -> Poll:
    """A poll of orders: what a ballot leaves out is last and tied.

    `votes` says how often a ballot was cast, once where it says nothing; with `departments` (of
    each voter) a department has one voice. What is no candidate is passed over.
    """
    index = {request: place for place, request in enumerate(candidates)}
    cast: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {}
    for voter, bands in ballots.items():
        seen: dict[str, None] = {}
        kept = [[id for id in band if id in index and not _met(id, seen)] for band in bands]
        cast[voter] = (_places(index, kept), tuple(seen))
    return _weighed(candidates, cast, votes, departments)


def poll_of_values(
    candidates: Sequence[str],
    ballots: Mapping[str, Mapping[str, Number]],
    votes: Mapping[str, int] = _ONCE,
    departments: Mapping[str, str] | None = None,
    *,
    blanks_last: bool = False,
) -> Poll:
    """A poll of dots or scores: more is better, equal is tied.

    Nothing given is 0, as with dots; with `blanks_last` it is less than anything, as with scores.
    """
    index = {request: place for place, request in enumerate(candidates)}
    cast: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {}
    for voter, values in ballots.items():
        given = sorted(
            ((value, id) for id, value in values.items() if id in index and (value or blanks_last)),
            key=lambda pair: -pair[0],
        )
        bands = [[id for _value, id in same] for _key, same in groupby(given, lambda p: p[0])]
        named = tuple(id for value, id in given if value > 0 or blanks_last)
        cast[voter] = (_places(index, bands), named)
    return _weighed(candidates, cast, votes, departments)


def _met(request: str, seen: dict[str, None]) -> bool:
    """Whether a ballot has named the request before; from now on it has."""
    met = request in seen
    seen[request] = None
    return met


def _places(index: Mapping[str, int], bands: Iterable[Sequence[str]]) -> tuple[int, ...]:
    """Doubled average places: requests that share places share their average."""
    places = [0] * len(index)
    before = 0
    for band in bands:
        for request in band:
            places[index[request]] = 2 * before + len(band) + 1
        before += len(band)
    # Left over are before + 1 to n, shared by all that were not named.
    last = before + len(places) + 1
    return tuple(place or last for place in places)


def _weighed(
    candidates: Sequence[str],
    cast: Mapping[str, tuple[tuple[int, ...], tuple[str, ...]]],
    votes: Mapping[str, int],
    departments: Mapping[str, str] | None,
) -> Poll:
    voices = {voter: departments.get(voter, "") if departments else "" for voter in cast}
    sizes: dict[str, int] = {}
    for voter, department in voices.items():
        if department:
            sizes[department] = sizes.get(department, 0) + votes.get(voter, 1)
    unit = lcm(*sizes.values())
    return Poll(
        tuple(candidates),
        tuple(
            Vote(voter, places, named, times, times * unit // sizes.get(voices[voter], 1))
            for voter, (places, named) in cast.items()
            if (times := votes.get(voter, 1))
        ),
        unit,
    )
