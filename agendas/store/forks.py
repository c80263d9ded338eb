"""The branches of a log that two machines went on with after the same entry.

An entry's parent is the one whose hash makes its own right, so that the lines may lie in any order
and in any file: merged by git, joined line by line, or in a copy that a synchronised folder made.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from msgspec import DecodeError, Struct
from msgspec.json import Decoder
from msgspec.structs import replace

from agendas.language import Message, _, _n, listed
from agendas.store.chain import FIRST
from agendas.store.reading import Damage, Reading
from agendas.store.survey import Node, Survey, copies_beside, survey


class Told(Struct, frozen=True):
    """What an entry says of its maker."""

    who: str = ""
    at: datetime | None = None
    meeting: int = 0


class Branch(Struct, frozen=True):
    """One of the ways that the log went: all its entries, and which of them are its own alone."""

    number: int
    path: tuple[Node, ...]
    own: tuple[Node, ...]
    files: tuple[str, ...]

    @property
    def since(self) -> int:
        """The last entry that all branches share."""
        return self.own[0].number - 1 if self.own else self.path[-1].number

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wrote what is only here, in order of appearance."""
        return tuple(dict.fromkeys(told(node.payload).who for node in self.own))


_told = Decoder(Told)


def told(payload: bytes) -> Told:
    """Who made an entry, when, in which meeting; blanks where it does not say."""
    try:
        return _told.decode(payload)
    except (DecodeError, ValueError, RecursionError):
        return Told()


def branches(found: Survey) -> tuple[Branch, ...]:
    """All branches, the one that stands first in the log first; one where nothing is forked."""
    paths = _paths(found)
    shared = set.intersection(*({n.hash for n in path} for path in paths)) if paths else set()
    made: list[Branch] = []
    for path in paths:
        own = tuple(node for node in path if node.hash not in shared)
        files = dict.fromkeys(found.lines[node.place].file for node in own)
        made.append(Branch(len(made) + 1, path, own, tuple(files)))
    return tuple(made)


def with_forks(folder: Path, reading: Reading) -> Reading:
    """The reading, with the fork as its damage if it is one; looks closer only at a hint of it."""
    if reading.damage is None and not copies_beside(folder):
        return reading
    found = branches(survey(folder))
    return replace(reading, damage=damage_of(found)) if len(found) > 1 else reading


def damage_of(found: tuple[Branch, ...]) -> Damage:
    """The fork as the damage that it is: where the first branch leaves, and both by their names."""
    file = next((file for branch in found for file in branch.files), "data")
    parts = listed(_named(branch) for branch in found)
    what = _(
        "Two machines went on after entry {number}: {branches}",
        number=min(branch.since for branch in found),
        branches=parts,
    )
    return Damage(file, 0, what, forked=True)


def _named(branch: Branch) -> Message:
    if not branch.own:
        return _("branch {number}, which ends there", number=branch.number)
    return _n(
        "branch {number} with {n} entry by {authors}, the last of {at}",
        "branch {number} with {n} entries by {authors}, the last of {at}",
        len(branch.own),
        number=branch.number,
        authors=listed(who or _("somebody") for who in branch.authors),
        at=told(branch.own[-1].payload).at,
    )


def _paths(found: Survey) -> list[tuple[Node, ...]]:
    parents = {node.previous for node in found.nodes}
    tips = [node for node in found.nodes if node.hash not in parents]
    paths: list[tuple[Node, ...]] = []
    covered: set[str] = set()
    for tip in sorted(tips, key=lambda node: -node.number):
        if tip.hash not in covered:
            paths.append(_path(found, tip))
            covered |= {node.hash for node in paths[-1]}
    # A copy may hold what the log itself lacks: then the log is a branch that has not gone on.
    here = tuple(node for node in paths[0] if node.place < found.copies) if paths else ()
    if len(paths) == 1 and here and len(here) < len(paths[0]):
        ahead = paths[0][len(here) :]
        if all(node.place >= found.copies for node in ahead):
            paths.append(here)
    return sorted(paths, key=lambda path: _first_own(path, paths))


def _first_own(path: tuple[Node, ...], paths: list[tuple[Node, ...]]) -> int:
    """Where the first line lies that only this path has; the log itself comes first."""
    others = {node.hash for other in paths if other is not path for node in other}
    return next((node.place for node in path if node.hash not in others), -1)


def _path(found: Survey, tip: Node) -> tuple[Node, ...]:
    """All entries up to a tip, over gaps: before a gap stands the nearest that there is."""
    by_hash = {node.hash: node for node in found.nodes}
    path = [tip]
    while path[-1].previous != FIRST:
        node = path[-1]
        before = by_hash.get(node.previous) or max(
            (other for other in found.nodes if other.number < node.number),
            key=lambda other: (other.number, -other.place),
            default=None,
        )
        if before is None or before.number >= node.number:
            break
        path.append(before)
    return tuple(reversed(path))
