"""What a file for `notthismonth rank` holds, as values."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

import msgspec

from agendas.agenda import LineRule
from agendas.days import Days
from agendas.ranking.poll import Number
from agendas.ranking.score import Formula

#: More would be a mistake, or take minutes.
MOST_BYTES = 50_000_000
MOST_REQUESTS = 2_000
MOST_BALLOTS = 10_000


class FileMethod(StrEnum):
    """The ways of ranking that can be asked for."""

    DOTS = "dots"
    ORDER = "order"
    BORDA = "borda"
    COPELAND = "copeland"
    SCHULZE = "schulze"
    SCORE = "score"


class FileRequest(msgspec.Struct, frozen=True):
    """One request; `scores` are its columns, `size` what a score is divided by."""

    id: str
    title: str = ""
    effort: Days | None = None
    size: Fraction | None = None
    department: str = ""
    waited: int = 0
    scores: tuple[tuple[str, Fraction], ...] = ()


class FileBallot(msgspec.Struct, frozen=True):
    """One ballot, cast `votes` times; None where it holds nothing of a kind.

    `scores`: what the voter gave each request, by column; the column "" is the score itself.
    """

    voter: str
    votes: int = 1
    department: str = ""
    order: tuple[tuple[str, ...], ...] | None = None
    dots: tuple[tuple[str, Number], ...] | None = None
    scores: tuple[tuple[str, tuple[tuple[str, Fraction], ...]], ...] | None = None


class RankFile(msgspec.Struct, frozen=True):
    """The whole file; `capacity` None: nothing is said about a line."""

    requests: tuple[FileRequest, ...]
    ballots: tuple[FileBallot, ...] = ()
    formula: Formula | None = None
    capacity: Days | None = None
    line: LineRule = LineRule.SKIP
    one_vote_per_department: bool = False
