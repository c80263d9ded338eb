"""The lines of a list, and where in them the rows and their columns are."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import compress
from operator import is_not

from tui.widgets.lines import Column, Heading, Line, Row


class Listing:
    """Lines by number and rows by id; replacing them tells which lines changed."""

    def __init__(self, columns: tuple[Column, ...] = ()) -> None:
        self.lines: tuple[Line, ...] = ()
        self._first_columns = columns
        self._numbers: dict[str, int] = {}
        self._headings: list[int] = []

    def replace(self, lines: tuple[Line, ...]) -> Sequence[int]:
        """Take the new lines; the numbers of all lines that now look different."""
        old, self.lines = self.lines, lines
        if len(old) != len(lines):
            self._read_all()
            return range(max(len(old), len(lines)))
        # Nearly all lines are the very same values: this stays cheap for ten thousand.
        others = compress(range(len(lines)), map(is_not, old, lines))
        changed = [n for n in others if old[n] != lines[n]]
        if any(isinstance(line, Heading) for n in changed for line in (old[n], lines[n])):
            self._read_all()
            return range(changed[0], len(lines))
        for n in changed:
            gone = old[n]
            if isinstance(gone, Row) and self._numbers.get(gone.id) == n:
                del self._numbers[gone.id]
        for n in changed:
            here = lines[n]
            if isinstance(here, Row):
                self._numbers[here.id] = n
        return changed

    def number(self, id: str) -> int | None:
        """The line on which the row stands."""
        return self._numbers.get(id)

    def row(self, number: int | None) -> Row | None:
        """The row on that line, if a row is there."""
        if number is None or not 0 <= number < len(self.lines):
            return None
        line = self.lines[number]
        return line if isinstance(line, Row) else None

    def columns(self, number: int) -> tuple[Column, ...]:
        """The columns of that line: those of the heading above it (or of itself)."""
        at = bisect_right(self._headings, number)
        if not at:
            return self._first_columns
        heading = self.lines[self._headings[at - 1]]
        return heading.columns if isinstance(heading, Heading) else self._first_columns

    def nearest(self, number: int, step: int) -> int | None:
        """The first row at `number` or after it in the direction of `step`, else before it."""
        number = max(0, min(number, len(self.lines) - 1))
        for direction in (step, -step):
            at = number
            while 0 <= at < len(self.lines):
                if isinstance(self.lines[at], Row):
                    return at
                at += direction
        return None

    def stepped(self, number: int, rows: int) -> int:
        """The line of the row that many rows further on (or back), the last one at the end."""
        step = 1 if rows > 0 else -1
        at, left = number, abs(rows)
        while left and 0 <= at + step < len(self.lines):
            at += step
            if isinstance(self.lines[at], Row):
                number, left = at, left - 1
        return number

    def introduced(self, number: int) -> int:
        """The first of the headings and blanks that stand directly above the row."""
        while number > 0 and not isinstance(self.lines[number - 1], Row):
            number -= 1
        return number

    def _read_all(self) -> None:
        self._numbers = {line.id: n for n, line in enumerate(self.lines) if isinstance(line, Row)}
        self._headings = [n for n, line in enumerate(self.lines) if isinstance(line, Heading)]
