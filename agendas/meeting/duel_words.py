"""What duels and the fairness check's answers are in words, with ids for requests."""

from __future__ import annotations

from agendas.language import Message, _, _n, listed
from agendas.meeting import events as e


def duel_words(event: e.AnyEvent, seen: object) -> Message | None:
    """What such an event is; None for every other one."""
    match event:
        case e.DuelsOpened(requests=requests):
            return _("duels of {requests}", requests=listed(requests))
        case e.DuelHeld(one=one, other=other, for_one=mine, for_other=theirs):
            return _(
                "{one} {mine}, {other} {theirs}", one=one, mine=mine, other=other, theirs=theirs
            )
        case e.DuelsDecided(order=order):
            return _("the duels are decided: {requests}", requests=listed(order))
        case e.SwapMade(incoming=incoming, outgoing=()):
            return _("{id} came in, it fits", id=incoming)
        case e.SwapMade(incoming=incoming, outgoing=outgoing):
            return _("{id} came in, out went {others}", id=incoming, others=listed(outgoing))
        case e.FairnessKept(departments=departments):
            return _n(
                "the list stays as it is, {names} was looked at",
                "the list stays as it is, {names} were looked at",
                len(departments),
                names=listed(departments),
            )
        case _:
            return None
