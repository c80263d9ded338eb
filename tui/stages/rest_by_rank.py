"""One consent for all that is decided by rank; what is to be discussed stays open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable

from agendas import proposals
from agendas.decisions import KIND_LABELS, Kind
from agendas.language import _, _n, listed
from agendas.meeting.commands.sweeping import UNDISPUTED, Rest
from tui.stages.base import Desk


def rest_by_rank(desk: Desk) -> Awaitable[None] | None:
    """The rest by rank, in one block; asks first where something is to be discussed."""
    m = desk.view.meeting
    if m.by_rank and len(m.by_rank) < len(m.undecided):
        return _by_consent(desk)
    desk.do(Rest())
    return None


async def _by_consent(desk: Desk) -> None:
    view, say = desk.view, desk.language.say
    m, rows = view.meeting, view.meeting.by_rank
    talk = len(m.undecided) - len(rows)
    kinds = Counter(proposals.proposal(m, view.requests[id]).kind for id in rows)
    counts = listed(
        _("{n} {decision}", n=kinds[kind], decision=KIND_LABELS[kind])
        for kind in Kind
        if kinds[kind]
    )
    by_rank = _n("{n} by rank: {counts}", "{n} by rank: {counts}", len(rows), counts=counts)
    stays = _n("{n} stays open", "{n} stay open", talk)
    everything = _n(
        "all by rank, the one to discuss too", "all by rank, the {n} to discuss too", talk
    )
    choices = [
        (UNDISPUTED, say(_("{by_rank}; {stays}", by_rank=by_rank, stays=stays))),
        ("", say(everything)),
        ("no", say(_("not yet: somebody wants to talk about another one"))),
    ]
    question = _("decided by rank, in one block: does anybody object?")
    chosen = await desk.choose(question, choices)
    if chosen in (UNDISPUTED, ""):
        desk.do(Rest(chosen or ""))
