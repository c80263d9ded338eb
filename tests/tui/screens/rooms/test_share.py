"""Share: files, sentences, the clipboard."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path("demo/exports/2026-10-27")


async def test_w_writes_all_files_that_the_agenda_names(demo: Any) -> None:
    async with demo.open("share") as pilot:
        assert "write 6 files" in demo.rows[-1]
        assert [row.split()[0] for row in demo.rows if "only with" in row] == ["6"]
        await demo.press(pilot, "w")
        assert "6 files are written" in demo.status
    written = {path.name for path in FOLDER.iterdir()}
    assert written == {
        "record.md", "record.html", "record.json", "candidates.csv", "page.md", "requesters.md",
    }  # fmt: skip


async def test_a_digit_writes_one_file_and_its_row_says_when(demo: Any) -> None:
    async with demo.open("share") as pilot:
        before = next(row for row in demo.rows if "page.html" in row)
        await demo.press(pilot, "6")
        after = next(row for row in demo.rows if "page.html" in row)
        assert "page.html" in demo.status
    assert [path.name for path in FOLDER.iterdir()] == ["page.html"]
    assert "only with 6" in before
    assert "only with" not in after


async def test_y_copies_the_sentence_under_the_cursor_and_names_the_file_that_has_it(
    demo: Any,
) -> None:
    async with demo.open("share") as pilot:
        demo.list.select("tell:R-144")
        await pilot.pause()
        await demo.press(pilot, "y")
        assert demo.app.clipboard.startswith("R-144 Sales app works without a network: not this")
        assert "You hear this from R. Lindqvist." in demo.app.clipboard
        assert "requesters.md" in demo.status
    assert "R-144" in (FOLDER / "requesters.md").read_text(encoding="utf-8")


async def test_y_on_a_file_copies_the_one_page(demo: Any) -> None:
    async with demo.open("share") as pilot:
        await demo.press(pilot, "y")
        assert demo.app.clipboard.startswith("# What IT does in November 2026, and what not")
        assert "page.md" in demo.status


async def test_a_meeting_that_goes_on_is_shared_as_not_final(demo: Any) -> None:
    demo.session.open_meeting(date(2026, 11, 24))
    async with demo.open("share") as pilot:
        assert "NOT FINAL" in demo.text
        await demo.press(pilot, "5")
    text = Path("demo/exports/2026-11-24/page.md").read_text(encoding="utf-8")
    assert "NOT FINAL" in text


async def test_another_meeting_can_be_chosen(demo: Any) -> None:
    async with demo.open("share") as pilot:
        await demo.press(pilot, "m", "4")
        assert "28 July 2026" in demo.text
        await demo.press(pilot, "5")
    assert Path("demo/exports/2026-07-28/page.md").exists()


async def test_a_folder_that_takes_no_files_is_said_and_nothing_breaks(demo: Any) -> None:
    Path("demo/exports").rmdir()
    Path("demo/exports").write_text("a file in the way")
    async with demo.open("share") as pilot:
        await demo.press(pilot, "w")
        assert "nothing was written" in demo.status


async def test_a_window_that_only_reads_may_write_files(reader: Any) -> None:
    async with reader.open("share") as pilot:
        await reader.press(pilot, "5")
        assert "page.md" in reader.status


async def test_before_the_first_meeting_there_is_nothing_to_share(empty: Any) -> None:
    async with empty.open("share") as pilot:
        assert "Nothing to share yet." in empty.text
        assert not {"write", "copy", "meeting"} & set(empty.rows[-1].split())
        await empty.press(pilot, "w", "y", "5")
    assert list(Path("new/exports").iterdir()) == []


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_share_looks_as_it_was_last_looked_at(
    demo: Any, golden_screen: Any, size: tuple[int, int]
) -> None:
    async with demo.open("share", *size) as pilot:
        await demo.press(pilot, *["down"] * 8)
        golden_screen(demo.app, f"share-{size[0]}x{size[1]}")
