"""The mark that says whether everything is on disk: saved, saving, not saved, only read."""

from __future__ import annotations

import time

from agendas.language import Language, _
from agendas.session import Session
from tui.widgets.painted import Piece

#: Seconds that an entry may wait for the disk before the mark says "saving…".
PATIENCE = 0.1


class SavedMark:
    """Watches one session; says `saved` only of what the store called durable."""

    def __init__(self, session: Session, language: Language) -> None:
        self._session = session
        self._language = language
        self._waiting_since: float | None = None

    def acted(self) -> None:
        """Something was done that now waits for the disk."""
        if self._waiting_since is None:
            self._waiting_since = time.monotonic()

    def settled(self) -> None:
        """The store said something."""
        if self._session.pending == 0:
            self._waiting_since = None

    def piece(self) -> Piece:
        """The mark in words and colour."""
        say, session = self._language.say, self._session
        if session.failure is not None:
            return say(_("● not saved")), "alarm-strong"
        if session.store.alarm or session.unreadable:
            return say(_("● read only")), "alarm-strong"
        if not session.store.writable:
            return say(_("● following")), "dim"
        since = self._waiting_since
        if since is not None and session.pending and time.monotonic() - since > PATIENCE:
            return say(_("● saving…")), "accent"
        if session.saved_at is None:
            return say(_("● saved")), "good"
        if session.store.scarce:
            return say(_("● disk full, saved {at:seconds}", at=session.saved_at)), "alarm-strong"
        return say(_("● saved {at:seconds}", at=session.saved_at)), "good"
