"""Promised: every answer by its key and sentence; unknown stays unknown."""

from decimal import Decimal

import pytest

SIZES = [(80, 24), (120, 36)]


async def test_done_needs_one_key_and_goes_on_to_the_next_unknown(held, on_screen):
    held = held("promised")
    async with on_screen(held) as screen:
        assert screen.cursor == "R-101"
        await screen.press("d")
        assert screen.cursor == "R-102"
    assert held.meeting.answers["R-101"].answer == "done"


async def test_part_asks_for_a_sentence_and_the_days_that_are_left(held, on_screen):
    held = held("promised")
    async with on_screen(held) as screen:
        await screen.press("h")
        await screen.answer("half of the forms", "2.5")
    answered = held.meeting.answers["R-101"]
    assert (answered.answer, answered.sentence) == ("part", "half of the forms")
    assert answered.left == Decimal("2.5")


async def test_days_that_are_left_may_be_skipped(held, on_screen):
    held = held("promised")
    async with on_screen(held) as screen:
        await screen.press("h")
        await screen.answer("half of the forms", "")
    assert held.meeting.answers["R-101"].left is None


async def test_days_that_are_no_number_are_asked_for_again(held, on_screen):
    held = held("promised")
    async with on_screen(held) as screen:
        await screen.press("h")
        await screen.answer("half of the forms", "soon", "3")
    assert held.meeting.answers["R-101"].left == 3


@pytest.mark.parametrize(("key", "answer"), [("o", "not_done"), ("s", "stopped")])
async def test_not_done_and_stopped_ask_why(held, on_screen, key, answer):
    held = held("promised")
    async with on_screen(held) as screen:
        await screen.press(key)
        await screen.answer("the supplier is bankrupt")
    answered = held.meeting.answers["R-101"]
    assert (answered.answer, answered.sentence) == (answer, "the supplier is bankrupt")


async def test_a_sentence_that_is_cancelled_leaves_the_promise_unknown(held, on_screen):
    held = held("promised")
    async with on_screen(held) as screen:
        await screen.press("o", "escape")
        assert "unknown" in screen.text
    assert not held.meeting.answers


async def test_what_was_promised_if_there_was_room_stands_apart(held, on_screen):
    held = held("promised")
    async with on_screen(held) as screen:
        rows = screen.rows
    apart = next(n for n, row in enumerate(rows) if "IF THERE WAS ROOM" in row)
    assert "R-103" in rows[apart + 1]


async def test_an_emergency_is_ratified_or_challenged_but_never_done(held, on_screen):
    held = held("promised")
    async with on_screen(held) as screen:
        await screen.press("end", "d")
        assert "E-01 is an emergency" in screen.text
        await screen.press("r")
        assert "ratified" in screen.text
        await screen.press("end", "c")
        await screen.answer("the duty phone was not tried")
        assert "challenged" in screen.text
    judged = held.meeting.judged["E-01"]
    assert (judged.ratified, judged.sentence) == (False, "the duty phone was not tried")


async def test_a_promise_is_not_ratified(held, on_screen):
    held = held("promised")
    async with on_screen(held) as screen:
        await screen.press("r")
        assert "R-101 is a promise" in screen.text
    assert not held.meeting.judged


async def test_enter_passes_over_rows_and_says_that_they_stay_unknown(held, on_screen):
    held = held("promised")
    async with on_screen(held) as screen:
        await screen.press("enter", "enter", "enter")
        assert screen.cursor == "E-01"
        await screen.press("enter")
        assert "4 answers stay unknown" in screen.text
    assert held.meeting.stage_id == "talk"
    assert not held.meeting.answers


async def test_without_promises_the_stage_says_so_and_enter_goes_on(held, on_screen):
    held = held("promised", past=False)
    async with on_screen(held) as screen:
        assert "Nothing was promised" in screen.text
        await screen.press("enter")
    assert held.meeting.stage_id == "talk"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_promised_looks_as_kept(held, on_screen, golden_screen, size):
    held = held("promised")
    held.do('promise R-101 part "half of the forms" left 2', "promise R-102 done")
    async with on_screen(held, size) as screen:
        golden_screen(screen.app, f"promised-{size[0]}x{size[1]}")


async def test_the_bar_offers_no_answers_where_there_is_nothing_to_ask(held, on_screen):
    held = held("promised", past=False)
    async with on_screen(held) as screen:
        assert not {"done", "ratify"} & set(screen.rows[-1].split())
        assert "Enter next" in screen.rows[-1]


async def test_an_emergency_asks_again_for_what_is_no_answer_and_keeps_the_others(held, on_screen):
    held = held("promised")
    async with on_screen(held) as screen:
        await screen.press("e")
        await screen.answer("Fire in hall 2", "", "K. Meier", "all stops", "soon")
        assert "not “soon”" in screen.text
        await screen.answer("1.5", "R-999")
        assert "R-999" in screen.rows[-2]
        await screen.answer("R-101")
        assert "E-02 let in by K. Meier" in screen.text


async def test_an_emergency_is_left_at_any_of_its_questions(held, on_screen):
    held = held("promised")
    async with on_screen(held) as screen:
        await screen.press("e")
        await screen.answer("Fire in hall 2", "K. Meier", "all stops")
        await screen.press("escape", "escape")
        assert "let in by" not in screen.text
