"""The list of requests: where the cursor goes, what is drawn again, what a key costs."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import events
from textual.geometry import Region

from tui import theme
from tui.widgets.lines import Blank, Cell, Column, Divider, Heading, Row

HEADING = Heading((Column("rank", "#", 5, "right"), Column("title", "THIS MONTH", gap=1)))


def request(number, title="A request"):
    return Row(f"R-{number}", (Cell(str(number)), Cell(title)), sentence=f"{number}, {title}")


def many(count):
    return (HEADING, *(request(n) for n in range(1, count + 1)))


def swapped(lines, one, other):
    new = list(lines)
    new[one], new[other] = new[other], new[one]
    return new


@pytest.fixture
def watch(monkeypatch):
    """Write down which lines a list draws and which regions it repaints."""

    def start(shown):
        drawn, regions = [], []
        render, refresh = shown._strip, shown.refresh

        def strip(number, width):
            drawn.append(number)
            return render(number, width)

        def repaint(*args, **options):
            regions.extend(args or ["all"])
            return refresh(*args, **options)

        monkeypatch.setattr(shown, "_strip", strip)
        monkeypatch.setattr(shown, "refresh", repaint)
        return drawn, regions

    return start


async def test_the_cursor_jumps_over_headings_blanks_and_the_line(list_app):
    app = list_app(cursor="R-5")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j")
        assert app.list.cursor == "R-6"
        await pilot.press("up", "up")
        assert app.list.cursor == "R-4"
        app.list.move_cursor(-99)
        assert app.list.cursor == "R-1"
        app.list.move_cursor(99)
        assert app.list.cursor == "R-13"


async def test_it_starts_on_the_first_row_and_tells_each_move_once(list_app):
    app = list_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "k", "k")
        assert app.posted == ["moved R-1", "moved R-2", "moved R-1"]


async def test_the_sentence_of_the_row_is_told_in_the_same_moment(list_app):
    app = list_app(cursor="R-5")
    told = []
    async with app.run_test(size=(80, 24)):
        app.watch(app.list, "described", lambda now: told.append(now), init=False)
        app.list.move_cursor(1)
        assert told == ["6, Second price list, not this month, CAP no room"]
        assert app.list.described == told[0]


async def test_first_last_and_pages(list_app):
    app = list_app(many(100))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("pagedown")
        assert app.list.cursor == "R-23"
        await pilot.press("pageup", "end")
        assert app.list.cursor == "R-100"
        assert app.list.scroll_offset.y == app.list.max_scroll_y
        await pilot.press("home")
        assert app.list.cursor == "R-1"
        assert app.list.scroll_offset.y == 0


async def test_going_up_to_the_first_row_shows_the_heading_above_it(list_app, screen_rows):
    app = list_app(many(60))
    async with app.run_test(size=(40, 10)) as pilot:
        app.list.move_cursor(30)
        app.list.move_cursor(-30)
        await pilot.pause()
        assert "THIS MONTH" in screen_rows(app)[1]


async def test_new_lines_keep_the_cursor_on_its_row(list_app, meeting):
    app = list_app(cursor="R-7")
    async with app.run_test(size=(80, 24)):
        app.list.set_lines(swapped(meeting, 4, 11))
        assert app.list.cursor == "R-7"
        app.list.set_lines(meeting, "R-2")
        assert app.list.cursor == "R-2"


async def test_when_its_row_is_gone_the_cursor_goes_to_the_one_in_its_place(list_app, meeting):
    app = list_app(cursor="R-7")
    async with app.run_test(size=(80, 24)) as pilot:
        app.list.set_lines(line for line in meeting if getattr(line, "id", "") != "R-7")
        assert app.list.cursor == "R-8"
        app.list.set_lines([Blank()])
        assert app.list.cursor is None
        assert app.list.described == ""
        await pilot.press("j", "k", "pagedown", "home", "end")
        app.list.set_lines(meeting)
        assert app.list.cursor == "R-1"


async def test_the_list_stays_scrolled_where_it_was(list_app):
    lines = many(200)
    app = list_app(lines, "R-100")
    async with app.run_test(size=(80, 24)) as pilot:
        app.list.move_cursor(-5)
        await pilot.pause()
        top = app.list.scroll_offset.y
        app.list.set_lines((*lines[:50], *lines[51:]))
        await pilot.pause()
        assert app.list.cursor == "R-95"
        assert app.list.scroll_offset.y == top


async def test_a_row_can_be_selected_by_its_id_and_comes_in_sight(list_app, screen_rows):
    app = list_app(many(200))
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.list.select("R-150")
        assert not app.list.select("R-999")
        await pilot.pause()
        assert app.list.cursor == "R-150"
        assert any(row.strip().startswith("150 ") for row in screen_rows(app))


async def test_a_cursor_key_draws_two_lines(list_app, watch):
    app = list_app(cursor="R-5")
    async with app.run_test(size=(80, 24)) as pilot:
        drawn, regions = watch(app.list)
        await pilot.press("j")
        assert sorted(drawn) == [5, 10]
        assert {region.y for region in regions} == {5, 10}
        assert all(region.height == 1 for region in regions)


async def test_moving_a_row_across_the_line_draws_only_what_it_touches(list_app, meeting, watch):
    app = list_app(cursor="R-5")
    async with app.run_test(size=(80, 24)) as pilot:
        drawn, regions = watch(app.list)
        app.list.set_lines(swapped(meeting, 5, 10))
        await pilot.pause()
        assert set(drawn) == {5, 10}
        assert {region.y for region in regions} == {5, 10}


async def test_a_changed_cell_draws_its_line_in_place_when_scrolled(list_app, watch):
    lines = list(many(100))
    app = list_app(lines, "R-100")
    async with app.run_test(size=(80, 24)) as pilot:
        drawn, regions = watch(app.list)
        lines[90] = request(90, "Another title")
        lines[5] = request(5, "Out of sight")
        app.list.set_lines(lines)
        await pilot.pause()
        assert 90 in drawn
        assert 5 not in drawn
        assert Region(0, 90 - app.list.scroll_offset.y, 79, 1) in regions


async def test_nothing_is_drawn_when_nothing_changed(list_app, meeting, watch):
    app = list_app(cursor="R-5")
    async with app.run_test(size=(80, 24)) as pilot:
        drawn, _ = watch(app.list)
        app.list.set_lines(msgspec.structs.replace(line) for line in meeting)
        await pilot.pause()
        assert set(drawn) <= {5}


@pytest.mark.parametrize("count", [60, 10_000])
async def test_a_key_costs_the_same_however_many_rows_there_are(list_app, watch, count):
    app = list_app(many(count))
    async with app.run_test(size=(80, 24)) as pilot:
        drawn, _ = watch(app.list)
        await pilot.press("j")
        assert len(drawn) == 2
        await pilot.press("end")
        assert len(drawn) <= 2 + 23 + 2


async def test_a_click_puts_the_cursor_and_a_double_click_chooses(list_app):
    app = list_app(cursor="R-5")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(app.list, offset=(20, 2))
        assert app.list.cursor == "R-2"
        await pilot.click(app.list, offset=(20, 7))  # the line
        await pilot.click(app.list, offset=(20, 22))  # below everything
        assert app.list.cursor == "R-2"
        await pilot.double_click(app.list, offset=(20, 12))
        assert app.list.cursor == "R-8"
        assert app.posted[-1] == "chosen R-8"


async def test_the_wheel_scrolls_and_leaves_the_cursor(list_app):
    app = list_app(many(100))
    async with app.run_test(size=(80, 24)) as pilot:
        turn = {"button": 0, "shift": False, "meta": False, "ctrl": False}
        for _ in range(5):
            app.list.post_message(
                events.MouseScrollDown(app.list, x=9, y=9, delta_x=0, delta_y=1, **turn)
            )
        await pilot.pause()
        assert app.list.scroll_offset.y > 2
        assert app.list.cursor == "R-1"
        await pilot.press("j")
        assert app.list.cursor == "R-2"
        assert app.list.scroll_offset.y <= 2


async def test_the_terminals_cursor_is_on_the_row(list_app):
    app = list_app(cursor="R-5")
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.cursor_position == (1, 1 + 5)
        await pilot.press("j")
        assert app.cursor_position == (1, 1 + 10)


async def test_resizing_down_to_almost_nothing_and_back(list_app, screen_rows):
    app = list_app(cursor="R-11")
    async with app.run_test(size=(80, 24)) as pilot:
        before = screen_rows(app)
        for size in ((20, 5), (5, 2), (1, 1), (200, 60), (20, 5)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert app.list.cursor == "R-11"
        rows = screen_rows(app)
        assert any("11 Bet" in row and "undecided" in row for row in rows), rows
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert screen_rows(app) == before


async def test_the_other_theme_is_drawn_with_its_own_colours(list_app):
    app = list_app(cursor="R-5")
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = theme.LIGHT
        await pilot.pause()
        light = dict(theme.themes()[1].variables)
        title = next(iter(app.list.render_line(5)))
        assert title.style.bgcolor.name == light["cursor"]


HOSTILE = [
    "[/x]",
    "[@click=app.quit]x[/]",
    "[bold",
    "\x1b[2J",
    "报" * 99,
    "🙂👩‍💻" * 9,
    "e" + "\u0301" * 99,
]


@pytest.mark.parametrize("title", HOSTILE, ids=ascii)
async def test_a_hostile_title_is_only_text(list_app, screen_rows, title):
    chip = Row("R-2", (Cell("2"), Cell(title)), Cell(title, "alarm"), sentence=title)
    app = list_app((HEADING, request(1, title), Divider(title), chip))
    async with app.run_test(size=(60, 8)) as pilot:
        await pilot.press("j")
        assert app.list.cursor == "R-2"
        for y in range(5):
            assert app.list.render_line(y).cell_length == 58
        if title.startswith("["):
            assert title in screen_rows(app)[2]


@settings(max_examples=15)
@given(titles=st.lists(st.text(max_size=60), min_size=1, max_size=4), width=st.integers(4, 90))
async def test_every_strip_has_exactly_the_width_of_the_list(titles, width):
    from textual.app import App

    from tui.widgets.request_list import RequestList

    class Bare(App[None]):
        CSS = "RequestList { scrollbar-gutter: stable; scrollbar-size-vertical: 1; }"

        def compose(self):
            yield RequestList()

    app = Bare()
    async with app.run_test(size=(width, 6)):
        shown = app.query_one(RequestList)
        shown.set_lines((HEADING, *(request(n, title) for n, title in enumerate(titles))))
        for y in range(6):
            strip = shown.render_line(y)
            assert sum(cell_len(piece.text) for piece in strip) == width - 1
