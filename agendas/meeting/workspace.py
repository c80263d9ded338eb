"""The workspace: all requests and meetings of a series at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from agendas.meeting import events as e
from agendas.meeting.entry import Entry
from agendas.meeting.ledger import Ledger
from agendas.meeting.meeting import Meeting, Status
from agendas.request import Request


class Workspace(msgspec.Struct, frozen=True):
    """Everything that a series knows at one moment. Immutable: applying makes a new one."""

    last: int = 0
    requests: Mapping[str, Request] = MappingProxyType({})
    meetings: Mapping[int, Meeting] = MappingProxyType({})
    emergencies: Mapping[str, e.Emergency] = MappingProxyType({})
    ledgers: Mapping[int, Ledger] = MappingProxyType({})
    sources: Mapping[tuple[str, str], str] = MappingProxyType({})
    mappings: Mapping[str, str] = MappingProxyType({})
    tabled: tuple[str, ...] = ()
    untabled: frozenset[str] = frozenset()
    revived: Mapping[str, str] = MappingProxyType({})
    batches: Mapping[int, tuple[Entry, ...]] = MappingProxyType({})
    last_request: int = 0

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that is not final yet, if any."""
        newest = self.newest
        return newest if newest and newest.status != Status.FINAL else None

    @property
    def newest(self) -> Meeting | None:
        """The latest meeting, final or not."""
        return self.meetings[max(self.meetings)] if self.meetings else None

    @property
    def finals(self) -> tuple[Meeting, ...]:
        """The final meetings, oldest first."""
        return tuple(m for number, m in sorted(self.meetings.items()) if m.status == Status.FINAL)

    def survivor(self, request: str) -> str:
        """The id that this request lives on under: itself, or what it was merged into."""
        seen = {request}
        while (found := self.requests.get(request)) and found.merged_into:
            request = found.merged_into
            if request in seen:
                break
            seen.add(request)
        return request
