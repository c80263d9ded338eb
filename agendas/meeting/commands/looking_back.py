"""Commands of the promised stage, and the one that lets an emergency in."""

from __future__ import annotations

from decimal import Decimal

from agendas.agenda import StageKind
from agendas.days import Days
from agendas.language import _
from agendas.meeting import events as e
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
from agendas.meeting.commands.words import closed


class PromiseKept(Command, frozen=True):
    """What became of a promise."""

    request: str
    answer: str
    sentence: str = ""
    left: Days | None = None


class LogEmergency(Command, frozen=True):
    """Work let in between meetings, or raised in the room."""

    title: str
    by: str
    why: str
    days: Days | None = None
    displaces: tuple[str, ...] = ()


class Ratify(Command, frozen=True):
    """The meeting stands behind an emergency."""

    emergency: str
    sentence: str = ""


class Challenge(Command, frozen=True):
    """The meeting does not stand behind an emergency."""

    emergency: str
    sentence: str = ""


@decides(
    Spec(
        "promise",
        PromiseKept,
        _("what became of a promise: done, part, not_done or stopped"),
        (
            arg("request", Kind.REQUEST),
            choice("answer", tuple(e.Answer)),
            arg("sentence", Kind.TEXT, optional=True),
            option("left", Kind.DAYS),
        ),
        (StageKind.PROMISED,),
    )
)
def _promise(s: Situation, command: PromiseKept) -> Events | Refused:
    m = s.meeting
    if refusal := closed(m):
        return refusal
    promised = next((p for p in m.promises if p.request == command.request), None)
    if promised is None:
        return Refused(_("{id} was not promised", id=command.request), command.request)
    answer = e.Answer(command.answer)
    if promised.if_room and command.request in m.decisions:
        return Refused(
            _("{id} is decided in this meeting: undo that first", id=command.request),
            command.request,
        )
    if answer != e.Answer.DONE and not command.sentence.strip():
        return Refused(
            _("{id} is not done: one sentence on why", id=command.request), command.request
        )
    left = command.left
    if answer in (e.Answer.DONE, e.Answer.STOPPED):
        left = Decimal(0)
    answered = e.PromiseAnswered(command.request, answer, command.sentence.strip(), left)
    started = promised.if_room and answer != e.Answer.NOT_DONE
    if started and command.request in m.order:
        return (answered, e.CandidateRemoved(command.request))
    before = m.answers.get(command.request)
    if promised.if_room and not started and before and before.answer != e.Answer.NOT_DONE:
        return (answered, e.CandidateAdded(m.candidates[command.request]))
    return (answered,)


@decides(
    Spec(
        "emergency",
        LogEmergency,
        _("log work let in as an emergency: who allowed it, why, what it displaces"),
        (
            arg("title", Kind.TEXT),
            option("by", Kind.NAME),
            option("why", Kind.TEXT),
            option("days", Kind.DAYS),
            option("displaces", Kind.REQUEST, many=True),
        ),
        outside=True,
    )
)
def _emergency(s: Situation, command: LogEmergency) -> Events | Refused:
    if not command.title.strip():
        return Refused(_("an emergency needs a title"), "title")
    if not command.by.strip():
        return Refused(_("who allowed it?"), "by")
    if not command.why.strip():
        return Refused(_("why can it not wait for the next meeting?"), "why")
    for id in command.displaces:
        if id not in s.workspace.requests:
            return Refused(_("there is no request {id}", id=id), "displaces")
    number = 1 + max((int(id[2:]) for id in s.workspace.emergencies), default=0)
    logged = e.Emergency(
        id=f"E-{number:02}",
        title=command.title.strip(),
        allowed_by=command.by.strip(),
        why=command.why.strip(),
        on=s.today,
        days=command.days,
        displaces=command.displaces,
    )
    return (e.EmergencyLogged(logged),)


def _judge(s: Situation, emergency: str, sentence: str, ratified: bool) -> Events | Refused:
    if refusal := closed(s.meeting):
        return refusal
    if emergency not in s.meeting.emergencies:
        return Refused(_("{id} is not before this meeting", id=emergency), emergency)
    return (e.EmergencyJudged(emergency, ratified, sentence.strip()),)


_JUDGED = (arg("emergency", Kind.EMERGENCY), arg("sentence", Kind.TEXT, optional=True))


@decides(Spec("ratify", Ratify, _("stand behind an emergency"), _JUDGED, (StageKind.PROMISED,)))
def _ratify(s: Situation, command: Ratify) -> Events | Refused:
    return _judge(s, command.emergency, command.sentence, True)


@decides(Spec("challenge", Challenge, _("question an emergency"), _JUDGED, (StageKind.PROMISED,)))
def _challenge(s: Situation, command: Challenge) -> Events | Refused:
    return _judge(s, command.emergency, command.sentence, False)
