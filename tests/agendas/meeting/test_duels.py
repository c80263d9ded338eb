"""Duels around the line: pairs by show of hands, and only these rows are placed anew."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest

from agendas.meeting.checks import unexplained
from agendas.meeting.commands.course import GoTo
from agendas.meeting.commands.deciding import Commit
from agendas.meeting.commands.duelling import Duel, Wins
from agendas.meeting.commands.history import Undo
from agendas.meeting.commands.placing import Move, SetCapacity
from agendas.meeting.commands.voting import Ballot, OpenRound, Reveal
from agendas.recording import record_of


@pytest.fixture
def ranked(small: Any) -> Any:
    """Six candidates; the ranking is a, b, c, then d to f tied; a, b and c are above the line."""
    small.do(GoTo("rank"), Ballot("meier", "aabbc"), Ballot("haddad", "aab"), Reveal())
    return small


def duel_all(desk: Any, *ids: str, first: int = 2, second: int = 1) -> None:
    for one, other in combinations(ids, 2):
        desk.do(Wins(one, other, first, second))


def test_duels_place_only_their_rows_on_the_places_that_they_had(ranked: Any) -> None:
    before = ranked.meeting.order
    named = (before[1], before[2], before[3])
    ranked.do(Duel(named))
    duel_all(ranked, *named, first=1, second=3)
    m = ranked.meeting
    assert m.order == (before[0], before[3], before[2], before[1], *before[4:])
    assert m.above == 3
    assert m.duels[-1].decided.wins == ((before[1], "0"), (before[2], "1"), (before[3], "2"))
    assert unexplained(m) == ()
    assert m.rank_of(before[1]) == 2


def test_equal_wins_are_parted_by_the_tie_rule_and_the_record_says_so(ranked: Any) -> None:
    one, other = ranked.meeting.order[2:4]
    ranked.do(Duel((one, other)), Wins(one, other, 2, 2))
    decided = ranked.meeting.duels[-1].decided
    assert decided.ties[0].rule == "effort"
    days = {id: ranked.workspace.requests[id].days for id in (one, other)}
    assert decided.order == tuple(sorted((one, other), key=days.__getitem__))
    row = record_of(ranked.workspace, ranked.meeting).duels[0]
    assert (row.hands[0].for_one, row.hands[0].for_other, row.order) == (2, 2, decided.order)
    assert row.ties[0].rule == "effort"


def test_a_pair_is_counted_again_and_the_last_count_stands(ranked: Any) -> None:
    one, other = ranked.meeting.order[2:4]
    ranked.do(Duel((one, other)), Wins(one, other, 1, 3), Wins(other, one, 1, 3))
    assert ranked.meeting.duels[-1].hands == ((other, one, 1, 3),)
    assert ranked.meeting.order[2:4] == (one, other)
    ranked.do(Undo())
    assert ranked.meeting.order[2:4] == (other, one)


def test_without_names_what_is_to_be_discussed_is_duelled(ranked: Any) -> None:
    ranked.do(Duel())
    assert ranked.meeting.duels[-1].requests == ranked.meeting.discuss


def test_a_row_that_was_moved_by_hand_stands_where_the_duel_puts_it(ranked: Any) -> None:
    one, other = ranked.meeting.order[2:4]
    ranked.do(Move(one, "down"))
    assert unexplained(ranked.meeting) == (one,)
    ranked.do(Duel((one, other)), Wins(one, other, 1, 3))
    assert unexplained(ranked.meeting) == ()


def test_impossible_duels_are_refused_in_words(ranked: Any, new_small: Any) -> None:
    a, b, c = ranked.meeting.order[:3]
    assert "no duels are open" in ranked.refused(Wins(a, b, 1, 2))
    assert "for 2 to 6 requests, not 1" in ranked.refused(Duel((a,)))
    assert "not on the table" in ranked.refused(Duel((a, "R-900")))
    ranked.do(Duel((a, b)))
    assert f"between {a} and {b}" in ranked.refused(Wins(a, c, 1, 2))
    assert "7 hands, and 6 are in the room who vote" in ranked.refused(Wins(a, b, 4, 3))
    assert "counted from 0" in ranked.refused(Wins(a, b, -1, 3))
    ranked.do(GoTo("line"), Commit(a))
    assert "decided already" in ranked.refused(Wins(a, b, 1, 2))
    assert "decided already" in ranked.refused(Duel((a, c)))
    assert "around the line" in new_small(line=False).refused(Duel((a, b)))


def test_duels_stay_in_the_record_when_a_new_round_is_voted(ranked: Any) -> None:
    one, other = ranked.meeting.order[2:4]
    ranked.do(Duel((one, other)), Wins(one, other, 1, 3), OpenRound(), Ballot("meier", "abc"))
    ranked.do(Reveal())
    assert ranked.meeting.order[:3] == ("R-001", "R-002", "R-003")
    assert "no duels are open" in ranked.refused(Wins(one, other, 1, 3))
    assert len(record_of(ranked.workspace, ranked.meeting).duels) == 1


def test_another_capacity_does_not_undo_what_the_hands_decided(ranked: Any) -> None:
    one, other = ranked.meeting.order[2:4]
    ranked.do(Duel((one, other)), Wins(one, other, 1, 3))
    order = ranked.meeting.order
    ranked.do(SetCapacity(Decimal(30)))
    assert ranked.meeting.order == order
