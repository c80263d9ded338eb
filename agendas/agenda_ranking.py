"""Reads how an agenda ranks: the method with its rules, and the window of the fairness check."""

from __future__ import annotations

from agendas.agenda import (
    Agenda,
    Counting,
    FairnessRule,
    Method,
    OrderRule,
    Period,
    Ranking,
    ScoreColumn,
    ScoreRule,
    TieRule,
)
from agendas.fields import Section, text_of, whole_of, words
from agendas.language import _
from agendas.ranking.exact import exact
from agendas.ranking.files.score_reading import column_name
from agendas.ranking.score import Combining, Preset, preset_formula
from agendas.strict_yaml import Mapping, Scalar, clipped

_KEYS = (
    "method", "dots", "at_most", "one_vote_per_department", "secret", "ties", "order", "score",
)  # fmt: skip
_ORDER = ("top", "result")
_SCORE = ("preset", "combine", "columns", "per_effort", "scale", "it")
_SECRET = {"until_reveal": False, "always": True}
_COMBINE = {"mean": Combining.MEAN, "product": Combining.PRODUCT}
_DEFAULT = Agenda("", Period.MONTHLY, (), ())
MOST_COLUMNS = 12
HIGHEST_SCALE = 1_000_000


def ranking_of(top: Section) -> Ranking:
    """The key `ranking`."""
    rule = top.section("ranking", _KEYS)
    normal = _DEFAULT.ranking
    method = rule.choice("method", normal.method, words(Method))
    return Ranking(
        method=method,
        dots=None if rule.get("dots") is None else rule.whole("dots", 1, 1, 26),
        at_most=rule.whole("at_most", normal.at_most, 1, 26),
        one_vote_per_department=rule.yes("one_vote_per_department", normal.one_vote_per_department),
        secret_always=rule.choice("secret", normal.secret_always, _SECRET),
        ties=rule.choices("ties", normal.ties, words(TieRule), least=1),
        order=_order(rule.section("order", _ORDER)),
        score=_score(rule.section("score", _SCORE)),
    )


def fairness_of(top: Section) -> FairnessRule:
    """The key `fairness`."""
    rule = top.section("fairness", ("months", "for_all"))
    normal = _DEFAULT.fairness
    what = _("a label, such as law")
    nodes = rule.items("for_all", _("a list of labels"), 20)
    labels = normal.for_all
    if nodes is not None:
        labels = tuple(
            text
            for node in nodes
            if (text := text_of(node, "fairness.for_all", rule.mistakes, what))
        )
    return FairnessRule(rule.whole("months", normal.months, 1, 36), labels)


def _order(rule: Section) -> OrderRule:
    normal = _DEFAULT.ranking.order
    node = rule.get("top")
    top = normal.top
    if node is not None and not (isinstance(node, Scalar) and node.text.strip().lower() == "all"):
        top = whole_of(node, rule.path("top"), rule.mistakes, 1, 500) or normal.top
    return OrderRule(top, rule.choice("result", normal.counting, words(Counting)))


def _score(rule: Section) -> ScoreRule:
    normal = _DEFAULT.ranking.score
    preset = rule.choice("preset", normal.preset, words(Preset))
    columns = _columns(rule)
    if preset is not Preset.WEIGHTED and columns:
        _has_its_own(rule, "columns", preset)
    if preset is Preset.WEIGHTED and not columns and rule.get("columns") is None:
        rule.needed("columns", _("columns with their weights, such as {{benefit: 3}}"))
    names = [column.name for column in columns]
    per_effort = rule.yes("per_effort", normal.per_effort)
    if preset is not Preset.WEIGHTED:
        formula = preset_formula(preset)
        names = [column.name for column in formula.columns]
        if rule.get("per_effort") is not None and per_effort != formula.per_effort:
            _has_its_own(rule, "per_effort", preset)
    return ScoreRule(
        preset,
        rule.choice("combine", normal.combine, _COMBINE),
        columns,
        per_effort,
        rule.whole("scale", normal.scale, 1, HIGHEST_SCALE),
        _by_it(rule, names, normal.by_it),
    )


def _has_its_own(rule: Section, key: str, preset: Preset) -> None:
    what = _("{field}: the preset {preset} has its own", field=rule.path(key), preset=preset.value)
    rule.mistakes.at(rule.get(key) or rule.node, what)


def _columns(rule: Section) -> tuple[ScoreColumn, ...]:
    node = rule.get("columns")
    if node is None:
        return ()
    field = rule.path("columns")
    if not isinstance(node, Mapping) or not node.pairs:
        rule.mistakes.expected(node, field, _("columns with weights, such as {{benefit: 3}}"))
        return ()
    found: dict[str, ScoreColumn] = {}
    for key, value in node.pairs:
        name = column_name(key.text)
        path = f"{field}.{clipped(key.text)}"
        weight = exact(value.text) if isinstance(value, Scalar) else None
        if weight is None or not 0 < weight <= 1000:
            rule.mistakes.expected(value, path, _("a weight above 0, such as 3 or 0.25"))
        elif not name or name == "effort":
            rule.mistakes.at(key, _("{field}: this cannot be the name of a column", field=path))
        elif name in found:
            rule.mistakes.at(key, _("{field}: this column is here twice", field=path))
        else:
            found[name] = ScoreColumn(name, str(weight))
    if len(found) > MOST_COLUMNS:
        most = _("{field}: at most {most} columns", field=field, most=MOST_COLUMNS)
        rule.mistakes.at(node, most)
    return tuple(found.values())


def _by_it(rule: Section, names: list[str], normal: tuple[str, ...]) -> tuple[str, ...]:
    return rule.choices("it", normal, {name: name for name in names})
