"""CSV as people's programs write it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agendas.intake.csv_tables import find_delimiter, read_csv
from agendas.intake.reading import read_file
from agendas.intake.table import Table, Unreadable, first_filled
from agendas.language import ENGLISH


def table(text: str, delimiter: str = "") -> Table:
    found = read_csv(text, delimiter)
    assert isinstance(found, Table), found
    return found


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_delimiter_is_found(delimiter: str) -> None:
    lines = ("id", "title", "note"), ("1", "a wish", ""), ("2", "another", "x")
    text = "\n".join(delimiter.join(cells) for cells in lines)
    assert find_delimiter(text) == delimiter
    assert len(table(text).header) == 3


def test_the_delimiter_that_cuts_evenly_wins_over_the_one_with_more_cells() -> None:
    text = 'ID;Title;Version\n"1";"one";"4.1, 4.2, 4.3"\n"2";"two";"4.1"\n"3";"three";"4.1, 4.2"\n'
    assert find_delimiter(text) == ";"


def test_a_line_that_names_the_delimiter_is_obeyed_and_not_counted(
    table_of: Callable[..., Table],
) -> None:
    found = table_of("sep_line.csv")
    assert found.delimiter == ";"
    assert [row.number for row in found.rows] == [2, 3]
    assert found.rows[0].cells[1:3] == ("Lager, Halle 2", 'Regal; Fach "B"')


def test_a_quote_that_is_never_closed_is_named_by_the_line_where_it_opened(
    samples: object,
) -> None:
    refused = read_file(samples / "unclosed_quote.csv")  # type: ignore[operator]
    assert isinstance(refused, Unreadable)
    assert refused.line == 4
    assert "line 4" in ENGLISH.say(refused.message)


def test_the_line_counts_the_sep_line_and_lines_inside_the_same_record() -> None:
    refused = read_csv('sep=,\nid,title,text\n1,"two\nlines","opened here\nlost\n')
    assert isinstance(refused, Unreadable)
    assert refused.line == 4


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\r"])
def test_a_file_ends_in_any_way(end: str) -> None:
    found = table(f'id,title{end or chr(10)}1,"a, b"{end}')
    assert [row.cells for row in found.rows] == [("1", "a, b")]


def test_rows_are_counted_as_a_spreadsheet_shows_them() -> None:
    found = table('id,title\n1,"two\nlines"\n\n,\n2,after a blank row\n')
    assert [row.number for row in found.rows] == [2, 5]


def test_the_header_is_found_below_other_lines(table_of: Callable[..., Table]) -> None:
    found = table_of("header_row_4.csv")
    assert found.header[0] == "Task ID"
    assert [row.number for row in found.rows] == [5, 6]
    assert "row 4" in ENGLISH.say(found.notes[0])


def test_words_in_the_cells_are_not_taken_for_a_header() -> None:
    found = table("Kürzel,Was\nA1,Feature\nIssue,Done\nTask,Closed\n")
    assert found.header == ("Kürzel", "Was")


def test_a_file_without_a_header_gets_numbered_columns(table_of: Callable[..., Table]) -> None:
    found = table_of("no_header.csv")
    assert not found.with_header
    assert found.header[:2] == ("Column 1", "Column 2")
    assert len(found.rows) == 3


def test_a_plain_list_loses_no_line(table_of: Callable[..., Table]) -> None:
    assert len(table_of("plain_list.csv").rows) == 3


def test_blanks_around_headers_go_and_repeated_columns_stay() -> None:
    found = table("\xa0ID , Title,Labels,Labels\n1,a,x,y\n")
    assert found.header == ("ID", "Title", "Labels", "Labels")
    assert found.places("Labels") == (2, 3)


def test_rows_of_another_length_are_kept_and_said(table_of: Callable[..., Table]) -> None:
    found = table_of("ragged.csv")
    assert len(found.rows) == 3
    assert ENGLISH.say(found.notes[0]).startswith("2 rows have another number of cells")


def test_commas_of_sentences_cut_no_plain_list() -> None:
    found = table("Printer, second floor\nCoffee\nChairs, new, red and blue\nDesk, high\n")
    assert [row.cells[0] for row in found.rows][:3] == [
        "Printer, second floor",
        "Coffee",
        "Chairs, new, red and blue",
    ]


def test_very_long_cells_are_read() -> None:
    found = table("id,title,text\n1,a," + "x" * 300_000 + "\n")
    assert len(found.rows[0].cells[2]) == 300_000


def test_a_guarded_cell_loses_its_apostrophe_but_no_other_text_does() -> None:
    assert first_filled(("", " '=1+1"), (0, 1)) == "=1+1"
    assert first_filled(("'tis a wish",), (0,)) == "'tis a wish"
    assert first_filled(("-5 degrees",), (0, 7)) == "-5 degrees"
