"""The three rooms keep apart, start fast, and take their files along."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

ROOMS = ("agendas", "exports", "tui")


def folder_of(room: str) -> Path:
    """Where a room is imported from: the checkout, or the installed wheel."""
    spec = importlib.util.find_spec(room)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def modules_of(room: str) -> list[str]:
    """Every module of a room by its file, so that none hides behind a missing `__init__`."""
    folder = folder_of(room)
    names = [path.relative_to(folder.parent).with_suffix("") for path in folder.rglob("*.py")]
    return sorted(".".join(name.parts).removesuffix(".__init__") for name in names)


def loaded_by(program: str) -> set[str]:
    """The top-level packages that a fresh interpreter has loaded after a program."""
    report = "import json, sys\nprint('\\n' + json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\n{report}"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return {name.partition(".")[0] for name in json.loads(done.stdout.splitlines()[-1])}


@pytest.mark.parametrize("room", ["agendas", "exports"])
def test_no_module_of_the_domain_or_the_records_loads_the_screen(room: str) -> None:
    modules = modules_of(room)
    loaded = loaded_by("\n".join(f"import {name}" for name in modules))
    assert room in loaded
    assert not loaded & {"textual", "rich", "tui"}


def test_the_domain_knows_nothing_of_the_records() -> None:
    assert "exports" not in loaded_by("\n".join(f"import {name}" for name in modules_of("agendas")))


@pytest.mark.parametrize("module", ["tui.cli", "tui.plain"])
def test_command_line_and_plain_mode_do_not_load_textual(module: str) -> None:
    assert "textual" not in loaded_by(f"import {module}")


@pytest.mark.parametrize("arguments", [["--help"], ["help", "commands"]])
def test_asking_for_help_does_not_load_textual(arguments: list[str]) -> None:
    program = f"""
import sys
from tui.cli import main
sys.argv = ["notthismonth", *{arguments!r}]
try:
    code = main()
except SystemExit as end:
    code = end.code
assert not code, code
"""
    assert "textual" not in loaded_by(program)


@pytest.mark.parametrize("room", ROOMS)
def test_every_folder_with_modules_is_a_package_with_an_empty_init(room: str) -> None:
    for folder in {path.parent for path in folder_of(room).rglob("*.py")}:
        assert (folder / "__init__.py").read_bytes() == b"", folder


@pytest.mark.parametrize(
    ("room", "folder", "ending"),
    [
        ("agendas", "templates", "monthly.yaml"),
        ("agendas", "templates", "fortnightly.yaml"),
        ("agendas", "intake/profiles", ".yaml"),
        ("exports", "templates", ".html.j2"),
        ("tui", "styles", ".tcss"),
    ],
)
def test_files_that_are_no_modules_come_along(room: str, folder: str, ending: str) -> None:
    found = [file for file in files(room).joinpath(folder).iterdir() if file.name.endswith(ending)]
    assert found
    assert all(file.read_text(encoding="utf-8").strip() for file in found)
