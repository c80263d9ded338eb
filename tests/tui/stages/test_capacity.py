"""Capacity: three numbers typed in place, and the days that they leave."""

from decimal import Decimal

import pytest

SIZES = [(80, 24), (120, 36)]


def numbers(held):
    """The capacity as it was set."""
    found = held.meeting.capacity
    return found and (found.days, found.running, found.reserve)


async def test_right_numbers_need_only_enter_three_times(held, on_screen):
    held = held("capacity")
    async with on_screen(held) as screen:
        await screen.press("enter", "enter", "enter")
    assert numbers(held) == (40, 6, 6)
    assert held.meeting.stage_id == "ready"


async def test_digits_replace_what_was_proposed_and_enter_takes_them(held, on_screen):
    held = held("capacity")
    async with on_screen(held) as screen:
        await screen.type("38.5")
        assert numbers(held) is None
        await screen.press("enter")
        await screen.type("10")
        await screen.press("enter", "enter")
    assert numbers(held) == (Decimal("38.5"), 10, 6)


async def test_backspace_corrects_and_the_cursor_can_go_back(held, on_screen):
    held = held("capacity")
    async with on_screen(held) as screen:
        await screen.type("399")
        await screen.press("backspace", "enter", "up")
        assert screen.cursor == "days"
        await screen.press("enter", "enter", "enter")
    assert numbers(held)[0] == 39


async def test_what_is_no_number_of_days_is_refused_in_words_and_kept(held, on_screen):
    held = held("capacity")
    async with on_screen(held) as screen:
        await screen.type("7.3")
        await screen.press("enter")
        assert "not “7.3”" in screen.text
        assert screen.cursor == "days"
    assert numbers(held) is None


async def test_more_running_work_than_days_is_refused_and_the_stage_stays(held, on_screen):
    held = held("capacity")
    async with on_screen(held) as screen:
        await screen.type("5")
        assert "days more than there are" in screen.text
        await screen.press("enter", "enter", "enter")
        assert "more than the 5 days there are" in screen.text
    assert held.meeting.stage_id == "capacity"


async def test_going_back_shows_the_numbers_that_were_set_and_sets_nothing_twice(held, on_screen):
    held = held("capacity")
    held.do("capacity 30 running 4 reserve 2")
    last = held.session.workspace.last
    async with on_screen(held) as screen:
        await screen.press("enter", "enter", "enter")
    assert numbers(held) == (30, 4, 2)
    assert held.session.workspace.last == last + 1


async def test_undo_takes_the_typed_numbers_back_too(held, on_screen):
    held = held("capacity")
    held.do("capacity 30 running 4 reserve 2")
    async with on_screen(held) as screen:
        await screen.press("u")
        assert numbers(held) is None
        await screen.press("enter", "enter", "enter")
    assert numbers(held) == (40, 6, 6)


async def test_work_with_a_fixed_date_is_named(held, on_screen):
    held = held("capacity", requests=20)
    async with on_screen(held) as screen:
        assert "TAKEN OUT FIRST: FIXED DATES" in screen.text
        assert "Tax report by the new law" in screen.text
        assert "of them for fixed dates" in screen.text


async def test_digits_on_a_row_of_fixed_work_change_nothing(held, on_screen):
    held = held("capacity", requests=20)
    async with on_screen(held) as screen:
        await screen.press("end")
        await screen.type("99")
        assert screen.cursor == "R-117"
        await screen.press("enter")
    assert numbers(held) == (40, 6, 6)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_capacity_looks_as_kept(held, on_screen, golden_screen, size):
    held = held("capacity", requests=20)
    async with on_screen(held, size) as screen:
        await screen.type("42")
        golden_screen(screen.app, f"capacity-{size[0]}x{size[1]}")
