"""What plain mode says about a meeting: where it is, what is to do, the list with the line."""

from __future__ import annotations

from collections.abc import Iterator

from agendas.agenda import StageKind
from agendas.days import tidy
from agendas.decisions import Kind
from agendas.language import Message, _, _n, listed
from agendas.line import line_words
from agendas.meeting.checks import blockers, days_over, days_taken, unconfirmed, unexplained
from agendas.meeting.meeting import Meeting, Presence, Status
from agendas.meeting.public_view import PublicView
from agendas.meeting.workspace import Workspace
from agendas.proposals import missing, running_days
from agendas.recording import record_of
from agendas.stage_names import stage_name
from tui import plain_ranking


def stage_words(workspace: Workspace, m: Meeting, clock: int) -> Iterator[Message]:
    """The stage, its time, what is to do in it and how much of it is left."""
    if m.status == Status.ADJOURNED:
        yield _("The meeting of {on:long} is adjourned; “resume” goes on with it", on=m.on)
        return
    stages = m.agenda.stages
    place = stages.index(m.stage) + 1
    yield _(
        "Stage {place} of {n}, {name}: {time}",
        place=place,
        n=len(stages),
        name=stage_name(m.stage),
        time=time_words(m, clock),
    )
    yield from _TO_DO[m.stage.kind](workspace, m)


def time_words(m: Meeting, clock: int) -> Message:
    """The time that the stage has left."""
    if m.paused:
        return _("a break")
    left = m.seconds_left(clock)
    minutes = abs(left) // 60
    if left < 0:
        return _n("{n} minute over", "{n} minutes over", minutes)
    return _n("{n} minute left", "{n} minutes left", minutes)


def where_words(workspace: Workspace, m: Meeting, clock: int) -> Iterator[Message]:
    """The stage with what is to do, and what is undecided."""
    yield from stage_words(workspace, m, clock)
    yield undecided_words(m)


def note_words(m: Meeting) -> Iterator[Message]:
    """Every note with its time and what it is about; a private one says so."""
    for note in m.notes:
        about, text, at = note.taken.request, note.taken.text, note.at
        said = _("{at:time} {text}", at=at, text=text)
        if about:
            said = _("{at:time} {id}: {text}", at=at, id=about, text=text)
        yield _("{said} (private)", said=said) if note.taken.private else said


def undecided_words(m: Meeting) -> Message:
    """How many candidates have no decision yet."""
    n = len(m.undecided)
    if not n:
        return _("Every candidate is decided")
    return _n("{n} of {all} candidates is undecided", "{n} of {all} candidates are undecided", n,
              all=len(m.order))  # fmt: skip


def _open(workspace: Workspace, m: Meeting) -> Iterator[Message]:
    yield _n("{n} candidate is on the table", "{n} candidates are on the table", len(m.order))
    asked = [p.name for p in m.people if m.presence(p.id) == Presence.UNKNOWN]
    yield _n("{n} is present", "{n} are present", len(m.present))
    if asked:
        yield _("Not asked yet: {names}", names=listed(asked))
    if not m.it_here:
        yield _("IT is not here yet; “stand-in NAME” names somebody who speaks for IT")
    yield _("Type “present NAME”, “absent NAME” or “excused NAME”, then “next”")


def _promised(workspace: Workspace, m: Meeting) -> Iterator[Message]:
    if not m.promises and not m.emergencies:
        yield _("Nothing was promised before; type “next”")
        return
    view = PublicView(workspace, m)
    for promise in m.promises:
        if promise.request not in m.answers:
            known = view.requests.get(promise.request)
            title = known.title if known else ""
            if promise.if_room:
                yield _("{id} {title}, if there was room: not answered",
                        id=promise.request, title=title)  # fmt: skip
                continue
            yield _(
                "{id} {title}, promised by {owner} until {deadline:long}: not answered",
                id=promise.request,
                title=title,
                owner=promise.owner or "–",
                deadline=promise.deadline,
            )
    for id in m.emergencies:
        if id not in m.judged:
            yield _("{id} {title}: ratify or challenge", id=id,
                    title=workspace.emergencies[id].title)  # fmt: skip
    yield _("Type “promise REQUEST done”, or part, not_done or stopped with a sentence")


def _talk(workspace: Workspace, m: Meeting) -> Iterator[Message]:
    yield _("Type “note TEXT” for what is worth keeping, then “next”")


def _capacity(workspace: Workspace, m: Meeting) -> Iterator[Message]:
    if m.capacity:
        yield _("{days:days} to give away", days=m.to_give_away)
        return
    efforts = {id: request.days for id, request in workspace.requests.items()}
    rule = m.agenda.capacity
    yield _(
        "Proposed: capacity {days} running {running} reserve {reserve}",
        days=rule.days,
        running=tidy(running_days(m, efforts)),
        reserve=rule.reserve,
    )


def _ready(workspace: Workspace, m: Meeting) -> Iterator[Message]:
    if not m.order:
        yield _("Nothing is on the table; “table REQUEST” puts something on it")
        return
    lacking = [id for id in m.undecided if missing(m, workspace.requests[id])]
    if not lacking:
        yield _("All candidates are ready; type “next”")
        return
    yield _n("{n} candidate is not ready: {ids}", "{n} candidates are not ready: {ids}",
             len(lacking), ids=listed(lacking))  # fmt: skip
    yield _("Type “fill REQUEST FIELD VALUE”, or “block” to send all of them back")


def _rank(workspace: Workspace, m: Meeting) -> Iterator[Message]:
    yield from plain_ranking.to_do(m)


def _line(workspace: Workspace, m: Meeting) -> Iterator[Message]:
    yield line_words(m.to_give_away, days_taken(workspace, m))
    yield undecided_words(m)
    yield from to_say(workspace, m)
    yield _("Type “commit”, “not”, “back”, “move” …; “rest” decides what is left by rank")


def _not(workspace: Workspace, m: Meeting) -> Iterator[Message]:
    rows = unconfirmed(m)
    if rows or m.undecided:
        if m.undecided:
            yield undecided_words(m)
        yield _n(
            "{n} row has no confirmed reason: {ids}",
            "{n} rows have no confirmed reason: {ids}",
            len(rows),
            ids=listed(rows),
        )
        yield _("Type “not REQUEST REASON”; “defaults” accepts what is proposed for the rest")
    else:
        yield _("Every row has its reason, its date and who tells; type “next”")


def _read_back(workspace: Workspace, m: Meeting) -> Iterator[Message]:
    open_ones = [b.what for b in blockers(workspace, m) if b.stage == StageKind.READ_BACK]
    commitments = m.decided(Kind.COMMIT)
    unread = [id for id in commitments if id not in m.read_back]
    yield _n("{n} commitment", "{n} commitments", len(commitments))
    yield from open_ones
    if unread:
        yield _("IT has not read back {ids}: type “read-back REQUEST WORDS”", ids=listed(unread))


def _close(workspace: Workspace, m: Meeting) -> Iterator[Message]:
    from exports.words import sum_words

    yield sum_words(record_of(workspace, m))
    found = blockers(workspace, m)
    yield from (blocker.what for blocker in found)
    if not found:
        yield _("Nothing is missing; “finalise” locks the record and writes the files")


_TO_DO = {
    StageKind.OPEN: _open,
    StageKind.PROMISED: _promised,
    StageKind.TALK: _talk,
    StageKind.CAPACITY: _capacity,
    StageKind.READY: _ready,
    StageKind.RANK: _rank,
    StageKind.LINE: _line,
    StageKind.NOT_THIS_MONTH: _not,
    StageKind.READ_BACK: _read_back,
    StageKind.CLOSE: _close,
}


def to_say(workspace: Workspace, m: Meeting) -> Iterator[Message]:
    """Sentences that somebody still owes: rows moved against the ranking, too many days taken."""
    for id in unexplained(m):
        yield _("{id} stands elsewhere than the ranking says: type “because {id} …”", id=id)
    yield from plain_ranking.duel_to_ask(m)
    over = days_over(workspace, m)
    if over and not m.over_because:
        yield _("{over:days} more than there is to give away: type “over …”", over=over)
