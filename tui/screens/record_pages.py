"""Two pages of Records: all meetings, and what a search found in them."""

from __future__ import annotations

from collections.abc import Sequence

from agendas.decisions import Kind
from agendas.history import Found, find_meetings
from agendas.language import Language, Message, _, _n
from agendas.meeting.meeting import Meeting, Status
from agendas.meeting.workspace import Workspace
from agendas.record import Record
from exports.audience import Audience, for_audience
from exports.full_record import kept, marks
from exports.words import period_words, sum_words
from tui.screens.life_side import life_side
from tui.screens.text_rows import SIDE
from tui.stages.cells import decision_words
from tui.widgets.lines import Blank, Cell, Column, Heading, Line, Row
from tui.widgets.painted import Piece, Pieces
from tui.widgets.wrapping import wrap


class Page:
    """One page: a head, a list, a panel. `without` names the keys that do nothing on it."""

    without: tuple[str, ...] = ()
    workspace: Workspace
    language: Language

    def look(self, workspace: Workspace, language: Language) -> None:
        """Work out what is shown."""
        self.workspace = workspace
        self.language = language

    def say(self, message: Message | str) -> str:
        """A message in the language of the screen."""
        return self.language.say(message)

    def head(self, width: int) -> Sequence[Pieces]:
        """Up to three lines."""
        return ()

    def lines(self, width: int) -> Sequence[Line]:
        """The list."""
        return ()

    def side(self, row: str, height: int) -> Sequence[Pieces]:
        """More about a row."""
        return ()

    def nothing(self) -> Sequence[Pieces]:
        """What stands in place of an empty list."""
        return ()

    def request_of(self, row: str) -> str:
        """The request that a row is about, "" for none."""
        return ""

    def meeting_of(self, row: str) -> int:
        """The meeting that a row is about, 0 for none."""
        number = row.partition(":")[0]
        return int(number) if number.isdecimal() else 0


class MeetingsPage(Page):
    """All meetings, the latest first."""

    without = ("correct", "version", "back")

    def look(self, workspace: Workspace, language: Language) -> None:
        """The records of all meetings."""
        super().look(workspace, language)
        self.found = tuple(reversed(find_meetings(workspace)))
        none = () if self.found else ("open", "search")
        self.without = (*MeetingsPage.without, *none)

    def head(self, width: int) -> Sequence[Pieces]:
        """How many there are."""
        n = len(self.found)
        words = self.say(_n("{n} meeting", "{n} meetings", n))
        what = self.say(_("Every decision, with its reason and who told it."))
        return [[(words, "strong")], [(what, "dim")]]

    def nothing(self) -> Sequence[Pieces]:
        """No meeting yet."""
        return [
            [(self.say(_("No meeting yet.")), "strong")],
            [(self.say(_("Its record will be here when it is over.")), "dim")],
        ]

    def lines(self, width: int) -> Sequence[Line]:
        """A row for each meeting: how many got which decision."""
        if not self.found:
            return ()
        say = self.say
        columns = (
            Column("number", "#", 3, "right"),
            Column("title", say(_("MEETING")), gap=2),
            Column("yes", say(_("Yes")), 4, "right"),
            Column("room", say(_("Room")), 4, "right", priority=2),
            Column("not", say(_("Not")), 4, "right"),
            Column("back", say(_("Back")), 4, "right", priority=2),
            Column("closed", say(_("Closed")), 6, "right", priority=3),
            Column("state", "", 11, chip=True),
        )
        return (Heading(columns), *(self._row(found) for found in self.found))

    def _row(self, found: Found) -> Row:
        record, language = found.record, self.language
        counted = dict(record.sum())
        open_kinds = (Kind.COMMIT, Kind.IF_ROOM, Kind.NOT_THIS_MONTH, Kind.BACK)
        closed = sum(n for kind, n in counted.items() if kind not in open_kinds)
        chip, state = _state(found.meeting, record, language)
        numbers = (*(counted[kind] for kind in open_kinds), closed)
        tones = ("good", "", "reason", "", "dim")
        cells = (
            Cell(str(record.number), "dim"),
            Cell(self.say(_("{on:long}", on=record.on))),
            *(Cell(str(n) if n else "–", tone if n else "faint")
              for n, tone in zip(numbers, tones, strict=True)),
            state,
        )  # fmt: skip
        words = _("{period}: {sum}", period=period_words(record), sum=sum_words(record))
        return Row(f"{record.number}:", cells, chip, sentence=self.say(words))

    def side(self, row: str, height: int) -> Sequence[Pieces]:
        """The result of a meeting in a few lines, and what it promised."""
        found = next((f for f in self.found if f.record.number == self.meeting_of(row)), None)
        if found is None:
            return ()
        record = for_audience(found.record, Audience.ALL)
        lines: list[Pieces] = [[(self.say(_("{period}", period=period_words(record))), "strong")]]
        lines += [[(self.say(mark), "alarm")] for mark in marks(record)]
        lines.append([])
        lines += [[(part, "")] for part in wrap(self.say(sum_words(record)), SIDE)]
        lines.append([])
        given = _(
            "{give:days} to give away, {taken} taken",
            give=record.capacity.to_give_away,
            taken=record.capacity.taken,
        )
        lines += [[(part, "dim")] for part in wrap(self.say(given), SIDE)]
        lines += [[(part, "dim")] for part in wrap(self.say(kept(record)), SIDE)]
        lines += [[], [(self.say(_("This month")), "strong")]]
        for one in record.of(Kind.COMMIT):
            line: list[Piece] = [(one.request, "dim"), (f"  {one.title}", "")]
            lines.append(line)
        return lines[:height]


def _state(meeting: Meeting, record: Record, language: Language) -> tuple[Cell | None, Cell]:
    """A chip for what is not final, a word for what was corrected."""
    if meeting.status == Status.ADJOURNED:
        return Cell(language.say(_("adjourned")), "alarm"), Cell()
    if not record.final:
        return Cell(language.say(_("running")), "accent"), Cell()
    if record.version > 1:
        return None, Cell(language.say(_("version {n}", n=record.version)), "accent")
    return None, Cell(language.say(_("final")), "dim")


class FoundPage(Page):
    """What a search over all meetings found."""

    without = ("version",)

    def __init__(self, query: str) -> None:
        self.query = query

    def look(self, workspace: Workspace, language: Language) -> None:
        """Search."""
        super().look(workspace, language)
        self.found = tuple(reversed(find_meetings(workspace, self.query)))

    def head(self, width: int) -> Sequence[Pieces]:
        """What was searched, and how often it was found."""
        rows = sum(len(one.rows) for one in self.found)
        words = _n("found {n} time", "found {n} times", rows)
        meetings = _n("in {n} meeting", "in {n} meetings", len(self.found))
        line = f"{self.say(words)} {self.say(meetings)}"
        return [[("/ ", "accent-strong"), (self.query, "strong")], [(line, "dim")]]

    def nothing(self) -> Sequence[Pieces]:
        """Nothing found."""
        return [
            [(self.say(_("No meeting has it.")), "strong")],
            [("/", "accent-strong"), (self.say(_(" searches for something else")), "dim")],
        ]

    def lines(self, width: int) -> Sequence[Line]:
        """The rows, under the meeting that they were in."""
        made: list[Line] = []
        for one in self.found:
            day = self.say(_("{on:long}", on=one.record.on))
            columns = (
                Column("id", "", 5),
                Column("title", day.upper()),
                Column("what", self.say(_("Decision")), 26, priority=1, widest=36),
                Column("again", self.say(_("Again")), 6, "right", priority=2),
            )
            made += [Blank(), Heading(columns)] if made else [Heading(columns)]
            for row in one.rows:
                decision = row.decision
                words = self.say(_("undecided"))
                tone, again = "alarm", ""
                if decision:
                    words = decision_words(decision, self.language, codes=True)
                    tone = "good" if decision.kind == Kind.COMMIT else "reason"
                    again = self.language.value(decision.revisit) if decision.revisit else ""
                sentence = self.say(
                    _("{on:long}: {id} {title}: {what}", on=one.record.on, id=row.request,
                      title=row.title, what=words)
                )  # fmt: skip
                cells = (
                    Cell(row.request, "dim"),
                    Cell(row.title),
                    Cell(words, tone),
                    Cell(again, "dim"),
                )
                made.append(Row(f"{one.record.number}:{row.request}", cells, sentence=sentence))
        return made

    def side(self, row: str, height: int) -> Sequence[Pieces]:
        """What was decided, in full, and the life of the request."""
        found = next((f for f in self.found if f.record.number == self.meeting_of(row)), None)
        record = for_audience(found.record, Audience.ALL) if found else None
        return life_side(self.workspace, self.request_of(row), self.language, record)[:height]

    def request_of(self, row: str) -> str:
        """The request of a row."""
        return row.partition(":")[2]
