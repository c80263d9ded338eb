"""The meeting screen hidden and shown again: what comes back is what was there."""

import pytest


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_after_the_blank_the_picture_is_the_same(held, on_screen, size):
    async with on_screen(held("open", past=False), size) as screen:
        await screen.press("k")
        before = screen.rows[2:-2]
        await screen.press("B")
        assert screen.rows[2:-2] != before
        await screen.press("B")
        assert screen.rows[2:-2] == before


async def test_a_dialog_does_not_keep_the_key_that_quits(held, on_screen):
    async with on_screen(held("open", past=False)) as screen:
        await screen.press("n")
        await screen.type("a note")
        await screen.press("ctrl+q")
        assert screen.app.return_code == 0
