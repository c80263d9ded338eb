"""Commands about requests: writing them down, filling gaps, on and off the table, merge, split."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec.structs import replace

from agendas.carry_over import candidate_now
from agendas.dates import parse_date
from agendas.days import parse_days
from agendas.decisions import Decision, Reason
from agendas.decisions import Kind as DecisionKind
from agendas.language import _
from agendas.meeting import events as e
from agendas.meeting.commands.deciding import DECIDING, decided, open_row
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
from agendas.meeting.commands.words import known
from agendas.meeting.patching import changed
from agendas.request import FIELD_LABELS, Effort, Question, Request, ServiceClass, State, Talk

#: Longest text that a field takes, in characters.
LONGEST = 20_000


class Add(Command, frozen=True):
    """Write a request down."""

    title: str
    requester: str = ""
    department: str = ""


class Fill(Command, frozen=True):
    """Give a field of a request its value."""

    request: str
    field: str
    value: str
    by: str = ""


class Ask(Command, frozen=True):
    """A question about a request."""

    request: str
    question: str
    of: str = ""
    by: date | None = None


class Table(Command, frozen=True):
    """On the table: of the running meeting, else of the next one."""

    requests: tuple[str, ...]


class Untable(Command, frozen=True):
    """Off the table."""

    requests: tuple[str, ...]


class Archive(Command, frozen=True):
    """Out of the backlog, kept."""

    requests: tuple[str, ...]


class Revive(Command, frozen=True):
    """A closed request comes back."""

    request: str
    because: str


class Merge(Command, frozen=True):
    """The same as another one."""

    request: str
    into: str


class Split(Command, frozen=True):
    """Too big: at least two parts."""

    request: str
    parts: tuple[str, ...]


def next_id(s: Situation, after: int = 0) -> str:
    """The next request id; none is ever used twice."""
    return f"R-{s.workspace.last_request + 1 + after:03}"


@decides(
    Spec(
        "add",
        Add,
        _("write a request down; only the title is needed"),
        (
            arg("title", Kind.TEXT),
            option("requester", Kind.NAME),
            option("department", Kind.TEXT),
        ),
        outside=True,
    )
)
def _add(s: Situation, command: Add) -> Events | Refused:
    title = " ".join(command.title.split())
    if not title:
        return Refused(_("a request needs a title"), "title")
    if len(title) > LONGEST:
        return Refused(_("the title is longer than {most} characters", most=LONGEST), "title")
    return (
        e.RequestAdded(
            Request(
                id=next_id(s),
                title=title,
                created=s.today,
                requester=command.requester,
                department=command.department,
            )
        ),
    )


def read_field(s: Situation, field: str, value: str, by: str) -> Any | Refused:
    """The value of a field from what a person typed; empty clears it."""
    text = value.strip()
    if len(text) > LONGEST:
        return Refused(_("that is longer than {most} characters", most=LONGEST), field)
    match field:
        case "title":
            return " ".join(text.split()) or Refused(_("a request needs a title"), field)
        case "effort":
            if not text:
                return None
            days = parse_days(text)
            if days is None:
                return Refused(
                    _("effort: days in quarters, 0 to 1000, not “{text}”", text=text), field
                )
            meeting = s.workspace.meeting
            seat = meeting.agenda.it_seat if meeting else None
            return Effort(days, by or (seat.name if seat else s.who), s.today)
        case "deadline":
            if not text:
                return None
            found = parse_date(text, s.today)
            return found or Refused(
                _("deadline: a date such as 2026-11-28, not “{text}”", text=text), field
            )
        case "service_class":
            wanted = text.lower().replace("-", "_").replace(" ", "_") or "standard"
            if wanted not in tuple(ServiceClass):
                return Refused(_("class: {words:or}", words=tuple(ServiceClass)), field)
            return ServiceClass(wanted)
        case "systems" | "labels" | "links":
            return tuple(part.strip() for part in text.split(",") if part.strip())
        case "confidential":
            return text.lower() in ("yes", "true", "1", "y")
        case "talk":
            return Talk(s.today, by or s.who, text) if text else None
        case _:
            return text


@decides(
    Spec(
        "fill",
        Fill,
        _("give a field of a request its value; empty clears it"),
        (
            arg("request", Kind.REQUEST),
            arg("field", Kind.FIELD),
            arg("value", Kind.TEXT),
            option("by", Kind.NAME),
        ),
        outside=True,
    )
)
def _fill(s: Situation, command: Fill) -> Events | Refused:
    request = known(s, command.request)
    if isinstance(request, Refused):
        return request
    if command.field not in FIELD_LABELS:
        return Refused(_("a request has no field {field}", field=command.field), "field")
    value = read_field(s, command.field, command.value, command.by)
    if isinstance(value, Refused):
        return value
    event = changed(request, **{command.field: value})
    return (event,) if event else Refused(_("that is what it says already"), command.field)


@decides(
    Spec(
        "ask",
        Ask,
        _("a question about a request: of whom, by when"),
        (
            arg("request", Kind.REQUEST),
            arg("question", Kind.TEXT),
            option("of", Kind.NAME),
            option("by", Kind.DATE),
        ),
        outside=True,
    )
)
def _ask(s: Situation, command: Ask) -> Events | Refused:
    request = known(s, command.request)
    if isinstance(request, Refused):
        return request
    if not command.question.strip():
        return Refused(_("what is the question?"), "question")
    asked = Question(command.question.strip(), s.who, command.of, command.by)
    event = changed(request, questions=(*request.questions, asked))
    return (event,) if event else ()


@decides(
    Spec(
        "table",
        Table,
        _("on the table of this meeting, or of the next one"),
        (arg("requests", Kind.REQUEST, many=True),),
        outside=True,
    )
)
def _table(s: Situation, command: Table) -> Events | Refused:
    m = s.workspace.meeting
    events: list[e.AnyEvent] = []
    for id in command.requests:
        request = known(s, id)
        if isinstance(request, Refused):
            return request
        if request.state not in (State.OPEN, State.ON_THE_TABLE):
            return Refused(_("{id} is {state}: it is not open", id=id, state=request.state), id)
        if m is None:
            if id not in s.workspace.tabled:
                events.append(e.RequestTabled(id, id in s.workspace.untabled))
        elif id not in m.order:
            origin = e.Origin.SPLIT if request.split_from else e.Origin.TABLED
            events.append(e.CandidateAdded(candidate_now(s.workspace, id, origin)))
    return tuple(events) or Refused(_("that is on the table already"))


@decides(
    Spec(
        "untable",
        Untable,
        _("off the table of this meeting, or of the next one"),
        (arg("requests", Kind.REQUEST, many=True),),
        outside=True,
    )
)
def _untable(s: Situation, command: Untable) -> Events | Refused:
    m = s.workspace.meeting
    events: list[e.AnyEvent] = []
    tabled = list(s.workspace.tabled)
    for id in command.requests:
        request = known(s, id)
        if isinstance(request, Refused):
            return request
        if m is None:
            if id in s.workspace.untabled:
                continue
            events.append(e.RequestUntabled(id, tabled.index(id) if id in tabled else None))
            tabled = [other for other in tabled if other != id]
        elif id in m.decisions:
            return Refused(_("{id} is decided: undo that first", id=id), id)
        elif id in m.order:
            events.append(e.CandidateRemoved(id))
    return tuple(events) or Refused(_("that is not on the table"))


def _promised(request: Request) -> Refused | None:
    """Refuses to close what was promised: the next meeting would never hear of it."""
    if request.state != State.COMMITTED:
        return None
    return Refused(
        _("{id} is promised: answer that in the next meeting", id=request.id), request.id
    )


@decides(
    Spec(
        "archive",
        Archive,
        _("out of the backlog, kept for reading; revive brings it back"),
        (arg("requests", Kind.REQUEST, many=True),),
        outside=True,
    )
)
def _archive(s: Situation, command: Archive) -> Events | Refused:
    m = s.workspace.meeting
    events: list[e.AnyEvent] = []
    for id in command.requests:
        request = known(s, id)
        if isinstance(request, Refused):
            return request
        if m and id in m.order:
            return Refused(_("{id} is on the table of the running meeting", id=id), id)
        if refusal := _promised(request):
            return refusal
        if not request.in_backlog and request.state != State.ARCHIVED:
            return Refused(_("{id} is {state}: it is closed", id=id, state=request.state), id)
        if event := changed(request, state=State.ARCHIVED):
            events.append(event)
    return tuple(events) or Refused(_("that is archived already"))


@decides(
    Spec(
        "revive",
        Revive,
        _("a closed request comes back, with one sentence why"),
        (arg("request", Kind.REQUEST), arg("because", Kind.TEXT)),
        outside=True,
    )
)
def _revive(s: Situation, command: Revive) -> Events | Refused:
    request = known(s, command.request)
    if isinstance(request, Refused):
        return request
    if request.state in (State.OPEN, State.ON_THE_TABLE, State.COMMITTED, State.MERGED):
        return Refused(
            _("{id} is {state}: there is nothing to revive", id=request.id, state=request.state),
            request.id,
        )
    m = s.workspace.meeting
    if m and request.id in m.order:
        return Refused(
            _("{id} was closed in this meeting: undo that first", id=request.id), request.id
        )
    if not command.because.strip():
        return Refused(_("one sentence on why it comes back"), request.id)
    return (e.RequestRevived(request.id, command.because.strip(), request.state),)


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
    m = s.workspace.meeting
    at_table = m is not None and command.request in m.order
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
    if not row.in_backlog:
        return Refused(_("{id} is {state}: it is closed", id=row.id, state=row.state), row.id)
    if refusal := _promised(row):
        return refusal
    if not survivor.in_backlog:
        return Refused(
            _("{id} is {state}: it is closed", id=survivor.id, state=survivor.state), survivor.id
        )
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
    m = s.workspace.meeting
    at_table = m is not None and command.request in m.order
    row = open_row(s, command.request) if at_table else known(s, command.request)
    if isinstance(row, Refused):
        return row
    if not row.in_backlog:
        return Refused(_("{id} is {state}: it is closed", id=row.id, state=row.state), row.id)
    if refusal := _promised(row):
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
