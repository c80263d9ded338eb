"""How the Requests screen and its dialogs look: compared with pictures that were looked at."""

import pytest
from textual.widgets import OptionList

SIZES = [(80, 24), (120, 36)]
LIST = """Nr,Was,Wunsch von,Bereich,Erstellt,Stimmen
A-1,Neue Preisliste mit Staffeln,Costa,Sales,13.02.2026,7
A-2,,Sato,Service,14.02.2026,2
A-3,App für Fahrer,Novak,Logistics,15.02.2026,11
"""


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def size(request):
    """Both sizes that every screen is looked at in."""
    return request.param


def named(name, size):
    return f"{name}-{size[0]}x{size[1]}"


async def test_the_backlog_looks_as_kept(desk, golden_screen, size):
    async with desk.open(*size) as pilot:
        await pilot.press("t", "j", "t", "k", "t", "j")
        desk.session.store.wait()
        await pilot.pause()
        golden_screen(desk.app, named("requests", size))


async def test_the_filter_looks_as_kept(desk, golden_screen, size):
    async with desk.open(*size) as pilot:
        await pilot.press("slash", *"is:ready dept")
        desk.app.screen.query_one("#filter").cursor_blink = False
        await pilot.pause()
        golden_screen(desk.app, named("requests-filter", size))


async def test_the_empty_backlog_looks_as_kept(make_desk, golden_screen):
    desk = make_desk(())
    async with desk.open(80, 24):
        golden_screen(desk.app, "requests-empty-80x24")


async def test_the_form_looks_as_kept(desk, golden_screen, size):
    async with desk.open(*size) as pilot:
        desk.list.select("R-005")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        desk.put("#deadline", "soon")
        desk.app.screen.query_one(".form-save").focus()
        await pilot.press("enter")
        await pilot.pause()
        desk.app.screen.query_one(".form-save").focus()
        await pilot.pause()
        golden_screen(desk.app, named("requests-form", size))


async def test_the_columns_and_the_dry_run_look_as_kept(
    desk, golden_screen, size, tmp_path, settled
):
    path = tmp_path / "wishes.csv"
    path.write_text(LIST, encoding="utf-8")
    async with desk.open(*size) as pilot:
        await pilot.press("I")
        await pilot.pause()
        desk.put("Input", str(path))
        await pilot.press("enter")
        await settled(desk, pilot)
        desk.app.screen.query_one(OptionList).action_first()
        await pilot.pause()
        golden_screen(desk.app, named("requests-columns", size))
        desk.app.screen.query_one(OptionList).action_last()
        await pilot.press("enter")
        await settled(desk, pilot)
        golden_screen(desk.app, named("requests-dry-run", size))
