"""A whole meeting without a screen: what is typed is what the record says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]

PROGRAM = "import sys; from tui.cli import main; sys.exit(main())"


def meet(on: Run, script: Path, *more: str) -> Any:
    return on("meet", "--new", "--date", "2026-12-01", "--script", script, *more)


def test_a_scripted_meeting_about_42_candidates_ends_with_a_closed_ledger(
    with_requests: Run, whole_meeting: Path, workspace: Path
) -> None:
    done = meet(with_requests, whole_meeting)
    assert (done.code, done.err) == (0, "")
    record = json.loads((workspace / "exports/2026-12-01/record.json").read_text("utf-8"))
    assert record["sum"] == {
        "considered": 42, "commit": 8, "if_room": 1, "not_this_month": 25, "back": 4,
        "decline": 1, "merge": 1, "split": 1, "withdrawn": 1, "undecided": 0,
    }  # fmt: skip
    assert record["final"] is True
    rows = {row["request"]: row for row in record["candidates"]}
    first, valued, waits = (rows[id]["decision"] for id in ("R-001", "R-025", "R-026"))
    assert (first["owner"], first["deadline"]) == ("M. Okafor", "2026-12-18")
    assert first["deliverable"] == "report runs by itself, 11 Dec"
    assert (valued["reason"], valued["revisit"]) == ("VAL", "2027-02-02")
    assert valued["detail"] == "3 hours a week do not carry it"
    assert (valued["condition"], valued["teller"]) == ("a quote with numbers", "K. Meier")
    assert (waits["reason"], waits["detail"], waits["revisit"]) == ("DEP", "R-001", "2027-01-05")
    assert rows["R-039"]["decision"]["missing"] == ["effort"]
    assert rows["R-021"]["decision"]["other"] == "R-001"
    assert [row["sentence"] for row in record["objections"]] == [
        "the scanner comes too late for Christmas"
    ]
    assert "talk to Haddad alone" not in json.dumps(record)


def test_the_times_of_a_script_are_those_of_the_meeting(
    with_requests: Run, whole_meeting: Path, workspace: Path
) -> None:
    assert meet(with_requests, whole_meeting).code == 0
    record = json.loads((workspace / "exports/2026-12-01/record.json").read_text("utf-8"))
    assert record["started"].startswith("2026-12-01T09:00:00")
    assert record["ended"].startswith("2026-12-01T09:55:00")
    assert record["minutes_used"] == 55


def test_finalising_says_where_the_files_are_and_writes_each_of_them(
    with_requests: Run, whole_meeting: Path, workspace: Path
) -> None:
    done = meet(with_requests, whole_meeting)
    folder = workspace / "exports" / "2026-12-01"
    assert f"6 files are in {folder}." in done.out
    assert sorted(path.name for path in folder.iterdir()) == [
        "candidates.csv", "page.md", "record.html", "record.json", "record.md", "requesters.md",
    ]  # fmt: skip


def test_the_next_meeting_starts_with_promises_and_what_is_due(
    with_requests: Run, whole_meeting: Path, script: Callable[[str], Path]
) -> None:
    assert meet(with_requests, whole_meeting).code == 0
    lines = script("at 09:00\npresent\nnext\nlist\nwhere\n")
    done = with_requests("meet", "--new", "--date", "2027-01-05", "--script", lines)
    assert done.code == 0
    assert "R-001 A report without copying, part 1, promised by M. Okafor" in done.out
    assert "R-026 A scanner in the warehouse" in done.out
    assert "R-025 A report" not in done.out  # not before 2 February


def test_a_correction_is_typed_after_the_end_and_makes_a_second_version(
    with_requests: Run, whole_meeting: Path, script: Callable[[str], Path]
) -> None:
    assert meet(with_requests, whole_meeting).code == 0
    lines = script('correct R-025 teller "A. Haddad" why "Meier is away"\nexport\n')
    assert with_requests("meet", "--script", lines).code == 0
    record = with_requests("export", "last", "--format", "json").json()
    assert record["version"] == 2
    assert record["corrections"][0]["old"] == "K. Meier"


def test_every_answer_is_an_object_with_five_fields(
    with_requests: Run, whole_meeting: Path
) -> None:
    done = meet(with_requests, whole_meeting, "--json")
    answers = done.objects()
    typed = [
        line.strip()
        for line in whole_meeting.read_text("utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    assert [answer["command"] for answer in answers] == ["meeting 2026-12-01", *typed]
    for answer in answers:
        assert list(answer) == ["command", "done", "says", "stage", "undecided"]
        assert answer["done"] is True
        assert answer["says"]
    assert (answers[0]["stage"], answers[0]["undecided"]) == ("open", 38)
    assert (answers[-2]["stage"], answers[-2]["undecided"]) == ("close", 0)
    assert (answers[-1]["stage"], answers[-1]["undecided"]) == ("", 0)


def test_no_answer_tells_a_ballot_before_the_reveal(
    with_requests: Run, script: Callable[[str], Path]
) -> None:
    lines = script(
        "at 09:00\npresent\nnext\nnext\nnext\ncapacity 40\nnext\nnext\n"
        "list\nballot Lindqvist 17 17 18\nlist\nwhere\n"
    )
    before, handed, after, where = (
        answer["says"] for answer in meet(with_requests, lines, "--json").objects()[-4:]
    )
    assert handed == "R. Lindqvist has handed in."
    assert after == before
    assert not any(token in where for token in ("17", "18"))


def test_the_rank_stage_says_how_many_dots_each_voter_has(
    with_requests: Run, script: Callable[[str], Path]
) -> None:
    lines = script("at 09:00\npresent\nnext\nnext\nnext\ncapacity 40\nnext\nnext\nround\nwhere\n")
    answers = [answer["says"] for answer in meet(with_requests, lines, "--json").objects()]
    assert "10 dots each, at most 2 on one." in answers[-3]
    assert "10 dots each, at most 2 on one." in answers[-1]


def test_what_was_to_be_done_if_there_was_room_is_asked_without_an_owner_or_a_date(
    with_requests: Run, whole_meeting: Path, script: Callable[[str], Path]
) -> None:
    assert meet(with_requests, whole_meeting).code == 0
    lines = script("at 09:00\npresent\nnext\n")
    done = with_requests("meet", "--new", "--date", "2027-01-05", "--script", lines)
    asked = next(line for line in done.out.splitlines() if line.startswith("R-020"))
    assert asked.endswith(", if there was room: not answered.")


def test_three_deferrals_propose_in_the_list_to_let_a_request_go(
    with_requests: Run, script: Callable[[str], Path]
) -> None:
    deferred = script(
        "at 09:00\npresent\nnext\nnext\nnext\ncapacity 0\nnext\nnext\n"
        "method consent\nreveal\nnext\nrest\nnext\ndefaults\nnext\nnext\nfinalise\n"
    )
    for on in ("2026-12-01", "2027-01-05", "2027-02-02"):
        done = with_requests("meet", "--new", "--date", on, "--script", deferred)
        assert done.code == 0, done.err
        assert "EXP" not in done.out
    listed = with_requests("meet", "--new", "--date", "2027-03-02", "--script", script("list\n"))
    row = next(line for line in listed.out.splitlines() if "R-001 " in line)
    assert "deferred 3×, EXP nobody revived it?, undecided" in row


def test_the_program_runs_a_meeting_as_its_own_process_without_the_screen_library(
    with_requests: Run, whole_meeting: Path, workspace: Path, script: Callable[[str], Path]
) -> None:
    program = PROGRAM.replace("sys.exit(main())", "code = main(); " + REPORT)
    argv = ["-w", str(workspace), "meet", "--new", "--date", "2026-12-01", "--script"]
    done = subprocess.run(
        [sys.executable, "-c", program, *argv, str(whole_meeting)],
        capture_output=True,
        text=True,
        env=dict(os.environ, PYTHONIOENCODING="ascii"),
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stderr) == []
    assert "The meeting of 1 December 2026 is final." in done.stdout


REPORT = (
    "import json; screen = sorted({'textual', 'rich'} & set(sys.modules)); "
    "print(json.dumps(screen), file=sys.stderr); sys.exit(code)"
)
