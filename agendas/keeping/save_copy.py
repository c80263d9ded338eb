"""A copy of a workspace in a new folder, for when its own can be written no more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from agendas.agenda_file import AGENDA
from agendas.language import Message, _, _n
from agendas.store.atomic import write_atomically
from agendas.store.disk import make_folder, reason
from agendas.store.store import open_store
from agendas.workspace_folder import DATA, EXPORTS, template


def save_copy(
    workspace: Path, payloads: Sequence[bytes], saved: int, named: str
) -> tuple[Path, Message] | Message:
    """Write all entries and the agenda into a folder that is new or empty, and say where.

    `saved` of the entries are on the disk of the workspace already. It is opened only by its
    agenda, which is written last: half a copy is none.
    """
    try:
        folder = Path(named.strip()).expanduser().absolute()
        if not named.strip() or (
            folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
        ):
            return _("{folder} is not empty: name a new folder", folder=named)
        for inner in (folder, folder / DATA, folder / EXPORTS):
            make_folder(inner)
        with open_store(folder / DATA) as store:
            if store.writable:
                store.append_all(payloads)
            if not store.wait() or store.last != len(payloads):
                return _not_made(named, store.why or _("it cannot be written"))
        content = _agenda(workspace)
        write_atomically(folder / AGENDA, content or template("monthly").read_bytes())
    except (OSError, RuntimeError, ValueError) as error:
        return _not_made(named, reason(error))
    said = _n(
        "a copy is in {folder}, with {n} entry that was not saved here",
        "a copy is in {folder}, with {n} entries that were not saved here",
        len(payloads) - saved,
        folder=str(folder),
    )
    if not content:
        said = _("{said}; agenda.yaml could not be read: look at the one in the copy", said=said)
    return folder, said


def _agenda(workspace: Path) -> bytes:
    try:
        return (workspace / AGENDA).read_bytes()
    except OSError:
        # The drive may be gone; the meetings bring their own agenda.
        return b""


def _not_made(named: str, why: Message | str) -> Message:
    return _("there is no copy in {folder}: {why}", folder=named, why=why)
