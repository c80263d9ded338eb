"""What the palette offers: the keys of the screen by name, the screens, the theme, quit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import SystemCommand
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.screen import Screen
from textual.widgets import Input

from agendas.language import _
from tui.keys import SCREENS, keys_of
from tui.theme import DARK, LIGHT

if TYPE_CHECKING:
    from tui.app import NotThisMonth


class Palette(CommandPalette):
    """The palette, left once: a key that was typed too often would else leave what lies below."""

    @on(Input.Submitted)
    def once(self, event: Input.Submitted) -> None:
        """Let nothing be done a second time."""
        if not self.is_current:
            event.stop()
            event.prevent_default()

    def dismiss(self, result: object = None) -> AwaitComplete:
        """Leave it, where it has not been left."""
        return super().dismiss() if self.is_current else AwaitComplete()

    def _watch__list_visible(self) -> None:
        # The search for commands may end after the palette was left, and finds no list to show.
        if self.is_current:
            super()._watch__list_visible()


def system_commands(app: NotThisMonth, screen: Screen[Any]) -> Iterator[SystemCommand]:
    """All actions that are possible now."""
    from tui.screens.asking import AskingScreen
    from tui.screens.meeting import MeetingScreen
    from tui.screens.room import RoomScreen

    say = app.language.say
    if isinstance(screen, MeetingScreen) and hasattr(screen, "view"):
        for key in keys_of(screen.view.meeting.stage.kind):
            if key.action not in ("digit", "number"):
                title = f"{say(key.label)} ({key.cap})"
                yield SystemCommand(title, say(key.help), lambda key=key: screen.act(key))
    if isinstance(screen, RoomScreen):
        for key in screen.KEYS:
            if key.action != "one":
                title = f"{say(key.label)} ({key.cap})"
                yield SystemCommand(title, say(key.help), lambda key=key: screen.act(key))
    for key in SCREENS:
        name = key.action.removeprefix("screen_")
        yield SystemCommand(
            f"{say(key.label)} ({key.cap})",
            say(key.help),
            lambda name=name: app.call_later(app.action_room, name),
        )
    if isinstance(screen, AskingScreen) and hasattr(screen, "session"):
        yield SystemCommand(
            say(_("save copy")),
            say(_("all entries, saved or not, as a workspace in a new folder")),
            lambda: screen.later(screen.save_copy()),
        )
    other = LIGHT if app.theme == DARK else DARK

    def switch() -> None:
        app.theme = other

    named = _("light theme") if other == LIGHT else _("dark theme")
    yield SystemCommand(say(named), say(_("for a projector or for the evening")), switch)
    yield SystemCommand(
        say(_("quit")), say(_("everything is saved")), lambda: app.call_later(app.action_quit)
    )
