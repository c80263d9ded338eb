"""What happens to a meeting: its opening, who is there, what it looks back on, clock, end."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from agendas.agenda import Agenda
from agendas.days import Days
from agendas.language import Message, _
from agendas.meeting.event import Event
from agendas.record import Record


class Origin(StrEnum):
    """Why a request is on the table."""

    UNDECIDED = "undecided"
    DUE = "due"
    REVIVED = "revived"
    NEW = "new"
    TABLED = "tabled"
    SPLIT = "split"


class Candidate(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A request on the table: why it is there, how often deferred, since when it waits."""

    request: str
    origin: Origin
    deferred: int = 0
    since: date | None = None


class Promise(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A commitment of an earlier meeting, asked about in this one."""

    request: str
    meeting: int
    owner: str
    deliverable: str
    deadline: date | None
    days: Days | None = None
    if_room: bool = False


class MeetingOpened(Event, frozen=True):
    """A meeting begins, carrying its own agenda and what the last one left to it."""

    number: int
    on: date
    period_first: date
    period_last: date
    next_meeting: date
    agenda: Agenda
    candidates: tuple[Candidate, ...] = ()
    promises: tuple[Promise, ...] = ()
    emergencies: tuple[str, ...] = ()
    ready_but_left_out: int = 0


class StageEntered(Event, frozen=True):
    """The meeting moved to a stage."""

    stage: str


class PersonArrived(Event, frozen=True):
    """Somebody is in the room; `name` and `department` are given for people not in the agenda."""

    person: str
    name: str = ""
    department: str = ""


class PersonAbsent(Event, frozen=True):
    """Somebody is not in the room."""

    person: str


class PersonExcused(Event, frozen=True):
    """Somebody had said that they would not come."""

    person: str


class PersonLeft(Event, frozen=True):
    """Somebody left the room."""

    person: str


class ItStandIn(Event, frozen=True):
    """Somebody else speaks for IT."""

    name: str


class WentOnProvisionally(Event, frozen=True):
    """The meeting goes on without IT or without quorum; its decisions are provisional."""


class Answer(StrEnum):
    """What became of a promise."""

    DONE = "done"
    PART = "part"
    NOT_DONE = "not_done"
    STOPPED = "stopped"


#: What the answers are called on screen and in records.
ANSWER_LABELS: dict[str, Message] = {
    Answer.DONE: _("done"),
    Answer.PART: _("done in part"),
    Answer.NOT_DONE: _("not done"),
    Answer.STOPPED: _("stopped"),
}


class PromiseAnswered(Event, frozen=True):
    """A promise was answered; `left` is what remains, in days."""

    request: str
    answer: Answer
    sentence: str = ""
    left: Days | None = None


class EmergencyJudged(Event, frozen=True):
    """An emergency was ratified, or challenged."""

    emergency: str
    ratified: bool
    sentence: str = ""


class CapacitySet(Event, frozen=True):
    """IT's days in the period, its running work and its reserve."""

    days: Days
    running: Days
    reserve: Days


class CandidateAdded(Event, frozen=True):
    """A request came on the table during the meeting."""

    candidate: Candidate


class CandidateRemoved(Event, frozen=True):
    """A request was taken off the table before anything was decided about it."""

    request: str


class NoteTaken(Event, frozen=True):
    """A note; a private one is in no window and in no export."""

    text: str
    private: bool = False
    request: str = ""


class TimeExtended(Event, frozen=True):
    """The stage got more minutes."""

    stage: str
    minutes: int


class ClockPaused(Event, frozen=True):
    """A break begins."""


class ClockResumed(Event, frozen=True):
    """The break is over."""


class Blanked(Event, frozen=True):
    """The windows show nothing of the meeting, or (`blank` false) show it again."""

    blank: bool


class Adjourned(Event, frozen=True):
    """The meeting stops undecided, to be resumed."""

    because: str = ""


class MeetingResumed(Event, frozen=True):
    """An adjourned meeting goes on, with a new roll call."""


class Undone(Event, frozen=True):
    """An earlier entry no longer counts; what it changed in requests is taken back beside this."""

    entry: int


class Redone(Event, frozen=True):
    """An entry that was undone counts again."""

    entry: int


class Finalised(Event, frozen=True):
    """The meeting is over; its record never changes."""

    record: Record


class Corrected(Event, frozen=True):
    """A mistake in a final record was put right by a new version of it."""

    request: str
    by: str
    because: str
    field: str
    old: str
    new: str
    record: Record
