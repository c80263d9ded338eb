"""Which function applies which event to a meeting; each kind of event has one at most."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from agendas.meeting.entry import Entry
from agendas.meeting.meeting import Meeting

K = TypeVar("K")
V = TypeVar("V")

Handler = Callable[[Meeting, Any, Entry], Meeting]
HANDLERS: dict[type, Handler] = {}


def on(kind: type) -> Callable[[Handler], Handler]:
    """Registers the function below as what applies events of this kind."""

    def register(handler: Handler) -> Handler:
        HANDLERS[kind] = handler
        return handler

    return register


def with_(mapping: Mapping[K, V], key: K, value: V) -> dict[K, V]:
    """The mapping with this key."""
    return {**mapping, key: value}


def without(mapping: Mapping[K, V], key: K) -> dict[K, V]:
    """The mapping without this key."""
    return {k: v for k, v in mapping.items() if k != key}
