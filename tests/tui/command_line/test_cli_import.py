"""Importing from the command line: what it prints, what it asks, and what it keeps."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

GITHUB = """[
 {"number": 7, "title": "Print labels", "body": "by hand", "state": "OPEN", "labels": [],
  "createdAt": "2026-09-01T08:00:00Z", "updatedAt": "2026-09-01T08:00:00Z",
  "author": {"login": "nilsson"}, "url": "https://example.org/issues/7"},
 {"number": 8, "title": "Old wish", "body": "", "state": "CLOSED", "labels": [],
  "createdAt": "2026-08-01T08:00:00Z", "updatedAt": "2026-08-01T08:00:00Z",
  "author": {"login": "meier"}, "url": "https://example.org/issues/8"},
 {"number": 9, "title": "  ", "body": "", "state": "OPEN", "labels": [],
  "createdAt": "2026-08-01T08:00:00Z", "updatedAt": "2026-08-01T08:00:00Z",
  "author": {"login": "meier"}, "url": "https://example.org/issues/9"}
]"""


@pytest.fixture
def github(tmp_path: Path) -> Path:
    path = tmp_path / "issues.json"
    path.write_text(GITHUB, "utf-8")
    return path


def test_the_object_of_an_import_has_exactly_the_promised_fields(on: Run, github: Path) -> None:
    done = on("import", github, "--json")
    assert done.code == 0
    found = done.json()
    assert list(found) == [
        "profile", "encoding", "rows", "added", "changed", "unchanged", "refused", "skipped",
        "requests", "notes",
    ]  # fmt: skip
    assert (found["profile"], found["rows"], found["added"]) == ("gh", 3, 2)
    assert found["refused"] == [{"row": 3, "reason": "it has no title"}]
    first = found["requests"][0]
    assert list(first) == [
        "id", "key", "title", "requester", "department", "created", "deadline", "effort", "labels",
        "status", "votes",
    ]  # fmt: skip
    assert (first["id"], first["key"], first["title"]) == ("R-001", "7", "Print labels")
    assert (first["created"], first["requester"]) == ("2026-09-01", "nilsson")


def test_what_is_closed_at_its_source_comes_in_as_archived(on: Run, github: Path) -> None:
    assert "comes in as archived" in on("import", github).out
    states = {request["title"]: request["state"] for request in on("list", "--json").json()}
    assert states == {"Print labels": "open", "Old wish": "archived"}


def test_importing_again_updates_and_keeps_what_people_typed(
    on: Run, github: Path, script: Callable[[str], Path]
) -> None:
    assert on("import", github).code == 0
    assert on("meet", "--script", script('fill R-001 problem "two hours a day"')).code == 0
    text = github.read_text("utf-8")
    text = text.replace("Print labels", "Print all labels").replace("by hand", "by hand, slowly")
    github.write_text(text.replace("OPEN", "CLOSED"), "utf-8")
    again = on("import", github)
    assert "3 rows: 0 added, 1 changed, 1 unchanged, 1 refused, 0 skipped." in again.out
    assert "R-001: problem was changed here and is kept" in again.out
    assert "Closed at the source, still open here: R-001." in again.out
    found = on("show", "R-001", "--json").json()
    assert (found["title"], found["problem"]) == ("Print all labels", "two hours a day")
    assert found["state"] == "open"
    assert on("import", github, "--json").json()["unchanged"] == 2


def test_a_dry_run_changes_nothing_and_needs_no_yes(
    on: Run, backlog_file: Path, workspace: Path
) -> None:
    done = on("import", backlog_file, "--dry-run")
    assert done.code == 0
    assert "title: Title, such as" in done.out
    assert "it would be 40 rows: 40 added" in done.out
    assert on("import", backlog_file, "--dry-run", "--json").json()["added"] == 40
    assert on("list", "--json").json() == []


def test_an_unknown_file_is_explained_and_not_imported_without_a_yes(
    on: Run, backlog_file: Path
) -> None:
    done = on("import", backlog_file)
    assert done.code == 1
    assert "The columns are understood like this" in done.out
    assert "department: Department, such as" in done.out
    assert "--yes takes these columns" in done.err
    assert on("list", "--json").json() == []


def test_a_mapping_that_was_confirmed_once_is_used_again(on: Run, backlog_file: Path) -> None:
    assert on("import", backlog_file, "--yes").code == 0
    again = on("import", backlog_file, "--json")
    assert again.code == 0
    assert again.json()["unchanged"] == 40
    profile = again.json()["profile"]
    assert on("import", backlog_file, "--profile", profile, "--json").json()["unchanged"] == 40


def test_a_profile_that_nobody_knows_is_refused_with_those_there_are(
    on: Run, backlog_file: Path
) -> None:
    done = on("import", backlog_file, "--profile", "nosuch")
    assert done.code == 1
    assert "there are jira, gh and trello" in done.err


def test_a_file_that_is_no_backlog_is_refused_with_the_reason(on: Run, tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_bytes(b"PK\x03\x04 and more")
    done = on("import", path, "--yes")
    assert (done.code, done.out) == (1, "")
    assert "save the sheet as CSV" in done.err


def test_at_a_terminal_the_program_asks_and_takes_the_answer(
    on: Run, backlog_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = list(csv.reader(backlog_file.open(encoding="utf-8")))
    rows[0][6] = "Estimate"
    path = tmp_path / "unclear.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    answers = iter(["9", "1", "yes"])
    monkeypatch.setattr("builtins.input", lambda _prompt: next(answers))
    done = on("import", path)
    assert done.code == 0, done.err
    assert "Estimate: what is “2”?" in done.out
    assert "40 rows: 40 added" in done.out
    assert on("show", "1", "--json").json()["effort"]["days"] == 2


def test_whoever_says_no_imports_nothing(
    on: Run, backlog_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _prompt: "n")
    assert on("import", backlog_file).code == 1
    assert on("list", "--json").json() == []


def test_an_import_that_is_cancelled_leaves_nothing_half_done(
    on: Run, github: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cancelled(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("agendas.importing.prepare", cancelled)
        done = on("import", github)
    assert done.code == 1
    assert "stopped" in done.err
    assert on("list", "--json").json() == []


def test_columns_without_a_title_are_refused_with_the_question(on: Run, tmp_path: Path) -> None:
    path = tmp_path / "numbers.csv"
    path.write_text("a,b\n1,2\n3,4\n", "utf-8")
    done = on("import", path, "--yes", "--json")
    assert (done.code, done.out) == (1, "")
    assert "no column looks like a title" in done.err


def test_another_encoding_can_be_named_and_is_said(on: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("No;Wish\n1;Größe für Küche\n".encode("cp850"))
    asked = on("import", path, "--yes", "--dry-run", "--json").json()
    assert asked["requests"][0]["title"] != "Größe für Küche"
    found = on("import", path, "--yes", "--json", "--encoding", "CP850").json()
    assert (found["encoding"], found["requests"][0]["title"]) == ("cp850", "Größe für Küche")
    assert found["notes"] == []
    again = on("import", path, "--json").json()
    assert (again["encoding"], again["unchanged"]) == ("cp850", 1)


def test_broken_letters_are_noted_and_repaired_on_request(on: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Key;Summary\nA-1;Größe\n".encode().decode("cp1252").encode())
    noted = on("import", path, "--yes", "--dry-run", "--json").json()
    assert noted["notes"] == ["some letters look broken; the encoding “repaired” puts them right"]
    found = on("import", path, "--yes", "--json", "--encoding", "repaired").json()
    assert found["requests"][0]["title"] == "Größe"


def test_an_unknown_encoding_is_wrong_usage_and_the_known_ones_are_named(
    on: Run, github: Path
) -> None:
    done = on("import", github, "--encoding", "klingon")
    assert done.code == 2
    assert "cp1252" in done.err
