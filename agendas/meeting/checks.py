"""What still stands between a meeting and its end: the closed ledger, checked."""

from __future__ import annotations

from agendas.agenda import StageKind
from agendas.days import NOTHING, Days, tidy, total
from agendas.decisions import Decision, Gap, Kind, Reason, gaps
from agendas.language import _
from agendas.meeting.meeting import Meeting, Status
from agendas.meeting.workspace import Workspace

#: Decisions that take a row out of the ranking and say why by themselves.
OUT_OF_THE_RANKING = (Kind.BACK, Kind.DECLINE, Kind.MERGE, Kind.SPLIT, Kind.WITHDRAWN)


def unexplained(m: Meeting) -> tuple[str, ...]:
    """Rows that a person moved against the ranking and has not said why, in order.

    A move is against the ranking when the row is on the other side of the line than it was drawn,
    or changed places with a row of another band that nobody moved.
    """
    return tuple(
        id
        for id in m.order
        if id in m.moved and id not in m.explained and id not in m.swapped and _against(m, id)
    )


def left_to_a_person(m: Meeting, id: str) -> bool:
    """Whether the rules left a tie open that the row is in: its order is somebody's decision."""
    return any(tie.open and id in tie.requests for tie in (m.drawn.ties if m.drawn else ()))


def _against(m: Meeting, id: str) -> bool:
    drawn = m.drawn
    decision = m.decisions.get(id)
    if drawn is None:
        return False
    if decision and (decision.kind in OUT_OF_THE_RANKING or _says_why(m, decision)):
        return False
    if id not in drawn.order:
        return m.is_above(id)
    was_above = id in drawn.order[: drawn.above]
    if was_above != m.is_above(id):
        return True
    before = {other: place for place, other in enumerate(drawn.order)}
    band = _bands(m)
    now = m.order.index(id)
    for place, other in enumerate(m.order):
        if other == id or other in m.moved or other not in before:
            continue
        if band.get(other) is not None and band.get(other) == band.get(id):
            continue
        if m.is_above(other) != m.is_above(id):
            continue
        if (place < now) != (before[other] < before[id]):
            return True
    return False


def _says_why(m: Meeting, decision: Decision) -> bool:
    """A row that was taken below the line for a reason of its own has said why by that reason;
    that there is no room is no such reason, for there was.
    """
    return not m.is_above(decision.request) and decision.reason not in (None, Reason.CAP)


def _bands(m: Meeting) -> dict[str, int]:
    shown = m.revealed
    if shown is None:
        return {}
    return {id: number for number, band in enumerate(shown.bands) for id in band}


def days_over(workspace: Workspace, m: Meeting) -> Days:
    """Days taken above the line beyond what there is to give away, 0 if none."""
    return max(NOTHING, tidy(days_taken(workspace, m) - m.to_give_away))


def days_taken(workspace: Workspace, m: Meeting) -> Days:
    """Days of all that stands above the line."""
    return total(days_of(workspace, m, id) or NOTHING for id in m.above_line)


def days_of(workspace: Workspace, m: Meeting, id: str) -> Days | None:
    """Days of one row: as shown when it was decided, else IT's estimate now."""
    if id in m.as_shown and m.as_shown[id][1] is not None:
        return m.as_shown[id][1]
    return workspace.requests[id].days


class Blocker(Gap, frozen=True):
    """What keeps a meeting from being finalised, and the stage where it is put right."""

    stage: StageKind


def blockers(workspace: Workspace, m: Meeting) -> tuple[Blocker, ...]:
    """All that is missing before the meeting can be finalised, in the order of the list."""
    found: list[Blocker] = []
    if m.status == Status.ADJOURNED:
        found.append(
            Blocker("", "resume", _("the meeting is adjourned: resume it first"), StageKind.OPEN)
        )
    provisional = not m.decisions or any(d.provisional for d in m.decisions.values())
    if provisional and m.decides_provisionally and not m.provisional:
        what = _("IT or the quorum is missing: go on provisionally, or adjourn")
        found.append(Blocker("", "provisional", what, StageKind.OPEN))
    for id in m.undecided:
        found.append(Blocker(id, "decision", _("{id} is undecided", id=id), StageKind.LINE))
    for id in unexplained(m):
        found.append(
            Blocker(
                id,
                "because",
                _("{id} stands elsewhere than the ranking says: say why", id=id),
                StageKind.LINE,
            )
        )
    if m.above is None and m.decided(Kind.COMMIT):
        stage = StageKind.CAPACITY if m.capacity is None else StageKind.LINE
        what = _("the line is not drawn: set the capacity, and enter the stage with the line")
        found.append(Blocker("", "line", what, stage))
    over = days_over(workspace, m)
    if over and not m.over_because:
        what = _("{over:days} more than there is to give away: say why", over=over)
        found.append(Blocker("", "over", what, StageKind.LINE))
    for id in m.order:
        if id in m.decisions:
            for gap in gaps(m.decisions[id]):
                stage = (
                    StageKind.READ_BACK
                    if gap.field in ("owner", "deliverable", "deadline")
                    else StageKind.NOT_THIS_MONTH
                )
                found.append(Blocker(gap.request, gap.field, gap.what, stage))
    return tuple(found)


def unconfirmed(m: Meeting) -> tuple[str, ...]:
    """Rows that are not done this month and have no confirmed reason yet, in order."""
    return tuple(
        id
        for id in m.order
        if id in m.decisions
        and any(
            gap.field in ("reason", "revisit", "teller", "missing", "detail")
            for gap in gaps(m.decisions[id])
        )
    )
