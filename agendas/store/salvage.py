"""What can be kept of a log, entry by entry, and what cannot: nothing is written here.

Kept is what is provably as it was written, what was put right exactly, and what nothing
contradicts but nothing proves either, because the line before it is gone; each says which.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from agendas.language import Message, _, _n
from agendas.store.chain import FIRST, digest
from agendas.store.forks import Branch, branches
from agendas.store.head import Head, Unread, read_head
from agendas.store.mending import Budget, hash_in, mended
from agendas.store.reading import Damage
from agendas.store.survey import Line, Node, Survey, survey

#: Bytes hashed at most in search of altered ones: for a look, and for a salvage (in all, a line).
A_LOOK = (300_000_000, 100_000_000)
A_SALVAGE = (20_000_000_000, 7_000_000_000)


class How(StrEnum):
    """Why an entry is kept."""

    INTACT = "intact"
    MENDED = "put_right"
    UNPROVED = "unproved"


class Kept(Struct, frozen=True):
    """An entry that is kept: the bytes that were sealed and their hash."""

    number: int
    payload: bytes
    hash: str
    how: How
    file: str
    line: int


class Lost(Struct, frozen=True):
    """Entries that are not kept, where that begins, why, and what is there instead.

    `doubt`: the entry before them may be what was altered, and was then sealed anew.
    """

    first: int
    last: int
    file: str
    line: int
    what: Message
    raw: tuple[Line, ...] = ()
    doubt: bool = False


class Sifted(Struct, frozen=True):
    """All that can be said of a log: of the branch that was asked for, else of the first.

    `replaced` stands where the folder called another entry saved.
    """

    branches: tuple[Branch, ...]
    kept: tuple[Kept, ...]
    lost: tuple[Lost, ...]
    odd: tuple[Damage, ...]
    aside: tuple[Line, ...]
    replaced: Kept | None = None

    @property
    def forked(self) -> bool:
        """Whether there is more than one branch."""
        return len(self.branches) > 1


def sift(folder: Path, branch: int = 1, budget: tuple[int, int] = A_LOOK) -> Sifted:
    """Look at everything in a data folder; changes nothing."""
    head = read_head(folder)
    saved = head if isinstance(head, Head) else None
    found = survey(folder, saved.hash if saved else "")
    ways = branches(found)
    path = ways[min(branch, len(ways)) - 1].path if ways else ()
    sifting = _Sifting(found, path, saved if len(ways) < 2 else None, Budget(*budget))
    sifting.go()
    odd = [*found.odd, *(() if len(ways) > 1 else _out_of_order(found, path))]
    replaced = _replaced(head, sifting.kept) if len(ways) < 2 else None
    used = {line.raw for lost in sifting.lost for line in lost.raw} | sifting.used
    own = {node.place for way in ways for node in way.path}
    aside = tuple(
        line
        for place, line in enumerate(found.lines[: found.copies])
        if place not in own and line.raw not in used
    )
    return Sifted(ways, tuple(sifting.kept), tuple(sifting.lost), tuple(odd), aside, replaced)


class _Sifting:
    """Goes along a branch from the first entry to the last."""

    def __init__(
        self, found: Survey, path: tuple[Node, ...], saved: Head | None, budget: Budget
    ) -> None:
        self._found = found
        self._path = path
        self._saved = saved
        self._budget = budget
        self._taken = {node.place for node in found.nodes}
        self.kept: list[Kept] = []
        self.lost: list[Lost] = []
        self.used: set[bytes] = set()

    def go(self) -> None:
        """Take every entry of the path, and see about what lies between and behind them."""
        number, place, sealed = 0, -1, FIRST
        for node in self._path:
            sealed = self._gap(number + 1, node.number - 1, place, node.place, sealed)
            self._take(node, sealed)
            number, place, sealed = node.number, node.place, node.hash
        self._tail(number + 1, place, sealed)

    def _take(self, node: Node, before: str) -> None:
        line = self._found.lines[node.place]
        proved = node.previous or (before and digest(node.payload, before) == node.hash)
        how = How.MENDED if node.mended else How.INTACT if proved else How.UNPROVED
        self._keep(node.number, node.payload, node.hash, how, line)

    def _keep(self, number: int, payload: bytes, sealed: str, how: How, line: Line) -> None:
        self.kept.append(Kept(number, payload, sealed, how, line.file, line.line))

    def _between(self, after: int, before: int) -> list[Line]:
        places = range(after + 1, min(before, self._found.copies))
        return [self._found.lines[n] for n in places if n not in self._taken]

    def _gap(self, first: int, last: int, after: int, before: int, sealed: str) -> str:
        """Entries that are missing between two that are there; the hash that the next hangs on."""
        if last < first:
            return sealed
        pieces = self._between(after, before)
        if not pieces and before < after:
            pieces = self._between(-1, self._found.copies)
        right = self._mend(pieces, first, last - first + 1, sealed)
        if last in right:
            return right[last][1]
        return hash_in(pieces[-1].raw) if pieces else ""

    def _tail(self, first: int, after: int, sealed: str) -> None:
        """What lies behind the last entry, and what was called saved and is not there."""
        pieces = self._between(after, self._found.copies)
        last = self._saved.number if self._saved else 0
        # The end of an unfinished write was never called saved, and is nobody's loss.
        torn = bool(pieces) and not pieces[-1].raw.endswith(b"\n")
        count = max(last - first + 1, len(pieces) - torn)
        if count > 0:
            self._mend(pieces, first, count, sealed)

    def _mend(
        self, pieces: list[Line], first: int, count: int, sealed: str
    ) -> dict[int, tuple[bytes, str]]:
        right = mended([line.raw for line in pieces], first, count, sealed, self._budget)
        lost: list[int] = []
        for number in range(first, first + count):
            # As many lines as entries: each belongs to one. Else they belong to all of them.
            own = pieces[number - first : number - first + 1] if len(pieces) == count else pieces
            if number in right:
                self._lose(lost, pieces, first, count)
                self._keep(number, *right[number], How.MENDED, own[0])
                self.used |= {line.raw for line in own}
            elif len(pieces) == count and own[0].number == number and not self._proof(number):
                self._lose(lost, pieces, first, count)
                self._keep(number, own[0].payload, own[0].hash, How.UNPROVED, own[0])
                self.used.add(own[0].raw)
            else:
                lost.append(number)
        self._lose(lost, pieces, first, count)
        return right

    def _proof(self, number: int) -> bool:
        """Whether there is a hash that an entry should hang on, so that it can be tested."""
        last = self.kept[-1] if self.kept else None
        if number == 1 or (last and last.number == number - 1):
            return True
        return any(
            line.number == number - 1 or hash_in(line.raw)
            for lost in self.lost[-1:]
            for line in lost.raw
        )

    def _lose(self, numbers: list[int], pieces: list[Line], first: int, count: int) -> None:
        if not numbers:
            return
        one_each = len(pieces) == count
        raw = pieces[numbers[0] - first : numbers[-1] - first + 1] if one_each else pieces
        number = numbers[0]
        altered = bool(raw) and raw[0].number == number
        file, line = (raw[0].file, raw[0].line) if raw else self._behind_last()
        what = _why(number, numbers[-1], raw)
        self.lost.append(
            Lost(number, numbers[-1], file, line, what, tuple(raw), altered and number > 1)
        )
        numbers.clear()

    def _behind_last(self) -> tuple[str, int]:
        last = self.kept[-1] if self.kept else None
        return (last.file, last.line + 1) if last else ("data", 1)


def _why(first: int, last: int, raw: list[Line]) -> Message:
    if not raw:
        return _n(
            "entry {first} is missing",
            "entries {first} to {last} are missing",
            last - first + 1,
            first=first,
            last=last,
        )
    if raw[0].number == first:
        return _("entry {number} is not as it was written", number=first)
    if raw[0].number:
        return _(
            "it says that it is entry {found} where entry {number} belongs",
            found=raw[0].number,
            number=first,
        )
    return _("this is not a whole entry")


def _replaced(head: Head | Unread | None, kept: list[Kept]) -> Kept | None:
    if not isinstance(head, Head):
        return None
    entry = next((entry for entry in kept if entry.number == head.number), None)
    return None if entry is None or entry.hash == head.hash else entry


def not_the_one(entry: Kept) -> Message:
    """What there is to say of an entry in the place of the one that was called saved."""
    return _(
        "this folder called entry {number} saved, and the log holds another in its place: it was "
        "replaced, or sealed anew",
        number=entry.number,
    )


def _out_of_order(found: Survey, path: tuple[Node, ...]) -> list[Damage]:
    """Entries that are as they were written and do not stand where they belong."""
    last, odd = 0, []
    for node in sorted(path, key=lambda node: node.place):
        if node.number < last and node.place < found.copies:
            line = found.lines[node.place]
            what = _("entry {number} stands behind entry {last}", number=node.number, last=last)
            odd.append(Damage(line.file, line.line, what))
        last = max(last, node.number)
    return odd
