"""The agenda of a file that was read before: as long as its bytes stay, it is not parsed again."""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from agendas.agenda import Agenda
from agendas.store.atomic import write_atomically
from agendas.store.disk import make_folder

if TYPE_CHECKING:
    from agendas.agenda_file import AgendaMistakes

AGENDA = "agenda.yaml"
_MOST_BYTES = 1_000_000
#: Another way of reading makes another agenda of the same bytes.
_READERS = (
    "agenda.py", "agenda_file.py", "agenda_people.py", "agenda_stages.py", "decisions.py",
    "fields.py", "strict_yaml.py",
)  # fmt: skip


def load_known(path: Path, state: Path) -> Agenda | AgendaMistakes:
    """The agenda in this file, or what is wrong with it; what was read is kept in `state`."""
    kept_in = state / "agendas" / hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:32]
    content, key = _content(path), b""
    if content is not None:
        key = _key(content)
        if (known := _known(kept_in, key)) is not None:
            return known
    from agendas.agenda_file import load, parse

    if content is None:
        return load(path)
    found = parse(content, path.name)
    if isinstance(found, Agenda):
        _keep(kept_in, key, found)
    return found


def _content(path: Path) -> bytes | None:
    """The bytes of a plain file of a usual size; None where reading it is a matter of its own."""
    with suppress(OSError, ValueError):
        about = path.stat()
        if stat.S_ISREG(about.st_mode) and about.st_size <= _MOST_BYTES:
            content = path.read_bytes()
            return content if len(content) <= _MOST_BYTES else None
    return None


def _key(content: bytes) -> bytes:
    key = hashlib.sha256(content)
    for name in _READERS:
        with suppress(OSError):
            about = (Path(__file__).parent / name).stat()
            key.update(f"{name} {about.st_size} {about.st_mtime_ns}\n".encode())
    return key.hexdigest().encode()


def _known(kept_in: Path, key: bytes) -> Agenda | None:
    with suppress(OSError, ValueError, msgspec.MsgspecError):
        first, _end, rest = kept_in.read_bytes().partition(b"\n")
        if first == key:
            return msgspec.json.decode(rest, type=Agenda)
    return None


def _keep(kept_in: Path, key: bytes, agenda: Agenda) -> None:
    # Only a convenience: where nothing can be kept the file is parsed each time.
    with suppress(OSError, ValueError):
        written = msgspec.json.encode(agenda)
        if msgspec.json.decode(written, type=Agenda) == agenda:
            make_folder(kept_in.parent)
            write_atomically(kept_in, key + b"\n" + written)
