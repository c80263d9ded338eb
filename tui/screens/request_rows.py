"""The backlog as rows of the list: made once for each request, and again only where it changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

import msgspec
from rich.cells import cell_len

from agendas.agenda import Agenda
from agendas.backlog import Backlog, narrows, read_query
from agendas.days import Days
from agendas.language import Language, Message, _, _n
from agendas.meeting.public_view import public_request
from agendas.meeting.workspace import Workspace
from agendas.next_table import THERE, NextTable, Standing, next_table
from agendas.request import FIELD_LABELS, STATE_LABELS, Request, State
from tui.widgets.cells import cut
from tui.widgets.lines import Cell, Column, Heading, Line, Row

#: What the sort key goes through: its words, the field of the backlog, whether downwards.
ORDERS: tuple[tuple[Message, str, bool], ...] = (
    (_("oldest first"), "created", False),
    (_("newest first"), "created", True),
    (_("by title"), "title", False),
    (_("smallest effort first"), "effort", False),
    (_("largest effort first"), "effort", True),
    (_("by department"), "department", False),
    (_("most votes first"), "votes", True),
    (_("most deferred first"), "deferred", True),
    (_("earliest deadline first"), "deadline", False),
)
STANDING_WORDS: dict[Standing, Message] = {
    Standing.PROPOSED: _("proposed"),
    Standing.BY_HAND: _("by hand"),
    Standing.OFF: _("taken off"),
    Standing.ON_TABLE: _("on table"),
    Standing.DECIDED: _("decided"),
}
_TONES = {
    Standing.PROPOSED: "dim",
    Standing.BY_HAND: "accent",
    Standing.OFF: "faint",
    Standing.ON_TABLE: "",
    Standing.DECIDED: "faint",
}
#: Cells that a sentence leaves to the title at least.
LEAST_TITLE = 12
#: Cells that the list needs before departments have room beside titles that can be read.
_WITH_DEPARTMENT = 96
#: No list is so wide: a column that nothing stands in.
_NEVER = 100_000


class Counts(msgspec.Struct, frozen=True):
    """How many requests there are, and how many of them are what."""

    all: int = 0
    backlog: int = 0
    open: int = 0
    ready: int = 0
    on_table: int = 0
    by_hand: int = 0
    left_out: int = 0


class _Made(msgspec.Struct, frozen=True):
    """A row with what it was made from."""

    request: Request
    deferred: int
    standing: Standing
    row: Row
    ready: bool


class RequestRows:
    """What the list shows of a workspace: searched, sorted, and as rows."""

    backlog: Backlog
    table: NextTable

    def __init__(self, language: Language) -> None:
        self._language = language
        self._made: dict[str, _Made] = {}
        self._orders: dict[int, tuple[str, ...]] = {}
        self._shown: tuple[str, int, Sequence[str]] | None = None
        self._needed: tuple[str, ...] = ()
        self._wide = 5
        self._deferred = False
        self._heading: Heading | None = None
        say = language.say
        self._states = {state: Cell(say(words), "dim") for state, words in STATE_LABELS.items()}
        self._effort = lru_cache(maxsize=512)(self._effort_cell)
        self._stands = lru_cache(maxsize=512)(self._stands_cell)
        self.requests: Mapping[str, Request] = {}
        self.counts = Counts()

    def take_in(self, workspace: Workspace, agenda: Agenda, today: date) -> None:
        """The workspace as it is now; rows of unchanged requests stay the same values."""
        self.backlog = Backlog(workspace, agenda)
        self.table = next_table(workspace, agenda, today)
        self.requests = workspace.requests
        self._wide = len(f"R-{workspace.last_request:03}")
        self._orders, self._shown = {}, None
        if agenda.ready != self._needed:
            self._made, self._needed = {}, agenda.ready
        pasts, standings = self.backlog.pasts, self.table.standings
        kept, made = self._made, {}
        for id, request in self.requests.items():
            standing = standings.get(id, Standing.NONE)
            past = pasts.get(id)
            deferred = past.deferred if past else 0
            one = kept.get(id)
            if (
                one is None
                or one.request is not request
                or one.standing is not standing
                or one.deferred != deferred
            ):
                one = self._make(request, deferred, standing)
            made[id] = one
        self._made = made
        self._deferred = any(one.deferred for one in made.values())
        self._count()

    def _count(self) -> None:
        is_open = [one for one in self._made.values() if is_to_decide(one.request)]
        there = [standing for standing in self.table.standings.values() if standing in THERE]
        self.counts = Counts(
            all=len(self._made),
            backlog=sum(one.request.in_backlog for one in self._made.values()),
            open=len(is_open),
            ready=sum(one.ready for one in is_open),
            on_table=len(there),
            by_hand=there.count(Standing.BY_HAND),
            left_out=self.table.left_out,
        )

    def find(self, query: str, order: int) -> Sequence[str]:
        """The requests that a query means, in one of the orders.

        Closed ones are not in the way: they are found by asking for a state, such as `is:closed`.
        """
        if self._shown and self._shown[:2] == (query, order):
            return self._shown[2]
        among: Sequence[str]
        if self._shown and self._shown[1] == order and narrows(query, self._shown[0]):
            among = self._shown[2]
        elif read_query(query).states:
            among = self._order(order)
        else:
            among = [id for id in self._order(order) if self.requests[id].in_backlog]
        found = self.backlog.matching(query, among)
        self._shown = (query, order, found)
        return found

    def closed_like(self, query: str) -> int:
        """How many closed requests a query means."""
        return len(self.backlog.matching(f"{query} is:closed", self.requests))

    def _order(self, order: int) -> tuple[str, ...]:
        known = self._orders.get(order)
        if known is None:
            _words, field, down = ORDERS[order]
            known = self._orders[order] = self.backlog.ids("", field, down)
        return known

    def lines(self, found: Sequence[str]) -> tuple[Line, ...]:
        """The list: a heading, and a row for each of these requests."""
        heading = _heading(self._wide, self._deferred, self._language)
        if heading != self._heading:
            self._heading = heading
        assert self._heading is not None
        made = self._made
        return (self._heading, *[made[id].row for id in found])

    # -- one row ---------------------------------------------------------------------------

    def _make(self, request: Request, deferred: int, standing: Standing) -> _Made:
        lacking = self.backlog.missing(request.id)
        shown = public_request(request)
        cells = (
            Cell(shown.id, "dim"),
            Cell(shown.title, "" if request.in_backlog else "dim"),
            _times(deferred),
            Cell(shown.department, "dim"),
            self._effort(request.days),
            self._stands(lacking, standing)
            if is_to_decide(request)
            else self._states[request.state],
        )
        return _Made(request, deferred, standing, Row(request.id, cells), not lacking)

    def _effort_cell(self, days: Days | None) -> Cell:
        return Cell() if days is None else Cell(self._language.value(days, "d"))

    def _stands_cell(self, lacking: tuple[str, ...], standing: Standing) -> Cell:
        """Whether it is on the table; where it is not, whether it could be, and what it lacks."""
        say = self._language.say
        there = standing in THERE and standing != Standing.DECIDED
        if standing != Standing.NONE and not (there and lacking):
            return Cell(say(STANDING_WORDS[standing]), _TONES[standing])
        if not lacking:
            return Cell(say(_("ready")), "good")
        no = no_words(lacking)
        return Cell(say(_("on, {no}", no=no) if there else no), "reason")

    def sentence(self, id: str, width: int = 0) -> str:
        """The row in words, for a status line of some width: its title gives way first."""
        one = self._made.get(id)
        if one is None:
            return ""
        say = self._language.say
        request = public_request(one.request)
        parts: list[Message] = []
        lacking = self.backlog.missing(id)
        if not is_to_decide(request):
            parts.append(STATE_LABELS[request.state])
        elif lacking:
            names = tuple(FIELD_LABELS.get(name, name) for name in lacking)
            parts.append(_("not ready, without {names}", names=names))
        else:
            parts.append(_("ready"))
        if one.deferred:
            parts.append(_n("deferred once", "deferred {n} times", one.deferred))
        if one.standing != Standing.NONE:
            parts.append(STANDING_WORDS[one.standing])
        after = "".join(f" · {say(part)}" for part in parts)
        room = max(LEAST_TITLE, width - cell_len(f"{id} {after}")) if width else 0
        return f"{id} {cut(request.title, room) if room else request.title}{after}"


def no_words(lacking: Sequence[str]) -> Message:
    """The first field that is missing, and how many more: "no benefit +2"."""
    first = FIELD_LABELS.get(lacking[0], lacking[0])
    if len(lacking) == 1:
        return _("no {field}", field=first)
    return _("no {field} +{more}", field=first, more=len(lacking) - 1)


def is_to_decide(request: Request) -> bool:
    """Whether a meeting may still decide about it."""
    return request.state in (State.OPEN, State.ON_THE_TABLE)


@lru_cache(maxsize=64)
def _times(deferred: int) -> Cell:
    if not deferred:
        return Cell()
    return Cell(f"{deferred}×", "alarm" if deferred >= 5 else "accent")


def _heading(wide: int, deferred: bool, language: Language) -> Heading:
    say = language.say
    return Heading(
        (
            Column("id", say(_("Number")) if wide > 5 else "", wide),
            Column("title", say(_("REQUESTS")), None),
            Column("deferred", "", 3, "right", 0 if deferred else _NEVER, gap=1, priority=2),
            Column("department", say(_("Department")), 10, "left", _WITH_DEPARTMENT, 3, widest=16),
            Column("effort", say(_("Effort")), 6, "right", priority=1),
            Column("stands", say(_("Stands")), 13, widest=24, priority=1),
        )
    )
