"""A dialog that says a few sentences and goes away with any of the usual keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from agendas.language import Language, Message, _
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.painted import Painted, Pieces
from tui.widgets.wrapping import wrap

#: Cells of a line, so that it fits into the dialog on the smallest screen that it is made for.
WIDTH = 66


class Tell(Dialog[None]):
    """A title and sentences, each with a line between it and the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,space,q,L", "close", "close", id="tell.close", tooltip="close"),
    ]

    def __init__(self, title: Message, sentences: Sequence[Message], language: Language) -> None:
        super().__init__()
        self._title = title
        self._sentences = sentences
        self._language = language

    def compose(self) -> ComposeResult:
        """One box of text, which scrolls where the screen is low."""
        with VerticalScroll(classes="dialog"):
            yield Painted(classes="dialog-title")
            yield Painted(classes="dialog-lines")
            yield Painted(classes="dialog-hint")

    def on_mount(self) -> None:
        """Words, once there is a width to cut them to."""
        say = self._language.say
        lines: list[Pieces] = []
        for sentence in self._sentences:
            lines += [[(part, "")] for part in wrap(say(sentence), WIDTH)] + [[]]
        box = self.query_one(".dialog-lines", Painted)
        box.styles.height = max(1, len(lines) - 1)
        self.query_one(".dialog-title", Painted).show([(say(self._title), "strong")])
        box.show(*lines[:-1])
        self.query_one(".dialog-hint", Painted).show(
            [("Enter", "accent-strong"), (" " + say(_("closes this")), "dim")]
        )

    def action_close(self) -> None:
        """Away with it."""
        self.dismiss()
