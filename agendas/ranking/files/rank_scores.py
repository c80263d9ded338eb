"""The scores of a file: what the requests carry, or the mean of what several raters gave."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import msgspec

from agendas.language import Message, _, listed
from agendas.ranking.dots import Ranked
from agendas.ranking.files.rank_file import RankFile
from agendas.ranking.poll import Number, Poll, poll_of_values
from agendas.ranking.score import (
    Column,
    Formula,
    mean_scores,
    rank_by_score,
    values_of_rater,
)

#: Columns that a score is divided by, before the days of effort.
SIZES = ("job_size", "effort", "size", "duration")

_ITSELF = Formula((Column(""),))


class ScoredFile(msgspec.Struct, frozen=True):
    """The result, and the poll of those who rated, for their agreement."""

    ranked: Ranked
    poll: Poll
    no_estimate: tuple[str, ...] = ()
    not_scored: tuple[str, ...] = ()


def size_in(scores: Mapping[str, Fraction]) -> Fraction | None:
    """What the score is divided by, if a column says it."""
    return next((scores[name] for name in SIZES if name in scores), None)


def scored_file(file: RankFile) -> ScoredFile | Message:
    """The requests by the file's formula, or why it cannot be applied."""
    raters = [ballot for ballot in file.ballots if ballot.scores is not None and ballot.votes]
    ratings = [
        {request: dict(columns) for request, columns in ballot.scores or ()} for ballot in raters
    ]
    formula = file.formula
    if formula is None and any("" in columns for each in ratings for columns in each.values()):
        formula = _ITSELF
    if formula is None:
        return _("score: is missing; it names a preset, or columns with their weights")
    ids = [request.id for request in file.requests]
    rated = mean_scores(ratings, [ballot.votes for ballot in raters])
    scores = {
        request.id: {**dict(request.scores), **rated.get(request.id, {})}
        for request in file.requests
    }
    sizes: dict[str, Number | None] = {}
    for request in file.requests:
        size = size_in(rated.get(request.id, {}))
        sizes[request.id] = request.size if size is None else size
    if not any(_some(formula, columns) for columns in scores.values()):
        names = listed(column.name or "scores" for column in formula.columns)
        return _("no request has a score for {columns:or}", columns=names)
    scored = rank_by_score(ids, formula, scores, sizes)
    own = {
        ballot.voter: values_of_rater(formula, rating, scores, sizes)
        for ballot, rating in zip(raters, ratings, strict=True)
    }
    in_order = [request for request, _points in scored.ranked.points]
    votes = {ballot.voter: ballot.votes for ballot in raters}
    poll = poll_of_values(in_order, own, votes, blanks_last=True)
    return ScoredFile(scored.ranked, poll, scored.no_estimate, scored.not_scored)


def _some(formula: Formula, columns: Mapping[str, Number]) -> bool:
    return any(column.within(columns) is not None for column in formula.columns)
