"""Requests: what the business wishes from IT, and what a decision about one needs to know."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import msgspec

from agendas.days import Days
from agendas.language import Message, _


class ServiceClass(StrEnum):
    """How a request wants to be treated (classes of service, Kanban)."""

    STANDARD = "standard"
    FIXED_DATE = "fixed_date"
    EMERGENCY = "emergency"
    UPKEEP = "upkeep"


class State(StrEnum):
    """Where a request stands in its life."""

    OPEN = "open"
    ON_THE_TABLE = "on_the_table"
    COMMITTED = "committed"
    DONE = "done"
    STOPPED = "stopped"
    MERGED = "merged"
    SPLIT = "split"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    ARCHIVED = "archived"


#: What the states are called on screen.
STATE_LABELS: dict[State, Message] = {
    State.OPEN: _("open"),
    State.ON_THE_TABLE: _("on the table"),
    State.COMMITTED: _("promised"),
    State.DONE: _("done"),
    State.STOPPED: _("stopped"),
    State.MERGED: _("merged"),
    State.SPLIT: _("split"),
    State.DECLINED: _("declined"),
    State.WITHDRAWN: _("withdrawn"),
    State.EXPIRED: _("expired"),
    State.ARCHIVED: _("archived"),
}
#: States of requests that are neither done nor closed for good.
BACKLOG = frozenset({State.OPEN, State.ON_THE_TABLE, State.COMMITTED})


class Effort(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """IT's estimate in days, who gave it and when."""

    days: Days
    by: str = ""
    on: date | None = None


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An open question about a request: who is asked by whom, until when, and the answer."""

    text: str
    asked_by: str = ""
    asked_of: str = ""
    due: date | None = None
    answer: str = ""


class Talk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The preliminary talk with IT."""

    on: date | None = None
    who: str = ""
    result: str = ""


class Imported(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a tracker's export says about one request, in our fields.

    `closed` is true where the source calls it done or closed; `row` is the record's number in the
    file (the header is row 1 in a table, the first item is 1 in a list).
    """

    key: str
    title: str
    row: int = 0
    problem: str = ""
    requester: str = ""
    department: str = ""
    created: date | None = None
    deadline: date | None = None
    effort: Days | None = None
    labels: tuple[str, ...] = ()
    status: str = ""
    votes: int | None = None
    url: str = ""
    closed: bool = False
    benefit: str = ""
    done_means: str = ""
    first_deliverable: str = ""


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a request was imported from; `seen` is what the source said last."""

    profile: str
    key: str
    seen: Imported


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One wish of the business. Only the title is needed to write one down."""

    id: str
    title: str
    created: date
    problem: str = ""
    benefit: str = ""
    first_deliverable: str = ""
    done_means: str = ""
    requester: str = ""
    sponsor: str = ""
    department: str = ""
    service_class: ServiceClass = msgspec.field(default=ServiceClass.STANDARD, name="class")
    deadline: date | None = None
    deadline_authority: str = ""
    effort: Effort | None = None
    systems: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    talk: Talk | None = None
    offer: str = ""
    links: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    source: Source | None = None
    status: str = ""
    votes: int | None = None
    notes: str = ""
    confidential: bool = False
    state: State = State.OPEN
    merged_into: str = ""
    split_from: str = ""
    children: tuple[str, ...] = ()
    also: tuple[Source, ...] = ()

    @property
    def days(self) -> Days | None:
        """IT's estimate in days, None while there is none."""
        return self.effort.days if self.effort else None

    @property
    def in_backlog(self) -> bool:
        """Neither done nor closed for good."""
        return self.state in BACKLOG


def missing_fields(request: Request, needed: Iterable[str]) -> tuple[str, ...]:
    """The fields of the ready checklist that this request lacks, in the checklist's order."""
    return tuple(name for name in needed if not getattr(request, name))


#: What the fields of a request are called on screen.
FIELD_LABELS: dict[str, Message] = {
    "title": _("title"),
    "problem": _("problem"),
    "benefit": _("benefit"),
    "first_deliverable": _("first deliverable"),
    "done_means": _("done means"),
    "requester": _("requester"),
    "sponsor": _("sponsor"),
    "department": _("department"),
    "service_class": _("class"),
    "deadline": _("deadline"),
    "deadline_authority": _("who says so"),
    "effort": _("effort"),
    "systems": _("systems"),
    "talk": _("preliminary talk"),
    "offer": _("offer of IT"),
    "links": _("links"),
    "labels": _("labels"),
    "notes": _("notes"),
    "confidential": _("confidential"),
}
