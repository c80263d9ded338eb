"""What the keys of the Requests screen do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from agendas.editing import EDITED_LABELS
from agendas.language import _, _n
from agendas.meeting import events as e
from agendas.meeting.commands.grammar import parse
from agendas.meeting.commands.history import Redo, Undo
from agendas.meeting.commands.merging import Merge, Split
from agendas.meeting.commands.requests import Add, Archive, Fill, Revive, Table, Untable
from agendas.meeting.commands.spec import Refused
from agendas.meeting.entry import row_of
from agendas.meeting.public_view import public_request
from agendas.next_table import THERE
from tui.screens.request_rows import ORDERS, is_to_decide

if TYPE_CHECKING:
    from tui.screens.requests import RequestsScreen


#: More than any meeting can look at: so many at once are a slip.
MOST_AT_ONCE = 200


class RequestActions:
    """One method a key; each gets the request under the cursor, "" if there is none."""

    def __init__(self, screen: RequestsScreen) -> None:
        self.screen = screen

    # -- looking ---------------------------------------------------------------------------

    def act_filter(self, row: str) -> None:
        """Type in the filter."""
        self.screen.filter.focus()

    def act_clear(self, row: str) -> None:
        """Away with the filter; the cursor stays on its request."""
        kept = self.screen.row
        self.screen.to_list()
        field = self.screen.filter
        if field.value:
            with field.prevent(Input.Changed):
                field.value = ""
            self.screen.show_list(kept)

    def act_sort(self, row: str) -> None:
        """Sort by the next field."""
        self.screen.order = (self.screen.order + 1) % len(ORDERS)
        self.screen.show_list(row)
        self.screen.say(_("Sorted: {order}", order=ORDERS[self.screen.order][0]))

    def act_help(self, row: str) -> None:
        """All keys of this screen."""
        from tui.screens.dialogs.help import REQUESTS_PAGE, Help

        self.screen.app.push_screen(Help(REQUESTS_PAGE, self.screen.language))

    # -- one request -----------------------------------------------------------------------

    async def act_add(self, row: str) -> None:
        """Write one down: its title is enough."""
        title = await self.screen.ask(
            _("a new request: what is wished for?"),
            hint=_("the title is enough for now"),
        )
        if title is None or not title.strip():
            return
        done = self.screen.do(Add(title))
        if done is None:
            return
        added = next(v.request for v in done.entry.events if isinstance(v, e.RequestAdded))
        if added.id not in self.screen.found:
            self.act_clear("")
        self.screen.list.select(added.id)
        self.screen.say(_("{id} is written down; Enter opens its other fields", id=added.id))

    async def act_confirm(self, row: str) -> None:
        """All fields of the request."""
        from tui.screens.dialogs.request_form import RequestForm

        request = self.screen.rows.requests.get(row)
        if request is None or not await self._may_open(row):
            return
        form = RequestForm(self.screen.session, request, self.screen.language)
        saved = await self.screen.app.push_screen_wait(form)
        if saved is not None:
            self.screen.done(saved, row)

    async def _may_open(self, row: str) -> bool:
        """A confidential request is not put on a mirrored screen by mistake."""
        request = self.screen.rows.requests[row]
        if not request.confidential:
            return True
        say = self.screen.language.say
        choices = [("no", say(_("leave it closed"))), ("yes", say(_("show it on this screen")))]
        question = _("this request is confidential, and this screen may be on the wall")
        return await self.screen.choose(question, choices, about=row) == "yes"

    async def act_fill(self, row: str) -> None:
        """The first field that the checklist misses."""
        if row not in self.screen.rows.requests:
            return
        lacking = self.screen.rows.backlog.missing(row)
        if not lacking:
            self.screen.say(_("{id} lacks nothing; Enter opens all its fields", id=row))
            return
        field = lacking[0]
        label = EDITED_LABELS[field]
        title = public_request(self.screen.rows.requests[row]).title
        hint = _("days, such as 2.5") if field == "effort" else None
        value = await self.screen.ask(
            _("{field} of “{title}”", field=label, title=title[:60]),
            about=row,
            hint=hint,
            suggestions=self._known(field),
        )
        if value and value.strip():
            seat = self.screen.session.agenda.it_seat
            by = seat.name if seat and field == "effort" else ""
            self.screen.do(Fill(row, field, value, by))

    def _known(self, field: str) -> list[str]:
        """What other requests say in a field of few values."""
        if field not in ("requester", "sponsor", "department"):
            return []
        requests = self.screen.rows.requests.values()
        values = dict.fromkeys(getattr(public_request(one), field) for one in requests)
        return [value for value in values if value and value != "–"]

    def act_table(self, row: str) -> None:
        """On the table, or off it; the cursor goes on to the next row."""
        if not row:
            return
        there = self.screen.rows.table.standing(row) in THERE
        if self.screen.do(Untable((row,)) if there else Table((row,))):
            self.screen.list.move_cursor(1)

    async def act_table_all(self, row: str) -> None:
        """All that are shown, after asking."""
        rows = self.screen.rows
        ids = [
            id
            for id in self.screen.found
            if is_to_decide(rows.requests[id]) and rows.table.standing(id) not in THERE
        ]
        if not ids:
            self.screen.say(_("All that are shown and open are on the table already."))
            return
        if len(ids) > MOST_AT_ONCE:
            too_many = _("{n} are shown; no meeting decides so many: filter first", n=len(ids))
            self.screen.say(too_many, alarm=True)
            return
        say = self.screen.language.say
        many = len(ids) + rows.counts.on_table
        choices = [
            ("no", say(_("leave it as it is"))),
            ("yes", say(_n("put {n} on the table", "put {n} on the table", len(ids)))),
        ]
        question = _n(
            "{n} request would be on the table", "{n} requests would be on the table", many
        )
        if await self.screen.choose(question, choices) == "yes":
            self.screen.do(Table(tuple(ids)))

    def act_archive(self, row: str) -> None:
        """Out of the backlog."""
        if row:
            self.screen.do(Archive((row,)))

    async def act_revive(self, row: str) -> None:
        """Back into the backlog, with a sentence."""
        if not row:
            return
        because = await self.screen.ask(_("why does it come back?"), about=row)
        if because is not None:
            self.screen.do(Revive(row, because))

    async def act_merge(self, row: str) -> None:
        """The same as another one."""
        if not row:
            return
        ids = [id for id in self.screen.found if id != row]
        into = await self.screen.ask(
            _("the same as which request?"), about=row, hint=_("its number"), suggestions=ids
        )
        if into and into.strip():
            found = into.strip().upper()
            self.screen.do(Merge(row, f"R-{int(found):03}" if found.isdecimal() else found))

    async def act_split(self, row: str) -> None:
        """Into parts, asked for one by one until an empty one."""
        if not row:
            return
        parts: list[str] = []
        while True:
            hint = _("an empty part ends") if len(parts) >= 2 else None
            question = _("part {n}: what is it called?", n=len(parts) + 1)
            part = await self.screen.ask(question, about=row, hint=hint)
            if part is None:
                return
            if not part.strip():
                break
            parts.append(part)
        self.screen.do(Split(row, tuple(parts)))

    # -- all of them -----------------------------------------------------------------------

    async def act_import(self, row: str) -> None:
        """Bring in a file."""
        from tui.screens.importing import Importing

        await Importing(self.screen).run()

    def act_undo(self, row: str) -> None:
        """Take the last action back, and show the request that it was about."""
        self._again(Undo())

    def act_redo(self, row: str) -> None:
        """Do again what was undone."""
        self._again(Redo())

    def _again(self, command: Undo | Redo) -> None:
        done = self.screen.do(command)
        if done is not None:
            self.screen.list.select(row_of(done.entry))

    async def act_command_line(self, row: str) -> None:
        """Type a command as in plain mode."""
        line = await self.screen.ask(_("command"), hint=_("for example: table R-104 R-107"))
        if not line or not line.strip():
            return
        made = parse(line, self.screen.session.outside, self.screen.session.agenda)
        if isinstance(made, Refused):
            self.screen.say(made.message, alarm=True)
        else:
            self.screen.do(made)
