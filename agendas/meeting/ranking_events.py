"""What happens to the candidates of a meeting: ballots, the ranking, the line, decisions."""

from __future__ import annotations

import msgspec

from agendas.agenda import Method, TieRule
from agendas.days import Days
from agendas.decisions import Decision
from agendas.meeting.event import Event


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
