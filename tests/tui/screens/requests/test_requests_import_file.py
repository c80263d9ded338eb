"""Choosing the file of an import, and the work beside the screen while it is read."""

import os
from threading import Event

import pytest
from textual.widgets import Input

from agendas.intake.mapping import Mapping
from agendas.intake.reading import read_table
from agendas.intake.table import Table
from agendas.language import _
from tui.screens.dialogs.import_file import offered, typed_path
from tui.screens.dialogs.import_progress import GivenUp, Steps, beside
from tui.screens.importing import stepwise

GH = '[{"number":7,"title":"%s","state":"OPEN","labels":[]}]'


async def test_the_files_of_a_folder_are_offered_and_taken(
    make_desk, tmp_path, monkeypatch, screen_rows, settled
):
    folder = tmp_path / "files"
    (folder / "older").mkdir(parents=True)
    (folder / "[@x] [bold list.json").write_text(GH % "Faster login", encoding="utf-8")
    (folder / "photo.png").write_bytes(b"")
    monkeypatch.chdir(folder)
    desk = make_desk(())
    async with desk.open() as pilot:
        await pilot.press("I")
        await pilot.pause()
        assert [choice.split("  ")[0] for choice in desk.choices] == [
            "[@x] [bold list.json",
            "older/",
        ]
        await pilot.press("down", "enter")
        await settled(desk, pilot)
        assert desk.screen_name == "DryRun"
        assert any("[@x] [bold list.json" in row for row in screen_rows(desk.app))


async def test_a_folder_is_gone_into(make_desk, tmp_path):
    desk = make_desk(())
    async with desk.open() as pilot:
        await pilot.press("I")
        desk.put("Input", str(tmp_path))
        await pilot.press("enter")
        await pilot.pause()
        assert desk.app.screen.query_one(Input).value == f"{tmp_path}{os.sep}"
        await pilot.press("escape")
        await pilot.pause()
        assert desk.screen_name == "RequestsScreen"


def test_a_typed_path_may_begin_at_home_and_stand_in_quotes(home):
    assert typed_path("~/a b.csv") == home / "a b.csv"
    assert typed_path(' "/tmp/a b.csv" ').name == "a b.csv"
    assert offered("\0") == []
    assert offered("~nobody-at-all/x") == []


async def test_long_work_shows_how_far_it_is_and_can_be_given_up(make_desk, screen_rows):
    desk = make_desk(())
    ended = Event()

    def work(steps: Steps) -> str:
        try:
            while True:
                steps.tell(300, 1000)
                ended.wait(0.01)
        except GivenUp:
            ended.set()
            raise

    found = []

    async def wait() -> None:
        found.append(await beside(desk.app, work, _("reading"), "a.csv", desk.app.language))

    async with desk.open(80, 24) as pilot:
        desk.app.screen.run_worker(wait())
        while desk.screen_name != "Progress":
            await pilot.pause(0.02)
        await pilot.pause()
        assert any("300 of 1000" in row for row in screen_rows(desk.app))
        await pilot.press("escape")
        await pilot.pause()
        assert desk.screen_name == "RequestsScreen"
        assert ended.wait(2)
        await pilot.pause()
    assert found == [None]


def test_a_conversion_that_was_given_up_stops_between_two_rows():
    table = read_table(b"Key,Title\nA-1,Lamps\n")
    assert isinstance(table, Table)
    steps = Steps()
    steps.give_up()
    mapping = Mapping("csv", "", (("key", ("Key",)), ("title", ("Title",))))
    with pytest.raises(GivenUp):
        stepwise(table, mapping, steps)
