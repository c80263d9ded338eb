"""Three sentences for whoever comes late: where we are, what was decided, what comes next."""

from __future__ import annotations

from agendas.language import Message, _, _n, listed
from agendas.meeting.public_view import PublicView
from agendas.stage_names import stage_name
from tui.stages.sums import terms


def catch_up(view: PublicView, clock: Message) -> tuple[Message, Message, Message]:
    """The three sentences; `clock` says how much time the stage has left."""
    return _where(view, clock), _decided(view), _next(view)


def _where(view: PublicView, clock: Message) -> Message:
    m = view.meeting
    place = m.agenda.stages.index(m.stage) + 1
    on_table = _n("{n} request is on the table", "{n} requests are on the table", len(m.order))
    days: Message = _("the days to give away are not set yet")
    if m.capacity:
        days = _("there are {days:days} to give away", days=m.to_give_away)
    return _(
        "Stage {place} of {all}, {stage}, {clock}; {table}, {days}.",
        place=place,
        all=len(m.agenda.stages),
        stage=stage_name(m.stage),
        clock=clock,
        table=on_table,
        days=days,
    )


def _decided(view: PublicView) -> Message:
    m = view.meeting
    if not m.decisions:
        return _("Nothing is decided yet.")
    return _("So far: {terms}.", terms=listed(terms(m)))


def _next(view: PublicView) -> Message:
    m = view.meeting
    stages = m.agenda.stages
    then = [stage_name(stage) for stage in stages[stages.index(m.stage) + 1 :]]
    if not then:
        return _("This is the last stage.")
    return _(
        "Next: {stages}. Whoever comes now votes from the next ballot on.", stages=listed(then)
    )
