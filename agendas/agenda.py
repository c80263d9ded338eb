"""The agenda of a series: who belongs to it, which stages it has, which rules hold."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

import msgspec

from agendas.days import Days
from agendas.decisions import Reason
from agendas.ranking.score import Combining, Preset


class Role(StrEnum):
    """What a person does in the meeting (product.md 5.6)."""

    FACILITATOR = "facilitator"
    SCRIBE = "scribe"
    VOTER = "voter"
    IT = "it"
    GUEST = "guest"
    INFORMED = "informed"


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who belongs to the series; `id` is what commands and the log use."""

    id: str
    name: str
    department: str = ""
    roles: tuple[Role, ...] = (Role.VOTER,)

    @property
    def votes(self) -> bool:
        """Whether this person hands in ballots: business people do, IT advises."""
        return Role.VOTER in self.roles


class StageKind(StrEnum):
    """The kinds of stages that the program knows."""

    OPEN = "open"
    PROMISED = "promised"
    TALK = "talk"
    CAPACITY = "capacity"
    READY = "ready"
    RANK = "rank"
    LINE = "line"
    NOT_THIS_MONTH = "not_this_month"
    READ_BACK = "read_back"
    CLOSE = "close"


class Stage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One item of the agenda; `id` is the kind, with a number behind it where one occurs twice."""

    id: str
    kind: StageKind
    minutes: int
    title: str = ""


class Method(StrEnum):
    """How the candidates are ranked."""

    CONSENT = "consent"
    DOTS = "dots"
    ORDER = "order"
    SCORE = "score"


class TieRule(StrEnum):
    """What breaks a tie that the line cuts, in the order that the agenda gives."""

    EFFORT = "effort"
    WAITING = "waiting"
    PERSON = "person"


class Counting(StrEnum):
    """How orders become a ranking: points for places, or strongest paths of head-to-head wins."""

    BORDA = "borda"
    SCHULZE = "schulze"


class OrderRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is ranked: the `top` so many, 0 for all; and what counts."""

    top: int = 0
    counting: Counting = Counting.BORDA


class ScoreColumn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A column that is filled for every candidate; its weight is an exact number as text."""

    name: str
    weight: str = "1"
    by_it: bool = False


class ScoreRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The formula of a score. `columns` are for `weighted`; `by_it`: columns that only IT fills."""

    preset: Preset = Preset.WSJF
    combine: Combining = Combining.MEAN
    columns: tuple[ScoreColumn, ...] = ()
    per_effort: bool = False
    scale: int = 9
    by_it: tuple[str, ...] = ("ease",)


class Ranking(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Rules of the ranking. `dots` None: a quarter of the candidates, at least 5, at most 10."""

    method: Method = Method.DOTS
    dots: int | None = None
    at_most: int = 2
    one_vote_per_department: bool = False
    secret_always: bool = False
    ties: tuple[TieRule, ...] = (TieRule.EFFORT, TieRule.WAITING, TieRule.PERSON)
    order: OrderRule = OrderRule()
    score: ScoreRule = ScoreRule()


class FairnessRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many months the fairness check looks at, and which labels mark what is for everybody."""

    months: int = 6
    for_all: tuple[str, ...] = ("for all",)


class LineRule(StrEnum):
    """What happens below a request that does not fit: pass over it, or end the list."""

    SKIP = "skip"
    STOP = "stop"


class CapacityRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the capacity stage starts with, in days."""

    days: Days = Decimal(0)
    reserve: Days = Decimal(0)


class CandidateRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many requests come on the table, and how many days before the meeting is the cut-off."""

    at_most: int = 45
    cut_off_days: int = 3


#: What a record can be written as; an agenda chooses among these.
FORMATS = ("markdown", "html", "json", "csv", "page", "page-html", "requesters")


class ExportRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which formats are written when a meeting ends, and into which further folders."""

    formats: tuple[str, ...] = ("markdown", "html", "json", "csv", "page", "requesters")
    folders: tuple[str, ...] = ()


class Period(StrEnum):
    """How often the meeting decides."""

    MONTHLY = "monthly"
    FORTNIGHTLY = "fortnightly"


class Agenda(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a series runs. A meeting carries the one that it was opened with."""

    series: str
    period: Period
    people: tuple[Person, ...]
    stages: tuple[Stage, ...]
    language: str = "en"
    time_zone: str = "UTC"
    quorum: int = 1
    it_required: bool = True
    ready: tuple[str, ...] = ("problem", "benefit", "requester", "effort", "done_means")
    candidates: CandidateRule = CandidateRule()
    capacity: CapacityRule = CapacityRule()
    ranking: Ranking = Ranking()
    fairness: FairnessRule = FairnessRule()
    line: LineRule = LineRule.SKIP
    digits: tuple[Reason, ...] = (
        Reason.CAP,
        Reason.NRD,
        Reason.EST,
        Reason.DEP,
        Reason.TIM,
        Reason.VAL,
        Reason.EVD,
        Reason.FIT,
        Reason.BUD,
    )
    show_codes: bool = True
    exports: ExportRule = ExportRule()

    def person(self, id: str) -> Person | None:
        """The person with this id."""
        return next((p for p in self.people if p.id == id), None)

    def name_of(self, id: str) -> str:
        """The name behind an id; a name that is nobody's id is given back as it is."""
        found = self.person(id)
        return found.name if found else id

    def stage(self, id: str) -> Stage | None:
        """The stage with this id."""
        return next((s for s in self.stages if s.id == id), None)

    @property
    def voters(self) -> tuple[Person, ...]:
        """Who hands in ballots."""
        return tuple(p for p in self.people if p.votes)

    @property
    def it_seat(self) -> Person | None:
        """IT's adviser in the meeting."""
        return next((p for p in self.people if Role.IT in p.roles), None)

    @property
    def facilitator(self) -> Person | None:
        """Who runs the meeting."""
        return next((p for p in self.people if Role.FACILITATOR in p.roles), None)

    @property
    def minutes(self) -> int:
        """Planned length of the meeting in minutes."""
        return sum(stage.minutes for stage in self.stages)
