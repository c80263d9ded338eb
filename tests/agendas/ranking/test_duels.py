"""Duels: each pair once, wins, then the tie rules."""

from __future__ import annotations

from decimal import Decimal

from agendas.agenda import TieRule
from agendas.language import ENGLISH, Message
from agendas.ranking.duels import duels_of, order_by_duels, rank_by_duels
from agendas.ranking.ties import TieBroken, TieFacts


def test_six_requests_are_fifteen_pairs_and_seven_are_refused() -> None:
    pairs = duels_of("ABCDEF")
    assert not isinstance(pairs, Message)
    assert len({frozenset(pair) for pair in pairs}) == len(pairs) == 15
    for wrong, word in (("ABCDEFG", "not 7"), ("A", "not 1"), ("AAB", "twice")):
        refused = duels_of(wrong)
        assert isinstance(refused, Message)
        assert word in ENGLISH.say(refused)


def test_wins_count_and_equal_hands_are_half_a_win_for_each() -> None:
    hands = {("A", "B"): (5, 3), ("A", "C"): (2, 6), ("B", "C"): (4, 4), ("A", "gone"): (8, 0)}
    ranked = rank_by_duels("ABC", hands)
    assert [(band.points, band.requests) for band in ranked.bands] == [
        ("3/2", ("C",)), ("1", ("A",)), ("1/2", ("B",)),
    ]  # fmt: skip
    assert dict(ranked.supporters) == {"A": 7, "B": 7, "C": 10}


def test_a_circle_of_wins_goes_to_the_tie_rules_and_says_which() -> None:
    ranked = rank_by_duels("ABC", {("A", "B"): (5, 3), ("B", "C"): (5, 3), ("A", "C"): (3, 5)})
    effort = {"A": Decimal(5), "B": Decimal(2), "C": Decimal(5)}
    facts = TieFacts(waiting={"A": 1, "C": 3})
    order, ties = order_by_duels(ranked, effort, facts)
    assert order == ("B", "C", "A")
    assert ties == (
        TieBroken(("A", "B", "C"), TieRule.EFFORT, ("B", "A", "C")),
        TieBroken(("A", "C"), TieRule.WAITING, ("C", "A")),
    )


def test_what_no_rule_takes_apart_is_left_to_a_person() -> None:
    order, ties = order_by_duels(rank_by_duels("AB", {}), {}, TieFacts())
    assert order == ("A", "B")
    assert ties == (TieBroken(("A", "B"), TieRule.PERSON, ("A", "B"), open=True),)
