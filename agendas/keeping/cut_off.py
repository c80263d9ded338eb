"""What a session says when the one before it did not end, but was cut off: a crash, a power cut."""

from __future__ import annotations

from datetime import datetime

from agendas.language import Message, _
from agendas.meeting.workspace import Workspace
from agendas.store.store import Store


def cut_off(
    store: Store, workspace: Workspace, saved: datetime | None, now: datetime
) -> tuple[Message, ...]:
    """Up to when everything is there, and where the meeting stands; nothing if it ended well."""
    if not store.cut_off or saved is None:
        return ()
    meeting = workspace.meeting
    row = meeting.row if meeting and meeting.row in workspace.requests else ""
    # Short enough for the one line that the narrowest screen has for it.
    if saved.astimezone(now.tzinfo).date() == now.date():
        said = _("It was cut off: all it called saved is here, up to {at:seconds}", at=saved)
    else:
        said = _("It was cut off: all it called saved is here, up to {at}", at=saved)
    return (_("{said}; last at {row}", said=said, row=row) if row else said,)
