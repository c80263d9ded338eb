"""Painted lines: drawn once and kept, joined where nothing is seen of it, cut to their width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.filter import Monochrome

from tui import theme
from tui.widgets.painted import TONES, Painted, joined

PIECES = st.lists(
    st.tuples(st.sampled_from(["", " ", "   ", "a", "b c", " 报表 "]), st.sampled_from([*TONES])),
    max_size=8,
)


class Counted(Painted):
    """Says which lines were drawn."""

    def __init__(self, **named) -> None:
        super().__init__(**named)
        self.drawn: list[int] = []

    def whole_line(self, y):
        self.drawn.append(y)
        return super().whole_line(y)


class Lines(App[None]):
    CSS = "Counted { width: 1fr; height: 1fr; padding: 1 2; } #other { height: 1; padding: 0; }"

    def __init__(self) -> None:
        super().__init__()
        self.painted = Counted(ruled=True)
        self.other = Counted(id="other")

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme.variable_defaults()

    def compose(self) -> ComposeResult:
        yield self.painted
        yield self.other


@pytest.fixture
def app() -> Lines:
    """Two painted widgets, one with padding and a rule."""
    return Lines()


async def test_only_a_line_that_changed_is_drawn_again(app, screen_rows):
    async with app.run_test(size=(20, 7)) as pilot:
        app.painted.show([("one", "")], [("two", "dim")], [("three", "")])
        await pilot.pause()
        app.painted.drawn.clear()
        app.other.drawn.clear()
        app.painted.show([("one", "")], [("2", "dim")], [("three", "")])
        await pilot.pause()
        assert app.painted.drawn == [2]  # the second line, below one of padding
        assert app.other.drawn == []
        assert screen_rows(app)[:4] == ["▏", "▏ one", "▏ 2", "▏ three"]


async def test_another_size_and_other_colours_draw_all_lines_again(app, screen_rows):
    async with app.run_test(size=(20, 7)) as pilot:
        app.painted.show([("a line that is long", "")])
        await pilot.pause()
        assert screen_rows(app)[1] == "▏ a line that is…"
        await pilot.resize_terminal(30, 7)
        await pilot.pause()
        assert screen_rows(app)[1] == "▏ a line that is long"
        app.painted.drawn.clear()
        app.theme = "textual-light"
        await pilot.pause()
        assert set(app.painted.drawn) == set(range(6))


async def test_a_filter_takes_the_colours_from_every_line(app):
    app.get_line_filters = lambda: [Monochrome()]
    async with app.run_test(size=(20, 7)) as pilot:
        app.painted.show([("one", "accent"), (" two", "chip")])
        await pilot.pause()
        styles = [segment.style for segment in app.painted.whole_line(1)]
        for colour in (c for style in styles for c in (style.color, style.bgcolor) if c):
            assert colour.triplet is None or len(set(colour.triplet)) == 1


@given(PIECES)
def test_joined_pieces_say_the_same_in_the_same_tones(pieces):
    def cells(some):
        return [
            ("", TONES[tone][1]) if sign == " " else (sign, tone)
            for text, tone in some
            for sign in text
        ]

    fewer = joined(pieces)
    assert cells(fewer) == cells(pieces)
    assert len(fewer) <= len(pieces)
    assert all(cell_len(text) for text, _tone in fewer)
