"""The meeting's clock: what time it is, and how many seconds the meeting has run.

Only running seconds count: a break or a sleeping laptop burns no minutes. Where a monotonic clock
goes on during sleep, a gap between two ticks longer than `LONGEST_TICK` gives it away.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from typing import Protocol

#: Seconds; the screen ticks every second, so a longer gap was a sleep.
LONGEST_TICK = 10.0


class Clock(Protocol):
    """What a session asks of a clock."""

    def now(self) -> datetime:
        """The time with its offset."""
        ...

    def seconds(self) -> int:
        """Seconds that the meeting has run, without breaks."""
        ...

    def run(self, running: bool, at_least: int) -> None:
        """Start or stop counting; never below what the log already says."""
        ...


class LiveClock:
    """The clock of a live meeting."""

    def __init__(
        self,
        zone: tzinfo | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        wall: Callable[[tzinfo | None], datetime] | None = None,
    ) -> None:
        self._zone = zone
        self._monotonic = monotonic
        self._wall = wall or datetime.now
        self._counted = 0.0
        self._running = False
        self._last = monotonic()

    def now(self) -> datetime:
        """The time in the agenda's zone, to the second."""
        return self._wall(self._zone).astimezone(self._zone).replace(microsecond=0)

    def seconds(self) -> int:
        """Seconds that the meeting has run; to be called at least every `LONGEST_TICK`."""
        now = self._monotonic()
        gap, self._last = now - self._last, now
        if self._running and 0 <= gap <= LONGEST_TICK:
            self._counted += gap
        return int(self._counted)

    def run(self, running: bool, at_least: int) -> None:
        """Start or stop counting."""
        self.seconds()
        self._counted = max(self._counted, float(at_least)) if running else float(at_least)
        self._running = running


class ScriptClock:
    """A clock that is set by hand: for scripts, rehearsals, tests and the demo."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._since = now
        self._counted = 0
        self._running = False

    def now(self) -> datetime:
        """The time that was set last."""
        return self._now

    def set(self, now: datetime) -> None:
        """Set the time of what follows."""
        self._now = now

    def seconds(self) -> int:
        """Seconds that the meeting has run, by the times that were set."""
        if self._running:
            self._counted += max(0, int((self._now - self._since) / timedelta(seconds=1)))
        self._since = self._now
        return self._counted

    def run(self, running: bool, at_least: int) -> None:
        """Start or stop counting."""
        self.seconds()
        self._counted = max(self._counted, at_least) if running else at_least
        self._running = running
