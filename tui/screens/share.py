"""Share: the files of a meeting, what each is for, and what to tell every requester."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from msgspec.structs import replace

from agendas.language import Language, Message, _, _n
from agendas.meeting.meeting import Meeting
from agendas.record import Record
from agendas.recording import record_of
from agendas.session import Session
from exports.audience import Audience, for_audience
from exports.document import Document
from exports.formats import FORMATS, render
from exports.full_record import marks, record_document
from exports.page import page_document
from exports.requesters import requesters_document
from exports.words import not_final
from tui.keys import SHARE_KEYS, Key, in_bar
from tui.screens.record_lines import told_words
from tui.screens.room import RoomScreen
from tui.screens.text_rows import SIDE, document_lines
from tui.sharing import folder_of, write_files
from tui.widgets.lines import Blank, Cell, Column, Heading, Line, Row
from tui.widgets.painted import Piece, Pieces
from tui.widgets.request_list import RequestList
from tui.widgets.wrapping import wrap

#: What each format is.
PURPOSES: dict[str, Message] = {
    "markdown": _("whole record, as text"),
    "html": _("whole record, to print"),
    "json": _("whole record, for programs"),
    "csv": _("all candidates, as a table"),
    "page": _("one page, as text"),
    "page-html": _("one page, to print"),
    "requesters": _("what to tell requesters"),
}
#: What the panel shows of a format: always the words that everybody may read.
PREVIEWS: dict[str, Callable[[Record], Document]] = {
    "markdown": record_document,
    "html": record_document,
    "page": page_document,
    "page-html": page_document,
    "requesters": requesters_document,
}
READERS: dict[Audience, Message] = {Audience.IT: _("IT"), Audience.ALL: _("everyone")}

#: The file that holds the sentences of all requesters, and the page to copy.
_SENTENCES, _PAGE = "requesters", "page"


class ShareScreen(RoomScreen):
    """Writes the files of the latest meeting, or of another one; copies a page or a sentence."""

    ROOM: ClassVar[str] = "share"
    NAME: ClassVar[Message] = _("Share")
    KEYS: ClassVar[tuple[Key, ...]] = SHARE_KEYS

    chosen: int = 0
    meeting: Meeting | None = None
    record: Record

    # -- what is shown ---------------------------------------------------------------------

    def look(self) -> None:
        """The meeting that was chosen, else the latest."""
        workspace = self.session.workspace
        self.meeting = workspace.meetings.get(self.chosen) or workspace.newest
        if self.meeting is not None:
            self.record = record_of(workspace, self.meeting)
            self.public = for_audience(self.record, Audience.ALL)

    def head(self, width: int) -> Sequence[Pieces]:
        """Which meeting, whether it is final, where its files lie."""
        if self.meeting is None:
            return [[(self.language.say(_("Nothing to share yet.")), "accent-strong")]]
        say = self.language.say
        first: list[Piece] = [
            (say(_("Meeting of")) + " ", "dim"),
            (say(_("{on:weekday}", on=self.meeting.on)), "strong"),
        ]
        mark = not_final(self.record)
        if mark is not None:
            second: Piece = (say(mark), "alarm-strong")
        elif found := marks(self.record):
            second = (say(found[0]), "accent")
        else:
            second = (say(_("final")), "good")
        here = _shortened(self._folder, width - 12)
        return [first, [second], [(say(_("Files in ")), "dim"), (here, "dim")]]

    @property
    def _folder(self) -> Path:
        assert self.meeting is not None
        return folder_of(self.session, self.meeting)

    def lines(self, width: int) -> Sequence[Line]:
        """The files, then the sentences."""
        if self.meeting is None:
            return ()
        return (*self._files(), Blank(), *self._sentences())

    def _files(self) -> Sequence[Line]:
        assert self.meeting is not None
        say, folder = self.language.say, self._folder
        columns = (
            Column("digit", "", 1),
            Column("title", say(_("FILES"))),
            Column("for", say(_("For")), 8, priority=3),
            Column("file", say(_("File")), 14, priority=2),
            Column("written", say(_("Written")), 13, priority=1),
        )
        made: list[Line] = [Heading(columns)]
        for number, (name, format) in enumerate(FORMATS.items(), 1):
            always = name in self.meeting.agenda.exports.formats
            purpose = say(PURPOSES[name])
            when = _written(folder / format.file_name, self.session)
            cells = (
                Cell(str(number), "accent"),
                Cell(purpose, "" if always else "dim"),
                Cell(say(READERS[format.audience]), "dim"),
                Cell(format.file_name, "dim"),
                Cell(self._when(when, always, number), "dim"),
            )
            words = _("{purpose}: {file}", purpose=purpose, file=format.file_name)
            if not always:
                words = _("{words}, not among those that the agenda names", words=words)
            made.append(Row(f"file:{name}", cells, sentence=say(words)))
        return made

    def _when(self, written: datetime | None, always: bool, number: int) -> str:
        """When a file was written; what the key for all leaves out names its own key."""
        if written is not None:
            return _moment(written, self.session, self.language)
        return "–" if always else self.language.say(_("only with {key}", key=number))

    def _sentences(self) -> Sequence[Line]:
        say = self.language.say
        columns = (
            Column("who", say(_("Requester")), 12),
            Column("title", say(_("WHAT TO TELL THEM"))),
        )
        made: list[Line] = [Heading(columns)]
        rows = sorted(
            self.public.candidates, key=lambda row: (not row.requester, row.requester.casefold())
        )
        for row in rows:
            said = told_words(self.public, row, self.language)
            cells = (Cell(row.requester or "–", "dim"), Cell(said))
            made.append(Row(f"tell:{row.request}", cells, sentence=said))
        return made

    def keys(self) -> Sequence[Key]:
        """How many files are written at once; without a meeting nothing can be done."""
        if self.meeting is None:
            return tuple(key for key in in_bar(self.KEYS) if key.action == "help")
        n = len(self.meeting.agenda.exports.formats)
        words = _n("write {n} file", "write {n} files", n)
        return tuple(
            replace(key, label=words) if key.action == "write" else key for key in in_bar(self.KEYS)
        )

    def nothing(self) -> Sequence[Pieces]:
        """No meeting yet."""
        words = _("The record can be shared as soon as a meeting runs.")
        return [[(self.language.say(words), "dim")]]

    def side(self, row: str, height: int) -> Sequence[Pieces]:
        """The sentence in full, or how the file begins."""
        if self.meeting is None:
            return ()
        kind, _colon, name = row.partition(":")
        if kind == "tell":
            return [[(name, "accent-strong")], [], *self._told(name, SIDE)]
        file = FORMATS.get(name)
        if file is None:
            return ()
        lines: list[Pieces] = [[(file.file_name, "accent-strong")], []]
        preview = PREVIEWS.get(name)
        if preview is None:
            words = _("{purpose}", purpose=PURPOSES[name])
            return [*lines, *([(part, "")] for part in wrap(self.language.say(words), SIDE))]
        return [*lines, *document_lines(preview(self.public), self.language, SIDE)][:height]

    def below(self, row: str, width: int) -> Sequence[Pieces]:
        """The sentence in full."""
        kind, _colon, name = row.partition(":")
        return self._told(name, width)[:4] if kind == "tell" else ()

    def _told(self, request: str, width: int) -> list[Pieces]:
        return [[(part, "")] for part in wrap(self._sentence(request), width)]

    def _sentence(self, request: str) -> str:
        found = (row for row in self.public.candidates if row.request == request)
        return next((told_words(self.public, row, self.language) for row in found), "")

    # -- what is done ----------------------------------------------------------------------

    def act_write(self, row: str) -> None:
        """All files that the agenda names."""
        if self.meeting is not None:
            self._write(())

    def act_number(self, number: int) -> None:
        """One file."""
        names = tuple(FORMATS)
        if self.meeting is not None and 1 <= number <= len(names):
            self._write((names[number - 1],))

    def _write(self, formats: tuple[str, ...]) -> tuple[Path, ...]:
        assert self.meeting is not None
        written = write_files(self.session, self.meeting, formats)
        if isinstance(written, Message):
            self.say(written, alarm=True)
            return ()
        self.show_list(self.row)
        if len(written) == 1:
            self.say(_("Written: {file}", file=written[0].name))
        else:
            n = len(written)
            self.say(_n("{n} file is written", "{n} files are written", n))
        return written

    def on_request_list_row_chosen(self, event: RequestList.RowChosen) -> None:
        """A double click writes the file, or copies the sentence."""
        kind, _colon, name = event.id.partition(":")
        if kind == "tell":
            self.act_copy(event.id)
        elif self.meeting is not None:
            self._write((name,))

    def act_copy(self, row: str) -> None:
        """The page or the sentence; a terminal may refuse, so the file is written as well."""
        if self.meeting is None:
            return
        kind, _colon, name = row.partition(":")
        text, wanted = self._sentence(name), _SENTENCES
        if kind != "tell":
            text = render(self.record, _PAGE, self.language).decode("utf-8")
            wanted = _PAGE
        written = self._write((wanted,))
        self.app.copy_to_clipboard(text)
        if written:
            file = written[0].name
            words = _("Copied, where the terminal allows it; it is also in {file}.", file=file)
            self.say(words)

    async def act_meeting(self, row: str) -> None:
        """Another meeting."""
        meetings = sorted(self.session.workspace.meetings.items(), reverse=True)
        say = self.language.say
        chosen = await self.choose(
            _("which meeting?"),
            [(str(number), say(_("{on:weekday}", on=one.on))) for number, one in meetings[:30]],
        )
        if chosen is not None:
            self.chosen = int(chosen)
            self.take_in()


def _written(path: Path, session: Session) -> datetime | None:
    """When a file was written, in the zone of the session's clock."""
    try:
        seconds = path.stat().st_mtime
    except OSError:
        # not there, or not to be looked at: either way it was not written for us
        return None
    return datetime.fromtimestamp(seconds, session.clock.now().tzinfo)


def _moment(when: datetime, session: Session, language: Language) -> str:
    """The time of day for what was written today, else the date."""
    if when.date() == session.clock.now().date():
        return language.value(when, "time")
    return language.value(when)


def _shortened(path: Path, width: int) -> str:
    """The end of a path says most."""
    text = str(path)
    return text if len(text) <= width else "…" + text[-max(1, width - 1) :]
