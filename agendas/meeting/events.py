"""What happened: small frozen typed events, the only thing that is ever stored.

No tag and no field of an event is ever renamed: old logs must open for ever. New fields get
defaults; an unknown field or tag means that a newer version wrote the log.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from agendas.agenda import Agenda, Method, TieRule
from agendas.days import Days
from agendas.decisions import Decision
from agendas.record import Record
from agendas.request import Effort, Question, Request, ServiceClass, Source, State, Talk


class Event(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="event",
    tag=True,
):
    """Something that happened."""


# -- the workspace and its requests -----------------------------------------------------------


class WorkspaceMade(Event, frozen=True):
    """The first event of every log; `format` is the version of the log's format."""

    format: int


class Patch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """New values for some fields of a request; what is not set stays as it was."""

    title: str | UnsetType = UNSET
    problem: str | UnsetType = UNSET
    benefit: str | UnsetType = UNSET
    first_deliverable: str | UnsetType = UNSET
    done_means: str | UnsetType = UNSET
    requester: str | UnsetType = UNSET
    sponsor: str | UnsetType = UNSET
    department: str | UnsetType = UNSET
    service_class: ServiceClass | UnsetType = msgspec.field(default=UNSET, name="class")
    deadline: date | UnsetType | None = UNSET
    deadline_authority: str | UnsetType = UNSET
    effort: Effort | UnsetType | None = UNSET
    systems: tuple[str, ...] | UnsetType = UNSET
    questions: tuple[Question, ...] | UnsetType = UNSET
    talk: Talk | UnsetType | None = UNSET
    offer: str | UnsetType = UNSET
    links: tuple[str, ...] | UnsetType = UNSET
    labels: tuple[str, ...] | UnsetType = UNSET
    source: Source | UnsetType | None = UNSET
    status: str | UnsetType = UNSET
    votes: int | UnsetType | None = UNSET
    notes: str | UnsetType = UNSET
    confidential: bool | UnsetType = UNSET
    created: date | UnsetType = UNSET
    state: State | UnsetType = UNSET
    merged_into: str | UnsetType = UNSET
    split_from: str | UnsetType = UNSET
    children: tuple[str, ...] | UnsetType = UNSET
    also: tuple[Source, ...] | UnsetType = UNSET


class RequestAdded(Event, frozen=True):
    """A request was written down, imported or split off."""

    request: Request


class RequestChanged(Event, frozen=True):
    """Some fields of a request got new values; `was` holds the old ones of the same fields."""

    request: str
    patch: Patch
    was: Patch = Patch()


class RequestRemoved(Event, frozen=True):
    """A request that was added by an action now undone; its id is not used again."""

    request: str


class RequestTabled(Event, frozen=True):
    """A request was put on the table of the next meeting by hand.

    `untabled`: it had been taken off by hand before.
    """

    request: str
    untabled: bool = False


class RequestUntabled(Event, frozen=True):
    """A request was taken off the table of the next meeting by hand.

    `place` is the one it had among those put on by hand, None if it was not one of them.
    """

    request: str
    place: int | None = None


class TablingUndone(Event, frozen=True):
    """A request is on or off the next meeting's table as it was before an action now undone."""

    request: str
    place: int | None = None
    untabled: bool = False


class RequestRevived(Event, frozen=True):
    """A closed request came back, with the sentence why; `was` is the state it had."""

    request: str
    because: str
    was: State = State.DECLINED


class RevivalUndone(Event, frozen=True):
    """A revived request is closed again as it was before."""

    request: str
    state: State


class BatchCommitted(Event, frozen=True):
    """Closes a bulk of entries: only now they count."""

    batch: int
    what: str = ""
    rows: int = 0


class MappingKept(Event, frozen=True):
    """How the columns of a table with this header are read, confirmed by a person."""

    header: str
    mapping: str


class Emergency(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Work let in between meetings: who allowed it, why, days, and what it displaces."""

    id: str
    title: str
    allowed_by: str
    why: str
    on: date
    days: Days | None = None
    displaces: tuple[str, ...] = ()


class EmergencyLogged(Event, frozen=True):
    """An emergency was let in."""

    emergency: Emergency


class EmergencyStruck(Event, frozen=True):
    """An emergency whose logging was undone."""

    emergency: str


# -- a meeting ---------------------------------------------------------------------------------


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


class MethodChosen(Event, frozen=True):
    """The way of ranking was changed before a round."""

    method: Method


class RoundOpened(Event, frozen=True):
    """A voting pass begins; every candidate has its label, fixed for the whole meeting."""

    number: int
    method: Method
    labels: tuple[tuple[str, str], ...]
    dots: int
    at_most: int


class BallotCast(Event, frozen=True):
    """One person's ballot: dots per request. Nobody sees it before the reveal."""

    person: str
    dots: tuple[tuple[str, int], ...]


class BallotAbstained(Event, frozen=True):
    """One person hands in no ballot this time."""

    person: str


class Standing(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a round says about one request: exact points, how many voted for it, disagreement."""

    request: str
    points: str
    supporters: int = 0
    split: bool = False


class RankingRevealed(Event, frozen=True):
    """The round's result as everybody saw it; bands are ties, best first."""

    round: int
    bands: tuple[tuple[str, ...], ...]
    standings: tuple[Standing, ...]
    ballots: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    abstained: tuple[str, ...] = ()
    voters: int = 0


class TieApplied(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where the line cut a tie, which rule decided, and what came out."""

    requests: tuple[str, ...]
    rule: TieRule
    open: bool = False


class NotFitting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A request that the line passed over: days it needs, days that were left."""

    request: str
    needs: Days
    left: Days


class LineDrawn(Event, frozen=True):
    """Where the capacity ends in the ranking: the first `above` of `order` are above the line."""

    order: tuple[str, ...]
    above: int
    did_not_fit: tuple[NotFitting, ...] = ()
    ties: tuple[TieApplied, ...] = ()


class RequestMoved(Event, frozen=True):
    """A person moved a row: its new place from 0, and how many rows are above the line now."""

    request: str
    place: int
    above: int


class MoveExplained(Event, frozen=True):
    """Why a row stands elsewhere than the ranking says."""

    request: str
    because: str


class OverCapacityExplained(Event, frozen=True):
    """Why more is taken than there are days to give away."""

    because: str


class Decided(Event, frozen=True):
    """A decision, with title and effort as the room saw them."""

    decision: Decision
    title: str
    effort: Days | None = None


class DecisionTakenBack(Event, frozen=True):
    """A candidate is undecided again."""

    request: str


class Objected(Event, frozen=True):
    """Somebody objects to a decision, or to the ranking where `request` is empty."""

    person: str
    sentence: str
    request: str = ""


class ReadBackSaid(Event, frozen=True):
    """What IT understood about a commitment, in its own words."""

    request: str
    words: str


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


AnyEvent: TypeAlias = (
    WorkspaceMade | RequestAdded | RequestChanged | RequestRemoved | RequestTabled
    | RequestUntabled | RequestRevived | BatchCommitted | MappingKept | EmergencyLogged
    | EmergencyStruck | RevivalUndone | TablingUndone
    | MeetingOpened | StageEntered | PersonArrived | PersonAbsent | PersonExcused | PersonLeft
    | ItStandIn | WentOnProvisionally | PromiseAnswered | EmergencyJudged | CapacitySet
    | CandidateAdded | CandidateRemoved | MethodChosen | RoundOpened | BallotCast
    | BallotAbstained | RankingRevealed | LineDrawn | RequestMoved | MoveExplained
    | OverCapacityExplained | Decided | DecisionTakenBack | Objected | ReadBackSaid | NoteTaken
    | TimeExtended | ClockPaused | ClockResumed | Blanked | Adjourned | MeetingResumed | Undone
    | Redone | Finalised | Corrected
)  # fmt: skip
