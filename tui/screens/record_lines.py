"""A record as lines of the list: the two lists with all their facts, then how it was decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from agendas.decisions import Decision, Kind
from agendas.language import Language, Message, _, listed
from agendas.record import EmergencyRow, PromiseRow, Record
from agendas.record import Row as Candidate
from exports.document import Bullets, Paragraph, Section, Table, Text
from exports.full_record import record_document
from exports.requesters import together
from exports.sentences import told
from exports.words import ANSWERS, JUDGED, missing_words, word
from tui.screens.text_rows import heading, text_rows
from tui.stages.cells import reason_words
from tui.widgets.lines import Blank, Cell, Column, Heading, Line, Row

#: Sections of the document that are told in words; the others are lists of their own here.
_IN_WORDS = ("how", "questions", "notes", "corrections", "next")

Reading = tuple[Column, Callable[[Candidate, Decision], Cell]]


def told_words(record: Record, row: Candidate, language: Language) -> str:
    """All that was decided about a row, as its requester is told."""
    return language.say(together(told(record, row)))


class RecordLines:
    """Makes the lines of one record, cut for everybody."""

    def __init__(self, record: Record, language: Language, width: int) -> None:
        self.record = record
        self.language = language
        self.width = width

    def all(self) -> tuple[Line, ...]:
        """Every section that has something to say, a blank line between them."""
        made: list[Line] = []
        for part in self._parts():
            lines = list(part)
            if lines:
                made += [Blank(), *lines] if made else lines
        return tuple(made)

    def _parts(self) -> Iterator[Sequence[Line] | Iterator[Line]]:
        record = self.record
        yield self._candidates(_("UNDECIDED"), record.of(None), (self._days(),))
        yield self._candidates(_("THIS MONTH"), record.of(Kind.COMMIT), self._yes())
        yield self._candidates(_("IF THERE IS ROOM"), record.of(Kind.IF_ROOM), (self._days(),))
        yield self._candidates(_("NOT THIS MONTH"), record.of(Kind.NOT_THIS_MONTH), self._no())
        yield self._candidates(_("WENT BACK"), record.of(Kind.BACK), self._back())
        yield self._candidates(_("DECLINED"), record.of(Kind.DECLINE), self._closed())
        others = (
            *record.of(Kind.MERGE),
            *record.of(Kind.SPLIT),
            *record.of(Kind.WITHDRAWN),
        )
        yield self._candidates(_("MERGED, SPLIT, WITHDRAWN"), others, self._other())
        yield self._emergencies(record.emergencies)
        yield self._promised(record.promises)
        for section in record_document(record).sections:
            if section.id in _IN_WORDS:
                yield self._section(section)

    def say(self, message: Message | str) -> str:
        return self.language.say(message)

    # -- candidates

    def _candidates(
        self, title: Message, rows: Sequence[Candidate], readings: Sequence[Reading]
    ) -> Iterator[Line]:
        if not rows:
            return
        columns = (Column("id", "", 5), Column("title", self.say(title)))
        yield Heading((*columns, *(column for column, _read in readings)))
        for row in rows:
            decision = row.decision or Decision(row.request, Kind.NOT_THIS_MONTH)
            cells = tuple(read(row, decision) for _column, read in readings)
            title_cell = Cell(row.title if row.title != row.request else "–")
            sentence = self.say(
                _("{id} {title}: {what}", id=row.request, title=row.title,
                  what=self._sentence(row))
            )  # fmt: skip
            yield Row(
                f"{self.record.number}:{row.request}",
                (Cell(row.request, "dim"), title_cell, *cells),
                sentence=sentence,
            )

    def _sentence(self, row: Candidate) -> str:
        said = told_words(self.record, row, self.language)
        return said.removeprefix(f"{row.request} {row.title}: ")

    def _date(self, header: Message, read: Callable[[Decision], object]) -> Reading:
        def cell(row: Candidate, d: Decision) -> Cell:
            value = read(d)
            return Cell(self.language.value(value) if value else "", "dim")  # type: ignore[arg-type]

        return Column("date", self.say(header), 6, "right", priority=1), cell

    def _text(
        self,
        header: Message,
        width: int,
        read: Callable[[Candidate, Decision], str],
        *,
        tone: str = "dim",
        priority: int = 2,
        at_least: int = 0,
        widest: int = 0,
    ) -> Reading:
        column = Column(
            "text", self.say(header), width, priority=priority,
            min_terminal_width=at_least, widest=widest,
        )  # fmt: skip
        return column, lambda row, d: Cell(read(row, d), tone)

    def _days(self) -> Reading:
        def cell(row: Candidate, d: Decision) -> Cell:
            return Cell(self.language.value(row.days, "d") if row.days is not None else "", "dim")

        return Column("days", self.say(_("Effort")), 6, "right", priority=2), cell

    def _reason(self) -> Reading:
        return self._text(
            _("Reason"), 24, lambda row, d: reason_words(d, self.language, codes=True),
            tone="reason", priority=1, widest=40,
        )  # fmt: skip

    def _teller(self) -> Reading:
        return self._text(_("Told by"), 12, lambda row, d: d.teller, at_least=96)

    def _yes(self) -> tuple[Reading, ...]:
        return (
            self._text(
                _("First step"), 26, lambda row, d: d.deliverable, tone="", priority=3,
                at_least=100, widest=40,
            ),
            self._text(_("Owner"), 12, lambda row, d: d.owner),
            self._days(),
            self._date(_("Due"), lambda d: d.deadline),
        )  # fmt: skip

    def _no(self) -> tuple[Reading, ...]:
        return (self._reason(), self._teller(), self._date(_("Again"), lambda d: d.revisit))

    def _back(self) -> tuple[Reading, ...]:
        def missing(row: Candidate, d: Decision) -> str:
            found = missing_words(d.missing)
            return self.say(found) if found else ""

        return (
            self._text(_("Missing"), 24, missing, tone="reason", priority=1, widest=40),
            self._text(_("From"), 12, lambda row, d: d.from_whom, at_least=96),
            self._date(_("By"), lambda d: d.until),
        )

    def _closed(self) -> tuple[Reading, ...]:
        return (self._reason(), self._teller())

    def _other(self) -> tuple[Reading, ...]:
        def what(row: Candidate, d: Decision) -> str:
            match d.kind:
                case Kind.MERGE:
                    return self.say(_("merged into {id}", id=d.other))
                case Kind.SPLIT:
                    return self.say(_("split into {ids}", ids=listed(d.children)))
                case _:
                    return self.say(_("withdrawn by {name}", name=d.said_by))

        return (self._text(_("What"), 28, what, tone="reason", priority=1),)

    # -- promises and emergencies

    def _promised(self, rows: Sequence[PromiseRow]) -> Iterator[Line]:
        if not rows:
            return
        yield Heading(
            (
                Column("id", "", 5),
                Column("title", self.say(_("PROMISED LAST TIME"))),
                Column("owner", self.say(_("Owner")), 12, priority=2, min_terminal_width=78),
                Column("answer", self.say(_("Came of it")), 12, priority=1),
            )
        )
        for row in rows:
            answer = self.say(word(ANSWERS, row.answer))
            tone = {"done": "good", "": "alarm"}.get(row.answer, "accent")
            sentence = _("{id} {title}: {answer}", id=row.request, title=row.title, answer=answer)
            if row.sentence:
                sentence = _("{start}; {why}", start=sentence, why=row.sentence)
            yield Row(
                f"promise:{row.request}",
                (
                    Cell(row.request, "dim"),
                    Cell(row.title if row.title != row.request else "–"),
                    Cell(row.owner, "dim"),
                    Cell(answer, tone),
                ),
                sentence=self.say(sentence),
            )

    def _emergencies(self, rows: Sequence[EmergencyRow]) -> Iterator[Line]:
        if not rows:
            return
        yield Heading(
            (
                Column("id", "", 5),
                Column("title", self.say(_("EMERGENCIES"))),
                Column("by", self.say(_("Let in by")), 12, priority=2, min_terminal_width=78),
                Column("judged", self.say(_("The meeting")), 12, priority=1),
            )
        )
        for row in rows:
            judged = self.say(word(JUDGED, row.judged))
            yield Row(
                f"emergency:{row.id}",
                (
                    Cell(row.id, "dim"),
                    Cell(row.title),
                    Cell(row.allowed_by, "dim"),
                    Cell(judged, "good" if row.judged == "ratified" else "alarm"),
                ),
                sentence=self.say(
                    _("{id} {title}: {why}", id=row.id, title=row.title, why=row.why)
                ),
            )

    # -- what is told in words

    def _section(self, section: Section) -> Iterator[Line]:
        yield heading(self.say(section.title).upper())
        number = 0
        for block in section.blocks:
            for text, first, tone in self._texts(block):
                number += 1
                yield from text_rows(
                    f"{section.id}-{number}", text, self.width, tone=tone, first=first
                )

    def _texts(self, block: Paragraph | Bullets | Table) -> Iterator[tuple[str, str, str]]:
        match block:
            case Paragraph(text):
                yield self.say(text), "", ""
            case Bullets(items, above):
                if above:
                    yield self.say(above), "", "strong"
                for item in items:
                    yield self.say(item), "· ", ""
            case Table():
                yield self.say(block.caption), "", "strong"
                for row in block.rows:
                    yield ", ".join(self._cells(block, row)), "· ", "dim"

    def _cells(self, table: Table, row: Sequence[Text]) -> Iterator[str]:
        """The cells of a row that say something; numbers and times with what they are."""
        for column, text in zip(table.columns, row, strict=True):
            said = self.say(text)
            if said and column.kind in ("number", "date"):
                said = f"{self.say(column.head).lower()} {said}"
            if said:
                yield said
