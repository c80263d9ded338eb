"""What all dialogs share: they are answered once, and keys typed ahead are not lost."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

from tui.screens.asking import listen
from tui.widgets.cells import cut
from tui.widgets.painted import Piece, width_of

Result = TypeVar("Result")
#: Fewer cells of a title say nothing.
_TITLE = 12


class Dialog(ModalScreen[Result]):
    """A dialog. Whoever types faster than it opens or closes loses no key to the wrong screen."""

    _answered = False
    _open = False

    @property
    def room(self) -> int:
        """Cells of a line, as dialogs.tcss has it: nothing is laid out yet when it is filled."""
        return max(1, min(76, self.app.size.width * 96 // 100) - 6)

    def asks(self, about: str, title: str, question: str) -> list[Piece]:
        """`R-104 Intranet look: why?` in one line; the title is cut, and left out before that."""
        pieces: list[Piece] = [(about + "  ", "accent-strong")] if about else []
        left = self.room - width_of([*pieces, (question, "")]) - len(": ")
        if title and left >= min(_TITLE, width_of([(title, "")])):
            pieces.append((cut(title, left) + ": ", ""))
        return [*pieces, (question, "strong")]

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Answer, once; a second Enter on the way out belongs to what comes next."""
        if self._answered:
            return AwaitComplete()
        self._answered = True
        self.set_focus(None)
        return super().dismiss(result)

    def entered(self, text: str) -> None:
        """Enter in the line of a dialog that has one."""

    @property
    def hears(self) -> bool:
        """Whether it is on screen, and not answered yet: else keys are for another screen."""
        return self._open and not self._answered

    def on_screen_resume(self) -> None:
        """On screen: what was typed before it was is for this dialog."""
        self.call_after_refresh(self._opened)

    def _opened(self) -> None:
        self._open = True
        listen(self.app)

    def on_unmount(self) -> None:
        """Gone: what was typed after the answer is for the screen below."""
        listen(self.app)
