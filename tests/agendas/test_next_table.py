"""What the next meeting would have on its table, by whose will; and searching while one types."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from agendas.agenda import Agenda, CandidateRule, Period
from agendas.backlog import Backlog, narrows
from agendas.meeting.workspace import Workspace
from agendas.next_table import Standing, next_date, next_table
from agendas.request import Effort, Request, State

TODAY = date(2026, 11, 3)
AGENDA = Agenda("IT priorities", Period.MONTHLY, (), (), candidates=CandidateRule(2, 3))


def request(number: int, *, ready: bool = True, state: State = State.OPEN) -> Request:
    return Request(
        f"R-{number:03}",
        ("lamp", "door", "lamp door", "Dach Lampe")[number % 4] + f" {number}",
        TODAY - timedelta(days=100 - number),
        problem="p",
        benefit="b",
        done_means="d",
        requester="Novak" if ready else "",
        department=("Sales", "Service")[number % 2],
        effort=Effort(Decimal(number % 7)),
        state=state,
    )


def workspace(*requests: Request, tabled: tuple[str, ...] = (), untabled: str = "") -> Workspace:
    return Workspace(
        requests={one.id: one for one in requests},
        tabled=tabled,
        untabled=frozenset(untabled.split()),
    )


def test_the_oldest_ready_ones_are_proposed_and_the_others_counted():
    table = next_table(workspace(*map(request, range(1, 5))), AGENDA, TODAY)
    assert [table.standing(f"R-00{n}") for n in (1, 2, 3)] == [
        Standing.PROPOSED, Standing.PROPOSED, Standing.NONE,
    ]  # fmt: skip
    assert table.left_out == 2
    assert table.count == 2


def test_by_hand_comes_before_what_is_proposed_and_off_stays_off():
    table = next_table(
        workspace(
            request(1), request(2), request(3, ready=False), tabled=("R-003",), untabled="R-001"
        ),
        AGENDA,
        TODAY,
    )
    assert table.standing("R-003") == Standing.BY_HAND
    assert table.standing("R-001") == Standing.OFF
    assert table.standing("R-002") == Standing.PROPOSED


def test_a_closed_request_that_was_taken_off_has_no_standing():
    closed = request(1, state=State.ARCHIVED)
    assert next_table(workspace(closed, untabled="R-001"), AGENDA, TODAY).standings == {}


def test_without_a_meeting_the_next_one_is_today():
    assert next_date(Workspace(), TODAY) == TODAY


@given(st.text("lampdor é:>3is-\"' 1", max_size=12), st.text("lampdor é:>3is-\"' 1", max_size=4))
def test_searching_among_what_was_found_finds_the_same_where_a_query_narrows(before, more):
    query = before + more
    some = {one.id: one for one in map(request, range(1, 30))}
    some["R-005"] = replace(some["R-005"], title="opéra lampdor is: >3")
    backlog = Backlog(Workspace(requests=some), AGENDA)
    found = backlog.matching(before, some)
    if narrows(query, before):
        assert backlog.matching(query, found) == backlog.matching(query, some)


def test_a_grown_word_narrows_and_another_kind_of_word_does_not():
    assert narrows("is:ready lamp", "is:ready lam")
    assert not narrows("is:ready", "is:read")
    assert not narrows(">5d", ">5")
    assert not narrows("lam", "lamp")
