"""The fairness check in a meeting: shares over past months, the named swap, keep; and what-ifs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from msgspec.structs import replace

from agendas.agenda import FairnessRule
from agendas.meeting import events as e
from agendas.meeting.checks import unexplained
from agendas.meeting.commands.balancing import Keep, SwapRows
from agendas.meeting.commands.closing import Finalise
from agendas.meeting.commands.course import GoTo
from agendas.meeting.commands.deciding import Commit
from agendas.meeting.commands.history import Undo
from agendas.meeting.commands.placing import Move, SetCapacity
from agendas.meeting.commands.requests import Fill
from agendas.meeting.commands.roll_call import Present
from agendas.meeting.commands.sweeping import Unreached
from agendas.meeting.commands.voting import Ballot, Reveal
from agendas.meeting.fairness_check import fairness_check
from agendas.meeting.public_view import PublicView
from agendas.meeting.what_ifs import what_ifs
from agendas.recording import record_of


@pytest.fixture
def hungry(small: Any) -> Any:
    """The third month: Finance (R-006) asked in each, and never got anything."""
    for n, department in ((3, "Operations"), (4, "Service"), (5, "Operations")):
        small.do(Fill(f"R-00{n}", "department", department))
    for on in (date(2026, 12, 1), date(2027, 1, 5)):
        small.do(Unreached(), Finalise())
        small.open(on)
        small.do(Present(), SetCapacity(Decimal(12)), GoTo("line"))
    return small


def lowest(desk: Any) -> str:
    """The last row above the line that makes room for the four days of R-006."""
    rows = reversed(desk.meeting.above_line)
    return next(id for id in rows if desk.workspace.requests[id].days >= 4)


def test_who_asked_in_three_months_and_got_nothing_is_looked_at(hungry: Any) -> None:
    check = fairness_check(hungry.workspace, hungry.meeting)
    rows = {row.department: row for row in check.fairness.rows}
    assert check.months == 3
    assert (rows["Finance"].waiting, rows["Finance"].look) == (3, True)
    assert rows["Finance"].asked == 4  # once, in the month it was new
    assert rows["Operations"].asked == 3 + 5 + 3
    assert rows["Operations"].got == 3 + 5
    assert rows["Marketing"].asked == 0
    assert dict(check.people)["Finance"] == 1
    assert check.before is None
    assert PublicView(hungry.workspace, hungry.meeting).fairness == check


def test_the_named_swap_is_done_as_moves_that_need_no_sentence(hungry: Any) -> None:
    m = hungry.meeting
    out = lowest(hungry)
    named = fairness_check(hungry.workspace, m).swaps[0]
    assert (named.department, named.incoming, named.outgoing) == ("Finance", "R-006", (out,))
    hungry.do(SwapRows("finance", "they wait since November"))
    m = hungry.meeting
    assert m.is_above("R-006")
    assert not m.is_above(out)
    assert unexplained(m) == ()
    assert m.swaps == (e.SwapMade("Finance", "R-006", (out,), "they wait since November"),)
    record = record_of(hungry.workspace, m)
    assert record.fairness.swaps[0].incoming == "R-006"
    assert {row.department: row.look for row in record.fairness.departments}["Finance"] is False
    hungry.do(Move("R-006", "down"))
    assert unexplained(hungry.meeting) == ("R-006",)  # a hand moved it since: say why
    hungry.do(Undo(), Undo())
    assert hungry.meeting.swaps == ()
    assert hungry.meeting.is_above(out)


def test_a_swap_takes_decisions_back_that_do_not_hold_any_more(hungry: Any) -> None:
    out = lowest(hungry)
    hungry.do(Commit(out), SwapRows())
    assert out not in hungry.meeting.decisions
    assert not hungry.meeting.is_above(out)


def test_a_swap_is_named_only_where_somebody_waits(hungry: Any, new_small: Any) -> None:
    assert "names no swap" in new_small().refused(SwapRows())
    assert "a swap is named for Finance" in hungry.refused(SwapRows("Operations"))


def test_keeping_the_list_needs_a_sentence_and_is_recorded(hungry: Any, new_small: Any) -> None:
    assert "one sentence" in hungry.refused(Keep(" "))
    hungry.do(Keep("the law comes first"))
    kept = record_of(hungry.workspace, hungry.meeting).fairness.kept[0]
    assert (kept.because, kept.departments) == ("the law comes first", ("Finance",))
    assert "points at nobody" in new_small().refused(Keep("because"))


def test_the_check_changes_no_list_and_asks_nothing_before_the_end(hungry: Any) -> None:
    before = hungry.meeting.order
    fairness_check(hungry.workspace, hungry.meeting)
    assert hungry.meeting.order == before
    hungry.do(Unreached(), Finalise())
    record = hungry.meeting.record
    assert record.fairness.months == 3
    assert record is record_of(hungry.workspace, hungry.meeting)


def test_the_window_and_the_labels_for_everybody_are_the_agendas(
    agenda: Any, new_small: Any
) -> None:
    rule = FairnessRule(1, ("law",))
    desk = new_small(replace(agenda, fairness=rule))
    desk.do(Fill("R-001", "labels", "Law"))
    check = fairness_check(desk.workspace, desk.meeting)
    assert check.months == 1
    operations = {row.department: row for row in check.fairness.rows}["Operations"]
    assert (operations.asked, operations.got) == (0, 0)


def test_what_if_is_shown_beside_the_line_and_changes_nothing(small: Any) -> None:
    assert what_ifs(small.workspace, small.meeting).best is None
    small.do(GoTo("rank"), Ballot("meier", "ccaa"), Ballot("haddad", "ddee"), Reveal())
    m = small.meeting
    found = what_ifs(small.workspace, m)
    assert found.best is not None
    assert found.best.value >= found.best.above
    assert found.best.gain == Fraction(found.best.value, found.best.above) - 1
    assert found.shares is not None
    gone = set(m.above_line) - set(found.shares.taken)
    assert set(found.shares_change.outgoing) == gone
    assert small.meeting == m
