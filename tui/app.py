"""The application: its screens, themes and the session that it was given."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from agendas.language import ENGLISH, Language, _
from agendas.session import Session
from tui.keys import SCREENS
from tui.theme import DARK, LIGHT, themes, variable_defaults
from tui.typed_ahead import TypedAhead


def _today(app: NotThisMonth) -> Screen[Any]:
    from tui.screens.today import TodayScreen

    return TodayScreen(app.session, app.language)


def _requests(app: NotThisMonth) -> Screen[Any]:
    from tui.screens.requests import RequestsScreen

    return RequestsScreen(app.session, app.language)


def _meeting(app: NotThisMonth) -> Screen[Any]:
    from tui.screens.meeting import MeetingScreen

    return MeetingScreen(app.session, app.language)


def _records(app: NotThisMonth) -> Screen[Any]:
    from tui.screens.records import RecordsScreen

    return RecordsScreen(app.session, app.language)


def _share(app: NotThisMonth) -> Screen[Any]:
    from tui.screens.share import ShareScreen

    return ShareScreen(app.session, app.language)


#: Built when they are first opened: whoever only holds a meeting never pays for the others.
ROOMS: dict[str, Callable[[NotThisMonth], Screen[Any]]] = {
    "today": _today,
    "requests": _requests,
    "meeting": _meeting,
    "records": _records,
    "share": _share,
}


class NotThisMonth(App[None]):
    """The terminal program. It knows which screen is where; everything else is theirs."""

    TITLE = "Not This Month"
    CSS_PATH = [  # noqa: RUF012
        "styles/tokens.tcss",
        "styles/dialogs.tcss",
        "styles/meeting.tcss",
        "styles/requests.tcss",
        "styles/rooms.tcss",
    ]
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority: a dialog would else keep the one key with which everything can be left.
        Binding("ctrl+q", "quit", "quit", id="app.quit", tooltip="quit", show=False, priority=True),
        *(
            Binding(
                key.keys,
                f"room('{key.action.removeprefix('screen_')}')",
                key.label.id,
                id=f"app.{key.action}",
                tooltip=key.help.id,
                show=False,
            )
            for key in SCREENS
        ),
    ]

    def __init__(
        self,
        session: Session,
        *,
        start: str = "",
        language: Language = ENGLISH,
        light: bool = False,
        follow: bool = False,
    ) -> None:
        running = session.workspace.meeting is not None
        # The first screen is the first mode: Textual would else draw an empty screen before it.
        self.DEFAULT_MODE = start or ("meeting" if running or follow else "today")  # type: ignore[misc]
        super().__init__()
        self.session = session
        self.language = language
        self.follow = follow
        self._keys = TypedAhead(self, super().on_event, self._hears)
        for theme in themes():
            self.register_theme(theme)
        self.set_reactive(App.theme, LIGHT if light else DARK)
        self.stylesheet.set_variables(self.get_css_variables())
        for name, build in ROOMS.items():
            if name != self.DEFAULT_MODE:
                self.add_mode(name, partial(build, self))

    def get_default_screen(self) -> Screen[Any]:
        """The first screen. As a mode it would be built after reading all styles two times more."""
        return ROOMS[self.DEFAULT_MODE](self)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our named colours, for themes that do not bring them."""
        return variable_defaults()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the palette offers: the keys of the screen, the screens, theme and quit."""
        from tui.palette import system_commands

        yield from system_commands(self, screen)

    def action_command_palette(self) -> None:
        """Open the palette."""
        from tui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def on_mount(self) -> None:
        """Being hung up on ends the program like quit does."""
        self.add_mode(self.DEFAULT_MODE, partial(ROOMS[self.DEFAULT_MODE], self))
        for name in ("SIGHUP", "SIGTERM"):
            number = getattr(signal, name, None)
            if number is not None:
                signal.signal(number, self._hung_up)
        self.call_after_refresh(self._collect_again)
        if not self.follow and (self.session.store.alarm or self.session.unreadable):
            self.call_after_refresh(self._alarm)

    def _alarm(self) -> None:
        """Why nothing can be changed, whole and before anything else: no line has room for it."""
        from tui.screens.dialogs.tell import Tell

        told = [self.session.why_not]
        self.push_screen(Tell(_("This can only be read"), told, self.language))

    @staticmethod
    def _collect_again() -> None:
        # What the start made stays to the end: looking through it again and again is felt in keys.
        gc.freeze()
        gc.enable()

    def _hung_up(self, *_args: object) -> None:
        self.session.close()
        self.call_later(self.exit)

    async def on_event(self, event: events.Event) -> None:
        """Keys wait for their turn; everything else goes its way."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self._keys.typed(event)
        else:
            await super().on_event(event)

    def _hears(self) -> bool:
        return getattr(self.screen, "hears", True)

    def listen(self) -> None:
        """A screen hears again: keys that wait are for it."""
        self.call_later(self._keys.go_on)

    async def action_room(self, name: str) -> None:
        """Go to one of the five screens."""
        if self.follow and name != "meeting":
            return
        if self.current_mode != name:
            await self.switch_mode(name)

    async def action_quit(self) -> None:
        """Quit: everything that was done is saved before."""
        self.session.store.wait(5)
        self.exit()


def run(session: Session, *, start: str = "", follow: bool = False, light: bool = False) -> None:
    """Show the program until it is left."""
    gc.disable()
    try:
        NotThisMonth(session, start=start, follow=follow, light=light).run()
    finally:
        gc.enable()
        session.close()
