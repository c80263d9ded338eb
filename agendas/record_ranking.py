"""What the record says about the ranking: rounds, ballots, ties, duels, the fairness check."""

from __future__ import annotations

import msgspec

from agendas.days import NOTHING, Days


class StandingRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A request in a round: exact points, how many voted for it, whether the voters are split.

    `wins`, `losses` and `ties` are head to head; `best`, `median` and `worst` its places on the
    ballots; `columns` what it got in each column of a score, the mean of those who rated it.
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


class BallotRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One person's revealed ballot: dots per request."""

    voter: str
    dots: tuple[tuple[str, int], ...]


class OrderRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One person's revealed order, best first; what is tied stands together."""

    voter: str
    order: tuple[tuple[str, ...], ...]


class RatingRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one person, or the business together, gave the candidates in one column."""

    voter: str
    column: str
    scores: tuple[tuple[str, int], ...]


class ColumnRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A column of a score, its weight as exact text, and whether only IT fills it."""

    name: str
    weight: str = "1"
    by_it: bool = False


class RoundRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One revealed voting pass, with all rules that it was counted by.

    `counting` is borda, schulze or the preset of a score; `other` the order by the other way of
    counting. The agreement of the ballots is exact text, "" where there was nothing to compare.
    """

    number: int
    method: str
    dots: int
    at_most: int
    voters: int
    bands: tuple[tuple[str, ...], ...]
    standings: tuple[StandingRow, ...]
    ballots: tuple[BallotRow, ...] = ()
    abstained: tuple[str, ...] = ()
    counting: str = ""
    top: int = 0
    columns: tuple[ColumnRow, ...] = ()
    combine: str = ""
    per_effort: bool = False
    scale: int = 0
    one_vote_per_department: bool = False
    secret_always: bool = False
    orders: tuple[OrderRow, ...] = ()
    ratings: tuple[RatingRow, ...] = ()
    other: tuple[tuple[str, ...], ...] = ()
    kendall_w: str = ""
    mean_correlation: str = ""
    no_estimate: tuple[str, ...] = ()
    not_scored: tuple[str, ...] = ()


class TieRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where the line cut a tie and which rule decided."""

    requests: tuple[str, ...]
    rule: str
    open: bool = False


class DuelRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pair by show of hands."""

    one: str
    other: str
    for_one: int
    for_other: int


class DuelsRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Requests asked pair by pair; `order` is empty while a pair was not asked."""

    requests: tuple[str, ...]
    hands: tuple[DuelRow, ...] = ()
    order: tuple[str, ...] = ()
    wins: tuple[tuple[str, str], ...] = ()
    ties: tuple[TieRow, ...] = ()


class ShareRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A department in the fairness check: days and shares as exact text, months of waiting."""

    department: str
    people: int = 0
    asked: str = "0"
    got: str = "0"
    asked_share: str = "0"
    got_share: str = "0"
    waiting: int = 0
    look: bool = False


class SwapRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A swap that the fairness check named and the meeting made."""

    department: str
    incoming: str
    outgoing: tuple[str, ...] = ()
    because: str = ""


class KeptRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Why the list stayed as it was, and the departments that were looked at."""

    because: str
    departments: tuple[str, ...] = ()


class FairnessRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The fairness check over so many months; `difference` is the share that sits elsewhere.

    `before` is that of the months up to the meeting before, "" where there is none.
    """

    departments: tuple[ShareRow, ...] = ()
    difference: str = ""
    before: str = ""
    months: int = 0
    capacity: Days = NOTHING
    swaps: tuple[SwapRow, ...] = ()
    kept: tuple[KeptRow, ...] = ()
