"""Every line of the log and of copies beside it, tied together by hashes wherever it lies.

Reading stops at the first thing that does not fit. This looks at all that is there: an entry hangs
on the line whose hash makes its own hash right, and what hangs so is provably as it was written.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from agendas.language import Message, _
from agendas.store.chain import FIRST, digest, number_of, split_line
from agendas.store.disk import open_to_read, reason
from agendas.store.reading import LONGEST, Damage, too_long, year_files, year_of

_COPY = re.compile(r"events-[0-9]{4}.+")
_MARKS = (b"<<<<<<< ", b"||||||| ", b">>>>>>> ")
_BOM = b"\xef\xbb\xbf"


class Line(Struct, frozen=True, gc=False):
    """A line as it was found: what it says of itself, where it has the form of an entry."""

    file: str
    line: int
    raw: bytes
    payload: bytes = b""
    number: int = 0
    hash: str = ""


class Node(Struct, frozen=True):
    """An entry that is provably as it was written: it fits the hash that it hangs on.

    `place` is its line's among all lines. `previous` is "" where the line before is gone: then
    nothing proves it but the line behind it. `mended`: its own hash had been altered.
    """

    place: int
    number: int
    payload: bytes
    hash: str
    previous: str
    mended: bool = False


class Survey(Struct, frozen=True):
    """All lines (those of copies from `copies` on), the nodes among them, and what was odd."""

    lines: tuple[Line, ...]
    copies: int
    nodes: tuple[Node, ...]
    odd: tuple[Damage, ...] = ()


def copies_beside(folder: Path) -> tuple[str, ...]:
    """Files that hold another version of the log: what a synchronised folder makes of a fork."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return ()
    return tuple(name for name in names if _COPY.fullmatch(name) and not year_of(name))


def survey(folder: Path, saved: str = "") -> Survey:
    """Look at all lines; `saved` is the hash of the last entry that was called saved."""
    odd: list[Damage] = []
    lines: list[Line] = []
    seen: dict[bytes, Line] = {}
    for name in _year_files(folder, odd):
        _gather(folder, name, lines, seen, odd)
    copies = len(lines)
    for name in copies_beside(folder):
        _gather(folder, name, lines, seen, None)
    nodes = _Ties(lines, saved).tied()
    return Survey(tuple(lines), copies, nodes, tuple(odd))


def _year_files(folder: Path, odd: list[Damage]) -> tuple[str, ...]:
    try:
        return year_files(folder)
    except OSError as error:
        odd.append(Damage(".", 1, _("it cannot be read: {reason}", reason=reason(error))))
        return ()


def _gather(
    folder: Path, name: str, lines: list[Line], seen: dict[bytes, Line], odd: list[Damage] | None
) -> None:
    """Take in the lines of a file that are not known yet."""
    try:
        with open_to_read(folder / name) as file:
            content = list(_pieces(file))
    except OSError as error:
        unread = _("it cannot be read: {reason}", reason=reason(error))
        (odd if odd is not None else []).append(Damage(name, 1, unread))
        return
    for place, found in enumerate(content, start=1):
        raw, what = _plain(found, place) if found else (b"", too_long())
        if raw and raw in seen:
            if not (first := seen[raw]).number:
                what = what or _("this is not a whole entry")
            else:
                what, raw = _("it is entry {number} once more", number=first.number), b""
        if what is not None and odd is not None:
            odd.append(Damage(name, place, what))
        if raw:
            lines.append(_line(name, place, raw))
            seen.setdefault(raw, lines[-1])


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """The lines; b"" for one that is longer than any entry."""
    while line := file.readline(LONGEST):
        if len(line) < LONGEST:
            yield line
            continue
        yield b""
        while line and not line.endswith(b"\n"):
            line = file.readline(LONGEST)


def _plain(raw: bytes, place: int) -> tuple[bytes, Message | None]:
    """The line as it was written, where an editor or git put something around it."""
    if raw.startswith(_MARKS) or raw.rstrip(b"\r\n") == b"=======":
        return b"", _("git could not merge two histories, and left its marks here")
    if place == 1 and raw.startswith(_BOM):
        return raw.removeprefix(_BOM), _("something was put before the first entry")
    if raw.endswith(b"\r\n"):
        return raw[:-2] + b"\n", _("its line end was changed")
    return raw, None


def _line(file: str, place: int, raw: bytes) -> Line:
    parts = split_line(raw)
    number = number_of(parts[0]) if parts else None
    if parts is None or number is None or number < 1:
        return Line(file, place, raw)
    return Line(file, place, raw, parts[0], number, parts[1])


class _Ties:
    """Finds for each line the hash that makes its own hash right."""

    def __init__(self, lines: list[Line], saved: str) -> None:
        self._lines = lines
        self._saved = saved
        self._nodes: dict[int, Node] = {}
        # The hashes that an entry may have had, by its number, with who has it.
        self._known: dict[int, dict[str, int]] = {0: {FIRST: -1}}
        # What an unfit entry's hash would be if only that had been altered.
        self._guesses: dict[tuple[int, str], Node] = {}

    def tied(self) -> tuple[Node, ...]:
        """All nodes, by number."""
        order = sorted((line.number, n) for n, line in enumerate(self._lines) if line.number)
        for number, place in order:
            self._tie(number, place)
        nodes = {(node.number, node.hash): node for node in reversed(self._in_order())}
        return tuple(sorted(nodes.values(), key=lambda node: (node.number, node.place)))

    def _in_order(self) -> list[Node]:
        return [self._nodes[place] for place in sorted(self._nodes)]

    def _tie(self, number: int, place: int) -> None:
        line = self._lines[place]
        before = dict(self._known.get(number - 1, {}))
        if place and not self._lines[place - 1].number:
            # The line before may have lost its number, and still have its hash.
            parts = split_line(self._lines[place - 1].raw)
            before.update({parts[1]: place - 1} if parts else {})
        previous = next((h for h in before if digest(line.payload, h) == line.hash), None)
        if previous is not None:
            self._nodes[place] = Node(place, number, line.payload, line.hash, previous)
            self._prove(number - 1, previous)
        else:
            self._guess(line, place, before)
        self._known.setdefault(number, {}).setdefault(line.hash, place)

    def _guess(self, line: Line, place: int, before: dict[str, int]) -> None:
        for previous in before:
            made = digest(line.payload, previous)
            node = Node(place, line.number, line.payload, made, previous, True)
            if made == self._saved or nearly(made, line.hash):
                self._nodes[place] = node
                self._prove(line.number - 1, previous)
            else:
                self._guesses[line.number, made] = node
            self._known.setdefault(line.number, {})[made] = place

    def _prove(self, number: int, sealed: str) -> None:
        """An entry hangs on this one: so it had that hash."""
        guess = self._guesses.get((number, sealed))
        place = self._known.get(number, {}).get(sealed, -1)
        if guess is not None:
            if guess.place not in self._nodes:
                self._nodes[guess.place] = guess
                self._prove(number - 1, guess.previous)
        elif place >= 0 and place not in self._nodes and not self._known.get(number - 1):
            line = self._lines[place]
            self._nodes[place] = Node(place, number, line.payload, sealed, "")


def nearly(made: str, found: str) -> bool:
    """Whether at most one character of the hash was altered."""
    return len(made) == len(found) and sum(a != b for a, b in zip(made, found, strict=True)) <= 1
