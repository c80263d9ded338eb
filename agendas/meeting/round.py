"""One voting pass as a value, and the duels about what it came to."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from agendas.agenda import Method
from agendas.meeting.ranking_events import DuelsDecided, RankingRevealed, RoundRules

#: Who fills a column of a score when all of the business speaks with one voice.
BUSINESS = "business"


class Round(msgspec.Struct, frozen=True):
    """One voting pass. Until `revealed` is there, nobody may see the ballots.

    `ballots` are dots, `orders` what is ranked, `ratings` the columns of a score by who gave them.
    """

    number: int
    method: Method
    labels: tuple[tuple[str, str], ...]
    dots: int
    at_most: int
    ballots: Mapping[str, tuple[tuple[str, int], ...]] = {}
    abstained: frozenset[str] = frozenset()
    revealed: RankingRevealed | None = None
    rules: RoundRules = RoundRules()
    orders: Mapping[str, tuple[tuple[str, ...], ...]] = {}
    ratings: Mapping[str, tuple[tuple[str, tuple[tuple[str, int], ...]], ...]] = {}

    @property
    def handed_in(self) -> frozenset[str]:
        """Who has voted or abstained; with scores, who has filled every column of the business."""
        rated = [who for who in self.ratings if not self.missing_columns(who)]
        return frozenset((*self.ballots, *self.orders, *rated)) | self.abstained

    @property
    def voted(self) -> bool:
        """Whether anything was handed in that a reveal could count."""
        return bool(self.ballots or self.orders or self.ratings)

    def raters(self, column: str) -> tuple[str, ...]:
        """Who has filled a column."""
        return tuple(
            who for who, filled in self.ratings.items() if column in (name for name, _s in filled)
        )

    def missing_columns(self, person: str) -> tuple[str, ...]:
        """The columns of the business that a person has not filled, nor all of it together."""
        known = {name for who in (person, BUSINESS) for name, _scores in self.ratings.get(who, ())}
        return tuple(c.name for c in self.rules.columns if not c.by_it and c.name not in known)

    def request(self, label: str) -> str | None:
        """The request behind a label."""
        return next((id for known, id in self.labels if known == label), None)


class Duels(msgspec.Struct, frozen=True):
    """Requests around the line, asked pair by pair: the hands for the one and for the other.

    `round` is the one whose ranking they are about.
    """

    requests: tuple[str, ...]
    hands: tuple[tuple[str, str, int, int], ...] = ()
    decided: DuelsDecided | None = None
    round: int = 0
