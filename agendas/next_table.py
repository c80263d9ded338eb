"""What is on the table of the running meeting, or would be on that of the next one, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import msgspec

from agendas.agenda import Agenda
from agendas.carry_over import carry_over
from agendas.meeting.events import Origin
from agendas.meeting.workspace import Workspace
from agendas.request import State


class Standing(StrEnum):
    """How a request stands to the table."""

    NONE = "none"
    PROPOSED = "proposed"
    BY_HAND = "by_hand"
    OFF = "off"
    ON_TABLE = "on_table"
    DECIDED = "decided"


#: Standings of what is on the table, or would be.
THERE = frozenset({Standing.PROPOSED, Standing.BY_HAND, Standing.ON_TABLE, Standing.DECIDED})


class NextTable(msgspec.Struct, frozen=True):
    """The table of a meeting: who is on it (or was taken off), and how many ready ones are not."""

    on: date
    running: bool
    standings: Mapping[str, Standing]
    left_out: int

    def standing(self, request: str) -> Standing:
        """How one request stands to the table."""
        return self.standings.get(request, Standing.NONE)

    @property
    def count(self) -> int:
        """How many requests are on the table."""
        return sum(standing in THERE for standing in self.standings.values())


def next_date(workspace: Workspace, today: date) -> date:
    """When the next meeting is: as the last one said, today where that is over."""
    newest = workspace.newest
    return max(today, newest.next_meeting) if newest else today


def next_table(workspace: Workspace, agenda: Agenda, today: date) -> NextTable:
    """The table of the running meeting; without one, what the next meeting would start with."""
    running = workspace.meeting
    standings: dict[str, Standing] = {}
    if running is not None:
        for id in running.order:
            decided = id in running.decisions
            standings[id] = Standing.DECIDED if decided else Standing.ON_TABLE
        return NextTable(running.on, True, standings, running.ready_but_left_out)
    on = next_date(workspace, today)
    proposal = carry_over(workspace, agenda, on)
    for id in workspace.untabled:
        request = workspace.requests.get(id)
        if request is not None and request.state == State.OPEN:
            standings[id] = Standing.OFF
    for candidate in proposal.candidates:
        by_hand = candidate.origin == Origin.TABLED
        standings[candidate.request] = Standing.BY_HAND if by_hand else Standing.PROPOSED
    return NextTable(on, False, standings, proposal.left_out)
