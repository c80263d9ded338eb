"""The shelf: the meetings of a workspace, those of a snapshot as bytes until somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from msgspec import Raw

from agendas.meeting.meeting import Meeting


class Unread:
    """A meeting as a snapshot keeps it; made a value once, when it is first asked for."""

    __slots__ = ("_meeting", "_read", "raw")

    def __init__(self, raw: Raw, read: Callable[[Raw], Meeting]) -> None:
        self.raw = raw
        self._read = read
        self._meeting: Meeting | None = None

    @property
    def meeting(self) -> Meeting:
        """The meeting as a value."""
        if self._meeting is None:
            self._meeting = self._read(self.raw)
        return self._meeting


Shelved: TypeAlias = Meeting | Unread


class Shelf(Mapping[int, Meeting]):
    """Meetings by number, to look at; whoever changes some makes another shelf."""

    __slots__ = ("_shelved",)

    def __init__(self, shelved: Mapping[int, Shelved]) -> None:
        self._shelved = shelved

    def __getitem__(self, number: int) -> Meeting:
        found = self._shelved[number]
        return found.meeting if isinstance(found, Unread) else found

    def __iter__(self) -> Iterator[int]:
        return iter(self._shelved)

    def __len__(self) -> int:
        return len(self._shelved)

    def __contains__(self, number: object) -> bool:
        return number in self._shelved

    def __repr__(self) -> str:
        return f"Shelf({list(self)})"

    @property
    def shelved(self) -> Mapping[int, Shelved]:
        """What is on it, as it is."""
        return self._shelved


def shelved(meetings: Mapping[int, Meeting]) -> dict[int, Shelved]:
    """A copy to change, in which nothing is read that was not read before."""
    return dict(meetings.shelved if isinstance(meetings, Shelf) else meetings)


def at_hand(meetings: Mapping[int, Meeting]) -> Iterator[Meeting]:
    """Those that were made or read since the workspace was opened; no other is read for it."""
    return (found for found in shelved(meetings).values() if isinstance(found, Meeting))
