"""What happens to the candidates of a meeting: ballots, the ranking, the line, decisions."""

from __future__ import annotations

import msgspec

from agendas.agenda import Method, ScoreColumn, TieRule
from agendas.days import Days
from agendas.decisions import Decision
from agendas.meeting.event import Event


class RoundRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """All rules that a round is counted by, whatever agenda or program says later.

    `counting` is borda or schulze, or the name of the score's preset; `top`: how many are ranked at
    most, 0 for all. The columns with `combine`, `per_effort` and `scale` are the score's formula.
    """

    counting: str = ""
    top: int = 0
    columns: tuple[ScoreColumn, ...] = ()
    combine: str = ""
    per_effort: bool = False
    scale: int = 0
    one_vote_per_department: bool = False
    secret_always: bool = False
    ties: tuple[TieRule, ...] = ()


class MethodChosen(Event, frozen=True):
    """The way of ranking was changed before a round."""

    method: Method
    rules: RoundRules | None = None


class RoundOpened(Event, frozen=True):
    """A voting pass begins; every candidate has its label, fixed for the whole meeting."""

    number: int
    method: Method
    labels: tuple[tuple[str, str], ...]
    dots: int
    at_most: int
    rules: RoundRules | None = None


class BallotCast(Event, frozen=True):
    """One person's ballot: dots per request, or an order. Nobody sees it before the reveal.

    In `order` what is tied stands together, best first.
    """

    person: str
    dots: tuple[tuple[str, int], ...]
    order: tuple[tuple[str, ...], ...] = ()


class ColumnRated(Event, frozen=True):
    """What a person (or "business", for all of it together) gave the candidates in one column."""

    person: str
    column: str
    scores: tuple[tuple[str, int], ...]


class BallotAbstained(Event, frozen=True):
    """One person hands in no ballot this time."""

    person: str


class Standing(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a round says about one request: exact points, how many voted for it, disagreement.

    `wins`, `losses` and `ties` are head to head; `best`, `median` and `worst` the places that the
    ballots give it, exact as text; `columns` what it got in each column of a score; `most`: how
    many voters gave it all the dots that one may give.
    """

    request: str
    points: str
    supporters: int = 0
    split: bool = False
    wins: int = 0
    losses: int = 0
    ties: int = 0
    best: str = ""
    median: str = ""
    worst: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    most: int = 0


class RankingRevealed(Event, frozen=True):
    """The round's result as everybody saw it; bands are ties, best first.

    `other` is the order by the other way of counting, after Schulze beside Borda. `kendall_w` and
    `mean_correlation` are exact numbers as text, "" where there was nothing to compare. Without a
    place stand `no_estimate` and `not_scored`. `discuss`: what to talk about, while there is no
    line.
    """

    round: int
    bands: tuple[tuple[str, ...], ...]
    standings: tuple[Standing, ...]
    ballots: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    abstained: tuple[str, ...] = ()
    voters: int = 0
    orders: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = ()
    ratings: tuple[tuple[str, str, tuple[tuple[str, int], ...]], ...] = ()
    other: tuple[tuple[str, ...], ...] = ()
    kendall_w: str = ""
    mean_correlation: str = ""
    no_estimate: tuple[str, ...] = ()
    not_scored: tuple[str, ...] = ()
    discuss: tuple[str, ...] = ()


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
    """Where the capacity ends in the ranking: the first `above` of `order` are above the line.

    `discuss` is what to talk about; what is undecided else is proposed as decided by rank. `edges`
    are the last row above the line and the first below it, `gap` the points between them.
    """

    order: tuple[str, ...]
    above: int
    did_not_fit: tuple[NotFitting, ...] = ()
    ties: tuple[TieApplied, ...] = ()
    discuss: tuple[str, ...] = ()
    edges: tuple[str, ...] = ()
    gap: str = ""


class DuelsOpened(Event, frozen=True):
    """A few requests around the line are asked pair by pair, by show of hands."""

    requests: tuple[str, ...]


class DuelHeld(Event, frozen=True):
    """One pair: how many hands for the one and for the other."""

    one: str
    other: str
    for_one: int
    for_other: int


class DuelsDecided(Event, frozen=True):
    """All pairs were asked: the new order of these requests, on the places that they had."""

    order: tuple[str, ...]
    wins: tuple[tuple[str, str], ...] = ()
    ties: tuple[TieApplied, ...] = ()


class SwapMade(Event, frozen=True):
    """What the fairness check named was done: in came a request, out went others for it."""

    department: str
    incoming: str
    outgoing: tuple[str, ...] = ()
    because: str = ""


class FairnessKept(Event, frozen=True):
    """The list stays as it is although the fairness check pointed at somebody, and why."""

    because: str
    departments: tuple[str, ...] = ()


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
