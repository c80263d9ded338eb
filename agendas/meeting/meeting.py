"""A meeting as a value: the fold over what happened in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

import msgspec

from agendas.agenda import Agenda, Method, Person, Role, Stage, StageKind
from agendas.days import NOTHING, Days, total
from agendas.decisions import Decision, Kind
from agendas.meeting.events import (
    Candidate,
    EmergencyJudged,
    FairnessKept,
    LineDrawn,
    NoteTaken,
    Objected,
    Promise,
    PromiseAnswered,
    RankingRevealed,
    RoundRules,
    SwapMade,
)
from agendas.meeting.round import BUSINESS as BUSINESS
from agendas.meeting.round import Duels as Duels
from agendas.meeting.round import Round as Round
from agendas.record import Capacity, Record


class Status(StrEnum):
    """Whether a meeting goes on."""

    RUNNING = "running"
    ADJOURNED = "adjourned"
    FINAL = "final"


class Presence(StrEnum):
    """Whether somebody is in the room."""

    UNKNOWN = ""
    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"
    LEFT = "left"


class Attendance(msgspec.Struct, frozen=True):
    """One person's presence, with the times of the first arrival and the last leaving."""

    presence: Presence = Presence.UNKNOWN
    arrived: datetime | None = None
    left: datetime | None = None


class Note(msgspec.Struct, frozen=True):
    """A note with the moment it was taken."""

    taken: NoteTaken
    at: datetime


class Meeting(msgspec.Struct, frozen=True):
    """Everything that a meeting knows at one moment.

    `order` is the list of candidates as it stands; the first `above` of it are above the line
    (None: no line drawn yet). `clock` counts the seconds the meeting has run, without breaks;
    `spent` the same for each stage that was left, and `entered` the clock at the present one.
    """

    number: int
    on: date
    period_first: date
    period_last: date
    next_meeting: date
    agenda: Agenda
    started: datetime
    status: Status = Status.RUNNING
    ended: datetime | None = None
    people: tuple[Person, ...] = ()
    attendance: Mapping[str, Attendance] = {}
    it_stand_in: str = ""
    provisional: bool = False
    stage_id: str = ""
    visited: frozenset[str] = frozenset()
    #: Where it was adjourned, while the new roll call is taken.
    stopped_in: str = ""
    clock: int = 0
    entered: int = 0
    spent: Mapping[str, int] = {}
    extended: Mapping[str, int] = {}
    paused: bool = False
    blank: bool = False
    candidates: Mapping[str, Candidate] = {}
    removed: frozenset[str] = frozenset()
    promises: tuple[Promise, ...] = ()
    answers: Mapping[str, PromiseAnswered] = {}
    emergencies: tuple[str, ...] = ()
    judged: Mapping[str, EmergencyJudged] = {}
    capacity: Capacity | None = None
    method: Method = Method.DOTS
    #: The rules that were chosen in the meeting, None for those of the agenda.
    rules: RoundRules | None = None
    rounds: tuple[Round, ...] = ()
    order: tuple[str, ...] = ()
    above: int | None = None
    drawn: LineDrawn | None = None
    moved: frozenset[str] = frozenset()
    explained: Mapping[str, str] = {}
    over_because: str = ""
    duels: tuple[Duels, ...] = ()
    #: Rows that the fairness check's swap placed where they stand.
    swapped: frozenset[str] = frozenset()
    swaps: tuple[SwapMade, ...] = ()
    kept: tuple[FairnessKept, ...] = ()
    decisions: Mapping[str, Decision] = {}
    as_shown: Mapping[str, tuple[str, Days | None]] = {}
    objections: tuple[Objected, ...] = ()
    read_back: Mapping[str, str] = {}
    notes: tuple[Note, ...] = ()
    row: str = ""
    ready_but_left_out: int = 0
    record: Record | None = None
    versions: tuple[Record, ...] = ()
    seal: str = ""

    # -- where we are ----------------------------------------------------------------------

    @property
    def stage(self) -> Stage:
        """The stage that the meeting is in."""
        return self.agenda.stage(self.stage_id) or self.agenda.stages[0]

    def stage_of(self, kind: StageKind) -> Stage | None:
        """The first stage of this kind."""
        return next((stage for stage in self.agenda.stages if stage.kind == kind), None)

    def next_stage(self) -> Stage | None:
        """The stage after the present one."""
        return self._neighbour(1)

    def previous_stage(self) -> Stage | None:
        """The stage before the present one."""
        return self._neighbour(-1)

    def _neighbour(self, step: int) -> Stage | None:
        place = self.agenda.stages.index(self.stage) + step
        return self.agenda.stages[place] if 0 <= place < len(self.agenda.stages) else None

    def seconds_left(self, clock: int | None = None) -> int:
        """Seconds left in the present stage when the meeting has run for `clock` seconds."""
        stage = self.stage
        minutes = stage.minutes + self.extended.get(stage.id, 0)
        used = self.spent.get(stage.id, 0) + (self.clock if clock is None else clock) - self.entered
        return minutes * 60 - used

    # -- who is here -----------------------------------------------------------------------

    def presence(self, person: str) -> Presence:
        """Whether this person is in the room."""
        known = self.attendance.get(person)
        return known.presence if known else Presence.UNKNOWN

    @property
    def present(self) -> tuple[Person, ...]:
        """Who is in the room."""
        return tuple(p for p in self.people if self.presence(p.id) == Presence.PRESENT)

    @property
    def voters(self) -> tuple[Person, ...]:
        """Who is in the room and votes."""
        return tuple(p for p in self.present if p.votes)

    @property
    def quorate(self) -> bool:
        """Whether enough voters are in the room."""
        return len(self.voters) >= self.agenda.quorum

    @property
    def it_here(self) -> bool:
        """Whether IT, or somebody who stands in for it, is in the room."""
        return bool(self.it_stand_in) or any(Role.IT in p.roles for p in self.present)

    @property
    def decides_provisionally(self) -> bool:
        """Whether decisions made now are provisional: no quorum, or no IT."""
        return not self.quorate or (self.agenda.it_required and not self.it_here)

    def person(self, id: str) -> Person | None:
        """Somebody of this meeting."""
        return next((p for p in self.people if p.id == id), None)

    def name_of(self, id: str) -> str:
        """The name behind an id; what is nobody's id is given back as it is."""
        found = self.person(id)
        return found.name if found else id

    # -- the list with the line ------------------------------------------------------------

    @property
    def round(self) -> Round | None:
        """The latest voting pass."""
        return self.rounds[-1] if self.rounds else None

    @property
    def revealed(self) -> RankingRevealed | None:
        """The latest ranking that the room has seen."""
        return next((r.revealed for r in reversed(self.rounds) if r.revealed), None)

    @property
    def duels_now(self) -> Duels | None:
        """The latest duels about the ranking as it is revealed now."""
        last = self.duels[-1] if self.duels else None
        return last if last and self.revealed and last.round == self.revealed.round else None

    @property
    def discuss(self) -> tuple[str, ...]:
        """What the meeting talks about: split, or near the line; in the order of the ranking."""
        if self.drawn and self.revealed:
            return self.drawn.discuss
        return self.revealed.discuss if self.revealed else ()

    @property
    def by_rank(self) -> tuple[str, ...]:
        """The undecided candidates that are proposed as decided by rank, in one block."""
        open_ones = set(self.discuss)
        return tuple(id for id in self.undecided if id not in open_ones)

    @property
    def to_give_away(self) -> Days:
        """Days that this meeting can give away."""
        return self.capacity.to_give_away if self.capacity else NOTHING

    @property
    def above_line(self) -> tuple[str, ...]:
        """The candidates above the line, in order."""
        return self.order[: self.above or 0]

    @property
    def below_line(self) -> tuple[str, ...]:
        """The candidates below the line, in order."""
        return self.order[self.above or 0 :]

    def is_above(self, request: str) -> bool:
        """Whether this candidate stands above the line."""
        return request in self.above_line

    @property
    def undecided(self) -> tuple[str, ...]:
        """The candidates without a decision, in order."""
        return tuple(id for id in self.order if id not in self.decisions)

    def decided(self, kind: Kind) -> tuple[str, ...]:
        """The candidates with this decision, in order."""
        found = self.decisions
        return tuple(id for id in self.order if id in found and found[id].kind == kind)

    @property
    def is_open(self) -> bool:
        """Whether anything can still happen in this meeting."""
        return self.status != Status.FINAL

    def rank_of(self, request: str) -> int | None:
        """The place in the revealed ranking from 1; tied requests share it."""
        shown = self.revealed
        if not shown:
            return None
        place = 1
        for band in shown.bands:
            if request in band:
                return place
            place += len(band)
        return None


def taken(meeting: Meeting, efforts: Mapping[str, Days | None]) -> Days:
    """Days of all that stands above the line."""
    return total(efforts.get(id) or NOTHING for id in meeting.above_line)
