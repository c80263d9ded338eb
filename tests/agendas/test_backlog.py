"""Searching the backlog: what a query means, and in which order its requests come."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agendas.agenda import Agenda, Period
from agendas.backlog import SORTS, Backlog, misunderstood, read_query
from agendas.language import ENGLISH
from agendas.meeting.workspace import Workspace
from agendas.request import Effort, Imported, Request, ServiceClass, Source, State

AGENDA = Agenda("IT", Period.MONTHLY, (), (), ready=("problem", "effort"))


def request(number: int, title: str, **fields: object) -> Request:
    return Request(f"R-{number:03}", title, date(2026, 9, number), **fields)  # type: ignore[arg-type]


REQUESTS = (
    request(1, "Scanner for the warehouse", department="Operations", problem="slow",
            effort=Effort(Decimal(8)), labels=("Web", "mobile")),
    request(2, "Straße statt Strasse", department="Sales", requester="K. Meier",
            effort=Effort(Decimal("2.5"))),
    request(3, "Close Oslo", department="Human Resources", requester="P. Berg", confidential=True,
            problem="secret", effort=Effort(Decimal(2))),
    request(4, "Old wish", department="Sales", state=State.DONE),
    request(5, "GDPR deadline", service_class=ServiceClass.FIXED_DATE, deadline=date(2027, 1, 1),
            state=State.COMMITTED, source=Source("gh", "7", Imported("7", "GDPR"))),
    request(6, "has:colon in it", department="Sales"),
)  # fmt: skip


@pytest.fixture
def backlog() -> Backlog:
    return Backlog(Workspace(requests={r.id: r for r in REQUESTS}), AGENDA)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "123456"), ("scanner", "1"), ("SCANNER warehouse", "1"), ("warehouse sales", ""),
        ("strasse", "2"), ("r-004", "4"), ("mobile", "1"), ("meier", "2"), ("dept:sales", "246"),
        ('dept:"human res"', "3"), ('"for the"', "1"), ("requester:meier", "2"), ("label:web", "1"),
        ("label:we", ""), ("is:ready", "13"), ("is:open", "1236"), ("is:committed", "5"),
        ("is:backlog", "12356"), ("is:closed", "4"), ("state:done", "4"), ("is:estimated", "123"),
        ("is:imported", "5"), ("missing:effort", "456"), ("class:fixed_date", "5"),
        ("class:fixed-date", "5"), (">2d", "12"), (">=2d <=2.5d", "23"), ("<3d dept:sales", "2"),
        ("2,5d", "2"), ("is:deferred", ""), ("has:colon", "6"), ("is:nonsense", ""),
        ("is:open is:done", ""), ('"', "123456"),
    ],
)  # fmt: skip
def test_a_query_means_these_requests(backlog: Backlog, query: str, found: str) -> None:
    assert backlog.ids(query) == tuple(f"R-{int(n):03}" for n in found)


@pytest.mark.parametrize("query", ["oslo", "berg", "requester:berg"])
def test_a_confidential_request_is_not_found_by_its_words(backlog: Backlog, query: str) -> None:
    assert backlog.ids(query) == ()


@pytest.mark.parametrize(
    ("sort", "descending", "found"),
    [
        ("effort", False, "321456"), ("effort", True, "123456"), ("deadline", False, "512346"),
        ("created", True, "654321"), ("id", True, "654321"), ("department", False, "312465"),
        ("title", False, "564312"), ("state", False, "123654"), ("requester", False, "231456"),
    ],
)  # fmt: skip
def test_what_lacks_the_sorted_field_comes_last(
    backlog: Backlog, sort: str, descending: bool, found: str
) -> None:
    assert "".join(id[-1] for id in backlog.ids("", sort, descending)) == found


def test_what_a_query_cannot_mean_is_said(backlog: Backlog) -> None:
    wrong = misunderstood(read_query("scanner is:redy"))
    assert wrong is not None
    assert "“is:redy” is not known" in ENGLISH.say(wrong)
    assert misunderstood(read_query("scanner is:ready >5d")) is None


@given(st.text(max_size=60), st.sampled_from(SORTS), st.booleans())
def test_whatever_is_typed_gives_some_of_the_requests_once(
    query: str, sort: str, descending: bool
) -> None:
    backlog = Backlog(Workspace(requests={r.id: r for r in REQUESTS}), AGENDA)
    found = backlog.ids(query, sort, descending)
    assert len(set(found)) == len(found)
    assert set(found) <= {r.id for r in REQUESTS}
