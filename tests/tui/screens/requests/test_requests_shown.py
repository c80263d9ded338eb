"""What the Requests screen shows of strange texts, of secrets, and where there is little room."""

import pytest

from agendas.request import Request


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (44, 12)], ids=str)
async def test_hostile_titles_are_text_in_the_list_and_beside_it(
    make_desk, hostile, screen_rows, size
):
    desk = make_desk(hostile)
    async with desk.open(*size) as pilot:
        for _title in hostile:
            shown = "".join(screen_rows(desk.app))
            assert "\x1b" not in shown
            assert "\x07" not in shown
            await pilot.press("j")
        await pilot.press("T", "escape", "slash", *"[/x")
        assert desk.ids == ["R-001"]


async def test_hostile_texts_are_text_in_the_form_and_stay_as_they_are(
    make_desk, hostile, screen_rows
):
    text = " ".join(hostile)
    fields = dict.fromkeys(("problem", "benefit", "notes", "requester", "offer", "status"), text)
    request = Request("R-001", text, created=make_desk(()).session.situation.today, **fields)
    desk = make_desk((), request)
    async with desk.open() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        shown = "".join(screen_rows(desk.app))
        assert "[/x] [bold]Portal" in shown
        assert "\x1b" not in shown
        desk.put("#sponsor", "Costa")
        await pilot.press("escape", "enter")
        await pilot.pause()
        assert desk.requests["R-001"].sponsor == "Costa"
        assert desk.requests["R-001"].problem == text


async def test_a_confidential_request_is_its_number_until_it_is_asked_for(make_desk, screen_rows):
    secret = Request(
        "R-002", "Close Lyon", created=make_desk().session.situation.today, confidential=True
    )
    desk = make_desk(("A form",), secret)
    async with desk.open() as pilot:
        desk.list.select("R-002")
        await pilot.pause()
        assert "Lyon" not in "".join(screen_rows(desk.app))
        await pilot.press("enter")
        await pilot.pause()
        assert "Lyon" not in "".join(screen_rows(desk.app))
        await pilot.press("2")
        await pilot.pause()
        assert "Lyon" in "".join(screen_rows(desk.app))


async def test_smaller_than_readable_and_back(desk, screen_rows):
    async with desk.open() as pilot:
        await pilot.press("j", "j")
        await pilot.resize_terminal(20, 5)
        await pilot.pause()
        assert "Too small" in "".join(screen_rows(desk.app))
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        assert desk.list.cursor == "R-003"
        assert any("Returns: one form" in row for row in screen_rows(desk.app))


async def test_what_is_typed_keeps_the_focus_while_the_window_is_too_small(desk):
    async with desk.open() as pilot:
        await pilot.press("slash", *"st")
        for size in ((20, 5), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        await pilot.press(*"ock")
        assert desk.ids == ["R-004", "R-013"]


@pytest.mark.parametrize("width", [40, 45])
async def test_where_there_is_little_room_the_filter_has_most_of_its_line(desk, screen_rows, width):
    async with desk.open(width, 14) as pilot:
        await pilot.press("slash")
        desk.put("#filter", "is:ready dept:Sales")
        await pilot.pause()
        line = next(row for row in screen_rows(desk.app) if "/ " in row)
        assert "is:ready dept:Sales" in line
        assert "3 of 16" in line
