"""The welcome: the demo, or a workspace that is made at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from agendas.workspace_folder import is_workspace
from tui.screens.welcome import DEMO, WelcomeApp


@pytest.mark.parametrize(
    ("key", "answer"), [("d", DEMO), ("enter", DEMO), ("q", ""), ("escape", "")]
)
async def test_a_key_is_an_answer(tmp_path: Path, key: str, answer: str) -> None:
    app = WelcomeApp(tmp_path / "priorities")
    async with app.run_test() as pilot:
        await pilot.press(key)
    assert app.return_value == answer
    assert list(tmp_path.iterdir()) == []


async def test_a_workspace_is_made_where_somebody_wants_it(tmp_path: Path) -> None:
    app = WelcomeApp(tmp_path / "priorities")
    async with app.run_test() as pilot:
        await pilot.press("i")
        await pilot.press("enter")
        await pilot.pause()
    assert app.return_value == str(tmp_path / "priorities")
    assert is_workspace(tmp_path / "priorities")


async def test_a_folder_that_cannot_be_one_is_said_and_the_welcome_stays(
    tmp_path: Path, screen_rows: Any
) -> None:
    (tmp_path / "file").write_text("in the way")
    app = WelcomeApp(tmp_path / "priorities")
    async with app.run_test() as pilot:
        await pilot.press("i")
        app.screen.query_one(Input).value = str(tmp_path / "file" / "inside")
        await pilot.press("enter")
        await pilot.pause()
        assert "no workspace was made" in "\n".join(screen_rows(app))
        await pilot.press("q")
    assert app.return_value == ""


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_welcome_looks_as_it_was_last_looked_at(
    golden_screen: Any, size: tuple[int, int]
) -> None:
    app = WelcomeApp(Path("priorities"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        golden_screen(app, f"welcome-{size[0]}x{size[1]}")
