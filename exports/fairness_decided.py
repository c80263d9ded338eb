"""The fairness check in the record: who asked for what and got what, and what the room answered."""

from __future__ import annotations

from fractions import Fraction

from agendas.language import Argument, Message, _, _n, listed
from agendas.ranking.exact import shown
from agendas.record import Record
from agendas.record_ranking import FairnessRow, ShareRow, SwapRow
from exports.document import Block, Column, Table, Text, amount, bullets, some


def fairness_blocks(record: Record) -> tuple[Block, ...]:
    """The table over the window, and the sentences about it."""
    check = record.fairness
    if not any(row.asked != "0" or row.got != "0" for row in check.departments):
        return ()
    return some(_table(check), bullets(_said(check)))


def percent(share: str) -> Argument:
    """A share of a hundred, rounded half up to whole numbers."""
    return shown(Fraction(share) * 100, 0)


def _table(check: FairnessRow) -> Table:
    return Table(
        _n(
            "Fairness check over {n} month, {capacity:days} this month",
            "Fairness check over {n} months, {capacity:days} this month",
            check.months,
            capacity=check.capacity,
        ),
        (
            Column(_("Department")),
            Column(_("People"), "number"),
            Column(_("Asked"), "number"),
            Column(_("Got"), "number"),
            Column(_("Months of waiting"), "number"),
            Column(_("Look")),
        ),
        tuple(_row(row) for row in check.departments),
    )


def _row(row: ShareRow) -> tuple[Text, ...]:
    return (
        row.department,
        amount(row.people),
        _("{n} %", n=percent(row.asked_share)),
        _("{n} %", n=percent(row.got_share)),
        amount(row.waiting),
        _("look") if row.look else "",
    )


def _said(check: FairnessRow) -> list[Text]:
    said: list[Text] = []
    if check.difference and check.before:
        said.append(
            _(
                "{n} % of the capacity sits elsewhere than the asks (last month {before} %).",
                n=percent(check.difference),
                before=percent(check.before),
            )
        )
    elif check.difference:
        said.append(
            _("{n} % of the capacity sits elsewhere than the asks.", n=percent(check.difference))
        )
    said += [_swap(swap) for swap in check.swaps]
    said += [
        _(
            "The list stayed as it was for {departments}: {why}",
            departments=listed(kept.departments),
            why=kept.because,
        )
        for kept in check.kept
    ]
    return said


def _swap(swap: SwapRow) -> Message:
    if not swap.outgoing:
        made = _("{id} of {department} came in", id=swap.incoming, department=swap.department)
    else:
        made = _(
            "{id} of {department} came in, out went {others}",
            id=swap.incoming,
            department=swap.department,
            others=listed(swap.outgoing),
        )
    if not swap.because:
        return _("{what}.", what=made)
    return _("{what}: {why}", what=made, why=swap.because)
