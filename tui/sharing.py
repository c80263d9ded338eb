"""Writing the files of a meeting into the workspace's `exports`, as its agenda says."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from agendas.language import Language, Message
from agendas.meeting.meeting import Meeting
from agendas.recording import record_of
from agendas.session import Session
from agendas.workspace_folder import EXPORTS


def write_files(
    session: Session, meeting: Meeting, formats: Iterable[str] = ()
) -> tuple[Path, ...] | Message:
    """Write one meeting, final or half-way, in these formats or in all that its agenda names.

    A message says what went wrong.
    """
    from exports.share import write_all

    return write_all(
        record_of(session.workspace, meeting),
        session.folder / EXPORTS,
        tuple(formats) or meeting.agenda.exports.formats,
        language=Language(meeting.agenda.language),
        seal=meeting.seal,
        first_of_day=_first_of_day(session, meeting),
        copies=meeting.agenda.exports.folders,
        workspace=session.folder,
    )


def folder_of(session: Session, meeting: Meeting) -> Path:
    """Where the files of a meeting are written."""
    from exports.share import folder_name

    record = record_of(session.workspace, meeting)
    name = folder_name(record, first_of_day=_first_of_day(session, meeting))
    return session.folder / EXPORTS / name


def _first_of_day(session: Session, meeting: Meeting) -> bool:
    meetings = session.workspace.meetings.items()
    return meeting.number == min(number for number, one in meetings if one.on == meeting.on)
