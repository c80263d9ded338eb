"""Commands at both ends of a meeting: opening it, objections, reading back, finalising."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from agendas.agenda import Agenda, StageKind
from agendas.carry_over import carry_over
from agendas.decisions import Decision, Reason
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
    decides,
    option,
)
from agendas.meeting.commands.words import candidate, closed
from agendas.meeting.meeting import Meeting, Presence
from agendas.meeting.patching import changed
from agendas.period import next_meeting, period_of
from agendas.recording import record_of
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
