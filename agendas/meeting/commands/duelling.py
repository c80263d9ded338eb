"""Commands for duels: a few requests around the line, each pair by show of hands."""

from __future__ import annotations

from collections.abc import Mapping

from agendas.agenda import StageKind
from agendas.days import Days
from agendas.language import Message, _, _n, listed
from agendas.meeting import events as e
from agendas.meeting.checks import days_of
from agendas.meeting.commands.placing import LISTS
from agendas.meeting.commands.spec import (
    Command,
    Events,
    Kind,
    Refused,
    Situation,
    Spec,
    arg,
    decides,
)
from agendas.meeting.commands.words import closed
from agendas.meeting.meeting import Duels, Meeting
from agendas.meeting.placement import tie_facts
from agendas.ranking.duels import MOST, duels_of, order_by_duels, rank_by_duels

_WHERE = (StageKind.RANK, *LISTS)


class Duel(Command, frozen=True):
    """Ask these pair by pair; named none, those that are to be discussed."""

    requests: tuple[str, ...] = ()


class Wins(Command, frozen=True):
    """The hands for one and for the other of a pair."""

    one: str
    other: str
    for_one: int
    for_other: int


def open_duels(m: Meeting) -> Duels | None:
    """The duels in which a pair is still to be asked."""
    last = m.duels_now
    return last if last and to_ask(last) else None


def to_ask(duels: Duels) -> tuple[tuple[str, str], ...]:
    """The pairs that were not asked yet, in order."""
    pairs = duels_of(duels.requests)
    asked = [{one, other} for one, other, _mine, _theirs in duels.hands]
    return () if isinstance(pairs, Message) else tuple(p for p in pairs if {*p} not in asked)


@decides(
    Spec(
        "duel",
        Duel,
        _("ask up to six requests around the line pair by pair; named none: those to discuss"),
        (arg("requests", Kind.REQUEST, optional=True, many=True),),
        _WHERE,
    )
)
def _duel(s: Situation, command: Duel) -> Events | Refused:
    m = s.meeting
    if refusal := closed(m):
        return refusal
    if m.above is None or m.revealed is None:
        return Refused(_("duels are around the line: reveal a ranking and set the capacity first"))
    named = command.requests or tuple(id for id in m.discuss if id not in m.decisions)[:MOST]
    for id in named:
        if refusal := _may_duel(s, id):
            return refusal
    in_order = tuple(id for id in m.order if id in named)
    pairs = duels_of(in_order)
    if isinstance(pairs, Message):
        return Refused(pairs)
    return (e.DuelsOpened(in_order),)


def _may_duel(s: Situation, id: str) -> Refused | None:
    m = s.meeting
    if id not in m.order:
        return Refused(_("{id} is not on the table in this meeting", id=id), id)
    if id in m.decisions:
        return Refused(_("{id} is decided already", id=id), id)
    if days_of(s.workspace, m, id) is None:
        return Refused(_("{id} has no estimate from IT: it cannot stand above the line", id=id), id)
    return None


@decides(
    Spec(
        "wins",
        Wins,
        _("a duel: hands for the one and for the other; after the last pair the rows are placed"),
        (
            arg("one", Kind.REQUEST),
            arg("other", Kind.REQUEST),
            arg("for_one", Kind.NUMBER),
            arg("for_other", Kind.NUMBER),
        ),
        _WHERE,
    )
)
def _wins(s: Situation, command: Wins) -> Events | Refused:
    m = s.meeting
    if refusal := closed(m):
        return refusal
    now = m.duels_now
    pair = {command.one, command.other}
    if now is None or len(pair) < 2 or not pair <= set(now.requests):
        rows = now.requests if now else ()
        if not rows:
            return Refused(_("no duels are open: duel REQUEST REQUEST … opens them"))
        return Refused(_("the duels are between {requests}", requests=listed(rows)))
    if decided := next((id for id in now.requests if id in m.decisions), ""):
        return Refused(_("{id} is decided already", id=decided), decided)
    if command.for_one < 0 or command.for_other < 0:
        return Refused(_("hands are counted from 0"))
    voters = len(m.voters)
    if command.for_one + command.for_other > voters:
        return Refused(
            _n(
                "{n} hand, and {voters} are in the room who vote",
                "{n} hands, and {voters} are in the room who vote",
                command.for_one + command.for_other,
                voters=voters,
            )
        )
    held = e.DuelHeld(command.one, command.other, command.for_one, command.for_other)
    hands = {
        (one, other): (mine, theirs)
        for one, other, mine, theirs in now.hands
        if {one, other} != pair
    }
    hands[held.one, held.other] = (held.for_one, held.for_other)
    pairs = duels_of(now.requests)
    if isinstance(pairs, Message) or len(hands) < len(pairs):
        return (held,)
    return (held, _decided(s, now, hands))


def _decided(
    s: Situation, now: Duels, hands: Mapping[tuple[str, str], tuple[int, int]]
) -> e.DuelsDecided:
    m = s.meeting
    effort: dict[str, Days | None] = {id: days_of(s.workspace, m, id) for id in now.requests}
    result = rank_by_duels(now.requests, hands)
    order, ties = order_by_duels(result, effort, tie_facts(m, now.requests))
    return e.DuelsDecided(
        order, result.points, tuple(e.TieApplied(t.order, t.rule, t.open) for t in ties)
    )
