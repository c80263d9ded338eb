"""Commands that make one request of two, or several of one."""

from __future__ import annotations

from msgspec.structs import replace

from agendas.decisions import Decision, Reason
from agendas.decisions import Kind as DecisionKind
from agendas.language import _
from agendas.meeting import events as e
from agendas.meeting.commands.deciding import DECIDING, decided, open_row
from agendas.meeting.commands.field_values import LONGEST
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
from agendas.meeting.commands.words import known, next_id, out_of_backlog, promised
from agendas.meeting.patching import changed
from agendas.request import Request, State


class Merge(Command, frozen=True):
    """The same as another one."""

    request: str
    into: str


class Split(Command, frozen=True):
    """Too big: at least two parts."""

    request: str
    parts: tuple[str, ...]


def _at_table(s: Situation, request: str) -> bool:
    m = s.workspace.meeting
    return m is not None and request in m.order


@decides(
    Spec(
        "merge",
        Merge,
        _("the same as another request; both ids keep leading to the one that stays"),
        (arg("request", Kind.REQUEST), option("into", Kind.REQUEST)),
        DECIDING,
        outside=True,
    )
)
def _merge(s: Situation, command: Merge) -> Events | Refused:
    at_table = _at_table(s, command.request)
    row = open_row(s, command.request) if at_table else known(s, command.request)
    if isinstance(row, Refused):
        return row
    if not command.into:
        return Refused(_("merge {id} into which request?", id=row.id), "into")
    survivor_id = s.workspace.survivor(command.into)
    survivor = known(s, survivor_id)
    if isinstance(survivor, Refused):
        return survivor
    if survivor.id == row.id:
        return Refused(_("{id} cannot be merged into itself", id=row.id), row.id)
    if refusal := out_of_backlog(row) or promised(row):
        return refusal
    if refusal := out_of_backlog(survivor):
        return refusal
    sources = tuple(x for x in (row.source, *row.also) if x is not None)
    labels = tuple(dict.fromkeys((*survivor.labels, *row.labels)))
    events: list[e.AnyEvent] = []
    for event in (
        changed(survivor, also=(*survivor.also, *sources), labels=labels),
        changed(row, state=State.MERGED, merged_into=survivor.id),
    ):
        if event:
            events.append(event)
    if at_table:
        decision = Decision(row.id, DecisionKind.MERGE, Reason.DUP, other=survivor.id)
        events += decided(s, row, decision)
    return tuple(events)


@decides(
    Spec(
        "split",
        Split,
        _("too big: into at least two parts, each a new request"),
        (arg("request", Kind.REQUEST), arg("parts", Kind.TEXT, many=True)),
        DECIDING,
        outside=True,
    )
)
def _split(s: Situation, command: Split) -> Events | Refused:
    at_table = _at_table(s, command.request)
    row = open_row(s, command.request) if at_table else known(s, command.request)
    if isinstance(row, Refused):
        return row
    if refusal := out_of_backlog(row) or promised(row):
        return refusal
    titles = [" ".join(part.split()) for part in command.parts if part.strip()]
    if len(titles) < 2:
        return Refused(_("at least two parts, each with a title"), row.id)
    if max(map(len, titles)) > LONGEST:
        return Refused(_("the title is longer than {most} characters", most=LONGEST), row.id)
    children = tuple(_child(s, row, title, place) for place, title in enumerate(titles))
    ids = tuple(child.id for child in children)
    events: list[e.AnyEvent] = [e.RequestAdded(child) for child in children]
    closing = changed(row, state=State.SPLIT, children=ids)
    assert closing is not None
    events.append(closing)
    if at_table:
        decision = Decision(row.id, DecisionKind.SPLIT, Reason.BIG, children=ids)
        events += decided(s, row, decision)
    return tuple(events)


def _child(s: Situation, parent: Request, title: str, place: int) -> Request:
    """A part of a split request: it inherits who wants it and why, not effort or deliverable."""
    return replace(
        parent,
        id=next_id(s, place),
        title=title,
        created=s.today,
        effort=None,
        first_deliverable="",
        done_means="",
        questions=(),
        source=None,
        also=(),
        children=(),
        split_from=parent.id,
        state=State.OPEN,
    )
