"""Points of a round in words and as bars: dots, Borda's points, wins, scores; and the spread."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from agendas.agenda import Method
from agendas.language import Message, _, _n
from agendas.meeting.events import RankingRevealed, Standing
from agendas.meeting.meeting import Meeting, Round
from agendas.ranking.exact import shown


def revealed_round(m: Meeting) -> Round | None:
    """The round of the latest ranking that the room has seen."""
    return next((r for r in reversed(m.rounds) if r.revealed), None)


def number(points: str | Fraction) -> Decimal:
    """The points as people read them."""
    return shown(Fraction(points))


def points_words(method: Method, points: str | Fraction) -> Message:
    """`7 dots`, `231.5 points`, `score 4.12`."""
    value = Fraction(points)
    if method is Method.SCORE:
        return _("score {points}", points=shown(value))
    if method is Method.ORDER:
        if value == 1:
            return _("1 point")
        return _("{points} points", points=shown(value))
    if value.denominator == 1:
        return _n("{n} dot", "{n} dots", int(value))
    return _("{points} dots", points=shown(value))


def points_bar(method: Method, points: str, most: Fraction, width: int) -> str:
    """One ● for each dot where there is room for all, else a bar to scale."""
    value = Fraction(points)
    if value <= 0 or most <= 0:
        return ""
    if method is Method.DOTS and most <= width:
        return "●" * max(1, round(value))
    return "━" * max(1, round(width * value / most))


def spread_bar(standing: Standing, places: int, width: int) -> str:
    """From the best to the worst place that the ballots give, the middle one marked: `├──●─┤`."""
    if not standing.best or places < 2:
        return ""

    def at(place: str) -> int:
        return round((Fraction(place) - 1) * (width - 1) / (places - 1))

    best, median, worst = at(standing.best), at(standing.median), at(standing.worst)
    signs = [" "] * width
    for cell in range(best, worst + 1):
        signs[cell] = "─"
    signs[best], signs[worst] = "├", "┤"
    signs[median] = "●"
    return "".join(signs)


def split_words(method: Method, standing: Standing, voters: int) -> Message:
    """Why a request is split, in a few words."""
    if method is Method.DOTS:
        none = voters - standing.supporters
        if not standing.most:
            return _("{n} gave it nothing", n=none)
        return _("{most} gave most, {none} nothing", most=standing.most, none=none)
    return _("places {best} to {worst}", best=number(standing.best), worst=number(standing.worst))


def split_sentence(method: Method, standing: Standing, shown_: RankingRevealed) -> Message:
    """The same as a sentence."""
    if method is Method.DOTS and standing.most:
        return _(
            "split: of {all}, {most} gave it the most that one may give, {none} gave it nothing",
            all=shown_.voters,
            most=standing.most,
            none=shown_.voters - standing.supporters,
        )
    if not standing.best:
        return _("the room is split")
    return _(
        "split: the ballots put it from place {best} to place {worst}",
        best=number(standing.best),
        worst=number(standing.worst),
    )
