"""Asks for the file to import: a path is typed, or one of the files that are there is taken."""

from __future__ import annotations

import os
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from agendas.language import Language, Message, _
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.painted import Painted, paint
from tui.widgets.plain_text import inert

#: What exports are called.
KINDS = (".csv", ".json", ".tsv", ".txt")
QUESTION = _("import a tracker's export: which CSV or JSON file?")
#: So many files of a folder are looked at and offered.
_LOOKED_AT, _OFFERED = 2000, 12


def typed_path(text: str) -> Path:
    """The path that a typed text means: `~` is the home folder, quotes around it are no part."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    try:
        return Path(text).expanduser()
    except RuntimeError:
        # there is no such user: then the text is taken as it stands
        return Path(text)


def offered(text: str, kinds: tuple[str, ...] = KINDS) -> list[Path]:
    """The files and folders that a typed path may go on to, the newest files first."""
    path = typed_path(text)
    folder, begun = path, ""
    if text.strip() and not text.endswith(("/", os.sep)):
        folder, begun = path.parent, path.name.casefold()
    found: list[tuple[bool, float, Path]] = []
    try:
        with os.scandir(folder) as entries:
            for _place, entry in zip(range(_LOOKED_AT), entries, strict=False):
                if _may_be_meant(entry, begun, kinds):
                    is_folder = entry.is_dir()
                    age = 0.0 if is_folder else -entry.stat().st_mtime
                    found.append((is_folder, age, Path(entry.path)))
    except (OSError, ValueError):
        # not a folder, or not to be read: then nothing is offered
        return []
    found.sort(key=lambda one: (one[0], one[1], one[2].name))
    return [path for _folder, _age, path in found[:_OFFERED]]


def _may_be_meant(entry: os.DirEntry[str], begun: str, kinds: tuple[str, ...]) -> bool:
    name = entry.name.casefold()
    if name.startswith(".") and not begun.startswith("."):
        return False
    return begun in name and (name.endswith(kinds) or entry.is_dir())


class ImportFile(Dialog[Path | None]):
    """One line for the path, and below it what is there; `Down` goes to the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "cancel", id="file.cancel", tooltip="cancel"),
        Binding("down", "down", "down", show=False, id="file.down", tooltip="to the files"),
    ]

    def __init__(
        self,
        language: Language,
        initial: str = "",
        *,
        question: Message = QUESTION,
        kinds: tuple[str, ...] = KINDS,
    ) -> None:
        super().__init__()
        self._question = question
        self._kinds = kinds
        self._language = language
        self._initial = initial
        self._paths: list[Path] = []

    def compose(self) -> ComposeResult:
        """The question, the line, the files."""
        with Vertical(classes="dialog import-file"):
            yield Painted(classes="dialog-title")
            yield Input(
                self._initial,
                max_length=4000,
                compact=True,
                select_on_focus=False,
                classes="dialog-input",
            )
            yield OptionList(markup=False, compact=True, classes="dialog-choices")
            yield Painted(classes="dialog-hint")

    def on_mount(self) -> None:
        """Words, once there is a width to cut them to."""
        say = self._language.say
        self.query_one(".dialog-title", Painted).show([(say(self._question), "strong")])
        keys = (("Enter", _("take it")), ("↓", _("the files here")), ("Esc", _("cancel")))
        self.query_one(".dialog-hint", Painted).show(
            [
                p
                for cap, words in keys
                for p in ((cap, "accent-strong"), (f" {say(words)}   ", "dim"))
            ]
        )
        self._offer()
        self.query_one(Input).focus()

    def _offer(self) -> None:
        self._paths = offered(self.query_one(Input).value, self._kinds)
        files = self.query_one(OptionList)
        files.set_options([Option(self._prompt(path)) for path in self._paths])
        files.highlighted = None

    def _prompt(self, path: Path) -> Content:
        try:
            is_folder = path.is_dir()
            size = 0 if is_folder else path.stat().st_size
        except OSError:
            # gone since it was listed
            is_folder, size = False, 0
        if is_folder:
            return paint([(inert(path.name) + "/", "dim")])
        return paint([(inert(path.name), ""), (f"  {-(-size // 1024)} KB", "faint")])

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what begins like this."""
        self._offer()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: the file, or into the folder."""
        event.stop()
        if event.value.strip():
            self._take(typed_path(event.value))
        elif self._paths:
            self.action_down()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click in the list."""
        event.stop()
        self._take(self._paths[event.option_index])

    def _take(self, path: Path) -> None:
        try:
            is_folder = path.is_dir()
        except (OSError, ValueError):
            # no path at all; reading it will say so
            is_folder = False
        if is_folder and inert(str(path)) == str(path):
            field = self.query_one(Input)
            field.value = str(path) + os.sep
            field.cursor_position = len(field.value)
            field.focus()
        elif not is_folder:
            self.dismiss(path)

    def action_down(self) -> None:
        """To the files."""
        files = self.query_one(OptionList)
        if files.option_count and not files.has_focus:
            files.focus()
            files.highlighted = 0

    def action_cancel(self) -> None:
        """Esc."""
        self.dismiss(None)
