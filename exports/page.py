"""The one page for everyone: what we do, what we do not, what went back, what was kept."""

from __future__ import annotations

from agendas.decisions import REASONS, Kind
from agendas.language import _, _n
from agendas.record import Record
from exports import outcome
from exports.document import (
    Column,
    Document,
    Paragraph,
    Section,
    Table,
    Text,
    bullets,
    some,
)
from exports.full_record import figures, kept, marks, next_meeting
from exports.outcome import Reading, count, how_many, table
from exports.words import ANSWERS, also_named, by_title, ids, named, period_words, sum_words, word


def page_document(record: Record) -> Document:
    """The page, of a record that was cut for everybody (`for_audience`)."""
    sections = (
        _do(record),
        _if_room(record),
        _do_not(record),
        _back(record),
        outcome.undecided(record),
        _closed(record),
        _kept(record),
        next_meeting(record),
    )
    return Document(
        title=_("What IT does in {period}, and what not", period=period_words(record)),
        subtitle=_(
            "{series}, meeting of {on:long}: {sum}.",
            series=record.series,
            on=record.on,
            sum=sum_words(record),
        ),
        sections=tuple(section for section in sections if section is not None),
        marks=marks(record),
        figures=figures(record),
    )


_REQUEST: Reading = (Column(_("Request"), "title"), lambda row, d: named(row))


def _do(record: Record) -> Section:
    rows = record.of(Kind.COMMIT)
    readings = (_REQUEST, outcome.DELIVERABLE, outcome.DEADLINE, outcome.OWNER)
    return Section(
        "this-month",
        _("What we do"),
        some(table(rows, count(rows), readings) or Paragraph(_("Nothing this time."))),
    )


def _if_room(record: Record) -> Section | None:
    rows = record.of(Kind.IF_ROOM)
    caption = _n("{n} request", "{n} requests, taken up in this order", len(rows))
    found = table(rows, caption, (_REQUEST, outcome.REQUESTER))
    return Section("if-room", _("What we do if there is room"), (found,)) if found else None


def _do_not(record: Record) -> Section:
    rows = record.of(Kind.NOT_THIS_MONTH)
    readings = (_REQUEST, outcome.REASON, outcome.DETAIL, outcome.REVISIT, outcome.CONDITION)
    return Section(
        "not-this-month",
        _("What we do not do this month"),
        some(table(rows, count(rows), readings) or Paragraph(_("Nothing was put off."))),
    )


def _back(record: Record) -> Section:
    rows = record.of(Kind.BACK)
    readings = (_REQUEST, outcome.MISSING, outcome.FROM_WHOM, outcome.UNTIL)
    return Section(
        "back",
        _("What went back"),
        some(table(rows, how_many(rows), readings) or Paragraph(_("Nothing went back."))),
    )


def _closed(record: Record) -> Section | None:
    said: list[Text] = []
    for row in record.of(Kind.DECLINE):
        reason = row.decision and row.decision.reason
        label = REASONS[reason].label if reason else None
        said.append(_("{request}: declined, {reason}", request=named(row), reason=label))
    for row in record.of(Kind.MERGE):
        other = also_named(record, row.decision.other) if row.decision else None
        said.append(_("{request}: merged into {other}", request=named(row), other=other))
    for row in record.of(Kind.SPLIT):
        parts = ids(row.decision.children) if row.decision else None
        said.append(_("{request}: split into {parts}", request=named(row), parts=parts))
    said += [_("{request}: withdrawn", request=named(row)) for row in record.of(Kind.WITHDRAWN)]
    found = bullets(said)
    return Section("closed", _("What was closed"), (found,)) if found else None


def _kept(record: Record) -> Section:
    columns = (
        Column(_("Promised"), "title"),
        Column(_("What became of it")),
        Column(_("Sentence"), under=True),
    )
    rows = tuple(
        (
            by_title(row.request, row.title),
            word(ANSWERS, row.answer),
            row.sentence,
        )
        for row in record.promises
    )
    block = Table(kept(record), columns, rows) if rows else Paragraph(kept(record))
    return Section("promised", _("What was kept of the last promises"), (block,))
