"""The opening: one key a person, quorum and IT in words, and what happens without them."""

import pytest

from agendas.meeting.meeting import Presence, Status

SIZES = [(80, 24), (120, 36)]


async def test_a_key_answers_for_one_person_and_goes_on_to_the_next_unasked(held, on_screen):
    held = held("open")
    async with on_screen(held) as screen:
        assert screen.cursor == "lindqvist"
        await screen.press("p", "a", "x")
        assert screen.cursor == "novak"
    m = held.meeting
    assert m.presence("lindqvist") == Presence.PRESENT
    assert m.presence("meier") == Presence.ABSENT
    assert m.presence("haddad") == Presence.EXCUSED
    assert m.presence("novak") == Presence.UNKNOWN


async def test_after_the_last_answer_the_stage_stays_until_enter(held, on_screen):
    held = held("open")
    async with on_screen(held) as screen:
        await screen.press(*"ppppppp")
        assert held.meeting.stage_id == "open"
        await screen.press("enter")
        assert held.meeting.stage_id == "promised"


async def test_all_here_leaves_those_who_were_marked_before(held, on_screen):
    held = held("open")
    async with on_screen(held) as screen:
        await screen.press("x", "P")
        assert "5 of 6 voters, 4 needed: quorum" in screen.text
        assert "IT is in the room" in screen.text
    assert held.meeting.presence("lindqvist") == Presence.EXCUSED
    assert len(held.meeting.voters) == 5


async def test_quorum_and_it_are_said_in_words(held, on_screen):
    held = held("open")
    async with on_screen(held) as screen:
        await screen.press("p", "p")
        assert "2 of 6 voters, 4 needed: no quorum" in screen.text
        assert "IT is not in the room" in screen.text


async def test_without_it_enter_offers_a_stand_in_who_settles_it(held, on_screen):
    held = held("open")
    held.do("present lindqvist meier haddad novak")
    async with on_screen(held) as screen:
        await screen.press("enter")
        assert "IT is not in the room" in screen.text
        await screen.press("1")
        await screen.answer("B. Adeyemi")
    assert held.meeting.it_stand_in == "B. Adeyemi"
    assert held.meeting.stage_id == "promised"


async def test_without_a_quorum_the_meeting_goes_on_provisionally_when_that_is_chosen(
    held, on_screen
):
    held = held("open")
    held.do("present lindqvist okafor")
    async with on_screen(held) as screen:
        await screen.press("enter")
        assert "name a stand-in" not in screen.text
        await screen.press("1")
    assert held.meeting.provisional
    assert held.meeting.stage_id == "promised"


async def test_without_it_the_meeting_can_be_adjourned(held, on_screen):
    held = held("open")
    async with on_screen(held) as screen:
        await screen.press("enter", "3")
    assert held.meeting.status == Status.ADJOURNED


async def test_cancelling_the_choice_stays_at_the_roll_call(held, on_screen):
    held = held("open")
    async with on_screen(held) as screen:
        await screen.press("enter", "escape")
    assert held.meeting.stage_id == "open"
    assert held.meeting.status == Status.RUNNING


async def test_a_guest_is_named_with_a_department(held, on_screen):
    held = held("open")
    async with on_screen(held) as screen:
        await screen.press("g")
        await screen.answer("[/] Dr. [bold]Gast", "Audit")
        assert "[/] Dr. [bold]Gast" in screen.text
    guest = held.meeting.people[-1]
    assert (guest.name, guest.department, guest.votes) == ("[/] Dr. [bold]Gast", "Audit", False)


async def test_whoever_leaves_is_shown_with_the_time(held, on_screen):
    held = held("open")
    held.do("present")
    async with on_screen(held) as screen:
        await screen.press("down", "l")
        assert "has left" in screen.text
    assert held.meeting.presence("meier") == Presence.LEFT


async def test_a_latecomer_arrives_from_any_stage_by_a_typed_command(held, on_screen):
    held = held("open")
    held.do("present lindqvist haddad novak sato okafor")
    held.do("next")
    async with on_screen(held) as screen:
        await screen.press("colon")
        await screen.answer("present Meier")
    assert held.meeting.presence("meier") == Presence.PRESENT


async def test_catching_up_says_where_we_are_what_is_decided_and_what_comes(held, on_screen):
    held = held("rank")
    async with on_screen(held) as screen:
        await screen.press("L")
        assert "Stage 6 of 10, Rank" in screen.text
        assert "1 back to the requester and 13 undecided" in screen.text
        assert "Next: Line, Not this month" in screen.text
        await screen.press("enter")
        assert "Stage 6 of 10" not in screen.text


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_opening_looks_as_kept(held, on_screen, golden_screen, size):
    held = held("open")
    async with on_screen(held, size) as screen:
        await screen.press("p", "p", "a")
        golden_screen(screen.app, f"open-{size[0]}x{size[1]}")
