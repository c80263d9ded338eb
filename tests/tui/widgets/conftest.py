"""An app with nothing but a list in it, and lines like those of a meeting at the line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App, ComposeResult

from tui import theme
from tui.widgets.lines import Blank, Cell, Column, Divider, Heading, Line, Row
from tui.widgets.request_list import RequestList

TOKENS = Path(theme.__file__).parent / "styles" / "tokens.tcss"
RANK = Column("rank", "#", 2, "right")
TIMES = Column("times", "", 3, "right", gap=1, priority=3)
ABOVE = Heading(
    (
        RANK,
        Column("title", "THIS MONTH", gap=1),
        TIMES,
        Column("department", "Department", 10, priority=2, widest=14),
        Column("effort", "Effort", 6, "right", priority=1),
        Column("total", "Total", 5, "right", priority=1),
    )
)
BELOW = Heading(
    (
        Column("rank", "", 2, "right"),
        Column("title", "NOT THIS MONTH", gap=1),
        TIMES,
        Column("reason", "Reason", 20, priority=1, widest=26, chip=True),
        Column("again", "Again", 6, "right", gap=1, priority=2),
    )
)


def _above(rank: int, title: str, times: str, department: str, effort: str, total: str) -> Row:
    return Row(
        f"R-{rank}",
        (
            Cell(str(rank), "good"),
            Cell(title),
            Cell(times, "accent"),
            Cell(department, "dim"),
            Cell(effort),
            Cell(total, "dim"),
        ),
        sentence=f"{rank}, {title}, this month, {effort}, {total} in all",
    )


def _below(rank: int, title: str, times: str, reason: str, again: str, **more: Any) -> Row:
    return Row(
        f"R-{rank}",
        (
            Cell(str(rank), "faint"),
            Cell(title),
            Cell(times, "alarm" if times == "6×" else "accent"),
            Cell(reason, "reason"),
            Cell(again, "dim"),
        ),
        sentence=f"{rank}, {title}, not this month, {reason or 'undecided'}",
        **more,
    )


UNDECIDED = Cell("undecided", "alarm")
MEETING: tuple[Line, ...] = (
    ABOVE,
    _above(1, "E-invoice format for public customers", "", "Finance", "8 d", "8 d"),
    _above(2, "Delivery note scanner, site B", "2×", "Logistics", "5 d", "13 d"),
    _above(3, "Returns: one form instead of three", "1×", "Service", "3 d", "16 d"),
    _above(4, "Stock report at 7:00 instead of 10:00", "", "Sales", "2 d", "18 d"),
    _above(5, "Leaver accounts closed the same day", "3×", "HR", "2 d", "20 d"),
    Blank(),
    Divider("20 days to give away · 20 taken · line full"),
    Blank(),
    BELOW,
    _below(6, "Second price list", "2×", "CAP no room", "1 Dec"),
    _below(7, "App for drivers", "", "DEP waits for R-131", "5 Jan"),
    _below(8, "New CRM", "3×", "VAL too little for 60 d", "2 Feb"),
    _below(9, "Intranet look", "", "TIM year-end freeze", "12 Jan"),
    _below(10, "Meeting room screens", "6×", "", "", chip=UNDECIDED),
    _below(11, "Better search", "", "", "", chip=UNDECIDED, marked=True),
    _below(12, "报表自动生成 Monatsbericht", "1×", "CAP no room", "1 Dec", dim=True),
    _below(13, "Stock photos licence", "", "CAP no room", "1 Dec", dim=True),
)


class ListApp(App[None]):
    """One list with a free column at its left, as on the meeting's screen."""

    CSS_PATH = TOKENS
    CSS = "RequestList { margin: 1 0 0 1; }"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, lines: Iterable[Line], cursor: str | None, look: str) -> None:
        super().__init__()
        self.list = RequestList()
        self.posted: list[str] = []
        self._start = (tuple(lines), cursor)
        for one in theme.themes():
            self.register_theme(one)
        self.theme = look

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme.variable_defaults()

    def compose(self) -> ComposeResult:
        yield self.list

    def on_mount(self) -> None:
        self.watch(self.list, "here", self._moved, init=False)
        self.list.set_lines(*self._start)

    def _moved(self, row: str) -> None:
        self.posted.append(f"moved {row}")

    def on_request_list_row_chosen(self, message: RequestList.RowChosen) -> None:
        self.posted.append(f"chosen {message.id}")


@pytest.fixture
def meeting() -> tuple[Line, ...]:
    """The lines of a meeting: five above the line, eight below it."""
    return MEETING


@pytest.fixture
def list_app() -> Callable[..., ListApp]:
    """Makes an app that shows these lines."""

    def make(
        lines: Iterable[Line] = MEETING, cursor: str | None = None, look: str = theme.DARK
    ) -> ListApp:
        return ListApp(lines, cursor, look)

    return make
