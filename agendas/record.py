"""The record of a meeting: what was decided, with everything that every format of it needs.

A record holds values and codes, no sentences of ours, so that any language can say it. It is built
once (`agendas.recording`) and stored when the meeting is finalised; exports only ever read it.
"""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from agendas.days import NOTHING, Days, total
from agendas.decisions import Decision, Kind
from agendas.record_ranking import DuelsRow, FairnessRow, RoundRow, TieRow


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One candidate: how it stood, and what was decided. `decision` None: still undecided.

    `title` and `days` are as the room saw them; names are names, not ids. `rank` is the place in
    the ranking from 1, `moved_because` the sentence for standing elsewhere.
    """

    request: str
    title: str
    department: str = ""
    requester: str = ""
    sponsor: str = ""
    benefit: str = ""
    days: Days | None = None
    origin: str = ""
    deferred: int = 0
    rank: int | None = None
    points: str = ""
    above: bool = False
    decision: Decision | None = None
    moved_because: str = ""
    read_back: str = ""
    confidential: bool = False
    links: tuple[str, ...] = ()
    key: str = ""


class PromiseRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A promise of an earlier meeting; `answer` "" is unknown, which is never "done"."""

    request: str
    title: str
    meeting: int
    owner: str = ""
    deliverable: str = ""
    deadline: date | None = None
    answer: str = ""
    sentence: str = ""
    left: Days | None = None
    if_room: bool = False
    confidential: bool = False


class EmergencyRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Work let in between meetings; `judged` is ratified, challenged, or "" for not asked."""

    id: str
    title: str
    allowed_by: str
    why: str
    on: date
    days: Days | None = None
    displaces: tuple[str, ...] = ()
    judged: str = ""
    sentence: str = ""


class PresenceRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Somebody of the series, and whether they were there."""

    name: str
    department: str = ""
    roles: tuple[str, ...] = ()
    presence: str = ""
    arrived: datetime | None = None
    left: datetime | None = None


class NotFittingRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A request that did not fit above the line: days needed, days left."""

    request: str
    needs: Days
    left: Days


class ObjectionRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Somebody's objection, to one request or (empty) to the whole."""

    name: str
    sentence: str
    request: str = ""


class NoteRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A note for everyone; private ones never get here."""

    text: str
    request: str = ""
    at: datetime | None = None


class QuestionRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An open question about a candidate."""

    request: str
    text: str
    asked_by: str = ""
    asked_of: str = ""
    due: date | None = None


class CorrectionRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What was put right after the meeting, by whom and why."""

    version: int
    at: datetime
    by: str
    because: str
    request: str
    field: str
    old: str
    new: str


class Capacity(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """IT's days in the period; `over_because` is the sentence for taking more than there is."""

    days: Days = NOTHING
    running: Days = NOTHING
    reserve: Days = NOTHING
    taken: Days = NOTHING
    over_because: str = ""

    @property
    def to_give_away(self) -> Days:
        """Days less running work and reserve, never below 0."""
        return max(NOTHING, total((self.days, -self.running, -self.reserve)))


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The final, numbered outcome of a meeting (or, not final, its state half-way).

    `candidates` stand in the order of the list with the line. `version` counts corrections.
    `superseded_by` is the latest version, where this is an earlier one that somebody asked for.
    """

    number: int
    series: str
    on: date
    period: str
    period_first: date
    period_last: date
    next_meeting: date
    language: str = "en"
    final: bool = False
    version: int = 1
    started: datetime | None = None
    ended: datetime | None = None
    minutes_planned: int = 0
    minutes_used: int = 0
    candidates: tuple[Row, ...] = ()
    promises: tuple[PromiseRow, ...] = ()
    emergencies: tuple[EmergencyRow, ...] = ()
    capacity: Capacity = Capacity()
    people: tuple[PresenceRow, ...] = ()
    quorum: int = 0
    quorum_met: bool = True
    it_present: bool = True
    it_stand_in: str = ""
    provisional: bool = False
    method: str = ""
    rounds: tuple[RoundRow, ...] = ()
    tie_rules: tuple[str, ...] = ()
    ties: tuple[TieRow, ...] = ()
    did_not_fit: tuple[NotFittingRow, ...] = ()
    objections: tuple[ObjectionRow, ...] = ()
    notes: tuple[NoteRow, ...] = ()
    questions: tuple[QuestionRow, ...] = ()
    corrections: tuple[CorrectionRow, ...] = ()
    ready_but_left_out: int = 0
    superseded_by: int = 0
    duels: tuple[DuelsRow, ...] = ()
    discussed: tuple[str, ...] = ()
    fairness: FairnessRow = FairnessRow()

    def of(self, kind: Kind | None) -> tuple[Row, ...]:
        """The candidates with this decision, in order; None: the undecided."""
        return tuple(
            row for row in self.candidates if (row.decision.kind if row.decision else None) == kind
        )

    def sum(self) -> tuple[tuple[Kind, int], ...]:
        """How many candidates got which decision, in the order of product.md 5.3, zeros too."""
        return tuple((kind, len(self.of(kind))) for kind in Kind)
