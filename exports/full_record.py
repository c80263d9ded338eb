"""The whole record as a document: the sections of product.md 9, in its order."""

from __future__ import annotations

from agendas.days import NOTHING
from agendas.decisions import KIND_LABELS, Kind
from agendas.language import Message, _, _n, listed
from agendas.record import CorrectionRow, NoteRow, PromiseRow, QuestionRow, Record
from exports import outcome
from exports.document import (
    Bullets,
    Column,
    Document,
    Figure,
    Paragraph,
    Section,
    Table,
    Text,
    amount,
    bullets,
    on,
    some,
)
from exports.how_decided import how_decided
from exports.words import (
    ANSWERS,
    CORRECTED,
    JUDGED,
    ids,
    not_final,
    period_words,
    sum_words,
    superseded,
    word,
)


def record_document(record: Record, seal: str = "") -> Document:
    """Everything that was decided, and how."""
    sections = (
        _result(record),
        outcome.undecided(record),
        outcome.this_month(record),
        outcome.if_room(record),
        outcome.not_this_month(record),
        outcome.back(record),
        outcome.closed(record),
        emergencies(record),
        promised(record),
        how_decided(record),
        _listed("questions", _("Open questions"), [_question(q) for q in record.questions]),
        _listed("notes", _("Notes"), [_note(note) for note in record.notes]),
        _listed("corrections", _("Corrections"), [_correction(c) for c in record.corrections]),
        next_meeting(record),
    )
    return Document(
        title=_("{series}: what was decided", series=record.series),
        subtitle=_(
            "Meeting {number} of {on:long}, for {period} ({first:long} to {last:long})",
            number=record.number,
            on=record.on,
            period=period_words(record),
            first=record.period_first,
            last=record.period_last,
        ),
        sections=tuple(section for section in sections if section is not None),
        marks=marks(record),
        figures=figures(record),
        foot=(_("Seal: {seal}", seal=seal),) if seal else (),
    )


def marks(record: Record) -> tuple[Message, ...]:
    """What a reader must know first: not final, superseded, provisional, corrected."""
    found = [not_final(record), superseded(record)]
    if record.provisional:
        found.append(_("PROVISIONAL: decided without quorum or without IT"))
    if record.version > 1 and not record.superseded_by:
        found.append(_("CORRECTED: this is version {n}", n=record.version))
    return tuple(mark for mark in found if mark)


def figures(record: Record) -> tuple[Figure, ...]:
    """The numbers that are to be seen at once."""
    kinds = (
        (Kind.COMMIT, "this-month"),
        (Kind.IF_ROOM, "if-room"),
        (Kind.NOT_THIS_MONTH, "not-this-month"),
        (Kind.BACK, "back"),
        (None, "undecided"),
    )
    found = tuple(
        Figure(len(record.of(kind)), KIND_LABELS[kind] if kind else _("undecided"), id)
        for kind, id in kinds
    )
    shown = tuple(figure for figure in found if figure.number or figure.id != "undecided")
    closed = len(record.candidates) - sum(figure.number for figure in found)
    return (*shown, Figure(closed, _("closed"), "closed")) if closed else shown


def _result(record: Record) -> Section:
    capacity = record.capacity
    coming = sum(row.decision.revisit is not None for row in record.candidates if row.decision)
    left = capacity.to_give_away - capacity.taken
    given = _(
        "{give:days} to give away ({days} less {running} running and {reserve} in reserve); "
        "taken {taken:days}, left {left:days}.",
        give=capacity.to_give_away,
        days=capacity.days,
        running=capacity.running,
        reserve=capacity.reserve,
        taken=capacity.taken,
        left=max(left, NOTHING),
    )
    return Section(
        "result",
        _("Result"),
        (
            Bullets(
                (
                    sum_words(record),
                    given
                    if left >= NOTHING
                    else _("{given} {over:days} over.", given=given, over=-left),
                    kept(record),
                    _n(
                        "Next meeting on {day:long}; {n} request has a date to look again.",
                        "Next meeting on {day:long}; {n} requests have a date to look again.",
                        coming,
                        day=record.next_meeting,
                    ),
                )
            ),
        ),
    )


def kept(record: Record) -> Message:
    """How many of the last promises were kept, in one sentence."""
    if not record.promises:
        return _("Nothing was promised last time.")
    answers = [promise.answer for promise in record.promises]
    counted = [
        _("{n} {answer}", n=answers.count(code), answer=answer)
        for code, answer in sorted(ANSWERS.items(), key=lambda known: known[0] == "")
        if code in answers
    ]
    return _n(
        "Of {n} promise of last time: {counted}.",
        "Of {n} promises of last time: {counted}.",
        len(answers),
        counted=listed(counted),
    )


def emergencies(record: Record) -> Section:
    """Work that was let in between the meetings."""
    columns = (
        Column(_("Number"), "id"),
        Column(_("What"), "title"),
        Column(_("Why"), under=True),
        Column(_("Let in by"), "name"),
        Column(_("On"), "date"),
        Column(_("Days"), "number"),
        Column(_("Displaces")),
        Column(_("This meeting")),
        Column(_("Sentence"), under=True),
    )
    rows = tuple(
        (
            row.id,
            row.title,
            row.why,
            row.allowed_by,
            on(row.on),
            amount(row.days),
            ids(row.displaces),
            word(JUDGED, row.judged),
            row.sentence,
        )
        for row in record.emergencies
    )
    caption = _n("{n} emergency since last time", "{n} emergencies since last time", len(rows))
    table = Table(caption, columns, rows) if rows else Paragraph(_("None since last time."))
    return Section("emergencies", _("Emergencies"), (table,))


def promised(record: Record) -> Section:
    """Last period promised and done."""
    columns = (
        Column(_("Request"), "id"),
        Column(_("Title"), "title"),
        Column(_("First deliverable"), under=True),
        Column(_("Owner"), "name"),
        Column(_("Deadline"), "date"),
        Column(_("What became of it")),
        Column(_("Sentence"), under=True),
        Column(_("Days left"), "number"),
    )
    rows = tuple(_promise(promise) for promise in record.promises)
    table = Table(kept(record), columns, rows) if rows else Paragraph(kept(record))
    return Section("promised", _("Last period: promised and done"), (table,))


def _promise(row: PromiseRow) -> tuple[Text, ...]:
    return (
        row.request,
        row.title if row.title != row.request else "",
        row.deliverable,
        row.owner,
        on(row.deadline),
        word(ANSWERS, row.answer),
        row.sentence,
        amount(row.left),
    )


def next_meeting(record: Record) -> Section:
    """When we meet again."""
    day = Paragraph(_("{day:weekday}", day=record.next_meeting))
    return Section("next", _("Next meeting"), (day,))


def _listed(id: str, title: Message, items: list[Text]) -> Section | None:
    found = bullets(items)
    return Section(id, title, some(found)) if found else None


def _question(row: QuestionRow) -> Message:
    if row.asked_of and row.due:
        return _(
            "{id}, {name} answers by {due:long}: {text}",
            id=row.request,
            name=row.asked_of,
            due=row.due,
            text=row.text,
        )
    if row.asked_of:
        return _("{id}, {name} answers: {text}", id=row.request, name=row.asked_of, text=row.text)
    return _("{id}: {text}", id=row.request, text=row.text)


def _note(row: NoteRow) -> Text:
    if row.request and row.at:
        return _("{at:time}, {id}: {text}", at=row.at, id=row.request, text=row.text)
    if row.request:
        return _("{id}: {text}", id=row.request, text=row.text)
    return _("{at:time}: {text}", at=row.at, text=row.text) if row.at else row.text


def _correction(row: CorrectionRow) -> Message:
    return _(
        "Version {version}, {at:long}, {by}: {id}, {field}: {new} instead of {old}, because {why}",
        version=row.version,
        at=row.at,
        by=row.by,
        id=row.request,
        field=word(CORRECTED, row.field),
        new=row.new,
        old=row.old or None,
        why=row.because,
    )
