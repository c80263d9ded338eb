"""Reads the formula of a score: the name of a preset, or columns with their weights."""

from __future__ import annotations

import re
from fractions import Fraction

from agendas.fields import Mistakes, Section, words
from agendas.language import _
from agendas.ranking.exact import exact
from agendas.ranking.score import (
    Combining,
    Formula,
    Preset,
    preset_formula,
    weighted_formula,
)
from agendas.strict_yaml import Mapping, Node, Scalar, clipped

_KEYS = ("preset", "columns", "per_effort", "combine")
_COMBINE = {"mean": Combining.MEAN, "product": Combining.PRODUCT}
#: Presets, with the two forms of ICE by names of their own as well.
_PRESETS = {**words(Preset), "ice_mean": Preset.ICE, "ice_product": Preset.ICE}


def column_name(text: str) -> str:
    """How a column is compared: capitals, blanks and hyphens make no difference."""
    return re.sub(r"[\s_/-]+", "_", text.strip().casefold()).strip("_")


def formula_of(node: Node, mistakes: Mistakes) -> Formula | None:
    """The formula, None after noting what is wrong with it."""
    if isinstance(node, Scalar):
        one = Scalar("preset", node.line, node.column)
        node = Mapping(((one, node),), node.line, node.column)
    if not isinstance(node, Mapping):
        mistakes.expected(node, "score", _("a preset, or columns with weights"))
        return None
    keys = Section(node, "score", mistakes, _KEYS)
    before = len(mistakes.found)
    name = keys.get("preset")
    preset = keys.choice("preset", Preset.WEIGHTED, _PRESETS)
    combining = keys.choice("combine", Combining.MEAN, _COMBINE)
    if isinstance(name, Scalar) and column_name(name.text) == "ice_product":
        combining = Combining.PRODUCT
    per_effort = keys.yes("per_effort", False)
    if len(mistakes.found) > before:
        return None
    if preset is not Preset.WEIGHTED:
        if columns := keys.get("columns"):
            mistakes.at(
                columns, _("score.columns: the preset {preset} has its own", preset=preset.value)
            )
        return preset_formula(preset, combining)
    weights = _weights(keys, mistakes)
    return weighted_formula(weights, per_effort) if weights else None


def _weights(keys: Section, mistakes: Mistakes) -> dict[str, Fraction]:
    node = keys.needed("columns", _("columns with their weights, such as {{benefit: 3}}"))
    if node is None:
        return {}
    if not isinstance(node, Mapping) or not node.pairs:
        mistakes.expected(node, "score.columns", _("columns with weights"))
        return {}
    found: dict[str, Fraction] = {}
    for key, value in node.pairs:
        weight = exact(value.text) if isinstance(value, Scalar) else None
        if weight is None:
            field = f"score.columns.{clipped(key.text)}"
            mistakes.expected(value, field, _("a number, such as 3 or 0.25"))
        else:
            found[column_name(key.text)] = weight
    return found
