"""Lines by number, rows by id: the same after any replacement as when read afresh."""

from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.lines import Blank, Cell, Column, Divider, Heading, Row
from tui.widgets.listing import Listing

KINDS = st.one_of(
    st.builds(Row, id=st.sampled_from("abcdefgh"), cells=st.just((Cell("x"),)), dim=st.booleans()),
    st.builds(Heading, st.sampled_from([(Column("one"),), (Column("two"),)])),
    st.just(Divider("the line")),
    st.just(Blank()),
)
LINES = st.lists(KINDS, max_size=8, unique_by=lambda line: getattr(line, "id", id(line))).map(tuple)


@given(st.lists(LINES, min_size=1, max_size=4))
def test_replacing_leads_to_the_same_as_reading_afresh(steps):
    listing, fresh = Listing(), Listing()
    for lines in steps:
        before = listing.lines
        changed = listing.replace(lines)
        for n, line in enumerate(lines):
            assert n in changed or before[n] == line
    fresh.replace(steps[-1])
    for id in "abcdefgh":
        assert listing.number(id) == fresh.number(id)
    for n in range(len(steps[-1])):
        assert listing.columns(n) == fresh.columns(n)


def test_only_the_lines_that_differ_are_told():
    row = [Row(id, (Cell(id),)) for id in "abc"]
    listing = Listing()
    listing.replace((*row, Blank()))
    assert list(listing.replace((row[1], row[0], row[2], Blank()))) == [0, 1]
    assert list(listing.replace((row[1], row[0], row[2], Blank()))) == []


def test_other_columns_change_all_lines_below_the_heading():
    rows = tuple(Row(id, ()) for id in "abc")
    listing = Listing()
    listing.replace((rows[0], Heading((Column("one"),)), *rows[1:]))
    changed = listing.replace((rows[0], Heading((Column("two"),)), *rows[1:]))
    assert list(changed) == [1, 2, 3]
