"""A real terminal: the program in a pseudo-terminal, its screen read by an emulator."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pyte = pytest.importorskip("pyte", reason="pyte, which reads the screen, is not installed")

KEYS = {
    "enter": "\r", "escape": "\x1b", "up": "\x1b[A", "down": "\x1b[B", "backspace": "\x7f",
    "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~",
    "ctrl+q": "\x11", "ctrl+p": "\x10",
}  # fmt: skip
#: Seconds after which a wait has failed; long, because a loaded machine is no bug.
PATIENCE = 30.0


class Terminal:
    """One run of the program; `presses` counts keys, `typed` counts letters of text fields."""

    def __init__(self, arguments: list[str], columns: int, lines: int, home: Path) -> None:
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self.presses = 0
        self.typed = 0
        self.output = b""
        self.status: int | None = None
        command = [sys.executable, "-c", "from tui.cli import main; raise SystemExit(main())"]
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            # Not the environment as it is: readline, which pytest loads, puts the size of a
            # terminal that is not this one into it behind Python's back.
            surroundings = {**os.environ, "TERM": "xterm-256color", "HOME": str(home)}
            os.execve(command[0], [*command, *arguments], surroundings)
        self.resize(columns, lines)

    def resize(self, columns: int, lines: int) -> None:
        """Another size of the window."""
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, size)
        self.screen.resize(lines, columns)

    def press(self, *keys: str) -> Terminal:
        """Press keys, as a hand would: one after the other, each counted."""
        for key in keys:
            self.presses += 1
            self._send(KEYS.get(key, key))
        return self

    def type(self, text: str) -> Terminal:
        """Type the text of a name or a sentence: not counted as key presses."""
        self.typed += len(text)
        for letter in text:
            self._send(letter)
        return self

    def _send(self, text: str) -> None:
        os.write(self.descriptor, text.encode())
        self.read(0.004)

    def read(self, seconds: float) -> None:
        """Take in what the program writes for so long."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            ready, _, _ = select.select([self.descriptor], [], [], left)
            if not ready:
                return
            try:
                data = os.read(self.descriptor, 65536)
            except OSError:
                data = b""
            if not data:
                return
            self.output += data
            self._stream.feed(data)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait(self, wanted: str | Callable[[str], bool], *, gone: bool = False) -> str:
        """Until a text is on the screen (or gone from it), or a condition holds."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            found = wanted(self.text) if callable(wanted) else wanted in self.text
            if found != gone:
                return self.text
            self.read(0.05)
        raise AssertionError(f"waited in vain for {wanted!r} (gone={gone}):\n{self.text}")

    def ended(self) -> int:
        """Wait for the end of the program; its exit code."""
        until = time.monotonic() + PATIENCE
        while self.status is None and time.monotonic() < until:
            self.read(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        assert self.status is not None, f"the program did not end:\n{self.text}"
        return self.status

    def kill(self) -> None:
        """Pull the plug."""
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            _pid, status = os.waitpid(self.pid, 0)
            self.status = os.waitstatus_to_exitcode(status)

    def close(self) -> None:
        """Leave nothing behind."""
        self.kill()
        os.close(self.descriptor)


@pytest.fixture
def terminal(home: Path) -> Iterator[Callable[..., Terminal]]:
    """Starts the program in a terminal of a size: `terminal("-w", folder, size=(80, 24))`."""
    running: list[Terminal] = []

    def start(*arguments: str, size: tuple[int, int] = (80, 24)) -> Terminal:
        running.append(Terminal([str(a) for a in arguments], *size, home))
        return running[-1]

    yield start
    for each in running:
        each.close()
