"""A new workspace from what is intact of a damaged one, or of one branch of a forked one.

The damaged folder is not touched. In the new one the chain must hold from the first entry to the
last, and entries name each other by their numbers. So no entry is moved: each lost one is replaced
by one that says so (`stand_ins`), and what follows keeps its number and its bytes and is sealed
anew. Up to the first lost entry all hashes stay, and with them the seals of the meetings before it.
The seals of later meetings change; the files that the salvage was made from are kept beside, byte
for byte, so that `verify` still knows the old ones. A fork without damage is copied as it is: every
seal of the branch stays, and the other branches become workspaces of their own in the new folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from agendas.agenda_file import AGENDA
from agendas.keeping.stand_ins import filler, fillers, unfolded
from agendas.language import ENGLISH, Message, _
from agendas.meeting.entry import Entry, decode, encode
from agendas.store import disk
from agendas.store.atomic import write_atomically
from agendas.store.chain import FIRST, seal
from agendas.store.forks import Branch, damage_of
from agendas.store.head import HeadFile
from agendas.store.reading import name_of
from agendas.store.reserve import NAME as RESERVE
from agendas.store.salvage import A_SALVAGE, How, Kept, Sifted, not_the_one, sift
from agendas.store.survey import Line
from agendas.workspace_folder import DATA, EXPORTS, template

SALVAGE = "salvaged"


class Missing(Struct, frozen=True):
    """Entries that are not in the new workspace, where they should have been, and why."""

    first: int
    last: int
    file: str
    line: int
    why: Message
    text: str = ""


class Salvaged(Struct, frozen=True):
    """The new workspace: how much is in it, what was put right, what is missing."""

    folder: Path
    entries: int
    put_right: tuple[Kept, ...] = ()
    unproved: tuple[Kept, ...] = ()
    missing: tuple[Missing, ...] = ()
    aside: int = 0
    branches: tuple[Path, ...] = ()


class NotSalvaged(Struct, frozen=True):
    """Why there is no new workspace."""

    messages: tuple[Message, ...]


def original_of(folder: Path) -> Path:
    """Where a salvaged workspace keeps the files that it was made from."""
    return folder / SALVAGE / "original"


def salvage(source: Path, target: Path, branch: int | None = None) -> Salvaged | NotSalvaged:
    """Make the new workspace in a folder that is new or empty."""
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            return _not(_("{folder} is not empty: name a new folder", folder=str(target)))
        if (source / DATA).resolve() in (target.resolve(), *target.resolve().parents):
            return _not(_("{folder} lies in the damaged folder itself", folder=str(target)))
        sifted = sift(source / DATA, branch or 1, A_SALVAGE)
        if refused := _which(sifted, branch):
            return _not(*refused)
        if not sifted.kept and not sifted.lost:
            return _not(_("there is nothing in {folder}", folder=str(source / DATA)))
        return _make(source, target, sifted, branch or 1)
    except (OSError, ValueError, RuntimeError) as error:
        why = disk.reason(error)
        return _not(_("nothing was made in {folder}: {why}", folder=str(target), why=why))


def _not(*messages: Message) -> NotSalvaged:
    return NotSalvaged(messages)


def _which(sifted: Sifted, branch: int | None) -> tuple[Message, ...]:
    count = len(sifted.branches)
    if sifted.forked and branch is None:
        return (
            damage_of(sifted.branches).what,
            _("say which one goes on: --branch 1, for example; the others are kept beside it"),
        )
    if branch is not None and not 1 <= branch <= max(count, 1):
        return (_("there is no branch {number}", number=branch),)
    return ()


def _make(source: Path, target: Path, sifted: Sifted, branch: int) -> Salvaged:
    agenda = _agenda(source)
    payloads, missing = _without_gaps(sifted, agenda)
    for inner in (target, target / DATA, target / EXPORTS, original_of(target)):
        disk.make_folder(inner)
    _keep_original(source / DATA, original_of(target))
    missing = (*missing, *_replaced(sifted), *_extra(sifted))
    _keep_missing(target / SALVAGE / "missing.jsonl", missing)
    _write_log(target / DATA, sifted.kept, payloads)
    others = tuple(
        _other(source, target, way, agenda)
        for way in sifted.branches
        if sifted.forked and way.number != branch
    )
    write_atomically(target / AGENDA, agenda)
    return Salvaged(
        target,
        len(sifted.kept),
        tuple(entry for entry in sifted.kept if entry.how == How.MENDED),
        tuple(entry for entry in sifted.kept if entry.how == How.UNPROVED),
        tuple(one for one in missing if one.first),
        len(sifted.aside),
        others,
    )


def _agenda(source: Path) -> bytes:
    """The agenda's bytes as they are, a shipped one where there are none."""
    try:
        return (source / AGENDA).read_bytes()
    except OSError:
        return template("monthly").read_bytes()


def _without_gaps(sifted: Sifted, agenda: bytes) -> tuple[dict[int, bytes], tuple[Missing, ...]]:
    """The bytes of every entry, kept or standing in, and what is missing."""
    missing = [
        Missing(lost.first, lost.last, lost.file, lost.line, lost.what, _text(lost.raw))
        for lost in sifted.lost
    ]
    payloads = {kept.number: kept.payload for kept in sifted.kept}
    if not missing:
        return payloads, ()
    numbers = {n: lost.why for lost in missing for n in range(lost.first, lost.last + 1)}
    entries = {n: entry for n, p in payloads.items() if isinstance(entry := decode(n, p), Entry)}
    standing = fillers(entries, numbers, agenda)
    where = {kept.number: kept for kept in sifted.kept}
    for number, why in unfolded({**entries, **standing}):
        kept = where[number]
        at = entries[number].at
        standing[number] = filler(number, at, why)
        text = kept.payload.decode("utf-8", "backslashreplace")
        missing.append(Missing(number, number, kept.file, kept.line, why, text))
    payloads |= {number: encode(entry) for number, entry in standing.items()}
    return payloads, tuple(sorted(missing, key=lambda one: one.first))


def _replaced(sifted: Sifted) -> tuple[Missing, ...]:
    """What was called saved here, where the log holds something else in its place."""
    entry = sifted.replaced
    if entry is None:
        return ()
    return (Missing(entry.number, entry.number, entry.file, entry.line, not_the_one(entry)),)


def _extra(sifted: Sifted) -> tuple[Missing, ...]:
    """Lines that are no entry of this log: kept with the rest, missed by nobody."""
    why = _("it is no entry of this log")
    return tuple(Missing(0, 0, line.file, line.line, why, _text((line,))) for line in sifted.aside)


def _text(lines: Sequence[Line]) -> str:
    return b"".join(line.raw for line in lines).decode("utf-8", "backslashreplace")


def _keep_original(data: Path, target: Path) -> None:
    """Every file of the damaged folder that says anything, byte for byte."""
    for name in sorted(os.listdir(data)):
        if (data / name).is_file() and name not in ("lock", RESERVE):
            content = (data / name).read_bytes()
            disk.write_and_close(disk.open_new(target / name), content)
    disk.sync_folder(target)


def _keep_missing(file: Path, missing: Sequence[Missing]) -> None:
    lines = [
        json.dumps(
            {
                "entry": one.first or None,
                "last": one.last or None,
                "file": one.file,
                "line": one.line,
                "why": ENGLISH.say(one.why),
                "text": one.text,
            }
        )
        for one in missing
    ]
    if lines:
        write_atomically(file, ("\n".join(lines) + "\n").encode("ascii"))


def _write_log(data: Path, kept: Sequence[Kept], payloads: dict[int, bytes]) -> None:
    """Sealed as it was as long as nothing is missing, and on from there anew."""
    disk.make_folder(data)
    files = {entry.number: entry.file for entry in kept}
    lines: dict[int, list[bytes]] = {}
    sealed, year = FIRST, 0
    for number in sorted(payloads):
        own = files.get(number, "")[len("events-") :][:4]
        entry = decode(number, payloads[number])
        told = entry.at.year if isinstance(entry, Entry) else year
        year = max(year, int(own) if own.isdecimal() else told)
        line, sealed = seal(payloads[number], sealed)
        lines.setdefault(year, []).append(line)
    for year, found in lines.items():
        disk.write_and_close(disk.open_new(data / name_of(year)), b"".join(found))
    disk.sync_folder(data)
    head = HeadFile(data, None)
    head.write(len(payloads), sealed)
    head.close()


def _other(source: Path, target: Path, way: Branch, agenda: bytes) -> Path:
    """A branch that does not go on, as a workspace of its own."""
    folder = target / SALVAGE / f"branch-{way.number}"
    sifted = sift(source / DATA, way.number, A_SALVAGE)
    payloads, _missing = _without_gaps(sifted, agenda)
    disk.make_folder(folder)
    _write_log(folder / DATA, sifted.kept, payloads)
    write_atomically(folder / AGENDA, agenda)
    return folder
