"""Seals that somebody kept: in an exported record, or written down; compared with the log's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from agendas.keeping.verifying import Checked
from agendas.language import Message, _
from agendas.store.disk import reason

_SEAL = re.compile(rb"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_LONGEST = 64 * 1024 * 1024


class Copy(Struct, frozen=True):
    """What somebody kept, under its name, with the seals in it; `why` where none can be read."""

    name: str
    seals: tuple[str, ...] = ()
    why: Message | None = None


class Compared(Struct, frozen=True):
    """A copy, and the meeting whose seal it carries: None where no meeting has it.

    `latest`: of that meeting's record there is no newer version.
    """

    copy: Copy
    meeting: int | None = None
    latest: bool = True

    @property
    def fits(self) -> bool:
        """Whether the log holds what the copy was made from."""
        return self.meeting is not None


def copy_of(named: str) -> Copy:
    """The seal itself, or the exported record that carries it."""
    if _SEAL.fullmatch(named.strip().lower().encode("utf-8", "replace")):
        return Copy(named, (named.strip().lower(),))
    try:
        with Path(named).open("rb") as file:
            content = file.read(_LONGEST)
    except (OSError, ValueError) as error:
        return Copy(named, (), _("it cannot be read: {reason}", reason=reason(error)))
    found = tuple(dict.fromkeys(seal.decode() for seal in _SEAL.findall(content)))
    return Copy(named, found, None if found else _("there is no seal in it"))


def compared(copies: Iterable[Copy], rows: Iterable[Checked]) -> tuple[Compared, ...]:
    """Each copy with the meeting that it is of."""
    owners: dict[str, tuple[int, bool]] = {}
    for row in rows:
        if row.meeting is not None:
            latest = (row.seal, row.before)
            owners.update({seal: (row.meeting, seal in latest) for seal in row.seals})
    made = []
    for copy in copies:
        owner = next((owners[seal] for seal in copy.seals if seal in owners), None)
        made.append(Compared(copy, *owner) if owner else Compared(copy))
    return tuple(made)
