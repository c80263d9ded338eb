"""What each tie rule makes of a tie."""

from __future__ import annotations

from decimal import Decimal

from agendas.agenda import TieRule
from agendas.ranking.ties import TieFacts, parted

EFFORT = {"A": Decimal(5), "B": Decimal(2), "C": None, "D": Decimal("2.00")}


def test_the_smaller_effort_goes_first_and_no_effort_last() -> None:
    parts = parted(("C", "A", "D", "B"), TieRule.EFFORT, EFFORT, TieFacts())
    assert parts == (("D", "B"), ("A",), ("C",))


def test_the_longer_waiting_goes_first_and_what_never_waited_last() -> None:
    facts = TieFacts(waiting={"A": 30, "B": 90, "D": 30})
    parts = parted(("A", "B", "C", "D"), TieRule.WAITING, EFFORT, facts)
    assert parts == (("B",), ("A", "D"), ("C",))


def test_a_person_orders_what_they_name_and_leaves_the_rest_tied_behind() -> None:
    facts = TieFacts(by_hand=("D", "A"))
    parts = parted(("A", "B", "C", "D"), TieRule.PERSON, EFFORT, facts)
    assert parts == (("D",), ("A",), ("B", "C"))


def test_a_rule_that_sees_no_difference_leaves_the_tie_in_the_given_order() -> None:
    for rule in TieRule:
        assert parted(("B", "A"), rule, {}, TieFacts()) == (("B", "A"),)
