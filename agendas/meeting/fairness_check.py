"""The fairness check of a meeting: past months from their records, this month from the line."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import msgspec

from agendas import proposals
from agendas.days import Days, tidy
from agendas.decisions import Kind
from agendas.meeting.checks import OUT_OF_THE_RANKING, days_of, days_taken
from agendas.meeting.meeting import Meeting, Status
from agendas.meeting.placement import is_fixed
from agendas.meeting.workspace import Workspace
from agendas.ranking.fairness import Fairness, Month, MonthRow, Swap, fairness, swap_for
from agendas.ranking.fairness_months import departments_of, months_of, ready_row
from agendas.record import Record

#: So many meetings before the window are looked through for what was asked for before.
LOOKED_BACK = 12


class FairnessCheck(msgspec.Struct, frozen=True):
    """What the room sees after the line: shares, the difference now and last month, swaps.

    `people`: how many voters each department has; `swaps`: at most one for each department that
    is to be looked at.
    """

    fairness: Fairness
    before: Fraction | None
    people: tuple[tuple[str, int], ...]
    months: int
    capacity: Days
    swaps: tuple[Swap, ...] = ()


def fairness_check(workspace: Workspace, m: Meeting) -> FairnessCheck:
    """The check over the agenda's window, this month as the list stands now."""
    rule = m.agenda.fairness
    past = _records(workspace, m, rule.months + LOOKED_BACK)
    for_all = _for_all(workspace, m)
    earlier = months_of(past, _named_for_all(workspace, m), rule.months + LOOKED_BACK)
    known = {row.request for record in past for row in record.candidates if ready_row(row)}
    months = (*earlier, _this_month(workspace, m, known, for_all))[-rule.months :]
    people = [(p.department, 1) for p in m.people if p.votes and p.department]
    departments = tuple(dict.fromkeys(name for name, _one in people))
    found = fairness(months, departments)
    last = earlier[-rule.months :]
    return FairnessCheck(
        found,
        fairness(last, departments).difference if last else None,
        tuple((name, sum(one for other, one in people if other == name)) for name in departments),
        len(months),
        m.to_give_away,
        tuple(_swaps(workspace, m, found, for_all)),
    )


def _records(workspace: Workspace, m: Meeting, most: int) -> list[Record]:
    """The records of the last finished meetings, the latest first."""
    found: list[Record] = []
    for number in sorted((n for n in workspace.meetings if n < m.number), reverse=True):
        meeting = workspace.meetings[number]
        if meeting.status == Status.FINAL and meeting.record:
            found.append(meeting.record)
        if len(found) == most:
            break
    return found


def _named_for_all(workspace: Workspace, m: Meeting) -> frozenset[str]:
    labels = {label.casefold() for label in m.agenda.fairness.for_all}
    return frozenset(
        id
        for id, request in workspace.requests.items()
        if request.labels and any(label.casefold() in labels for label in request.labels)
    )


def _for_all(workspace: Workspace, m: Meeting) -> frozenset[str]:
    """What of this meeting belongs to nobody: law, safety."""
    return _named_for_all(workspace, m) & frozenset(m.order)


def _ready(workspace: Workspace, m: Meeting, ids: Iterable[str]) -> list[str]:
    """What could be committed: estimated, nothing missing, not sent back or closed."""
    return [
        id
        for id in ids
        if days_of(workspace, m, id) is not None
        and not (id in m.decisions and m.decisions[id].kind in OUT_OF_THE_RANKING)
        and not (proposals.missing(m, workspace.requests[id]) and not m.is_above(id))
    ]


def _this_month(
    workspace: Workspace, m: Meeting, known: set[str], for_all: frozenset[str]
) -> Month:
    rows = []
    for id in _ready(workspace, m, m.order):
        days = days_of(workspace, m, id)
        decision = m.decisions.get(id)
        yes = m.is_above(id) if decision is None else decision.kind == Kind.COMMIT
        departments = departments_of(workspace.requests[id].department)
        if days is not None:
            rows.append(MonthRow(id, departments, days, id not in known, yes, id in for_all))
    return Month(tuple(rows), m.to_give_away)


def _swaps(
    workspace: Workspace, m: Meeting, found: Fairness, for_all: frozenset[str]
) -> Iterable[Swap]:
    if m.above is None:
        return
    ready = set(_ready(workspace, m, m.order))
    effort = {id: days_of(workspace, m, id) if id in ready else None for id in m.order}
    above = {id: days_of(workspace, m, id) for id in m.above_line}
    belongs = {id: departments_of(workspace.requests[id].department) for id in m.order}
    fixed = [id for id in m.order if id in for_all or is_fixed(workspace, id)]
    left = tidy(m.to_give_away - days_taken(workspace, m))
    for row in found.to_look_at:
        swap = swap_for(
            row.department,
            found,
            m.order,
            m.above_line,
            effort | above,
            belongs,
            left,
            fixed,
        )
        if swap:
            yield swap
