"""Duels on screen: opened for the rows that are to be discussed, or taken up where they stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendas.meeting.commands.duelling import Duel, open_duels

if TYPE_CHECKING:
    from tui.screens.meeting import MeetingScreen


async def hold_duels(screen: MeetingScreen) -> None:
    """Ask pair by pair; whoever leaves in between goes on with the same key."""
    from tui.screens.dialogs.duel import DuelDialog

    m = screen.view.meeting
    running = open_duels(m)
    again = running is None or any(id in m.decisions for id in running.requests)
    if not again or screen.do(Duel()):
        await screen.app.push_screen_wait(DuelDialog(screen))
