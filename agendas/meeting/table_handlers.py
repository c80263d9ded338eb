"""What events about the candidates, their ranking, the line and decisions make of a meeting."""

from __future__ import annotations

from msgspec.structs import replace

from agendas.meeting import events as e
from agendas.meeting.entry import Entry
from agendas.meeting.handlers import on, with_, without
from agendas.meeting.meeting import Duels, Meeting, Round

# -- candidates --------------------------------------------------------------------------------


@on(e.CandidateAdded)
def _added(m: Meeting, event: e.CandidateAdded, entry: Entry) -> Meeting:
    request = event.candidate.request
    if request in m.order:
        return m
    return replace(
        m,
        candidates=with_(m.candidates, request, event.candidate),
        removed=m.removed - {request},
        order=(*m.order, request),
        row=request,
    )


@on(e.CandidateRemoved)
def _removed(m: Meeting, event: e.CandidateRemoved, entry: Entry) -> Meeting:
    above = m.above
    if above is not None and event.request in m.above_line:
        above -= 1
    return replace(
        m,
        order=tuple(id for id in m.order if id != event.request),
        removed=m.removed | {event.request},
        above=above,
    )


# -- the ranking -------------------------------------------------------------------------------


@on(e.MethodChosen)
def _method(m: Meeting, event: e.MethodChosen, entry: Entry) -> Meeting:
    now = m.round
    if now and not now.revealed:
        m = _latest(m, replace(now, method=event.method, rules=event.rules or now.rules))
    return replace(m, method=event.method, rules=event.rules)


@on(e.RoundOpened)
def _round(m: Meeting, event: e.RoundOpened, entry: Entry) -> Meeting:
    given = m.agenda.ranking
    rules = event.rules or e.RoundRules(
        one_vote_per_department=given.one_vote_per_department,
        secret_always=given.secret_always,
        ties=given.ties,
    )
    opened = Round(event.number, event.method, event.labels, event.dots, event.at_most, rules=rules)
    return replace(m, rounds=(*m.rounds, opened), method=event.method)


def _latest(m: Meeting, changed: Round) -> Meeting:
    return replace(m, rounds=(*m.rounds[:-1], changed))


@on(e.BallotCast)
def _ballot(m: Meeting, event: e.BallotCast, entry: Entry) -> Meeting:
    now = m.rounds[-1]
    abstained = now.abstained - {event.person}
    if event.order:
        orders = with_(now.orders, event.person, event.order)
        return _latest(m, replace(now, orders=orders, abstained=abstained))
    ballots = with_(now.ballots, event.person, event.dots)
    return _latest(m, replace(now, ballots=ballots, abstained=abstained))


@on(e.ColumnRated)
def _rated(m: Meeting, event: e.ColumnRated, entry: Entry) -> Meeting:
    now = m.rounds[-1]
    others = [filled for filled in now.ratings.get(event.person, ()) if filled[0] != event.column]
    ratings = with_(now.ratings, event.person, (*others, (event.column, event.scores)))
    return _latest(m, replace(now, ratings=ratings, abstained=now.abstained - {event.person}))


@on(e.BallotAbstained)
def _abstained(m: Meeting, event: e.BallotAbstained, entry: Entry) -> Meeting:
    now = m.rounds[-1]
    changed = replace(
        now,
        ballots=without(now.ballots, event.person),
        orders=without(now.orders, event.person),
        ratings=without(now.ratings, event.person),
        abstained=now.abstained | {event.person},
    )
    return _latest(m, changed)


@on(e.RankingRevealed)
def _revealed(m: Meeting, event: e.RankingRevealed, entry: Entry) -> Meeting:
    ranked = [id for band in event.bands for id in band]
    rest = [id for id in m.order if id not in set(ranked)]
    ratings: dict[str, tuple[tuple[str, tuple[tuple[str, int], ...]], ...]] = {}
    for who, column, scores in event.ratings:
        ratings[who] = (*ratings.get(who, ()), (column, scores))
    # Ballots that are never stored may have replaced an abstention that was.
    shown = replace(
        m.rounds[-1],
        revealed=event,
        ballots=dict(event.ballots),
        abstained=frozenset(event.abstained),
        orders=dict(event.orders),
        ratings=ratings,
    )
    m = _latest(m, shown)
    return replace(
        m,
        order=(*ranked, *rest),
        above=None,
        drawn=None,
        moved=frozenset(),
        swapped=frozenset(),
        explained={},
    )


# -- the line ----------------------------------------------------------------------------------


@on(e.LineDrawn)
def _drawn(m: Meeting, event: e.LineDrawn, entry: Entry) -> Meeting:
    return replace(
        m,
        order=event.order,
        above=event.above,
        drawn=event,
        moved=frozenset(),
        swapped=frozenset(),
        explained={},
    )


# -- duels, and the fairness check -------------------------------------------------------------


@on(e.DuelsOpened)
def _duels(m: Meeting, event: e.DuelsOpened, entry: Entry) -> Meeting:
    number = m.revealed.round if m.revealed else 0
    return replace(m, duels=(*m.duels, Duels(event.requests, round=number)))


@on(e.DuelHeld)
def _duel(m: Meeting, event: e.DuelHeld, entry: Entry) -> Meeting:
    now = m.duels[-1]
    others = [each for each in now.hands if {*each[:2]} != {event.one, event.other}]
    hands = (*others, (event.one, event.other, event.for_one, event.for_other))
    return replace(m, duels=(*m.duels[:-1], replace(now, hands=hands)))


@on(e.DuelsDecided)
def _duelled(m: Meeting, event: e.DuelsDecided, entry: Entry) -> Meeting:
    """The rows stand where the hands put them: that is the ranking now, and no move against it."""
    decided = replace(m.duels[-1], decided=event)
    drawn = m.drawn
    if drawn is not None:
        drawn = replace(drawn, order=reordered(drawn.order, event.order))
    return replace(
        m,
        duels=(*m.duels[:-1], decided),
        order=reordered(m.order, event.order),
        drawn=drawn,
        moved=m.moved - set(event.order),
    )


def reordered(order: tuple[str, ...], some: tuple[str, ...]) -> tuple[str, ...]:
    """The order with some of its rows in another order, on the places that they had."""
    there = set(order)
    following = iter([id for id in some if id in there])
    return tuple(next(following) if id in some else id for id in order)


@on(e.SwapMade)
def _swapped(m: Meeting, event: e.SwapMade, entry: Entry) -> Meeting:
    rows = {event.incoming, *event.outgoing}
    return replace(m, swaps=(*m.swaps, event), swapped=m.swapped | rows)


@on(e.FairnessKept)
def _kept(m: Meeting, event: e.FairnessKept, entry: Entry) -> Meeting:
    return replace(m, kept=(*m.kept, event))


@on(e.RequestMoved)
def _moved(m: Meeting, event: e.RequestMoved, entry: Entry) -> Meeting:
    rest = [id for id in m.order if id != event.request]
    rest.insert(event.place, event.request)
    return replace(
        m,
        order=tuple(rest),
        above=event.above if m.above is not None else None,
        moved=m.moved | {event.request},
        swapped=m.swapped - {event.request},
        row=event.request,
    )


@on(e.MoveExplained)
def _explained(m: Meeting, event: e.MoveExplained, entry: Entry) -> Meeting:
    return replace(m, explained=with_(m.explained, event.request, event.because), row=event.request)


@on(e.OverCapacityExplained)
def _over(m: Meeting, event: e.OverCapacityExplained, entry: Entry) -> Meeting:
    return replace(m, over_because=event.because)


# -- decisions ---------------------------------------------------------------------------------


@on(e.Decided)
def _decided(m: Meeting, event: e.Decided, entry: Entry) -> Meeting:
    request = event.decision.request
    return replace(
        m,
        decisions=with_(m.decisions, request, event.decision),
        as_shown=with_(m.as_shown, request, (event.title, event.effort)),
        row=request,
    )


@on(e.DecisionTakenBack)
def _taken_back(m: Meeting, event: e.DecisionTakenBack, entry: Entry) -> Meeting:
    return replace(
        m,
        decisions=without(m.decisions, event.request),
        as_shown=without(m.as_shown, event.request),
        row=event.request,
    )


@on(e.Objected)
def _objected(m: Meeting, event: e.Objected, entry: Entry) -> Meeting:
    return replace(m, objections=(*m.objections, event), row=event.request or m.row)


@on(e.ReadBackSaid)
def _read_back(m: Meeting, event: e.ReadBackSaid, entry: Entry) -> Meeting:
    return replace(m, read_back=with_(m.read_back, event.request, event.words), row=event.request)
