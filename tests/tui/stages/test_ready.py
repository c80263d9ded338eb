"""Ready: what is missing where, new requests one by one, the rest in a block."""

from datetime import timedelta
from decimal import Decimal

import pytest

SIZES = [(80, 24), (120, 36)]


async def test_what_is_not_ready_stands_first_with_what_is_missing(held, on_screen):
    held = held("ready", requests=24)
    async with on_screen(held) as screen:
        rows = screen.rows
        assert screen.cursor == "R-111"
    top = next(n for n, row in enumerate(rows) if "NOT READY" in row)
    assert "R-111" in rows[top + 1]
    assert "problem" in rows[top + 1]
    assert "effort" in rows[top + 2]


async def test_a_gap_is_filled_on_the_spot(held, on_screen):
    held = held("ready", requests=24)
    async with on_screen(held) as screen:
        await screen.press("f")
        assert "what is the problem?" in screen.text
        await screen.answer("nobody finds anything")
        await screen.press("home", "f")
        assert "how many days does IT estimate?" in screen.text
        await screen.answer("2.5")
        assert "NOT READY" not in screen.text
    requests = held.session.workspace.requests
    assert requests["R-111"].problem == "nobody finds anything"
    assert requests["R-121"].effort.days == Decimal("2.5")


async def test_an_effort_that_is_no_number_is_refused_in_words(held, on_screen):
    held = held("ready", requests=24)
    async with on_screen(held) as screen:
        await screen.press("down", "f")
        await screen.answer("a lot")
        assert "not “a lot”" in screen.text


async def test_back_sends_one_row_and_goes_on_to_the_next(held, on_screen):
    held = held("ready", requests=24)
    async with on_screen(held) as screen:
        await screen.press("b")
        assert screen.cursor == "R-121"
    assert held.meeting.decisions["R-111"].kind == "back"
    assert held.meeting.decisions["R-111"].missing == ("problem",)


async def test_the_block_sends_back_all_that_is_not_ready(held, on_screen):
    held = held("ready", requests=24)
    async with on_screen(held) as screen:
        await screen.press("Y")
        assert screen.cursor == "R-104"
        assert "NOT READY" not in screen.text
        assert "2 requests go back" in screen.text
    assert set(held.meeting.decisions) == {"R-111", "R-121"}


async def test_enter_passes_over_every_row_once_then_goes_to_the_next_stage(held, on_screen):
    held = held("ready", requests=6)
    async with on_screen(held) as screen:
        seen = [screen.cursor]
        while held.meeting.stage_id == "ready":
            await screen.press("enter")
            seen.append(screen.cursor)
    assert seen[:3] == ["R-104", "R-105", "R-106"]
    assert len(seen) == 4


async def test_leaving_with_rows_that_are_not_ready_says_so(held, on_screen):
    held = held("ready", requests=24)
    async with on_screen(held) as screen:
        await screen.press("end", "enter")
        assert "2 requests are not ready yet and cannot be committed" in screen.text
    assert held.meeting.stage_id == "rank"


async def test_a_new_request_has_45_seconds_which_run_with_the_clock(held, on_screen):
    held = held("ready", requests=8)
    async with on_screen(held) as screen:
        assert "new: 45 seconds left" in screen.text
        held.clock.set(held.clock.now() + timedelta(seconds=15))
        screen.app.screen.tick()
        await screen.press()
        assert "new: 30 seconds left" in screen.text
        held.clock.set(held.clock.now() + timedelta(seconds=40))
        screen.app.screen.tick()
        await screen.press()
        assert "45 seconds are over" in screen.text
        await screen.press("enter")
        assert "new: 45 seconds left" in screen.text


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_ready_looks_as_kept(held, on_screen, golden_screen, size):
    held = held("ready", requests=24)
    async with on_screen(held, size) as screen:
        await screen.press("b", "enter")
        golden_screen(screen.app, f"ready-{size[0]}x{size[1]}")
