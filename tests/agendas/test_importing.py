"""What an import makes happen in a workspace."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from msgspec.structs import replace

from agendas.importing import kept_mappings, prepare
from agendas.intake.convert import convert
from agendas.intake.mapping import Mapping
from agendas.intake.proposing import propose
from agendas.intake.reading import decode, read_text
from agendas.intake.table import Table, Unreadable
from agendas.meeting import events as e
from agendas.meeting.entry import Entry
from agendas.meeting.folding import apply
from agendas.meeting.workspace import Workspace
from agendas.request import State

TODAY = date(2026, 12, 1)
FIRST = "Key,Title,Status,Effort (days)\nA-1,Print labels,open,2\nA-2,Old wish,closed,\n"


def table_of(text: str) -> Table:
    decoded = decode(text.encode())
    assert not isinstance(decoded, Unreadable)
    table = read_text(decoded)
    assert not isinstance(table, Unreadable)
    return table


def imported(workspace: Workspace, text: str, mapping: Mapping | None = None) -> Workspace:
    table = table_of(text)
    mapping = mapping or propose(table, kept_mappings(workspace)).mapping
    events = prepare(workspace, convert(table, mapping), mapping, TODAY).events
    if not events:
        return workspace
    at = datetime(2026, 12, 1, 9, 0)
    return apply(workspace, Entry(workspace.last + 1, at, "tester", 0, 0, 0, "import", events))


def test_new_requests_get_the_ids_behind_the_last_one_used() -> None:
    workspace = imported(Workspace(last_request=41), FIRST)
    assert list(workspace.requests) == ["R-042", "R-043"]
    assert workspace.last_request == 43


def test_new_requests_that_are_closed_at_their_source_are_archived() -> None:
    states = [request.state for request in imported(Workspace(), FIRST).requests.values()]
    assert states == [State.OPEN, State.ARCHIVED]


def test_the_same_file_again_makes_nothing_happen() -> None:
    workspace = imported(Workspace(), FIRST)
    assert imported(workspace, FIRST) is workspace


def test_a_change_at_the_source_is_one_change_here_and_carries_what_was() -> None:
    workspace = imported(Workspace(), FIRST)
    table = table_of(FIRST.replace("Print labels", "Print all labels"))
    mapping = propose(table, kept_mappings(workspace)).mapping
    (event,) = prepare(workspace, convert(table, mapping), mapping, TODAY).events
    assert isinstance(event, e.RequestChanged)
    assert (event.patch.title, event.was.title) == ("Print all labels", "Print labels")


def test_what_is_open_here_and_closed_there_is_named_and_stays_open() -> None:
    workspace = imported(Workspace(), FIRST)
    text = FIRST.replace("labels,open", "labels,closed")
    table = table_of(text)
    mapping = propose(table, kept_mappings(workspace)).mapping
    assert prepare(workspace, convert(table, mapping), mapping, TODAY).closed_elsewhere == (
        "R-001",
    )
    assert imported(workspace, text).requests["R-001"].state == State.OPEN


def test_a_confirmed_mapping_is_kept_and_found_for_the_same_columns() -> None:
    table = table_of(FIRST)
    mapping = replace(propose(table).mapping, profile="our-tracker")
    workspace = imported(Workspace(), FIRST, mapping)
    again = propose(table_of(FIRST), kept_mappings(workspace))
    assert (again.origin, again.mapping.profile) == ("kept", "our-tracker")
    assert workspace.requests["R-001"].days == Decimal(2)


def test_a_kept_mapping_that_this_version_cannot_read_is_passed_over() -> None:
    workspace = Workspace(mappings={"a": '{"newer": 1}', "b": "no json"})
    assert kept_mappings(workspace) == ()
