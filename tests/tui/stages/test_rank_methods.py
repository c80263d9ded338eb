"""Ranking by order and by score on screen, ballots from a file, and more than one round."""

import pytest

SIZES = [(80, 24), (120, 36)]
ORDERS = {
    "lindqvist": "abcdefgh",
    "meier": "bacd(ef)",
    "haddad": "hgfeabcd",
    "novak": "hbgacd",
    "sato": "abdc",
    "brandt": "habc",
}


def by_order(held, *orders):
    held.do("method order", *(f'ballot {who} "{text}"' for who, text in orders))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_order_looks_as_kept(held, on_screen, golden_screen, size):
    held = held("rank", requests=20)
    by_order(held, *list(ORDERS.items())[:3])
    async with on_screen(held, size) as screen:
        await screen.press("c", "a", "left_parenthesis")
        golden_screen(screen.app, f"rank-order-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_an_order_revealed_looks_as_kept(held, on_screen, golden_screen, size):
    held = held("rank", requests=20)
    by_order(held, *ORDERS.items())
    held.do("reveal")
    async with on_screen(held, size) as screen:
        golden_screen(screen.app, f"rank-order-revealed-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_score_looks_as_kept(held, on_screen, golden_screen, size):
    held = held("rank", requests=16)
    held.do("method score")
    async with on_screen(held, size) as screen:
        await screen.type("5831")
        golden_screen(screen.app, f"rank-score-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_split_room_looks_as_kept(held, on_screen, golden_screen, size):
    held = held("rank", requests=42)
    for who, text in (
        ("lindqvist", "1 1 2 2 3 4 5 5 6"),
        ("meier", "1 2 7 8 8 9 3 4 12"),
        ("haddad", "10 10 11 11 1 3 20 20"),
        ("novak", "10 10 2 2 4 9 9 22 1"),
        ("sato", "5 5 3 3 1 2 30 31 7"),
        ("brandt", "22 22 1 1 2 7 8 33 34"),
    ):
        held.do(f'ballot {who} "{text}"')
    held.do("reveal")
    async with on_screen(held, size) as screen:
        golden_screen(screen.app, f"rank-split-{size[0]}x{size[1]}")
