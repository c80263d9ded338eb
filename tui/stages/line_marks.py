"""What a row at the line says beside its title: fixed, passed over, to be discussed."""

from __future__ import annotations

from agendas.language import Message, _
from agendas.meeting.events import NotFitting
from agendas.meeting.meeting import Meeting
from agendas.meeting.public_view import PublicView
from agendas.request import Request, ServiceClass


def is_fixed(request: Request) -> bool:
    """Whether a date that somebody else set takes the request out before the ranking."""
    fixed = request.service_class == ServiceClass.FIXED_DATE
    return fixed and request.deadline is not None and bool(request.deadline_authority)


def to_discuss(m: Meeting) -> tuple[str, ...]:
    """What the meeting still has to talk about, in the order of the list."""
    wanted = set(m.discuss)
    return tuple(id for id in m.undecided if id in wanted)


def passed_words(passed: NotFitting, *, whole: bool = False) -> Message:
    """`needs 8, 3 left`, and in a sentence that it did not fit."""
    needs, left = passed.needs, passed.left
    if whole:
        return _("did not fit: needs {needs}, {left} left", needs=needs, left=left)
    if not left:
        return _("needs {needs}, none left", needs=needs)
    return _("needs {needs}, {left} left", needs=needs, left=left)


def passed_over(view: PublicView) -> dict[str, NotFitting]:
    """What the line passed over: the first that did not fit, and all before the last that did.

    Further down nothing fits any more, and to say so on each row would say nothing. Where rows
    were moved so that it would fit by now, it is nothing to say either.
    """
    m = view.meeting
    if m.drawn is None or not m.drawn.did_not_fit:
        return {}
    bands = m.revealed.bands if m.revealed else ()
    place = {id: n for n, id in enumerate(id for band in bands for id in band)}
    last = max(
        (place.get(id, -1) for id in m.drawn.order[: m.drawn.above] if not _first(view, id)),
        default=-1,
    )
    room = m.to_give_away - view.taken
    return {
        row.request: row
        for number, row in enumerate(m.drawn.did_not_fit)
        if (number == 0 or place.get(row.request, len(place)) < last)
        and row.needs > room
        and not m.is_above(row.request)
    }


def _first(view: PublicView, id: str) -> bool:
    return is_fixed(view.requests[id]) or id not in view.meeting.order
