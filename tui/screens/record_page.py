"""Two pages of Records: one record, and everything that happened to one request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agendas.decisions import Kind
from agendas.history import LifeRow, life
from agendas.language import Language, _
from agendas.meeting.public_view import public_request
from agendas.meeting.workspace import Workspace
from agendas.recording import record_of
from agendas.request import STATE_LABELS
from exports.audience import Audience, for_audience
from exports.full_record import marks
from exports.words import ANSWERS, period_words, sum_words, word
from tui.request_words import life_words
from tui.screens.life_side import life_side
from tui.screens.record_lines import RecordLines, told_words
from tui.screens.record_pages import MeetingsPage, Page
from tui.screens.text_rows import SIDE
from tui.stages.cells import decision_words, times_words
from tui.widgets.lines import Cell, Column, Heading, Line, Row
from tui.widgets.painted import Piece, Pieces
from tui.widgets.wrapping import wrap


class RecordPage(Page):
    """One record: its latest version (0), or an earlier one."""

    def __init__(self, number: int, version: int = 0) -> None:
        self.number = number
        self._wanted = version
        self.version = self.newest = 1

    def look(self, workspace: Workspace, language: Language) -> None:
        """The record in this version."""
        super().look(workspace, language)
        meeting = workspace.meetings[self.number]
        versions = meeting.versions or (record_of(workspace, meeting),)
        self.newest = len(versions)
        self.version = self._wanted or self.newest
        self.record = for_audience(versions[self.version - 1], Audience.ALL)
        self.without = () if self.newest > 1 else ("version",)

    def head(self, width: int) -> Sequence[Pieces]:
        """Which meeting, what must be known first, the sum."""
        record, say = self.record, self.say
        first: list[Piece] = [
            (say(_("Meeting {n}", n=record.number)) + "  ", "dim"),
            (say(_("{on:weekday}", on=record.on)), "strong"),
            (say(_(", for {period}", period=period_words(record))), "dim"),
        ]
        if self.newest > 1:
            which = _("  version {n} of {all}", n=self.version, all=self.newest)
            first.append((say(which), "alarm" if self.version < self.newest else "accent"))
        sums = [[(part, "accent")] for part in wrap(say(sum_words(record)), width - 4)]
        found = [mark for mark in marks(record) if self.newest == 1]
        if found:
            return [first, [(say(found[0]), "alarm-strong")], *sums]
        return [first, *sums]

    def lines(self, width: int) -> Sequence[Line]:
        """The whole record."""
        return RecordLines(self.record, self.language, width).all()

    def side(self, row: str, height: int) -> Sequence[Pieces]:
        """What was decided, in full, and the life of the request."""
        request = self.request_of(row)
        return life_side(self.workspace, request, self.language, self.record)[:height]

    def request_of(self, row: str) -> str:
        """The request of a row; text has none."""
        number, _colon, request = row.partition(":")
        return request if number.isdecimal() and request in self.workspace.requests else ""


class LifePage(Page):
    """Everything that happened to one request."""

    without = ("version", "correct")

    def __init__(self, request: str) -> None:
        self.request = request

    def head(self, width: int) -> Sequence[Pieces]:
        """Title, state, how often deferred."""
        request = public_request(self.workspace.requests[self.request])
        rows = life(self.workspace, self.request)
        deferred = rows[-1].deferred if rows else 0
        facts = self.say(STATE_LABELS[request.state])
        if deferred or request.in_backlog:
            facts = f"{facts}, {self.say(times_words(deferred))}"
        title = request.title if request.title != request.id else ""
        asked = ", ".join(
            part for part in (request.requester.strip("–"), request.department) if part
        )
        return [
            [(request.id, "accent-strong"), (f"  {title}", "strong")],
            [(facts, "")],
            [(asked, "dim")],
        ]

    def nothing(self) -> Sequence[Pieces]:
        """No meeting has seen it."""
        return [[(self.say(_("It was in no meeting yet.")), "strong")]]

    def lines(self, width: int) -> Sequence[Line]:
        """A row for each meeting."""
        rows = [(row.meeting, 1, self._row(row)) for row in life(self.workspace, self.request)]
        rows += [(number, 0, row) for number, row in self._asked()]
        if not rows:
            return ()
        say = self.say
        columns = (
            Column("on", say(_("Meeting")), 11),
            Column("rank", "#", 3, "right", priority=3),
            Column("title", say(_("DECISION"))),
            Column("teller", say(_("Told by")), 12, priority=2, min_terminal_width=60),
            Column("again", say(_("Again")), 6, "right", priority=2, min_terminal_width=60),
        )
        return (Heading(columns), *(row for _number, _place, row in sorted(rows, key=_in_time)))

    def _asked(self) -> Iterator[tuple[int, Row]]:
        """What later meetings heard about its promise: that was the first thing they did."""
        for number, meeting in self.workspace.meetings.items():
            record = for_audience(record_of(self.workspace, meeting), Audience.ALL)
            for promise in record.promises:
                if promise.request != self.request or not promise.answer:
                    continue
                answer = self.say(word(ANSWERS, promise.answer))
                heard = _("asked about: {answer}", answer=answer)
                if promise.sentence:
                    heard = _("{heard}; {why}", heard=heard, why=promise.sentence)
                day = f"{self.language.value(record.on)} {record.on.year}"
                tone = "good" if promise.answer == "done" else "accent"
                cells = (Cell(day, "dim"), Cell(), Cell(self.say(heard), tone), Cell(), Cell())
                said = self.say(_("{on:long}: {heard}", on=record.on, heard=heard))
                yield number, Row(f"{number}:{self.request}:asked", cells, sentence=said)

    def _row(self, row: LifeRow) -> Row:
        d, language = row.decision, self.language
        words = decision_words(d, language, codes=True) if d else self.say(_("undecided"))
        if row.request != self.request:
            words = f"{row.request}: {words}"
        tone = "good" if d and d.kind == Kind.COMMIT else "reason" if d and d.reason else ""
        day = f"{language.value(row.on)} {row.on.year}"
        cells = (
            Cell(day, "dim"),
            Cell(str(row.rank or ""), "dim"),
            Cell(words, tone),
            Cell(d.teller if d else "", "dim"),
            Cell(language.value(d.revisit) if d and d.revisit else "", "dim"),
        )
        sentence = self.say(_("{on:long}: {what}", on=row.on, what=life_words(row)))
        return Row(f"{row.meeting}:{row.request}", cells, sentence=sentence)

    def side(self, row: str, height: int) -> Sequence[Pieces]:
        """What that meeting said, in full."""
        meeting = self.workspace.meetings.get(self.meeting_of(row))
        if meeting is None:
            return ()
        record = for_audience(record_of(self.workspace, meeting), Audience.ALL)
        request = self.request_of(row)
        lines: list[Pieces] = [[(self.say(_("{on:long}", on=meeting.on)), "strong")]]
        heard = (p.sentence for p in record.promises if p.request == request and p.sentence)
        said = (
            told_words(record, one, self.language)
            for one in record.candidates
            if one.request == request
        )
        for text in (*heard, *said):
            lines += [[], *([(part, "")] for part in wrap(text, SIDE))]
        return lines[:height]

    def request_of(self, row: str) -> str:
        """The request, under the id that it had there."""
        return row.split(":")[1] if ":" in row else ""


def _in_time(row: tuple[int, int, Row]) -> tuple[int, int]:
    return row[:2]


def opened_from(page: Page, row: str) -> tuple[Page, str] | None:
    """The page that a row leads to, and the row on it."""
    number, request = page.meeting_of(row), page.request_of(row)
    if isinstance(page, MeetingsPage):
        return (RecordPage(number), "") if number else None
    if isinstance(page, LifePage):
        return (RecordPage(number), f"{number}:{request}") if number else None
    return (LifePage(request), "") if request else None
