"""The keys that work in a dialog, as the line below it shows them."""

from __future__ import annotations

from agendas.language import Language, Message
from tui.widgets.painted import Piece


def key_hints(*keys: tuple[str, Message], language: Language) -> list[Piece]:
    """`Enter take it   Esc cancel`."""
    pieces: list[Piece] = []
    for cap, words in keys:
        pieces += [(cap, "accent-strong"), (f" {language.say(words)}   ", "dim")]
    return pieces
