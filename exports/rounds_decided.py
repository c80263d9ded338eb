"""How the rounds went: the order in bands, the ballots, how far they agree; and the duels."""

from __future__ import annotations

from fractions import Fraction

from agendas.language import Argument, Message, _, _n, listed
from agendas.ranking.agreement import Agreement, agreement_words
from agendas.ranking.exact import shown
from agendas.record_ranking import DuelsRow, RoundRow, StandingRow
from exports.document import (
    Block,
    Bullets,
    Column,
    Paragraph,
    Table,
    Text,
    amount,
    bullets,
    some,
)
from exports.words import COUNTINGS, ids


def round_blocks(round: RoundRow) -> tuple[Block, ...]:
    """One round: what it came to, then the ballots where they may be shown."""
    points = {standing.request: standing for standing in round.standings}
    place, rows = 1, []
    for band in round.bands:
        known = next((points[id] for id in band if id in points), None)
        rows.append((amount(place), _number(known.points) if known else "", ids(band)))
        place += len(band)
    return some(
        Table(
            _caption(round),
            (
                Column(_("Place"), "number"),
                Column(_("Points"), "number"),
                Column(_("Requests, alike where there are several")),
            ),
            tuple(rows),
        )
        if rows
        else Paragraph(_caption(round)),
        bullets(list(_said(round))),
        _places(round),
        _ballots(round),
        _orders(round),
        _ratings(round),
    )


def _number(points: str) -> Text:
    return amount(shown(Fraction(points)))


def _caption(round: RoundRow) -> Message:
    if round.method == "dots":
        return _n(
            "Round {number}: {n} voter, {dots} dots each, at most {at_most} on one request",
            "Round {number}: {n} voters, {dots} dots each, at most {at_most} on one request",
            round.voters,
            number=round.number,
            dots=round.dots,
            at_most=round.at_most,
        )
    counting = COUNTINGS.get(round.counting)
    if counting is None:
        return _("Round {number}", number=round.number)
    return _n(
        "Round {number}: {n} voter, {counting}",
        "Round {number}: {n} voters, {counting}",
        round.voters,
        number=round.number,
        counting=counting,
    )


def _said(round: RoundRow) -> list[Text]:
    said: list[Text] = []
    split = [standing.request for standing in round.standings if standing.split]
    if split:
        said.append(_("The voters were split about {requests}.", requests=listed(split)))
    if round.abstained:
        said.append(_("Abstained: {names}.", names=listed(round.abstained)))
    said += _rules(round)
    if round.mean_correlation:
        mean = Fraction(round.mean_correlation)
        found = Agreement(Fraction(round.kendall_w), mean)
        said.append(
            _(
                "How far the ballots agree: {words} (mean rank correlation {mean}).",
                words=agreement_words(found),
                mean=shown(mean),
            )
        )
    if round.no_estimate:
        said.append(_("No estimate, so no score: {requests}.", requests=listed(round.no_estimate)))
    if round.not_scored:
        said.append(_("A column is empty: {requests}.", requests=listed(round.not_scored)))
    if round.other:
        bands = _order(round.other)
        if round.counting == "schulze":
            said.append(_("By Borda's points the order is {order}.", order=bands))
        else:
            said.append(_("After Schulze the order is {order}.", order=bands))
    return said


def _rules(round: RoundRow) -> list[Text]:
    said: list[Text] = []
    if round.top:
        said.append(_("Each voter ranks at most {n}.", n=round.top))
    if round.columns:
        columns = listed(
            _("{weight} × {column}", weight=_weight(column.weight), column=_column(column.name))
            if column.weight != "1"
            else _column(column.name)
            for column in round.columns
        )
        said.append(_formula(round, columns))
        only = [_column(column.name) for column in round.columns if column.by_it]
        if only:
            said.append(_("Filled by IT: {columns}.", columns=listed(only)))
    if round.one_vote_per_department:
        said.append(_("Each department has one vote."))
    if round.secret_always:
        said.append(_("The ballots are secret and were not stored."))
    return said


def _weight(weight: str) -> Argument:
    return shown(Fraction(weight))


def _column(name: str) -> str:
    return name.replace("_", " ")


def _formula(round: RoundRow, columns: Argument) -> Message:
    match round.combine or "sum", round.per_effort:
        case "sum", False:
            return _("The score is the sum of {columns}.", columns=columns)
        case "sum", True:
            return _("The score is the sum of {columns}, divided by the effort.", columns=columns)
        case "product", False:
            return _("The score is the product of {columns}.", columns=columns)
        case "product", True:
            return _(
                "The score is the product of {columns}, divided by the effort.", columns=columns
            )
        case _:
            return _("The score is the mean of {columns}.", columns=columns)


def _order(bands: tuple[tuple[str, ...], ...]) -> str:
    """Ids best first; what is tied stands in brackets."""
    return ", ".join(band[0] if len(band) == 1 else f"({', '.join(band)})" for band in bands)


def _places(round: RoundRow) -> Table | None:
    """Head to head, spread and columns: only what the dots do not say themselves."""
    if round.method not in ("order", "score") or not round.standings:
        return None
    ranked = round.method == "order"
    in_order = {id: place for place, band in enumerate(round.bands) for id in band}
    # What nobody ranked is last and tied, and stands so in the order above.
    told = [row for row in round.standings if row.supporters or not ranked]
    rows = sorted(told, key=lambda row: in_order.get(row.request, 0))
    spread = round.voters > 1
    heads = [Column(_("Request"), "id")]
    if ranked:
        heads.append(Column(_("Beats"), "number"))
    heads += [Column(_("{column}", column=_column(c.name)), "number") for c in round.columns]
    if spread:
        heads.append(Column(_("Places: best, middle, worst")))
    return Table(
        _("Round {number} request by request", number=round.number),
        tuple(heads),
        tuple(_place_row(round, row, ranked, spread) for row in rows),
    )


def _place_row(round: RoundRow, row: StandingRow, ranked: bool, spread: bool) -> tuple[Text, ...]:
    cells: list[Text] = [row.request]
    if ranked:
        all_others = row.wins + row.losses + row.ties
        cells.append(_("{wins} of {all}", wins=row.wins, all=all_others))
    got = dict(row.columns)
    cells += [_number(got[c.name]) if c.name in got else "" for c in round.columns]
    if not spread:
        return tuple(cells)
    places: Text = ""
    if row.best:
        places = _(
            "{best}, {median}, {worst}",
            best=shown(Fraction(row.best)),
            median=shown(Fraction(row.median)),
            worst=shown(Fraction(row.worst)),
        )
    return (*cells, places)


def _ballots(round: RoundRow) -> Table | None:
    if not round.ballots:
        return None
    return Table(
        _("Ballots of round {number}", number=round.number),
        (Column(_("Voter"), "name"), Column(_("Dots"))),
        tuple(
            (
                ballot.voter,
                _(
                    "{dots}",
                    dots=listed(_("{id} ×{n}", id=id, n=dots) for id, dots in ballot.dots),
                ),
            )
            for ballot in round.ballots
        ),
    )


def _orders(round: RoundRow) -> Table | None:
    if not round.orders:
        return None
    return Table(
        _("Ballots of round {number}", number=round.number),
        (Column(_("Voter"), "name"), Column(_("Order, best first; ties in brackets"))),
        tuple((row.voter, _order(row.order)) for row in round.orders),
    )


def _ratings(round: RoundRow) -> Table | None:
    if not round.ratings:
        return None
    return Table(
        _("Ballots of round {number}", number=round.number),
        (Column(_("Voter"), "name"), Column(_("Column")), Column(_("Values"))),
        tuple(
            (
                _("the business") if row.voter == "business" else row.voter,
                _column(row.column),
                _(
                    "{values}",
                    values=listed(_("{id} {n}", id=id, n=value) for id, value in row.scores),
                ),
            )
            for row in round.ratings
        ),
    )


def duel_bullets(duels: tuple[DuelsRow, ...]) -> Bullets | None:
    """Each pair with its hands, and where the rows stand after it."""
    said: list[Text] = []
    for each in duels:
        said += [
            _("{one} {mine}, {other} {theirs}", one=pair.one, mine=pair.for_one, other=pair.other,
              theirs=pair.for_other)
            for pair in each.hands
        ]  # fmt: skip
        if each.order:
            said.append(_("The order of these is {requests}.", requests=listed(each.order)))
        else:
            said.append(
                _("Not all pairs of {requests} were asked.", requests=listed(each.requests))
            )
    return bullets(said, _("Duels around the line, by show of hands:"))
