"""A dialog that shows painted lines beside the list, and may be answered with one of a few keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll

from agendas.language import Language, Message, _
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.painted import Painted, Piece, Pieces

#: Lines of the border, the padding, the title and the keys.
_AROUND = 8
#: Cells of the scrollbar, and a blank before it.
_BAR = 2


class Look(Dialog[str | None]):
    """A title, lines made for the width that there is, and keys with what they do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,space,q", "close", "close", id="look.close", tooltip="close"),
        Binding("j,down", "scroll(1)", "down", show=False, id="look.down", tooltip="further down"),
        Binding("k,up", "scroll(-1)", "up", show=False, id="look.up", tooltip="further up"),
    ]

    def __init__(
        self,
        title: Message,
        lines: Callable[[int], Sequence[Pieces]],
        language: Language,
        keys: Sequence[tuple[str, Message]] = (),
    ) -> None:
        super().__init__()
        self._title = title
        self._lines = lines
        self._language = language
        self._keys = tuple(keys)

    def compose(self) -> ComposeResult:
        """The lines scroll where the screen is low; title and keys always stand."""
        with Vertical(classes="dialog look"):
            yield Painted(classes="dialog-title")
            with VerticalScroll(classes="look-scroll"):
                yield Painted(classes="look-lines")
            yield Painted(classes="dialog-hint")

    def on_mount(self) -> None:
        """Words, once there is a width to cut them to."""
        say = self._language.say
        # A box of its own height cannot leave room for the keys below it by the style sheet alone.
        most = max(1, self.app.size.height * 92 // 100 - _AROUND)
        lines = self._lines(self.room)
        if len(lines) > most:
            lines = self._lines(self.room - _BAR)
        box = self.query_one(".look-lines", Painted)
        box.styles.height = max(1, len(lines))
        box.show(*lines)
        self.query_one(VerticalScroll).styles.height = max(1, min(len(lines), most))
        self.query_one(".dialog-title", Painted).show([(say(self._title), "strong")])
        hint: list[Piece] = []
        for cap, words in (*self._keys, ("Esc", _("close"))):
            hint += [(cap, "accent-strong"), (f" {say(words)}   ", "dim")]
        self.query_one(".dialog-hint", Painted).show(hint)
        self.query_one(VerticalScroll).focus()

    def on_key(self, event: events.Key) -> None:
        """One of the keys answers."""
        if self._answered or event.character not in [cap for cap, _words in self._keys]:
            return
        event.stop()
        event.prevent_default()
        self.dismiss(event.character)

    def action_close(self) -> None:
        """Away with it."""
        self.dismiss(None)

    def action_scroll(self, direction: int) -> None:
        """Further down or up."""
        self.query_one(VerticalScroll).scroll_relative(y=direction, animate=False)
