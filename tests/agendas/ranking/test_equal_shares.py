"""Equal shares, against a slow one in fractions that follows the rule word by word."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agendas.ranking import equal_shares as module
from agendas.ranking.equal_shares import equal_shares

REQUESTS = "ABCDEF"
Costs = dict[str, Fraction]
Wanted = dict[str, list[str]]

some_costs = st.fixed_dictionaries(
    {each: st.integers(0, 24).map(lambda q: Fraction(q, 4)) for each in REQUESTS}
).map(lambda costs: {each: costs[each] for each in REQUESTS})
some_wishes = st.dictionaries(
    st.sampled_from("uvwxyz"),
    st.lists(st.sampled_from(REQUESTS), unique=True),
    min_size=1,
)


def slowly(costs: Costs, wanted: Wanted, share: Fraction) -> list[str]:
    """What is bought with this share, one at a time, everything looked at every time."""
    purse = dict.fromkeys(wanted, share)
    supporters = {each: [v for v in wanted if each in wanted[v]] for each in costs}
    bought = [each for each in costs if not costs[each] and supporters[each]]
    while True:
        offers = []
        for place, each in enumerate(costs):
            who = supporters[each]
            if each in bought or not who or sum(purse[v] for v in who) < costs[each]:
                continue
            rest, payers = costs[each], sorted(who, key=lambda v: purse[v])
            while purse[payers[0]] < rest / len(payers):
                rest -= purse[payers.pop(0)]
            payment = rest / len(payers)
            offers.append((-costs[each] / payment, costs[each], -len(who), place, each, payment))
        if not offers:
            return bought
        *_key, each, payment = min(offers)
        bought.append(each)
        for voter in supporters[each]:
            purse[voter] -= min(payment, purse[voter])


def completed(costs: Costs, wanted: Wanted, budget: Fraction) -> tuple[list[str], list[str]]:
    if sum(costs.values()) <= budget:
        return list(costs), []
    share = budget / len(wanted)
    bought = slowly(costs, wanted, share)
    some = {each for each in costs if any(each in wishes for wishes in wanted.values())}
    while set(bought) != some:
        share += 1
        more = slowly(costs, wanted, share)
        if sum(costs[each] for each in more) > budget:
            break
        bought = more
    left = budget - sum(costs[each] for each in bought)
    votes = {each: sum(each in wishes for wishes in wanted.values()) for each in costs}
    filled = []
    for each in sorted(set(costs) - set(bought), key=lambda e: (-votes[e], costs[e], e)):
        if costs[each] <= left:
            filled.append(each)
            left -= costs[each]
    return bought, filled


@settings(max_examples=80)
@given(some_costs, some_wishes, st.integers(0, 60))
def test_it_buys_what_the_rule_says_word_by_word(
    costs: Costs, wanted: Wanted, quarters: int
) -> None:
    budget = Fraction(quarters, 4)
    found = equal_shares(REQUESTS, costs, budget, wanted)
    assert found is not None
    bought, filled = completed(costs, wanted, budget)
    assert (list(found.taken), list(found.by_filling)) == (bought + filled, filled)
    assert found.left == budget - sum(costs[each] for each in found.taken) >= 0


@settings(max_examples=30)
@given(some_costs, some_wishes, st.integers(1, 40))
def test_other_names_for_voters_and_another_order_of_them_change_nothing(
    costs: Costs, wanted: Wanted, budget: int
) -> None:
    other = {f"{voter}!": wishes[::-1] for voter, wishes in reversed(wanted.items())}
    assert equal_shares(REQUESTS, costs, budget, wanted) == equal_shares(
        REQUESTS, costs, budget, other
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.fixed_dictionaries({each: st.integers(0, 3000) for each in "ABCDE"}),
    some_wishes,
    st.integers(1, 6000),
)
def test_steps_that_change_nothing_may_be_passed_over(
    monkeypatch: pytest.MonkeyPatch, costs: dict[str, int], wanted: Wanted, budget: int
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0)
    jumping = equal_shares("ABCDE", costs, budget, wanted)
    monkeypatch.setattr(module, "PATIENCE", 10**9)
    assert jumping == equal_shares("ABCDE", costs, budget, wanted)


def test_millions_in_the_hands_of_few_are_shared_at_once() -> None:
    wanted = {"x": ["A"], "y": ["B"], "z": ["B", "C"]}
    costs = {"A": 700_000_000, "B": 450_000_000, "C": 400_000_001}
    found = equal_shares("ABC", costs, 1_200_000_000, wanted)
    assert found is not None
    # B for 225 million each; C needs 625,000,001 then, A 700 million; A fits beside B, not C.
    assert (found.taken, found.by_filling) == (("B", "C"), ())
    assert found.raised == 299_999_999


def test_if_everything_fits_everything_is_taken() -> None:
    found = equal_shares("ABC", {"A": 1, "B": 2, "C": 3}, 6, {"x": ["A"]})
    assert found is not None
    assert (found.taken, found.by_filling, found.left) == (("A", "B", "C"), (), 0)


def test_who_has_spent_counts_less_for_the_next_one() -> None:
    # Three pay for A with all that they have, so that the two others get their C.
    wanted = {"1": ["A", "B"], "2": ["A", "B"], "3": ["A", "B"], "4": ["C"], "5": ["C"]}
    found = equal_shares("ABC", {"A": 6, "B": 7, "C": 4}, 10, wanted)
    assert found is not None
    assert (found.taken, found.by_filling) == (("A", "C"), ())


def test_what_only_fills_the_rest_is_said() -> None:
    found = equal_shares("AB", {"A": 8, "B": 3}, 9, {"1": ["A"], "2": ["A"], "3": ["B"]})
    assert found is not None
    assert (found.taken, found.by_filling, found.left) == (("B",), (), 6)
    more = equal_shares("AB", {"A": 7, "B": 7}, 9, {"1": ["A"], "2": ["B"], "3": []})
    assert more is not None
    assert (more.taken, more.by_filling) == (("A",), ("A",))


def test_a_ballot_cast_often_is_so_many_voters_and_a_department_is_one() -> None:
    effort = {"A": 6, "B": 6}
    five = equal_shares("AB", effort, 6, {"x": ["A"], "y": ["B"]}, {"y": 5})
    assert five is not None
    assert five.taken == ("B",)
    sales = {"1": "Sales", "2": "Sales", "3": "HR", "4": "IT"}
    wanted = {"1": ["B"], "2": ["B"], "3": ["A"], "4": ["A"]}
    assert (one := equal_shares("AB", effort, 6, wanted, departments=sales))
    assert one.taken == ("A",)
    assert one.share == 2 + one.raised


def test_without_estimate_nothing_comes_in_and_without_voters_nobody_has_a_share() -> None:
    assert equal_shares("A", {"A": 1}, 5, {}) is None
    found = equal_shares("AB", {"A": None, "B": 2}, 5, {"x": ["A"]})
    assert found is not None
    assert found.taken == ("B",)
