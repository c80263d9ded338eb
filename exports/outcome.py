"""The decisions as sections: what we do, what we do not, what goes back, what is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from agendas.days import NOTHING, total
from agendas.decisions import Decision, Kind
from agendas.language import Message, _, _n
from agendas.record import Record, Row
from exports.document import (
    Column,
    Paragraph,
    Section,
    Table,
    Text,
    amount,
    bullets,
    on,
    some,
)
from exports.words import (
    also_named,
    detail_of,
    ids,
    missing_words,
    reason_words,
)

#: A column with how its cell is read from a row and its decision.
Reading = tuple[Column, Callable[[Row, Decision], Text]]

ID: Reading = (Column(_("Request"), "id"), lambda row, d: row.request)
TITLE: Reading = (
    Column(_("Title"), "title"),
    lambda row, d: row.title if row.title != row.request else "",
)
DEPARTMENT: Reading = (Column(_("Department"), under=True), lambda row, d: row.department)
DAYS: Reading = (Column(_("Days"), "number"), lambda row, d: amount(row.days))
DELIVERABLE: Reading = (Column(_("First deliverable")), lambda row, d: d.deliverable)
DEADLINE: Reading = (Column(_("Deadline"), "date"), lambda row, d: on(d.deadline))
OWNER: Reading = (Column(_("Owner"), "name"), lambda row, d: d.owner)
REASON: Reading = (Column(_("Reason"), "reason"), lambda row, d: reason_words(d.reason))
DETAIL: Reading = (Column(_("Detail"), under=True), lambda row, d: detail_of(d))
REVISIT: Reading = (Column(_("We look again"), "date"), lambda row, d: on(d.revisit))
CONDITION: Reading = (Column(_("What would change it")), lambda row, d: d.condition)
TELLER: Reading = (Column(_("Who tells"), "name"), lambda row, d: d.teller)
MISSING: Reading = (Column(_("What is missing")), lambda row, d: missing_words(d.missing) or "")
FROM_WHOM: Reading = (Column(_("From whom"), "name"), lambda row, d: d.from_whom)
UNTIL: Reading = (Column(_("By when"), "date"), lambda row, d: on(d.until))
REQUESTER: Reading = (Column(_("Requester"), "name"), lambda row, d: row.requester)


def table(rows: Iterable[Row], caption: Message, readings: Iterable[Reading]) -> Table | None:
    """A table of candidates; None where there are none."""
    kept = tuple(rows)
    columns = tuple(readings)
    if not kept:
        return None
    return Table(
        caption,
        tuple(column for column, _read in columns),
        tuple(
            tuple(read(row, row.decision or _UNDECIDED) for _column, read in columns)
            for row in kept
        ),
    )


_UNDECIDED = Decision("", Kind.NOT_THIS_MONTH)


def count(rows: tuple[Row, ...]) -> Message:
    """How many requests with how many days: the caption of most tables."""
    days = total(row.days or NOTHING for row in rows)
    return _n("{n} request, {days:days}", "{n} requests, {days:days}", len(rows), days=days)


def how_many(rows: tuple[Row, ...]) -> Message:
    """How many requests: the caption where days say nothing."""
    return _n("{n} request", "{n} requests", len(rows))


def this_month(record: Record) -> Section:
    """We do this."""
    rows = record.of(Kind.COMMIT)
    read_back: list[Text] = [
        _("{id}: {text}", id=row.request, text=row.read_back) for row in rows if row.read_back
    ]
    return Section(
        "this-month",
        _("We do this"),
        some(
            table(rows, count(rows), (ID, TITLE, DEPARTMENT, DAYS, OWNER, DELIVERABLE, DEADLINE))
            or Paragraph(_("Nothing this time.")),
            bullets(read_back, _("As IT read it back:")),
        ),
    )


def if_room(record: Record) -> Section:
    """If there is room, in this order."""
    rows = record.of(Kind.IF_ROOM)
    caption = _n(
        "{n} request, {days:days}",
        "{n} requests, {days:days}, taken up in this order",
        len(rows),
        days=total(row.days or NOTHING for row in rows),
    )
    return Section(
        "if-room",
        _("If there is room"),
        some(
            table(rows, caption, (ID, TITLE, DEPARTMENT, DAYS, REQUESTER))
            or Paragraph(_("Nothing waits for room."))
        ),
    )


def not_this_month(record: Record) -> Section:
    """The list that matters as much as the commitments."""
    rows = record.of(Kind.NOT_THIS_MONTH)
    readings = (ID, TITLE, DEPARTMENT, DAYS, REASON, DETAIL, REVISIT, CONDITION, TELLER)
    often: list[Text] = [
        _("{id}: {n} times", id=row.request, n=row.deferred) for row in rows if row.deferred > 1
    ]
    return Section(
        "not-this-month",
        _("Not this month"),
        some(
            table(rows, count(rows), readings) or Paragraph(_("Nothing was put off.")),
            bullets(often, _("Deferred before:")),
        ),
    )


def back(record: Record) -> Section:
    """Back to the requester."""
    rows = record.of(Kind.BACK)
    readings = (ID, TITLE, DEPARTMENT, REASON, DETAIL, MISSING, FROM_WHOM, UNTIL, TELLER)
    return Section(
        "back",
        _("Back to the requester"),
        some(table(rows, how_many(rows), readings) or Paragraph(_("Nothing went back."))),
    )


def closed(record: Record) -> Section:
    """Declined and merged, with what was split and withdrawn."""
    declined, merged = record.of(Kind.DECLINE), record.of(Kind.MERGE)
    split, withdrawn = record.of(Kind.SPLIT), record.of(Kind.WITHDRAWN)
    into: Reading = (Column(_("Merged into")), lambda row, d: also_named(record, d.other))
    parts: Reading = (Column(_("Split into")), lambda row, d: ids(d.children))
    said: Reading = (Column(_("Who said so"), "name"), lambda row, d: d.said_by)
    blocks = some(
        table(
            declined,
            _n("{n} declined", "{n} declined", len(declined)),
            (ID, TITLE, DEPARTMENT, REASON, DETAIL, TELLER),
        ),
        table(
            merged,
            _n("{n} merged", "{n} merged", len(merged)),
            (ID, TITLE, DEPARTMENT, into, DETAIL),
        ),
        table(
            split, _n("{n} split", "{n} split", len(split)), (ID, TITLE, DEPARTMENT, parts, DETAIL)
        ),
        table(
            withdrawn,
            _n("{n} withdrawn", "{n} withdrawn", len(withdrawn)),
            (ID, TITLE, DEPARTMENT, said, DETAIL),
        ),
    )
    return Section(
        "closed", _("Declined and merged"), blocks or (Paragraph(_("Nothing was closed.")),)
    )


def undecided(record: Record) -> Section | None:
    """What an interim record still owes a decision."""
    rows = record.of(None)
    found = table(rows, count(rows), (ID, TITLE, DEPARTMENT, DAYS, REQUESTER))
    return Section("undecided", _("Undecided"), (found,)) if found else None
