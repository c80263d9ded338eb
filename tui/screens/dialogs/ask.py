"""A dialog that asks for one text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.suggester import SuggestFromList

from agendas.language import Language, Message, _
from tui.screens.dialogs.answer_input import AnswerInput
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.painted import Painted, width_of
from tui.widgets.plain_input import PlainInput
from tui.widgets.plain_text import inert


class Ask(Dialog[str | None]):
    """One question, one line: `Enter` takes it, `Esc` cancels."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "cancel", id="ask.cancel", tooltip="cancel"),
    ]

    def __init__(
        self,
        question: Message,
        language: Language,
        *,
        about: str = "",
        title: str = "",
        initial: str = "",
        hint: Message | None = None,
        suggestions: Sequence[str] = (),
        masked: bool = False,
        needed: bool = False,
        lines: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._question = question
        self._language = language
        self._about = about
        self._title = title
        self._initial = initial
        self._hint = hint
        self._suggestions = suggestions
        self._masked = masked
        self._needed = needed
        self._lines = lines

    def compose(self) -> ComposeResult:
        """The question, the line, the hint."""
        known = [inert(one) for one in self._suggestions]
        suggester = SuggestFromList(known, case_sensitive=False) if known else None
        with Vertical(classes="dialog"):
            yield Painted(classes="dialog-title")
            if self._lines:
                yield Painted(classes="dialog-lines")
            yield AnswerInput(
                self._initial,
                password=self._masked,
                suggester=suggester,
                max_length=20_000,
                select_on_focus=False,
                compact=True,
                classes="dialog-input",
            )
            yield Painted(classes="dialog-hint")

    def on_mount(self) -> None:
        """Words, once there is a width to cut them to."""
        say = self._language.say
        question = self.asks(self._about, self._title, say(self._question))
        self.query_one(".dialog-title", Painted).show(question)
        if self._lines:
            box = self.query_one(".dialog-lines", Painted)
            box.styles.height = len(self._lines)
            box.show(*([(line, "dim")] for line in self._lines))
        hint = [(say(self._hint), "dim")] if self._hint else []
        keys = [("Enter", "accent-strong"), (" ok   ", "dim"), ("Esc", "accent-strong")]
        keys.append((" cancel", "dim"))
        below = self.query_one(".dialog-hint", Painted)
        if hint and width_of(hint) + width_of(keys) + 3 > self.room:
            below.styles.height = 2
            below.show(hint, keys)
        else:
            below.show([*hint, ("   " if hint else "", ""), *keys])
        line = self.query_one(AnswerInput)
        line.focus()
        # Typing replaces what is proposed; an arrow key keeps it, to be changed.
        line.action_select_all()

    def entered(self, text: str) -> None:
        """Enter."""
        if self._needed and not text.strip():
            says = self._language.say(_("this wants a few words; Esc leaves it"))
            self.query_one(".dialog-hint", Painted).show([(says, "alarm")])
            return
        self.dismiss(text)

    def on_plain_input_too_long(self, event: PlainInput.TooLong) -> None:
        """More than the line takes."""
        says = self._language.say(event.says)
        self.query_one(".dialog-hint", Painted).show([(says, "alarm")])

    def action_cancel(self) -> None:
        """Esc."""
        self.dismiss(None)
