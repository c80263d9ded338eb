"""What the program may touch: its owner's files, the folders that are named, nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

#: Every command once, then the screen without a terminal; what reaches out of the process is told.
WATCHED = r"""
import sys
OUT = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostby", "socket.sendto",
       "urllib.Request", "smtplib.", "ftplib.", "http.client.", "subprocess.Popen", "os.system",
       "os.exec", "os.posix_spawn", "os.fork", "webbrowser.open", "ctypes.dlopen")
told = []
sys.addaudithook(lambda event, args: told.append(event) if event.startswith(OUT) else None)
from tui.cli import main
folder, file, script = sys.argv[1:]
for words in (
    ["init", folder], ["-w", folder, "import", file, "--yes"], ["-w", folder, "add", "A wish"],
    ["-w", folder, "list"], ["-w", folder, "show", "1"], ["-w", folder, "meet", "--script", script],
    ["-w", folder, "export"], ["-w", folder, "export", "--format", "html"],
    ["-w", folder, "history"], ["-w", folder, "verify"], ["help", "commands"], ["--help"],
):
    assert main(words) == 0, words
network = {"socket", "ssl", "http.client", "urllib.request", "smtplib", "ftplib", "webbrowser"}
assert not network & set(sys.modules), network & set(sys.modules)

import asyncio
from pathlib import Path
from agendas.agenda_file import load
from agendas.meeting.clock import LiveClock
from agendas.session import open_session
from tui.app import NotThisMonth
async def look():
    agenda = load(Path(folder) / "agenda.yaml")
    session = open_session(Path(folder), agenda, LiveClock(), "somebody")
    app = NotThisMonth(session)
    async with app.run_test() as pilot:
        for key in ("f2", "f3", "f4", "f5", "f6", "question_mark", "escape", "ctrl+p", "escape"):
            await pilot.press(key)
        await pilot.pause()
    session.close()
asyncio.run(look())
assert not told, told
"""


def test_no_command_and_no_screen_reaches_out_of_the_process(tmp_path: Path) -> None:
    file, script = tmp_path / "wishes.csv", tmp_path / "meeting.ntm"
    file.write_text("Key,Title,Link\nA-1,A wish,https://tracker.example/A-1\n", encoding="utf-8")
    script.write_text("meeting 2026-12-01\npresent\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, tmp_path / "series", file, script],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def copies_to(workspace: Path, folders: str) -> None:
    """Let the agenda of a workspace name folders that get a copy."""
    agenda = workspace / "agenda.yaml"
    text = agenda.read_text(encoding="utf-8")
    formats = next(line for line in text.splitlines() if line.startswith("  formats:"))
    agenda.write_text(text.replace(formats, f"{formats}\n  folders: [{folders}]"), "utf-8")


@pytest.fixture
def generous() -> Iterator[None]:
    """A system that would let everybody write into every new file."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such permissions")
@pytest.mark.usefixtures("generous")
def test_everything_is_readable_by_its_owner_only_but_copies_for_others(
    tmp_path: Path, program: Run, script: Callable[[str], Path]
) -> None:
    folder, shared = tmp_path / "deep" / "series", tmp_path / "shared"
    shared.mkdir()
    assert program("init", folder).code == 0
    copies_to(folder, f"{shared}, wall")
    assert (
        program("-w", folder, "meet", "--script", script("meeting 2026-12-01\npresent\n")).code == 0
    )
    assert program("-w", folder, "export").code == 0
    for path in (folder, *folder.rglob("*")):
        mode = path.stat().st_mode & 0o777
        copy = (folder / "wall") in (path, *path.parents)
        if copy:
            assert mode & 0o044, path
        else:
            assert mode == (0o700 if path.is_dir() else 0o600), path
    assert (folder / "wall" / "2026-12-01" / "record.md").is_file()
    copies = {path.stat().st_mode & 0o777 for path in (shared / "2026-12-01").rglob("*")}
    assert copies == {0o644}


def test_no_link_in_exports_leads_what_is_written_elsewhere(
    workspace: Path, on: Run, tmp_path: Path, script: Callable[[str], Path]
) -> None:
    victim = tmp_path / "victim"
    victim.write_text("theirs", encoding="utf-8")
    day = workspace / "exports" / "2026-12-01"
    day.mkdir(parents=True)
    (day / "record.md").symlink_to(victim)
    (day / "record.html").symlink_to(tmp_path / "not there")
    assert on("meet", "--script", script("meeting 2026-12-01\npresent\n")).code == 0
    assert on("export").code == 0
    assert victim.read_text(encoding="utf-8") == "theirs"
    assert not (tmp_path / "not there").exists()
    assert (day / "record.md").is_file()
    assert not (day / "record.md").is_symlink()
    for path in sorted(day.iterdir()):
        path.unlink()
    day.rmdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    day.symlink_to(elsewhere)
    refused = on("export")
    assert refused.code == 1
    assert "a link to another place" in refused.err
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("folder", ["../outside", "wall/../../outside", "~nobody-at-all/x"])
def test_an_agenda_names_no_folder_outside_but_one_that_is_there_by_its_whole_name(
    workspace: Path, on: Run, script: Callable[[str], Path], folder: str
) -> None:
    copies_to(workspace, f"'{folder}'")
    assert on("meet", "--script", script("meeting 2026-12-01\npresent\n")).code == 0
    refused = on("export")
    assert refused.code == 1
    assert "not written" in refused.err
    assert (workspace / "exports" / "2026-12-01" / "record.md").is_file()
    assert not (workspace.parent / "outside").exists()


@pytest.mark.parametrize("series", ["../../x", "/etc/passwd", "CON", "..", "~root", "x" * 200])
def test_no_name_of_a_series_is_a_part_of_a_path(
    workspace: Path, on: Run, script: Callable[[str], Path], series: str
) -> None:
    agenda = workspace / "agenda.yaml"
    text = agenda.read_text(encoding="utf-8")
    agenda.write_text(text.replace("series: IT priorities", f"series: '{series}'"), "utf-8")
    assert (
        on("meet", "--script", script(f'add "{series}"\nmeeting 2026-12-01\npresent\n')).code == 0
    )
    assert on("export").code == 0
    day = workspace / "exports" / "2026-12-01"
    assert {path.parent for path in (workspace / "exports").rglob("*.*")} <= {day}
    assert all(path.name.replace(".", "").isalpha() for path in day.iterdir())
