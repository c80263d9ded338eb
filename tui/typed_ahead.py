"""Keys typed faster than the screen changes: each is let in when the one before it was taken."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable

from textual import events
from textual.app import App
from textual.dom import DOMNode

Typed = events.Key | events.Paste


class TypedAhead:
    """The one queue of keys. Textual has one in each widget, and what is in them overtakes."""

    def __init__(
        self, app: App[None], let_in: Callable[[Typed], Awaitable[None]], hears: Callable[[], bool]
    ) -> None:
        self._app = app
        self._let_in = let_in
        self._hears = hears
        self._waiting: deque[Typed] = deque()
        self._on_its_way = False
        self._key: Typed | None = None

    async def typed(self, event: Typed) -> None:
        """A key comes in."""
        self._waiting.append(event)
        await self.go_on()

    async def go_on(self) -> None:
        """Let the next key in, unless one is on its way or nobody can take it yet."""
        if self._on_its_way or not self._waiting or not self._hears():
            return
        self._on_its_way = True
        target: DOMNode = self._app.focused or self._app.screen
        self._key = self._waiting.popleft()
        await self._let_in(self._key)
        self._behind(target)

    def _behind(self, node: DOMNode | None) -> None:
        """Go behind the key through the queues that it goes through, up to the application.

        A key that was taken goes no further: nor does this.
        """
        if self._key is not None and self._key._stop_propagation:
            node = None
        while node is not None and node is not self._app:
            if node.call_later(self._behind, node.parent):
                return
            node = node.parent
        self._app.call_later(self._taken)

    async def _taken(self) -> None:
        self._on_its_way = False
        await self.go_on()
