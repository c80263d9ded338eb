"""What is closed, adjourned or final says so at once, and which key goes on."""

from __future__ import annotations

import pytest


def bar(screen):
    """The key bar."""
    return next(row for row in screen.rows if "? keys" in row)


@pytest.mark.parametrize("key", ["s", "m", "x", "w"])
async def test_a_row_that_a_merge_closed_is_refused_before_anything_is_asked(held, on_screen, key):
    held = held("line")
    held.do("merge R-104 into R-105")
    async with on_screen(held) as screen:
        screen.app.screen.select("R-104")
        await screen.press(key)
        assert type(screen.app.screen).__name__ == "MeetingScreen"
        assert "R-104 was closed by a merge or a split: undo that first" in screen.text


@pytest.mark.parametrize("key", ["1", "0", "d", "c", "t"])
async def test_in_not_this_month_a_row_that_a_split_closed_asks_nothing(held, on_screen, key):
    held = held("not_this_month")
    held.do('split R-116 "one" "two"')
    async with on_screen(held) as screen:
        screen.app.screen.select("R-116")
        await screen.press(key)
        assert type(screen.app.screen).__name__ == "MeetingScreen"
        assert "undo that first" in screen.text


async def test_where_nothing_is_proposed_the_key_is_named_that_gives_it(held, on_screen):
    held = held("not_this_month")
    held.do("back R-116")
    async with on_screen(held) as screen:
        screen.app.screen.select("R-116")
        await screen.press("enter")
        assert "R-116 goes back without what is missing: b gives it" in screen.text


async def test_an_adjourned_meeting_shows_only_the_keys_that_work(held, on_screen):
    held = held("line")
    held.do("adjourn lunch")
    async with on_screen(held) as screen:
        assert "Enter resume the meeting" in bar(screen)
        assert not {"in", "split", "pause"} & set(bar(screen).split())
        await screen.press("s")
        assert type(screen.app.screen).__name__ == "MeetingScreen"
        assert "Enter resumes it" in screen.text
        await screen.press("enter")
        assert held.meeting.status == "running"
        assert "resume" not in bar(screen)


async def test_after_the_record_is_final_enter_says_where_to_go(held, on_screen):
    held = held("close")
    held.do("finalise")
    async with on_screen(held) as screen:
        await screen.press("enter")
        assert "The record is final: F6 shares it, F5 opens it, F2 shows what is next." in (
            screen.text
        )


async def test_the_promised_bar_follows_the_cursor_to_an_emergency_and_back(held, on_screen):
    async with on_screen(held("promised")) as screen:
        assert "d done" in bar(screen)
        assert "ratify" not in bar(screen)
        await screen.press("end")
        assert "r ratify" in bar(screen)
        assert "d done" not in bar(screen)
        await screen.press("home")
        assert "d done" in bar(screen)


async def test_the_close_bar_says_what_enter_does_there(held, on_screen):
    held = held("close")
    async with on_screen(held) as screen:
        assert "Enter finalise" in bar(screen)
        await screen.press("u", "enter")
        held.do("stage close")
        screen.app.screen.take_in()
        await screen.press()
        assert "Enter go there" in bar(screen)


async def test_without_a_meeting_help_opens_as_everywhere(held, on_screen):
    empty = held("open")
    empty.session.workspace = type(empty.session.workspace)()
    async with on_screen(empty) as screen:
        assert "No meeting yet." in screen.text
        await screen.press("question_mark")
        assert type(screen.app.screen).__name__ == "Help"
        assert "F2" in screen.text


async def test_what_is_missing_is_its_first_field_and_how_many_more(held, on_screen):
    held = held("ready")
    held.do('fill R-111 benefit ""', 'fill R-111 requester ""')
    async with on_screen(held) as screen:
        row = next(row for row in screen.rows if "R-111" in row)
        assert "problem +2" in row
        assert "…" not in row
