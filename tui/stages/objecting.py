"""Asking who objects, and to what."""

from __future__ import annotations

from agendas.language import _
from agendas.meeting.commands.closing import Object
from tui.stages.base import Desk


async def object_to(desk: Desk, row: str) -> None:
    """Somebody in the room objects to a row, or to the whole where there is none."""
    m = desk.view.meeting
    people = [(p.id, p.name) for p in m.present]
    if not people:
        desk.say(_("nobody is in the room yet"), alarm=True)
        return
    who = await desk.choose(_("who objects?"), people, about=row)
    if who is None:
        return
    sentence = await desk.ask(_("the objection in one sentence"), about=row, needed=True)
    if sentence and sentence.strip():
        desk.do(Object(who, sentence, row))
