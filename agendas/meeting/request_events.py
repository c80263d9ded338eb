"""What happens to the workspace and its requests, in a meeting or between meetings."""

from __future__ import annotations

from datetime import date

import msgspec
from msgspec import UNSET, UnsetType

from agendas.days import Days
from agendas.meeting.event import Event
from agendas.request import Effort, Question, Request, ServiceClass, Source, State, Talk


class WorkspaceMade(Event, frozen=True):
    """The first event of every log; `format` is the version of the log's format."""

    format: int


class Patch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """New values for some fields of a request; what is not set stays as it was."""

    title: str | UnsetType = UNSET
    problem: str | UnsetType = UNSET
    benefit: str | UnsetType = UNSET
    first_deliverable: str | UnsetType = UNSET
    done_means: str | UnsetType = UNSET
    requester: str | UnsetType = UNSET
    sponsor: str | UnsetType = UNSET
    department: str | UnsetType = UNSET
    service_class: ServiceClass | UnsetType = msgspec.field(default=UNSET, name="class")
    deadline: date | UnsetType | None = UNSET
    deadline_authority: str | UnsetType = UNSET
    effort: Effort | UnsetType | None = UNSET
    systems: tuple[str, ...] | UnsetType = UNSET
    questions: tuple[Question, ...] | UnsetType = UNSET
    talk: Talk | UnsetType | None = UNSET
    offer: str | UnsetType = UNSET
    links: tuple[str, ...] | UnsetType = UNSET
    labels: tuple[str, ...] | UnsetType = UNSET
    source: Source | UnsetType | None = UNSET
    status: str | UnsetType = UNSET
    votes: int | UnsetType | None = UNSET
    notes: str | UnsetType = UNSET
    confidential: bool | UnsetType = UNSET
    created: date | UnsetType = UNSET
    state: State | UnsetType = UNSET
    merged_into: str | UnsetType = UNSET
    split_from: str | UnsetType = UNSET
    children: tuple[str, ...] | UnsetType = UNSET
    also: tuple[Source, ...] | UnsetType = UNSET


class RequestAdded(Event, frozen=True):
    """A request was written down, imported or split off."""

    request: Request


class RequestChanged(Event, frozen=True):
    """Some fields of a request got new values; `was` holds the old ones of the same fields."""

    request: str
    patch: Patch
    was: Patch = Patch()


class RequestRemoved(Event, frozen=True):
    """A request that was added by an action now undone; its id is not used again."""

    request: str


class RequestTabled(Event, frozen=True):
    """A request was put on the table of the next meeting by hand.

    `untabled`: it had been taken off by hand before.
    """

    request: str
    untabled: bool = False


class RequestUntabled(Event, frozen=True):
    """A request was taken off the table of the next meeting by hand.

    `place` is the one it had among those put on by hand, None if it was not one of them.
    """

    request: str
    place: int | None = None


class TablingUndone(Event, frozen=True):
    """A request is on or off the next meeting's table as it was before an action now undone."""

    request: str
    place: int | None = None
    untabled: bool = False


class RequestRevived(Event, frozen=True):
    """A closed request came back, with the sentence why; `was` is the state it had."""

    request: str
    because: str
    was: State = State.DECLINED


class RevivalUndone(Event, frozen=True):
    """A revived request is closed again as it was before."""

    request: str
    state: State


class BatchCommitted(Event, frozen=True):
    """Closes a bulk of entries: only now they count."""

    batch: int
    what: str = ""
    rows: int = 0


class MappingKept(Event, frozen=True):
    """How the columns of a table with this header are read, confirmed by a person."""

    header: str
    mapping: str


class Emergency(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Work let in between meetings: who allowed it, why, days, and what it displaces."""

    id: str
    title: str
    allowed_by: str
    why: str
    on: date
    days: Days | None = None
    displaces: tuple[str, ...] = ()


class EmergencyLogged(Event, frozen=True):
    """An emergency was let in."""

    emergency: Emergency


class EmergencyStruck(Event, frozen=True):
    """An emergency whose logging was undone."""

    emergency: str
