"""Scores: every preset, exact fractions, and what stands apart."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agendas.ranking.score import (
    Combining,
    Preset,
    mean_scores,
    preset_formula,
    rank_by_score,
    value_of,
    values_of_rater,
    weighted_formula,
)

some_scores = st.dictionaries(
    st.sampled_from("ABCDE"), st.fixed_dictionaries({"benefit": st.integers(0, 5)})
)


@pytest.mark.parametrize(
    ("preset", "scores", "effort", "score"),
    [
        (Preset.WSJF, {"business_value": 8, "time_criticality": 5, "risk_reduction": 2}, 4, "15/4"),
        (Preset.WSJF, {"value": 8, "urgency": 5, "opportunity": 2}, 3, "5"),
        (Preset.RICE, {"reach": 2000, "impact": 2, "confidence": Fraction(4, 5)}, 3, "3200/3"),
        (Preset.ICE, {"impact": 9, "confidence": 6, "ease": 5}, None, "20/3"),
        (Preset.VALUE_EFFORT, {"value": 55}, 4, "55/4"),
        (Preset.VALUE_EFFORT, {"cost_of_delay": 210}, 8, "105/4"),
    ],
)
def test_each_preset_is_its_formula_and_exact(
    preset: Preset, scores: dict[str, int], effort: int | None, score: str
) -> None:
    assert value_of(preset_formula(preset), scores, effort) == Fraction(score)


def test_ice_may_be_a_product_instead_of_a_mean() -> None:
    formula = preset_formula(Preset.ICE, Combining.PRODUCT)
    assert value_of(formula, {"impact": 9, "confidence": 6, "ease": 5}, None) == 270


def test_own_columns_and_weights_are_summed_and_divided_if_wanted() -> None:
    weights = {"benefit": 3, "urgency": Fraction(1, 4), "risk": -1}
    scores = {"benefit": 4, "urgency": 2, "risk": 5}
    assert value_of(weighted_formula(weights), scores, None) == Fraction(15, 2)
    assert value_of(weighted_formula(weights, per_effort=True), scores, 3) == Fraction(5, 2)


def test_without_effort_nothing_is_divided_and_the_request_stands_apart() -> None:
    scores = {each: {"value": 6} for each in "ABCD"}
    found = rank_by_score(
        "ABCDE", preset_formula(Preset.VALUE_EFFORT), scores, {"A": 3, "B": 0, "C": 2, "E": 1}
    )
    assert [band.requests for band in found.ranked.bands] == [("C",), ("A",)]
    assert (found.no_estimate, found.not_scored) == (("B", "D"), ("E",))


def test_a_formula_without_effort_ranks_what_has_no_estimate() -> None:
    found = rank_by_score("AB", weighted_formula({"x": 1}), {"A": {"x": 0}, "B": {"x": 0}}, {})
    assert [band.requests for band in found.ranked.bands] == [("A", "B")]
    assert found.no_estimate == ()


def test_several_raters_count_as_the_mean_of_each_column_over_those_who_filled_it() -> None:
    ratings = [{"A": {"x": 1, "y": 5}}, {"A": {"x": 2}}, {"A": {"x": 2}, "B": {"x": 0}}]
    assert mean_scores(ratings) == {"A": {"x": Fraction(5, 3), "y": 5}, "B": {"x": 0}}
    assert mean_scores(ratings, [2, 1, 1])["A"]["x"] == Fraction(6, 4)


def test_a_raters_open_columns_are_those_of_the_group() -> None:
    formula = weighted_formula({"x": 1, "y": 10})
    group = {"A": {"x": Fraction(9), "y": Fraction(1)}, "B": {"x": Fraction(1), "y": Fraction(2)}}
    assert values_of_rater(formula, {"A": {"x": 3}, "B": {}}, group, {}) == {"A": 13}


@settings(max_examples=40)
@given(some_scores, st.permutations("ABCDE"))
def test_the_order_of_the_requests_decides_nothing(
    scores: dict[str, dict[str, int]], shuffled: list[str]
) -> None:
    formula = weighted_formula({"benefit": 2})
    one, other = (rank_by_score(each, formula, scores, {}) for each in ("ABCDE", shuffled))
    assert [(b.points, set(b.requests)) for b in one.ranked.bands] == [
        (b.points, set(b.requests)) for b in other.ranked.bands
    ]
    assert set(one.not_scored) == set("ABCDE") - scores.keys()
