"""The candidates as a table for people with a spreadsheet: quoted, and no cell is a formula."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import Decimal

from agendas.decisions import KIND_LABELS, REASONS, Decision, Kind
from agendas.language import Language, Message, _, plain_number
from agendas.record import Record, Row
from exports.text import inert
from exports.words import missing_words

_BOM = "\ufeff"
# With their wide forms, which some spreadsheets take for the same, and behind what is not seen.
_FORMULA = re.compile(r"[\s\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064]*[=+\-@＝＋－＠]")

HEADS: tuple[Message, ...] = (
    _("Request"),
    _("Title"),
    _("Department"),
    _("Requester"),
    _("Sponsor"),
    _("Days"),
    _("Rank"),
    _("Points"),
    _("Deferred before"),
    _("Decision"),
    _("Reason code"),
    _("Reason"),
    _("Detail"),
    _("We look again"),
    _("What would change it"),
    _("Who tells"),
    _("Owner"),
    _("First deliverable"),
    _("Deadline"),
    _("What is missing"),
    _("From whom"),
    _("By when"),
    _("Merged into"),
    _("Split into"),
    _("Withdrawn by"),
    _("Provisional"),
    _("Moved because"),
    _("Benefit"),
    _("External key"),
    _("Links"),
)


def candidates_csv(record: Record, language: Language) -> str:
    """One line for each candidate, in the order of the list."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([guarded(language.say(head)) for head in HEADS])
    for row in record.candidates:
        writer.writerow([guarded(cell) for cell in _cells(row, language)])
    return _BOM + file.getvalue()


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet computes."""
    shown = inert(text)
    broken = text.startswith(("\t", "\r")) or shown.startswith("\n")
    return f"'{shown}" if broken or _FORMULA.match(shown) else shown


def _cells(row: Row, language: Language) -> list[str]:
    d = row.decision or Decision(row.request, Kind.COMMIT)
    merged = d.kind == Kind.MERGE
    return [
        row.request,
        row.title,
        row.department,
        row.requester,
        row.sponsor,
        _number(row.days),
        _number(row.rank),
        row.points,
        _number(row.deferred or None),
        language.say(KIND_LABELS[d.kind] if row.decision else _("undecided")),
        d.reason.value if d.reason else "",
        language.say(REASONS[d.reason].label) if d.reason else "",
        d.detail or ("" if merged else d.other),
        _day(d.revisit),
        d.condition,
        d.teller,
        d.owner,
        d.deliverable,
        _day(d.deadline),
        language.say(missing_words(d.missing) or ""),
        d.from_whom,
        _day(d.until),
        d.other if merged else "",
        ", ".join(d.children),
        d.said_by,
        language.say(_("yes")) if d.provisional else "",
        row.moved_because,
        row.benefit,
        row.key,
        "\n".join(row.links),
    ]


def _day(day: date | None) -> str:
    # Spreadsheets of every language read this one form as a date.
    return day.isoformat() if day else ""


def _number(value: Decimal | int | None) -> str:
    return "" if value is None else plain_number(value)
