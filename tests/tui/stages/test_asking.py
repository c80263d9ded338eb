"""What a stage asks for: typing replaces what is proposed, and a dialog says what it is about."""


async def test_typing_replaces_what_a_dialog_proposes(held, on_screen):
    held = held("read_back")
    async with on_screen(held) as screen:
        row = held.meeting.above_line[0]
        await screen.press("home", "f", *"a plan", "enter")
        assert held.meeting.decisions[row].deliverable == "a plan"
        await screen.press("f", *"b", "enter", "f", "right", *"c", "enter")
        assert held.meeting.decisions[row].deliverable == "bc"


async def test_a_date_that_is_none_is_asked_for_again(held, on_screen):
    held = held("read_back")
    async with on_screen(held) as screen:
        row = held.meeting.above_line[0]
        await screen.press("home", "d", *"soon", "enter", *"2026-11-20", "enter")
    assert str(held.meeting.decisions[row].deadline) == "2026-11-20"


async def test_a_reason_that_is_cancelled_leaves_the_cursor_on_its_row(held, on_screen):
    held = held("not_this_month")
    async with on_screen(held) as screen:
        row = screen.cursor
        await screen.press("0", "f", "escape")
        assert screen.cursor == row
    assert row not in held.meeting.decisions or held.meeting.decisions[row].reason is None


async def test_the_hint_of_a_dialog_leaves_its_keys_whole(held, on_screen):
    held = held("not_this_month")
    async with on_screen(held) as screen:
        await screen.press("d")
        assert "or a date" in screen.text
        assert "Esc cancel" in screen.text


async def test_a_dialog_names_the_request_that_it_is_about(held, on_screen):
    held = held("line")
    async with on_screen(held) as screen:
        row = screen.cursor
        title = held.session.workspace.requests[row].title[:12]
        for key in ("s", "x"):
            await screen.press(key)
            asked = next(line for line in screen.text.splitlines() if "│" in line and row in line)
            assert title in asked
            await screen.press("escape")


async def test_a_request_to_merge_into_is_named_by_how_its_title_begins(held, on_screen):
    held = held("line")
    async with on_screen(held) as screen:
        row, other = screen.cursor, held.meeting.order[-1]
        title = held.session.workspace.requests[other].title
        await screen.press("m")
        await screen.answer(title[:9].lower())
    assert held.meeting.decisions[row].other == other


async def test_words_that_are_needed_are_asked_for_until_they_are_there_or_it_is_left(
    held, on_screen
):
    held = held("read_back")
    async with on_screen(held) as screen:
        row = held.meeting.above_line[0]
        before = held.meeting.decisions[row].deliverable
        await screen.press("home", "f", "backspace", "enter")
        assert "this wants a few words" in screen.text
        await screen.press("escape")
        assert "this wants a few words" not in screen.text
        assert held.meeting.decisions[row].deliverable == before


async def test_the_other_reasons_have_letters_since_digits_mean_the_nine(held, on_screen):
    held = held("not_this_month")
    async with on_screen(held) as screen:
        row = screen.cursor
        await screen.press("0", "1")
        assert "a  RSK" in screen.text
        await screen.press("a", *"the auditor", "enter")
    assert held.meeting.decisions[row].reason == "RSK"
