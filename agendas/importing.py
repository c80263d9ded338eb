"""From what a file says to what happens: the events of an import, and its kept mappings."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from datetime import date

import msgspec
from msgspec.structs import asdict, replace

from agendas.intake.again import Plan, as_request, plan, updated
from agendas.intake.convert import Intake
from agendas.intake.mapping import Mapping
from agendas.intake.profile import profile_named
from agendas.meeting import events as e
from agendas.meeting.patching import changed
from agendas.meeting.workspace import Workspace
from agendas.request import Imported, Request, State


class Brought(msgspec.Struct, frozen=True):
    """One row of the file that is a request, under the id that it has or would get."""

    id: str
    imported: Imported


class Import(msgspec.Struct, frozen=True):
    """What importing a file would do, before anything is done.

    `closed_elsewhere` are open here and closed at their source: named, never closed by themselves.
    """

    plan: Plan
    requests: tuple[Brought, ...]
    events: tuple[e.AnyEvent, ...]

    @property
    def closed_elsewhere(self) -> tuple[str, ...]:
        """Requests that are open here while their source calls them closed."""
        return self.plan.closed


def known_sources(workspace: Workspace) -> Dict[tuple[str, str], Request]:
    """Requests by (profile, key) of all that they were imported from."""
    return {source: workspace.requests[id] for source, id in workspace.sources.items()}


def prepare(workspace: Workspace, intake: Intake, mapping: Mapping, today: date) -> Import:
    """What a file that was read with this mapping changes; new ids follow the last one used."""
    known = known_sources(workspace)
    planned = plan(known, intake)
    events: list[e.AnyEvent] = []
    new: dict[str, str] = {}
    for place, imported in enumerate(planned.added, start=1):
        id = f"R-{workspace.last_request + place:03}"
        new[imported.key] = id
        request = as_request(id, planned.profile, imported, today)
        if imported.closed:
            request = replace(request, state=State.ARCHIVED)
        events.append(e.RequestAdded(request))
    for change in planned.changed:
        request = workspace.requests[change.request_id]
        event = changed(request, **_differing(request, updated(request, change)))
        if event:
            events.append(event)
    if (kept := _to_keep(workspace, mapping)) is not None:
        events.append(kept)
    found = tuple(
        Brought(new.get(imported.key) or known[planned.profile, imported.key].id, imported)
        for imported in intake.requests
    )
    return Import(planned, found, tuple(events))


def _differing(request: Request, other: Request) -> dict[str, object]:
    before, after = asdict(request), asdict(other)
    return {name: value for name, value in after.items() if before[name] != value}


def _to_keep(workspace: Workspace, mapping: Mapping) -> e.MappingKept | None:
    """A mapping that a person confirmed is kept for the next file with the same columns."""
    if profile_named(mapping.profile) is not None:
        return None
    text = msgspec.json.encode(mapping).decode()
    if workspace.mappings.get(mapping.header_set) == text:
        return None
    return e.MappingKept(mapping.header_set, text)


def kept_mappings(workspace: Workspace) -> tuple[Mapping, ...]:
    """The mappings that people confirmed, the latest first."""
    found: list[Mapping] = []
    for text in reversed(tuple(workspace.mappings.values())):
        try:
            found.append(msgspec.json.decode(text, type=Mapping))
        except msgspec.MsgspecError:
            # kept by another version: the program proposes anew and the person confirms again
            continue
    return tuple(found)
