"""What every stage of the meeting is to the screen: lines to show, and actions on a row."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import ClassVar, Protocol

from agendas.agenda import StageKind
from agendas.language import Argument, Language, Message
from agendas.meeting.commands.spec import Command
from agendas.meeting.public_view import PublicView
from tui.widgets.lines import Line
from tui.widgets.painted import Pieces

Act = Callable[[str], "Awaitable[None] | None"]


class Desk(Protocol):
    """What a stage may ask of the screen: it sees the public view and gives commands."""

    view: PublicView
    language: Language
    row: str

    @property
    def wide(self) -> bool:
        """Whether the panel beside the list is shown."""
        ...

    @property
    def height(self) -> int:
        """How many lines the list and the panel below it share."""
        ...

    def seconds(self) -> int:
        """How long the meeting has run, without breaks."""
        ...

    def after(self, seconds: float, act: Callable[[], None]) -> None:
        """Do something a little later."""
        ...

    def do(self, command: Command) -> bool:
        """Carry a command out; False where it was refused (the screen says why)."""
        ...

    def say(self, message: Message, *, alarm: bool = False) -> None:
        """One sentence in the status line."""
        ...

    def select(self, row: str) -> None:
        """Put the cursor on a row."""
        ...

    def repaint(self) -> None:
        """Show again what the stage itself changed."""
        ...

    def next_stage(self) -> None:
        """On to the next stage."""
        ...

    async def write_files(self) -> tuple[Path, ...] | Message:
        """Write the meeting's files as it stands; where they lie, or what went wrong."""
        ...

    async def ask(
        self,
        question: Message,
        *,
        about: str = "",
        initial: str = "",
        hint: Message | None = None,
        suggestions: Sequence[str] = (),
        needed: bool = False,
        lines: Sequence[str] = (),
    ) -> str | None:
        """A text from a dialog, not an empty one where it is needed; None when it was cancelled."""
        ...

    async def show_lines(
        self,
        title: Message,
        lines: Callable[[int], Sequence[Pieces]],
        keys: Sequence[tuple[str, Message]] = (),
    ) -> str | None:
        """Show lines over the list; the key that it was answered with, None for none."""
        ...

    async def choose(
        self,
        question: Message,
        choices: Sequence[tuple[str, str]],
        *,
        about: str = "",
        lettered: bool = False,
    ) -> str | None:
        """One of a few choices (id, words); None when it was cancelled."""
        ...


class StageView:
    """A stage on screen. `lines` fill the list, `side` the panel beside it, `panel` the one below.

    Actions are methods named `act_<action>` of the key table; they get the row under the cursor.
    """

    kind: ClassVar[StageKind]

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    # -- what is shown ---------------------------------------------------------------------

    def lines(self, width: int) -> tuple[Line, ...]:
        """The list; a stage that has none leaves it empty."""
        return ()

    def side(self, row: str, height: int) -> tuple[Pieces, ...]:
        """The panel beside the list, about the row under the cursor."""
        return ()

    def panel(self, row: str, width: int, tall: bool) -> tuple[Pieces, ...]:
        """The panel below the list."""
        return ()

    def sentence(self, row: str) -> str:
        """The row in words, for the status line; "" where the row itself brings its sentence."""
        return ""

    def summary(self) -> Message | None:
        """What is left to do, behind the clock."""
        return None

    def begin(self) -> None:
        """The stage comes on screen."""

    def status(self) -> Message | None:
        """The sentence of the status line while no row is under the cursor."""
        return None

    def bar(self) -> tuple[str, ...] | None:
        """The actions whose keys work now, for the key bar; None: all of the stage."""
        return None

    def enter(self) -> Message | None:
        """What Enter does, for the key bar; None: on to the next row or stage."""
        return None

    def tick(self) -> bool:
        """A second has gone; whether the panels look different now."""
        return False

    def typed(self, key: str, character: str) -> bool:
        """A key before the table of keys sees it; whether the stage took it as text."""
        return False

    def digit(self, row: str, digit: int) -> Awaitable[None] | None:
        """One of the digits 1 to 9."""
        return None

    def first_row(self) -> str:
        """Where the cursor starts."""
        return next(iter(self.open_rows()), "")

    def open_rows(self) -> tuple[str, ...]:
        """Rows that still want something, in order."""
        return ()

    # -- what is done ----------------------------------------------------------------------

    def act_confirm(self, row: str) -> Awaitable[None] | None:
        """Enter: the next open row, and when none is open the next stage."""
        self.go_on(row)
        return None

    def left(self, row: str) -> Awaitable[None] | None:
        """The cursor left a row."""
        return None

    def go_on(self, row: str) -> None:
        """To the next open row after this one, else to the next stage."""
        target = self.next_open(row)
        if target:
            self.desk.select(target)
        else:
            self.desk.next_stage()

    def next_open(self, row: str) -> str:
        """The open row after this one, in circles; "" if there is none."""
        rows = self.open_rows()
        if not rows:
            return ""
        everything = [line.id for line in self.lines(80) if hasattr(line, "id")]
        try:
            place = everything.index(row)
        except ValueError:
            return rows[0]
        wanted = set(rows)
        for id in (*everything[place + 1 :], *everything[:place]):
            if id in wanted:
                return id
        return "" if row not in wanted else row

    # -- words -----------------------------------------------------------------------------

    def say(self, message: Message | str) -> str:
        """A message in the language of the screen."""
        return self.desk.language.say(message)

    def value(self, value: Argument, style: str = "") -> str:
        """A date, a number or days in the language of the screen."""
        return self.desk.language.value(value, style)
