"""The line of a dialog: Enter answers at once, and what is typed behind it is for what comes next.

An ordinary `Input` reports Enter by a message: the next key would come before it is answered.
"""

from __future__ import annotations

from textual import events

from tui.screens.dialogs.dialog import Dialog
from tui.widgets.plain_input import PlainInput


class AnswerInput(PlainInput):
    """A line whose Enter is heard in the order of the keys."""

    async def _on_key(self, event: events.Key) -> None:
        dialog = self.screen
        if isinstance(dialog, Dialog) and event.key == "enter":
            event.stop()
            event.prevent_default()
            dialog.entered(self.value)
            return
        await super()._on_key(event)
