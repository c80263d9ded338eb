"""Rows merged, split, or decided many at once (product.md 5.4)."""

from __future__ import annotations

from typing import Any

from agendas.decisions import Kind, Reason
from agendas.meeting.checks import blockers, unexplained
from agendas.meeting.commands.closing import Finalise
from agendas.meeting.commands.course import GoTo
from agendas.meeting.commands.deciding import Commit, IfRoom
from agendas.meeting.commands.history import Undo
from agendas.meeting.commands.merging import Merge, Split
from agendas.meeting.commands.placing import Move
from agendas.meeting.commands.refusing import Back, Not
from agendas.meeting.commands.requests import Fill, Table
from agendas.meeting.commands.sweeping import Block, Defaults, Rest, Unreached
from agendas.meeting.events import Origin


def rows(*places: int) -> tuple[str, ...]:
    return tuple(f"R-{place:03}" for place in places)


# -- merging and splitting at the table --------------------------------------------------------


def test_parts_of_a_split_are_candidates_once_they_are_tabled(small: Any) -> None:
    small.do(Split("R-002", ("first half", "second half")), Table(rows(7, 8)))
    m = small.meeting
    assert m.order == rows(1, 3, 2, 4, 5, 6, 7, 8)
    assert m.above == 2
    assert {m.candidates[id].origin for id in rows(7, 8)} == {Origin.SPLIT}
    assert small.workspace.requests["R-007"].split_from == "R-002"
    small.do(Undo(), Undo())
    assert small.meeting.order == rows(1, 2, 3, 4, 5, 6)
    assert "R-007" not in small.workspace.requests


def test_a_merged_row_is_closed_and_its_key_leads_to_the_survivor(small: Any) -> None:
    small.do(Merge("R-001", "R-005"), Merge("R-005", "R-006"))
    assert small.workspace.survivor("R-001") == "R-006"
    assert "itself" in small.refused(Merge("R-006", "R-001"))
    assert "undo that first" in small.refused(Commit("R-001"))
    assert "closed" in small.refused(Move("R-001", above="R-002"))


# -- sweeps ------------------------------------------------------------------------------------


def test_rest_names_the_row_above_the_line_that_is_not_ready(small: Any) -> None:
    small.do(Fill("R-002", "benefit", ""))
    assert "R-002" in small.refused(Rest())
    assert small.meeting.decisions == {}
    small.do(Back("R-002"), Rest())
    assert small.meeting.undecided == ()


def test_rest_decides_by_the_side_and_leaves_reasons_to_the_next_stage(small: Any) -> None:
    small.do(IfRoom("R-004"), Rest())
    kinds = [small.meeting.decisions[id].kind for id in rows(1, 2, 3, 4, 5, 6)]
    assert kinds == [Kind.COMMIT] * 3 + [Kind.IF_ROOM] + [Kind.NOT_THIS_MONTH] * 2
    assert small.meeting.decisions["R-005"].reason is None
    small.do(Not("R-006", Reason.VAL), Defaults())
    assert small.meeting.decisions["R-005"].reason == Reason.CAP
    assert small.meeting.decisions["R-006"].reason == Reason.VAL
    small.do(Undo())
    assert small.meeting.decisions["R-005"].reason is None


def test_block_sends_back_what_is_not_ready_from_both_sides_of_the_line(small: Any) -> None:
    small.do(
        Fill("R-001", "benefit", ""), Fill("R-002", "problem", ""), Fill("R-006", "effort", "")
    )
    small.do(GoTo("ready"), Block())
    m = small.meeting
    assert m.decided(Kind.BACK) == tuple(id for id in m.order if id in rows(1, 2, 6))
    assert m.above_line == rows(3)
    assert m.decisions["R-006"].reason == Reason.EST
    assert m.decisions["R-001"].missing == ("benefit",)
    assert unexplained(m) == ()


def test_unreached_puts_the_rest_below_the_line_and_asks_for_no_sentence(small: Any) -> None:
    small.do(Commit("R-002"), Unreached())
    m = small.meeting
    assert m.above_line == rows(2)
    assert all(m.decisions[id].reason == Reason.NRC for id in rows(1, 3, 4, 5, 6))
    assert blockers(small.workspace, m) == ()
    small.do(Finalise())


def test_changing_the_reason_of_a_row_sent_back_keeps_who_tells(small: Any) -> None:
    small.do(Back("R-006", Reason.NRD, missing="numbers", from_whom="A. Haddad", teller="P. Costa"))
    small.do(Back("R-006", Reason.EVD))
    decision = small.meeting.decisions["R-006"]
    assert (decision.reason, decision.from_whom, decision.teller, decision.missing) == (
        Reason.EVD, "A. Haddad", "P. Costa", ("numbers",),
    )  # fmt: skip
