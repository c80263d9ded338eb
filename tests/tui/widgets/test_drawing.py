"""A drawn line fills its width exactly and keeps what is essential, however narrow it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.widgets.drawing import CHIPS, draw, lay_out
from tui.widgets.lines import Blank, Cell, Column, Divider, Heading, Row

COLUMNS = (
    Column("rank", "#", 2, "right"),
    Column("title", "NOT THIS MONTH", gap=1),
    Column("times", "", 3, "right", gap=1, priority=3),
    Column("reason", "Reason", 20, priority=1, widest=26, chip=True),
    Column("again", "Again", 6, "right", priority=2, min_terminal_width=50),
)
TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("报表🙂\u0301\u200d\u202e\x1b\n[/]")))
CELLS = st.builds(Cell, TEXTS, st.sampled_from(["", "dim", "accent", "nonsense"]))
ROWS = st.builds(
    Row,
    id=st.just("R-1"),
    cells=st.lists(CELLS, max_size=7).map(tuple),
    chip=st.none() | CELLS,
    dim=st.booleans(),
    marked=st.booleans(),
)
LINES = st.one_of(ROWS, st.builds(Divider, TEXTS), st.just(Blank()), st.just(Heading(COLUMNS)))


def said(line, width, columns=COLUMNS):
    return "".join(text for text, _ in draw(line, columns, width))


def request(title="Better search", chip=None, **more):
    cells = (Cell("11"), Cell(title), Cell("6×"), Cell("CAP no room"), Cell("1 Dec"))
    return Row("R-11", cells, Cell(chip, "alarm") if chip else None, **more)


@given(LINES, st.integers(0, 210))
def test_every_line_has_exactly_the_width(line, width):
    assert cell_len(said(line, width)) == width


@given(LINES)
def test_rows_without_columns_are_drawn_too(line):
    assert cell_len(said(line, 40, ())) == 40


@given(st.text(st.characters(codec="utf-8"), min_size=1), st.integers(60, 160))
def test_a_title_never_moves_what_stands_behind_it(title, width):
    assert said(request(title), width)[-30:] == said(request("x"), width)[-30:]


@pytest.mark.parametrize(
    ("width", "keys"),
    [
        (100, "rank title times reason again"),
        (58, "rank title times reason again"),
        (49, "rank title reason"),
        (30, "rank title"),
        (3, "rank title"),
    ],
)
def test_columns_go_by_their_priority(width, keys):
    assert " ".join(place.column.key for place in lay_out(COLUMNS, width).places) == keys


def test_a_wide_list_gives_its_room_to_the_title_then_to_the_columns_that_may_grow():
    widths = {width: [p.width for p in lay_out(COLUMNS, width).places] for width in (80, 120)}
    assert widths[80][1] > 18
    assert widths[120][3] == 26
    assert widths[120][1] > widths[80][1]


@pytest.mark.parametrize("width", [19, 24, 40, 80, 200])
def test_rank_beginning_of_the_title_and_chip_are_never_hidden(width):
    shown = said(request(chip="undecided"), width)
    assert "11 Bet" in shown
    assert "undecided" in shown


def test_a_chip_stands_in_its_column_and_in_the_title_where_there_is_none():
    pieces = draw(request(chip="undecided"), COLUMNS, 80)
    assert [text for text, style in pieces if style in CHIPS] == [" undecided "]
    assert "CAP" not in said(request(chip="undecided"), 80)
    above = (COLUMNS[0], COLUMNS[1], Column("effort", "Effort", 6, "right"))
    row = Row("R-1", (Cell("1"), Cell("New CRM"), Cell("5 d")), Cell("say why", "alarm"))
    assert said(row, 60, above).rstrip().endswith("say why      5 d")


def test_proposed_and_marked_rows_carry_a_sign_not_only_a_colour():
    assert said(request(dim=True), 80).startswith("? 11")
    assert said(request(marked=True, dim=True), 80).startswith("* 11")
    styles = dict(draw(request(dim=True), COLUMNS, 80))
    assert "proposed" in styles.values()


def test_the_line_is_a_rule_over_the_whole_width_with_its_text():
    shown = said(Divider("20 days to give away"), 40)
    assert shown == "━━ 20 days to give away " + "━" * 16
    assert said(Divider("20 days to give away"), 20) == "━━ 20 days to gi… ━━"


def test_few_pieces_are_drawn_so_that_few_bytes_are_sent():
    assert len(draw(request(), COLUMNS, 80)) == 1
