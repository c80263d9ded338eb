"""What Today says: the next meeting in three lines, and the list of what is owed below them."""

from __future__ import annotations

from collections.abc import Callable

from agendas.language import Argument, Language, Message, _, _n, listed
from agendas.meeting.events import Origin
from agendas.meeting.meeting import Meeting, Status
from agendas.meeting.public_view import public_request
from agendas.outlook import NotReady, Outlook
from agendas.request import FIELD_LABELS, State
from agendas.session import Session
from tui.request_words import in_a_row
from tui.widgets.bars import stage_title
from tui.widgets.lines import Blank, Cell, Column, Heading, Line, Row
from tui.widgets.painted import Piece, Pieces

_ORIGINS: dict[Origin, Callable[[int], Message]] = {
    Origin.UNDECIDED: lambda n: _n("{n} undecided", "{n} undecided", n),
    Origin.DUE: lambda n: _n("{n} due", "{n} due", n),
    Origin.REVIVED: lambda n: _n("{n} revived", "{n} revived", n),
    Origin.TABLED: lambda n: _n("{n} put on by hand", "{n} put on by hand", n),
    Origin.SPLIT: lambda n: _n("{n} from a split", "{n} from a split", n),
    Origin.NEW: lambda n: _n("{n} new", "{n} new", n),
}


def request_of(row: str) -> str:
    """The request that a row of Today is about."""
    return row.partition(":")[2]


# -- the head ----------------------------------------------------------------------------------


def head(seen: Outlook, session: Session, language: Language, width: int) -> list[Pieces]:
    """The meeting that is next, or goes on, in three lines."""
    say = language.say
    if seen.meeting is not None:
        return _going_on(seen, seen.meeting, language)
    if not session.workspace.requests:
        return [[(say(_("Nothing is on the table yet.")), "accent-strong")]]
    today = session.situation.today
    when = _("{on:weekday}", on=seen.on)
    if seen.on == today:
        when = _("today, {on:weekday}", on=seen.on)
    first: list[Piece] = [(say(_("Next meeting")) + "  ", "dim"), (say(when), "strong")]
    return [first, _starts_with(seen, language), _asked_about(seen, language)]


def _starts_with(seen: Outlook, language: Language) -> list[Piece]:
    say = language.say
    if not seen.candidates:
        words = _("Nothing is on the table yet: r leads to the requests.")
        return [(say(words), "accent")]
    line: list[Piece] = [
        (say(_n("{n} candidate", "{n} candidates", seen.candidates)), "accent-strong")
    ]
    counted = dict(seen.origins)
    origins = in_a_row([say_n(counted[one]) for one, say_n in _ORIGINS.items() if one in counted])
    line.append((say(_(": {origins}", origins=origins)), ""))
    if seen.left_out:
        words = _n("; {n} more is ready", "; {n} more are ready", seen.left_out)
        line.append((say(words), "dim"))
    return line


def _asked_about(seen: Outlook, language: Language) -> list[Piece]:
    first: list[Argument] = []
    if seen.promises:
        first.append(_n("{n} promise", "{n} promises", len(seen.promises)))
    if seen.emergencies:
        first.append(_n("{n} emergency", "{n} emergencies", len(seen.emergencies)))
    said = [_("first come {what}", what=listed(first))] if first else []
    if seen.not_ready:
        said.append(
            _n(
                "the request below is not ready yet",
                "the {n} requests below are not ready yet",
                len(seen.not_ready),
            )
        )
    if not said:
        return []
    words = said[0] if len(said) == 1 else _("{one}; {other}", one=said[0], other=said[1])
    text = language.say(words)
    return [(text[:1].upper() + text[1:], "dim")]


def _going_on(seen: Outlook, meeting: Meeting, language: Language) -> list[Pieces]:
    say = language.say
    adjourned = meeting.status == Status.ADJOURNED
    words = _("The meeting of {on:long} is adjourned", on=meeting.on)
    if not adjourned:
        words = _("The meeting of {on:long} is running", on=meeting.on)
    stage = stage_title(meeting.stage, language)
    left = _n("{n} candidate is undecided", "{n} candidates are undecided", len(meeting.undecided))
    then = _("Enter asks: resume it, or close it.") if adjourned else _("Enter goes on.")
    return [
        [(say(words), "accent-strong")],
        [(say(_("Stage: {stage}, {left}", stage=stage, left=left)), "")],
        [(say(then), "dim")],
    ]


# -- the list ----------------------------------------------------------------------------------


def today_lines(seen: Outlook, session: Session, language: Language) -> tuple[Line, ...]:
    """What is not ready, what was promised, what changed; parts that are empty are left out."""
    said = _Lines(seen, session, language)
    parts = (said.not_ready(), said.promised(), said.changed())
    made: list[Line] = []
    for part in parts:
        if part:
            made += [Blank(), *part] if made else part
    return tuple(made)


class _Lines:
    def __init__(self, seen: Outlook, session: Session, language: Language) -> None:
        self.seen = seen
        self.session = session
        self.workspace = session.workspace
        self.language = language

    def say(self, message: Message | str) -> str:
        return self.language.say(message)

    def title(self, id: str) -> str:
        request = self.workspace.requests.get(id)
        return public_request(request).title if request else id

    # -- not ready

    def not_ready(self) -> list[Line]:
        if not self.seen.not_ready:
            return []
        say = self.say
        columns = (
            Column("id", "", 5),
            Column("title", say(_("NOT READY"))),
            Column("missing", say(_("Missing")), 22, priority=1, widest=38),
            Column("from", say(_("From")), 12, priority=2, min_terminal_width=100),
            Column("until", say(_("By")), 6, "right", priority=3, min_terminal_width=60),
        )
        return [Heading(columns), *(self._not_ready(one) for one in self.seen.not_ready)]

    def _not_ready(self, one: NotReady) -> Row:
        names = listed(FIELD_LABELS.get(name, name) for name in one.missing)
        missing = self.say(_("{names}", names=names))
        if len(one.missing) > 2:
            first = FIELD_LABELS.get(one.missing[0], one.missing[0])
            missing = self.say(_("{first} +{more}", first=first, more=len(one.missing) - 1))
        late = one.until is not None and one.until <= self.session.situation.today
        until = self.language.value(one.until) if one.until else ""
        request = self.workspace.requests[one.request]
        whom = one.from_whom or public_request(request).requester.strip("–")
        sentence = _("{id} {title}: missing {names}", id=one.request,
                     title=self.title(one.request), names=names)  # fmt: skip
        if one.went_back:
            sentence = _("{sentence}, from {whom}", sentence=sentence, whom=whom)
        if one.until:
            sentence = _("{sentence} by {until}", sentence=sentence, until=one.until)
        return Row(
            f"ready:{one.request}",
            (
                Cell(one.request, "dim"),
                Cell(self.title(one.request)),
                Cell(missing, "reason"),
                Cell(whom, "dim"),
                Cell(until, "alarm" if late else "dim"),
            ),
            sentence=self.say(sentence),
        )

    # -- promised

    def promised(self) -> list[Line]:
        if not self.seen.promises:
            return []
        say = self.say
        columns = (
            Column("id", "", 5),
            Column("title", say(_("PROMISED"))),
            Column("owner", say(_("Owner")), 12, priority=2, min_terminal_width=100),
            Column("days", say(_("Left")), 6, "right", priority=3, min_terminal_width=60),
            Column("due", say(_("Due")), 6, "right"),
            Column("state", "", 8),
        )
        made: list[Line] = [Heading(columns)]
        asked = max((m.on for m in self.workspace.finals), default=self.seen.on)
        for promise in self.seen.promises:
            # A deadline before this meeting is what was agreed; one before the last one was missed.
            late = promise.deadline is not None and promise.deadline < asked
            state = Cell(say(_("overdue")), "alarm") if late else Cell()
            if promise.if_room:
                state = Cell(say(_("if room")), "dim")
            days = self.language.value(promise.days, "d") if promise.days is not None else ""
            due = self.language.value(promise.deadline) if promise.deadline else ""
            sentence = _("{id} {title}", id=promise.request, title=self.title(promise.request))
            secret = self.workspace.requests[promise.request].confidential
            if promise.deliverable and not secret:
                sentence = _("{start}: {what}", start=sentence, what=promise.deliverable)
            if promise.owner:
                sentence = _("{start}; {owner} sees to it", start=sentence, owner=promise.owner)
            cells = (
                Cell(promise.request, "dim"),
                Cell(self.title(promise.request)),
                Cell(promise.owner, "dim"),
                Cell(days, "dim"),
                Cell(due, "alarm" if late else "dim"),
                state,
            )
            made.append(Row(f"promise:{promise.request}", cells, sentence=say(sentence)))
        return made

    # -- changed

    def changed(self) -> list[Line]:
        since, say = self.seen.since, self.say
        rows: list[Line] = []
        for id in since.emergencies:
            known = self.workspace.emergencies[id]
            days = _("{days:d}, ", days=known.days) if known.days is not None else ""
            words = _("{days}let in by {name}", days=days, name=known.allowed_by)
            rows.append(self._change(f"emergency:{id}", id, known.title, say(words), known.why))
        for id, because in since.revived:
            secret = self.workspace.requests[id].confidential
            why = "" if secret else because
            rows.append(self._change(f"revived:{id}", id, self.title(id), say(_("revived")), why))
        counted: list[Argument] = []
        if since.added:
            counted.append(_n("{n} request came in", "{n} requests came in", since.added))
        if since.changed:
            counted.append(_n("{n} changed", "{n} changed", since.changed))
        open_ones = sum(r.state == State.OPEN for r in self.workspace.requests.values())
        if counted:
            now = say(_n("{n} is open now", "{n} are open now", open_ones))
            rows.append(self._change("counts:", "", say(in_a_row(counted)), now, ""))
        if not rows:
            return []
        header = _("SINCE THE LAST MEETING") if self.workspace.meetings else _("SO FAR")
        columns = (
            Column("id", "", 5),
            Column("title", say(header)),
            Column("what", "", 27, priority=1, min_terminal_width=60),
        )
        return [Heading(columns), *rows]

    def _change(self, row: str, id: str, title: str, what: str, why: str) -> Row:
        named = _("{id} {title}", id=id, title=title) if id else title
        parts = _("{named}, {what}", named=named, what=what) if what else named
        sentence = _("{parts}: {why}", parts=parts, why=why) if why else parts
        tone = "accent" if id else "dim"
        cells = (Cell(id, "dim"), Cell(title, "" if id else "dim"), Cell(what, tone))
        return Row(row, cells, sentence=self.say(sentence))
