"""`verify` tells altered meetings from others; `salvage` makes a workspace of what is intact."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from agendas.store.chain import seal, split_line
from agendas.store.reading import read
from agendas.store.store import open_store

Run = Callable[..., Any]
LONG = "NOTTHISMONTH_LONG" in os.environ
OLD, NEW = "events-2026.jsonl", "events-2027.jsonl"


@pytest.fixture
def folder(two_years: Path, tmp_path: Path) -> Path:
    """A copy of the workspace with two final meetings, without what could stand for its log."""
    made = tmp_path / "priorities"
    shutil.copytree(two_years, made)
    for snapshot in (made / "data").glob("snapshot-*"):
        snapshot.unlink()
    return made


@pytest.fixture
def on(folder: Path, program: Run) -> Run:
    """Run the program on it."""
    return lambda *words: program("-w", folder, *words)


def lines(folder: Path, name: str = OLD) -> list[bytes]:
    return (folder / "data" / name).read_bytes().splitlines(keepends=True)


def put(folder: Path, made: list[bytes], name: str = OLD) -> None:
    (folder / "data" / name).write_bytes(b"".join(made))


def place_of(found: list[bytes], event: str) -> int:
    return next(n for n, line in enumerate(found) if f'"event":"{event}"'.encode() in line)


def altered(folder: Path, event: str, name: str = OLD) -> int:
    """Alter the line that holds an event, by hand; answers its number among the lines."""
    found = lines(folder, name)
    place = place_of(found, event)
    found[place] = found[place].replace(b'"who":"Ada"', b'"who":"Eve"')
    put(folder, found, name)
    return place + 1


def sealed_anew(folder: Path, event: str, *, all_behind: bool) -> None:
    """Alter a line and seal it so that it fits; with `all_behind`, the others of its file too."""
    found = lines(folder)
    place = place_of(found, event)
    parts = split_line(found[place - 1])
    assert parts
    previous = parts[1]
    for n in range(place, len(found) if all_behind else place + 1):
        own = split_line(found[n])
        assert own
        found[n], previous = seal(own[0].replace(b'"who":"Ada"', b'"who":"Eve"'), previous)
    put(folder, found)


def test_an_altered_meeting_is_told_from_one_that_is_not(on: Run, folder: Path) -> None:
    line = altered(folder, "NoteTaken")
    done = on("verify", "--json")
    first, second = done.json()
    assert done.code == 1
    assert (first["meeting"], first["intact"], second["meeting"], second["intact"]) == (
        (1, False, 2, True)
    )
    assert (first["first"]["entry"], first["first"]["file"], first["first"]["line"]) == (
        (line, OLD, line)
    )
    said = on("verify")
    assert said.err == ""
    assert said.out.count("is not as it was written") == 1
    assert "2. 5 January 2027: intact, 8 entries, seal " in said.out
    assert "salvage NEW" in said.out.splitlines()[-1]


def test_what_is_altered_outside_of_the_meetings_leaves_them_intact(on: Run, folder: Path) -> None:
    altered(folder, "RequestAdded")
    first, second, other = on("verify", "--json").json()
    assert (first["intact"], second["intact"], other["intact"]) == (True, True, False)
    assert other["meeting"] is None


def test_a_record_sealed_anew_is_not_called_intact(on: Run, folder: Path) -> None:
    sealed_anew(folder, "Finalised", all_behind=False)
    first, second = on("verify", "--json").json()[:2]
    assert (first["intact"], second["intact"]) == (False, True)
    assert "one of the two was altered" in first["first"]["what"]


def test_a_kept_record_proves_the_meeting_before_an_altered_entry(
    on: Run, folder: Path, tmp_path: Path
) -> None:
    record = tmp_path / "record.md"
    assert on("export", "1", "--format", "markdown", "--to", str(record)).code == 0
    altered(folder, "RequestAdded", NEW)
    assert on("verify", "--json").json()[0]["intact"] is False
    first, _second, _other, copy = on("verify", str(record), "--json").json()
    assert (first["intact"], copy["intact"], copy["meeting"]) == (True, True, 1)


def test_a_chain_sealed_anew_is_told_by_the_record_that_it_keeps(
    on: Run, folder: Path, tmp_path: Path
) -> None:
    record = tmp_path / "record.json"
    assert on("export", "2", "--format", "json", "--to", str(record)).code == 0
    kept = json.loads(record.read_text())["seal"]
    assert on("verify", str(record), kept).code == 0
    forged, previous = [], "0" * 64
    for entry in read(folder / "data").entries:
        payload = entry.payload.replace(b'"who":"Ada"', b'"who":"Eve"')
        line, previous = seal(payload, previous)
        forged.append(line)
    count = len(lines(folder))
    put(folder, forged[:count])
    put(folder, forged[count:], NEW)
    (folder / "data" / "head").unlink()
    assert on("verify").code == 0
    done = on("verify", str(record), kept, str(tmp_path / "none"))
    assert done.code == 1
    assert done.out.count("no meeting here has its seal") == 2
    assert "none: it cannot be read: No such file" in done.out


def test_a_last_entry_sealed_anew_is_not_the_one_that_was_called_saved(
    on: Run, folder: Path, tmp_path: Path
) -> None:
    found = lines(folder, NEW)
    place = place_of(found, "Finalised")
    put(folder, found[: place + 1], NEW)
    (folder / "data" / "head").unlink()
    with open_store(folder / "data") as store:
        assert store.writable
    assert on("verify").code == 0

    before, own = split_line(found[place - 1]), split_line(found[place])
    assert before
    assert own
    forged = seal(own[0].replace(b'"who":"Ada"', b'"who":"Eve"'), before[1])[0]
    put(folder, [*found[:place], forged], NEW)
    first, second = on("verify", "--json").json()
    assert (first["intact"], second["intact"]) == (True, False)
    assert "and the log holds another in its place" in second["first"]["what"]
    assert on("salvage", tmp_path / "new").code == 1


def test_a_cut_off_end_is_not_called_intact(on: Run, folder: Path) -> None:
    whole = lines(folder, NEW)
    last = len(lines(folder)) + len(whole)
    put(folder, whole[:-2], NEW)
    first, second = on("verify", "--json").json()[:2]
    assert first["intact"] is True
    assert second["intact"] is False
    assert f"entries {last - 1} to {last} are missing" in second["first"]["what"]


def test_everything_is_recovered_from_one_altered_byte(
    on: Run, program: Run, folder: Path, tmp_path: Path
) -> None:
    sound = on("export", "1", "--format", "json").out
    found = lines(folder)
    place = place_of(found, "Finalised")
    found[place] = found[place][:200] + b"~" + found[place][201:]
    put(folder, found)
    new = tmp_path / "new"
    done = on("salvage", new)
    assert (done.code, done.err) == (0, "")
    assert f"line {place + 1}: put right exactly" in done.out
    assert program("-w", new, "verify").code == 0
    assert program("-w", new, "export", "1", "--format", "json").out == sound
    assert (new / "agenda.yaml").read_bytes() == (folder / "agenda.yaml").read_bytes()


def test_what_is_lost_is_listed_and_kept_aside_and_the_rest_goes_on(
    on: Run, program: Run, folder: Path, tmp_path: Path
) -> None:
    seals = [row["seal"] for row in on("verify", "--json").json()]
    found = lines(folder)
    gone = place_of(found, "RequestAdded")
    title = b"Order form"
    assert title in found[gone]
    put(folder, [*found[:gone], b'{"number":2,"at":"2026\n', *found[gone + 1 :]])
    new = tmp_path / "new"
    done = on("salvage", new, "--json")
    said = done.json()
    assert done.code == 1
    (missing,) = said["missing"]
    assert (missing["entry"], missing["line"], missing["why"]) == (
        2,
        2,
        "this is not a whole entry",
    )
    (kept,) = (new / "salvaged" / "missing.jsonl").read_text().splitlines()
    assert json.loads(kept)["text"] == '{"number":2,"at":"2026\n'

    # The request is known from its decision: what refers to it can be shown.
    listed = {row["id"]: row["title"] for row in program("-w", new, "list", "--json").json()}
    assert listed["R-001"] == "Order form"
    rows = program("-w", new, "verify", "--json").json()
    assert [(row["intact"], row["salvaged"], row["seal_before"]) for row in rows] == [
        (True, True, seal) for seal in seals
    ]
    again = program("-w", new, "verify", seals[0])
    assert again.code == 0
    assert "it carries the seal of meeting 1" in again.out
    assert program("-w", new, "add", "going on").code == 0


def test_a_final_record_outlives_the_loss_of_its_meetings_opening(
    on: Run, program: Run, folder: Path, tmp_path: Path
) -> None:
    record = json.loads(on("export", "1", "--format", "json").out)
    found = lines(folder)
    del found[place_of(found, "MeetingOpened")]
    put(folder, found)
    assert on("verify", "--json").json()[0]["intact"] is False
    new = tmp_path / "new"
    assert on("salvage", new).code == 1
    again = json.loads(program("-w", new, "export", "1", "--format", "json").out)
    assert again["candidates"] == record["candidates"]
    assert again["seal"] != record["seal"]


def test_any_three_lines_may_be_gone_and_what_is_left_can_be_shown(
    on: Run, program: Run, folder: Path, tmp_path: Path
) -> None:
    whole, new = lines(folder), tmp_path / "new"
    for gone in range(0, len(whole) - 2, 1 if LONG else 7):
        put(folder, [*whole[:gone], *whole[gone + 3 :]])
        assert on("salvage", new).code == 1
        for words in (("list",), ("history", "reason:CAP"), ("show", "R-001"), ("verify",)):
            assert program("-w", new, *words).code == 0, (gone, words)
        for meeting in ("1", "2"):
            assert program("-w", new, "export", meeting, "--format", "markdown").code in (0, 1)
        assert program("-w", new, "add", "going on").code == 0
        shutil.rmtree(new)


def test_a_forked_history_goes_on_with_the_branch_that_is_picked(
    on: Run, program: Run, folder: Path, tmp_path: Path
) -> None:
    theirs, new = tmp_path / "theirs", tmp_path / "new"
    shared = len(lines(folder)) + len(lines(folder, NEW))
    shutil.copytree(folder, theirs)
    assert on("add", "Ours").code == 0
    assert program("-w", theirs, "add", "Theirs").code == 0
    year = f"events-{datetime.now(UTC).year}.jsonl"
    newest = NEW if not (theirs / "data" / year).exists() else max(NEW, year)
    copy = newest.replace(".jsonl", ".sync-conflict-20270106-101500-ABCDEFG.jsonl")
    shutil.copy(theirs / "data" / newest, folder / "data" / copy)

    assert on("add", "More").code == 1
    verified = on("verify")
    assert verified.code == 1
    assert f"Two machines went on after entry {shared}" in verified.out
    unsaid = on("salvage", new)
    assert unsaid.code == 1
    assert "--branch 1" in unsaid.err
    assert on("salvage", new, "--branch", "3").code == 1
    assert not new.exists()

    assert on("salvage", new, "--branch", "2").code == 0
    assert "Theirs" in program("-w", new, "list").out
    assert "Ours" not in program("-w", new, "list").out
    kept = new / "salvaged" / "branch-1"
    assert "Ours" in program("-w", kept, "list").out
    assert program("-w", kept, "export", "1", "--format", "json").code == 0
    rows = program("-w", new, "verify", "--json").json()
    assert [row["seal"] for row in rows] == [
        row["seal"] for row in on("verify", "--json").json() if row["meeting"]
    ]


def test_a_salvage_overwrites_nothing(on: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("mine")
    for target in (tmp_path / "full", folder, folder / "data" / "new"):
        done = on("salvage", target)
        assert (done.code, done.out) == (1, "")
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine"]


@pytest.mark.parametrize(
    "words",
    [("list",), ("show", "R-001"), ("export", "last"), ("verify",), ("add", "one"),
     ("meet", "--plain"), ("history", "one"), ("salvage", "elsewhere"), ()],
)  # fmt: skip
def test_a_newer_workspace_is_refused_and_not_touched(
    on: Run, folder: Path, words: tuple[str, ...]
) -> None:
    payload = (
        b'{"number":1,"at":"2026-12-01T09:00:00Z","events":[{"event":"WorkspaceMade","format":9}]}'
    )
    for path in (folder / "data").iterdir():
        path.unlink()
    put(folder, [seal(payload, "0" * 64)[0]])
    before = {path.name: path.read_bytes() for path in (folder / "data").iterdir()}
    done = on(*words)
    assert (done.code, done.out) == (1, "")
    assert "its data has format 9, and this version knows formats up to 1" in done.err
    assert "Nothing was changed" in done.err
    assert {path.name: path.read_bytes() for path in (folder / "data").iterdir()} == before


def test_a_lock_of_another_machine_stops_who_writes_until_it_is_taken_over(
    on: Run, folder: Path
) -> None:
    text = b'{"host":"bens-laptop","user":"Ben","since":"2026-12-01T09:00:00Z"}\n'
    (folder / "data" / "lock").write_bytes(text)
    refused = on("add", "one")
    assert refused.code == 1
    assert "Ben on bens-laptop, another machine" in refused.err
    assert on("list").code == 0
    assert on("add", "one", "--take-over").code == 0
    with open_store(folder / "data") as store:
        assert store.writable


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'"at":"2026-', b'"at":"0001-', "a time that cannot be"),
        (b'"request":"R-', b'"request":"R-9999', "does not fit what was there before it"),
    ],
)
def test_what_opening_refuses_under_a_right_hash_is_told_here_too(
    folder: Path, on: Run, old: bytes, new: bytes, said: str
) -> None:
    found, previous, first = lines(folder), "", 0
    for n, line in enumerate(found):
        own = split_line(line)
        assert own
        if not first and n and old in own[0]:
            first, own = n + 1, (own[0].replace(old, new), "")
        if first:
            found[n], _seal = seal(own[0], previous)
        done = split_line(found[n])
        assert done
        previous = done[1]
    put(folder, found)
    for name in (NEW, "head"):
        (folder / "data" / name).unlink(missing_ok=True)

    assert said in on("list").err
    done = on("verify")
    assert done.code == 1
    assert f"entry {first}" in done.out
    assert said in done.out
