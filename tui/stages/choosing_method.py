"""Choosing how to rank: one sentence each on what people do, then how it is counted."""

from __future__ import annotations

from agendas.agenda import Method
from agendas.language import _
from agendas.meeting.commands.voting import ChooseMethod
from tui.stages.base import Desk
from tui.stages.rank_rules import METHODS, ways_of


async def choose_method(desk: Desk) -> ChooseMethod | None:
    """One of all ways to rank, and where it is counted in several ways, which."""
    say = desk.language.say
    choices = [(method.value, say(words)) for method, words in METHODS.items()]
    method = await desk.choose(_("how do we rank?"), choices)
    if method is None:
        return None
    ways = ways_of(desk.view.meeting, Method(method))
    by: str | None = ""
    if len(ways) > 1:
        by = await desk.choose(_("counted how?"), [(name, say(words)) for name, words in ways])
    return None if by is None else ChooseMethod(method, by)
