"""Ranking by order and by score in a meeting: ballots, rules, secrecy, the reveal."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from msgspec.structs import replace

from agendas.agenda import Counting, Method, OrderRule, ScoreColumn, ScoreRule
from agendas.meeting import events as e
from agendas.meeting.commands.history import Undo
from agendas.meeting.commands.placing import SetCapacity
from agendas.meeting.commands.requests import Fill
from agendas.meeting.commands.roll_call import Leave, Present, StandIn
from agendas.meeting.commands.scoring import Score
from agendas.meeting.commands.sweeping import Rest
from agendas.meeting.commands.voting import Abstain, Ballot, ChooseMethod, OpenRound, Reveal
from agendas.meeting.folding import fold
from agendas.meeting.meeting import BUSINESS
from agendas.meeting.public_view import PublicView
from agendas.ranking.score import Preset
from agendas.recording import record_of


def with_ranking(agenda: Any, **values: Any) -> Any:
    return replace(agenda, ranking=replace(agenda.ranking, **values))


@pytest.fixture
def order(agenda: Any, new_small: Any) -> Any:
    """Six candidates a to f of 3, 4, 5, 2, 3 and 4 days, 12 days to give away, by order."""
    return new_small(with_ranking(agenda, method=Method.ORDER), line=False)


@pytest.fixture
def score(agenda: Any, new_small: Any) -> Any:
    """The same by a weighted score; IT fills the risk."""
    rule = ScoreRule(
        Preset.WEIGHTED,
        columns=(ScoreColumn("benefit", "3"), ScoreColumn("risk", "1/2")),
        by_it=("risk",),
    )
    return new_small(with_ranking(agenda, method=Method.SCORE, score=rule), line=False)


def standings(desk: Any) -> dict[str, e.Standing]:
    return {each.request: each for each in desk.meeting.revealed.standings}


# -- order -------------------------------------------------------------------------------------


def test_an_order_is_counted_by_borda_with_head_to_head_and_schulze_beside_it(order: Any) -> None:
    order.do(Ballot("meier", "ca(bd)ef"), Ballot("haddad", "c a"), Ballot("novak", "fedcba"))
    order.do(Reveal())
    shown = order.meeting.revealed
    assert shown.bands[0] == ("R-003",)
    # 5 + 5 + 2 points, exact where places are shared
    assert standings(order)["R-003"].points == "12"
    assert standings(order)["R-002"].points == str(Fraction(5, 2) + Fraction(3, 2) + 1)
    assert (standings(order)["R-003"].wins, standings(order)["R-003"].losses) == (5, 0)
    assert (standings(order)["R-003"].best, standings(order)["R-003"].worst) == ("1", "4")
    assert shown.other[0] == ("R-003",)
    assert shown.voters == 3
    assert dict(shown.orders)["haddad"] == (("R-003",), ("R-001",))
    assert Fraction(shown.mean_correlation) < Fraction(1, 2)


def test_schulze_counts_where_the_agenda_or_the_meeting_says_so(
    agenda: Any, new_small: Any
) -> None:
    rule = OrderRule(3, Counting.SCHULZE)
    desk = new_small(with_ranking(agenda, method=Method.ORDER, order=rule), line=False)
    assert "4 are ranked, 3 allowed" in desk.refused(Ballot("meier", "abcd"))
    desk.do(Ballot("meier", "cba"), Reveal())
    assert desk.meeting.round.rules.counting == "schulze"
    assert desk.meeting.revealed.other == desk.meeting.revealed.bands
    desk.do(OpenRound(), ChooseMethod("order", "borda"), Ballot("meier", "abc"), Reveal())
    assert desk.meeting.round.rules.counting == "borda"
    assert [r.counting for r in record_of(desk.workspace, desk.meeting).rounds] == [
        "schulze",
        "borda",
    ]


def test_a_ballot_is_entered_again_until_the_reveal_and_a_dash_abstains(order: Any) -> None:
    order.do(Ballot("meier", "abc"), Ballot("meier", "fed"), Ballot("haddad", "a"))
    order.do(Ballot("haddad", "-"))
    now = order.meeting.round
    assert now.orders == {"meier": (("R-006",), ("R-005",), ("R-004",))}
    assert now.abstained == {"haddad"}
    order.do(Ballot("haddad", "a"), Abstain("meier"))
    assert set(order.meeting.round.orders) == {"haddad"}
    assert order.meeting.round.handed_in == {"meier", "haddad"}
    order.do(Reveal())
    assert "new round" in order.refused(Ballot("meier", "abc"))


def test_who_leaves_keeps_the_ballot_and_who_comes_late_votes_from_then_on(order: Any) -> None:
    order.do(Ballot("sato", "abc"), Leave(("sato", "novak")))
    assert "is not in the room" in order.refused(Ballot("novak", "abc"))
    order.do(Present(("novak",)), Ballot("novak", "cba"), Reveal())
    assert order.meeting.revealed.voters == 2


def test_before_the_reveal_the_room_sees_who_has_handed_in_and_nothing_else(order: Any) -> None:
    order.do(Ballot("meier", "fed"))
    shown = PublicView(order.workspace, order.meeting).meeting
    assert shown.round.handed_in == {"meier"}
    assert shown.round.orders == {"meier": ()}
    assert "R-006" not in str(shown.round.orders)


def test_a_department_has_one_vote_where_the_agenda_says_so(agenda: Any, new_small: Any) -> None:
    people = tuple(
        replace(p, department="Sales") if p.votes and p.id != "meier" else p for p in agenda.people
    )
    fair = replace(
        with_ranking(agenda, method=Method.ORDER, one_vote_per_department=True), people=people
    )
    desk = new_small(fair, line=False)
    desk.do(Ballot("meier", "abcdef"), Ballot("haddad", "fedcba"), Ballot("novak", "fedcba"))
    desk.do(Reveal())
    assert {each.points for each in desk.meeting.revealed.standings} == {"5"}
    assert desk.meeting.round.rules.one_vote_per_department


def test_undo_takes_ballots_back_and_stops_at_the_reveal(order: Any) -> None:
    order.do(Ballot("meier", "abc"), Ballot("meier", "fed"), Undo())
    assert order.meeting.round.orders == {"meier": (("R-001",), ("R-002",), ("R-003",))}
    order.do(Reveal())
    assert "cannot" in order.refused(Undo()) or "reveal" in order.refused(Undo())


# -- score -------------------------------------------------------------------------------------


def test_a_score_is_filled_column_by_column_and_is_the_mean_of_those_who_rate(score: Any) -> None:
    score.do(Score("benefit", "Meier", "58.130"), Score("ben", "haddad", "6.2130"))
    score.do(Score("risk", "it", "123456"), Reveal())
    found = standings(score)
    assert found["R-001"].points == str(3 * Fraction(11, 2) + Fraction(1, 2))
    assert dict(found["R-001"].columns) == {"benefit": "11/2", "risk": "1"}
    assert dict(found["R-003"].columns)["benefit"] == "2"
    assert score.meeting.order[0] == "R-002"
    assert not score.meeting.revealed.not_scored


def test_in_a_later_round_a_column_is_still_typed_in_the_order_of_the_letters(score: Any) -> None:
    score.do(Score("benefit", "business", "123456"), Score("risk", "it", "111111"), Reveal())
    assert score.meeting.order[0] == "R-006"
    score.do(OpenRound())
    assert "(a to f)" in score.refused(Score("benefit", "business", "12345"))
    score.do(Score("benefit", "business", "654321"), Score("risk", "it", "111111"), Reveal())
    assert dict(standings(score)["R-001"].columns)["benefit"] == "6"
    assert dict(standings(score)["R-006"].columns)["benefit"] == "1"


def test_it_fills_its_columns_without_being_counted_as_a_voter(score: Any) -> None:
    score.do(Score("benefit", "meier", "123456"), Score("risk", "it", "111111"), Reveal())
    assert score.meeting.revealed.voters == 1
    assert standings(score)["R-001"].supporters == 1


def test_what_has_an_empty_column_stands_apart_and_never_above_the_line(score: Any) -> None:
    score.do(Score("benefit", "business", "98765."), Score("risk", "it", "111111"), Reveal())
    shown = score.meeting.revealed
    assert shown.not_scored == ("R-006",)
    assert score.meeting.rank_of("R-006") is None
    assert not score.meeting.is_above("R-006")
    assert score.meeting.order[-1] == "R-006"


def test_the_business_rates_benefit_and_it_only_its_own(score: Any) -> None:
    assert "only IT fills this column" in score.refused(Score("risk", "meier", "123456"))
    assert "only IT fills" in score.refused(Score("risk", "business", "123456"))
    assert "the business's" in score.refused(Score("benefit", "it", "123456"))
    assert "the business's" in score.refused(Score("benefit", "okafor", "123456"))
    assert "is no column" in score.refused(Score("price", "meier", "123456"))
    assert "has no vote" in score.refused(Score("benefit", "lind", "123456"))
    assert "score COLUMN NAME" in score.refused(Ballot("meier", "abc"))
    score.do(Leave(("okafor",)))
    assert "name a stand-in" in score.refused(Score("risk", "it", "123456"))
    score.do(StandIn("T. Admin"), Score("risk", "it", "123456"))
    assert score.meeting.round.raters("risk") == ("it",)


def test_it_gives_effort_in_days_and_nobody_else(agenda: Any, new_small: Any) -> None:
    desk = new_small(with_ranking(agenda, method=Method.SCORE), line=False)
    assert "only IT" in desk.refused(Score("effort", "meier", "1 2 3 4 5 6"))
    desk.do(Score("effort", "it", "1 0.5 . 4 5 6"))
    requests = desk.workspace.requests
    assert [str(requests[f"R-00{n}"].days) for n in (1, 2, 3)] == ["1", "0.5", "5"]
    assert requests["R-001"].effort.by == "M. Okafor"
    desk.do(Fill("R-004", "effort", ""))
    for column in ("business_value", "time_criticality", "risk_reduction"):
        desk.do(Score(column, "business", "555555"))
    desk.do(Reveal())
    assert desk.meeting.revealed.no_estimate == ("R-004",)
    assert standings(desk)["R-002"].points == "30"


def test_a_column_that_is_filled_again_replaces_what_was_there(score: Any) -> None:
    score.do(Score("benefit", "meier", "111111"), Score("benefit", "meier", "222222"))
    assert [name for name, _given in score.meeting.round.ratings["meier"]] == ["benefit"]
    assert score.meeting.round.handed_in == {"meier"}
    score.do(Score("benefit", "business", "333333"))
    assert score.meeting.round.raters("benefit") == ("meier", BUSINESS)


# -- the method --------------------------------------------------------------------------------


def test_the_method_is_changed_before_a_round_and_not_after_a_ballot(small: Any) -> None:
    assert "no columns with weights" in small.refused(ChooseMethod("score", "weighted"))
    assert "counted by borda or schulze" in small.refused(ChooseMethod("order", "kemeny"))
    assert "one way only" in small.refused(ChooseMethod("dots", "twice"))
    small.do(ChooseMethod("score", "rice"), ChooseMethod("order"))
    assert "already" in small.refused(ChooseMethod("order", "borda"))
    small.do(Ballot("meier", "abc"))
    assert "ballots are handed in" in small.refused(ChooseMethod("dots"))


def test_a_log_with_every_method_folds_alike_one_by_one_and_at_once(score: Any) -> None:
    score.do(Score("benefit", "meier", "123456"), Score("risk", "it", "111111"), Reveal())
    score.do(OpenRound(), ChooseMethod("order"), Ballot("meier", "abc"), Abstain("novak"), Reveal())
    score.do(OpenRound(), ChooseMethod("dots"), Ballot("meier", "aab"), Undo())
    entries = [(entry, f"seal {entry.number}") for entry in score.entries]
    assert fold(entries) == score.workspace


# -- discuss these -----------------------------------------------------------------------------


def test_the_reveal_says_what_to_discuss_and_the_rest_is_decided_in_one_block(order: Any) -> None:
    for who in ("meier", "haddad", "novak", "sato"):
        order.do(Ballot(who, "abcdef"))
    order.do(Reveal())
    m = order.meeting
    assert 3 <= len(m.discuss) <= 6
    assert set(m.drawn.edges) <= set(m.discuss)
    assert set(m.by_rank) == set(m.order) - set(m.discuss)
    order.do(Rest("undisputed"))
    assert set(order.meeting.undecided) == set(m.discuss)
    assert "to be discussed" in order.refused(Rest("undisputed"))
    order.do(Rest())
    assert order.meeting.undecided == ()


def test_without_a_line_only_what_is_split_is_to_be_discussed(agenda: Any, new_desk: Any) -> None:
    desk = new_desk(agenda, 9)
    desk.open()
    desk.do(Present(), ChooseMethod("order"))
    for who in ("meier", "haddad"):
        desk.do(Ballot(who, "abcdefghi"))
    desk.do(Ballot("novak", "ihgfedcba"), Ballot("sato", "ihgfedcba"), Reveal())
    m = desk.meeting
    assert m.above is None
    assert m.discuss
    assert all(standings(desk)[id].split for id in m.discuss)
    desk.do(SetCapacity(12))
    assert desk.meeting.drawn.discuss == desk.meeting.discuss


def test_relabelling_requests_and_voters_changes_no_result(order: Any, new_small: Any) -> None:
    other = new_small(order.agenda, line=False)
    for who, text in (("meier", "ca(bd)e"), ("haddad", "fa"), ("novak", "bcd")):
        order.do(Ballot(who, text))
    for who, text in (("novak", "ca(bd)e"), ("meier", "fa"), ("haddad", "bcd")):
        other.do(Ballot(who, text))
    order.do(Reveal())
    other.do(Reveal())
    one, two = order.meeting.revealed, other.meeting.revealed
    assert (one.bands, one.standings, one.kendall_w, one.discuss) == (
        two.bands,
        two.standings,
        two.kendall_w,
        two.discuss,
    )
