"""What the record tells of a ranking: all that somebody may ask about, and nothing twice."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from msgspec.structs import replace

from agendas.decisions import Kind
from agendas.language import ENGLISH
from agendas.record import NotFittingRow, Record
from agendas.record_ranking import TieRow
from exports.formats import render


def _markdown(record: Record) -> str:
    return render(record, "markdown", ENGLISH).decode()


def test_what_did_not_fit_is_told_until_nothing_fits_any_more(
    records: dict[str, Callable[[], Record]],
) -> None:
    whole = records["whole"]()
    lefts = {"R-115": "3", "R-107": "2", "R-109": "0", "R-130": "0"}
    rows = tuple(NotFittingRow(id, Decimal(8), Decimal(left)) for id, left in lefts.items())
    told = _markdown(replace(whole, did_not_fit=rows))
    assert "Driver app: needs 8 days, 3 days left." in told
    assert "R-107" in told.partition("Passed over")[2]
    assert "0 days left" not in told.partition("Passed over")[2]
    only = _markdown(replace(whole, did_not_fit=rows[2:]))
    assert only.count("needs 8 days, 0 days left.") == 1


def test_what_nobody_ranked_and_what_one_voice_scored_has_no_row_of_places(
    records: dict[str, Callable[[], Record]],
) -> None:
    whole = records["whole"]()
    order = next(each for each in whole.rounds if each.method == "order")
    score = next(each for each in whole.rounds if each.method == "score")
    gone = order.standings[-1]
    nobody = replace(order, standings=(*order.standings[:-1], replace(gone, supporters=0)))
    told = _markdown(replace(whole, rounds=(nobody, replace(score, voters=1, ballots=()))))
    table = told.partition("Round 2 request by request")[2].partition("Ballots")[0]
    assert f"| {order.standings[0].request} |" in table
    assert f"| {gone.request} |" not in table
    scored = told.partition("Round 3 request by request")[2].partition("Ballots")[0]
    assert "Places" not in scored


def test_a_tie_whose_rows_were_all_decided_is_not_open_any_more(
    records: dict[str, Callable[[], Record]],
) -> None:
    whole, half_way = records["whole"](), records["interim"]()
    decided = tuple(row.request for row in whole.candidates[:2])
    told = _markdown(replace(whole, ties=(TieRow(decided, "", open=True),)))
    assert "no rule broke it; decided one by one." in told
    assert "still open" not in told
    undecided = half_way.of(None)[0].request
    told = _markdown(replace(half_way, ties=(TieRow((decided[1], undecided), "", open=True),)))
    assert f"{decided[1]} and {undecided}: still open." in told


def test_what_was_committed_after_all_was_not_passed_over(
    records: dict[str, Callable[[], Record]],
) -> None:
    whole = records["whole"]()
    committed, later = whole.of(Kind.COMMIT)[0].request, whole.of(Kind.NOT_THIS_MONTH)[0].request
    rows = tuple(NotFittingRow(id, Decimal(8), Decimal(3)) for id in (committed, later))
    told = _markdown(replace(whole, did_not_fit=rows)).partition("Passed over")[2]
    assert told.count("needs 8 days, 3 days left") == 1
    assert later in told.partition("needs 8 days")[0]
