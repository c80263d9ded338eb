"""What every event is: frozen, typed, tagged by its name, refusing what it does not know."""

from __future__ import annotations

import msgspec


class Event(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="event",
    tag=True,
):
    """Something that happened."""
