"""Importing again changes what the source changed, and nothing that people did."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agendas.intake.again import Change, FieldChange, as_request, plan, updated
from agendas.intake.convert import FIELDS, Intake
from agendas.request import Effort, Imported, Request, State

TODAY = date(2026, 11, 21)
Known = dict[tuple[str, str], Request]


def brought(*rows: Imported, fields: tuple[str, ...] = FIELDS) -> Intake:
    return Intake("t", "utf-8", len(rows), rows, (), (), (), fields)


def first(intake: Intake) -> Known:
    """The requests that a first import makes."""
    found = enumerate(plan({}, intake).added, 1)
    return {
        (intake.profile, one.key): as_request(f"R-{n:03}", intake.profile, one, TODAY)
        for n, one in found
    }


def only_change(known: Known, intake: Intake) -> Change:
    (change,) = plan(known, intake).changed
    return change


def test_a_first_import_adds_everything() -> None:
    result = plan({}, brought(Imported("1", "A"), Imported("2", "B")))
    assert [one.key for one in result.added] == ["1", "2"]
    assert (result.changed, result.missing) == ((), ())


def test_a_new_request_has_what_the_source_says() -> None:
    one = Imported("1", "A", 2, "why", "Ann", "Sales", date(2026, 1, 2), date(2026, 3, 4),
                   Decimal("1.5"), ("x",), "New", 3, "https://t.example/1")  # fmt: skip
    request = as_request("R-001", "t", one, TODAY)
    assert request.effort == Effort(Decimal("1.5"))
    assert request.links == ("https://t.example/1",)
    assert request.created == date(2026, 1, 2)
    assert as_request("R-002", "t", Imported("2", "B"), TODAY).created == TODAY
    assert request.source is not None
    assert request.source.seen == one


def test_the_same_file_again_changes_nothing() -> None:
    intake = brought(Imported("1", "A"), Imported("2", "B", effort=Decimal(2), url="https://x.y"))
    result = plan(first(intake), intake)
    assert result.unchanged == ("R-001", "R-002")
    assert (result.added, result.changed, result.missing, result.closed) == ((), (), (), ())


def test_a_row_that_only_moved_is_unchanged() -> None:
    known = first(brought(Imported("1", "A", row=2)))
    assert plan(known, brought(Imported("1", "A", row=9))).unchanged == ("R-001",)


def test_what_the_source_changed_is_updated() -> None:
    known = first(brought(Imported("1", "A", status="New", url="https://x.y/1")))
    new = Imported("1", "B", status="Done", url="https://x.y/2", effort=Decimal(3), closed=True)
    change = only_change(known, brought(new))
    assert {one.field for one in change.fields} == {"title", "status", "url", "effort"}
    request = updated(known["t", "1"], change)
    assert (request.title, request.status) == ("B", "Done")
    assert request.links == ("https://x.y/2",)
    assert request.days == 3
    assert plan({("t", "1"): request}, brought(new)).unchanged == ("R-001",)


def test_what_people_changed_is_kept_and_named() -> None:
    known = first(brought(Imported("1", "A", requester="Ann")))
    ours = msgspec.structs.replace(known["t", "1"], title="Better words")
    change = only_change({("t", "1"): ours}, brought(Imported("1", "B", requester="Ben")))
    assert change.kept == (FieldChange("title", "Better words", "B"),)
    assert change.fields == (FieldChange("requester", "Ann", "Ben"),)
    request = updated(ours, change)
    assert (request.title, request.requester) == ("Better words", "Ben")
    assert plan({("t", "1"): request}, brought(Imported("1", "B", requester="Ben"))).unchanged


def test_a_benefit_that_people_typed_since_is_kept_and_named() -> None:
    known = first(brought(Imported("1", "A")))
    ours = msgspec.structs.replace(known["t", "1"], benefit="two hours a day")
    told = Imported("1", "A", benefit="much", done_means="it prints")
    change = only_change({("t", "1"): ours}, brought(told))
    assert change.kept == (FieldChange("benefit", "two hours a day", "much"),)
    request = updated(ours, change)
    assert (request.benefit, request.done_means) == ("two hours a day", "it prints")


def test_an_estimate_by_it_stands_even_if_its_number_is_the_sources() -> None:
    known = first(brought(Imported("1", "A", effort=Decimal(2))))
    ours = msgspec.structs.replace(known["t", "1"], effort=Effort(Decimal(2), "M. Okafor", TODAY))
    change = only_change({("t", "1"): ours}, brought(Imported("1", "A", effort=Decimal(5))))
    assert not change.fields
    assert updated(ours, change).effort == Effort(Decimal(2), "M. Okafor", TODAY)


def test_links_that_people_added_stay() -> None:
    known = first(brought(Imported("1", "A", url="https://x.y/1")))
    ours = msgspec.structs.replace(known["t", "1"], links=("https://x.y/1", "https://wiki.example"))
    change = only_change({("t", "1"): ours}, brought(Imported("1", "A", url="https://x.y/2")))
    assert updated(ours, change).links == ("https://x.y/2", "https://wiki.example")


def test_a_file_with_fewer_columns_empties_nothing() -> None:
    known = first(brought(Imported("1", "A", problem="why", votes=4)))
    result = plan(known, brought(Imported("1", "A"), fields=("key", "title")))
    assert result.unchanged == ("R-001",)


def test_a_cell_that_was_emptied_at_the_source_is_emptied() -> None:
    known = first(brought(Imported("1", "A", deadline=TODAY)))
    change = only_change(known, brought(Imported("1", "A")))
    assert updated(known["t", "1"], change).deadline is None


def test_what_is_not_in_the_file_is_missing_never_deleted() -> None:
    known = first(brought(Imported("1", "A"), Imported("2", "B")))
    known["other", "3"] = as_request("R-009", "other", Imported("3", "C"), TODAY)
    assert plan(known, brought(Imported("2", "B"))).missing == ("R-001",)


def test_what_the_source_closed_since_is_named_once() -> None:
    known = first(brought(Imported("1", "A", status="New")))
    done = brought(Imported("1", "A", status="Done", closed=True))
    result = plan(known, done)
    assert result.closed == ("R-001",)
    known["t", "1"] = updated(known["t", "1"], result.changed[0])
    assert plan(known, done).closed == ()


def test_a_card_that_was_archived_since_is_closed_not_missing() -> None:
    known = first(brought(Imported("1", "A"), Imported("2", "B")))
    later = msgspec.structs.replace(brought(Imported("2", "B")), passed=(("1", True),))
    result = plan(known, later)
    assert (result.closed, result.missing) == (("R-001",), ())
    archived = {
        key: msgspec.structs.replace(request, state=State.ARCHIVED)
        for key, request in known.items()
    }
    assert plan(archived, later).closed == ()


def test_the_source_of_a_merged_request_updates_nothing() -> None:
    known = first(brought(Imported("1", "A"), Imported("2", "B")))
    known["t", "2"] = known["t", "1"]
    result = plan(known, brought(Imported("1", "A"), Imported("2", "Changed")))
    assert (result.changed, result.added) == ((), ())


def test_rows_known_by_their_title_only_say_so(bring_in: Callable[..., Intake]) -> None:
    intake = bring_in("plain_list.csv")
    known = first(intake)
    assert len(plan(known, intake).unchanged) == 3
    one = msgspec.structs.replace(intake.requests[0], problem="more words")
    change = only_change(known, msgspec.structs.replace(intake, requests=(one,), fields=FIELDS))
    assert change.weak


imported = st.builds(
    Imported,
    st.sampled_from(["1", "2", "3"]),
    st.sampled_from(["A", "B"]),
    status=st.sampled_from(["", "New", "Done"]),
    votes=st.none() | st.integers(0, 3),
    effort=st.sampled_from([None, Decimal(1), Decimal("2.5")]),
    url=st.sampled_from(["", "https://x.y/1", "https://x.y/2"]),
    created=st.sampled_from([None, date(2026, 1, 1), date(2026, 1, 2)]),
)
files = st.lists(imported, unique_by=lambda one: one.key).map(lambda rows: brought(*rows))


@given(files, files)
def test_after_an_import_the_same_file_is_unchanged_and_says_what_we_have(
    before: Intake, after: Intake
) -> None:
    known = first(before)
    result = plan(known, after)
    for one in result.added:
        known["t", one.key] = as_request(f"R-1{one.key}", "t", one, TODAY)
    by_id = {request.id: request for request in known.values()}
    for change in result.changed:
        assert not change.kept
        known["t", change.imported.key] = updated(by_id[change.request_id], change)
    again = plan(known, after)
    assert (again.added, again.changed) == ((), ())
    for one in after.requests:
        request = known["t", one.key]
        assert (request.title, request.status, request.votes) == (one.title, one.status, one.votes)
        assert request.days == one.effort
        assert request.links == ((one.url,) if one.url else ())


def test_a_later_export_of_a_real_board(backlogs: Path, bring_in: Callable[..., Intake]) -> None:
    known = first(bring_in(backlogs / "jira_planeso_en.csv"))
    result = plan(known, bring_in(backlogs / "derived" / "jira_planeso_reexport.csv"))
    by_id = {request.id: request for request in known.values()}

    def keys(ids: tuple[str, ...]) -> list[str]:
        return [source.key for id in ids if (source := by_id[id].source)]

    assert not result.added
    changes = {change.imported.key: [f.field for f in change.fields] for change in result.changed}
    assert changes == {
        "TES-25": ["status"], "TES-24": ["status"], "TES-23": ["status"], "TES-21": ["title"],
    }  # fmt: skip
    assert len(result.unchanged) == 16
    assert sorted(keys(result.missing)) == ["TES-4", "TES-5"]
    assert sorted(keys(result.closed)) == ["TES-23", "TES-24", "TES-25"]


@pytest.mark.parametrize("file", ["gh_full.json", "trello_board.json", "jira_de.csv"])
def test_each_tools_file_is_unchanged_when_imported_again(
    file: str, bring_in: Callable[..., Intake]
) -> None:
    intake = bring_in(file)
    result = plan(first(intake), intake)
    assert len(result.unchanged) == len(intake.requests)
