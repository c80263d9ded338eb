"""What if: the best set by score and equal shares, beside the line and never applied."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from agendas.days import NOTHING, Days, total
from agendas.decisions import Kind
from agendas.meeting.checks import OUT_OF_THE_RANKING, days_of
from agendas.meeting.discussing import points_of
from agendas.meeting.meeting import Meeting, Round
from agendas.meeting.placement import is_fixed
from agendas.meeting.workspace import Workspace
from agendas.ranking.best_set import BestSet, best_set
from agendas.ranking.equal_shares import EqualShares, equal_shares


class Difference(msgspec.Struct, frozen=True):
    """What would come in and what would go out, in the order of the list."""

    incoming: tuple[str, ...]
    outgoing: tuple[str, ...]


class WhatIfs(msgspec.Struct, frozen=True):
    """Each None where there is nothing to reckon with: no line, no points, no ballots kept."""

    best: BestSet | None = None
    best_change: Difference = Difference((), ())
    shares: EqualShares | None = None
    shares_change: Difference = Difference((), ())


def what_ifs(workspace: Workspace, m: Meeting) -> WhatIfs:
    """Both, for the latest revealed round and the line as it stands."""
    now = next((r for r in reversed(m.rounds) if r.revealed), None)
    if now is None or now.revealed is None or m.above is None:
        return WhatIfs()
    out = [id for id in m.decisions if m.decisions[id].kind in OUT_OF_THE_RANKING]
    apart = {*now.revealed.not_scored, *out}
    rows = tuple(id for id in m.order if id not in apart)
    effort = {id: days_of(workspace, m, id) for id in rows}
    committed = m.decided(Kind.COMMIT)
    first = tuple(id for id in rows if id in committed or is_fixed(workspace, id))
    best = None
    if now.revealed.standings:
        points = points_of(now.revealed)
        best = best_set(rows, points, effort, m.to_give_away, m.above_line, first)
    shares = _shares(m, now, rows, effort, first)
    return WhatIfs(
        best,
        _difference(m, best.taken if best else m.above_line),
        shares,
        _difference(m, (*first, *shares.taken) if shares else m.above_line),
    )


def _difference(m: Meeting, taken: Sequence[str]) -> Difference:
    return Difference(
        tuple(id for id in m.order if id in taken and not m.is_above(id)),
        tuple(id for id in m.above_line if id not in taken),
    )


def _shares(
    m: Meeting,
    now: Round,
    rows: Sequence[str],
    effort: dict[str, Days | None],
    first: Sequence[str],
) -> EqualShares | None:
    supports = supported(now)
    if not supports:
        return None
    left = total((m.to_give_away, -total(effort[id] or NOTHING for id in first)))
    rest = [id for id in rows if id not in first]
    departments = None
    if now.rules.one_vote_per_department:
        departments = {p.id: p.department for p in m.people}
    room = max(NOTHING, left)
    return equal_shares(rest, effort, room, supports, departments=departments)


def supported(now: Round) -> dict[str, tuple[str, ...]]:
    """What each voter voted for: what has dots, or what an order names."""
    dots = {who: tuple(id for id, n in pairs if n) for who, pairs in now.ballots.items()}
    orders = {who: tuple(id for band in bands for id in band) for who, bands in now.orders.items()}
    return dots | orders
