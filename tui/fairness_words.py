"""The fairness check in words: each department, the sum, and the named swap."""

from __future__ import annotations

from collections.abc import Iterator

from agendas.language import Message, _, _n, listed
from agendas.meeting.fairness_check import FairnessCheck
from agendas.meeting.meeting import Meeting
from agendas.ranking.exact import shown
from agendas.ranking.fairness import DepartmentRow, Swap


def fairness_lines(m: Meeting, check: FairnessCheck) -> Iterator[Message]:
    """The table of the fairness check row by row, its sum, and the swaps that it names."""
    yield _n(
        "fairness, {n} month, {capacity:days} this month",
        "fairness, {n} months, {capacity:days} this month",
        check.months,
        capacity=check.capacity,
    )
    people = dict(check.people)
    for row in check.fairness.rows:
        yield _department(row, people.get(row.department, 0))
    if message := elsewhere(check):
        yield message
    for swap in check.swaps:
        yield swap_words(m, swap)


def _department(row: DepartmentRow, people: int) -> Message:
    waiting = _n("{n} month waiting", "{n} months waiting", row.waiting)
    facts = _(
        "{department} ({people}): asked {asked} %, got {got} %, {waiting}",
        department=row.department,
        people=people,
        asked=shown(row.asked_share * 100, 0),
        got=shown(row.got_share * 100, 0),
        waiting=waiting,
    )
    return _("{facts}, look", facts=facts) if row.look else facts


def elsewhere(check: FairnessCheck) -> Message | None:
    """The sum line: how much of the capacity sits elsewhere than the asks."""
    difference = check.fairness.difference
    if difference is None:
        return None
    share = shown(difference * 100, 0)
    if check.before is None:
        return _("{n} % of the capacity sits elsewhere than the asks", n=share)
    return _(
        "{n} % of the capacity sits elsewhere than the asks (last month {before} %)",
        n=share,
        before=shown(check.before * 100, 0),
    )


def swap_words(m: Meeting, swap: Swap) -> Message:
    """The named swap, with places in the list."""
    place = m.order.index(swap.incoming) + 1
    if not swap.outgoing:
        return _(
            "{department}'s best ready request: {id} (place {place}). It fits: “swap”, or “keep …”",
            department=swap.department,
            id=swap.incoming,
            place=place,
        )
    return _(
        "{department}'s best ready request: {id} (place {place}). "
        "In for it: out goes {others}: “swap”, or “keep …”",
        department=swap.department,
        id=swap.incoming,
        place=place,
        others=listed(
            _("{id} (place {place})", id=id, place=m.order.index(id) + 1) for id in swap.outgoing
        ),
    )
