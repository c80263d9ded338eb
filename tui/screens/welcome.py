"""The welcome, where there is no workspace yet: look at the demo, or make one."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from agendas.language import ENGLISH, Language, Message, _
from agendas.workspace_folder import NotMade, init_workspace
from tui.keys import WELCOME_KEYS, in_bar, pressed_in
from tui.theme import DARK, LIGHT, themes, variable_defaults
from tui.widgets import bars
from tui.widgets.bars import padded
from tui.widgets.painted import Painted, Pieces

#: What the welcome answers when somebody wants to see the demo.
DEMO = "demo"


class WelcomeScreen(Screen[None]):
    """A few calm words and three keys."""

    def __init__(self, folder: Path, language: Language) -> None:
        super().__init__(classes="room")
        self._folder = folder
        self._language = language

    def compose(self) -> ComposeResult:
        """The words, what went wrong, the keys."""
        yield Painted(classes="title-bar")
        yield Painted(classes="key-bar")
        yield Painted(classes="status-bar")
        yield Painted(id="welcome")

    def on_mount(self) -> None:
        """Say it."""
        say = self._language.say
        self.query_one(".title-bar", Painted).show([(" Not This Month", "strong")])
        self.query_one("#welcome", Painted).show(*self._words())
        self.query_one(".status-bar", Painted).show(
            [(say(_("There is no workspace here yet.")), "faint")]
        )

    def on_resize(self) -> None:
        """As many keys as fit."""
        line = bars.key_line(in_bar(WELCOME_KEYS), self._language, self.size.width)
        self.query_one(".key-bar", Painted).show(line)

    def _words(self) -> list[Pieces]:
        say = self._language.say
        lines: list[Pieces] = [
            [(say(_("Once a month the business decides what IT works on next,")), "strong")],
            [(say(_("and, just as clearly, what it does not do this month.")), "strong")],
            [],
            [(say(_("Every request leaves the meeting with one decision.")), "dim")],
            [(say(_("Every “no” has a reason and a date.")), "dim")],
            [(say(_("The record is on IT's desk before anyone is back at theirs.")), "dim")],
            [],
        ]
        for key in in_bar(WELCOME_KEYS):
            label = padded(say(key.label), 20)
            lines.append([(f"{key.cap}  ", "accent-strong"), (label, ""), (say(key.help), "dim")])
        return lines

    async def on_key(self, event: events.Key) -> None:
        """One of the three keys."""
        key = pressed_in(WELCOME_KEYS, event.key)
        if key is None:
            return
        event.stop()
        match key.action:
            case "demo":
                self.app.exit(DEMO)
            case "init":
                self.run_worker(self._init(), group="asking")
            case _:
                self.app.exit("")

    async def _init(self) -> None:
        from tui.screens.dialogs.ask import Ask

        typed = await self.app.push_screen_wait(
            Ask(
                _("in which folder?"),
                self._language,
                initial=str(self._folder),
                hint=_("it is made where it is missing; nothing in it is overwritten"),
            )
        )
        if not typed or not typed.strip():
            return
        made = init_workspace(Path(typed.strip()).expanduser(), "monthly")
        if isinstance(made, NotMade):
            self._say(made.messages[0])
        else:
            self.app.exit(str(made))

    def _say(self, message: Message) -> None:
        words = self._language.say(message)
        self.query_one(".status-bar", Painted).show([(words, "alarm")])


class WelcomeApp(App[str]):
    """Nothing but the welcome; what it answers is what to open."""

    TITLE = "Not This Month"
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = [  # noqa: RUF012
        "../styles/tokens.tcss",
        "../styles/dialogs.tcss",
        "../styles/meeting.tcss",
        "../styles/rooms.tcss",
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "quit", id="app.quit", tooltip="quit", show=False),
    ]

    def __init__(self, folder: Path, *, language: Language = ENGLISH, light: bool = False) -> None:
        super().__init__()
        self._folder = folder
        self._language = language
        for theme in themes():
            self.register_theme(theme)
        self.theme = LIGHT if light else DARK

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our named colours, for themes that do not bring them."""
        return variable_defaults()

    def get_default_screen(self) -> Screen[None]:
        """The welcome is all there is."""
        return WelcomeScreen(self._folder, self._language)


def run_welcome(folder: Path, *, light: bool = False) -> str:
    """Offer the demo, or a workspace in a folder (this one is proposed) and make it.

    Answers `DEMO`, the folder that was made, or "" where nothing is wanted.
    """
    return WelcomeApp(folder, light=light).run() or ""
