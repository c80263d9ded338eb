"""At the line: what is discussed first, what if, and whom the line starves."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from agendas.agenda import Method
from agendas.language import ENGLISH, Message, _
from agendas.meeting.public_view import PublicView
from tui.stages.fairness_table import fairness_hint, fairness_table, fairness_title
from tui.stages.line_marks import to_discuss
from tui.stages.line_rows import LineRows
from tui.stages.what_if import EQUAL_SHARES, what_if_lines
from tui.widgets.lines import Row
from tui.widgets.painted import width_of
from tui.widgets.request_list import RequestList

SIZES = [(80, 24), (120, 36)]
BALLOTS = {
    "lindqvist": "aab",
    "meier": "aac",
    "haddad": "bbd",
    "novak": "ccd",
    "sato": "eef",
    "brandt": "gga",
}


def _words(lines: Any) -> str:
    return "\n".join("".join(text for text, _tone in line) for line in lines)


def _view(held: Any) -> PublicView:
    return PublicView(held.session.workspace, held.meeting)


@pytest.fixture
def at_the_line(held: Any) -> Any:
    """A meeting that has voted with dots and drawn the line."""

    def make(**more: Any) -> Any:
        made = held("rank", **more)
        made.do(*(f"ballot {name} {letters}" for name, letters in BALLOTS.items()))
        made.do("reveal", "next")
        return made

    return make


# -- what is discussed first -------------------------------------------------------------------


async def test_what_is_to_be_discussed_comes_first_and_the_rest_is_one_consent(
    at_the_line, on_screen
):
    held = at_the_line()
    talk, rest = to_discuss(held.meeting), held.meeting.by_rank
    assert 3 <= len(talk) <= 6
    async with on_screen(held) as screen:
        assert screen.cursor == talk[0]
        assert f"{len(talk)} of them to discuss first" in screen.text
        assert screen.text.count(" discuss") >= len(talk)
        await screen.press("D")
        assert f"{len(rest)} by rank: " in screen.text
        assert f"{len(talk)} stay open" in screen.text
        await screen.press("3")
        assert held.meeting.by_rank == rest
        await screen.press("D", "1")
        assert held.meeting.undecided == talk
        await screen.press("enter")
        assert screen.cursor == talk[1]


@pytest.mark.parametrize("method", [Method.CONSENT, Method.ORDER, Method.SCORE])
def test_every_method_comes_to_a_line_with_something_to_say_about_it(held, method):
    made = held("rank", requests=16, method=method)
    if method is Method.ORDER:
        made.do(*(f'ballot {name} "a b c d"' for name in BALLOTS))
    if method is Method.SCORE:
        columns = ("business_value", "time_criticality", "risk_reduction")
        made.do(*(f"score {name} business 5813758244123" for name in columns))
    made.do("reveal", "next")
    said = _words(what_if_lines(_view(made), 70, ENGLISH))
    assert "The best set by points" in said
    assert ("nobody has voted" in said) == (method is Method.CONSENT)
    assert ("does not tell who voted for what" in said) == (method is not Method.ORDER)
    assert bool(to_discuss(made.meeting)) == (method is not Method.CONSENT)


# -- what if -----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_what_if_looks_as_kept_and_changes_nothing(
    at_the_line, on_screen, golden_screen, size
):
    held = at_the_line(requests=24)
    before = held.meeting
    async with on_screen(held, size) as screen:
        await screen.press("E")
        golden_screen(screen.app, f"line-what-if-{size[0]}x{size[1]}")
        found = screen.app.screen_stack[0].view.what_ifs
        await screen.press("j")
        assert screen.app.screen_stack[0].view.what_ifs is found  # not computed anew
        await screen.press("E" if size[0] > 100 else "escape")
        assert "Equal shares" not in screen.text
    assert (held.meeting.order, held.meeting.above) == (before.order, before.above)


def test_what_if_names_the_rows_that_would_come_in_and_go_out(at_the_line):
    held = at_the_line(requests=24)
    held.do("move R-108 up because first", "move R-104 down because later")
    view = _view(held)
    change = view.what_ifs.best_change
    assert change.outgoing
    said = _words(what_if_lines(view, 70, ENGLISH))
    titles = [view.requests[id].title for id in (*change.incoming, *change.outgoing)]
    assert [title for title in titles if title[:30] not in said] == []
    assert ENGLISH.say(EQUAL_SHARES) in " ".join(said.split())


# -- fairness ----------------------------------------------------------------------------------


async def test_the_fairness_check_looks_as_kept_and_its_swap_is_one_key_and_one_undo(
    at_the_line, on_screen, golden_screen
):
    held = at_the_line(requests=24)
    order, above = held.meeting.order, held.meeting.above
    swap = _view(held).fairness.swaps[0]
    async with on_screen(held) as screen:
        assert "fairness: look at Finance; F shows the check" in screen.text
        await screen.press("F")
        golden_screen(screen.app, "line-fairness-80x24")
        await screen.press("S")
        assert held.meeting.is_above(swap.incoming)
        assert not any(held.meeting.is_above(id) for id in swap.outgoing)
        assert fairness_hint(_view(held)) is None
        await screen.press("u")
    assert (held.meeting.order, held.meeting.above) == (order, above)


async def test_keeping_the_list_wants_a_sentence_and_is_not_asked_again(
    at_the_line, on_screen, golden_screen
):
    held = at_the_line(requests=24)
    async with on_screen(held, (120, 36)) as screen:
        await screen.press("F")
        golden_screen(screen.app, "line-fairness-120x36")
        await screen.press("W")
        await screen.answer("the shop burns")
    said = _words(fairness_table(_view(held), 70, ENGLISH))
    assert "Kept as it is (Finance): the shop burns" in said
    assert fairness_hint(_view(held)) is None


async def test_the_hint_follows_the_rows_over_the_line_a_moment_later(
    at_the_line, on_screen, monkeypatch
):
    looked_at: list[int] = []

    def hint(view: PublicView) -> Message:
        looked_at.append(len(view.meeting.above_line))
        return _("fairness: {n} above", n=looked_at[-1])

    monkeypatch.setattr("tui.stages.line._A_MOMENT", 0.01)
    monkeypatch.setattr("tui.stages.line.fairness_hint", hint)
    held = at_the_line(requests=24)
    above = held.meeting.above_line
    async with on_screen(held, (120, 36)) as screen:
        assert f"fairness: {len(above)} above" in screen.text
        looks = len(looked_at)
        screen.app.screen.query_one("#list", RequestList).select(above[-1])
        await screen.press("j", "k", "o")
        await screen.pilot.pause(0.1)
        assert f"fairness: {len(above) - 1} above" in screen.text
        assert looked_at[looks:] == [len(above) - 1]


def test_a_first_month_has_a_calm_sentence_in_place_of_a_table(held):
    made = held("line", past=False)
    said = _words(fairness_table(_view(made), 70, ENGLISH))
    assert said == (
        "Nothing to compare yet: this is the first month. The next meeting can\nlook back."
    )
    assert fairness_hint(_view(made)) is None
    assert ENGLISH.say(fairness_title(_view(made))) == "Fairness"


@pytest.mark.parametrize("width", [32, 49, 70])
def test_the_table_is_never_wider_than_its_dialog(at_the_line, width):
    lines = fairness_table(_view(at_the_line(requests=24)), width, ENGLISH)
    assert [line for line in lines if width_of(line) > width] == []


# -- the line itself ---------------------------------------------------------------------------


async def test_other_days_draw_the_line_anew_and_keep_what_is_not_typed(at_the_line, on_screen):
    held = at_the_line(requests=24)
    async with on_screen(held) as screen:
        await screen.press("C")
        await screen.answer("30")
        assert "10 days to give away" in screen.text
    known = held.meeting.capacity
    assert (known.days, known.running, known.reserve) == (30, 14, 6)


def test_rows_say_what_was_taken_out_first_and_what_did_not_fit(at_the_line):
    view = _view(at_the_line(requests=24))
    rows = LineRows(SimpleNamespace(view=view, language=ENGLISH))
    by_id = {line.id: line for line in rows.lines() if isinstance(line, Row)}
    assert by_id["R-117"].chip.text == "fixed"
    assert "needs 5, 1 left" in [cell.text for cell in by_id["R-110"].cells]
    assert by_id["R-108"].chip.text == "discuss: 3 d, 2 left"
    assert rows.sentence("R-110").startswith("did not fit: needs 5, 1 left: R-110, ")
    assert rows.sentence("R-117").endswith("taken out first, for tax law says so")
