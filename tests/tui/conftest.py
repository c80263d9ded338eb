"""Fixtures for everything on the screen: pictures compared with those kept in `tests/goldens`."""

from __future__ import annotations

import difflib
import html
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.app import App

GOLDENS = Path(__file__).parents[1] / "goldens"

_TEXT = re.compile(
    r'<text class="[^"]*-r\d+" x="(?P<x>[\d.]+)" [^>]*-line-(?P<line>\d+)\)">(?P<text>.*?)</text>'
)
_CELL = 12.2  # what Rich's SVG gives a cell


def picture(app: App[Any]) -> str:
    """The screen as SVG, the same for the same screen in every run."""
    svg = app.export_screenshot(title="notthismonth", simplify=True)
    return re.sub(r"\bterminal-\d+-", "terminal-", svg)


def rows(svg: str) -> list[str]:
    """The rows of text in such a picture, for people to read."""
    lines: dict[int, str] = {}
    for found in _TEXT.finditer(svg):
        number = int(found["line"])
        line = lines.get(number, "")
        blanks = round(float(found["x"]) / _CELL) - cell_len(line)
        lines[number] = line + " " * blanks + html.unescape(found["text"]).replace("\xa0", " ")
    return [lines.get(n, "").rstrip() for n in range(max(lines, default=-1) + 1)]


@pytest.fixture
def screen_rows() -> Callable[[App[Any]], list[str]]:
    """The rows of text that an app shows now."""
    return lambda app: rows(picture(app))


@pytest.fixture
def golden_screen() -> Callable[[App[Any], str], None]:
    """Compare the screen with `tests/goldens/NAME.svg`; with UPDATE_GOLDEN=1 write it."""

    def compare(app: App[Any], name: str) -> None:
        __tracebackhide__ = True
        kept, now = GOLDENS / f"{name}.svg", picture(app)
        if os.environ.get("UPDATE_GOLDEN"):
            kept.parent.mkdir(exist_ok=True)
            kept.write_text(now, encoding="utf-8", newline="\n")
            return
        if not kept.exists():
            pytest.fail(f"no picture {kept.name} yet; look at it and write it: UPDATE_GOLDEN=1")
        before = kept.read_text(encoding="utf-8")
        if before == now:
            return
        changed = difflib.unified_diff(
            rows(before), rows(now), f"{kept.name} as kept", "as it is now", lineterm="", n=1
        )
        said = "\n".join(changed) or "the same text in other colours or styles"
        pytest.fail(f"{said}\nlook at it, then UPDATE_GOLDEN=1 where it is meant")

    return compare
