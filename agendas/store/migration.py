"""An older log, rewritten in the format of today: a new file beside the old one, which is kept.

The old files are copied into a folder of their own before the first new one takes its place, and a
migration that was cut off begins again from them: it can be repeated at any moment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import DecodeError, Struct
from msgspec.json import Decoder

from agendas.language import Message, _
from agendas.store import disk
from agendas.store.atomic import write_atomically
from agendas.store.chain import FIRST, seal, split_line
from agendas.store.head import NAME as HEAD
from agendas.store.reading import LONGEST, read, year_files, year_of

#: What makes the bytes of an entry of one format those of the next, by the older one's number.
Steps = Mapping[int, Callable[[bytes], bytes]]

#: There is no older format yet.
STEPS: Steps = {}

_UNFINISHED = "unfinished"


class _Made(Struct, frozen=True):
    format: int = 0


class _First(Struct, frozen=True):
    events: tuple[_Made, ...] = ()


_first = Decoder(_First)


def format_of(folder: Path) -> int:
    """The format of a log by its first entry; 0 if there is none, or none that says so."""
    with suppress(OSError, DecodeError, ValueError, RecursionError):
        for name in year_files(folder)[:1]:
            with disk.open_to_read(folder / name) as file:
                parts = split_line(file.readline(LONGEST))
            events = _first.decode(parts[0]).events if parts else ()
            return events[0].format if events else 0
    return 0


def migrate(folder: Path, current: int, steps: Steps | None = None) -> Message | None:
    """Bring an older log to the current format, if it is one; under the lock only.

    Answers the sentence that says so. OSError leaves the old files where they can be found; what
    does not fit its hashes is damage, and is not migrated.
    """
    steps = STEPS if steps is None else steps
    kept = _unfinished(folder)
    found = format_of(kept or folder)
    if not 0 < found < current or any(step not in steps for step in range(found, current)):
        return None
    reading = read(kept or folder)
    if reading.damage is not None:
        return None
    kept = kept or _keep(folder, found)
    sealed, lines = FIRST, dict.fromkeys(year_files(kept), b"")
    entries = iter(reading.entries)
    for name in lines:
        with (kept / name).open("rb") as file:
            count = sum(line.endswith(b"\n") for line in file)
        for _place, entry in zip(range(count), entries, strict=False):
            payload = entry.payload
            for step in range(found, current):
                payload = steps[step](payload)
            line, sealed = seal(payload, sealed)
            lines[name] += line
    # It names the last entry by its hash, and that changes.
    with suppress(FileNotFoundError):
        disk.unlink(folder / HEAD)
    for name, content in lines.items():
        write_atomically(folder / name, content)
    disk.unlink(kept / _UNFINISHED)
    return _(
        "The data was brought from format {found} to format {current}; "
        "as it was before, it is kept in {kept}",
        found=found,
        current=current,
        kept=kept.name,
    )


def _unfinished(folder: Path) -> Path | None:
    """The kept files of a migration that was cut off."""
    with suppress(OSError):
        return next((path.parent for path in folder.glob(f"format-*/{_UNFINISHED}")), None)
    return None


def _keep(folder: Path, found: int) -> Path:
    """Copy the files of the log beside it; only when all are there does the mark say so."""
    kept = folder / f"format-{found}"
    disk.make_folder(kept)
    for name in year_files(folder):
        if year_of(name):
            write_atomically(kept / name, (folder / name).read_bytes())
    write_atomically(kept / _UNFINISHED, b"")
    return kept
