"""The Requests screen while a meeting runs: what is done there is undone there."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from agendas.decisions import Reason
from agendas.language import ENGLISH
from agendas.meeting.commands.course import GoTo
from agendas.meeting.commands.grammar import render
from agendas.meeting.commands.placing import SetCapacity
from agendas.meeting.commands.refusing import Not
from agendas.meeting.commands.requests import Table
from agendas.meeting.commands.roll_call import Present
from agendas.session import Done


def in_meeting(desk: Any) -> None:
    """Three candidates at the line, and the first of them decided."""

    def do(command: Any) -> None:
        done = desk.session.do(command, render(command))
        assert isinstance(done, Done), ENGLISH.say(done.message)

    do(Table(("R-001", "R-002", "R-003")))
    assert isinstance(desk.session.open_meeting(desk.session.situation.today), Done)
    do(Present())
    do(SetCapacity(Decimal(10)))
    do(GoTo("line"))
    do(Not("R-001", Reason.VAL))


async def test_undo_here_takes_back_what_was_done_here_and_nothing_of_the_meeting(
    make_desk: Callable[..., Any], screen_rows: Callable[[Any], list[str]]
) -> None:
    desk = make_desk()
    in_meeting(desk)
    async with desk.open() as pilot:
        await pilot.press("a", *"Wish", "enter")
        assert "R-017" in desk.requests
        await pilot.press("t")
        assert "R-017" in desk.session.workspace.meeting.order
        await pilot.press("u")
        assert "undone: R-017 came on the table, 09:00" in "".join(screen_rows(desk.app))
        await pilot.press("u")
        assert "undone: R-017 added, 09:00" in "".join(screen_rows(desk.app))
        assert "R-017" not in desk.requests
        await pilot.press("u")
        assert "nothing to undo here" in "".join(screen_rows(desk.app))
        assert list(desk.session.workspace.meeting.decisions) == ["R-001"]
        await pilot.press("U")
        assert "R-017" in desk.requests
