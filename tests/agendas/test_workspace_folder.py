"""The folder of a series: made without overwriting anything, found in the promised order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from agendas.agenda import Agenda, Period
from agendas.agenda_file import load
from agendas.language import ENGLISH
from agendas.workspace_folder import (
    TEMPLATES,
    NotMade,
    find_workspace,
    init_workspace,
    is_workspace,
    last_opened,
    remember_opened,
    state_folder,
    template,
)

OWN = Path(__file__).parents[1] / "data" / "agendas"


def workspace(folder: Path) -> Path:
    """A folder that holds an agenda."""
    folder.mkdir(parents=True)
    (folder / "agenda.yaml").write_text("series: x\n")
    return folder


def refused(found: Path | NotMade) -> list[str]:
    """What is said when no workspace was made."""
    assert isinstance(found, NotMade)
    return [ENGLISH.say(message) for message in found.messages]


@pytest.mark.parametrize("name", TEMPLATES)
def test_init_makes_a_workspace_whose_agenda_is_the_shipped_one(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "priorities"
    assert init_workspace(folder, name) == folder
    assert sorted(entry.name for entry in folder.iterdir()) == ["agenda.yaml", "data", "exports"]
    assert (folder / "agenda.yaml").read_bytes() == template(name).read_bytes()
    agenda = load(folder / "agenda.yaml")
    assert isinstance(agenda, Agenda)
    assert agenda.period is Period(name)


def test_init_takes_an_agenda_of_ones_own_with_its_comments(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    assert init_workspace(folder, OWN / "own_words.yaml") == folder
    assert (folder / "agenda.yaml").read_bytes() == (OWN / "own_words.yaml").read_bytes()


def test_init_refuses_an_agenda_with_mistakes_and_makes_nothing(tmp_path: Path) -> None:
    said = refused(init_workspace(tmp_path / "new", OWN / "many_mistakes.yaml"))
    assert len(said) == 9
    assert said[0].startswith("many_mistakes.yaml:2:9: period: ")
    assert not (tmp_path / "new").exists()


def test_init_names_an_agenda_that_does_not_exist(tmp_path: Path) -> None:
    said = refused(init_workspace(tmp_path / "new", "weekly"))
    assert said == ["weekly: there is no such file"]
    assert not (tmp_path / "new").exists()


def test_init_never_overwrites_an_agenda(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "old")
    assert refused(init_workspace(folder)) == [
        f"{folder / 'agenda.yaml'} is already there and was kept; edit it, or name another folder"
    ]
    assert (folder / "agenda.yaml").read_text() == "series: x\n"
    assert [entry.name for entry in folder.iterdir()] == ["agenda.yaml"]


def test_init_keeps_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    folder = tmp_path / "linked"
    folder.mkdir()
    try:
        (folder / "agenda.yaml").symlink_to(tmp_path / "unplugged" / "agenda.yaml")
    except OSError:
        pytest.skip("this system makes no links")
    assert isinstance(init_workspace(folder), NotMade)
    assert (folder / "agenda.yaml").is_symlink()


def test_init_keeps_what_else_lies_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "mine.txt").write_text("kept")
    assert init_workspace(tmp_path) == tmp_path
    assert (tmp_path / "data" / "mine.txt").read_text() == "kept"


def test_init_says_why_a_folder_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    said = refused(init_workspace(tmp_path / "file" / "inside"))
    assert said[0].startswith(f"no workspace was made in {tmp_path / 'file' / 'inside'}: ")


def test_the_named_folder_comes_first_even_if_it_is_none(tmp_path: Path) -> None:
    here, there = workspace(tmp_path / "here"), workspace(tmp_path / "there")
    named = tmp_path / "named"
    assert find_workspace(named, here, {"NOTTHISMONTH": str(there)}, there) == named


def test_naming_the_agenda_names_its_folder(tmp_path: Path) -> None:
    here = workspace(tmp_path / "here")
    assert find_workspace(here / "agenda.yaml", tmp_path, {}, None) == here


def test_the_current_folder_comes_before_the_variable(tmp_path: Path) -> None:
    here, there = workspace(tmp_path / "here"), workspace(tmp_path / "there")
    assert find_workspace(None, here, {"NOTTHISMONTH": str(there)}, there) == here


def test_the_variable_comes_before_the_last_one_opened(tmp_path: Path) -> None:
    there = workspace(tmp_path / "there")
    variable = tmp_path / "variable"
    assert find_workspace(None, tmp_path, {"NOTTHISMONTH": str(variable)}, there) == variable
    assert find_workspace(None, tmp_path, {"NOTTHISMONTH": ""}, there) == there


def test_the_last_one_opened_counts_while_it_is_there(tmp_path: Path) -> None:
    assert find_workspace(None, tmp_path, {}, tmp_path / "gone") is None
    assert find_workspace(None, tmp_path, {}, None) is None


def test_a_path_that_no_system_takes_is_no_workspace() -> None:
    assert not is_workspace(Path("x" * 5000))
    assert not is_workspace(Path("nul\0inside"))


def test_the_last_one_opened_is_remembered(tmp_path: Path) -> None:
    state = tmp_path / "state"
    assert last_opened(state) is None
    for name in ("first", "zwölf 王 "):
        folder = tmp_path / name
        remember_opened(folder, state)
        assert last_opened(state) == folder


def test_a_relative_folder_is_remembered_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    remember_opened(Path("here"), tmp_path / "state")
    assert last_opened(tmp_path / "state") == tmp_path / "here"


def test_a_state_folder_that_cannot_be_written_is_no_matter(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    remember_opened(tmp_path, tmp_path / "state")
    assert last_opened(tmp_path / "state") is None
    assert (tmp_path / "state").read_text() == "in the way"


@pytest.mark.parametrize("content", [b"", b"a\0b", b"/x" * 5000], ids=["empty", "nul", "long"])
def test_a_spoilt_memory_is_forgotten(content: bytes, tmp_path: Path) -> None:
    remember_opened(tmp_path, tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(content)
    assert last_opened(tmp_path) is None


def test_the_state_belongs_to_the_user(home: Path) -> None:
    assert home in state_folder().parents


@pytest.mark.skipif(os.name != "posix", reason="rights are kept this way on POSIX systems")
def test_a_workspace_is_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    init_workspace(folder)
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "agenda.yaml").stat().st_mode & 0o077 == 0
