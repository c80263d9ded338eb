"""Commands at both ends of a meeting: opening it, reading back, finalising, correcting."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from agendas.agenda import Agenda, StageKind
from agendas.carry_over import carry_over
from agendas.dates import parse_date
from agendas.decisions import REASONS_OF, Decision, Reason, gaps
from agendas.decisions import Kind as DecisionKind
from agendas.language import _
from agendas.meeting import events as e
from agendas.meeting.checks import blockers
from agendas.meeting.commands.placing import LISTS
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
from agendas.meeting.commands.words import candidate, closed
from agendas.meeting.meeting import Meeting, Presence
from agendas.meeting.patching import changed
from agendas.period import next_meeting, period_of
from agendas.record import CorrectionRow, Record, Row
from agendas.recording import corrected, record_of
from agendas.request import State


class Object(Command, frozen=True):
    """Somebody objects."""

    person: str
    sentence: str
    about: str = ""


class ReadBack(Command, frozen=True):
    """What IT understood, in its own words."""

    request: str
    words: str


class Finalise(Command, frozen=True):
    """The meeting is over."""


class Correct(Command, frozen=True):
    """A mistake in the latest final record is put right by a new version."""

    request: str
    field: str
    value: str
    by: str = ""
    why: str = ""


#: Meetings and what they look back and forward to stay within the years that a date can have.
FIRST_YEAR, LAST_YEAR = 1900, 9000


def open_meeting(s: Situation, agenda: Agenda, on: date) -> Events | Refused:
    """A new meeting on a date, with what the last one left to it.

    Not in the registry: its agenda comes from a file, which a command may not read.
    """
    ws = s.workspace
    if ws.meeting:
        return Refused(
            _("the meeting of {on:long} is not final yet: finish it first", on=ws.meeting.on)
        )
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        return Refused(_("a meeting on {on:long}? Please look at the year again", on=on), "on")
    newest = ws.newest
    if newest and on < newest.on:
        return Refused(_("there is a later meeting already, of {on:long}", on=newest.on))
    left = carry_over(ws, agenda, on)
    first, last = period_of(on, agenda.period)
    opened = e.MeetingOpened(
        number=1 + max(ws.meetings, default=0),
        on=on,
        period_first=first,
        period_last=last,
        next_meeting=next_meeting(on, agenda.period),
        agenda=agenda,
        candidates=left.candidates,
        promises=left.promises,
        emergencies=left.emergencies,
        ready_but_left_out=left.left_out,
    )
    return (opened,)


@decides(
    Spec(
        "object",
        Object,
        _("somebody objects: to a decision, or to the whole"),
        (
            arg("person", Kind.PERSON),
            arg("sentence", Kind.TEXT),
            option("about", Kind.REQUEST),
        ),
        (StageKind.RANK, *LISTS),
    )
)
def _object(s: Situation, command: Object) -> Events | Refused:
    m = s.meeting
    if refusal := closed(m):
        return refusal
    if m.presence(command.person) != Presence.PRESENT:
        return Refused(_("{name} is not in the room", name=m.name_of(command.person)))
    if not command.sentence.strip():
        return Refused(_("an objection needs its sentence"))
    if command.about and command.about not in m.order:
        return Refused(_("{id} is not on the table in this meeting", id=command.about))
    return (e.Objected(command.person, command.sentence.strip(), command.about),)


@decides(
    Spec(
        "read-back",
        ReadBack,
        _("what IT understood of a commitment, in its own words"),
        (arg("request", Kind.REQUEST), arg("words", Kind.TEXT)),
        (StageKind.READ_BACK,),
    )
)
def _read_back(s: Situation, command: ReadBack) -> Events | Refused:
    row = candidate(s, command.request)
    if isinstance(row, Refused):
        return row
    decision = s.meeting.decisions.get(row.id)
    if decision is None or decision.kind != DecisionKind.COMMIT:
        return Refused(_("{id} is no commitment", id=row.id), row.id)
    if not command.words.strip():
        return Refused(_("what did IT understand?"), row.id)
    return (e.ReadBackSaid(row.id, command.words.strip()),)


@decides(
    Spec(
        "finalise",
        Finalise,
        _("the meeting is over: the record is locked and numbered"),
        (),
        (StageKind.CLOSE,),
    )
)
def _finalise(s: Situation, command: Finalise) -> Events | Refused:
    m = s.meeting
    found = blockers(s.workspace, m)
    if found:
        first = found[0]
        if len(found) == 1:
            return Refused(_("not yet: {what}", what=first.what), first.request or first.field)
        return Refused(
            _("not yet: {what}, and {more} more", what=first.what, more=len(found) - 1),
            first.request or first.field,
        )
    record = record_of(s.workspace, replace(m, clock=s.clock), final=True, at=s.at)
    return (e.Finalised(record), *settled(s, m))


STATES = {
    DecisionKind.COMMIT: State.COMMITTED,
    DecisionKind.DECLINE: State.DECLINED,
    DecisionKind.WITHDRAWN: State.WITHDRAWN,
    DecisionKind.NOT_THIS_MONTH: State.OPEN,
    DecisionKind.IF_ROOM: State.OPEN,
    DecisionKind.BACK: State.OPEN,
}


def settled(s: Situation, m: Meeting) -> Events:
    """What a final meeting makes of its requests and promises."""
    wanted: dict[str, State] = {}
    for promise in m.promises:
        answer = m.answers.get(promise.request)
        if answer is None:
            continue
        match answer.answer:
            case e.Answer.DONE:
                wanted[promise.request] = State.DONE
            case e.Answer.STOPPED:
                wanted[promise.request] = State.STOPPED
            case e.Answer.PART:
                wanted[promise.request] = State.COMMITTED
            case e.Answer.NOT_DONE:
                pass
    for id, decision in m.decisions.items():
        state = state_after(decision)
        if state:
            wanted[id] = state
    events: list[e.AnyEvent] = []
    for id, state in wanted.items():
        request = s.workspace.requests.get(id)
        event = changed(request, state=state) if request else None
        if event:
            events.append(event)
    return tuple(events)


def state_after(decision: Decision) -> State | None:
    """The state that a decision leaves its request in; None where the decision itself set it."""
    if decision.kind == DecisionKind.DECLINE and decision.reason == Reason.EXP:
        return State.EXPIRED
    return STATES.get(decision.kind)


# -- corrections -------------------------------------------------------------------------------

CORRECTABLE = (
    "decision",
    "reason",
    "detail",
    "revisit",
    "condition",
    "teller",
    "owner",
    "deliverable",
    "deadline",
    "missing",
    "from_whom",
    "until",
    "title",
)


@decides(
    Spec(
        "correct",
        Correct,
        _("put a mistake in the latest final record right; the old version stays readable"),
        (
            arg("request", Kind.REQUEST),
            choice("field", CORRECTABLE),
            arg("value", Kind.TEXT),
            option("by", Kind.NAME),
            option("why", Kind.TEXT),
        ),
        outside=True,
    )
)
def _correct(s: Situation, command: Correct) -> Events | Refused:
    finals = s.workspace.finals
    record = finals[-1].record if finals else None
    if record is None:
        return Refused(_("there is no final record to correct"))
    row = next((row for row in record.candidates if row.request == command.request), None)
    if row is None or row.decision is None:
        return Refused(
            _("{id} is not in the record of {on:long}", id=command.request, on=record.on),
            command.request,
        )
    if not command.why.strip():
        return Refused(_("why is it corrected? One sentence"), "why")
    new = _put_right(s, record, row, command)
    if isinstance(new, Refused):
        return new
    old_text, new_text = _text(row, command.field), _text(new, command.field)
    if old_text == new_text:
        return Refused(_("that is what the record says already"), command.request)
    entry = CorrectionRow(
        version=record.version + 1,
        at=s.at,
        by=command.by.strip() or s.who,
        because=command.why.strip(),
        request=row.request,
        field=command.field,
        old=old_text,
        new=new_text,
    )
    event = e.Corrected(
        row.request, entry.by, entry.because, entry.field, entry.old, entry.new,
        corrected(record, entry, new),
    )  # fmt: skip
    request = s.workspace.requests.get(row.request)
    state = state_after(new.decision) if new.decision else None
    change = None
    if command.field == "decision" and request and state:
        change = changed(request, state=state)
    return (event, change) if change else (event,)


def _text(row: Row, field: str) -> str:
    if field == "title":
        return row.title
    assert row.decision is not None
    value = row.decision.kind if field == "decision" else getattr(row.decision, field)
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value)


def _put_right(s: Situation, record: Record, row: Row, command: Correct) -> Row | Refused:
    decision = row.decision
    assert decision is not None
    text = command.value.strip()
    value: object = text
    match command.field:
        case "title":
            return replace(row, title=text) if text else Refused(_("a title, please"), "title")
        case "decision":
            return _decided_otherwise(record, row, text)
        case "reason":
            if text.upper() not in tuple(Reason):
                return Refused(_("there is no reason {code}", code=text), "reason")
            value = Reason(text.upper())
            if value not in REASONS_OF.get(decision.kind, ()):
                return Refused(
                    _("{code} is no reason for this decision", code=text.upper()), "reason"
                )
        case "revisit" | "deadline" | "until":
            value = parse_date(text, s.today)
            if value is None:
                return Refused(_("a date such as 2026-11-28, not “{text}”", text=text), "value")
            if value < record.on:
                return Refused(_("{value:long} is before that meeting", value=value), "value")
        case "missing":
            value = tuple(part.strip() for part in text.split(",") if part.strip())
        case _:
            pass
    new = replace(row, decision=replace(decision, **{command.field: value}))
    assert new.decision is not None
    lacking = gaps(new.decision)
    return Refused(lacking[0].what, row.request) if lacking else new


def _decided_otherwise(record: Record, row: Row, text: str) -> Row | Refused:
    wanted = text.lower().replace("-", "_").replace(" ", "_")
    simple = (DecisionKind.COMMIT, DecisionKind.IF_ROOM, DecisionKind.NOT_THIS_MONTH)
    if wanted not in simple:
        return Refused(_("decision: {words:or}", words=tuple(simple)), "value")
    old = row.decision
    assert old is not None
    if old.kind in (DecisionKind.MERGE, DecisionKind.SPLIT):
        return Refused(_("a merge or a split cannot be corrected into something else"))
    new = Decision(row.request, DecisionKind(wanted))
    if new.kind == DecisionKind.COMMIT:
        new = replace(
            new,
            owner=old.owner or _it_of(record),
            deliverable=old.deliverable or row.title,
            deadline=old.deadline or record.period_last,
        )
    elif new.kind == DecisionKind.NOT_THIS_MONTH:
        reason = old.reason if old.kind == new.kind else Reason.CAP
        teller = old.teller or row.sponsor or row.requester or record.people[0].name
        new = replace(new, reason=reason, revisit=old.revisit or record.next_meeting, teller=teller)
    return replace(row, decision=new)


def _it_of(record: Record) -> str:
    seat = next((p.name for p in record.people if "it" in p.roles), "")
    return record.it_stand_in or seat or "IT"
