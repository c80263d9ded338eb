"""Writing the files of a meeting into the workspace's `exports`, as its agenda says."""

from __future__ import annotations

from pathlib import Path

from agendas.language import Language, Message
from agendas.meeting.meeting import Meeting
from agendas.recording import record_of
from agendas.session import Session
from agendas.workspace_folder import EXPORTS


def write_files(session: Session, meeting: Meeting) -> tuple[Path, ...] | Message:
    """All formats of the agenda for one meeting, final or half-way; else what went wrong."""
    from exports.share import write_all

    same_day = [
        number for number, other in session.workspace.meetings.items() if other.on == meeting.on
    ]
    return write_all(
        record_of(session.workspace, meeting),
        session.folder / EXPORTS,
        meeting.agenda.exports.formats,
        language=Language(meeting.agenda.language),
        seal=meeting.seal,
        first_of_day=meeting.number == min(same_day),
        copies=meeting.agenda.exports.folders,
        workspace=session.folder,
    )
