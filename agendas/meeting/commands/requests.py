"""Commands about requests: writing them down, filling gaps, on and off the table."""

from __future__ import annotations

from datetime import date

from agendas.carry_over import candidate_now
from agendas.language import _
from agendas.meeting import events as e
from agendas.meeting.commands.field_values import LONGEST, read_field
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
from agendas.request import FIELD_LABELS, STATE_LABELS, Question, Request, State


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
            state = STATE_LABELS[request.state]
            return Refused(_("{id} is {state}: it is not open", id=id, state=state), id)
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
        if refusal := promised(request):
            return refusal
        if request.state != State.ARCHIVED and (refusal := out_of_backlog(request)):
            return refusal
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
            _(
                "{id} is {state}: there is nothing to revive",
                id=request.id,
                state=STATE_LABELS[request.state],
            ),
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
