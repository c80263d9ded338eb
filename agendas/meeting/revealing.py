"""What a round comes to: the ranking that everybody sees, from ballots that nobody has seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import msgspec

from agendas.agenda import Counting, Method
from agendas.meeting import events as e
from agendas.meeting.checks import days_of
from agendas.meeting.discussing import without_line
from agendas.meeting.meeting import BUSINESS, Meeting, Round
from agendas.meeting.rounds import formula_of
from agendas.meeting.workspace import Workspace
from agendas.ranking.agreement import agreement
from agendas.ranking.dots import Ranked, rank_by_dots
from agendas.ranking.order import HeadToHead, head_to_head, pair_counts, rank_by_borda
from agendas.ranking.poll import Number, Poll, poll_of_orders, poll_of_values
from agendas.ranking.schulze import rank_by_schulze
from agendas.ranking.score import mean_scores, rank_by_score, values_of_rater
from agendas.ranking.spread import most_given, split_by_dots, split_in, spreads


class _Counted(msgspec.Struct, frozen=True):
    """A round by its method; `columns`: what each request got in each column of a score.

    `split` is None where the places on the ballots tell it; `most`: how many gave all they may.
    """

    ranked: Ranked
    poll: Poll
    met: Mapping[str, HeadToHead] = {}
    other: tuple[tuple[str, ...], ...] = ()
    columns: Mapping[str, Mapping[str, Fraction]] = {}
    no_estimate: tuple[str, ...] = ()
    not_scored: tuple[str, ...] = ()
    split: tuple[str, ...] | None = None
    most: Mapping[str, int] = {}


def result_of(workspace: Workspace, m: Meeting, now: Round) -> e.RankingRevealed:
    """The result of a round, with the ballots where they may be shown and kept."""
    candidates = tuple(id for _label, id in now.labels if id in m.order)
    departments = None
    if now.rules.one_vote_per_department:
        departments = {p.id: p.department for p in m.people}
    match now.method:
        case Method.ORDER:
            counted = _orders(now, candidates, departments)
        case Method.SCORE:
            counted = _scores(workspace, m, now, candidates, departments)
        case _:
            counted = _dots(now, candidates, departments)
    split = split_in(counted.poll) if counted.split is None else counted.split
    agreed = agreement(counted.poll)
    open_ = not now.rules.secret_always
    shown = e.RankingRevealed(
        round=now.number,
        bands=_bands(counted.ranked),
        standings=_standings(counted, split),
        ballots=tuple(sorted(now.ballots.items())) if open_ else (),
        abstained=tuple(sorted(now.abstained)),
        voters=len({*now.ballots, *now.orders, *_business(m, now.ratings)}),
        orders=tuple(sorted(now.orders.items())) if open_ else (),
        ratings=_ratings(now) if open_ else (),
        other=counted.other,
        kendall_w=_text(agreed.kendall_w),
        mean_correlation=_text(agreed.mean_correlation),
        no_estimate=counted.no_estimate,
        not_scored=counted.not_scored,
    )
    return msgspec.structs.replace(shown, discuss=without_line(shown))


def _text(number: Fraction | None) -> str:
    return "" if number is None else str(number)


def _bands(ranked: Ranked) -> tuple[tuple[str, ...], ...]:
    return tuple(band.requests for band in ranked.bands)


def _ratings(now: Round) -> tuple[tuple[str, str, tuple[tuple[str, int], ...]], ...]:
    return tuple(
        (who, column, scores)
        for who, filled in sorted(now.ratings.items())
        for column, scores in filled
    )


def _standings(counted: _Counted, split: Sequence[str]) -> tuple[e.Standing, ...]:
    supporters = dict(counted.ranked.supporters)
    places = spreads(counted.poll)
    found = []
    for id, points in counted.ranked.points:
        met = counted.met.get(id, HeadToHead())
        spread = places.get(id)
        best, median, worst = (
            (str(spread.best), str(spread.median), str(spread.worst)) if spread else ("", "", "")
        )
        found.append(
            e.Standing(
                id,
                points,
                supporters[id],
                id in split,
                met.wins,
                met.losses,
                met.ties,
                best,
                median,
                worst,
                columns=tuple(
                    (name, str(value)) for name, value in counted.columns.get(id, {}).items()
                ),
                most=counted.most.get(id, 0),
            )
        )
    return tuple(found)


def _dots(now: Round, candidates: Sequence[str], departments: Mapping[str, str] | None) -> _Counted:
    ballots = {person: dict(dots) for person, dots in now.ballots.items()}
    ranked = rank_by_dots(candidates, ballots, departments)
    return _Counted(
        ranked,
        poll_of_values(candidates, ballots, departments=departments),
        split=split_by_dots(candidates, ballots, now.at_most),
        most=most_given(ballots, now.at_most),
    )


def _orders(
    now: Round, candidates: Sequence[str], departments: Mapping[str, str] | None
) -> _Counted:
    poll = poll_of_orders(candidates, now.orders, departments=departments)
    counts = pair_counts(poll)
    borda, schulze = rank_by_borda(poll), rank_by_schulze(poll, counts)
    chosen, other = borda, schulze
    if now.rules.counting == Counting.SCHULZE:
        chosen, other = schulze, borda
    return _Counted(chosen, poll, head_to_head(poll, counts), _bands(other))


def _business(m: Meeting, raters: Iterable[str]) -> tuple[str, ...]:
    """Those of the raters who vote; IT gives numbers, and its columns are no ballot."""
    voters = {p.id for p in m.people if p.votes}
    return tuple(who for who in raters if who == BUSINESS or who in voters)


def _scores(
    workspace: Workspace,
    m: Meeting,
    now: Round,
    candidates: Sequence[str],
    departments: Mapping[str, str] | None,
) -> _Counted:
    formula = formula_of(now.rules)
    known = set(candidates)
    own: dict[str, dict[str, dict[str, int]]] = {}
    for who, filled in now.ratings.items():
        for column, scores in filled:
            for id, value in scores:
                if id in known:
                    own.setdefault(who, {}).setdefault(id, {})[column] = value
    voices: dict[tuple[str, str], list[Mapping[str, Mapping[str, Number]]]] = {}
    for who, rating in own.items():
        department = departments.get(who, "") if departments else ""
        voices.setdefault((department, "" if department else who), []).append(rating)
    means = mean_scores(
        [mean_scores(each) if len(each) > 1 else each[0] for each in voices.values()]
    )
    effort: dict[str, Number | None] = {}
    for id in candidates:
        days = days_of(workspace, m, id)
        effort[id] = None if days is None else Fraction(days)
    business = {who: own[who] for who in _business(m, own)}
    raters = {id: sum(id in rating for rating in business.values()) for id in candidates}
    scored = rank_by_score(candidates, formula, means, effort, raters)
    in_order = [id for id, _points in scored.ranked.points]
    values = {
        who: values_of_rater(formula, rating, means, effort) for who, rating in business.items()
    }
    poll = poll_of_values(in_order, values, departments=departments, blanks_last=True)
    return _Counted(
        scored.ranked,
        poll,
        columns=means,
        no_estimate=scored.no_estimate,
        not_scored=scored.not_scored,
    )
