"""The command line: what it prints, what it refuses, and with which exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agendas.store import disk
from tui.cli import SUBCOMMANDS

Run = Callable[..., Any]
Write = Callable[[str], Path]


def test_the_version_is_said_at_once(program: Run) -> None:
    done = program("--version")
    assert done.code == 0
    assert done.out.startswith("notthismonth ")


def test_the_help_names_every_subcommand(program: Run) -> None:
    lines = program("--help").out.splitlines()
    for name in SUBCOMMANDS:
        assert any(line.startswith(f"  {name} ") for line in lines), name
        assert program(name, "--help").code == 0


def test_the_workspace_is_named_before_or_behind_the_subcommand(
    program: Run, workspace: Path
) -> None:
    assert program("-w", workspace, "add", "one").code == 0
    assert program("list", "-w", workspace).out.startswith("R-001  one: open, not ready")


def test_the_workspace_opened_last_is_found_again(program: Run, workspace: Path) -> None:
    assert program("-w", workspace, "add", "one").code == 0
    assert "R-001" in program("list").out


@pytest.mark.parametrize(
    "argv",
    [
        ["nosuch"], ["list", "--nosuch"], ["meet", "--plain", "--script", "x"], ["add"],
        ["meet", "--date", "2026-12-01"], ["meet", "--new", "--date", "2026-13-01"],
        ["meet", "--plain", "--keep-going"], ["meet", "--json"], ["export", "--format", "pdf"],
        ["export", "--to", "x"], ["export", "--format", "json", "--audience", "me"],
        ["help", "nosuch"], ["list", "--sort", "colour"], ["init", "a", "-w", "b"],
    ],
)  # fmt: skip
def test_wrong_usage_exits_2_with_the_reason(on: Run, program: Run, argv: list[str]) -> None:
    done = (program if argv[0] in ("nosuch", "init") else on)(*argv)
    assert (done.code, done.out) == (2, "")
    assert "error: " in done.err


@pytest.mark.parametrize(
    ("argv", "reason"),
    [
        (["show", "R-404"], "there is no request R-404"),
        (["add", " "], "a request needs a title"),
        (["export"], "there is no meeting yet"),
        (["export", "last"], "there is no meeting yet"),
        (["export", "--format", "json", "--language", "xx"], "does not speak xx"),
        (["import", "/no/such/file.csv"], "is not there"),
        (["import", "/"], "is not a file"),
        (["meet", "--script", "/no/such/script"], "No such file"),
        (["list", "is:redy"], "“is:redy” is not known"),
        (["history", "reason:ABC"], "there is no reason ABC"),
        (["meet"], "needs a terminal"),
    ],
)
def test_what_cannot_be_done_exits_1_with_the_reason(on: Run, argv: list[str], reason: str) -> None:
    done = on(*argv)
    assert (done.code, done.out) == (1, "")
    assert reason.casefold() in done.err.casefold()


def test_a_folder_without_a_workspace_is_named(program: Run, tmp_path: Path) -> None:
    done = program("-w", tmp_path, "list")
    assert done.code == 1
    assert f"{tmp_path} holds no agenda.yaml" in done.err


def test_a_second_init_keeps_what_is_there(program: Run, workspace: Path) -> None:
    (workspace / "agenda.yaml").write_text("# mine\n", "utf-8")
    done = program("init", workspace)
    assert done.code == 1
    assert "is already there and was kept" in done.err
    assert (workspace / "agenda.yaml").read_text("utf-8") == "# mine\n"


def test_every_mistake_of_an_agenda_is_said_with_its_place(on: Run, workspace: Path) -> None:
    agenda = workspace / "agenda.yaml"
    wrong = agenda.read_text("utf-8").replace("period: monthly", "period: yearly\ncolour: red")
    agenda.write_text(wrong, "utf-8")
    done = on("list")
    assert done.code == 1
    lines = wrong.splitlines()
    for word in ("period: yearly", "colour: red"):
        assert f"{agenda}:{lines.index(word) + 1}:" in done.err


def test_a_running_meeting_goes_on_with_its_own_agenda_when_the_file_is_broken(
    on: Run, workspace: Path, script: Write
) -> None:
    new = ("meet", "--new", "--date", "2026-12-01", "--script")
    assert on(*new, script("at 09:00\npresent\n")).code == 0
    (workspace / "agenda.yaml").write_text("series: [\n", "utf-8")
    done = on("meet", "--json", "--script", script("at 09:01\nnext\n"))
    assert done.code == 0
    assert done.objects()[-1]["stage"] == "promised"
    assert "agenda.yaml:" in done.err
    assert on("meet", "--new", "--date", "2027-01-05", "--json").code == 1


def test_a_damaged_log_is_readable_and_nothing_is_added_to_it(on: Run, workspace: Path) -> None:
    for title in ("one", "two", "three"):
        assert on("add", title).code == 0
    log = next((workspace / "data").glob("events-*.jsonl"))
    content = log.read_bytes().replace(b'"two"', b'"six"')
    log.write_bytes(content)
    refused, listed, verified = on("add", "four"), on("list", "--json"), on("verify", "--json")
    assert refused.code == 1
    assert "is not as it was written" in refused.err
    assert [request["title"] for request in listed.json()] == ["one"]
    assert "is not as it was written" in listed.err
    assert verified.code == 1
    assert verified.json()[0]["intact"] is False
    assert (verified.json()[0]["first"]["entry"], verified.json()[0]["first"]["line"]) == (3, 3)
    assert log.read_bytes() == content


def test_verify_says_of_each_meeting_that_it_is_intact(on: Run, script: Write) -> None:
    assert on("verify", "--json").json() == []
    ended = script("present\ncapacity 8\nstage close\nfinalise")
    on("meet", "--new", "--date", "2026-12-01", "--script", ended)
    (row,) = on("verify", "--json").json()
    assert (row["meeting"], row["date"], row["intact"]) == (1, "2026-12-01", True)
    record = json.loads(on("export", "--format", "json", "--to", "-").out)
    assert (row["seal"], len(row["seal"])) == (record["seal"], 64)
    entries = row["entries"]
    assert on("verify").out == (
        f"1. 1 December 2026: intact, {entries} entries, seal {row['seal']}\n"
    )


def test_who_has_the_workspace_open_is_named(on: Run, workspace: Path) -> None:
    held = subprocess.Popen(
        [sys.executable, "-c", PLAIN, "-w", str(workspace), "meet", "--plain"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert held.stdout is not None
    assert "No meeting is open" in held.stdout.readline()
    refused, listed = on("add", "one"), on("list")
    held.communicate("quit\n", timeout=20)
    assert refused.code == 1
    assert "has had this workspace open since" in refused.err
    assert listed.code == 0
    assert on("add", "one").code == 0


PLAIN = "import sys; from tui.cli import main; sys.exit(main())"


def test_a_write_that_is_not_saved_exits_1(on: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(disk, "sync", full)
        done = on("add", "one")
    assert (done.code, done.out) == (1, "")
    assert "No space left on device" in done.err


def test_no_answer_tells_what_is_not_on_disk(
    on: Run, script: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(disk, "sync", full)
        done = on("meet", "--json", "--script", script("add one\nadd two\n"))
    assert done.code == 1
    assert not [answer for answer in done.objects() if answer["done"]]
    assert "No space left on device" in done.err


def test_ctrl_c_keeps_what_was_done(
    on: Run, script: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.plain import Plain

    answer = Plain.answer

    def stopped(self: Plain, line: str) -> Any:
        if line == "add two":
            raise KeyboardInterrupt
        return answer(self, line)

    with monkeypatch.context() as patched:
        patched.setattr(Plain, "answer", stopped)
        done = on("meet", "--script", script("add one\nadd two\n"))
    assert done.code == 1
    assert "what was done before is kept" in done.err
    assert [request["title"] for request in on("list", "--json").json()] == ["one"]


def test_a_reader_that_has_gone_is_no_error_on_screen(on: Run, workspace: Path) -> None:
    lines = [f"add number {n} {'of many ' * 50}" for n in range(400)]  # more than a pipe holds
    path = workspace / "many.ntm"
    path.write_text("\n".join(lines), "utf-8")
    assert on("meet", "--script", path).code == 0
    program = [sys.executable, "-c", PLAIN, "-w", str(workspace), "list"]
    running = subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout is not None
    assert running.stderr is not None
    assert running.stdout.readline().startswith("R-001")
    running.stdout.close()
    said = running.stderr.read()
    running.stderr.close()
    assert running.wait(20) == 1
    assert said == ""


@pytest.mark.parametrize(
    "argv",
    [["--version"], ["list"], ["show", "1"], ["export", "--format", "html"], ["history"]],
)
def test_nothing_but_the_screen_loads_the_screen_library(
    on: Run, workspace: Path, script: Write, argv: list[str]
) -> None:
    on("meet", "--new", "--date", "2026-12-01", "--script", script("add one\n"))
    named = [] if argv == ["--version"] else ["-w", str(workspace)]
    report = (
        "import json, sys; from tui.cli import main; code = main(); "
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", report, *named, *argv],
        capture_output=True,
        text=True,
        env=os.environ,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    loaded = {name.partition(".")[0] for name in json.loads(done.stderr.splitlines()[-1])}
    assert not loaded & {"textual", "rich"}
    if argv == ["--version"]:
        assert not loaded & {"agendas", "exports", "msgspec", "yaml"}


@pytest.mark.parametrize("words", [("meet",), ("meet", "--new")])
def test_meet_opens_the_screen_to_write(
    on: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    writable: list[bool] = []

    def show(session: Any, *_more: object, **_named: object) -> int:
        writable.append(session.writable)
        session.close()
        return 0

    monkeypatch.setattr("tui.opening.show", show)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert on(*words).code == 0
    assert writable == [True]
