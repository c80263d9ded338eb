"""The rows of the backlog: made once for each request, and again only where it changed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from agendas.agenda import Agenda, Period
from agendas.language import ENGLISH
from agendas.meeting.workspace import Workspace
from agendas.request import Effort, Request, State
from tui.screens.request_rows import ORDERS, RequestRows, no_words
from tui.widgets.drawing import lay_out

TODAY = date(2026, 11, 3)
AGENDA = Agenda("IT priorities", Period.MONTHLY, (), ())


def backlog(count: int) -> dict[str, Request]:
    return {
        f"R-{n:03}": Request(
            f"R-{n:03}",
            f"Wish {n}",
            TODAY - timedelta(days=count - n),
            effort=Effort(Decimal(n)) if n % 2 else None,
            votes=n if n % 3 else None,
        )
        for n in range(1, count + 1)
    }


@pytest.fixture
def rows():
    """Rows that saw forty requests."""
    made = RequestRows(ENGLISH)
    made.take_in(Workspace(requests=backlog(40), last_request=40), AGENDA, TODAY)
    return made


def test_only_the_row_of_a_changed_request_is_another_value(rows):
    before = rows.lines(rows.find("", 0))
    requests = dict(rows.requests)
    requests["R-007"] = replace(requests["R-007"], title="Another wish")
    rows.take_in(Workspace(requests=requests, last_request=40), AGENDA, TODAY)
    after = rows.lines(rows.find("", 0))
    assert [
        n for n, (one, other) in enumerate(zip(before, after, strict=True)) if one is not other
    ] == [7]


def test_a_request_that_comes_on_the_table_has_another_row(rows):
    before = rows.lines(["R-003"])[1]
    rows.take_in(
        Workspace(requests=rows.requests, last_request=40, tabled=("R-003",)), AGENDA, TODAY
    )
    assert rows.lines(["R-003"])[1] != before
    assert "by hand" in rows.sentence("R-003")
    assert rows.counts.by_hand == 1


def test_closed_requests_are_found_only_by_their_state(rows):
    requests = dict(rows.requests)
    requests["R-007"] = replace(requests["R-007"], state=State.DECLINED)
    rows.take_in(Workspace(requests=requests, last_request=40), AGENDA, TODAY)
    assert "R-007" not in rows.find("wish 7", 0)
    assert list(rows.find("is:declined", 0)) == ["R-007"]
    assert rows.closed_like("wish 7") == 1
    assert rows.counts.backlog == 39


@pytest.mark.parametrize("order", range(len(ORDERS)))
def test_every_order_shows_every_request_once(rows, order):
    assert sorted(rows.find("", order)) == sorted(rows.requests)


def test_numbers_of_five_digits_have_room(rows):
    assert rows.lines([])[0].columns[0].width == 5
    rows.take_in(Workspace(requests=rows.requests, last_request=12345), AGENDA, TODAY)
    assert rows.lines([])[0].columns[0].width == 7


@pytest.mark.parametrize(("width", "least"), [(80, 32), (78, 40)], ids=["80x24", "beside a panel"])
def test_titles_have_most_of_a_line_whether_anything_was_deferred_or_not(rows, width, least):
    heading = rows.lines(())[0]
    for deferred in (False, True):
        rows._deferred = deferred
        heading = rows.lines(())[0]
        wide = {place.column.key: place.width for place in lay_out(heading.columns, width).places}
        assert wide["title"] >= least
        assert ("deferred" in wide) == deferred
        assert {"id", "effort", "stands"} < wide.keys()


def test_departments_come_back_where_there_is_room_for_them(rows):
    columns = rows.lines(())[0].columns
    assert "department" in {place.column.key for place in lay_out(columns, 118).places}


def test_what_stands_in_a_row_is_the_table_or_what_keeps_it_off(rows):
    said = {id: made.row.cells[5].text for id, made in rows._made.items()}
    assert said["R-001"] == "no problem +3"
    assert ENGLISH.say(no_words(("effort",))) == "no effort"


def test_the_sentence_of_a_row_fits_its_line_and_its_title_gives_way_first(rows):
    requests = dict(rows.requests)
    requests["R-001"] = replace(requests["R-001"], title="客户门户 and more " * 9)
    rows.take_in(Workspace(requests=requests, last_request=40), AGENDA, TODAY)
    said = rows.sentence("R-001", 78)
    assert said.startswith("R-001 客户门户")
    assert "not ready, without problem" in said
    assert said.endswith(rows.sentence("R-001").partition(" · ")[2])
    whole = rows.sentence("R-002", 200)
    assert whole == rows.sentence("R-002")
