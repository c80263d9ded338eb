"""JSON lists of any tool."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from agendas.intake.convert import Intake
from agendas.intake.json_items import read_json
from agendas.intake.table import PARTS, Table, Unreadable


def table(value: object) -> Table:
    found = read_json(value if isinstance(value, str) else json.dumps(value))
    assert isinstance(found, Table), found
    return found


def test_objects_are_flattened_to_paths() -> None:
    found = table([{"title": "A", "author": {"login": "ann"}, "labels": [{"name": "x"}, {}]}])
    assert found.header == ("title", "author.login", "labels[].name")
    assert found.rows[0].cells == ("A", "ann", f"x{PARTS}")


def test_items_may_have_different_fields() -> None:
    found = table([{"title": "A"}, {"title": "B", "body": "b"}])
    assert [row.cells for row in found.rows] == [("A", ""), ("B", "b")]


@pytest.mark.parametrize(
    "value",
    [
        {"issues": [{"title": "A"}], "total": 1},
        {"data": {"items": [{"title": "A"}], "meta": {"page": 1}}},
        {"data": {"repository": {"issues": {"nodes": [{"title": "A"}]}}}},
        {"data": {"repository": {"issues": {"edges": [{"node": {"title": "A"}}]}}}},
        {"users": [{"name": "ann"}, {"name": "ben"}], "items": [{"title": "A"}]},
        '{"title": "A"}\n{"title": "A"}\n',
        '[{"title": "A"}]\n[{"title": "A"}]\n',
        '{"issues": [{"title": "A"}]}\n{"issues": [{"title": "A"}]}',
    ],
)
def test_the_list_is_found_wherever_it_is_wrapped(value: object) -> None:
    assert table(value).rows[0].cells == ("A",)


def test_numbers_stay_as_they_are_written() -> None:
    found = table('[{"id": 12345678901234567890, "title": "A", "points": 1.50, "open": true}]')
    assert found.rows[0].cells == ("12345678901234567890", "A", "1.50", "true")


@pytest.mark.parametrize(
    "text", ["[]", "{}", "[1, 2]", '{"a": 1}', '[{"title": "A"', "[" * 100_000, '{"a": [[]]}']
)
def test_what_holds_no_list_is_refused(text: str) -> None:
    assert isinstance(read_json(text), Unreadable)


def test_broken_json_is_refused_with_its_line() -> None:
    refused = read_json('[\n{"title": "A"},\n{"title" "B"}]')
    assert isinstance(refused, Unreadable)
    assert refused.line == 3


def test_a_board_gives_its_cards_with_the_names_of_their_lists(
    bring_in: Callable[..., Intake],
) -> None:
    intake = bring_in("trello_board.json")
    assert intake.profile == "trello"
    assert intake.rows == 4
    assert [(one.title, one.status) for one in intake.requests] == [
        ("Bicycle rack", "Ideas"),
        ("Coffee", "Done"),
    ]
    assert intake.requests[0].labels == ("green", "house")
    assert intake.requests[0].created.isoformat() == "2017-10-05"  # type: ignore[union-attr]
    assert [note.row for note in intake.skipped] == [3, 4]


def test_a_board_of_2012_has_neither_labels_nor_short_links(
    bring_in: Callable[..., Intake],
) -> None:
    intake = bring_in("trello_2012.json")
    assert intake.profile == "trello"
    assert intake.requests[0].key == "4f5a1b2cfd17b8bbb24cc001"
