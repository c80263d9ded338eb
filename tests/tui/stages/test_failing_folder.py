"""A folder that fails while the meeting runs: said at once in words, nothing acknowledged lost."""

import errno
import os

import pytest

from agendas.agenda_file import AGENDA
from agendas.meeting.clock import ScriptClock
from agendas.meeting.commands.course import Note
from agendas.meeting.commands.grammar import render
from agendas.session import open_session
from agendas.store import disk, reserve
from agendas.workspace_folder import DATA
from tui.app import NotThisMonth


async def settle(held, screen):
    """Until the store has said what became of it, and the screen has shown that."""
    held.session.store.wait(5)
    for _turn in range(10):
        await screen.pilot.pause(0.01)


def failing(error):
    """Makes every write fail with this error."""

    def make(monkeypatch, folder):
        def write(descriptor, data):
            raise OSError(error, os.strerror(error))

        monkeypatch.setattr(disk, "write", write)

    return make


def moved_away(monkeypatch, folder):
    """Somebody renames the folder, or the drive is pulled."""
    folder.rename(folder.parent / "away")


def replaced(monkeypatch, folder):
    """A program that synchronises puts another file in the place of the log."""
    log = max((folder / DATA).glob("events-*"))
    content = log.read_bytes()
    log.rename(log.parent / "kept")
    log.write_bytes(content)


def appended(monkeypatch, folder):
    """Another program writes into the log."""
    with max((folder / DATA).glob("events-*")).open("ab") as log:
        log.write(b"hello\n")


CASES = {
    "EIO": (failing(errno.EIO), "The disk failed"),
    "gone": (moved_away, "The folder is gone"),
    "replaced": (replaced, "Another program changed the data"),
    "read-only": (failing(errno.EROFS), "The disk failed"),
    "appended to": (appended, "Another program changed the data"),
}


@pytest.mark.parametrize("case", CASES if os.environ.get("NOTTHISMONTH_LONG") else list(CASES)[:3])
async def test_it_is_said_at_once_and_a_copy_has_all_that_was_saved_and_typed(
    held, on_screen, monkeypatch, tmp_path, case
):
    fails, words = CASES[case]
    held = held("talk", past=False)
    async with on_screen(held) as screen:
        await screen.press("n")
        await screen.answer("this was saved")
        await settle(held, screen)
        assert "● saved" in screen.rows[0]
        with monkeypatch.context() as patch:
            fails(patch, held.session.folder)
            await screen.press("n")
            await screen.answer("this could not be saved")
            await settle(held, screen)
            assert "● not saved" in screen.rows[0]
            assert "save copy" in screen.rows[-2]
            assert words in screen.rows[-2]
            await screen.press("n")
            assert words in screen.rows[-2]
            assert ": command" in screen.rows[-1]
        await screen.press("colon")
        await screen.answer(f"save copy {tmp_path / 'copy'}")
        for _turn in range(40):
            await screen.pilot.pause(0.01)
            if "a copy is in" in screen.rows[-2]:
                break
    copy = open_session(tmp_path / "copy", held.session.agenda, held.clock, "")
    notes = [note.taken.text for note in copy.workspace.meeting.notes]
    copy.close()
    assert notes == ["this was saved", "this could not be saved"]
    assert (tmp_path / "copy" / AGENDA).exists()


async def test_the_mark_says_disk_full_for_as_long_as_the_reserve_is_used_up(
    held, on_screen, monkeypatch
):
    held, real = held("talk", past=False), disk.write
    kept_back, room = held.session.folder / DATA / reserve.NAME, [0]

    def write(descriptor, data):
        if kept_back.exists() and not room[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(descriptor, data)

    async with on_screen(held) as screen:
        monkeypatch.setattr(disk, "write", write)
        monkeypatch.setattr(disk, "room", lambda folder: room[0])
        monkeypatch.setattr(reserve, "_PAUSE", 1)
        await screen.press("plus")
        await settle(held, screen)
        assert "the reserve of 256 KiB was given up so that" in screen.rows[-2]
        await screen.press("plus")
        await settle(held, screen)
        screen.app.screen.tick()
        assert "● disk full, saved" in screen.rows[0]
        room[0] = 1 << 30
        await screen.press("plus")
        await settle(held, screen)
        screen.app.screen.tick()
        assert "● saved" in screen.rows[0]


async def test_the_projector_says_that_the_folder_is_gone_and_goes_on_when_it_is_back(
    held, screen_rows
):
    held = held("talk", past=False)
    held.session.store.wait(5)
    folder = held.session.folder
    agenda, clock = held.session.agenda, ScriptClock(held.clock.now())
    session = open_session(folder, agenda, clock, "", follow=True)
    app = NotThisMonth(session, follow=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        away = folder.rename(folder.parent / "away")
        app.screen.follow()
        app.screen.tick()
        await pilot.pause()
        rows = screen_rows(app)
        assert "● read only" in rows[0]
        assert "The folder or its log is gone" in rows[-2]
        away.rename(folder)
        held.do('note "and on"')
        held.session.store.wait(5)
        app.screen.follow()
        app.screen.tick()
        await pilot.pause()
        rows = screen_rows(app)
        assert "● following" in rows[0]
        assert "All is there again" in rows[-2]
        assert [note.taken.text for note in app.screen.meeting.notes] == ["and on"]
    session.close()


async def test_a_forked_history_is_named_on_the_narrowest_screen_for_as_long_as_it_is_open(
    held, screen_rows
):
    held = held("talk", past=False)
    held.session.store.wait(5)
    folder, agenda = held.session.folder, held.session.agenda
    log = max((folder / DATA).glob("events-*"))
    shared = log.read_bytes()
    held.do('note "mine"')
    held.session.close()
    mine = log.read_bytes()
    log.write_bytes(shared)
    (folder / DATA / "head").unlink()
    other = open_session(folder, agenda, ScriptClock(held.clock.now()), "Ben")
    note = Note("his")
    other.do(note, render(note))
    other.close()
    log.rename(log.with_name("events-2026 (Ben's conflicted copy).jsonl"))
    log.write_bytes(mine)
    session = open_session(folder, agenda, ScriptClock(held.clock.now()), "R. Lindqvist")
    app = NotThisMonth(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = " ".join(row.strip(" │") for row in screen_rows(app))
        assert "branch 1 with 1 entry by R. Lindqvist" in text
        assert "branch 2 with 1 entry by Ben" in text
        assert "salvage NEW --branch 1" in text
        await pilot.press("enter")
        app.screen.follow()
        app.screen.tick()
        await pilot.press("n")
        await pilot.pause()
        rows = screen_rows(app)
        assert "● read only" in rows[0]
        assert "Two machines went on" in rows[-2]
        assert [note.taken.text for note in app.screen.meeting.notes] == ["mine"]
    session.close()
