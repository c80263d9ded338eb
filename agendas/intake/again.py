"""Importing again: what a file changes in the requests that came from it, and what it leaves alone.

A field is updated only where it still is what the source said last; what people changed since is
kept and named. What our meetings made (decisions, owners) is in no file: never touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

import msgspec

from agendas.days import Days
from agendas.intake.convert import WEAK, Intake
from agendas.intake.table import RowNote
from agendas.request import Effort, Imported, Request, Source

Value: TypeAlias = "str | int | date | Days | tuple[str, ...] | None"
Known: TypeAlias = "Mapping[tuple[str, str], Request]"

#: Fields of a request that a file may change, in the order in which changes are shown.
UPDATED = (
    "title", "problem", "benefit", "done_means", "first_deliverable", "requester", "department",
    "created", "deadline", "effort", "labels", "status", "votes", "url",
)  # fmt: skip


class FieldChange(msgspec.Struct, frozen=True):
    """What a field is now and what the source says."""

    field: str
    old: Value
    new: Value


class Change(msgspec.Struct, frozen=True):
    """A known request of which the source says something new.

    `fields` are updated, `kept` were changed by people since and stay; `weak` if it is known by its
    title, requester and date only.
    """

    request_id: str
    imported: Imported
    fields: tuple[FieldChange, ...]
    kept: tuple[FieldChange, ...] = ()
    weak: bool = False


class Plan(msgspec.Struct, frozen=True):
    """What importing a file would do; ids of requests except in `added`.

    `missing` are of the same source and not in the file (filters change: nothing is deleted),
    `closed` are those that the source calls done or closed since the last time.
    """

    profile: str
    encoding: str
    rows: int
    added: tuple[Imported, ...]
    changed: tuple[Change, ...]
    unchanged: tuple[str, ...]
    missing: tuple[str, ...]
    closed: tuple[str, ...]
    refused: tuple[RowNote, ...]
    skipped: tuple[RowNote, ...]


def plan(known: Known, intake: Intake) -> Plan:
    """What this file changes; `known` finds a request by (profile, key) of any of its sources."""
    added: list[Imported] = []
    changed: list[Change] = []
    unchanged: list[str] = []
    closed: list[str] = []
    for imported in intake.requests:
        request = known.get((intake.profile, imported.key))
        if request is None:
            added.append(imported)
            continue
        change = compare(request, intake, imported)
        if change is None:
            unchanged.append(request.id)
            continue
        changed.append(change)
        if imported.closed and request.source and not request.source.seen.closed:
            closed.append(request.id)
    present = {imported.key for imported in intake.requests}
    for key, is_closed in intake.passed:
        if key and key not in present:
            present.add(key)
            request = known.get((intake.profile, key))
            if request is not None and is_closed and request.in_backlog:
                closed.append(request.id)
    missing = (
        request.id
        for (profile, key), request in known.items()
        if profile == intake.profile and key not in present
    )
    return Plan(
        intake.profile, intake.encoding, intake.rows, tuple(added), tuple(changed),
        tuple(unchanged), tuple(dict.fromkeys(missing)), tuple(closed), intake.refused,
        intake.skipped,
    )  # fmt: skip


def compare(request: Request, intake: Intake, imported: Imported) -> Change | None:
    """What a row says anew about a request; None if nothing, or if it is not the request's own."""
    source = request.source
    if source is None or (source.profile, source.key) != (intake.profile, imported.key):
        return None  # merged into another: only the survivor's own source updates it
    imported = _completed(imported, source.seen, intake.fields)
    fields: list[FieldChange] = []
    kept: list[FieldChange] = []
    for name in UPDATED:
        said, says = getattr(source.seen, name), getattr(imported, name)
        if said == says:
            continue
        present = _present(request, source.seen, name)
        if present == says:
            continue
        change = FieldChange(name, present, says)
        untouched = present == said and not (name == "effort" and _estimated_by_people(request))
        (fields if untouched else kept).append(change)
    if not fields and not kept and _same(imported, source.seen):
        return None
    weak = imported.key.startswith(WEAK)
    return Change(request.id, imported, tuple(fields), tuple(kept), weak)


def _completed(imported: Imported, seen: Imported, told: tuple[str, ...]) -> Imported:
    """The row, with what this file has no column for as it was said last."""
    untold = {name: getattr(seen, name) for name in UPDATED if name not in told}
    return msgspec.structs.replace(imported, **untold)


def _same(one: Imported, other: Imported) -> bool:
    return msgspec.structs.replace(one, row=0) == msgspec.structs.replace(other, row=0)


def _present(request: Request, seen: Imported, name: str) -> Value:
    """A field as it stands now, in the form in which the source tells it."""
    if name == "effort":
        return request.days
    if name == "url":
        return seen.url if seen.url in request.links else next(iter(request.links), "")
    value: Value = getattr(request, name)
    # a request without a date of creation at its source was dated when it came in
    return seen.created if name == "created" and seen.created is None else value


def _estimated_by_people(request: Request) -> bool:
    """An estimate with a name behind it is IT's, even where its number is the source's."""
    return request.effort is not None and bool(request.effort.by)


def as_request(id: str, profile: str, imported: Imported, today: date) -> Request:
    """A new request from a row; without a date of creation it was created today."""
    return Request(
        id=id,
        title=imported.title,
        created=imported.created or today,
        problem=imported.problem,
        benefit=imported.benefit,
        first_deliverable=imported.first_deliverable,
        done_means=imported.done_means,
        requester=imported.requester,
        department=imported.department,
        deadline=imported.deadline,
        effort=_effort(imported.effort),
        links=(imported.url,) if imported.url else (),
        labels=imported.labels,
        status=imported.status,
        votes=imported.votes,
        source=Source(profile, imported.key, imported),
    )


def updated(request: Request, change: Change) -> Request:
    """The request with the change made and what the source said remembered."""
    new: dict[str, object] = {}
    for field in change.fields:
        if field.field == "effort":
            new["effort"] = _effort(change.imported.effort)
        elif field.field == "url":
            others = tuple(link for link in request.links if link != field.old)
            new["links"] = (change.imported.url, *others) if change.imported.url else others
        elif field.field != "created" or change.imported.created:
            new[field.field] = field.new
    if request.source is not None:
        new["source"] = msgspec.structs.replace(request.source, seen=change.imported)
    return msgspec.structs.replace(request, **new)


def _effort(days: Days | None) -> Effort | None:
    return Effort(days) if days is not None else None
