"""The candidates with the line in them, one row a line, for plain mode."""

from __future__ import annotations

from collections.abc import Iterator

from agendas.agenda import Method, StageKind
from agendas.decisions import KIND_LABELS, REASONS, Decision, Kind, Reason
from agendas.language import Argument, Message, _
from agendas.line import line_words
from agendas.meeting.events import NotFitting
from agendas.meeting.meeting import Meeting
from agendas.meeting.public_view import PublicView
from agendas.meeting.rounds import labels_of
from agendas.meeting.workspace import Workspace
from agendas.proposals import expiry, missing
from exports.words import by_title
from tui.request_words import in_a_row
from tui.stages.line_marks import is_fixed, passed_over, passed_words


def list_lines(workspace: Workspace, m: Meeting) -> Iterator[Message]:
    """The candidates, one a line, with the line between them."""
    view = PublicView(workspace, m)
    if not m.order:
        yield _("nothing is on the table")
    labels: dict[str, str] = {}
    if m.stage.kind == StageKind.RANK and m.method != Method.CONSENT:
        now = m.round
        pairs = now.labels if now else labels_of(m)
        labels = {id: label for label, id in pairs}
    passed = passed_over(view)
    for place, id in enumerate(m.order):
        if m.above == place:
            yield _the_line(view, m)
        request = view.requests[id]
        label = _("{label}: ", label=labels[id]) if id in labels else ""
        yield _(
            "{place}. {label}{request}: {facts}",
            place=place + 1,
            label=label,
            request=by_title(id, request.title),
            facts=in_a_row(list(_facts(view, m, id, passed.get(id)))),
        )
    if m.above == len(m.order):
        yield _the_line(view, m)


def _the_line(view: PublicView, m: Meeting) -> Message:
    return _("--- the line: {words} ---", words=line_words(m.to_give_away, view.taken))


def _facts(view: PublicView, m: Meeting, id: str, passed: NotFitting | None) -> Iterator[Argument]:
    request = view.requests[id]
    if request.department:
        yield request.department
    days = view.days(id)
    yield _("{days:days}", days=days) if days is not None else _("no estimate")
    rank = m.rank_of(id)
    if rank is not None:
        yield _("rank {rank}", rank=rank)
    if m.above is not None:
        yield _("above the line") if m.is_above(id) else _("below the line")
        if m.is_above(id) and is_fixed(request):
            yield _(
                "taken out first, for {authority} says so", authority=request.deadline_authority
            )
        if passed and id not in m.decisions:
            yield passed_words(passed, whole=True)
    deferred = m.candidates[id].deferred
    if deferred:
        yield _("deferred {times}×", times=deferred)
    if expiry(m, id):
        yield _("{code} {label}?", code=Reason.EXP, label=REASONS[Reason.EXP].short)
    decision = view.meeting.decisions.get(id)
    if decision is None:
        lacking = missing(m, request)
        yield _("undecided")
        if lacking:
            yield _("not ready")
        return
    yield KIND_LABELS[decision.kind]
    if not request.confidential:
        yield from _decided(decision)


def _decided(d: Decision) -> Iterator[Argument]:
    if d.reason:
        yield _("{code} {label}", code=d.reason, label=REASONS[d.reason].short)
    elif d.kind == Kind.NOT_THIS_MONTH:
        yield _("no reason yet")
    if d.revisit:
        yield _("look again {on:long}", on=d.revisit)
    if d.owner:
        yield d.owner
    if d.deadline:
        yield _("until {on:long}", on=d.deadline)
    if d.teller:
        yield _("{name} tells", name=d.teller)
