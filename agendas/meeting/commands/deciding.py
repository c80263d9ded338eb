"""Commands that say yes, and what every decision shares: the move that it implies, as shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from agendas import proposals
from agendas.agenda import StageKind
from agendas.days import Days
from agendas.decisions import Decision, Kind
from agendas.language import Argument, Message, _, listed
from agendas.meeting import events as e
from agendas.meeting.checks import days_of
from agendas.meeting.commands import spec as k
from agendas.meeting.commands.placing import LISTS, place_above, place_below
from agendas.meeting.commands.spec import Events, Refused, Situation, Spec, arg, decides, option
from agendas.meeting.commands.words import after, candidate
from agendas.meeting.meeting import Meeting
from agendas.request import FIELD_LABELS, Request

DECIDING = (StageKind.READY, *LISTS)
#: So many missing fields are named where a request cannot be committed; more are counted.
NAMED = 2


class Commit(k.Command, frozen=True):
    """Do it this month."""

    request: str
    owner: str = ""
    due: date | None = None
    deliverable: str = ""
    because: str = ""
    investigation: Days | None = None


class IfRoom(k.Command, frozen=True):
    """Next, if there is room."""

    request: str


def decided(s: Situation, request: Request, decision: Decision) -> Events:
    """The events of a decision: the move that it implies, then the decision as shown."""
    m = s.meeting
    decision = replace(decision, provisional=m.decides_provisionally)
    yes = decision.kind == Kind.COMMIT
    moved = place_above(m, request.id) if yes else place_below(m, request.id)
    effort = request.days if request.days is not None else days_of(s.workspace, m, request.id)
    shown = e.Decided(decision, request.title, effort)
    return (moved, shown) if moved else (shown,)


def swept(s: Situation, decisions: Iterable[tuple[Request, Decision]]) -> Events:
    """The events of decisions that leave the ranking, each moved in the list as it is by then."""
    m = s.meeting
    events: list[e.AnyEvent] = []
    for request, decision in decisions:
        moved = place_below(m, request.id)
        decision = replace(decision, provisional=m.decides_provisionally)
        shown = e.Decided(decision, request.title, request.days)
        made: Events = (moved, shown) if moved else (shown,)
        m = after(s, m, made)
        events.extend(made)
    return tuple(events)


def undecidable(m: Meeting, request: Request) -> Refused | None:
    """Refuses to decide again about what a merge or a split has closed."""
    known = m.decisions.get(request.id)
    if known and known.kind in (Kind.MERGE, Kind.SPLIT):
        return Refused(
            _("{id} was closed by a merge or a split: undo that first", id=request.id), request.id
        )
    return None


def open_row(s: Situation, id: str) -> Request | Refused:
    """The request behind a row that can still be decided."""
    row = candidate(s, id)
    if isinstance(row, Refused):
        return row
    return undecidable(s.meeting, row) or row


def _not_ready(id: str, lacking: tuple[str, ...]) -> Message:
    """The first fields that are missing, and how many more, in one line."""
    named: list[Argument] = [FIELD_LABELS.get(name, name) for name in lacking[:NAMED]]
    if more := len(lacking) - len(named):
        named.append(_("{n} more", n=more))
    return _("{id} lacks {fields}: fill it, or send it back", id=id, fields=listed(named))


@decides(
    Spec(
        "commit",
        Commit,
        _("do it this month; the row goes above the line"),
        (
            arg("request", k.Kind.REQUEST),
            option("owner", k.Kind.NAME),
            option("due", k.Kind.DATE),
            option("deliverable", k.Kind.TEXT),
            option("because", k.Kind.TEXT),
            option("investigation", k.Kind.DAYS),
        ),
        LISTS,
    )
)
def _commit(s: Situation, command: Commit) -> Events | Refused:
    m = s.meeting
    row = open_row(s, command.request)
    if isinstance(row, Refused):
        return row
    known = m.decisions.get(row.id)
    base = proposals.commit(m, row)
    if known and known.kind == Kind.COMMIT:
        base = known
    decision = replace(
        base,
        owner=command.owner or base.owner,
        deadline=command.due or base.deadline,
        deliverable=command.deliverable or base.deliverable,
    )
    if command.due and command.due < m.on:
        return Refused(_("the deadline {due:long} is before this meeting", due=command.due), row.id)
    if command.investigation is not None:
        if command.investigation > proposals.INVESTIGATION_AT_MOST:
            return Refused(
                _(
                    "an investigation takes at most {most:days}",
                    most=proposals.INVESTIGATION_AT_MOST,
                ),
                row.id,
            )
        shown = replace(row, effort=None)
        made = decided(s, shown, decision)
        last = made[-1]
        assert isinstance(last, e.Decided)
        events: Events = (*made[:-1], replace(last, effort=command.investigation))
    else:
        lacking = proposals.missing(m, row)
        if days_of(s.workspace, m, row.id) is None and "effort" not in lacking:
            lacking = ("effort", *lacking)
        if lacking and not (known and known.kind == Kind.COMMIT):
            return Refused(_not_ready(row.id, lacking), row.id)
        events = decided(s, row, decision)
    if command.because.strip():
        events = (*events, e.MoveExplained(row.id, command.because.strip()))
    return events


@decides(
    Spec(
        "if-room",
        IfRoom,
        _("next in line, if there is room"),
        (arg("request", k.Kind.REQUEST),),
        LISTS,
    )
)
def _if_room(s: Situation, command: IfRoom) -> Events | Refused:
    row = open_row(s, command.request)
    if isinstance(row, Refused):
        return row
    return decided(s, row, Decision(row.id, Kind.IF_ROOM))
