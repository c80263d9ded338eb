"""Ranking by score: a formula over columns that people filled, in exact fractions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from math import prod

import msgspec

from agendas.ranking.dots import Ranked, ranked
from agendas.ranking.poll import Number


class Preset(StrEnum):
    """The formulas that have a name."""

    WSJF = "wsjf"
    RICE = "rice"
    ICE = "ice"
    VALUE_EFFORT = "value_effort"
    WEIGHTED = "weighted"


class Combining(StrEnum):
    """What is made of the columns before effort divides it."""

    SUM = "sum"
    PRODUCT = "product"
    MEAN = "mean"


class Column(msgspec.Struct, frozen=True):
    """A column that people fill, and what it weighs in a sum; `also`: what else it is called."""

    name: str
    weight: Fraction = Fraction(1)
    also: tuple[str, ...] = ()

    def within(self, scores: Mapping[str, Number]) -> Number | None:
        """What is filled in, None if nothing is."""
        return next((scores[each] for each in (self.name, *self.also) if each in scores), None)


class Formula(msgspec.Struct, frozen=True):
    """How a score comes out of the columns; `per_effort`: what comes out is divided by effort."""

    columns: tuple[Column, ...]
    combining: Combining = Combining.SUM
    per_effort: bool = False


class Scored(msgspec.Struct, frozen=True):
    """The requests by score; apart, in the given order, what has no estimate or lacks a column."""

    ranked: Ranked
    no_estimate: tuple[str, ...] = ()
    not_scored: tuple[str, ...] = ()


Scores = Mapping[str, Mapping[str, Number]]

_COLUMNS = {
    Preset.WSJF: (
        Column("business_value", also=("user_business_value", "value", "benefit")),
        Column("time_criticality", also=("urgency",)),
        Column("risk_reduction", also=("risk_reduction_or_opportunity", "opportunity")),
    ),
    Preset.RICE: (Column("reach"), Column("impact"), Column("confidence")),
    Preset.ICE: (Column("impact"), Column("confidence"), Column("ease")),
    Preset.VALUE_EFFORT: (Column("value", also=("business_value", "benefit", "cost_of_delay")),),
}


def preset_formula(preset: Preset, combining: Combining = Combining.MEAN) -> Formula:
    """The formula of a name other than `weighted`; `combining` (mean or product) is for ICE."""
    columns = _COLUMNS[preset]
    match preset:
        case Preset.ICE:
            return Formula(columns, combining)
        case Preset.RICE:
            return Formula(columns, Combining.PRODUCT, per_effort=True)
        case _:
            return Formula(columns, Combining.SUM, per_effort=True)


def weighted_formula(weights: Mapping[str, Number], per_effort: bool = False) -> Formula:
    """The sum of weight × score over these columns."""
    columns = tuple(Column(name, Fraction(weight)) for name, weight in weights.items())
    return Formula(columns, Combining.SUM, per_effort)


def value_of(
    formula: Formula, scores: Mapping[str, Number], effort: Number | None
) -> Fraction | None:
    """The score of one request; None if a column or, where it divides, the effort is missing."""
    each: list[Fraction] = []
    for column in formula.columns:
        score = column.within(scores)
        if score is None:
            return None
        each.append(column.weight * score)
    value = Fraction(prod(each) if formula.combining is Combining.PRODUCT else sum(each))
    if formula.combining is Combining.MEAN:
        value /= len(each)
    if not formula.per_effort:
        return value
    return value / effort if effort else None


def rank_by_score(
    candidates: Sequence[str],
    formula: Formula,
    scores: Scores,
    effort: Mapping[str, Number | None],
    raters: Mapping[str, int] | None = None,
) -> Scored:
    """Bands of equal scores. Effort of nothing does not divide: that is "no estimate", apart."""
    values: dict[str, Fraction] = {}
    no_estimate: list[str] = []
    not_scored: list[str] = []
    for request in candidates:
        if formula.per_effort and not effort.get(request):
            no_estimate.append(request)
            continue
        value = value_of(formula, scores.get(request, {}), effort.get(request))
        if value is None:
            not_scored.append(request)
        else:
            values[request] = value
    return Scored(ranked(values, raters or {}), tuple(no_estimate), tuple(not_scored))


def mean_scores(
    ratings: Sequence[Scores], votes: Sequence[int] | None = None
) -> dict[str, dict[str, Fraction]]:
    """The mean of each column of each request over those who filled it."""
    sums: dict[tuple[str, str], Number] = {}
    filled: dict[tuple[str, str], int] = {}
    for rating, times in zip(ratings, votes or [1] * len(ratings), strict=True):
        for request, columns in rating.items():
            for column, score in columns.items():
                cell = (request, column)
                sums[cell] = sums.get(cell, 0) + score * times
                filled[cell] = filled.get(cell, 0) + times
    found: dict[str, dict[str, Fraction]] = {}
    for (request, column), total in sums.items():
        if filled[request, column]:
            found.setdefault(request, {})[column] = Fraction(total, filled[request, column])
    return found


def values_of_rater(
    formula: Formula, own: Scores, group: Scores, effort: Mapping[str, Number | None]
) -> dict[str, Fraction]:
    """What one rater's columns make of each request; the columns that they left are the group's.

    Requests of which the rater filled nothing are left out.
    """
    found: dict[str, Fraction] = {}
    for request, columns in own.items():
        if columns:
            both = {**group.get(request, {}), **columns}
            value = value_of(formula, both, effort.get(request))
            if value is not None:
                found[request] = value
    return found
