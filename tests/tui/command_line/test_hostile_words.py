"""Hostile texts on the command line, in plain mode and around the program: words, never more."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from agendas.agenda import Agenda
from agendas.agenda_file import load
from agendas.meeting.clock import LiveClock
from agendas.meeting.commands.quoting import quoted
from agendas.session import open_session
from tui.plain import Plain
from tui.widgets.plain_text import inert

#: Texts meet the ways in turn; with NOTTHISMONTH_LONG=1 each text meets all of them.
ALL_WAYS = "NOTTHISMONTH_LONG" in os.environ
WAYS: tuple[Callable[[str], list[str]], ...] = (
    lambda text: ["add", "--", text],
    lambda text: ["add", "a title", "--requester", text, "--department", text],
    lambda text: ["list", "--", text],
    lambda text: ["show", "--", text],
    lambda text: ["history", "--", text],
    lambda text: ["help", "--", text],
    lambda text: ["export", "--format", text],
    lambda text: ["export", "--", text],
    lambda text: ["import", "--", text],
    lambda text: ["meet", "--script", text],
    lambda text: ["-w", text, "list"],
    lambda text: ["init", "made", "--agenda", text],
    lambda text: [text],
)


def said_plainly(text: str) -> bool:
    """Whether a terminal shows the text and obeys nothing in it."""
    return all(inert(line) == line for line in text.split("\n"))


@pytest.fixture
def here(workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder beside the workspace, which is the one opened last."""
    beside = tmp_path / "beside"
    beside.mkdir()
    monkeypatch.chdir(beside)
    monkeypatch.setenv("NOTTHISMONTH", str(workspace))
    return workspace


def test_a_hostile_word_of_the_command_line_is_answered_in_words(
    here: Path, program: Callable[..., Any], hostile_corpus: ModuleType
) -> None:
    for place, (name, text) in enumerate(hostile_corpus.EVERYTHING.items()):
        in_turn = () if place % 3 else (WAYS[place // 3 % len(WAYS)],)
        for way in WAYS if ALL_WAYS else in_turn:
            ran = program(*way(text))
            assert ran.code in (0, 1, 2), name
            assert said_plainly(ran.out), name
            assert said_plainly(ran.err), name
            assert ran.code == 0 or ran.err, name
    ran = program("list", "--json")
    assert ran.json()
    assert ran.out.isascii()


def log_lines(folder: Path) -> Iterable[bytes]:
    """Every line of the log."""
    for file in sorted((folder / "data").glob("events-*.jsonl")):
        yield from file.read_bytes().split(b"\n")[:-1]


def test_a_hostile_text_in_any_plain_command_is_one_line_of_the_log_and_no_more(
    workspace: Path, hostile_corpus: ModuleType
) -> None:
    agenda = load(workspace / "agenda.yaml")
    assert isinstance(agenda, Agenda)
    session = open_session(workspace, agenda, LiveClock(), "R. Lindqvist")
    plain = Plain(session)
    begin = ('add "a" department Sales', 'add "b"', "meeting 2026-12-01", "present")
    assert all(answer.done for answer in map(plain.answer, begin) if answer)
    commands = (
        "{}", "note {}", "private {}", "fill R-001 title {}", "fill R-001 benefit {}",
        "fill R-001 labels {}", "fill R-001 links {}", "fill R-002 requester {}", "guest {}",
        "stand-in {}", "not R-002 VAL {} if {} teller {}", "decline R-002 FIT {}",
        "emergency {} by {} why {} days 1", "adjourn {}", "resume", "object Meier {}",
        "capacity {}", "ballot Meier {}", "stage {}", "show {}", "help {}", "list", "where", "undo",
    )  # fmt: skip
    before, refused = session.workspace.last, 0
    try:
        for place, (name, text) in enumerate(hostile_corpus.EVERYTHING.items()):
            for command in ("add {}", *(commands if ALL_WAYS else commands[place % 8 :: 8])):
                answer = plain.answer(command.format(*[quoted(text)] * 3))
                assert answer is not None
                assert answer.lines, (name, command)
                assert all(inert(line) == line for line in answer.lines), (name, command)
                refused += not answer.done
            raw = plain.answer(text)
            assert raw is None or all(inert(line) == line for line in raw.lines), name
    finally:
        session.close()
    assert session.workspace.last > before
    # No text was changed without a word: a title is one line, and all else in it as typed.
    titles = {request.title for request in session.workspace.requests.values()}
    kept = [text for text in hostile_corpus.TEXTS.values() if len(text) <= 20_000]
    assert {" ".join(text.split()) for text in kept} <= titles
    assert refused
    lines = list(log_lines(workspace))
    assert [json.loads(line)["number"] for line in lines] == list(range(1, len(lines) + 1))
    assert all(0x20 <= byte != 0x7F for line in lines for byte in line)


def test_a_user_with_a_hostile_name_is_named_in_letters(
    workspace: Path, on: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("M\udcfcller\x1b[31m", "\x1b]0;x\x07", "x" * 5_000, "\u202efdp"):
        monkeypatch.setenv("LOGNAME", name)
        monkeypatch.setenv("USER", name)
        assert on("add", "A wish").code == 0
    who = {json.loads(line)["who"] for line in log_lines(workspace)}
    assert "M\ufffdller" in who
    assert all(name.isprintable() and 0 < len(name) <= 80 for name in who)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such folder")
def test_a_folder_with_a_hostile_name_works_and_is_named_in_letters(
    tmp_path: Path, program: Callable[..., Any], script: Callable[[str], Path]
) -> None:
    folder = tmp_path / os.fsdecode(b"\x1b[31m\xfe\n[bold] {x}")
    for words in (
        ("init", folder),
        ("-w", folder, "add", "A wish"),
        ("-w", folder, "meet", "--script", script("meeting 2026-12-01\npresent\n")),
        ("-w", folder, "export"),
        ("-w", folder, "verify"),
        ("-w", folder, "list"),
    ):
        ran = program(*words)
        assert ran.code == 0, ran.err
        assert said_plainly(ran.out)
        assert said_plainly(ran.err)
    assert (folder / "exports" / "2026-12-01" / "record.md").is_file()
