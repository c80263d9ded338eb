"""Talk: one title, one clock, notes for everyone."""

import pytest
from msgspec.structs import replace

from agendas.agenda import StageKind

SIZES = [(80, 24), (120, 36)]


async def test_the_title_of_the_agenda_is_shown_whole(held, on_screen, agenda):
    title = "What IT made possible since last time, in its own words, and what it would do next"
    stages = tuple(
        replace(stage, title=title) if stage.kind == StageKind.TALK else stage
        for stage in agenda.stages
    )
    held = held("talk", agenda=replace(agenda, stages=stages))
    async with on_screen(held) as screen:
        shown = " ".join(" ".join(screen.rows[3:10]).split())
    assert title.upper() in shown


async def test_a_note_is_taken_and_shown_with_its_time(held, on_screen):
    held = held("talk")
    async with on_screen(held) as screen:
        await screen.press("n")
        await screen.answer("[/x] The new till is quick")
        assert "09:04" in screen.text
        assert "[/x] The new till is quick" in screen.text
    assert [note.taken.text for note in held.meeting.notes] == ["[/x] The new till is quick"]


async def test_private_notes_are_not_shown(held, on_screen):
    held = held("talk")
    held.do('private "keep an eye on the budget"', 'note "for everyone"')
    async with on_screen(held) as screen:
        assert "for everyone" in screen.text
        assert "keep an eye" not in screen.text


async def test_enter_goes_on_whatever_was_noted(held, on_screen):
    held = held("talk")
    held.do('note "one"', 'note "two"')
    async with on_screen(held) as screen:
        await screen.press("enter")
    assert held.meeting.stage_id == "capacity"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_talk_looks_as_kept(held, on_screen, golden_screen, size):
    held = held("talk")
    held.do('note "The new till is quick"')
    async with on_screen(held, size) as screen:
        golden_screen(screen.app, f"talk-{size[0]}x{size[1]}")
