"""The line: in and out, moves over it, the sentence for going against the ranking."""

import pytest

from agendas.meeting.checks import unexplained

SIZES = [(80, 24), (120, 36)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_line_looks_as_kept(held, on_screen, golden_screen, size):
    async with on_screen(held("line"), size) as screen:
        golden_screen(screen.app, f"line-{size[0]}x{size[1]}")


async def test_enter_confirms_the_row_and_goes_to_the_next_open_one(held, on_screen):
    held = held("line")
    first, second = held.meeting.order[:2]
    async with on_screen(held) as screen:
        assert screen.cursor == first
        await screen.press("enter")
        assert screen.cursor == second
    assert held.meeting.decisions[first].kind == "commit"


async def test_out_takes_a_row_below_the_line_and_leaving_it_asks_why(held, on_screen):
    held = held("line")
    row = held.meeting.above_line[0]
    async with on_screen(held) as screen:
        await screen.press("o")
        assert held.meeting.below_line[0] == row
        assert "say why" in screen.text
        await screen.press("k")
        await screen.answer("the supplier is not ready")
    assert held.meeting.explained[row] == "the supplier is not ready"


async def test_a_row_moved_over_the_line_and_back_owes_no_sentence(held, on_screen):
    held = held("line")
    last = held.meeting.above_line[-1]
    above = held.meeting.above
    async with on_screen(held) as screen:
        screen.app.screen.select(last)
        await screen.press("J")
        assert held.meeting.above == above - 1
        assert unexplained(held.meeting) == (last,)
        await screen.press("K")
    assert held.meeting.above == above
    assert unexplained(held.meeting) == ()


async def test_more_than_there_is_is_said_on_the_line_and_needs_a_sentence_to_go_on(
    held, on_screen
):
    held = held("line")
    row = held.meeting.below_line[0]
    held.do(f"commit {row} because law", "rest")
    async with on_screen(held) as screen:
        assert "over" in screen.text
        await screen.press("enter")
        await screen.answer("two days from the reserve")
        assert held.meeting.over_because == "two days from the reserve"
        assert held.meeting.stage.kind == "not_this_month"


async def test_the_rest_by_rank_is_one_key_and_one_undo(held, on_screen):
    held = held("line")
    open_rows = held.meeting.undecided
    async with on_screen(held) as screen:
        await screen.press("D")
        assert held.meeting.undecided == ()
        await screen.press("u")
    assert held.meeting.undecided == open_rows


async def test_if_there_is_room_has_its_own_part_of_the_list(held, on_screen):
    held = held("line")
    row = held.meeting.below_line[0]
    async with on_screen(held) as screen:
        screen.app.screen.select(row)
        await screen.press("r")
        assert "IF THERE IS ROOM" in screen.text
    assert held.meeting.decisions[row].kind == "if_room"


async def test_keys_typed_ahead_of_a_dialog_go_into_it(held, on_screen):
    held = held("line")
    row = held.meeting.above_line[0]
    async with on_screen(held) as screen:
        for key in ("o", "y", *"law", "enter", "D"):
            screen.app.simulate_key(key)
        await screen.press("down")
    assert held.meeting.explained[row] == "law"
    assert held.meeting.undecided == ()
