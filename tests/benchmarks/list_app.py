"""The list alone, to be measured in a terminal: list_app.py ROWS; J and K move a row, q quits."""

import sys
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult

from tui import theme
from tui.widgets.lines import Blank, Cell, Column, Divider, Heading, Line, Row
from tui.widgets.request_list import RequestList

COLUMNS = (
    Column("rank", "#", 5, "right"),
    Column("title", "THIS MONTH", gap=1),
    Column("times", "", 3, "right", gap=1),
    Column("department", "Department", 10),
    Column("effort", "Effort", 6, "right"),
    Column("total", "Total", 8, "right"),
)
DEPARTMENTS = ("Finance", "Sales", "Operations", "HR", "Legal", "IT", "Risk")


def row(number: int, rank: int) -> Row:
    """The request with that number at that rank."""
    department = DEPARTMENTS[number % 7]
    texts = (
        str(rank),
        f"Request {number:05}",
        f"{number % 4}×",
        department,
        "2 d",
        f"{2 * rank} d",
    )
    styles = ("good", "", "accent", "dim", "", "dim")
    cells = tuple(Cell(text, style) for text, style in zip(texts, styles, strict=True))
    return Row(f"R-{number}", cells, sentence=f"{rank}, {texts[1]}, {department}")


class ListApp(App[None]):
    """A list with the line behind its fifth row."""

    CSS_PATH = Path(theme.__file__).parent / "styles" / "tokens.tcss"
    BINDINGS: ClassVar = [("q", "quit"), ("J", "move(1)"), ("K", "move(-1)")]

    def __init__(self, count: int) -> None:
        super().__init__()
        below: list[Line] = [row(n, n) for n in range(1, count + 1)]
        line: list[Line] = [
            Blank(),
            Divider("20 days to give away · 20 taken · line full"),
            Blank(),
        ]
        self.lines: list[Line] = [Heading(COLUMNS), *below[:5], *line, *below[5:]]
        for one in theme.themes():
            self.register_theme(one)
        self.theme = theme.DARK

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colours."""
        return theme.variable_defaults()

    def compose(self) -> ComposeResult:
        """The list and nothing else."""
        yield RequestList()

    def on_mount(self) -> None:
        """Fill it."""
        self.query_one(RequestList).set_lines(self.lines)

    def action_move(self, step: int) -> None:
        """Move the row under the cursor, across the line too: ranks change, the line stays."""
        shown = self.query_one(RequestList)
        here = next(n for n, one in enumerate(self.lines) if one is shown.row)
        there = here + step
        while 0 < there < len(self.lines) and not isinstance(self.lines[there], Row):
            there += step
        if not 0 < there < len(self.lines):
            return
        one, other = self.lines[here], self.lines[there]
        assert isinstance(one, Row)
        assert isinstance(other, Row)
        self.lines[here] = row(int(other.id[2:]), int(one.cells[0].text))
        self.lines[there] = row(int(one.id[2:]), int(other.cells[0].text))
        shown.set_lines(self.lines)


if __name__ == "__main__":
    ListApp(int(sys.argv[1])).run()
