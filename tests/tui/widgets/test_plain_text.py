"""Text from outside is inert on the screen, and keeps its exact number of cells."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.widgets.cells import cells, cut, fit
from tui.widgets.painted import fitted, width_of
from tui.widgets.plain_text import inert

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x1b[]\n\r\t\x07\x9b\u202e\u2066\u200b\u200d\u200c\ufe0f\u0301\u20e3"),
        st.sampled_from("报表🙂👩🏽🇩🇪ขำقนี"),
    )
)


@given(HOSTILE)
def test_nothing_that_a_terminal_obeys_is_left(text):
    shown = inert(text)
    assert not {unicodedata.category(one) for one in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(shown) & set(
        "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
    assert "\n" not in shown
    shown.encode("utf-8")


@given(HOSTILE)
def test_what_is_inert_stays_as_it_is(text):
    assert inert(inert(text)) == inert(text)


@given(HOSTILE, st.integers(0, 40), st.booleans())
def test_a_fitted_text_has_exactly_its_cells(text, width, right):
    assert cell_len(fit(text, width, right=right)) == width


@given(HOSTILE, st.integers(0, 40))
def test_a_text_that_is_cut_says_so(text, width):
    shown = cut(text, width)
    assert cell_len(shown) <= width
    if width and shown != inert(text):
        assert shown.endswith("…")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain [/x] {y} %s", "plain [/x] {y} %s"),
        ("two\r\nlines\tand more", "two lines and more"),
        ("\x1b[31mred\x07", "␛[31mred␇"),
        ("abc\u202edcb", "abc\N{REPLACEMENT CHARACTER}dcb"),
        ("a\u200b\u200b\u200bb\ufeff", "ab"),
        ("👩\u200d💻 ❤\ufe0f 👍🏽", "👩💻 ❤ 👍"),
        ("🇩🇪 and 1\ufe0f\u20e3", "DE and 1"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("e" + "\u0301" * 50 + "x", "é" + "\u0301" * 3 + "x"),
        ("\u0301start", "start"),
        ("Việt Nam", "Việt Nam"),
        ("bad \ud800 half", "bad \N{REPLACEMENT CHARACTER} half"),
    ],
)
def test_text_is_shown_as_written_except_what_is_unsafe(text, shown):
    assert inert(text) == shown


def test_half_of_a_wide_character_is_never_shown():
    assert fit("报表自动", 4) == "报… "
    assert fit("报表自动", 5) == "报表…"
    assert fit("报表", 6, right=True) == "  报表"


def test_a_megabyte_of_title_is_not_looked_at():
    assert fit("x" * 1_000_000, 5) == "xxxx…"
    assert cells("x" * 1_000_000) == 2000


def test_nothing_that_is_painted_measures_a_megabyte():
    line = [("x" * 1_000_000, ""), ("z" + "\u200b" * 5_000 + "z", "")]
    assert fitted(line, 5) == [("xxxx…", "")]
    assert fitted(line[1:], 5) == [("z…", "")]
    assert width_of(line[:1]) == 2001
