"""Screens that ask: one text, or one of a few choices, in a dialog."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from textual import events
from textual.app import App
from textual.binding import Binding
from textual.screen import Screen
from textual.strip import Strip

from agendas.language import Language, Message, _
from agendas.meeting.commands.spec import Refused
from agendas.session import Done, Session
from tui.widgets.kept import KeptLines
from tui.widgets.painted import Pieces
from tui.widgets.request_list import RequestList

#: What the keys of the list do, by key.
NAVIGATION = {
    key: binding.action
    for binding in RequestList.BINDINGS
    if isinstance(binding, Binding)
    for key in binding.key.split(",")
}


def listen(app: App[object]) -> None:
    """Keys that were typed ahead have somebody who takes them now."""
    go_on = getattr(app, "listen", None)  # a bare app around one screen has no such queue
    if go_on is not None:
        go_on()


class AskingScreen(KeptLines, Screen[None]):
    """A screen whose actions may ask something before they act."""

    language: Language
    session: Session
    _asking = 0

    def __init__(self, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._answers: dict[tuple[str, str], str] = {}
        self._refused: dict[tuple[str, str], str] = {}

    def whole_line(self, y: int) -> Strip:
        """The ground behind everything that stands on the screen."""
        return Strip.blank(self.size.width, self.filtered(self.rich_style))

    def later(self, made: Awaitable[None] | None) -> None:
        """Let something that asks first run beside the screen."""
        if made is not None:
            if not self._asking:
                self._answers = {}
            self._asking += 1
            # Without focus no widget takes the keys that are meant for the dialog.
            self.set_focus(None)
            self.run_worker(self._awaited(made), group="asking", exit_on_error=True)

    async def _awaited(self, made: Awaitable[None]) -> None:
        try:
            await made
        finally:
            self._asking -= 1
            if not self._asking and self.is_attached:
                self.asked()
                listen(self.app)

    def asked(self) -> None:
        """Nothing is asked any more: the keys are for the list again."""
        self.query_one("#list").focus()

    def on_key(self, event: events.Key) -> None:
        """A key: the list has given its keys to `take` itself."""
        if not isinstance(self.focused, RequestList):
            self.take(event)

    def take(self, event: events.Key) -> None:
        """What a key means on this screen."""

    @property
    def hears(self) -> bool:
        """Whether keys are for this screen, and not for the dialog that is about to open."""
        return not self._asking

    def navigates(self, event: events.Key, moved: RequestList) -> bool:
        """Whether a key moved the cursor of a list.

        The list's own bindings would act only after the key has travelled to the app, and a key
        that was pressed after it, but is taken on the way, would act on the row before.
        """
        action = NAVIGATION.get(event.key)
        if action is None:
            return False
        event.stop()
        event.prevent_default()
        getattr(moved, f"action_{action}")()
        return True

    def title_of(self, about: str) -> str:
        """The title of what a dialog is about; "" where the room may not read it, or knows it."""
        return ""

    def say(self, message: Message, *, alarm: bool = False) -> None:
        """One sentence in the status line."""

    def tell_news(self) -> None:
        """Say what the store reported, each thing once."""
        for report in self.session.news():
            self.say(report, alarm=True)

    def follow_on(self) -> bool:
        """Take in what another window wrote, and say what is wrong with it; whether any is new."""
        before = self.session.store.damage
        new = self.session.follow()
        now = self.session.store.damage
        if now and now != before:
            self.say(self.session.why_not, alarm=True)
        elif before and not now:
            self.say(_("All is there again, and followed."))
        return new

    def keep_typed(self, outcome: Done | Refused) -> Done | Refused:
        """What was typed into dialogs stands in them again if nothing can be saved just now."""
        if isinstance(outcome, Done):
            self._refused = {}
        elif not self.session.writable:
            self._refused |= self._answers
        return outcome

    async def save_copy(self, named: str | None = None) -> None:
        """Write everything, saved or not, into a folder that is named or asked for."""
        named = named or await self.ask(_("Save a copy into which new folder?"))
        if named is None:
            return
        made = await asyncio.to_thread(self.session.save_copy, named)
        if isinstance(made, Message):
            self.say(made, alarm=True)
        else:
            self.say(made[1])

    async def ask(
        self,
        question: Message,
        *,
        about: str = "",
        initial: str = "",
        hint: Message | None = None,
        suggestions: Sequence[str] = (),
        masked: bool = False,
        needed: bool = False,
        lines: Sequence[str] = (),
    ) -> str | None:
        """A text from a dialog, not an empty one where it is needed; None when it was cancelled."""
        from tui.screens.dialogs.ask import Ask

        key = (question.id, about)
        dialog = Ask(
            question,
            self.language,
            about=about,
            title=self.title_of(about),
            initial=self._refused.get(key, initial),
            hint=hint,
            suggestions=suggestions,
            masked=masked,
            needed=needed,
            lines=lines,
        )
        typed = await self.app.push_screen_wait(dialog)
        if typed:
            self._answers[key] = typed
        return typed

    async def show_lines(
        self,
        title: Message,
        lines: Callable[[int], Sequence[Pieces]],
        keys: Sequence[tuple[str, Message]] = (),
    ) -> str | None:
        """Show lines over the list; the key that it was answered with, None for none."""
        from tui.screens.dialogs.look import Look

        return await self.app.push_screen_wait(Look(title, lines, self.language, keys))

    async def choose(
        self,
        question: Message,
        choices: Sequence[tuple[str, str]],
        *,
        about: str = "",
        lettered: bool = False,
    ) -> str | None:
        """One of a few choices (id, words); None when it was cancelled."""
        from tui.screens.dialogs.choose import Choose

        title = self.title_of(about)
        return await self.app.push_screen_wait(
            Choose(question, choices, self.language, about=about, title=title, lettered=lettered)
        )
