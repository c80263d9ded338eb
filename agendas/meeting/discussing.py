"""Discuss these: which three to six requests the meeting talks about, and why."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from agendas.agenda import Method
from agendas.days import Days
from agendas.meeting import events as e
from agendas.meeting.meeting import Meeting
from agendas.ranking.discuss import Discussion, discuss_these


def without_line(shown: e.RankingRevealed) -> tuple[str, ...]:
    """What to talk about while nobody knows where the line will be: what is split."""
    order = [id for band in shown.bands for id in band]
    split = [standing.request for standing in shown.standings if standing.split]
    return discuss_these(order, (), points_of(shown), split).discuss


def points_of(shown: e.RankingRevealed) -> dict[str, Fraction]:
    """The points of each request; without a vote its place stands for them."""
    if shown.standings:
        return {standing.request: Fraction(standing.points) for standing in shown.standings}
    places = {id: place for place, band in enumerate(shown.bands) for id in band}
    return {id: Fraction(-place) for id, place in places.items()}


def near(m: Meeting, points: Mapping[str, Fraction]) -> Fraction:
    """So many points away from the line are near it: one dot, half a voice, 5 % of a score."""
    now = next((r for r in reversed(m.rounds) if r.revealed), None)
    if now is None or now.revealed is None:
        return Fraction(1)
    if now.method is Method.SCORE:
        return max(points.values(), default=Fraction()) / 20
    if now.method is Method.ORDER and now.rules.counting != "schulze":
        return max(Fraction(1), Fraction(now.revealed.voters, 2))
    return Fraction(1)


def discussion(
    m: Meeting, order: tuple[str, ...], above: tuple[str, ...], effort: Mapping[str, Days | None]
) -> Discussion | None:
    """What to talk about with the line here; None where nobody voted.

    What is decided, has a place without the ranking, or cannot be above the line is no matter of
    the ranking.
    """
    shown = m.revealed
    if shown is None or not shown.standings:
        return None
    apart = {*shown.no_estimate, *shown.not_scored}
    ranked = {id for band in shown.bands for id in band}
    rows = [
        id
        for id in order
        if id in ranked and id not in apart and id not in m.decisions and effort.get(id) is not None
    ]
    points = points_of(shown)
    split = [standing.request for standing in shown.standings if standing.split]
    return discuss_these(rows, above, points, split, near(m, points))
