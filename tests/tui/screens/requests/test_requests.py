"""The Requests screen: what it shows, and what each of its keys does."""

from agendas.request import State
from tui.keys import FILTER_KEYS, REQUEST_KEYS
from tui.screens.request_actions import RequestActions

EATEN = {f"ctrl+{letter}" for letter in "hjmisbao"}


async def test_a_row_says_what_is_missing_and_how_it_stands_to_the_table(desk, screen_rows):
    async with desk.open():
        rows = screen_rows(desk.app)
    assert any("E-invoice format" in row and "proposed" in row for row in rows)
    assert any("Leaver accounts" in row and "no benefit +1" in row for row in rows)
    assert any("New CRM" in row and "no effort" in row for row in rows)
    assert any("16 open, 13 ready, 13 on the next table" in row for row in rows)


async def test_typing_in_the_filter_shows_fewer_rows_with_each_key(desk):
    async with desk.open() as pilot:
        await pilot.press("slash", *"st")
        some = desk.ids
        await pilot.press(*"ock")
        assert desk.ids == ["R-004", "R-013"]
        assert set(desk.ids) < set(some) < set(desk.requests)


async def test_the_filter_understands_queries(desk):
    async with desk.open() as pilot:
        await pilot.press("slash")
        desk.put("#filter", "is:ready dept:Sales >3d")
        await pilot.pause()
        assert desk.ids == ["R-004", "R-009", "R-014"]


async def test_escape_takes_the_filter_away_and_keeps_the_row(desk):
    async with desk.open() as pilot:
        await pilot.press("slash", *"photos", "enter", "escape")
        await pilot.pause()
        assert len(desk.ids) == 16
        assert desk.list.cursor == "R-013"
        await pilot.press("j")
        assert desk.list.cursor == "R-014"


async def test_a_half_typed_query_leaves_the_list_and_says_what_is_known(desk, screen_rows):
    async with desk.open() as pilot:
        await pilot.press("slash", *"is:re")
        assert len(desk.ids) == 16
        assert any("“is:re” is not known" in row for row in screen_rows(desk.app))


async def test_the_list_does_not_vanish_while_the_name_of_a_field_is_typed(desk):
    async with desk.open() as pilot:
        await pilot.press("slash")
        for letter in ("d", "e", "p", "t", "colon", *"sales"):
            await pilot.press(letter)
            assert desk.ids
        assert desk.ids == ["R-004", "R-009", "R-014"]


async def test_the_sort_key_goes_through_the_orders(desk):
    async with desk.open() as pilot:
        assert desk.ids[0] == "R-001"
        await pilot.press("S")
        assert desk.ids[0] == "R-016"
        await pilot.press("S")
        assert desk.ids[0] == "R-007"


async def test_a_title_is_enough_to_write_a_request_down(desk):
    async with desk.open() as pilot:
        await pilot.press("a", *"Lamps", "enter")
        await pilot.pause()
        assert desk.requests["R-017"].title == "Lamps"
        assert desk.list.cursor == "R-017"


async def test_fill_asks_for_the_first_field_that_is_missing(desk):
    async with desk.open() as pilot:
        desk.list.select("R-008")
        await pilot.pause()
        await pilot.press("f", *"2.5", "enter")
        await pilot.pause()
        assert desk.requests["R-008"].days == 2.5
        await pilot.press("f")
        assert desk.app.screen.__class__.__name__ == "RequestsScreen"


async def test_one_key_takes_a_request_off_the_table_and_puts_it_on_by_hand(desk, screen_rows):
    async with desk.open() as pilot:
        await pilot.press("t")
        assert "R-001" in desk.session.workspace.untabled
        assert any("E-invoice" in row and "taken off" in row for row in screen_rows(desk.app))
        assert desk.list.cursor == "R-002"
        await pilot.press("k", "t")
        assert desk.session.workspace.tabled == ("R-001",)
        assert any("E-invoice" in row and "by hand" in row for row in screen_rows(desk.app))


async def test_all_that_are_shown_go_on_the_table_after_asking(desk):
    async with desk.open() as pilot:
        await pilot.press("slash")
        desk.put("#filter", "missing:benefit")
        await pilot.pause()
        await pilot.press("enter", "T")
        await pilot.pause()
        assert "put 2 on the table" in desk.choices[1]
        await pilot.press("1")
        await pilot.pause()
        assert desk.session.workspace.tabled == ()
        await pilot.press("T", "2")
        await pilot.pause()
        assert desk.session.workspace.tabled == ("R-005", "R-011")


async def test_nobody_puts_a_whole_backlog_on_the_table_by_a_slip(make_desk, screen_rows):
    desk = make_desk(tuple(f"Wish {n}" for n in range(300)))
    async with desk.open() as pilot:
        await pilot.press("T")
        assert any("no meeting decides so many" in row for row in screen_rows(desk.app))
        assert desk.session.workspace.tabled == ()


async def test_an_archived_request_leaves_the_list_is_found_and_comes_back(desk):
    async with desk.open() as pilot:
        await pilot.press("x")
        assert desk.requests["R-001"].state == State.ARCHIVED
        assert "R-001" not in desk.ids
        await pilot.press("slash")
        desk.put("#filter", "is:closed")
        await pilot.pause()
        assert desk.ids == ["R-001"]
        await pilot.press("enter", "v", *"law", "enter")
        await pilot.pause()
        assert desk.requests["R-001"].state == State.OPEN
        assert desk.session.workspace.revived["R-001"] == "law"


async def test_where_only_closed_ones_are_like_the_filter_the_screen_says_so(desk, screen_rows):
    async with desk.open() as pilot:
        await pilot.press("x", "slash")
        desk.put("#filter", "invoice format")
        await pilot.pause()
        assert any("is:closed" in row and "1 closed" in row for row in screen_rows(desk.app))


async def test_merge_and_split(desk):
    async with desk.open() as pilot:
        await pilot.press("m", *"2", "enter")
        await pilot.pause()
        assert desk.requests["R-001"].merged_into == "R-002"
        desk.list.select("R-003")
        await pilot.pause()
        await pilot.press("s", *"one", "enter", *"two", "enter", "enter")
        await pilot.pause()
        assert desk.requests["R-003"].children == ("R-017", "R-018")
        assert desk.requests["R-017"].title == "one"


async def test_undo_and_redo_show_the_request_they_are_about(desk):
    async with desk.open() as pilot:
        await pilot.press("x", "end", "u")
        await pilot.pause()
        assert desk.requests["R-001"].state == State.OPEN
        assert desk.list.cursor == "R-001"
        await pilot.press("U")
        assert desk.requests["R-001"].state == State.ARCHIVED


async def test_a_typed_command_is_carried_out_or_refused_in_words(desk, screen_rows):
    async with desk.open() as pilot:
        await pilot.press("colon")
        desk.put("Input", "table R-005 R-011")
        await pilot.press("enter")
        await pilot.pause()
        assert desk.session.workspace.tabled == ("R-005", "R-011")
        await pilot.press("colon")
        desk.put("Input", "tabel R-005")
        await pilot.press("enter")
        await pilot.pause()
        assert any("no command “tabel”" in row for row in screen_rows(desk.app))


async def test_in_a_running_meeting_the_table_is_its_table(desk, screen_rows):
    desk.session.open_meeting(desk.session.situation.today)
    async with desk.open() as pilot:
        assert any("13 on the table" in row for row in screen_rows(desk.app))
        await pilot.press("t")
        meeting = desk.session.workspace.meeting
        assert meeting is not None
        assert "R-001" not in meeting.order


async def test_without_requests_the_screen_says_what_to_do(make_desk, screen_rows):
    desk = make_desk(())
    async with desk.open(80, 24) as pilot:
        shown = "\n".join(screen_rows(desk.app))
        assert "No requests yet" in shown
        assert "imports a tracker's export" in shown
        for key in ("enter", "f", "t", "T", "x", "v", "m", "s", "u", "S", "escape"):
            await pilot.press(key)
        assert desk.entries == 0
        await pilot.press("a", *"Lamps", "enter")
        await pilot.pause()
        assert desk.ids == ["R-001"]


async def test_a_window_that_only_reads_says_why_nothing_is_changed(desk, second_window):
    other = second_window(desk)
    async with other.open() as pilot:
        await pilot.press("t", "x", "a", "slash", *"crm")
        assert other.ids == ["R-008"]
    assert other.entries == desk.entries


async def test_the_help_names_every_key_of_the_screen(desk, screen_rows):
    async with desk.open(100, 60) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        shown = "\n".join(screen_rows(desk.app))
        assert all(desk.app.language.say(key.help) in shown for key in REQUEST_KEYS)


def test_every_key_does_one_thing_and_none_is_eaten_by_terminals():
    pressed = [name for key in REQUEST_KEYS for name in key.keys.split(",")]
    assert len(pressed) == len(set(pressed))
    assert not EATEN & {*pressed, *(key.keys for key in FILTER_KEYS)}
    assert all(hasattr(RequestActions, f"act_{key.action}") for key in REQUEST_KEYS)
