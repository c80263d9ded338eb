"""Read back: no commitment without owner, first step and date; IT's own words."""

import pytest

SIZES = [(80, 24), (120, 36)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_read_back_looks_as_kept(held, on_screen, golden_screen, size):
    async with on_screen(held("read_back"), size) as screen:
        golden_screen(screen.app, f"read-back-{size[0]}x{size[1]}")


async def test_it_says_what_it_understood_in_its_own_words(held, on_screen):
    held = held("read_back")
    row = held.meeting.above_line[0]
    async with on_screen(held) as screen:
        await screen.press("home", "t")
        await screen.answer("we send one test invoice")
        assert "✓" in screen.text
    assert held.meeting.read_back[row] == "we send one test invoice"


async def test_a_row_that_is_no_commitment_has_no_owner(held, on_screen):
    held = held("read_back")
    async with on_screen(held) as screen:
        await screen.press("end", "O")
        assert "is no commitment" in screen.text
