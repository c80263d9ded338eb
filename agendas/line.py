"""The line: where the days to give away end in the ranking, and what it cuts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import msgspec

from agendas.agenda import LineRule, TieRule
from agendas.days import NOTHING, Days, tidy, total
from agendas.language import Message, _
from agendas.ranking.ties import TieBroken, TieFacts, parted

Effort: TypeAlias = Mapping[str, Days | None]

_BY_RULE = TieFacts()


class DidNotFit(msgspec.Struct, frozen=True):
    """A request that the line passed over: the days it needs, and the days that were left."""

    request: str
    needs: Days
    left: Days


class Drawn(msgspec.Struct, frozen=True):
    """The line: what is above and below in the final order, what did not fit, ties it cut."""

    above: tuple[str, ...]
    below: tuple[str, ...]
    did_not_fit: tuple[DidNotFit, ...] = ()
    ties: tuple[TieBroken, ...] = ()


def draw_line(
    bands: Sequence[Sequence[str]],
    effort: Effort,
    to_give_away: Days,
    rule: LineRule,
    first: Sequence[str] = (),
    facts: TieFacts = _BY_RULE,
) -> Drawn:
    """Go down the bands and take what fits; `first` is taken before, whatever it needs.

    A request without effort is never above the line, and does not end it.
    """
    drawing = _Drawing(effort, to_give_away, rule, facts)
    for request in first:
        drawing.take_out_first(request)
    for band in bands:
        drawing.band([request for request in band if request not in first])
    return Drawn(
        tuple(drawing.above),
        tuple(drawing.below),
        tuple(drawing.did_not_fit),
        tuple(drawing.ties),
    )


class _Drawing:
    """A line while it is drawn."""

    def __init__(self, effort: Effort, room: Days, rule: LineRule, facts: TieFacts) -> None:
        self.effort = effort
        self.room = room
        self.rule = rule
        self.facts = facts
        self.ended = False
        self.above: list[str] = []
        self.below: list[str] = []
        self.did_not_fit: list[DidNotFit] = []
        self.ties: list[TieBroken] = []

    def take_out_first(self, request: str) -> None:
        needs = self.effort.get(request)
        if needs is None:
            self.below.append(request)
        else:
            self._take(request, needs)

    def band(self, tied: Sequence[str]) -> None:
        """Place tied requests; those without effort are no part of the tie, they cannot win it."""
        self._settle([each for each in tied if self.effort.get(each) is not None], self.facts.rules)
        self.below.extend(each for each in tied if self.effort.get(each) is None)

    def _settle(self, tied: Sequence[str], rules: Sequence[TieRule]) -> None:
        """Place the requests; while the line cuts them, the next rule takes them apart.

        The parts are placed one by one, so that a later rule only touches what is still cut.
        """
        if not self._cuts(tied):
            for request in tied:
                self._place(request)
            return
        rule = rules[0] if rules else TieRule.PERSON
        parts = parted(tied, rule, self.effort, self.facts)
        if len(parts) > 1:
            order = tuple(request for part in parts for request in part)
            self.ties.append(TieBroken(tuple(tied), rule, order))
        elif rule is TieRule.PERSON:
            self.ties.append(TieBroken(tuple(tied), rule, tuple(tied), open=True))
            for request in tied:
                self._place(request)
            return
        for part in parts:
            # A person may have named only some: the rest is theirs to decide as well.
            self._settle(part, rules if rule is TieRule.PERSON else rules[1:])

    def _cuts(self, tied: Sequence[str]) -> bool:
        """Whether some would be above and some below, in whichever order they are taken."""
        needs = [self._needs(request) for request in tied]
        room = max(self.room, NOTHING)
        return not self.ended and bool(needs) and min(needs) <= room < total(needs)

    def _place(self, request: str) -> None:
        needs, room = self._needs(request), max(self.room, NOTHING)
        if not self.ended and needs <= room:
            self._take(request, needs)
            return
        self.below.append(request)
        if not self.ended:
            self.did_not_fit.append(DidNotFit(request, needs, tidy(room)))
            self.ended = self.rule is LineRule.STOP

    def _take(self, request: str, needs: Days) -> None:
        self.above.append(request)
        self.room -= needs

    def _needs(self, request: str) -> Days:
        return self.effort[request] or NOTHING


def running_totals(order: Sequence[str], effort: Effort) -> tuple[Days, ...]:
    """The days taken down to each row; a row without effort adds nothing."""
    totals: list[Days] = []
    for request in order:
        totals.append(tidy((totals[-1] if totals else NOTHING) + (effort.get(request) or NOTHING)))
    return tuple(totals)


def taken(above: Sequence[str], effort: Effort) -> Days:
    """The days that the requests above the line need together."""
    return total(effort.get(request) or NOTHING for request in above)


def line_words(to_give_away: Days, taken: Days) -> Message:
    """What stands on the line: "20 days to give away · 17 taken · 3 left"."""
    left = tidy(to_give_away - taken)
    if left > 0:
        rest = _("{days} left", days=left)
    elif left < 0:
        rest = _("{days:days} over", days=-left)
    else:
        rest = _("line full")
    return _(
        "{days:days} to give away · {taken} taken · {rest}",
        days=to_give_away,
        taken=taken,
        rest=rest,
    )
