"""Fields in which only harmless text can stand, whether it was typed, pasted or put there."""

from __future__ import annotations

from textual import events
from textual.message import Message as Posted
from textual.widgets import Input, TextArea

from agendas.language import Message, _
from tui.widgets.plain_text import inert


class PlainInput(Input):
    """A line: what is pasted comes whole, its line breaks as blanks; what is shown is taken."""

    class TooLong(Posted):
        """More was typed or pasted than the field takes; it is as it was."""

        def __init__(self, most: int) -> None:
            super().__init__()
            self.says: Message = _(
                "that is longer than {most} characters: it was not taken", most=most
            )

    def validate_value(self, value: str) -> str:
        """The value as it may be drawn: Textual hands it to the terminal as it is."""
        return inert(value)

    def _on_paste(self, event: events.Paste) -> None:
        # Textual's own would take the first line and drop the others without a word.
        event.prevent_default()
        event.stop()
        self.replace(inert(event.text.strip("\r\n")), *self.selection)

    def restricted(self) -> None:
        """Say in words what Textual only rings a bell for."""
        self.post_message(self.TooLong(self.max_length or 0))


class PlainTextArea(TextArea):
    """A field of several lines: what is pasted keeps its lines and is harmless otherwise."""

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        pasted = events.Paste(inert_lines(event.text))
        await super()._on_paste(pasted)


def inert_lines(text: str) -> str:
    """The text as it may stand in a field of several lines."""
    return "\n".join(inert(line) for line in text.splitlines())
