"""How the list looks: pictures compared with those that were looked at."""

import pytest

from tui import theme

SIZES = [(80, 24), (120, 36)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_list_with_the_line_looks_as_kept(list_app, golden_screen, size):
    app = list_app(cursor="R-5")
    async with app.run_test(size=size):
        golden_screen(app, f"list-{size[0]}x{size[1]}")


async def test_the_light_list_for_projectors_looks_as_kept(list_app, golden_screen):
    app = list_app(cursor="R-12", look=theme.LIGHT)
    async with app.run_test(size=(80, 24)):
        golden_screen(app, "list-light-80x24")


async def test_a_tiny_list_keeps_rank_title_and_chip(list_app, golden_screen):
    app = list_app(cursor="R-10")
    async with app.run_test(size=(30, 8)):
        golden_screen(app, "list-30x8")
