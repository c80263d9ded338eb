"""Commands that decide many rows at once, by what is proposed for each of them."""

from __future__ import annotations

from msgspec.structs import replace

from agendas import proposals
from agendas.agenda import StageKind
from agendas.decisions import Decision, Kind, Reason, gaps
from agendas.language import _
from agendas.meeting import events as e
from agendas.meeting.checks import unconfirmed
from agendas.meeting.commands import spec as k
from agendas.meeting.commands.deciding import decided, open_row, swept
from agendas.meeting.commands.placing import LISTS
from agendas.meeting.commands.spec import (
    Events,
    Refused,
    Situation,
    Spec,
    arg,
    choice,
    decides,
)
from agendas.meeting.commands.words import closed
from agendas.meeting.meeting import Meeting

#: What is proposed as decided by rank after a reveal: all but what is to be discussed.
UNDISPUTED = "undisputed"


class Accept(k.Command, frozen=True):
    """What is proposed for one row."""

    request: str


class Rest(k.Command, frozen=True):
    """Decide the rest by rank: all of it, or only what nobody needs to discuss."""

    which: str = ""


class Defaults(k.Command, frozen=True):
    """Accept what is proposed for the rest."""


class Block(k.Command, frozen=True):
    """What is not ready goes back."""


class Unreached(k.Command, frozen=True):
    """Time is up: what is undecided was not reached."""


def accepted(s: Situation, id: str, *, reasons: bool) -> Events:
    """What accepting a row decides; without `reasons` a no still wants its reason."""
    m = s.meeting
    row = s.workspace.requests[id]
    known = m.decisions.get(id)
    if known is None:
        decision = proposals.proposal(m, row)
        if decision.kind == Kind.NOT_THIS_MONTH and not reasons:
            decision = Decision(id, Kind.NOT_THIS_MONTH)
        return decided(s, row, decision)
    proposed = proposals.below(m, row)
    if known.kind == Kind.NOT_THIS_MONTH:
        reason = known.reason
        if proposed.kind != Kind.NOT_THIS_MONTH and reason is None and not known.detail:
            return decided(s, row, proposed)
        filled = proposals.not_this_month(m, row, reason or Reason.CAP)
        return decided(
            s,
            row,
            replace(
                known,
                reason=filled.reason,
                revisit=known.revisit or filled.revisit,
                teller=known.teller or filled.teller,
            ),
        )
    return ()


@decides(
    Spec(
        "accept",
        Accept,
        _("accept what is proposed for one row"),
        (arg("request", k.Kind.REQUEST),),
        LISTS,
    )
)
def _accept(s: Situation, command: Accept) -> Events | Refused:
    row = open_row(s, command.request)
    if isinstance(row, Refused):
        return row
    m = s.meeting
    known = m.decisions.get(row.id)
    if known and not gaps(known):
        return Refused(_("{id} is decided already", id=row.id), row.id)
    reasons = known is not None or m.stage.kind == StageKind.NOT_THIS_MONTH
    events = accepted(s, row.id, reasons=reasons)
    if not events and known:
        what = gaps(known)[0].what
        return Refused(_("{what}, and nothing is proposed: say it", what=what), row.id)
    return events


def _sweep(s: Situation, ids: tuple[str, ...], *, reasons: bool) -> Events:
    events: list[e.AnyEvent] = []
    for id in ids:
        made = accepted(s, id, reasons=reasons)
        # Moves are computed one by one against a list that each of them changes; a sweep never
        # needs one, because it decides every row by the side on which it stands.
        events.extend(event for event in made if not isinstance(event, e.RequestMoved))
    return tuple(events)


def _no_line(m: Meeting) -> Refused | None:
    return Refused(_("the line is not drawn yet")) if m.above is None else None


@decides(
    Spec(
        "rest",
        Rest,
        _("decide by rank what is left; “undisputed”: all but what is to be discussed"),
        (choice("which", (UNDISPUTED,), optional=True),),
        LISTS,
    )
)
def _rest(s: Situation, command: Rest) -> Events | Refused:
    m = s.meeting
    if refusal := closed(m) or _no_line(m):
        return refusal
    rows = m.by_rank if command.which else m.undecided
    not_ready = [id for id in m.above_line if id in rows and _cannot_commit(s, id)]
    if not_ready:
        return Refused(
            _(
                "{id} is above the line and not ready: fill it, or send it back",
                id=not_ready[0],
            ),
            not_ready[0],
        )
    if command.which and not rows and m.undecided:
        return Refused(_("what is undecided is to be discussed"), m.undecided[0])
    return _sweep(s, rows, reasons=False) or Refused(_("every candidate is decided"))


def _cannot_commit(s: Situation, id: str) -> bool:
    return bool(proposals.missing(s.meeting, s.workspace.requests[id]))


@decides(
    Spec(
        "defaults",
        Defaults,
        _("accept what is proposed for the rest; rows with a confirmed reason stay as they are"),
        (),
        LISTS,
    )
)
def _defaults(s: Situation, command: Defaults) -> Events | Refused:
    m = s.meeting
    if refusal := closed(m) or _no_line(m):
        return refusal
    rows = {*unconfirmed(m), *(id for id in m.undecided if not m.is_above(id))}
    ids = tuple(id for id in m.order if id in rows)
    return _sweep(s, ids, reasons=True) or Refused(_("no row is left without a reason"))


@decides(
    Spec(
        "block",
        Block,
        _("everything that is not ready goes back with what is missing"),
        (),
        (StageKind.READY,),
    )
)
def _block(s: Situation, command: Block) -> Events | Refused:
    m = s.meeting
    if refusal := closed(m):
        return refusal
    rows = [s.workspace.requests[id] for id in m.undecided]
    not_ready = [row for row in rows if proposals.missing(m, row)]
    made = swept(s, ((row, proposals.below(m, row)) for row in not_ready))
    return made or Refused(_("everything that is undecided is ready"))


@decides(
    Spec(
        "unreached",
        Unreached,
        _("time is up: what is undecided was not reached, and comes first next time"),
    )
)
def _unreached(s: Situation, command: Unreached) -> Events | Refused:
    m = s.meeting
    if refusal := closed(m):
        return refusal
    rows = [s.workspace.requests[id] for id in m.undecided]
    made = swept(s, ((row, proposals.not_this_month(m, row, Reason.NRC)) for row in rows))
    return made or Refused(_("every candidate is decided"))
