"""Plain mode on a disk that takes nothing more: it says so, goes on, and can save elsewhere."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agendas.store import disk, reserve

Run = Callable[..., Any]


@pytest.fixture
def typed(on: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Types lines while the disk is full after the first of them, and has room for the last."""
    written, real = {"lines": 0}, disk.write

    class Lines(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            written["lines"] += 1
            return super().readline()

    def run(*lines: str, full: range) -> Any:
        def write(descriptor: int, data: bytes | memoryview) -> int:
            if written["lines"] - 1 in full and len(data) > 95:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(descriptor, data)

        monkeypatch.setattr(disk, "write", write)
        monkeypatch.setattr(reserve.Reserve, "give_up", lambda self: False)
        monkeypatch.setattr("sys.stdin", Lines("".join(f"{line}\n" for line in lines)))
        return on("meet", "--plain")

    return run


def titles(on: Run) -> list[str]:
    return [request["title"] for request in on("list", "--json").json()]


def test_what_was_not_saved_is_said_kept_and_saved_with_the_next_line(typed: Run, on: Run) -> None:
    done = typed("add one", "add two", "add three", full=range(1, 2))
    assert done.code == 1
    assert "The disk is full: not saved" in done.err
    assert "There is room again: everything is saved" in done.err
    assert titles(on) == ["one", "two", "three"]


def test_a_copy_elsewhere_is_a_workspace_of_everything_that_was_typed(
    typed: Run, on: Run, program: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "elsewhere"
    done = typed("add one", "add two", "where", f'save copy "{folder}"', full=range(1, 3))
    assert f"A copy is in {folder}, with 1 entry that was not saved here" in done.out
    assert [one["title"] for one in program("list", "--json", "-w", folder).json()] == [
        "one",
        "two",
    ]


@pytest.mark.parametrize("line", ["save", "save copy", "save as elsewhere", "save copy a b"])
def test_it_asks_for_the_folder(typed: Run, line: str) -> None:
    done = typed(line, full=range(0))
    assert done.code == 1
    assert "Type: save copy FOLDER" in done.err


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Lets the disk be full from the entry on that holds this text."""
    real = disk.write

    def from_here(text: str) -> None:
        full: list[bool] = []

        def write(descriptor: int, data: bytes | memoryview) -> int:
            full.extend([True] * (text.encode() in bytes(data)))
            if full and len(data) > 95:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(descriptor, data)

        monkeypatch.setattr(disk, "write", write)
        monkeypatch.setattr(reserve.Reserve, "give_up", lambda self: False)

    return from_here


@pytest.mark.parametrize("last", [101, 200])
@pytest.mark.parametrize("keep_going", [False, True])
def test_a_script_names_every_line_that_was_not_saved(
    on: Run, tmp_path: Path, small: Callable[[str], None], keep_going: bool, last: int
) -> None:
    script = tmp_path / "lines"
    script.write_text("".join(f"add wish{n:03}\n" for n in range(1, last + 1)))
    small("wish100")

    done = on("meet", "--script", script, *(["--keep-going"] if keep_going else []))

    kept = len(titles(on))
    assert done.code == 1
    assert done.out.count("added") == kept < 100
    named = [line for line in done.err.splitlines() if line.startswith(f"{script}:")]
    assert named[0].startswith(f"{script}:{kept + 1}: add wish{kept + 1:03}: The disk is full")
    if keep_going:
        assert [int(line.split(":")[1]) for line in named] == list(range(kept + 1, last + 1))
    else:
        assert len(named) == 1
        assert "stopped there; what was done before is kept" in done.err
