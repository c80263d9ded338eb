"""Entries that cannot be: what a hand or a faulty program wrote under a right hash is named here.

A hash tells that a line is as it was sealed, not that it was written by this program. Nothing in a
stored entry may make opening fail: what does not fit ends the readable part, in a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import msgspec

from agendas.language import Message, _
from agendas.meeting.entry import Entry, Unreadable, decode
from agendas.meeting.events import MeetingOpened
from agendas.meeting.folding import fold
from agendas.meeting.shelf import at_hand
from agendas.meeting.workspace import Workspace

# Digits before and behind the point: no sum of days that people meet about needs as many, and
# `1e999999999` written out fills the memory.
_PLACES = 6
#: More than anybody counts: minutes, votes, dots, places.
MOST = 1_000_000_000
#: Years in which meetings can be held, so that reckoning with their dates stays in the calendar.
YEARS = range(1900, 9001)

_MEETING_YEARS = set(YEARS)
# Only entries with such a thing in them are looked through: most have none.
_SUSPICIOUS = re.compile(
    rb'[0-9]e[+-]?[0-9]|[0-9]{7}|"[+-]?s?(?:nan|inf)|"MeetingOpened"',
    re.IGNORECASE,
)


def readable(number: int, payload: bytes) -> Entry | Unreadable:
    """The entry behind a stored line, if it holds nothing that no person can have meant."""
    entry = decode(number, payload)
    if isinstance(entry, Unreadable):
        return entry
    odd = _odd(entry, payload)
    if odd is None:
        return entry
    what = _(
        "entry {number} holds {odd}: the log was changed by hand or by a faulty program. "
        "What came before it is shown, and nothing can be changed",
        number=number,
        odd=odd,
    )
    return Unreadable(number, what)


def _odd(entry: Entry, payload: bytes) -> Message | None:
    if entry.at.tzinfo is None or entry.at.year not in YEARS:
        return _("a time that cannot be")
    if not _SUSPICIOUS.search(payload):
        return None
    for value in _values(entry):
        match value:
            case Decimal() if not _days(value):
                return _("a number of days that cannot be")
            case int() if abs(value) > MOST:
                return _("a number that is too large")
            case MeetingOpened() if {value.on.year, value.next_meeting.year} - _MEETING_YEARS:
                return _("a meeting in a year that cannot be")
            case _:
                pass
    return None


def _days(value: Decimal) -> bool:
    """Whether the number can be written out; reckoning with it could already fail."""
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_PLACES and value.adjusted() <= _PLACES


def _values(value: Any) -> Iterator[Any]:
    if isinstance(value, msgspec.Struct):
        yield value
        for name in value.__struct_fields__:
            yield from _values(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _values(item)
    else:
        yield value


def fitting(
    entries: Iterable[tuple[Entry, str]], start: Workspace
) -> tuple[Workspace, Unreadable | None]:
    """The workspace after the entries, up to the first one that does not fit what was before."""
    found = tuple(entries)
    whole = _folded(found, start)
    if whole is not None:
        return whole, None
    # Of so many the fold is sound, of so many it is not.
    good, bad = 0, len(found)
    before = start
    while bad - good > 1:
        middle = (good + bad) // 2
        tried = _folded(found[:middle], start)
        if tried is None:
            bad = middle
        else:
            good, before = middle, tried
    what = _(
        "entry {number} does not fit what was there before it: the log was changed by hand or by a "
        "faulty program. What came before it is shown, and nothing can be changed",
        number=found[good][0].number,
    )
    return before, Unreadable(found[good][0].number, what)


def _folded(entries: Iterable[tuple[Entry, str]], start: Workspace) -> Workspace | None:
    """The workspace after the entries; None where one of them is about what does not exist."""
    try:
        workspace = fold(entries, start)
    except (LookupError, ValueError, ArithmeticError, AttributeError, TypeError):
        return None
    known = workspace.requests
    # What a snapshot holds was sound when it was made.
    for meeting in at_hand(workspace.meetings):
        named = (*meeting.order, *meeting.candidates, *(p.request for p in meeting.promises))
        if any(id not in known for id in named) or any(
            id not in workspace.emergencies for id in meeting.emergencies
        ):
            return None
    return workspace
