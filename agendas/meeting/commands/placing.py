"""Commands that say where a row stands: drawing the line, moving rows, capacity."""

from __future__ import annotations

from decimal import Decimal

from agendas.agenda import StageKind
from agendas.days import Days, total
from agendas.decisions import Kind as DecisionKind
from agendas.language import _
from agendas.line import draw_line
from agendas.meeting import events as e
from agendas.meeting.checks import OUT_OF_THE_RANKING, days_of, days_over, left_to_a_person
from agendas.meeting.commands.spec import (
    Command,
    Events,
    Kind,
    Refused,
    Situation,
    Spec,
    arg,
    choice,
    decides,
    option,
)
from agendas.meeting.commands.words import after, candidate, closed
from agendas.meeting.discussing import discussion
from agendas.meeting.meeting import Meeting
from agendas.meeting.placement import is_fixed, tie_facts
from agendas.meeting.workspace import Workspace

LISTS = (StageKind.LINE, StageKind.NOT_THIS_MONTH, StageKind.READ_BACK)


class SetCapacity(Command, frozen=True):
    """IT's days in the period, less running work and reserve."""

    days: Days
    running: Days | None = None
    reserve: Days | None = None


class Move(Command, frozen=True):
    """A row up or down, or next to another one."""

    request: str
    direction: str = ""
    above: str = ""
    below: str = ""
    because: str = ""


class Because(Command, frozen=True):
    """Why a row stands elsewhere than the ranking says."""

    request: str
    sentence: str


class Over(Command, frozen=True):
    """Why more is taken than there is."""

    sentence: str


def draw(workspace: Workspace, m: Meeting) -> e.LineDrawn | Refused:
    """Where the capacity ends in the ranking, over all candidates that may still come in.

    What is committed stays in, whatever a new round or a smaller capacity says: only a decision
    takes it back. Like fixed-date work it is taken out first.
    """
    if m.capacity is None:
        return Refused(
            _("how many days are there to give away? Set the capacity first"), "capacity"
        )
    committed = m.decided(DecisionKind.COMMIT)
    out = {id for id in m.decisions if id not in committed}
    rows = [id for id in m.order if id not in out]
    shown = m.revealed
    effort = {id: days_of(workspace, m, id) for id in rows}
    if shown:
        # what nobody scored has no place that could be above the line
        effort |= {id: None for id in shown.not_scored if id in effort}
    bands = [tuple(id for id in band if id in rows) for band in shown.bands] if shown else []
    ranked = {id for band in bands for id in band}
    bands += [(id,) for id in rows if id not in ranked]
    first = tuple(id for id in rows if id in committed or is_fixed(workspace, id))
    drawn = draw_line(
        bands,
        effort,
        m.to_give_away,
        m.agenda.line,
        first,
        tie_facts(m, rows),
    )
    rest = tuple(id for id in m.order if id in out)
    ranking = tuple(id for id in (*drawn.above, *drawn.below) if id not in first)
    talk = discussion(m, ranked_order(m, ranking), drawn.above, effort)
    return e.LineDrawn(
        order=(*drawn.above, *drawn.below, *rest),
        above=len(drawn.above),
        did_not_fit=tuple(e.NotFitting(d.request, d.needs, d.left) for d in drawn.did_not_fit),
        ties=tuple(e.TieApplied(t.order, t.rule, t.open) for t in drawn.ties),
        discuss=talk.discuss if talk else (),
        edges=tuple(id for id in (talk.above, talk.below) if id) if talk else (),
        gap=str(talk.gap) if talk and talk.gap is not None else "",
    )


def ranked_order(m: Meeting, drawn: tuple[str, ...]) -> tuple[str, ...]:
    """The rows from the best place in the ranking down; what the line passed over stays there."""
    return tuple(sorted(drawn, key=lambda id: m.rank_of(id) or len(m.order) + 1))


@decides(
    Spec(
        "capacity",
        SetCapacity,
        _("IT's days in the period, less running work and reserve"),
        (
            arg("days", Kind.DAYS),
            option("running", Kind.DAYS),
            option("reserve", Kind.DAYS),
        ),
        (StageKind.CAPACITY,),
    )
)
def _capacity(s: Situation, command: SetCapacity) -> Events | Refused:
    m = s.meeting
    if refusal := closed(m):
        return refusal
    running, reserve = command.running or Decimal(0), command.reserve or Decimal(0)
    if total((running, reserve)) > command.days:
        return Refused(
            _(
                "running work and reserve take {used:days}, more than the {days:days} there are",
                used=total((running, reserve)),
                days=command.days,
            ),
            "capacity",
        )
    found = e.CapacitySet(command.days, running, reserve)
    if _placed_by_hand(m) or (m.above is None and m.revealed is None):
        return (found,)
    drawn = draw(s.workspace, after(s, m, (found,)))
    return (found,) if isinstance(drawn, Refused) else (found, drawn)


def _placed_by_hand(m: Meeting) -> bool:
    """Whether people placed rows that are still in the ranking: drawing anew would lose that."""
    known, shown = m.decisions, m.revealed
    if shown and any(each.decided and each.round == shown.round for each in m.duels):
        return True
    return any(
        id not in known or known[id].kind not in OUT_OF_THE_RANKING
        for id in m.order
        if id in m.moved
    )


def place_above(m: Meeting, id: str) -> e.RequestMoved | None:
    """The move that makes a row the last above the line; None if it is above."""
    if m.above is None or m.is_above(id):
        return None
    return e.RequestMoved(id, m.above, m.above + 1)


def place_below(m: Meeting, id: str) -> e.RequestMoved | None:
    """The move that makes a row the first below the line; None if it is below."""
    if m.above is None or not m.is_above(id):
        return None
    return e.RequestMoved(id, m.above - 1, m.above - 1)


def step(m: Meeting, id: str, up: bool) -> e.RequestMoved | None:
    """The move by one place, the line counting as a place; None at the ends."""
    place = m.order.index(id)
    above = m.above
    if above is not None:
        if up and place == above:
            return e.RequestMoved(id, place, above + 1)
        if not up and place == above - 1:
            return e.RequestMoved(id, place, above - 1)
    target = place + (-1 if up else 1)
    if not 0 <= target < len(m.order):
        return None
    return e.RequestMoved(id, target, above or 0)


def beside(m: Meeting, id: str, other: str, after: bool) -> e.RequestMoved:
    """The move that puts a row right before or after another, on that one's side of the line."""
    rest = [row for row in m.order if row != id]
    place = rest.index(other) + (1 if after else 0)
    above = (m.above or 0) - (1 if m.is_above(id) else 0) + (1 if m.is_above(other) else 0)
    return e.RequestMoved(id, place, above)


@decides(
    Spec(
        "move",
        Move,
        _("a row up or down, or above or below another; against the ranking it needs a sentence"),
        (
            arg("request", Kind.REQUEST),
            choice("direction", ("up", "down"), optional=True),
            option("above", Kind.REQUEST),
            option("below", Kind.REQUEST),
            option("because", Kind.TEXT),
        ),
        (StageKind.RANK, *LISTS),
    )
)
def _move(s: Situation, command: Move) -> Events | Refused:
    m = s.meeting
    row = candidate(s, command.request)
    if isinstance(row, Refused):
        return row
    if m.above is None and m.revealed:
        return Refused(
            _("the line is not drawn yet: set the capacity first, then move rows"), "capacity"
        )
    other = command.above or command.below
    if other:
        if other not in m.order or other == row.id:
            return Refused(_("{id} is not another row of this list", id=other), other)
        moved: e.RequestMoved | None = beside(m, row.id, other, bool(command.below))
    elif command.direction:
        moved = step(m, row.id, command.direction == "up")
    else:
        return Refused(_("where to? up, down, above R-…, or below R-…"), row.id)
    if moved is None:
        return Refused(_("{id} is at the end of the list", id=row.id), row.id)
    wrong = cannot_be_above(s, row.id, moved)
    if wrong:
        return wrong
    events: list[e.AnyEvent] = [moved]
    if row.id in m.decisions and m.above is not None:
        is_yes = m.decisions[row.id].kind == "commit"
        if is_yes != (moved.place < moved.above):
            events.append(e.DecisionTakenBack(row.id))
    if command.because.strip():
        events.append(e.MoveExplained(row.id, command.because.strip()))
    return tuple(events)


def cannot_be_above(s: Situation, id: str, moved: e.RequestMoved) -> Refused | None:
    """Refuses what can never stand above the line."""
    m = s.meeting
    if m.above is None or moved.place >= moved.above:
        return None
    if days_of(s.workspace, m, id) is None:
        return Refused(_("{id} has no estimate from IT: it cannot stand above the line", id=id), id)
    decision = m.decisions.get(id)
    if decision and decision.kind in ("merge", "split", "withdrawn"):
        return Refused(_("{id} is closed: it cannot stand above the line", id=id), id)
    return None


@decides(
    Spec(
        "because",
        Because,
        _("why a row stands elsewhere than the ranking says"),
        (arg("request", Kind.REQUEST), arg("sentence", Kind.TEXT)),
        LISTS,
    )
)
def _because(s: Situation, command: Because) -> Events | Refused:
    row = candidate(s, command.request)
    if isinstance(row, Refused):
        return row
    if not command.sentence.strip():
        return Refused(_("one sentence, please"), row.id)
    if row.id not in s.meeting.moved and not left_to_a_person(s.meeting, row.id):
        return Refused(_("{id} stands where the ranking says", id=row.id), row.id)
    return (e.MoveExplained(row.id, command.sentence.strip()),)


@decides(
    Spec(
        "over",
        Over,
        _("why more is taken than there are days to give away"),
        (arg("sentence", Kind.TEXT),),
        LISTS,
    )
)
def _over(s: Situation, command: Over) -> Events | Refused:
    m = s.meeting
    if refusal := closed(m):
        return refusal
    if not days_over(s.workspace, m):
        return Refused(_("no more is taken than there is"))
    if not command.sentence.strip():
        return Refused(_("one sentence, please"), "over")
    return (e.OverCapacityExplained(command.sentence.strip()),)
