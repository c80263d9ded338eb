"""Ranking by order and by score on screen, ballots from a file, and more than one round."""

import pytest

SIZES = [(80, 24), (120, 36)]
ORDERS = {
    "lindqvist": "abcdefgh",
    "meier": "bacd(ef)",
    "haddad": "hgfeabcd",
    "novak": "hbgacd",
    "sato": "abdc",
    "brandt": "habc",
}


def by_order(held, *orders):
    held.do("method order", *(f'ballot {who} "{text}"' for who, text in orders))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_order_looks_as_kept(held, on_screen, golden_screen, size):
    held = held("rank", requests=20)
    by_order(held, *list(ORDERS.items())[:3])
    async with on_screen(held, size) as screen:
        await screen.press("c", "a", "left_parenthesis")
        golden_screen(screen.app, f"rank-order-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_an_order_revealed_looks_as_kept(held, on_screen, golden_screen, size):
    held = held("rank", requests=20)
    by_order(held, *ORDERS.items())
    held.do("reveal")
    async with on_screen(held, size) as screen:
        golden_screen(screen.app, f"rank-order-revealed-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_score_looks_as_kept(held, on_screen, golden_screen, size):
    held = held("rank", requests=16)
    held.do("method score")
    async with on_screen(held, size) as screen:
        await screen.type("5831")
        golden_screen(screen.app, f"rank-score-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_split_room_looks_as_kept(held, on_screen, golden_screen, size):
    held = held("rank", requests=42)
    for who, text in (
        ("lindqvist", "1 1 2 2 3 4 5 5 6"),
        ("meier", "1 2 7 8 8 9 3 4 12"),
        ("haddad", "10 10 11 11 1 3 20 20"),
        ("novak", "10 10 2 2 4 9 9 22 1"),
        ("sato", "5 5 3 3 1 2 30 31 7"),
        ("brandt", "22 22 1 1 2 7 8 33 34"),
    ):
        held.do(f'ballot {who} "{text}"')
    held.do("reveal")
    async with on_screen(held, size) as screen:
        golden_screen(screen.app, f"rank-split-{size[0]}x{size[1]}")


async def test_an_order_is_typed_masked_refused_without_telling_and_entered_again(held, on_screen):
    held = held("rank")
    held.do("method order")
    async with on_screen(held) as screen:
        await screen.press(
            "c", "a", "left_parenthesis", "b", "d", "right_parenthesis", "greater_than_sign", "e"
        )
        assert "●●●●●●●●" in screen.text
        assert "ca(bd)" not in screen.text
        assert "blanks are last" in screen.text
        await screen.press("c", "enter")
        assert "something is on this ballot twice" in screen.text
        assert screen.stage.typing.text == "ca(bd)>ec"
        await screen.press("backspace", "z", "enter")
        assert "not all of that is a candidate (a to m)" in screen.text
        await screen.press("backspace", "enter")
        assert any("R. Lindqvist" in row and "handed in" in row for row in screen.rows)
        await screen.press("up", "b", "enter")
    behind = dict(held.meeting.round.labels)
    assert held.meeting.round.orders["lindqvist"] == ((behind["b"],),)


async def test_the_method_is_chosen_with_its_way_of_counting(held, on_screen):
    held = held("rank")
    async with on_screen(held) as screen:
        await screen.press("M")
        assert "order: each types the letters, best first, in secret" in screen.text
        assert "score: the business rates column by column" in screen.text
        await screen.press("3")
        assert "Schulze: who beats whom" in screen.text
        await screen.press("2")
        assert held.meeting.method == "order"
        assert held.meeting.rules.counting == "schulze"
        await screen.press("M", "4", "2")
        assert "RATE: REACH" in screen.text
    assert held.meeting.rules.counting == "rice"


async def test_a_score_is_filled_column_by_column_by_digits_alone(held, on_screen):
    held = held("rank", requests=5, past=False)
    held.do("method score")
    count = len(held.meeting.undecided)
    async with on_screen(held) as screen:
        await screen.type("5" * (count - 1))
        await screen.press("enter")
        assert "1 is missing" in screen.text
        await screen.type("3")
        assert "Enter hands business value in" in screen.text
        await screen.press("enter", "R")
        assert "still to be filled by somebody: time criticality" in screen.text
        assert "RATE: TIME CRITICALITY" in screen.text
        assert "✓" in screen.rows[6]
        await screen.type("." + "9" * (count - 1))
        await screen.press("enter")
        await screen.type("1" * count)
        await screen.press("enter")
        assert "All columns are filled.  R reveals the ranking." in screen.text
        await screen.press("R")
        assert "a column is empty, so no score" in screen.text
    given = dict(held.meeting.revealed.ratings[0][2])
    assert sorted(given.values()) == [3, *[5] * (count - 1)]


async def test_in_a_later_round_the_rows_that_are_rated_stand_by_letter(held, on_screen):
    held = held("rank", requests=5, past=False)
    held.do("method score", "score business business 12345", "score time business 12345")
    held.do("score risk business 11111", "reveal", "round")
    async with on_screen(held) as screen:
        first = [row.split()[0] for row in screen.rows if row.split()]
        assert [each for each in first if each in list("abcde")] == list("abcde")
        await screen.type("54321")
        await screen.press("enter")
    label_of = {id: label for label, id in held.meeting.round.labels}
    given = {label_of[id]: value for id, value in held.meeting.round.ratings["business"][0][1]}
    assert [given[each] for each in "abcde"] == [5, 4, 3, 2, 1]


async def test_effort_is_its_alone_and_typed_in_days(held, on_screen):
    held = held("rank", requests=6, past=False)
    held.do("method score")
    first = held.meeting.undecided[0]
    async with on_screen(held) as screen:
        await screen.press("left")
        assert "RATE: EFFORT" in screen.text
        await screen.press("1", "2", "full_stop", "5", "enter")
        assert screen.cursor == held.meeting.undecided[1]
        await screen.press("0", "down")
        assert "days such as 8 or 2.5" in screen.text
        await screen.press("backspace", "enter")
    request = held.session.workspace.requests[first]
    assert str(request.effort.days) == "12.5"
    assert request.effort.by == "M. Okafor"


async def test_one_persons_column_is_masked_and_what_all_say_is_not(held, on_screen):
    held = held("rank")
    held.do("method score")
    async with on_screen(held) as screen:
        await screen.type("7")
        assert any(row.split()[:1] == ["a"] and " 7 " in row for row in screen.rows)
        await screen.press("w", "2")
        await screen.type("8")
        masked = next(row for row in screen.rows if row.split()[:1] == ["a"])
        assert "●" in masked
        assert " 8 " not in masked


async def test_a_secret_score_says_that_it_is_not_saved_and_is_masked(held, on_screen):
    held = held("rank", requests=6, past=False, secret_always=True)
    held.do("method score")
    async with on_screen(held) as screen:
        await screen.type("7")
        assert "not saved until the reveal; after a crash they are asked for again" in screen.text
        assert "●" in next(row for row in screen.rows if row.split()[:1] == ["a"])


async def test_ballots_come_from_a_file_and_a_wrong_one_tells_nothing_of_them(
    held, on_screen, tmp_path
):
    held = held("rank")
    good, bad = tmp_path / "ballots.yaml", tmp_path / "bad.yaml"
    good.write_text("ballots:\n  - {voter: Meier, dots: {a: 2, b: 1}}\n", encoding="utf-8")
    bad.write_text("ballots:\n  - {voter: Meier, dots: {a: 2, e: 9}}\n", encoding="utf-8")
    async with on_screen(held) as screen:
        await screen.press("colon")
        await screen.answer(f"ballots {bad}")
        await screen.app.workers.wait_for_complete()
        await screen.press()
        assert "a mistake, nothing is read" in screen.text
        assert held.meeting.round is None
        await screen.press("I")
        await screen.answer(str(good))
        await screen.app.workers.wait_for_complete()
        await screen.press()
        assert "1 ballot read" in screen.text
    assert set(held.meeting.round.ballots) == {"meier"}


async def test_duels_are_asked_pair_by_pair_and_their_order_is_taken_over(
    held, on_screen, golden_screen
):
    held = held("rank", requests=20)
    by_order(held, *ORDERS.items())
    held.do("reveal")
    asked = held.meeting.discuss
    assert len(asked) == 3
    async with on_screen(held) as screen:
        await screen.press("H", "9", "3", "enter")
        assert "12 hands, and 6 are in the room" in screen.text
        await screen.press("backspace", "2", "4", "enter")
        golden_screen(screen.app, "duel-80x24")
        await screen.press("right", "right", "enter", "up")
        assert "Duel 2 of 3" in screen.text
        await screen.press("1", "5", "enter", "escape", "H")
        assert "Duel 3 of 3" in screen.text
        await screen.press("1", "5", "enter")
        assert "The duels are decided" in screen.text
        await screen.press("enter")
        assert "DISCUSS THESE" in screen.text
        await screen.press("D")
        assert "does anybody object?" in screen.text
        await screen.press("1")
        assert set(held.meeting.undecided) == set(asked)
        await screen.press("enter", "H")
        assert held.meeting.stage_id == "line"
        assert "Duel 1 of 3" in screen.text
    order = [id for id in held.meeting.order if id in asked]
    assert list(held.meeting.duels[0].decided.order) == order
    assert order != list(asked)


async def test_an_earlier_round_is_kept_and_its_place_is_told(held, on_screen):
    held = held("rank")
    held.do('ballot lindqvist "aab"', "reveal", "round", 'ballot lindqvist "bba"', "reveal")
    behind = dict(held.meeting.rounds[0].labels)
    async with on_screen(held, (120, 36)) as screen:
        screen.app.screen.select(behind["a"])
        await screen.press()
        assert any("Round 1" in row and "place 1" in row for row in screen.rows)
    assert len(held.meeting.rounds) == 2


async def test_scoring_and_walking_through_the_reveal_lay_out_and_reckon_nothing(
    held, on_screen, monkeypatch
):
    held = held("rank", requests=20)
    held.do("method score")
    async with on_screen(held) as screen:
        layouts = []
        shown = screen.app.screen
        shown.screen_layout_refresh_signal.subscribe(shown, layouts.append, immediate=True)
        await screen.press("5", "8", "backspace")
        assert layouts == []
        held.do("method order", *(f'ballot {who} "{text}"' for who, text in ORDERS.items()))
        held.do("reveal")
        shown.take_in()
        await screen.press("k")
        layouts.clear()
        monkeypatch.setattr("tui.stages.rank_result.Reveal._lines", None)
        before = screen.text
        await screen.press("j", "j", "j", "k")
        assert screen.text != before
        assert layouts == []
