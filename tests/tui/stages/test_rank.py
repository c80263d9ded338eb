"""Rank: blind ballots on one laptop, the reveal, rows moved by hand."""

import pytest

from agendas.agenda import Person
from agendas.language import ENGLISH
from tui.screens.meeting import MeetingScreen
from tui.stages.ballot_sheet import names

SIZES = [(80, 24), (120, 36)]
ALL = ("aabcd", "abccd", "ddefg", "hhiij", "aabbc")


VOTERS = ("lindqvist", "meier", "haddad", "novak", "sato")


def handed_in(held):
    """All but the last voter have handed in."""
    held.do(*(f'ballot {who} "{ballot}"' for who, ballot in zip(VOTERS, ALL, strict=True)))


async def hand_in(screen, *ballots):
    """Ballots of one person after the other."""
    for ballot in ballots:
        await screen.type(ballot)
        await screen.press("enter")


async def test_letters_type_a_masked_ballot_and_trigger_no_key(held, on_screen):
    held = held("rank")
    last = held.session.workspace.last
    async with on_screen(held) as screen:
        await screen.type("unzekj")
        text = screen.text
        assert "●●●●●●" in text
        assert "unzekj" not in text
        assert len(screen.app.screen_stack) == 1
    assert held.session.workspace.last == last
    assert not held.meeting.paused


async def test_enter_hands_in_and_the_next_voter_is_up(held, on_screen):
    held = held("rank")
    async with on_screen(held) as screen:
        await hand_in(screen, "aabcd")
        rows = screen.rows
        assert any("R. Lindqvist" in row and "handed in" in row for row in rows)
        assert any("▸ K. Meier" in row for row in rows)
    assert dict(held.meeting.round.ballots["lindqvist"])["R-103"] == 2


async def test_nothing_of_a_ballot_is_on_the_screen_before_the_reveal(held, on_screen):
    held = held("rank")
    async with on_screen(held, (120, 36)) as screen:
        before = screen.text
        await hand_in(screen, "aabcd", "eeeee")
        after = screen.text
        assert "more than 2 dots on one request" in after
        for word in ("aabcd", "eeeee", "3 dots", "on e"):
            assert word not in after
        assert before.count("●") + 5 == after.count("●")


async def test_a_bad_ballot_is_refused_in_words_and_kept_for_editing(held, on_screen):
    held = held("rank")
    async with on_screen(held) as screen:
        await hand_in(screen, "aaz")
        assert "not all of that is a candidate (a to m)" in screen.text
        assert screen.stage.typing.text == "aaz"
        await screen.press("backspace", "enter")
    assert dict(held.meeting.round.ballots["lindqvist"]) == {"R-103": 2}


async def test_too_many_dots_are_counted_but_not_told(held, on_screen):
    held = held("rank")
    async with on_screen(held) as screen:
        await hand_in(screen, "abcdef")
        assert "6 dots, 5 allowed" in screen.text
    assert held.meeting.round is None


async def test_a_ballot_can_be_entered_again_until_the_reveal(held, on_screen):
    held = held("rank")
    async with on_screen(held) as screen:
        await hand_in(screen, "aabcd")
        await screen.press("up")
        await hand_in(screen, "e")
    assert dict(held.meeting.round.ballots["lindqvist"]) == {"R-107": 1}


async def test_what_was_typed_for_one_voter_is_never_anothers(held, on_screen):
    held = held("rank")
    async with on_screen(held) as screen:
        await screen.type("ab")
        await screen.press("down")
        assert screen.stage.typing.text == ""
        await screen.press("up")
        await screen.type("cd")
        await screen.press("colon")
        await screen.answer("leave Lindqvist")
        assert screen.stage.typing.current().id == "meier"
        assert screen.stage.typing.text == ""


async def test_minus_as_the_first_key_abstains(held, on_screen):
    held = held("rank")
    async with on_screen(held) as screen:
        await screen.type("-")
        assert "abstains" in screen.text
        await screen.type("ab-")
        assert "only as the first key" in screen.text
    assert held.meeting.round.abstained == {"lindqvist"}
    assert not held.meeting.round.ballots


async def test_v_shows_the_ballot_for_two_seconds(held, on_screen, monkeypatch):
    later = []
    monkeypatch.setattr(
        MeetingScreen, "after", lambda _, seconds, act: later.append((seconds, act))
    )
    held = held("rank")
    async with on_screen(held) as screen:
        await screen.type("abba")
        await screen.press("V")
        assert "abba" in screen.text
        ((seconds, mask),) = later
        mask()
        await screen.press()
        assert seconds == 2
        assert "abba" not in screen.text


async def test_escape_empties_the_line_before_it_goes_a_stage_back(held, on_screen):
    held = held("rank")
    async with on_screen(held) as screen:
        await screen.type("ab")
        await screen.press("escape")
        assert held.meeting.stage_id == "rank"
        await screen.press("escape")
    assert held.meeting.stage_id == "ready"


async def test_when_all_have_voted_the_reveal_is_offered_and_shows_bands(held, on_screen):
    held = held("rank")
    handed_in(held)
    async with on_screen(held) as screen:
        await screen.type("-")
        assert "R reveals the ranking" in screen.text
        await screen.press("R")
        text = screen.text
        assert "●●●●●  5 dots: 1 request" in text
        assert "DISCUSS THESE" in text
        assert "last in, tied at 2" in text
        assert "the ballots " in text
    assert held.meeting.revealed is not None


async def test_a_request_that_divides_the_room_is_marked_in_words(held, on_screen):
    held = held("rank", requests=9)
    held.do('ballot lindqvist "aabbc"', 'ballot meier "aabbc"')
    held.do('ballot haddad "ffeed"', 'ballot novak "ffeed"', "reveal")
    async with on_screen(held) as screen:
        assert any("split" in row and "2 gave most, 2 nothing" in row for row in screen.rows)
        assert "of 4, 2 gave it the most that one may give, 2 gave it nothing" in screen.text


@pytest.mark.parametrize(
    ("count", "said"), [(2, "T. Meier and P. Novak"), (3, "3 people"), (9, "9 people")]
)
def test_a_question_about_several_people_counts_them(count, said):
    people = [Person(str(n), name) for n, name in enumerate(("T. Meier", "P. Novak") * 5)]
    assert ENGLISH.say(names(people[:count])) == said


async def test_a_reveal_without_somebody_asks_first(held, on_screen):
    held = held("rank")
    handed_in(held)
    async with on_screen(held) as screen:
        await screen.press("R")
        assert "reveal without the ballot of L. Brandt?" in screen.text
        await screen.press("1")
        assert held.meeting.revealed is None
        await screen.press("R", "2")
    assert held.meeting.revealed is not None


async def test_nothing_to_reveal_is_said(held, on_screen):
    held = held("rank")
    async with on_screen(held) as screen:
        await screen.press("R")
        assert "nobody has voted yet" in screen.text.lower()
    assert held.meeting.revealed is None


async def test_after_the_reveal_letters_are_keys_again_and_rows_move(held, on_screen):
    held = held("rank")
    held.do('ballot lindqvist "aabcd"', 'ballot meier "abccd"', "reveal")
    async with on_screen(held) as screen:
        first = screen.cursor
        assert first in held.meeting.discuss
        place = held.meeting.order.index(first)
        await screen.press("j", "k", "J")
        assert held.meeting.order[place + 1] == first
        assert "moved" in screen.text
        await screen.press("u")
        assert held.meeting.order[place] == first


async def test_a_new_round_is_secret_again(held, on_screen):
    held = held("rank")
    held.do('ballot lindqvist "aabcd"', "reveal")
    async with on_screen(held) as screen:
        await screen.press("G")
        await screen.type("ab")
        assert "●●" in screen.text
        assert "RANKING" not in screen.text
    assert len(held.meeting.rounds) == 2


async def test_42_candidates_are_all_in_sight_at_80x24_and_typed_without_blanks(held, on_screen):
    held = held("rank", requests=45, past=False)
    async with on_screen(held) as screen:
        text = screen.text
        labels = [f"{place:02}" for place in range(1, len(held.meeting.undecided) + 1)]
        assert len(labels) >= 42
        assert all(f" {label} " in text for label in labels)
        await hand_in(screen, "010142")
    ballot = dict(held.meeting.round.ballots["lindqvist"])
    behind = dict(held.meeting.round.labels)
    assert ballot == {behind["1"]: 2, behind["42"]: 1}


async def test_the_tie_rule_and_the_dots_are_printed_before_voting(held, on_screen):
    held = held("rank")
    async with on_screen(held) as screen:
        assert "ties: less effort, then longer waiting, then a person" in screen.text
        assert "5 dots each, at most 2 on one" in screen.text


async def test_secret_for_ever_says_that_ballots_are_not_saved(held, on_screen):
    held = held("rank", secret_always=True)
    async with on_screen(held) as screen:
        assert "not saved until the reveal" in screen.text
        await hand_in(screen, "aabcd")
        assert "handed in" in screen.text
    held.session.store.wait(5)
    log = b"".join(path.read_bytes() for path in (held.session.folder / "data").glob("*.jsonl*"))
    assert log
    assert b"aabcd" not in log
    assert b"BallotCast" not in log


async def test_consent_moves_rows_and_records_the_order_with_objections(held, on_screen, consent):
    held = held("rank", **consent)
    async with on_screen(held) as screen:
        assert "any objection?" in screen.text
        assert screen.cursor == "R-103"
        await screen.press("J", "c", "1")
        await screen.answer("the scanner comes first")
        assert "R. Lindqvist: the scanner comes first" in screen.text
        await screen.press("R")
    assert held.meeting.revealed.bands[:2] == (("R-104",), ("R-103",))
    assert held.meeting.objections[0].sentence == "the scanner comes first"


async def test_the_method_is_chosen_before_a_round(held, on_screen):
    held = held("rank")
    async with on_screen(held) as screen:
        await screen.press("M", "2")
        assert "THE ORDER, BY CONSENT" in screen.text
    assert held.meeting.method == "consent"


async def test_a_tiny_screen_and_back_keeps_what_was_typed(held, on_screen):
    held = held("rank", requests=42)
    async with on_screen(held) as screen:
        await screen.type("0102")
        before = screen.text
        await screen.pilot.resize_terminal(20, 5)
        await screen.press("3")
        assert "Too small" in screen.text
        await screen.press("backspace")
        await screen.pilot.resize_terminal(80, 24)
        await screen.pilot.pause()
        assert screen.text == before


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_voting_looks_as_kept(held, on_screen, golden_screen, size):
    held = held("rank", requests=42)
    held.do('ballot lindqvist "1 2 3"', "abstain meier")
    async with on_screen(held, size) as screen:
        await screen.type("0102")
        golden_screen(screen.app, f"rank-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_reveal_looks_as_kept(held, on_screen, golden_screen, size):
    held = held("rank", requests=20)
    voters = ("lindqvist", "meier", "haddad", "novak", "sato")
    held.do(
        *(f'ballot {who} "{ballot}"' for who, ballot in zip(voters, ALL, strict=True)), "reveal"
    )
    async with on_screen(held, size) as screen:
        golden_screen(screen.app, f"rank-revealed-{size[0]}x{size[1]}")


async def test_consent_looks_as_kept(held, on_screen, golden_screen, consent):
    held = held("rank", **consent)
    async with on_screen(held) as screen:
        golden_screen(screen.app, "rank-consent-80x24")
