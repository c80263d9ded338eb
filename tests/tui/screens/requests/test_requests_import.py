"""Importing on screen: file, letters, columns, dry run, one action; cancelled at any step."""

import pytest
from textual.widgets import OptionList

from agendas.meeting import events as e
from agendas.request import Request
from tui.screens.dialogs.import_columns import ORDER, TAKE
from tui.screens.importing import head_of, letters

GH = '[{"number":7,"title":"%s","state":"OPEN","labels":[],"body":"slow","author":{"login":"kim"}}]'
LIST = """Nr,Was,Wunsch von,Erstellt,Land
1,Neue Preisliste,Costa,13.02.2026,CH
2,,Sato,14.02.2026,CH
3,App für Fahrer,Novak,15.02.2026,CH
"""


@pytest.fixture
def start(make_desk, tmp_path, settled):
    """Opens the desk, and gives it a file to import."""

    async def begin(desk, pilot, text, name="export.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        await pilot.press("I")
        await pilot.pause()
        desk.put("Input", str(path))
        await pilot.press("enter")
        await settled(desk, pilot)

    return begin


async def test_a_known_tool_goes_straight_to_the_dry_run_and_is_one_action(
    make_desk, start, screen_rows
):
    desk = make_desk(())
    async with desk.open() as pilot:
        await start(desk, pilot, GH % "Faster login", "list.json")
        assert desk.screen_name == "DryRun"
        shown = "\n".join(screen_rows(desk.app))
        assert "1  added" in shown
        assert "read as gh" in shown
        assert desk.entries == 0
        await pilot.press("enter")
        await pilot.pause()
        assert desk.requests["R-001"].title == "Faster login"
        assert desk.list.cursor == "R-001"
        await pilot.press("u")
        assert not desk.requests


async def test_escape_at_the_dry_run_imports_nothing(make_desk, start):
    desk = make_desk(())
    async with desk.open() as pilot:
        await start(desk, pilot, GH % "Faster login", "list.json")
        await pilot.press("escape")
        await pilot.pause()
        assert desk.entries == 0
        assert desk.screen_name == "RequestsScreen"


async def test_importing_again_changes_what_changed_and_keeps_what_people_typed(
    make_desk, start, screen_rows
):
    desk = make_desk(())
    async with desk.open() as pilot:
        await start(desk, pilot, GH % "Faster login", "list.json")
        await pilot.press("enter")
        await pilot.pause()
        await start(desk, pilot, GH % "Faster login", "list.json")
        assert "1  unchanged" in "\n".join(screen_rows(desk.app))
        before = desk.entries
        await pilot.press("enter")
        await pilot.pause()
        assert desk.entries == before
        await pilot.press("enter")
        await pilot.pause()
        desk.put("#title", "Login in one second")
        await pilot.press("escape", "enter")
        await pilot.pause()
        await start(desk, pilot, GH % "Quick login", "list.json")
        shown = "\n".join(screen_rows(desk.app))
        assert "Changed here, kept as yours" in shown
        assert "the source says “Quick login”" in shown
        await pilot.press("enter")
        await pilot.pause()
        assert desk.requests["R-001"].title == "Login in one second"


async def test_unknown_columns_are_shown_changed_and_kept_for_next_month(
    make_desk, start, screen_rows, settled
):
    desk = make_desk(())
    async with desk.open() as pilot:
        await start(desk, pilot, LIST)
        assert desk.screen_name == "ImportColumns"
        shown = "\n".join(screen_rows(desk.app))
        assert "Neue Preisliste" in shown
        fields = desk.app.screen.query_one(OptionList)
        fields.highlighted = ORDER.index("department")
        await pilot.press("enter")
        await pilot.pause()
        assert any("Land" in choice and "CH" in choice for choice in desk.choices)
        place = next(n for n, choice in enumerate(desk.choices) if "Land" in choice)
        await pilot.press(str(place + 1))
        await pilot.pause()
        fields = desk.app.screen.query_one(OptionList)
        fields.highlighted = fields.get_option_index(TAKE)
        await pilot.press("enter")
        await settled(desk, pilot)
        shown = "\n".join(screen_rows(desk.app))
        assert "2  added" in shown
        assert "row 3" in shown
        assert "it has no title" in shown
        await pilot.press("enter")
        await pilot.pause()
        assert [one.department for one in desk.requests.values()] == ["CH", "CH"]
        await start(desk, pilot, LIST)
        assert desk.screen_name == "DryRun"


async def test_what_only_a_person_knows_is_asked(make_desk, start, settled):
    desk = make_desk(())
    async with desk.open() as pilot:
        text = "Key,Title,Created\nA-1,Lamps,03/04/2026\nA-2,Doors,05/06/2026\n"
        await start(desk, pilot, text)
        await pilot.press("enter")
        await pilot.pause()
        assert "the day is first" in desk.choices[0]
        await pilot.press("1")
        await settled(desk, pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert desk.requests["R-001"].created.isoformat() == "2026-04-03"


async def test_doubtful_letters_are_shown_in_each_encoding(make_desk, start, settled):
    desk = make_desk(())
    async with desk.open() as pilot:
        text = "Key,Title\nA-1,Číselník zákazníků\nA-2,Żółta lampa\n"
        await start(desk, pilot, text, encoding="iso-8859-2")
        right = next(n for n, choice in enumerate(desk.choices) if "Číselník" in choice)
        desk.app.screen.query_one(OptionList).highlighted = right
        await pilot.press("enter")
        await settled(desk, pilot)
        assert desk.screen_name == "ImportColumns"
        await pilot.press("enter")
        await settled(desk, pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert desk.requests["R-001"].title == "Číselník zákazníků"


def test_broken_letters_can_be_mended():
    text = "Key,Title\nA-1,Größe\n".encode().decode("cp1252").encode()
    assert letters(text)[:2] == (("repaired", "A-1,Größe"), ("utf-8", "A-1,GrÃ¶ÃŸe"))


def test_a_long_file_is_not_in_doubt_because_its_beginning_ends_within_a_letter():
    data = ("x" + "ö" * 200_000).encode()
    assert letters(head_of(data))[0][0] == "utf-8"


async def test_a_file_that_cannot_be_read_is_answered_in_a_sentence(
    make_desk, start, screen_rows, tmp_path, settled
):
    desk = make_desk(())
    async with desk.open() as pilot:
        await pilot.press("I")
        desk.put("Input", str(tmp_path / "not there [/x].csv"))
        await pilot.press("enter")
        await settled(desk, pilot)
        assert desk.screen_name == "Tell"  # its folder's name has no room in one line
        shown = " ".join(row.strip(" ▏│") for row in screen_rows(desk.app))
        assert "is not there, or is not a file; nothing was imported" in " ".join(shown.split())
        await pilot.press("escape")
        await start(desk, pilot, "%PDF-1.4", "a.csv")
        assert any("this is a PDF" in row for row in screen_rows(desk.app))
        assert desk.screen_name == "RequestsScreen"
        assert desk.entries == 0


async def test_numbers_follow_what_happened_between_dry_run_and_enter(make_desk, start):
    desk = make_desk(())
    async with desk.open() as pilot:
        await start(desk, pilot, GH % "Faster login", "list.json")
        today = desk.session.situation.today
        desk.session.write((e.RequestAdded(Request("R-001", "Meanwhile", today)),), "add")
        await pilot.press("enter")
        await pilot.pause()
        titles = [one.title for one in desk.requests.values()]
        assert titles == ["Meanwhile", "Faster login"]


async def test_hostile_columns_and_cells_are_text(make_desk, start, hostile, screen_rows, settled):
    desk = make_desk(())
    names = ["Key", "Title", "[/x]", "[@click=app.quit]x", "\x1b[31mred", "\u202eevil"]
    cells = "\n".join(",".join([f"A-{n}", *[text] * 5]) for n, text in enumerate(hostile))
    async with desk.open(80, 24) as pilot:
        await start(desk, pilot, f"{','.join(names)}\n{cells}\n")
        assert desk.screen_name == "ImportColumns"
        shown = "".join(screen_rows(desk.app))
        assert "\x1b" not in shown
        assert "title  " in shown
        assert "Go on with these columns" in shown
        desk.app.screen.query_one(OptionList).highlighted = 0
        await pilot.press("enter")
        await pilot.pause()
        assert "[@click=app.quit]x" in "".join(screen_rows(desk.app))
        await pilot.press("escape")
        await pilot.pause()
        desk.app.screen.query_one(OptionList).action_last()
        await pilot.press("enter")
        await settled(desk, pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert len(desk.requests) == len(hostile)
        assert "\x1b" not in "".join(screen_rows(desk.app))
