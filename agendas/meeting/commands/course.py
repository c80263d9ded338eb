"""Commands for the course of a meeting: stages, clock, notes, adjourning and resuming."""

from __future__ import annotations

from agendas.agenda import StageKind
from agendas.language import _, _n
from agendas.meeting import events as e
from agendas.meeting.checks import days_over, unexplained
from agendas.meeting.commands.placing import draw
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
from agendas.meeting.commands.words import closed
from agendas.meeting.meeting import Meeting, Status
from agendas.meeting.workspace import Workspace


class Next(Command, frozen=True):
    """On to the next stage."""


class Previous(Command, frozen=True):
    """Back to the stage before."""


class GoTo(Command, frozen=True):
    """To a stage by name."""

    stage: str


class Extend(Command, frozen=True):
    """More minutes for the present stage."""

    minutes: int = 1


class Pause(Command, frozen=True):
    """A break begins or ends."""


class Blank(Command, frozen=True):
    """All windows show nothing of the meeting, or show it again."""


class Note(Command, frozen=True):
    """A note for everyone."""

    text: str
    about: str = ""


class Private(Command, frozen=True):
    """A note that is in no window and in no export."""

    text: str
    about: str = ""


class Adjourn(Command, frozen=True):
    """Stop for today, undecided."""

    because: str = ""


class Resume(Command, frozen=True):
    """Go on with the adjourned meeting."""


def enter(s: Situation, stage: str) -> Events | Refused:
    """Enter a stage; the line is drawn when its stage is first entered after a ranking."""
    m = s.meeting
    target = m.agenda.stage(stage)
    assert target is not None
    events: list[e.AnyEvent] = [e.StageEntered(target.id)]
    if target.kind in AFTER_RANKING and m.above is None:
        drawn = draw(s.workspace, m)
        if isinstance(drawn, Refused):
            return drawn
        events.insert(0, drawn)
    return tuple(events)


#: Stages that show the list with the line in it.
AFTER_RANKING = (StageKind.LINE, StageKind.NOT_THIS_MONTH, StageKind.READ_BACK, StageKind.CLOSE)


def keeps_from_leaving(workspace: Workspace, m: Meeting) -> Refused | None:
    """What must be said before the present stage is left for a later one."""
    if m.stage.kind == StageKind.OPEN:
        if m.agenda.it_required and not m.it_here and not m.provisional:
            return Refused(
                _("IT is not in the room: name a stand-in, go on provisionally, or adjourn"),
                "it",
            )
        if not m.quorate and not m.provisional:
            return Refused(
                _n(
                    "{present} of {n} voter needed is here: go on provisionally, or adjourn",
                    "{present} of {n} voters needed are here: go on provisionally, or adjourn",
                    m.agenda.quorum,
                    present=len(m.voters),
                ),
                "quorum",
            )
    if m.stage.kind == StageKind.RANK:
        now = m.round
        if now and not now.revealed and now.voted:
            return Refused(_("ballots are handed in and not revealed yet: reveal them first"))
    if m.stage.kind == StageKind.LINE:
        rows = unexplained(m)
        if rows:
            return Refused(
                _("{id} stands elsewhere than the ranking says: say why", id=rows[0]), rows[0]
            )
        over = days_over(workspace, m)
        if over and not m.over_because:
            return Refused(
                _(
                    "{over:days} more than there is to give away: say why in one sentence",
                    over=over,
                ),
                "over",
            )
    return None


@decides(Spec("next", Next, _("on to the next stage")))
def _next(s: Situation, command: Next) -> Events | Refused:
    m = s.meeting
    if refusal := closed(m) or keeps_from_leaving(s.workspace, m):
        return refusal
    target = m.next_stage()
    if m.stopped_in and m.stopped_in != m.stage_id:
        # After the roll call of a resumed meeting: on where it stopped.
        target = m.agenda.stage(m.stopped_in)
    if target is None:
        return Refused(_("this is the last stage: finalise ends the meeting"))
    return enter(s, target.id)


@decides(Spec("previous", Previous, _("back to the stage before; nothing is lost")))
def _previous(s: Situation, command: Previous) -> Events | Refused:
    m = s.meeting
    if refusal := closed(m):
        return refusal
    target = m.previous_stage()
    return enter(s, target.id) if target else Refused(_("this is the first stage"))


@decides(Spec("stage", GoTo, _("go to a stage by name"), (arg("stage", Kind.STAGE),)))
def _go_to(s: Situation, command: GoTo) -> Events | Refused:
    m = s.meeting
    if refusal := closed(m):
        return refusal
    target = m.agenda.stage(command.stage)
    if target is None:
        names = tuple(stage.id for stage in m.agenda.stages)
        return Refused(
            _("there is no stage {name}; there are {names}", name=command.stage, names=names)
        )
    if target.id == m.stage_id:
        return Refused(_("this is where we are"))
    stages = m.agenda.stages
    forward = stages.index(target) > stages.index(m.stage)
    if forward and (refusal := keeps_from_leaving(s.workspace, m)):
        return refusal
    return enter(s, target.id)


@decides(
    Spec(
        "extend",
        Extend,
        _("more minutes for this stage"),
        (arg("minutes", Kind.NUMBER, optional=True),),
    )
)
def _extend(s: Situation, command: Extend) -> Events | Refused:
    if refusal := closed(s.meeting):
        return refusal
    if not 1 <= command.minutes <= 240:
        return Refused(_("minutes: a number from 1 to 240"))
    return (e.TimeExtended(s.meeting.stage_id, command.minutes),)


@decides(Spec("pause", Pause, _("a break begins, or ends; it burns no minutes")))
def _pause(s: Situation, command: Pause) -> Events | Refused:
    if refusal := closed(s.meeting):
        return refusal
    return (e.ClockResumed() if s.meeting.paused else e.ClockPaused(),)


@decides(Spec("blank", Blank, _("blank this window and the projector's, or show them again")))
def _blank(s: Situation, command: Blank) -> Events | Refused:
    return (e.Blanked(not s.meeting.blank),)


def _taken(s: Situation, text: str, about: str, private: bool) -> Events | Refused:
    if not text.strip():
        return Refused(_("a note needs a text"))
    if about and about not in s.workspace.requests:
        return Refused(_("there is no request {id}", id=about), about)
    return (e.NoteTaken(text.strip(), private, about),)


_ABOUT = (arg("text", Kind.TEXT), option("about", Kind.REQUEST))


@decides(Spec("note", Note, _("a note, in the record for everyone"), _ABOUT))
def _note(s: Situation, command: Note) -> Events | Refused:
    return _taken(s, command.text, command.about, False)


@decides(Spec("private", Private, _("a note only for you: in no window, in no export"), _ABOUT))
def _private(s: Situation, command: Private) -> Events | Refused:
    return _taken(s, command.text, command.about, True)


@decides(
    Spec(
        "adjourn",
        Adjourn,
        _("stop for today; undecided stays undecided"),
        (arg("because", Kind.TEXT, optional=True),),
    )
)
def _adjourn(s: Situation, command: Adjourn) -> Events | Refused:
    if refusal := closed(s.meeting):
        return refusal
    return (e.Adjourned(command.because),)


@decides(Spec("resume", Resume, _("go on with the adjourned meeting, with a new roll call")))
def _resume(s: Situation, command: Resume) -> Events | Refused:
    if s.meeting.status != Status.ADJOURNED:
        return Refused(_("the meeting is not adjourned"))
    return (e.MeetingResumed(),)
