"""Voting passes: the rules that one is counted by, its labels, who may hand in, what is hidden."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from agendas.agenda import Agenda, Counting, Method, ScoreColumn
from agendas.language import Message, _
from agendas.meeting import events as e
from agendas.meeting.meeting import Meeting, Round
from agendas.ranking.labels import dots_for, labels_for, next_label
from agendas.ranking.score import Column, Combining, Formula, Preset, preset_formula


def rankable(m: Meeting) -> tuple[str, ...]:
    """The candidates that nothing has been decided about yet."""
    return m.undecided


def labels_of(m: Meeting) -> tuple[tuple[str, str], ...]:
    """Labels for the next round: known ones stay, new candidates get labels never used before."""
    known = {id: label for r in m.rounds for label, id in r.labels}
    candidates = rankable(m)
    if not known:
        return tuple(zip(labels_for(len(candidates)), candidates, strict=True))
    used = list(known.values())
    for id in candidates:
        if id not in known:
            known[id] = next_label(used)
            used.append(known[id])
    return tuple((known[id], id) for id in candidates)


def rules_of(agenda: Agenda, method: Method, by: str = "") -> e.RoundRules | Message:
    """The agenda's rules for a method; `by` names another way of counting, or another preset."""
    ranking = agenda.ranking
    common = e.RoundRules(
        one_vote_per_department=ranking.one_vote_per_department,
        secret_always=ranking.secret_always,
        ties=ranking.ties,
    )
    if method is Method.ORDER:
        counting = by or ranking.order.counting.value
        if counting not in tuple(Counting):
            return _("orders are counted by {ways:or}", ways=tuple(Counting))
        return replace(common, counting=counting, top=ranking.order.top)
    if method is Method.SCORE:
        return _score_rules(agenda, by, common)
    return _("{method} has one way only", method=method.value) if by else common


def _score_rules(agenda: Agenda, by: str, common: e.RoundRules) -> e.RoundRules | Message:
    rule = agenda.ranking.score
    name = by or rule.preset.value
    if name not in tuple(Preset):
        return _("a score is one of {presets:or}", presets=tuple(Preset))
    preset = Preset(name)
    if preset is Preset.WEIGHTED:
        if not rule.columns:
            return _("the agenda names no columns with weights: ranking, score, columns")
        columns, per_effort, combine = rule.columns, rule.per_effort, Combining.SUM
    else:
        formula = preset_formula(preset, rule.combine)
        columns = tuple(ScoreColumn(column.name) for column in formula.columns)
        per_effort, combine = formula.per_effort, formula.combining
    return replace(
        common,
        counting=preset.value,
        columns=tuple(replace(c, by_it=c.by_it or c.name in rule.by_it) for c in columns),
        combine=combine.value,
        per_effort=per_effort,
        scale=rule.scale,
    )


def rules_now(m: Meeting) -> e.RoundRules:
    """The rules of the open round, else of the next one."""
    now = voting(m)
    if now:
        return now.rules
    found = m.rules or rules_of(m.agenda, m.method)
    return found if isinstance(found, e.RoundRules) else e.RoundRules()


def formula_of(rules: e.RoundRules) -> Formula:
    """The formula of a score, as the round carries it."""
    columns = tuple(Column(c.name, Fraction(c.weight)) for c in rules.columns)
    return Formula(columns, Combining(rules.combine or Combining.SUM), rules.per_effort)


def opened_round(m: Meeting) -> e.RoundOpened | Message:
    """The next voting pass over what is still undecided."""
    labels = labels_of(m)
    if not labels:
        return _("nothing is left to rank: every candidate is decided")
    rules = m.rules or rules_of(m.agenda, m.method)
    if isinstance(rules, Message):
        return rules
    at_most = m.agenda.ranking.at_most
    dots = dots_for(len(labels), m.agenda.ranking.dots, at_most)
    return e.RoundOpened(len(m.rounds) + 1, m.method, labels, dots, at_most, rules)


def voting(m: Meeting) -> Round | None:
    """The voting pass that is still secret, if one is open."""
    return m.round if m.round and not m.round.revealed else None


def without_ballots(now: Round) -> Round:
    """The round as everybody may see it: who has handed in, nothing else."""
    hidden: dict[str, tuple[tuple[str, int], ...]] = dict.fromkeys(now.ballots, ())
    orders: dict[str, tuple[tuple[str, ...], ...]] = dict.fromkeys(now.orders, ())
    ratings = {
        who: tuple((column, ()) for column, _scores in filled)
        for who, filled in now.ratings.items()
    }
    return replace(now, ballots=hidden, orders=orders, ratings=ratings)
