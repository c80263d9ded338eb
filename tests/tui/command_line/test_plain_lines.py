"""What plain mode answers: refusals, the clock, help, lists, and lines that nobody expects."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agendas.meeting.commands.all import every_spec

Run = Callable[..., Any]
Write = Callable[[str], Path]


def meet(on: Run, path: Path, *more: str) -> Any:
    return on("meet", "--new", "--date", "2026-12-01", "--script", path, *more)


@pytest.fixture
def typed(on: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Type lines into plain mode."""

    def run(lines: str, *more: str) -> Any:
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        return on("meet", "--plain", *more)

    return run


def test_a_script_stops_at_the_first_refused_line_and_names_it(on: Run, script: Write) -> None:
    path = script("# first\nadd one\ncommit R-999\nadd two\n")
    done = on("meet", "--script", path)
    assert done.code == 1
    assert f"{path}:3: commit R-999: " in done.err
    assert "there is no request R-999" in done.err
    assert [request["title"] for request in on("list", "--json").json()] == ["one"]


def test_a_script_that_keeps_going_does_the_rest_and_still_exits_1(on: Run, script: Write) -> None:
    path = script("add one\nnonsense\nadd two\nfill R-001 effort much\n")
    done = on("meet", "--keep-going", "--script", path)
    assert done.code == 1
    assert ":2: nonsense: " in done.err
    assert ":4: fill R-001 effort much: " in done.err
    assert [request["title"] for request in on("list", "--json").json()] == ["one", "two"]


def test_a_refused_line_is_an_object_that_is_not_done(on: Run, script: Write) -> None:
    done = on("meet", "--json", "--script", script("reveal\n"))
    assert done.code == 1
    assert done.objects() == [
        {
            "command": "reveal",
            "done": False,
            "says": "No meeting is open: start one first.",
            "stage": "",
            "undecided": 0,
        }
    ]


def test_a_line_that_is_no_text_is_refused_and_the_others_are_done(on: Run, tmp_path: Path) -> None:
    path = tmp_path / "latin.ntm"
    path.write_bytes(b"add caf\xe9\r\nadd tea\r\n")
    done = on("meet", "--keep-going", "--script", path)
    assert done.code == 1
    assert ":1: " in done.err
    assert [request["title"] for request in on("list", "--json").json()] == ["tea"]


def test_a_script_of_windows_is_read_like_any_other(on: Run, tmp_path: Path) -> None:
    path = tmp_path / "windows.ntm"
    path.write_bytes("\ufeffadd “été”\r\n\r\n# done\r\n".encode())
    assert on("meet", "--script", path).code == 0
    assert [request["title"] for request in on("list", "--json").json()] == ["été"]


def test_what_is_typed_live_goes_on_behind_a_refused_line(typed: Run, on: Run) -> None:
    done = typed("add one\nnonsense\nadd two\nquit\nadd three\n")
    assert done.code == 1
    assert "there is no command “nonsense”" in done.err.casefold()
    assert [request["title"] for request in on("list", "--json").json()] == ["one", "two"]


def test_without_a_meeting_plain_mode_says_how_to_open_one_and_takes_requests(typed: Run) -> None:
    done = typed("add one\n")
    assert done.code == 0
    assert "No meeting is open: “meeting DATE” opens the next one." in done.out
    assert "R-001" in done.out


def test_a_running_meeting_goes_on_where_it_stopped(typed: Run, on: Run, script: Write) -> None:
    assert meet(on, script("at 09:00\npresent\nnext\n")).code == 0
    done = typed("next\n", "--json")
    assert done.objects()[0]["stage"] == "talk"


def test_a_second_meeting_is_refused_while_one_runs(on: Run, script: Write) -> None:
    assert meet(on, script("")).code == 0
    done = on("meet", "--new", "--date", "2026-12-02", "--json")
    assert done.code == 1
    assert "not final yet" in done.err
    assert done.json()["done"] is False


def test_the_clock_of_a_script_only_goes_forward(on: Run, script: Write) -> None:
    done = meet(on, script("at 09:10\nat 09:09\n"))
    assert done.code == 1
    assert "the clock only goes forward" in done.err.casefold()


@pytest.mark.parametrize("line", ["at", "at 25:00", "at nine", "at tomorrow 09:00"])
def test_a_time_that_is_none_is_refused(on: Run, script: Write, line: str) -> None:
    assert meet(on, script(line)).code == 1


def test_running_seconds_follow_the_clock_of_the_script_but_not_a_break(
    on: Run, script: Write
) -> None:
    lines = "at 09:00\npresent\nat 09:02\npause\nat 10:00\npause\nat 10:02\nwhere\n"
    done = meet(on, script(lines))
    assert "Stage 1 of 10, Open: 1 minute over." in done.out


def test_an_adjourned_meeting_is_resumed_on_another_day(on: Run, script: Write) -> None:
    assert meet(on, script("at 09:00\npresent\nadjourn\n")).code == 0
    done = on("meet", "--script", script("at 2026-12-03 10:00\nresume\nat 10:05\nwhere\n"))
    assert (done.code, done.err) == (0, "")
    assert "It is 10:05." in done.out


def test_asking_for_help_lists_what_the_stage_takes(on: Run, script: Write) -> None:
    done = meet(on, script("at 09:00\npresent\n?\nhelp stand-in\n"))
    assert "In the stage Open:" in done.out
    assert "stand-in NAME: who speaks for IT today" in done.out


def test_help_commands_lists_every_command(program: Run) -> None:
    lines = program("help", "commands").out.splitlines()
    for name in (*every_spec(), "at", "meeting", "list", "show", "where", "export", "help", "quit"):
        typed = [line for line in lines if line.strip().partition(" ")[0].rstrip(":") == name]
        assert typed, name


def test_the_list_has_one_row_a_line_and_the_line_between_them(on: Run, script: Write) -> None:
    fields = ("problem", "benefit", "done-means", "requester")
    fill = "\n".join(f"fill R-00{n} {field} x" for n in (1, 2) for field in fields)
    lines = (
        f"at 09:00\nadd one\nadd two\n{fill}\nfill R-001 effort 3\nfill R-002 effort 4\n"
        "table R-001 R-002\npresent\nnext\nnext\nnext\ncapacity 5\nnext\nnext\n"
        "ballot Meier a\nreveal\nnext\nlist\n"
    )
    done = meet(on, script(lines))
    assert (done.code, done.err) == (0, "")
    rows = done.out.splitlines()[-3:]
    assert rows[0].startswith("1. R-001 one: 3 days, rank 1, above the line, undecided")
    assert rows[1] == "--- the line: 5 days to give away · 3 taken · 2 left ---"
    assert rows[2].startswith("2. R-002 two: 4 days, rank 2, below the line, did not fit: needs 4")


def test_a_confidential_request_is_its_number_in_every_answer(on: Run, script: Write) -> None:
    lines = (
        'add "Close the Oslo office"\nfill R-001 confidential yes\nfill R-001 problem Oslo\n'
        "table R-001\nlist\nshow R-001\nwhere\n"
    )
    done = on("meet", "--new", "--date", "2026-12-01", "--script", script(f"at 09:00\n{lines}"))
    assert "1. R-001: " in done.out
    assert "R-001 R-001" not in done.out
    shown = on("list").out + on("show", "1").out + on("show", "1", "--json").out
    shown += on("history", "--json").out + on("list", "Oslo").out
    assert "Oslo" not in done.out + shown
    assert "R-001" in shown
    assert "R-001  R-001" not in shown + done.out


def test_hostile_titles_reach_no_terminal(on: Run, script: Write) -> None:
    title = "\x1b]0;owned\x07\x1b[31m[/x]{0}\u202e=1+1"
    done = on("meet", "--script", script(f'add "{title}"\nshow R-001\n'))
    shown = done.out + on("list").out + on("show", "R-001").out + on("list", "--json").out
    assert done.code == 0
    assert not any(letter in shown for letter in "\x1b\x07\x9b\u202e")
    assert "[/x]{0}" in shown


def test_a_private_note_is_in_no_file(on: Run, script: Write, workspace: Path) -> None:
    done = meet(on, script('at 09:00\nprivate "Meier is leaving"\nexport\n'))
    assert done.code == 0
    written = [path.read_text("utf-8") for path in (workspace / "exports").rglob("*.*")]
    assert len(written) == 6
    assert not any("leaving" in text for text in written)


def test_whoever_comes_late_is_told_the_same_three_lines_as_on_screen(
    on: Run, script: Write
) -> None:
    refused = on("meet", "--script", script("catch-up\n"))
    assert "No meeting is open" in refused.err
    done = on("meet", "--new", "--date", "2026-12-01", "--script", script("at 09:00\ncatch-up\n"))
    told = done.out.splitlines()[-3:]
    assert told[0].startswith("Stage 1 of 10, Open, 3 minutes left;")
    assert told[1] == "Nothing is decided yet."
    assert "votes from the next ballot on" in told[2]
