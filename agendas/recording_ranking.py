"""What the record keeps of the ranking, built once from the meeting."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from agendas.agenda import TieRule
from agendas.meeting.events import TieApplied
from agendas.meeting.fairness_check import fairness_check
from agendas.meeting.meeting import BUSINESS, Meeting, Round
from agendas.meeting.workspace import Workspace
from agendas.record_ranking import (
    BallotRow,
    ColumnRow,
    DuelRow,
    DuelsRow,
    FairnessRow,
    KeptRow,
    OrderRow,
    RatingRow,
    RoundRow,
    ShareRow,
    StandingRow,
    SwapRow,
    TieRow,
)


def method_of(m: Meeting) -> str:
    """How the latest ranking was made."""
    return m.round.method if m.round and m.revealed else "by_hand"


def tie_rows(ties: Iterable[TieApplied], explained: Collection[str] = ()) -> tuple[TieRow, ...]:
    """Where a tie was broken, or left to a person; a sentence about one of them decides it."""
    return tuple(
        TieRow(t.requests, TieRule.PERSON)
        if t.open and any(id in explained for id in t.requests)
        else TieRow(t.requests, t.rule, t.open)
        for t in ties
    )


def rounds_of(m: Meeting) -> tuple[RoundRow, ...]:
    """All revealed rounds."""
    return tuple(row for now in m.rounds if (row := _round(m, now)))


def _round(m: Meeting, now: Round) -> RoundRow | None:
    shown, rules = now.revealed, now.rules
    if shown is None:
        return None
    return RoundRow(
        number=now.number,
        method=now.method,
        dots=now.dots,
        at_most=now.at_most,
        voters=shown.voters,
        bands=shown.bands,
        standings=tuple(
            StandingRow(
                s.request,
                s.points,
                s.supporters,
                s.split,
                s.wins,
                s.losses,
                s.ties,
                s.best,
                s.median,
                s.worst,
                s.columns,
            )
            for s in shown.standings
        ),
        ballots=tuple(BallotRow(m.name_of(who), dots) for who, dots in shown.ballots),
        abstained=tuple(m.name_of(who) for who in shown.abstained),
        counting=rules.counting,
        top=rules.top,
        columns=tuple(ColumnRow(c.name, c.weight, c.by_it) for c in rules.columns),
        combine=rules.combine,
        per_effort=rules.per_effort,
        scale=rules.scale,
        one_vote_per_department=rules.one_vote_per_department,
        secret_always=rules.secret_always,
        orders=tuple(OrderRow(m.name_of(who), order) for who, order in shown.orders),
        ratings=tuple(
            RatingRow(_rater(m, who), column, scores) for who, column, scores in shown.ratings
        ),
        other=shown.other,
        kendall_w=shown.kendall_w,
        mean_correlation=shown.mean_correlation,
        no_estimate=shown.no_estimate,
        not_scored=shown.not_scored,
    )


def _rater(m: Meeting, who: str) -> str:
    """The name of who filled a column; all of the business together stays a code."""
    if m.person(who) is None and who != BUSINESS:
        return m.it_stand_in or who
    return m.name_of(who)


def duels_of(m: Meeting) -> tuple[DuelsRow, ...]:
    """All duels with the hands that were counted."""
    return tuple(
        DuelsRow(
            requests=each.requests,
            hands=tuple(DuelRow(*hand) for hand in each.hands),
            order=each.decided.order if each.decided else (),
            wins=each.decided.wins if each.decided else (),
            ties=tie_rows(each.decided.ties) if each.decided else (),
        )
        for each in m.duels
    )


def fairness_of(workspace: Workspace, m: Meeting) -> FairnessRow:
    """The fairness check as the meeting leaves it, and what the room answered."""
    if m.above is None:
        return FairnessRow()
    check = fairness_check(workspace, m)
    people = dict(check.people)
    return FairnessRow(
        departments=tuple(
            ShareRow(
                row.department,
                people.get(row.department, 0),
                str(row.asked),
                str(row.got),
                str(row.asked_share),
                str(row.got_share),
                row.waiting,
                row.look,
            )
            for row in check.fairness.rows
        ),
        difference="" if check.fairness.difference is None else str(check.fairness.difference),
        before="" if check.before is None else str(check.before),
        months=check.months,
        capacity=check.capacity,
        swaps=tuple(SwapRow(s.department, s.incoming, s.outgoing, s.because) for s in m.swaps),
        kept=tuple(KeptRow(k.because, k.departments) for k in m.kept),
    )
