"""What events about the candidates, their ranking, the line and decisions make of a meeting."""

from __future__ import annotations

from msgspec.structs import replace

from agendas.meeting import events as e
from agendas.meeting.entry import Entry
from agendas.meeting.handlers import on, with_, without
from agendas.meeting.meeting import Meeting, Round

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
        m = _latest(m, replace(now, method=event.method))
    return replace(m, method=event.method)


@on(e.RoundOpened)
def _round(m: Meeting, event: e.RoundOpened, entry: Entry) -> Meeting:
    opened = Round(event.number, event.method, event.labels, event.dots, event.at_most)
    return replace(m, rounds=(*m.rounds, opened), method=event.method)


def _latest(m: Meeting, changed: Round) -> Meeting:
    return replace(m, rounds=(*m.rounds[:-1], changed))


@on(e.BallotCast)
def _ballot(m: Meeting, event: e.BallotCast, entry: Entry) -> Meeting:
    now = m.rounds[-1]
    ballots = with_(now.ballots, event.person, event.dots)
    return _latest(m, replace(now, ballots=ballots, abstained=now.abstained - {event.person}))


@on(e.BallotAbstained)
def _abstained(m: Meeting, event: e.BallotAbstained, entry: Entry) -> Meeting:
    now = m.rounds[-1]
    ballots = without(now.ballots, event.person)
    return _latest(m, replace(now, ballots=ballots, abstained=now.abstained | {event.person}))


@on(e.RankingRevealed)
def _revealed(m: Meeting, event: e.RankingRevealed, entry: Entry) -> Meeting:
    ranked = [id for band in event.bands for id in band]
    rest = [id for id in m.order if id not in set(ranked)]
    # Ballots that are never stored may have replaced an abstention that was.
    shown = replace(
        m.rounds[-1],
        revealed=event,
        ballots=dict(event.ballots),
        abstained=frozenset(event.abstained),
    )
    m = _latest(m, shown)
    return replace(
        m, order=(*ranked, *rest), above=None, drawn=None, moved=frozenset(), explained={}
    )


# -- the line ----------------------------------------------------------------------------------


@on(e.LineDrawn)
def _drawn(m: Meeting, event: e.LineDrawn, entry: Entry) -> Meeting:
    return replace(
        m, order=event.order, above=event.above, drawn=event, moved=frozenset(), explained={}
    )


@on(e.RequestMoved)
def _moved(m: Meeting, event: e.RequestMoved, entry: Entry) -> Meeting:
    rest = [id for id in m.order if id != event.request]
    rest.insert(event.place, event.request)
    return replace(
        m,
        order=tuple(rest),
        above=event.above if m.above is not None else None,
        moved=m.moved | {event.request},
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
