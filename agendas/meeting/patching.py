"""Patches of requests: made from new values, laid over a request, taken back, made again."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec.structs import asdict, replace

from agendas.meeting import events as e
from agendas.request import Request


def patched(request: Request, patch: e.Patch) -> Request:
    """The request with the new values of a patch."""
    return replace(request, **set_values(patch))


def changed(request: Request, **values: Any) -> e.RequestChanged | None:
    """The event that gives a request these values; None if it has them already."""
    new = {name: v for name, v in values.items() if getattr(request, name) != v}
    if not new:
        return None
    was = {name: getattr(request, name) for name in new}
    return e.RequestChanged(request.id, e.Patch(**new), e.Patch(**was))


def set_values(patch: e.Patch) -> dict[str, Any]:
    """The fields that a patch sets."""
    return {name: v for name, v in asdict(patch).items() if v is not msgspec.UNSET}


def undo_of(request: Request | None, event: e.RequestChanged) -> e.RequestChanged | None:
    """The change that takes a change back; None where a field was changed again since."""
    return _swap(request, event.request, event.patch, event.was)


def redo_of(request: Request | None, event: e.RequestChanged) -> e.RequestChanged | None:
    """The change that makes a change again; None where a field was changed since."""
    return _swap(request, event.request, event.was, event.patch)


def _swap(
    request: Request | None, id: str, now: e.Patch, wanted: e.Patch
) -> e.RequestChanged | None:
    values = set_values(now)
    if request is None or any(getattr(request, name) != v for name, v in values.items()):
        return None
    return e.RequestChanged(id, wanted, now)
