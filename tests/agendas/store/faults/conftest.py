"""Disks that fail, and disks that forget: what the tests of faults put in place of the real one."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable, Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from agendas.store import disk
from agendas.store.reading import year_of

#: Everything that may fail; a descriptor is always given back.
CALLS = (*("open_file", "write", "truncate", "rename", "unlink", "mkdir", "sync", "sync_folder"),)
SECTOR = 512
LONG = bool(os.environ.get("NOTTHISMONTH_LONG"))
UNREAD = {"lock", "reserve"}

Disk = tuple[tuple[str, bytes], ...]


class Faulty:
    """A disk whose k-th call fails: once or from then on, with nothing or half of it done."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.calls = 0
        self.made: list[str] = []
        self.failed: list[str] = []
        self._plan: tuple[int, int, bool, bool] | None = None
        self._guard = threading.Lock()
        for name in CALLS:
            patch.setattr(disk, name, self._wrapped(name, getattr(disk, name)))

    def plan(self, at: int, error: int, *, for_ever: bool = False, half: bool = False) -> None:
        """Let the call `at` from here on fail."""
        self.calls, self.made, self.failed = 0, [], []
        self._plan = (at, error, for_ever, half)

    def mend(self) -> None:
        """Nothing fails any more."""
        self._plan = None

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            with self._guard:
                self.calls += 1
                self.made.append(name)
                plan = self._plan
                fails = plan and (self.calls == plan[0] or (plan[2] and self.calls > plan[0]))
                if not plan or not fails:
                    # The model of the power cut asks what is synced; here it would only take time.
                    return None if name in ("sync", "sync_folder") else real(*arguments)
                self.failed.append(name)
                if name == "write" and plan[3]:
                    real(arguments[0], arguments[1][: len(arguments[1]) // 2])
                raise OSError(plan[1], os.strerror(plan[1]))

        return call


class Forgetful:
    """Records every change of one folder, and builds the disks that a power cut may leave of it.

    A name is on the disk when its folder was synced, a byte when its file was; of what was not,
    any part may be there: all, none, one change without the one before it, the beginning of a
    write, zeros in place of its bytes or of one of its sectors. Where the log is written over, its
    old bytes are left in their place. While it is `failing`, a sync says so, and as some systems do
    it takes what it did not write for written: no later one writes that.
    """

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._turn = 0
        self.failing = False
        self.on_change: Callable[[Forgetful], None] | None = None
        self._inode: dict[int, int] = {}
        self._appending: set[int] = set()
        self._named: dict[str, int] = {}
        self._base: dict[int, bytes] = {}
        self._data: dict[int, list[tuple[int, bytes | None]]] = {}
        self._safe: dict[str, int] = {}
        self._names: list[tuple[str, int | None]] = []
        self._count = 0
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            self._named[path.name] = self._safe[path.name] = self._new(path.read_bytes())
        for name in (*CALLS, "close"):
            patch.setattr(disk, name, self._recorded(name, getattr(disk, name)))

    def _new(self, content: bytes) -> int:
        self._count += 1
        self._base[self._count], self._data[self._count] = content, []
        return self._count

    def _recorded(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        note = getattr(self, f"_{name}")

        def call(*arguments: Any) -> Any:
            if name == "write":
                kind = os.SEEK_END if arguments[0] in self._appending else os.SEEK_CUR
                at = os.lseek(arguments[0], 0, kind)
                made = real(*arguments)
                note(made, *arguments, at)
            else:
                # A real sync would only take time: what it does to the disk is ours to say.
                made = None if name in ("sync", "sync_folder") else real(*arguments)
                note(made, *arguments)
            if self.on_change is not None and name != "close":
                self.on_change(self)
            return made

        return call

    def _open_file(self, made: int, path: Path, flags: int, mode: int) -> None:
        if path.name not in self._named:
            self._named[path.name] = self._new(b"")
            self._names.append((path.name, self._named[path.name]))
        self._inode[made] = self._named[path.name]
        if flags & os.O_APPEND:
            self._appending.add(made)

    def _close(self, made: None, descriptor: int) -> None:
        self._inode.pop(descriptor, None)
        self._appending.discard(descriptor)

    def _write(self, made: int, descriptor: int, data: bytes, at: int) -> None:
        self._data[self._inode[descriptor]].append((at, bytes(data)[:made]))

    def _truncate(self, made: None, descriptor: int, size: int) -> None:
        self._data[self._inode[descriptor]].append((size, None))

    def _rename(self, made: None, old: Path, new: Path) -> None:
        inode = self._named.pop(old.name)
        self._named[new.name] = inode
        self._names += [(new.name, inode), (old.name, None)]

    def _unlink(self, made: None, path: Path) -> None:
        self._named.pop(path.name, None)
        self._names.append((path.name, None))

    def _mkdir(self, made: None, folder: Path, mode: int) -> None:
        """The folder itself is there from the first moment on."""

    def _sync(self, made: None, descriptor: int) -> None:
        inode = self._inode[descriptor]
        changes, self._data[inode] = self._data[inode], []
        if self.failing:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        self._base[inode] = _applied(self._base[inode], changes)

    def _sync_folder(self, made: None, folder: Path) -> None:
        if folder == self.folder:
            self._safe = _named(self._safe, self._names)
            self._names = []

    def disks(self) -> Iterator[Disk]:
        """Every disk that may be left if the power goes now, as far as they differ for us."""
        for names in _subsets(self._names):
            named = _named(self._safe, names)
            kept = [name for name in sorted(named) if name not in UNREAD]
            for chosen in product(*(self._contents(named[name], name) for name in kept)):
                self._turn += 1
                # Nothing that matters is read in these: they take turns, and are not multiplied.
                turns = [(name, self._contents(named[name], name)) for name in UNREAD & set(named)]
                rest = [(name, contents[self._turn % len(contents)]) for name, contents in turns]
                yield tuple(sorted([*zip(kept, chosen, strict=True), *rest]))

    def _contents(self, inode: int, name: str) -> list[bytes]:
        base, changes = self._base[inode], self._data[inode]
        made = dict.fromkeys(_applied(base, kept) for kept in _subsets(changes[-3:]))
        made[_applied(base, changes)] = None
        at, data = changes[-1] if changes else (0, None)
        if data is not None:
            torn = _torn(data) if year_of(name) else iter((data[:40], bytes(len(data))))
            before = _applied(base, changes[:-1])
            old = before[at : min(len(before), len(base))] if year_of(name) else b""
            for part in torn:
                made[_applied(before, [(at, _over(old, part, data))])] = None
        return list(made)


def _subsets(changes: list[Any]) -> list[list[Any]]:
    if len(changes) > 5:
        return [changes[:count] for count in range(len(changes) + 1)]
    return [list(c) for size in range(len(changes) + 1) for c in combinations(changes, size)]


def _named(names: dict[str, int], changes: list[tuple[str, int | None]]) -> dict[str, int]:
    names = dict(names)
    for name, inode in changes:
        if inode is None:
            names.pop(name, None)
        else:
            names[name] = inode
    return names


def _applied(content: bytes, changes: list[tuple[int, bytes | None]]) -> bytes:
    for at, data in changes:
        content = content.ljust(at, b"\0")
        if data is None:
            content = content[:at]
        else:
            content = content[:at] + data + content[at + len(data) :]
    return content


def _over(old: bytes, part: bytes, data: bytes) -> bytes:
    """The part of the data that was written; where it was not, the old bytes are still there."""
    kept = (a if b != c else b for a, b, c in zip(old, part, data, strict=False))
    return bytes(kept) + part[len(old) :]


def _torn(data: bytes) -> Iterator[bytes]:
    size = len(data)
    ends = {at + 1 for at in range(size) if data[at : at + 1] == b"\n"}
    cuts = {0, 1, size // 3, size // 2, size - 1, *ends, *(end - 1 for end in ends)}
    if LONG:
        cuts.update(range(0, size, 11))
    for cut in sorted(cuts):
        yield data[:cut]
        yield data[:cut] + bytes(size - cut)
    for start in range(0, size, SECTOR):
        yield data[:start] + bytes(len(data[start : start + SECTOR])) + data[start + SECTOR :]


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> Faulty:
    """A disk that can be told to fail."""
    return Faulty(monkeypatch)


@pytest.fixture(scope="session")
def forgetful() -> type[Forgetful]:
    """Records what is done to a folder: `forgetful(folder, patch)`."""
    return Forgetful


@pytest.fixture(scope="session")
def long() -> bool:
    """Whether the loops run whole, not only a part of them: NOTTHISMONTH_LONG=1."""
    return LONG
