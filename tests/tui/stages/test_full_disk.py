"""A disk that is full in the middle of a meeting: said at once, nothing that was typed is lost."""

import errno
import os

import pytest

from agendas.agenda_file import AGENDA
from agendas.session import open_session
from agendas.store import disk, reserve


@pytest.fixture
def full(monkeypatch):
    """Makes the disk full, or gives it room again; `error` says otherwise what it answers."""
    real, state = disk.write, {"full": False, "error": errno.ENOSPC}

    def write(descriptor, data):
        if state["full"]:
            raise OSError(state["error"], os.strerror(state["error"]))
        return real(descriptor, data)

    def switch(on, error=errno.ENOSPC):
        state.update(full=on, error=error)

    monkeypatch.setattr(disk, "write", write)
    return switch


@pytest.fixture
def no_reserve(monkeypatch):
    """The reserve is used up."""
    monkeypatch.setattr(reserve.Reserve, "give_up", lambda self: False)


async def settle(held, screen):
    """Until the store has said what became of it, and the screen has shown that."""
    held.session.store.wait(5)
    for _turn in range(20):
        await screen.pilot.pause(0.01)


async def test_what_was_typed_stays_with_the_cursor_and_is_saved_when_there_is_room(
    held, on_screen, full, no_reserve
):
    held = held("line", past=False)
    async with on_screen(held, (120, 36)) as screen:
        await screen.press("j", "j", "j")
        row = screen.cursor
        assert row != held.meeting.row
        full(True)
        await screen.press("n")
        await screen.answer("the scanner is late")
        await settle(held, screen)
        assert "● not saved" in screen.text
        assert "The disk is full" in screen.text
        assert screen.cursor == row
        assert [note.taken.text for note in held.meeting.notes] == ["the scanner is late"]

        await screen.press("i")
        await settle(held, screen)
        assert "The disk is full" in screen.text
        assert screen.cursor == row

        full(False)
        screen.app.screen.tick()
        await settle(held, screen)
        assert "There is room again: everything is saved" in screen.text
        screen.app.screen.tick()
        assert "● saved" in screen.text
        await screen.press("n")
        await screen.answer("and on")
        await settle(held, screen)
    held.session.close()
    again = open_session(held.session.folder, held.session.agenda, held.clock, "")
    notes = [note.taken.text for note in again.workspace.meeting.notes]
    again.close()
    assert notes == ["the scanner is late", "and on"]


async def test_the_room_is_told_when_the_reserve_is_given_up(held, on_screen, full, monkeypatch):
    held = held("talk", past=False)
    async with on_screen(held, (120, 36)) as screen:
        monkeypatch.setattr(reserve.Reserve, "give_up", lambda self: full(False) is None)
        full(True)
        await screen.press("n")
        await screen.answer("on we go")
        await settle(held, screen)
        assert "The disk is full: the reserve of 256 KiB was given up so that" in screen.text
        assert "● saved" in screen.text


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
async def test_a_copy_elsewhere_has_what_could_not_be_saved(
    held, on_screen, full, no_reserve, tmp_path, error
):
    held = held("talk", past=False)
    folder = tmp_path / "elsewhere"
    async with on_screen(held, (120, 36)) as screen:
        full(True, error)
        await screen.press("n")
        await screen.answer("only in memory")
        await settle(held, screen)
        assert "● not saved" in screen.text
        assert "save copy" in screen.text
        full(False)
        screen.app.screen.later(screen.app.screen.save_copy())
        await screen.pilot.pause()
        await screen.answer(str(folder))
        for _turn in range(40):
            await screen.pilot.pause(0.02)
            if (folder / AGENDA).exists():
                break
    copy = open_session(folder, held.session.agenda, held.clock, "")
    assert copy.writable
    assert [note.taken.text for note in copy.workspace.meeting.notes] == ["only in memory"]
    copy.close()


async def test_a_copy_is_made_by_a_typed_line_and_the_keys_say_so(
    held, on_screen, full, no_reserve, tmp_path
):
    held = held("talk", past=False)
    folder = tmp_path / "else where"
    async with on_screen(held) as screen:
        full(True)
        await screen.press("n")
        await screen.answer("only in memory")
        await settle(held, screen)
        assert ": command" in screen.rows[-1]
        full(False, 0)
        screen.app.screen.session.try_again = lambda patience=0: None
        await screen.press("colon")
        await screen.answer(f'save copy "{folder}"')
        for _turn in range(40):
            await screen.pilot.pause(0.02)
            if (folder / AGENDA).exists():
                break
        assert "a copy is in" in screen.text
    copy = open_session(folder, held.session.agenda, held.clock, "")
    assert [note.taken.text for note in copy.workspace.meeting.notes] == ["only in memory"]
    copy.close()


async def test_what_stands_in_an_open_dialog_is_there_again_when_there_is_room(
    held, on_screen, full, no_reserve
):
    held = held("talk", past=False)
    async with on_screen(held) as screen:
        await screen.press("n")
        full(True)
        held.do("extend 1")
        await settle(held, screen)
        await screen.type("a long thought")
        await screen.press("enter")
        await settle(held, screen)
        assert "The disk is full" in screen.rows[-2]
        assert [note.taken.text for note in held.meeting.notes] == []
        full(False)
        screen.app.screen.tick()
        await settle(held, screen)
        assert "n note" in screen.rows[-1]
        await screen.press("n")
        assert "a long thought" in screen.text
        await screen.press("enter")
        await settle(held, screen)
        assert [note.taken.text for note in held.meeting.notes] == ["a long thought"]
        await screen.press("n")
        assert "a long thought" not in "\n".join(screen.rows[5:-5])
