"""Records: all meetings, each record, a search over all of them, a request's life, corrections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from agendas.decisions import KIND_LABELS, Kind
from agendas.history import misunderstood
from agendas.language import Message, _
from agendas.meeting.commands.correcting import Correct
from agendas.meeting.commands.grammar import render
from agendas.proposals import department_voter
from agendas.record import Row
from exports.audience import Audience, for_audience
from exports.words import CORRECTED
from tui.keys import RECORDS_KEYS, Key, in_bar
from tui.screens.record_page import RecordPage, opened_from
from tui.screens.record_pages import FoundPage, MeetingsPage, Page
from tui.screens.room import RoomScreen
from tui.widgets.lines import Line
from tui.widgets.painted import Pieces


class RecordsScreen(RoomScreen):
    """Pages on top of each other: the meetings, what a search found, a record, a request's life."""

    ROOM: ClassVar[str] = "records"
    NAME: ClassVar[Message] = _("Records")
    KEYS: ClassVar[tuple[Key, ...]] = RECORDS_KEYS

    pages: list[tuple[Page, str]]

    # -- what is shown ---------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """The page on top."""
        return self.pages[-1][0]

    def look(self) -> None:
        """The meetings as they are now; the page that is open stays open."""
        if not hasattr(self, "pages"):
            self.pages = [(MeetingsPage(), "")]
        for page, _row in self.pages:
            page.look(self.session.workspace, self.language)

    def head(self, width: int) -> Sequence[Pieces]:
        """What the page is about."""
        return self.page.head(width)

    def lines(self, width: int) -> Sequence[Line]:
        """The page."""
        return self.page.lines(width)

    def side(self, row: str, height: int) -> Sequence[Pieces]:
        """More about the row under the cursor."""
        return self.page.side(row, height)

    def nothing(self) -> Sequence[Pieces]:
        """No meeting yet, or nothing found."""
        return self.page.nothing()

    def keys(self) -> Sequence[Key]:
        """Only what the page can do."""
        return tuple(key for key in in_bar(self.KEYS) if key.action not in self.page.without)

    # -- what is done ----------------------------------------------------------------------

    def _open(self, page: Page, row: str = "") -> None:
        page.look(self.session.workspace, self.language)
        self.pages[-1] = (self.page, self.row)
        self.pages.append((page, ""))
        self._said = None
        self.show_list(row)

    def act_open(self, row: str) -> None:
        """Open what the row stands for."""
        opened = opened_from(self.page, row)
        if opened is not None:
            self._open(*opened)

    def act_back(self, row: str) -> None:
        """Back to the page before; from the meetings to Today."""
        if len(self.pages) == 1:
            self.go("today")
            return
        self.pages.pop()
        self._said = None
        self.show_list(self.pages[-1][1])

    def act_version(self, row: str) -> None:
        """The record as it was one correction earlier, in circles."""
        if not isinstance(self.page, RecordPage):
            self.say(_("Open a record first: it may have been corrected."))
            return
        if self.page.newest == 1:
            self.say(_("This was never corrected."))
            return
        page = RecordPage(self.page.number, self.page.version - 1)
        page.look(self.session.workspace, self.language)
        self.pages[-1] = (page, "")
        self.show_list(row)

    async def act_search(self, row: str) -> None:
        """Search all meetings."""
        before = self.page.query if isinstance(self.page, FoundPage) else ""
        query = await self.ask(
            _("search all meetings"),
            initial=before,
            hint=_("reason:CAP dept:Sales decision:back teller:Meier 2026 words"),
        )
        if query is None or not query.strip():
            return
        wrong = misunderstood(query)
        if wrong is not None:
            self.say(wrong, alarm=True)
            return
        if isinstance(self.page, FoundPage):
            self.pages.pop()
        self._open(FoundPage(query.strip()))

    # -- corrections -----------------------------------------------------------------------

    async def act_correct(self, row: str) -> None:
        """Put a mistake in the latest final record right."""
        finals = self.session.workspace.finals
        request = self.page.request_of(row)
        if not self.session.writable:
            self.say(self.session.why_not, alarm=True)
        elif not request or not finals:
            self.say(_("Open the latest record, and put the cursor on the row that is wrong."))
        elif self.page.meeting_of(row) != finals[-1].number:
            on = finals[-1].on
            self.say(_("Only the latest final record, of {on:long}, can be corrected.", on=on))
        elif isinstance(self.page, RecordPage) and self.page.version < self.page.newest:
            self.say(_("This is an earlier version: v leads to the latest one."))
        else:
            await self._correct(row, request)

    async def _correct(self, row: str, request: str) -> None:
        say = self.language.say
        said = self._said_of(request)
        if said is None or said.decision is None:
            return
        field = await self.choose(
            _("what is wrong?"),
            [(name, say(CORRECTED.get(name, name))) for name in FIELDS[said.decision.kind]],
            about=request,
        )
        if field is None:
            return
        words = say(CORRECTED.get(field, field))
        question = _("{field}: what is right?", field=words)
        if field == "decision":
            kinds = [(kind.value, say(KIND_LABELS[kind])) for kind in _KINDS]
            value = await self.choose(question, kinds, about=request)
        else:
            value = await self.ask(
                question, about=request, initial=text_of(said, field), hint=_HINTS.get(field)
            )
        if value is None or not value.strip():
            return
        why = await self.ask(_("why is it corrected? One sentence"), about=request)
        if why is None or not why.strip():
            return
        by = await self.ask(
            _("who says so?"), about=request, initial=self._who(request), suggestions=self._names
        )
        if by is not None:
            command = Correct(request, field, value.strip(), by.strip(), why.strip())
            self.done(self.session.do(command, render(command)), row)

    def title_of(self, about: str) -> str:
        """The title of the request that a dialog corrects, cut for everybody."""
        row = self._said_of(about) if about else None
        return row.title if row and not row.confidential else ""

    def _said_of(self, request: str) -> Row | None:
        """What the latest final record says about a request, cut for everybody."""
        record = self.session.workspace.finals[-1].record
        rows = for_audience(record, Audience.ALL).candidates if record else ()
        return next((row for row in rows if row.request == request), None)

    def _who(self, request: str) -> str:
        agenda = self.session.agenda
        known = self.session.workspace.requests.get(request)
        voter = department_voter(agenda, known.department) if known else None
        return voter.name if voter else ""

    @property
    def _names(self) -> tuple[str, ...]:
        return tuple(person.name for person in self.session.agenda.people)


#: What a decision has that can be wrong.
FIELDS: dict[Kind, tuple[str, ...]] = {
    Kind.COMMIT: ("decision", "owner", "deliverable", "deadline", "title"),
    Kind.IF_ROOM: ("decision", "title"),
    Kind.NOT_THIS_MONTH: (
        "decision", "reason", "detail", "revisit", "condition", "teller", "title",
    ),
    Kind.BACK: (
        "decision", "reason", "detail", "missing", "from_whom", "until", "teller", "title",
    ),
    Kind.DECLINE: ("decision", "reason", "detail", "teller", "title"),
    Kind.MERGE: ("title",),
    Kind.SPLIT: ("title",),
    Kind.WITHDRAWN: ("decision", "title"),
}  # fmt: skip


def text_of(row: Row, field: str) -> str:
    """What a row says in a field, as it would be typed."""
    if field == "title":
        return "" if row.confidential else row.title
    name = "kind" if field == "decision" else field
    value = getattr(row.decision, name, None)
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value or "")


#: The decisions that a correction may turn into each other.
_KINDS = (Kind.COMMIT, Kind.IF_ROOM, Kind.NOT_THIS_MONTH)
_HINTS: dict[str, Message] = {
    "reason": _("three letters, such as CAP"),
    "revisit": _("a date such as 2026-11-28"),
    "deadline": _("a date such as 2026-11-28"),
    "until": _("a date such as 2026-11-28"),
    "missing": _("separated by commas"),
}
