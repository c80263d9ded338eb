"""Where rows may stand: what is taken out first, and what ties are broken by."""

from __future__ import annotations

from collections.abc import Iterable

from agendas.meeting.meeting import Meeting
from agendas.meeting.workspace import Workspace
from agendas.ranking.ties import TieFacts
from agendas.request import ServiceClass


def is_fixed(workspace: Workspace, id: str) -> bool:
    """Fixed-date work with an authority behind the date: taken out first."""
    request = workspace.requests[id]
    return (
        request.service_class == ServiceClass.FIXED_DATE
        and request.deadline is not None
        and bool(request.deadline_authority)
    )


def tie_facts(m: Meeting, rows: Iterable[str]) -> TieFacts:
    """The rules that the ranking was revealed under, and how many days each row has waited."""
    shown = next((r for r in reversed(m.rounds) if r.revealed), None)
    rules = (shown.rules.ties if shown else ()) or m.agenda.ranking.ties
    waiting = {
        id: (m.on - (m.candidates[id].since or m.on)).days for id in rows if id in m.candidates
    }
    return TieFacts(rules=rules, waiting=waiting)
