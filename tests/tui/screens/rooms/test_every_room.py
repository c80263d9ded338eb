"""What holds in Today, Records and Share alike: secrets, hostile titles, sizes, keys."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest
from textual.widgets import Input

from tui.keys import RECORDS_KEYS, SHARE_KEYS, TODAY_KEYS, WELCOME_KEYS, Key
from tui.screens.records import RecordsScreen
from tui.screens.room import RoomScreen
from tui.screens.share import ShareScreen
from tui.screens.today import TodayScreen

ROOMS = ("today", "records", "share")
HOSTILE = (
    "[/x] [bold]Portal[/bold] [@click=app.quit]x[/]",
    "[/",
    "esc \x1b[31mred\x1b[0m \x07 bell",
    "Lager\u0301 \u202egnitsixe\u202c 👩‍👩‍👧 ../../etc/passwd",
    "x" * 20_000,
    "客户门户：在线查询发票与付款状态" * 6,
)


@pytest.mark.parametrize("keys", [TODAY_KEYS, RECORDS_KEYS, SHARE_KEYS, WELCOME_KEYS])
def test_a_key_means_one_thing_in_a_room(keys: tuple[Key, ...]) -> None:
    pressed = Counter(name for key in keys for name in key.keys.split(","))
    assert [name for name, times in pressed.items() if times > 1] == []


@pytest.mark.parametrize("screen", [TodayScreen, RecordsScreen, ShareScreen])
def test_every_key_of_a_room_does_something(screen: type[RoomScreen]) -> None:
    actions = {key.action for key in screen.KEYS} - {"one"}
    assert [name for name in actions if not hasattr(screen, f"act_{name}")] == []


@pytest.mark.parametrize("room", ROOMS)
async def test_every_room_shows_its_keys_on_question_mark(demo: Any, room: str) -> None:
    async with demo.open(room, 120, 60) as pilot:
        keys = demo.app.screen.KEYS
        await demo.press(pilot, "question_mark")
        for key in keys:
            assert key.help.id[:40] in demo.text


async def _everything(demo: Any, pilot: Any) -> str:
    """All that a room shows of its rows, one after the other."""
    seen = [demo.text]
    for id in demo.ids:
        demo.list.select(id)
        await pilot.pause()
        seen.append(demo.text)
    return "\n".join(seen)


@pytest.mark.parametrize("room", ROOMS)
async def test_a_confidential_title_is_nowhere(demo: Any, room: str) -> None:
    demo.rename("R-167", "Closing Lübeck")
    demo.session.open_meeting(demo.session.situation.today)
    async with demo.open(room, 120, 30) as pilot:
        if room == "records":
            await demo.press(pilot, "enter")
        shown = await _everything(demo, pilot)
        assert "Lübeck" not in shown
        if room != "today":
            assert "R-167" in shown


async def test_what_was_answered_about_a_confidential_promise_is_not_in_its_life(
    demo: Any,
) -> None:
    demo.do("fill R-108 confidential yes")
    demo.session.open_meeting(demo.session.situation.today)
    demo.do("present", 'promise R-108 part "the secret sentence" left 1')
    async with demo.open("records", 120, 36) as pilot:
        await demo.press(pilot, "slash")
        await demo.answer(pilot, "R-108 2026-09")
        await demo.press(pilot, "enter")
        shown = await _everything(demo, pilot)
    assert "R-108" in shown
    assert "secret sentence" not in shown


@pytest.mark.parametrize("room", ROOMS)
async def test_hostile_titles_are_only_text(demo: Any, room: str) -> None:
    asked = ("R-122", "R-118", "R-123", "R-147", "R-169", "R-108")
    for id, title in zip(asked, HOSTILE, strict=True):
        demo.rename(id, title)
    demo.session.open_meeting(demo.session.situation.today)
    async with demo.open(room) as pilot:
        if room == "records":
            await demo.press(pilot, "enter")
        for id in [id for id in demo.ids if id.partition(":")[2] in asked]:
            demo.list.select(id)
            await pilot.pause()
            assert "\x1b" not in demo.text
        await demo.press(pilot, "end", "home")
        assert demo.app.return_code is None


@pytest.mark.parametrize("room", ROOMS)
async def test_a_room_may_be_made_tiny_and_large_again(demo: Any, room: str) -> None:
    async with demo.open(room, 120, 36) as pilot:
        await pilot.pause()
        before = demo.rows
        for size in ((60, 20), (20, 5), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        await pilot.resize_terminal(39, 12)
        await pilot.pause()
        assert "Too small to read." in demo.text
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        assert demo.rows == before


async def test_a_key_too_many_in_the_palette_leaves_only_the_palette(demo: Any) -> None:
    async with demo.open("today") as pilot:
        demo.app.action_command_palette()
        await pilot.pause(0.1)
        palette = demo.app.screen
        done: list[str] = []
        hit = SimpleNamespace(command=lambda: done.append("once"))
        palette._selected_command, palette._list_visible = hit, False
        typed = palette.query_one(Input)

        for _time in range(2):
            palette.post_message(Input.Submitted(typed, ""))
        await pilot.pause(0.1)
        palette.dismiss()
        await pilot.pause()
        palette._list_visible = True  # a search that ends now

        assert done == ["once"]
        assert [type(screen).__name__ for screen in demo.app.screen_stack] == ["TodayScreen"]
