"""Text as rows: nothing wider than it may be, nothing lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.screens.text_rows import text_rows
from tui.widgets.plain_text import inert
from tui.widgets.wrapping import wrap


@given(st.text(st.characters(codec="utf-8"), max_size=300), st.integers(2, 60))
def test_no_line_is_too_wide_and_no_word_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(line and cell_len(line) <= width for line in lines)
    kept = "".join("".join(lines).split())
    assert kept == "".join(inert(" ".join(text.split())).split())


def test_further_lines_are_indented_as_far_as_what_stands_first() -> None:
    rows = list(text_rows("how", "one two three four five six", 28, first="· "))
    assert [row.cells[0].text for row in rows] == ["· one two three four", "  five six"]
    assert [row.id for row in rows] == ["how:0", "how:1"]
    assert rows[1].sentence == "one two three four five six"
