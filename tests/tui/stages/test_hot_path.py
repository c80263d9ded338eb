"""What is pressed in a hurry is painted, not laid out."""

import pytest


@pytest.mark.parametrize(
    ("stage", "keys"),
    [("open", "pax"), ("promised", "djk"), ("capacity", "42"), ("rank", "abca")],
)
async def test_keys_of_the_hot_path_need_no_layout(held, on_screen, stage, keys):
    held = held(stage)
    async with on_screen(held) as screen:
        await screen.press("down")
        layouts = []
        signal = screen.app.screen.screen_layout_refresh_signal
        signal.subscribe(screen.app.screen, layouts.append, immediate=True)
        before = screen.text
        await screen.press(*keys)
        assert screen.text != before
        assert layouts == []
