"""Putting the files of a meeting into its folder, and copies where the agenda says."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from agendas.language import ENGLISH, Language, Message, _, listed
from agendas.record import Record
from agendas.store.atomic import write_atomically
from agendas.store.disk import make_folder, reason
from exports.formats import FORMATS, render


class _Failed(Exception):
    """Why a folder is not written to; becomes part of the one message."""

    def __init__(self, why: Message | str) -> None:
        super().__init__(why)
        self.why = why


def folder_name(record: Record, *, first_of_day: bool = True) -> str:
    """The folder of a meeting: its date, with its number if it is not the date's first."""
    day = record.on.isoformat()
    return day if first_of_day else f"{day}-{record.number}"


def write_all(
    record: Record,
    folder: Path,
    formats: Iterable[str],
    *,
    language: Language = ENGLISH,
    seal: str = "",
    first_of_day: bool = True,
    copies: Iterable[str] = (),
    workspace: Path | None = None,
) -> tuple[Path, ...] | Message:
    """Write the files into `folder`/date, and the same into the `copies` of the agenda.

    A copy is named relative to the workspace and stays inside it, or absolute; an absolute folder
    must be there already, so that a drive that is not mounted is noticed. Each file is replaced
    whole, a link in its place too; the message for a failure says what was written and what was
    not. In the workspace the files are their owner's alone, like everything there; a copy is put
    where others look for it, so they may read it.
    """
    name = folder_name(record, first_of_day=first_of_day)
    names = tuple(dict.fromkeys(formats))
    unknown = [format for format in names if format not in FORMATS]
    if unknown:
        return _(
            "nothing was written: there is no format {unknown}; there are {known}",
            unknown=listed(unknown),
            known=listed(FORMATS),
        )
    files = [
        (FORMATS[format].file_name, render(record, format, language, seal=seal)) for format in names
    ]
    written: list[Path] = []
    problems: list[Message] = []
    here = workspace or folder.parent
    targets = [(str(folder), 0o600), *((copy, 0o644) for copy in copies)]
    for named, mode in targets:
        try:
            own = named == str(folder)
            where = folder if own else _target(named, here)
            target = _made(where, name, 0o700 if own else 0o777)
        except _Failed as failed:
            problems.append(_("nothing in {folder}: {why}", folder=named, why=failed.why))
            continue
        problems += _write(target, files, mode, written)
    if not problems:
        return tuple(written)
    missing = _joined(problems)
    if not written:
        return _("nothing was written: {missing}", missing=missing)
    paths = listed(str(path) for path in written)
    return _("written: {paths}; not written: {missing}", paths=paths, missing=missing)


def _write(
    target: Path, files: list[tuple[str, bytes]], mode: int, written: list[Path]
) -> list[Message]:
    problems = []
    for file_name, data in files:
        try:
            write_atomically(target / file_name, data, mode)
        except OSError as error:
            problems.append(_("{path}: {why}", path=str(target / file_name), why=reason(error)))
        else:
            written.append(target / file_name)
    return problems


def _target(named: str, workspace: Path) -> Path:
    """The folder that the agenda means; a relative one may not lead out of the workspace."""
    try:
        path = Path(named).expanduser()
        if path.is_absolute():
            if not path.is_dir():
                raise _Failed(_("there is no such folder"))
            return path
        inside = (workspace / path).resolve()
        if not inside.is_relative_to(workspace.resolve()):
            raise _Failed(_("it leads out of the workspace; name it from the root if it is meant"))
        make_folder(inside, 0o777)
    except (OSError, RuntimeError, ValueError) as error:
        raise _Failed(reason(error)) from error
    return inside


def _made(folder: Path, name: str, mode: int) -> Path:
    """The folder of the meeting in there, not by way of a link to somewhere else."""
    target = folder / name
    try:
        make_folder(target, mode)
        if target.resolve() != folder.resolve() / name:
            raise _Failed(_("{name} is a link to another place", name=name))
    except OSError as error:
        raise _Failed(reason(error)) from error
    return target


def _joined(messages: list[Message]) -> Message:
    so_far = messages[0]
    for message in messages[1:]:
        so_far = _("{so_far}; {message}", so_far=so_far, message=message)
    return so_far
