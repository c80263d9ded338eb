"""The close: the sum, what is missing, a typed word, and the files."""

import json

import pytest

SIZES = [(80, 24), (120, 36)]


async def test_the_sum_is_printed_without_zero_terms(held, on_screen):
    held = held("close")
    async with on_screen(held) as screen:
        text = screen.text
    assert "14  considered" in text
    assert "1  back to the requester" in text
    assert "merged" not in text
    assert "Next meeting: Tuesday 1 December 2026" in text


async def test_what_is_missing_is_listed_and_enter_jumps_there(held, on_screen):
    held = held("read_back")
    held.do("undo", "next")
    async with on_screen(held) as screen:
        assert "STILL MISSING" in screen.text
        row = screen.cursor
        await screen.press("enter")
        assert held.meeting.stage_id in ("line", "not_this_month")
        assert screen.cursor == row


async def test_finalising_with_something_missing_is_refused_at_its_row(held, on_screen):
    held = held("line")
    held.do("stage close")
    async with on_screen(held) as screen:
        await screen.press("end", "F")
        assert "not yet" in screen.text.lower()
        assert screen.cursor == held.meeting.order[0]
    assert held.meeting.status == "running"


async def test_only_the_typed_word_locks_the_record(held, on_screen):
    held = held("close")
    async with on_screen(held) as screen:
        await screen.press("F")
        assert "14  considered" in screen.text
        await screen.answer("yes")
        assert "the word was “final”" in screen.text
        assert held.meeting.status == "running"
        await screen.press("F", "escape")
        assert held.meeting.status == "running"


async def test_the_final_record_has_number_seal_and_files(held, on_screen):
    held = held("close")
    async with on_screen(held, (120, 36)) as screen:
        await screen.press("F")
        await screen.answer("FINAL")
        await screen.app.workers.wait_for_complete()
        await screen.press()
        text = screen.text
    m = held.meeting
    assert m.status == "final"
    assert f"Record {m.number} is final." in text
    assert m.seal[:12] in text
    assert "record.json" in text
    folder = held.session.folder / "exports" / "2026-11-03"
    assert json.loads((folder / "record.json").read_text())["final"] is True


async def test_files_can_be_written_half_way_and_say_so(held, on_screen):
    held = held("close")
    async with on_screen(held) as screen:
        await screen.press("X")
        await screen.app.workers.wait_for_complete()
        await screen.press()
        assert "6 files are written" in screen.text
    folder = held.session.folder / "exports" / "2026-11-03"
    assert "NOT FINAL" in (folder / "record.md").read_text()
    assert held.meeting.status == "running"


async def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_lost(held, on_screen):
    held = held("close")
    (held.session.folder / "exports").rmdir() if (
        held.session.folder / "exports"
    ).exists() else None
    (held.session.folder / "exports").write_text("in the way")
    async with on_screen(held) as screen:
        await screen.press("F")
        await screen.answer("final")
        await screen.app.workers.wait_for_complete()
        await screen.press()
        assert "othing was written" in screen.text
    assert held.meeting.status == "final"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_close_looks_as_kept(held, on_screen, golden_screen, size):
    held = held("close", requests=24)
    async with on_screen(held, size) as screen:
        golden_screen(screen.app, f"close-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_what_is_missing_looks_as_kept(held, on_screen, golden_screen, size):
    held = held("line", requests=24)
    held.do("stage close")
    async with on_screen(held, size) as screen:
        golden_screen(screen.app, f"close-missing-{size[0]}x{size[1]}")
