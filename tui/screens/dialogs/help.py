"""All keys of a stage or of another screen, made from the table of keys."""

from __future__ import annotations

from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from agendas.agenda import StageKind
from agendas.language import Language, Message, _
from agendas.stage_names import STAGE_NAMES
from tui.keys import KEYS, REQUEST_KEYS, SCREENS, Key, told_once
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.bars import padded
from tui.widgets.painted import Painted, Pieces

MOVING: tuple[tuple[str, Message], ...] = (
    ("j k ↓ ↑", _("the next row, the row before")),
    ("PgDn PgUp", _("a page on, a page back")),
    ("Home End", _("the first row, the last row")),
    ("Ctrl+P", _("the palette: everything by name")),
    ("Ctrl+Q", _("quit; everything is saved")),
)


#: Cells of a key's cap and of its words, so that the command behind it fits at 80 columns.
_CAP, _WORDS = 11, 44


class Page(msgspec.Struct, frozen=True):
    """What a page of keys is about: those of one place, and those that work everywhere there."""

    title: Message
    own: tuple[Key, ...]
    everywhere: tuple[Key, ...] = ()


#: The Meeting screen while there is none: its other keys work once one runs.
NO_MEETING_PAGE = Page(_("No meeting yet"), ())
REQUESTS_PAGE = Page(_("Requests"), REQUEST_KEYS)


def stage_page(kind: StageKind) -> Page:
    """The keys of a stage of the meeting."""
    return Page(
        STAGE_NAMES[kind],
        tuple(key for key in KEYS if kind in key.stages),
        tuple(key for key in KEYS if not key.stages),
    )


class Help(Dialog[None]):
    """The keys that work now, and what they do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,enter,q", "close", "close", id="help.close", tooltip="close"),
        Binding("j,down", "scroll(1)", "down", show=False, id="help.down", tooltip="further down"),
        Binding("k,up", "scroll(-1)", "up", show=False, id="help.up", tooltip="further up"),
    ]

    def __init__(self, page: Page | StageKind, language: Language) -> None:
        super().__init__()
        self._page = page if isinstance(page, Page) else stage_page(page)
        self._language = language

    def compose(self) -> ComposeResult:
        """One scrolling page of keys."""
        with VerticalScroll(classes="dialog help"):
            yield Painted(classes="help-lines")

    def on_mount(self) -> None:
        """Fill the page."""
        lines = self.lines()
        page = self.query_one(Painted)
        page.styles.height = len(lines)
        page.show(*lines)
        self.query_one(VerticalScroll).focus()

    def lines(self) -> list[Pieces]:
        """The page: the stage's own keys, those that work everywhere, moving about, the screens."""
        say = self._language.say
        page = self._page
        lines: list[Pieces] = [[(say(page.title), "strong")]]
        lines += [self._line(key) for key in told_once(page.own)]
        lines += [[], [(say(_("Everywhere")), "strong")]]
        lines += [self._line(key) for key in page.everywhere]
        lines += [
            [(padded(caps, _CAP), "accent-strong"), (say(words), "")] for caps, words in MOVING
        ]
        lines += [[], [(say(_("Screens")), "strong")]]
        lines += [self._line(key) for key in SCREENS]
        lines += [[], [(say(_("Esc closes this")), "dim")]]
        return lines

    def _line(self, key: Key) -> Pieces:
        say = self._language.say
        command = f"  :{key.command}" if key.command else ""
        return [
            (padded(key.cap, _CAP), "accent-strong"),
            (padded(say(key.help), _WORDS), ""),
            (command, "faint"),
        ]

    def action_close(self) -> None:
        """Away with it."""
        self.dismiss()

    def action_scroll(self, direction: int) -> None:
        """Further down or up."""
        self.query_one(VerticalScroll).scroll_relative(y=direction, animate=False)
