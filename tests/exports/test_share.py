"""Where the files of a meeting go, and what is said when they cannot."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from agendas.language import ENGLISH, Message
from agendas.record import Record
from exports.formats import FORMATS, render
from exports.share import write_all

Builders = dict[str, Callable[[], Record]]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "priorities"
    folder.mkdir()
    return folder


def said(result: tuple[Path, ...] | Message) -> str:
    assert isinstance(result, Message)
    return ENGLISH.say(result)


def test_all_files_are_in_the_folder_of_the_date(records: Builders, workspace: Path) -> None:
    record = records["whole"]()
    written = write_all(record, workspace / "exports", FORMATS, seal="abc")
    folder = workspace / "exports" / "2026-12-01"
    names = [
        "record.md",
        "record.html",
        "record.json",
        "candidates.csv",
        "page.md",
        "page.html",
        "requesters.md",
    ]
    assert written == tuple(folder / name for name in names)
    assert sorted(os.listdir(folder)) == sorted(names)
    assert (folder / "record.json").read_bytes() == render(record, "json", ENGLISH, seal="abc")


def test_the_second_meeting_of_a_date_has_a_folder_of_its_own(
    records: Builders, workspace: Path
) -> None:
    written = write_all(records["whole"](), workspace / "exports", ["page"], first_of_day=False)
    assert written == (workspace / "exports" / "2026-12-01-7" / "page.md",)


def test_writing_again_replaces_the_files(records: Builders, workspace: Path) -> None:
    write_all(records["interim"](), workspace / "exports", ["markdown"])
    write_all(records["whole"](), workspace / "exports", ["markdown", "markdown"])
    (only,) = (workspace / "exports" / "2026-12-01").iterdir()
    assert "NOT FINAL" not in only.read_text(encoding="utf-8")


def test_copies_go_to_the_folders_of_the_agenda(
    records: Builders, workspace: Path, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    written = write_all(
        records["whole"](), workspace / "exports", ["page"], copies=["for/all", str(share)]
    )
    assert written == (
        workspace / "exports" / "2026-12-01" / "page.md",
        workspace / "for" / "all" / "2026-12-01" / "page.md",
        share / "2026-12-01" / "page.md",
    )


@pytest.mark.parametrize("copy", ["../outside", "a/../../outside", "link", "link/deeper"])
def test_a_relative_folder_does_not_lead_out_of_the_workspace(
    records: Builders, workspace: Path, tmp_path: Path, copy: str
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (workspace / "link").symlink_to(tmp_path / "elsewhere")
    result = write_all(records["whole"](), workspace / "exports", ["page"], copies=[copy])
    assert "written: " in said(result)
    assert f"nothing in {copy}: it leads out of the workspace" in said(result)
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert not (tmp_path / "outside").exists()
    assert (workspace / "exports" / "2026-12-01" / "page.md").exists()


def test_a_link_in_place_of_the_dated_folder_is_not_followed(
    records: Builders, workspace: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (workspace / "exports").mkdir()
    (workspace / "exports" / "2026-12-01").symlink_to(tmp_path / "elsewhere")
    result = write_all(records["whole"](), workspace / "exports", ["page"])
    assert "2026-12-01 is a link to another place" in said(result)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_an_absolute_folder_that_is_not_there_is_named_and_not_made(
    records: Builders, workspace: Path, tmp_path: Path
) -> None:
    gone = tmp_path / "not-mounted"
    result = write_all(records["whole"](), workspace / "exports", ["page"], copies=[str(gone)])
    assert f"nothing in {gone}: there is no such folder" in said(result)
    assert not gone.exists()


def test_what_could_not_be_written_is_named_beside_what_was(
    records: Builders, workspace: Path
) -> None:
    folder = workspace / "exports" / "2026-12-01"
    (folder / "page.md").mkdir(parents=True)
    result = said(write_all(records["whole"](), workspace / "exports", ["markdown", "page"]))
    assert result.startswith(f"written: {folder / 'record.md'}; not written: {folder / 'page.md'}")
    assert sorted(os.listdir(folder)) == ["page.md", "record.md"]


def test_a_folder_that_cannot_be_made_is_a_sentence(records: Builders, workspace: Path) -> None:
    (workspace / "exports").write_text("a file")
    result = said(write_all(records["whole"](), workspace / "exports", ["page"]))
    assert result.startswith("nothing was written: nothing in ")


def test_an_unknown_format_is_refused_before_anything_is_written(
    records: Builders, workspace: Path
) -> None:
    result = said(write_all(records["whole"](), workspace / "exports", ["page", "docx"]))
    assert "there is no format docx" in result
    assert not (workspace / "exports").exists()
