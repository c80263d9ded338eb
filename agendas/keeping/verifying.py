"""Whether what is stored of each meeting is as it was written; where not, what is first altered.

A meeting is intact when every entry of it is: each fits the hash of the one before it, and the one
behind fits its own. Whoever seals all entries anew leaves nothing here to tell it by; a record that
was exported before carries the seal that tells it (`compared`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from agendas.language import Message, _
from agendas.meeting import events as e
from agendas.meeting.entry import Entry, Unreadable, decode
from agendas.meeting.sound import fitting, readable
from agendas.meeting.workspace import Workspace
from agendas.store.forks import damage_of, told
from agendas.store.reading import Damage
from agendas.store.salvage import How, Kept, Lost, Sifted, not_the_one, sift


class First(Struct, frozen=True):
    """The first thing that is not as it was written: entry 0 where it is none of them."""

    entry: int
    file: str
    line: int
    what: Message


class Checked(Struct, frozen=True):
    """What is known of one meeting; `meeting` None is what belongs to no meeting.

    `seal` is what the record of it carries, `seals` that of each of its versions. Of a salvaged
    meeting, `before` is the seal that it had before, and `lost` how many entries are missing.
    """

    meeting: int | None
    on: date | None = None
    entries: int = 0
    seal: str = ""
    seals: tuple[str, ...] = ()
    first: First | None = None
    start: int = 0
    end: int | None = None
    salvaged: bool = False
    before: str = ""
    lost: int = 0

    @property
    def intact(self) -> bool:
        """Whether all of it is provably as it was written."""
        return self.first is None


class _Meeting(Struct):
    """A meeting while its entries are looked at; `end` None: it goes on."""

    number: int
    start: int
    end: int | None = None
    on: date | None = None
    seals: tuple[str, ...] = ()
    opened: bool = False
    first: First | None = None

    def hurt(self, first: First) -> None:
        """Keep the first one only."""
        if self.first is None or first.entry < self.first.entry:
            self.first = first

    def spans(self, first: int, last: int) -> bool:
        """Whether one of these entries lies within it."""
        return last >= self.start and (self.end is None or first <= self.end)


def checked(sifted: Sifted, proved: frozenset[str] = frozenset()) -> tuple[Checked, ...]:
    """All meetings, then what is wrong outside of them. `proved` are seals that somebody kept."""
    from agendas.store.event_db import kept_entries

    meetings: dict[int, _Meeting] = {}
    others: list[First] = []
    for kept in sifted.kept:
        _look(kept, meetings, others)
    by_number = {kept.number: kept for kept in sifted.kept}
    for lost in sifted.lost:
        hurt = _miss(lost, sifted, meetings, others)
        before = by_number.get(lost.first - 1)
        if lost.doubt and before is not None and before.hash not in proved:
            _doubt(before, meetings, hurt)
    if (entry := sifted.replaced) and entry.hash not in proved:
        first = First(entry.number, entry.file, entry.line, not_the_one(entry))
        meeting = meetings.get(told(entry.payload).meeting)
        if meeting:
            meeting.hurt(first)
        else:
            others.append(first)
    others += [First(0, odd.file, odd.line, odd.what) for odd in _one_of_each(sifted.odd)]
    others.sort(key=lambda first: first.entry)
    if sifted.forked:
        damage = damage_of(sifted.branches)
        others.insert(0, First(0, damage.file, damage.line, damage.what))
    counts = Counter(entry.get("meeting", 0) for entry in kept_entries(sifted.kept))
    rows = [
        Checked(
            meeting.number,
            meeting.on,
            counts[meeting.number],
            meeting.seals[-1] if meeting.seals else "",
            meeting.seals,
            meeting.first,
            meeting.start,
            meeting.end,
        )
        for meeting in sorted(meetings.values(), key=lambda meeting: meeting.number)
    ]
    return (*rows, *(Checked(None, first=first) for first in others))


def check(
    folder: Path, original: Path, proved: frozenset[str] = frozenset()
) -> tuple[Checked, ...]:
    """All meetings of a data folder; `original` is where a salvage keeps what it was made from."""
    sifted = sift(folder)
    rows = checked(sifted, proved)
    if all(row.intact for row in rows):
        rows += _unfit(sifted)
    gaps = [kept.number for kept in sifted.kept if is_filler(kept.payload)]
    if not gaps:
        return rows
    before = {entry.number: entry for entry in sift(original).kept} if original.is_dir() else {}
    return tuple(_before_salvage(row, sifted, gaps, before) for row in rows)


def _unfit(sifted: Sifted) -> tuple[Checked, ...]:
    """The first entry that is as it was sealed, and cannot follow on those before it."""
    entries = [(decode(kept.number, kept.payload), kept) for kept in sifted.kept]
    read = [(entry, kept.hash) for entry, kept in entries if isinstance(entry, Entry)]
    unfit = fitting(read, Workspace())[1]
    if unfit is None:
        return ()
    kept = next(kept for _entry, kept in entries if kept.number == unfit.number)
    return (Checked(None, first=First(kept.number, kept.file, kept.line, unfit.what)),)


def is_filler(payload: bytes) -> bool:
    """Whether this entry only says that a salvage could not keep the one in its place."""
    entry = decode(0, payload)
    return isinstance(entry, Entry) and entry.command.startswith(SALVAGED)


#: What the line of an entry begins with that stands for one that is lost: a comment, in a script.
SALVAGED = "# salvage: "


def _before_salvage(
    row: Checked, sifted: Sifted, gaps: list[int], before: dict[int, Kept]
) -> Checked:
    """The row with what the files say that the salvage was made from."""
    own = {entry.hash: entry for entry in sifted.kept}
    was: dict[str, str] = {}
    for seal in row.seals:
        entry = before.get(own[seal].number)
        if entry and entry.payload == own[seal].payload and entry.how != How.UNPROVED:
            was[seal] = entry.hash
    lost = sum(row.start <= number <= (row.end or number) for number in gaps) if row.start else 0
    late = bool(row.seal) and own[row.seal].number > gaps[0]
    seals = tuple(dict.fromkeys((*was.values(), *row.seals)))
    if not late and not lost:
        return row
    return replace(row, salvaged=True, seals=seals, before=was.get(row.seal, ""), lost=lost)


def _look(kept: Kept, meetings: dict[int, _Meeting], others: list[First]) -> None:
    entry = readable(kept.number, kept.payload)
    number = told(kept.payload).meeting if isinstance(entry, Unreadable) else entry.meeting
    meeting = None
    if number:
        meeting = meetings.setdefault(number, _Meeting(number, kept.number))
        if isinstance(entry, Entry):
            _course(meeting, entry, kept)
    what = entry.what if isinstance(entry, Unreadable) else _wrong(kept)
    if what is None:
        return
    first = First(kept.number, kept.file, kept.line, what)
    # Who alters an entry may have altered which meeting it says that it belongs to.
    hurt = {m.number: m for m in meetings.values() if m.spans(kept.number, kept.number)}
    for one in {**hurt, **({number: meeting} if meeting else {})}.values():
        one.hurt(first)
    if not hurt and meeting is None:
        others.append(first)


def _course(meeting: _Meeting, entry: Entry, kept: Kept) -> None:
    for event in entry.events:
        match event:
            case e.MeetingOpened(on=on):
                meeting.on, meeting.opened, meeting.start = on, True, entry.number
            case e.Finalised(record=record):
                meeting.end = entry.number
                meeting.on = meeting.on or record.on
            case _:
                pass
    if meeting.end is not None:
        meeting.seals = (*meeting.seals, kept.hash)


def _wrong(kept: Kept) -> Message | None:
    match kept.how:
        case How.MENDED:
            return _("entry {number} is not as it was written", number=kept.number)
        case How.UNPROVED:
            return _(
                "nothing proves entry {number}, because the one before it is gone",
                number=kept.number,
            )
        case _:
            return None


def _miss(
    lost: Lost, sifted: Sifted, meetings: dict[int, _Meeting], others: list[First]
) -> set[int]:
    """Say of each meeting that it lacks these entries; the numbers of those that do."""
    first = First(lost.first, lost.file, lost.line, lost.what)
    claimed = {told(line.payload).meeting for line in lost.raw if line.payload}
    hurt = [
        m
        for m in meetings.values()
        if m.number in claimed or m.spans(lost.first, lost.last) or _opening(m, lost, sifted)
    ]
    for meeting in hurt:
        meeting.hurt(first)
    if not hurt:
        others.append(first)
    return {meeting.number for meeting in hurt}


def _opening(meeting: _Meeting, lost: Lost, sifted: Sifted) -> bool:
    """Whether the beginning of a meeting is what is lost here."""
    if meeting.opened or lost.first > meeting.start:
        return False
    return not any(other.first > lost.first for other in sifted.lost if other.last < meeting.start)


def _doubt(before: Kept, meetings: dict[int, _Meeting], hurt: set[int]) -> None:
    """The entry before an altered one may be the one that was altered, and then sealed anew."""
    what = _(
        "the entry behind it does not fit entry {number}: one of the two was altered; the seal in "
        "an exported record tells which",
        number=before.number,
    )
    meeting = meetings.get(told(before.payload).meeting)
    if meeting is not None and meeting.number not in hurt:
        meeting.hurt(First(before.number, before.file, before.line, what))


def _one_of_each(found: Iterable[Damage]) -> tuple[Damage, ...]:
    """The first of each kind in each file: an editor that changes all line ends is said once."""
    kinds: dict[tuple[str, str], Damage] = {}
    for damage in found:
        kinds.setdefault((damage.file, damage.what.id), damage)
    return tuple(kinds.values())
