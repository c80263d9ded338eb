"""The floor: the smallest Textual app that shows a key; every figure is a ratio to this one."""

from typing import ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    """Counts keys."""

    BINDINGS: ClassVar = [("q", "quit")]
    pressed = 0

    def compose(self) -> ComposeResult:
        """One line."""
        yield Static("Hello, n=0 ")

    def on_key(self, event: events.Key) -> None:
        """Count."""
        self.pressed += 1
        self.query_one(Static).update(f"Hello, n={self.pressed} ")


if __name__ == "__main__":
    Hello().run()
