"""Commands that answer the fairness check: the named swap, or the list as it is and why."""

from __future__ import annotations

from agendas.language import _, listed
from agendas.meeting import events as e
from agendas.meeting.commands.people import folded
from agendas.meeting.commands.placing import LISTS, place_above, place_below
from agendas.meeting.commands.spec import (
    Command,
    Events,
    Kind,
    Refused,
    Situation,
    Spec,
    arg,
    decides,
    option,
)
from agendas.meeting.commands.words import after, closed
from agendas.meeting.fairness_check import fairness_check
from agendas.ranking.fairness import Swap


class SwapRows(Command, frozen=True):
    """Do the swap that the fairness check names."""

    department: str = ""
    because: str = ""


class Keep(Command, frozen=True):
    """The list stays as it is, and why."""

    because: str


@decides(
    Spec(
        "swap",
        SwapRows,
        _("do the swap that the fairness check names; for one department where several wait"),
        (arg("department", Kind.TEXT, optional=True), option("because", Kind.TEXT)),
        LISTS,
    )
)
def _swap(s: Situation, command: SwapRows) -> Events | Refused:
    m = s.meeting
    if refusal := closed(m):
        return refusal
    if m.above is None:
        return Refused(_("the line is not drawn yet"))
    offered = fairness_check(s.workspace, m).swaps
    wanted = folded(command.department)
    found = [swap for swap in offered if not wanted or folded(swap.department) == wanted]
    if not found and offered:
        names = listed(swap.department for swap in offered)
        return Refused(_("a swap is named for {departments}", departments=names), "department")
    if not found:
        return Refused(_("the fairness check names no swap"))
    return _done(s, found[0], command.because.strip())


def _done(s: Situation, swap: Swap, because: str) -> Events:
    events: list[e.AnyEvent] = []
    m = s.meeting
    for id in (*swap.outgoing, swap.incoming):
        moved = place_above(m, id) if id == swap.incoming else place_below(m, id)
        made: list[e.AnyEvent] = [moved] if moved else []
        if id in m.decisions:
            made.append(e.DecisionTakenBack(id))
        m = after(s, m, tuple(made))
        events += made
    said = e.SwapMade(swap.department, swap.incoming, swap.outgoing, because)
    return (*events, said)


@decides(
    Spec(
        "keep",
        Keep,
        _("the list stays as it is although the fairness check points at somebody, and why"),
        (arg("because", Kind.TEXT),),
        LISTS,
    )
)
def _keep(s: Situation, command: Keep) -> Events | Refused:
    m = s.meeting
    if refusal := closed(m):
        return refusal
    if m.above is None:
        return Refused(_("the line is not drawn yet"))
    if not command.because.strip():
        return Refused(_("one sentence, please"), "keep")
    looked = tuple(row.department for row in fairness_check(s.workspace, m).fairness.to_look_at)
    if not looked:
        return Refused(_("the fairness check points at nobody"))
    return (e.FairnessKept(command.because.strip(), looked),)
