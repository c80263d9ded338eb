"""Screens that ask: one text, or one of a few choices, in a dialog."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence

from textual.screen import Screen

from agendas.language import Language, Message


class AskingScreen(Screen[None]):
    """A screen whose actions may ask something before they act."""

    language: Language

    def later(self, made: Awaitable[None] | None) -> None:
        """Let something that asks first run beside the screen."""
        if made is not None:
            self.run_worker(_awaited(made), group="asking", exit_on_error=True)

    async def ask(
        self,
        question: Message,
        *,
        about: str = "",
        initial: str = "",
        hint: Message | None = None,
        suggestions: Sequence[str] = (),
        masked: bool = False,
        lines: Sequence[str] = (),
    ) -> str | None:
        """A text from a dialog; None when it was cancelled."""
        from tui.screens.dialogs.ask import Ask

        dialog = Ask(
            question,
            self.language,
            about=about,
            initial=initial,
            hint=hint,
            suggestions=suggestions,
            masked=masked,
            lines=lines,
        )
        return await self.app.push_screen_wait(dialog)

    async def choose(
        self, question: Message, choices: Sequence[tuple[str, str]], *, about: str = ""
    ) -> str | None:
        """One of a few choices (id, words); None when it was cancelled."""
        from tui.screens.dialogs.choose import Choose

        return await self.app.push_screen_wait(
            Choose(question, choices, self.language, about=about)
        )


async def _awaited(made: Awaitable[None]) -> None:
    await made
