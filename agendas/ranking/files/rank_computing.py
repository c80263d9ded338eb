"""The whole ranking of a file: order, agreement, the line, equal shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import localcontext
from fractions import Fraction

import msgspec

from agendas.days import Days
from agendas.language import Message, _
from agendas.line import Drawn, draw_line, taken
from agendas.ranking.agreement import Agreement, Distance, agreement, distances
from agendas.ranking.dots import Ranked, rank_by_dots
from agendas.ranking.equal_shares import EqualShares, equal_shares
from agendas.ranking.files.number_reading import DIGITS
from agendas.ranking.files.rank_file import FileBallot, FileMethod, RankFile
from agendas.ranking.files.rank_scores import scored_file
from agendas.ranking.order import (
    Counts,
    HeadToHead,
    head_to_head,
    pair_counts,
    rank_by_borda,
    rank_by_copeland,
)
from agendas.ranking.poll import Poll, poll_of_orders, poll_of_values
from agendas.ranking.schulze import rank_by_schulze
from agendas.ranking.spread import split_in
from agendas.ranking.ties import TieFacts


class RankResult(msgspec.Struct, frozen=True):
    """All that `rank` prints. `line` is None without a capacity, `shares` without voters as well.

    `no_estimate` and `not_scored` stand apart from the order; `uncounted` ballots hold nothing that
    the method counts.
    """

    method: FileMethod
    ranked: Ranked
    poll: Poll
    met: Mapping[str, HeadToHead]
    agreement: Agreement
    split: tuple[str, ...]
    distance: Mapping[str, Distance]
    line: Drawn | None = None
    left: Fraction = Fraction()
    shares: EqualShares | None = None
    no_estimate: tuple[str, ...] = ()
    not_scored: tuple[str, ...] = ()
    uncounted: int = 0

    @property
    def bands(self) -> tuple[tuple[str, ...], ...]:
        """The order: what is tied stands together."""
        return tuple(band.requests for band in self.ranked.bands)


def rank_of(file: RankFile, method: FileMethod | None = None) -> RankResult | Message:
    """Everything about the file by one method (else by what the ballots are), or why not."""
    chosen = method or _method_of(file)
    if chosen is FileMethod.SCORE:
        scored = scored_file(file)
        if isinstance(scored, Message):
            return scored
        apart = (*scored.no_estimate, *scored.not_scored)
        voted = _counted(file, FileMethod.DOTS) or _counted(file, FileMethod.ORDER)
        found = _result(file, chosen, scored.ranked, scored.poll, None, voted, apart)
        return msgspec.structs.replace(
            found,
            no_estimate=scored.no_estimate,
            not_scored=scored.not_scored,
            uncounted=sum(ballot.scores is None for ballot in file.ballots),
        )
    counted = _counted(file, chosen)
    if not counted:
        return _no_ballots(file, chosen)
    poll = _poll(file, counted, chosen)
    counts = pair_counts(poll)
    ranked = _ranked(file, counted, chosen, poll, counts)
    found = _result(file, chosen, ranked, poll, counts, counted, ())
    return msgspec.structs.replace(found, uncounted=len(file.ballots) - len(counted))


def _method_of(file: RankFile) -> FileMethod:
    """What most votes are; dots if there are as many. Without either it is a score."""
    dots = [ballot.votes for ballot in file.ballots if ballot.dots is not None]
    orders = [ballot.votes for ballot in file.ballots if ballot.order is not None]
    if (sum(orders), len(orders)) > (sum(dots), len(dots)):
        return FileMethod.ORDER
    if dots or not (
        file.formula
        or any(request.scores for request in file.requests)
        or any(ballot.scores is not None for ballot in file.ballots)
    ):
        return FileMethod.DOTS
    return FileMethod.SCORE


def _counted(file: RankFile, method: FileMethod) -> tuple[FileBallot, ...]:
    """The ballots that the method counts. Orders can be taken from dots, dots not from orders."""
    with_dots = tuple(ballot for ballot in file.ballots if ballot.dots is not None)
    if method is FileMethod.DOTS:
        return with_dots
    return tuple(ballot for ballot in file.ballots if ballot.order is not None) or with_dots


def _no_ballots(file: RankFile, method: FileMethod) -> Message:
    if not file.ballots:
        return _("there are no ballots to rank by; score: and scores: rank without them")
    return _("no ballot holds what the method {method} counts", method=method.value)


def _departments(file: RankFile) -> dict[str, str] | None:
    if not file.one_vote_per_department:
        return None
    return {ballot.voter: ballot.department for ballot in file.ballots}


def _poll(file: RankFile, counted: Sequence[FileBallot], method: FileMethod) -> Poll:
    ids = [request.id for request in file.requests]
    votes = {ballot.voter: ballot.votes for ballot in counted}
    if method is not FileMethod.DOTS and counted[0].order is not None:
        orders = {ballot.voter: ballot.order or () for ballot in counted}
        return poll_of_orders(ids, orders, votes, _departments(file))
    dots = {ballot.voter: dict(ballot.dots or ()) for ballot in counted}
    return poll_of_values(ids, dots, votes, _departments(file))


def _ranked(
    file: RankFile, counted: Sequence[FileBallot], method: FileMethod, poll: Poll, counts: Counts
) -> Ranked:
    match method:
        case FileMethod.DOTS:
            votes = {ballot.voter: ballot.votes for ballot in counted}
            dots = {ballot.voter: dict(ballot.dots or ()) for ballot in counted}
            return rank_by_dots(poll.candidates, dots, _departments(file), votes)
        case FileMethod.COPELAND:
            return rank_by_copeland(poll, counts)
        case FileMethod.SCHULZE:
            return rank_by_schulze(poll, counts)
        case _:
            return rank_by_borda(poll)


def _result(
    file: RankFile,
    method: FileMethod,
    ranked: Ranked,
    poll: Poll,
    counts: Counts | None,
    voted: Sequence[FileBallot],
    apart: Sequence[str],
) -> RankResult:
    bands = tuple(band.requests for band in ranked.bands)
    line, left = _line(file, bands, apart)
    return RankResult(
        method,
        ranked,
        poll,
        head_to_head(poll, counts) if poll.votes else {},
        agreement(poll),
        split_in(poll),
        distances(poll, bands),
        line,
        left,
        _shares(file, voted, method, apart),
    )


def _line(
    file: RankFile, bands: Sequence[Sequence[str]], apart: Sequence[str]
) -> tuple[Drawn | None, Fraction]:
    """The line through the bands, and the days that are left; what stands apart is below it."""
    if file.capacity is None:
        return None, Fraction()
    effort = _effort(file, apart)
    facts = TieFacts(waiting={each.id: each.waited for each in file.requests})
    with localcontext() as context:
        context.prec = DIGITS
        drawn = draw_line((*bands, apart), effort, file.capacity, file.line, facts=facts)
        left = Fraction(file.capacity) - Fraction(taken(drawn.above, effort))
    return drawn, left


def _effort(file: RankFile, apart: Sequence[str]) -> dict[str, Days | None]:
    """What stands apart is ranked nowhere, so that nothing may take it either."""
    return {each.id: None if each.id in apart else each.effort for each in file.requests}


def _shares(
    file: RankFile, voted: Sequence[FileBallot], method: FileMethod, apart: Sequence[str]
) -> EqualShares | None:
    if file.capacity is None or not voted:
        return None
    longest_first = sorted(file.requests, key=lambda request: -request.waited)
    return equal_shares(
        [request.id for request in longest_first],
        _effort(file, apart),
        file.capacity,
        {ballot.voter: _wanted(ballot, method) for ballot in voted},
        {ballot.voter: ballot.votes for ballot in voted},
        _departments(file),
    )


def _wanted(ballot: FileBallot, method: FileMethod) -> list[str]:
    """What a voter voted for: what has dots, or what the order names."""
    by_dots = method in (FileMethod.DOTS, FileMethod.SCORE) and ballot.dots is not None
    if by_dots or ballot.order is None:
        return [id for id, dots in ballot.dots or () if dots > 0]
    return [id for band in ballot.order for id in band]
