"""Long work in a thread beside the screen: how far it is, and `Esc` gives it up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from threading import Event
from typing import Any, ClassVar, TypeVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from agendas.language import Language, Message, _
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.painted import Painted, Pieces

T = TypeVar("T")
#: Seconds; what takes no longer shows no dialog.
AT_ONCE = 0.15
_BAR = 50


class GivenUp(Exception):
    """Raised in the thread where a person gave the work up."""


class Steps:
    """What the work tells of itself: how far it is; it ends here where it was given up."""

    def __init__(self) -> None:
        self.done, self.total = 0, 0
        self._given_up = Event()

    def tell(self, done: int, total: int) -> None:
        """Called by the work, as often as it can stop."""
        if self._given_up.is_set():
            raise GivenUp
        self.done, self.total = done, total

    def give_up(self) -> None:
        """The work is to end at its next step."""
        self._given_up.set()


class Progress(Dialog[bool]):
    """How far the work is. `Esc` dismisses with False."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "stop", id="progress.stop", tooltip="stop"),
    ]

    def __init__(self, what: Message, about: str, steps: Steps, language: Language) -> None:
        super().__init__()
        self._what, self._about = what, about
        self._steps, self._language = steps, language

    def compose(self) -> ComposeResult:
        """What is done, how far it is, how to stop it."""
        with Vertical(classes="dialog"):
            yield Painted(classes="dialog-title")
            yield Painted(classes="progress-bar")
            yield Painted(classes="dialog-hint")

    def on_mount(self) -> None:
        """Show how far it is, ten times a second."""
        say = self._language.say
        self.query_one(".dialog-title", Painted).show(
            [(say(self._what) + "  ", "strong"), (self._about, "accent-strong")]
        )
        self.query_one(".dialog-hint", Painted).show(
            [("Esc", "accent-strong"), (say(_(" stops; nothing is changed")), "dim")]
        )
        self._show()
        self.set_interval(0.1, self._show)

    def _show(self) -> None:
        self.query_one(".progress-bar", Painted).show(self._bar())

    def _bar(self) -> Pieces:
        done, total = self._steps.done, self._steps.total
        if not total:
            return [("━" * _BAR, "rule")]
        full = round(_BAR * done / total)
        words = self._language.say(_("  {done} of {total}", done=done, total=total))
        return [("━" * full, "accent"), ("━" * (_BAR - full), "rule"), (words, "dim")]

    def action_give_up(self) -> None:
        """Esc."""
        self._steps.give_up()
        self.dismiss(False)


async def beside(
    app: App[Any], work: Callable[[Steps], T], what: Message, about: str, language: Language
) -> T | None:
    """What the work gives; None where a person gave it up."""
    steps = Steps()
    running = asyncio.create_task(asyncio.to_thread(work, steps))
    try:
        await asyncio.wait({running}, timeout=AT_ONCE)
        if not running.done():
            dialog = Progress(what, about, steps, language)
            shown = app.push_screen(dialog, wait_for_dismiss=True)
            both: set[asyncio.Future[Any]] = {running, shown}
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            if not running.done():
                return None
            if not shown.done():
                dialog.dismiss(True)
                await shown
        return await running
    except GivenUp:
        return None
    finally:
        steps.give_up()
        if not running.done():
            running.add_done_callback(_forget)


def _forget(running: asyncio.Task[Any]) -> None:
    """What was given up has no result, and its end is no mistake."""
    if not running.cancelled():
        running.exception()
