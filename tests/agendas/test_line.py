"""Where the line falls: what fits, what is passed over, which ties it cuts."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agendas.agenda import LineRule, TieRule
from agendas.days import Days
from agendas.language import ENGLISH
from agendas.line import (
    DidNotFit,
    Drawn,
    draw_line,
    line_words,
    running_totals,
    taken,
)
from agendas.ranking.ties import TieBroken, TieFacts

SKIP, STOP = LineRule.SKIP, LineRule.STOP
REQUESTS = tuple("ABCDEFGH")

some_days = st.integers(0, 60).map(lambda quarters: Decimal(quarters) / 4)
some_effort = st.fixed_dictionaries(dict.fromkeys(REQUESTS, st.none() | some_days))
some_bands = st.tuples(st.permutations(REQUESTS), st.sets(st.integers(1, 7))).map(
    lambda drawn: _cut_at(drawn[0], drawn[1])
)
rules = st.sampled_from(list(LineRule))


def _cut_at(order: list[str], cuts: set[int]) -> tuple[tuple[str, ...], ...]:
    edges = [0, *sorted(cuts), len(order)]
    return tuple(tuple(order[a:b]) for a, b in pairwise(edges))


def days(**effort: int | None) -> dict[str, Days | None]:
    return {name: None if each is None else Decimal(each) for name, each in effort.items()}


def one_by_one(order: str) -> tuple[tuple[str, ...], ...]:
    return tuple((each,) for each in order)


def test_skip_passes_over_what_does_not_fit_and_says_what_was_left() -> None:
    effort = days(A=8, B=5, C=8, D=3, E=4)
    drawn = draw_line(one_by_one("ABCDE"), effort, Decimal(16), SKIP)
    assert drawn.above == ("A", "B", "D")
    assert drawn.below == ("C", "E")
    assert drawn.did_not_fit == (
        DidNotFit("C", Decimal(8), Decimal(3)),
        DidNotFit("E", Decimal(4), Decimal(0)),
    )
    assert drawn.ties == ()


def test_stop_ends_the_list_at_the_first_that_does_not_fit() -> None:
    effort = days(A=8, B=5, C=8, D=3, E=0)
    drawn = draw_line(one_by_one("ABCDE"), effort, Decimal(16), STOP)
    assert drawn.above == ("A", "B")
    assert drawn.below == ("C", "D", "E")
    assert drawn.did_not_fit == (DidNotFit("C", Decimal(8), Decimal(3)),)


def test_a_request_without_effort_is_below_and_does_not_end_the_list() -> None:
    drawn = draw_line(one_by_one("ABC"), days(A=None, B=2), Decimal(5), STOP)
    assert drawn == Drawn(above=("B",), below=("A", "C"))


def test_a_request_of_no_days_fits_even_when_nothing_is_left() -> None:
    effort = days(law=25, A=0, B=1)
    drawn = draw_line(one_by_one("AB"), effort, Decimal(20), SKIP, first=("law",))
    assert drawn.above == ("law", "A")
    assert drawn.did_not_fit == (DidNotFit("B", Decimal(1), Decimal(0)),)


def test_fixed_date_work_is_taken_out_first_wherever_it_is_ranked() -> None:
    effort = days(A=8, B=5, C=10, D=None)
    drawn = draw_line((("A", "B"), ("C", "D")), effort, Decimal(16), SKIP, first=("C", "D"))
    assert drawn.above == ("C", "B")
    assert drawn.below == ("D", "A")


def test_a_tie_that_the_line_does_not_cut_stays_in_the_given_order() -> None:
    effort = days(A=5, B=1, C=9, D=8)
    drawn = draw_line((("A", "B"), ("C", "D")), effort, Decimal(7), SKIP)
    assert drawn.above == ("A", "B")
    assert drawn.below == ("C", "D")
    assert drawn.ties == ()


def test_a_tie_that_the_line_cuts_goes_to_the_smaller_effort() -> None:
    drawn = draw_line((("A", "B", "C"),), days(A=5, B=3, C=4), Decimal(8), SKIP)
    assert drawn.above == ("B", "C")
    assert drawn.ties == (TieBroken(("A", "B", "C"), TieRule.EFFORT, ("B", "C", "A")),)
    assert drawn.did_not_fit == (DidNotFit("A", Decimal(5), Decimal(1)),)


def test_stop_does_not_end_the_list_inside_a_tie_before_its_rule_was_asked() -> None:
    drawn = draw_line((("A", "B"),), days(A=8, B=2), Decimal(3), STOP)
    assert drawn.above == ("B",)
    assert drawn.ties == (TieBroken(("A", "B"), TieRule.EFFORT, ("B", "A")),)


def test_of_equal_efforts_the_longer_waiting_is_taken_and_both_rules_are_recorded() -> None:
    facts = TieFacts(waiting={"A": 10, "B": 40})
    drawn = draw_line((("A", "B", "C"),), days(A=3, B=3, C=7), Decimal(4), SKIP, facts=facts)
    assert drawn.above == ("B",)
    assert drawn.ties == (
        TieBroken(("A", "B", "C"), TieRule.EFFORT, ("A", "B", "C")),
        TieBroken(("A", "B"), TieRule.WAITING, ("B", "A")),
    )


def test_a_later_rule_is_not_asked_about_what_the_line_no_longer_cuts() -> None:
    facts = TieFacts(waiting={"A": 10, "B": 40})
    drawn = draw_line((("A", "B", "C"),), days(A=3, B=3, C=7), Decimal(6), SKIP, facts=facts)
    assert drawn.above == ("A", "B")
    assert [tie.rule for tie in drawn.ties] == [TieRule.EFFORT]


def test_the_rules_are_asked_in_the_order_of_the_agenda() -> None:
    facts = TieFacts(rules=(TieRule.WAITING, TieRule.EFFORT), waiting={"A": 40, "B": 10})
    drawn = draw_line((("A", "B"),), days(A=4, B=3), Decimal(4), SKIP, facts=facts)
    assert drawn.above == ("A",)
    assert [tie.rule for tie in drawn.ties] == [TieRule.WAITING]


@pytest.mark.parametrize("agenda", [TieFacts().rules, (), (TieRule.PERSON, TieRule.WAITING)])
def test_a_tie_that_is_left_for_a_person_stays_open_until_they_decide(
    agenda: tuple[TieRule, ...],
) -> None:
    effort = days(A=3, B=3, C=3)
    asked = draw_line((("A", "B", "C"),), effort, Decimal(4), SKIP, facts=TieFacts(rules=agenda))
    assert asked.above == ("A",)
    assert asked.ties == (TieBroken(("A", "B", "C"), TieRule.PERSON, ("A", "B", "C"), open=True),)
    decided = TieFacts(rules=agenda, by_hand=("C",))
    drawn = draw_line((("A", "B", "C"),), effort, Decimal(4), SKIP, facts=decided)
    assert drawn.above == ("C",)
    assert drawn.ties == (TieBroken(("A", "B", "C"), TieRule.PERSON, ("C", "A", "B")),)


def test_what_a_person_did_not_name_stays_open_where_the_line_cuts_it() -> None:
    facts = TieFacts(by_hand=("C",))
    drawn = draw_line((("A", "B", "C"),), days(A=3, B=3, C=3), Decimal(6), SKIP, facts=facts)
    assert drawn.above == ("C", "A")
    assert [(tie.requests, tie.open) for tie in drawn.ties] == [
        (("A", "B", "C"), False),
        (("A", "B"), True),
    ]


def test_a_request_without_effort_is_no_part_of_a_tie() -> None:
    drawn = draw_line((("A", "B"),), days(A=None, B=3), Decimal(3), SKIP)
    assert drawn == Drawn(above=("B",), below=("A",))


@given(some_bands, some_effort, some_days, rules)
def test_the_line_never_takes_more_than_there_is_nor_anything_without_effort(
    bands: tuple[tuple[str, ...], ...],
    effort: dict[str, Days | None],
    room: Days,
    rule: LineRule,
) -> None:
    drawn = draw_line(bands, effort, room, rule)
    assert taken(drawn.above, effort) <= room
    assert all(effort[request] is not None for request in drawn.above)
    assert sorted(drawn.above + drawn.below) == sorted(REQUESTS)


@given(some_bands, some_effort, some_days)
def test_nothing_that_skip_leaves_below_would_still_fit(
    bands: tuple[tuple[str, ...], ...], effort: dict[str, Days | None], room: Days
) -> None:
    drawn = draw_line(bands, effort, room, SKIP)
    left = room - taken(drawn.above, effort)
    estimated = {each: effort[each] for each in drawn.below if effort[each] is not None}
    assert all(needs is not None and needs > left for needs in estimated.values())
    assert {row.request for row in drawn.did_not_fit} == set(estimated)
    assert all(row.needs > row.left for row in drawn.did_not_fit)


@given(some_bands, some_effort, some_days)
def test_skip_takes_all_that_stop_takes(
    bands: tuple[tuple[str, ...], ...], effort: dict[str, Days | None], room: Days
) -> None:
    stopped = draw_line(bands, effort, room, STOP)
    assert set(stopped.above) <= set(draw_line(bands, effort, room, SKIP).above)
    assert len(stopped.did_not_fit) <= 1


@given(some_bands, some_effort, some_days, rules)
def test_the_order_inside_a_tie_decides_nothing_while_no_person_is_asked(
    bands: tuple[tuple[str, ...], ...],
    effort: dict[str, Days | None],
    room: Days,
    rule: LineRule,
) -> None:
    drawn = draw_line(bands, effort, room, rule)
    turned = draw_line(tuple(band[::-1] for band in bands), effort, room, rule)
    if not any(tie.open for tie in drawn.ties):
        assert set(turned.above) == set(drawn.above)
    assert [(set(t.requests), t.rule) for t in turned.ties] == [
        (set(t.requests), t.rule) for t in drawn.ties
    ]


@given(some_bands, some_effort, some_days, rules)
def test_ties_are_broken_exactly_where_the_line_cuts_a_band(
    bands: tuple[tuple[str, ...], ...],
    effort: dict[str, Days | None],
    room: Days,
    rule: LineRule,
) -> None:
    drawn = draw_line(bands, effort, room, rule)
    touched = {request for tie in drawn.ties for request in tie.requests}
    for band in bands:
        estimated = {each for each in band if effort[each] is not None}
        cut = bool(estimated & set(drawn.above)) and bool(estimated & set(drawn.below))
        assert bool(estimated & touched) == cut
        if not cut:
            order = drawn.above + drawn.below
            kept = [each for each in band if each in estimated]
            assert sorted(kept, key=order.index) == kept


@given(some_bands, some_effort, some_days, rules)
def test_drawing_the_line_through_its_own_order_changes_nothing(
    bands: tuple[tuple[str, ...], ...],
    effort: dict[str, Days | None],
    room: Days,
    rule: LineRule,
) -> None:
    drawn = draw_line(bands, effort, room, rule)
    again = draw_line(tuple((r,) for r in drawn.above + drawn.below), effort, room, rule)
    assert (again.above, again.below) == (drawn.above, drawn.below)


def test_running_totals_go_down_the_rows_and_leave_out_what_has_no_effort() -> None:
    effort = {"A": Decimal("2.25"), "B": None, "C": Decimal("0.75")}
    assert running_totals(("A", "B", "C"), effort) == (Decimal("2.25"), Decimal("2.25"), Decimal(3))
    assert str(running_totals(("A", "B", "C"), effort)[-1]) == "3"
    assert taken(("A", "C"), effort) == Decimal(3)
    assert running_totals((), {}) == ()


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        ("20", "20 days to give away · 20 taken · line full"),
        ("17", "20 days to give away · 17 taken · 3 left"),
        ("17.75", "20 days to give away · 17.75 taken · 2.25 left"),
        ("23", "20 days to give away · 23 taken · 3 days over"),
        ("21", "20 days to give away · 21 taken · 1 day over"),
    ],
)
def test_the_line_says_in_words_what_is_taken_and_left(gone: str, words: str) -> None:
    assert ENGLISH.say(line_words(Decimal(20), Decimal(gone))) == words
