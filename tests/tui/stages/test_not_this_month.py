"""Not this month: a digit gives the reason, the rest is accepted at once and taken back at once."""

from datetime import date

import pytest

from agendas.decisions import gaps

SIZES = [(80, 24), (120, 36)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_not_this_month_looks_as_kept(held, on_screen, golden_screen, size):
    async with on_screen(held("not_this_month"), size) as screen:
        golden_screen(screen.app, f"not-this-month-{size[0]}x{size[1]}")


async def test_a_digit_gives_reason_date_and_teller_and_jumps_to_the_next_open_row(held, on_screen):
    held = held("not_this_month")
    async with on_screen(held) as screen:
        row = screen.cursor
        await screen.press("1")
        assert screen.cursor != row
    decision = held.meeting.decisions[row]
    assert (decision.reason, decision.revisit) == ("CAP", held.meeting.next_meeting)
    assert decision.teller
    assert gaps(decision) == ()


async def test_a_reason_asks_for_what_it_needs_first(held, on_screen):
    held = held("not_this_month")
    async with on_screen(held) as screen:
        row = screen.cursor
        await screen.press("4")
        await screen.answer("the scanner")
    decision = held.meeting.decisions[row]
    assert (decision.reason, decision.detail) == ("DEP", "the scanner")


async def test_the_wrong_time_takes_the_right_one_as_its_date(held, on_screen):
    held = held("not_this_month")
    async with on_screen(held) as screen:
        row = screen.cursor
        await screen.press("5")
        await screen.answer("2027-02-02")
    assert held.meeting.decisions[row].revisit == date(2027, 2, 2)


async def test_what_is_proposed_for_the_rest_is_accepted_and_taken_back_by_one_key_each(
    held, on_screen
):
    held = held("not_this_month")
    async with on_screen(held) as screen:
        given = screen.cursor
        await screen.press("1")
        before = held.meeting.decisions
        await screen.press("A")
        assert screen.stage.open_rows() == ()
        await screen.press("u")
    assert held.meeting.decisions == before
    assert held.meeting.decisions[given].reason == "CAP"


async def test_marked_rows_share_one_reason(held, on_screen):
    held = held("not_this_month")
    async with on_screen(held) as screen:
        rows = screen.stage.open_rows()[:3]
        await screen.press("v", "j", "v", "j", "1")
    assert [held.meeting.decisions[row].reason for row in rows] == ["CAP"] * 3


async def test_the_same_as_the_row_before_is_one_key(held, on_screen):
    held = held("not_this_month")
    async with on_screen(held) as screen:
        first, second = screen.stage.open_rows()[:2]
        await screen.press("8")
        await screen.answer("growth in the north")
        await screen.press("full_stop")
    same = [held.meeting.decisions[row] for row in (first, second)]
    assert [d.reason for d in same] == ["FIT", "FIT"]
    assert same[1].detail == "growth in the north"
    assert same[1].teller == same[0].teller


async def test_again_takes_one_two_three_for_the_next_meetings(held, on_screen):
    held = held("not_this_month")
    async with on_screen(held) as screen:
        row = screen.cursor
        await screen.press("d")
        await screen.answer("1")
    assert held.meeting.decisions[row].revisit == held.meeting.next_meeting


async def test_undo_and_redo_say_what_they_did_although_the_cursor_moves_to_its_row(
    held, on_screen
):
    held = held("not_this_month")
    async with on_screen(held) as screen:
        given = screen.cursor
        await screen.press("1")
        await screen.press("u")
        assert screen.cursor == given
        assert f"undone: {given} not this month" in screen.rows[-2]
        await screen.press("end", "U")
        assert screen.cursor == given
        assert f"done again: {given} not this month" in screen.rows[-2]


async def test_undo_of_what_another_stage_did_says_it_there(held, on_screen):
    held = held("not_this_month")
    held.do("next")
    async with on_screen(held) as screen:
        await screen.press("u")
        assert "undone: " in screen.rows[-2]


async def test_what_went_back_is_not_said_to_stand_above_the_line(held, on_screen):
    held = held("line", requests=5)
    held.do("commit R-104", "back R-105 EVD", "stage not_this_month")
    async with on_screen(held) as screen:
        assert "nothing is put off" in screen.text
        assert "everything is above the line" not in screen.text
    held.do("commit R-105")
    async with on_screen(held) as screen:
        assert "everything is above the line" in screen.text
