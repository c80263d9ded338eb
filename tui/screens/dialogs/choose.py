"""A dialog that offers a few choices; each has a letter, arrows and Enter work too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from agendas.language import Language, Message
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.painted import Painted, Pieces, paint
from tui.widgets.plain_text import inert

LETTERS = "123456789abcdefghilmnopqrstuvwxyz"


class Choose(Dialog[str | None]):
    """A question with choices (id, words); `Esc` cancels."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "cancel", id="choose.cancel", tooltip="cancel"),
    ]

    def __init__(
        self,
        question: Message,
        choices: Sequence[tuple[str, str]],
        language: Language,
        *,
        about: str = "",
        title: str = "",
        lines: Sequence[Pieces] = (),
        lettered: bool = False,
    ) -> None:
        super().__init__()
        self._question = question
        self._choices = tuple(choices)
        self._language = language
        self._about = about
        self._title = title
        self._lines = lines
        # where digits mean something else on the screen below, they mean nothing here
        self._keys = LETTERS.lstrip("123456789") if lettered else LETTERS

    def compose(self) -> ComposeResult:
        """The question and its choices."""
        with Vertical(classes="dialog"):
            yield Painted(classes="dialog-title")
            if self._lines:
                yield Painted(classes="dialog-lines")
            yield OptionList(
                *(
                    Option(self._prompt(place, words), id=id)
                    for place, (id, words) in enumerate(self._choices)
                ),
                markup=False,
                compact=True,
                classes="dialog-choices",
            )

    def _prompt(self, place: int, words: str) -> Content:
        letter = self._keys[place] if place < len(self._keys) else " "
        return paint([(f"{letter}  ", "accent-strong"), (inert(words), "")])

    def on_mount(self) -> None:
        """Words, once there is a width to cut them to."""
        question = self.asks(self._about, self._title, self._language.say(self._question))
        self.query_one(".dialog-title", Painted).show(question)
        if self._lines:
            box = self.query_one(".dialog-lines", Painted)
            box.styles.height = len(self._lines)
            box.show(*self._lines)
        self.query_one(OptionList).focus()

    def on_key(self, event: events.Key) -> None:
        """Letters, arrows and Enter, heard in the order in which they are pressed."""
        if self._answered:
            return
        options = self.query_one(OptionList)
        place = self._keys.find(event.character or "\0")
        if 0 <= place < len(self._choices):
            self.dismiss(self._choices[place][0])
        elif event.key == "enter" and options.highlighted is not None:
            self.dismiss(self._choices[options.highlighted][0])
        elif event.key in ("down", "j"):
            options.action_cursor_down()
        elif event.key in ("up", "k"):
            options.action_cursor_up()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click."""
        event.stop()
        self.dismiss(event.option.id)

    def action_cancel(self) -> None:
        """Esc."""
        self.dismiss(None)
