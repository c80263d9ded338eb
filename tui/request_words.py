"""Requests for people and for programs: a line, a page, an object."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from agendas.backlog import Backlog
from agendas.decisions import KIND_LABELS, REASONS
from agendas.history import LifeRow
from agendas.language import Argument, Message, _, _n, listed
from agendas.meeting.meeting_events import ANSWER_LABELS
from agendas.meeting.public_view import public_request
from agendas.request import FIELD_LABELS, STATE_LABELS, Request


def request_object(backlog: Backlog, request: Request) -> dict[str, Any]:
    """A request with all its fields, for programs; of a confidential one what all may read."""
    shown = public_request(request)
    effort, talk, source = shown.effort, shown.talk, shown.source
    return {
        "id": shown.id,
        "title": shown.title,
        "problem": shown.problem,
        "benefit": shown.benefit,
        "first_deliverable": shown.first_deliverable,
        "done_means": shown.done_means,
        "requester": shown.requester,
        "sponsor": shown.sponsor,
        "department": shown.department,
        "class": shown.service_class,
        "deadline": shown.deadline,
        "deadline_authority": shown.deadline_authority,
        "effort": effort and {"days": effort.days, "by": effort.by, "on": effort.on},
        "systems": shown.systems,
        "questions": [
            {
                "text": q.text,
                "asked_by": q.asked_by,
                "asked_of": q.asked_of,
                "due": q.due,
                "answer": q.answer,
            }
            for q in shown.questions
        ],
        "talk": talk and {"on": talk.on, "who": talk.who, "result": talk.result},
        "offer": shown.offer,
        "links": shown.links,
        "labels": shown.labels,
        "source": source and {"tool": source.profile, "key": source.key},
        "created": shown.created,
        "notes": shown.notes,
        "state": shown.state,
        "ready": not backlog.missing(request.id),
        "missing": backlog.missing(request.id),
        "times_deferred": backlog.deferred(request.id),
    }


def life_object(row: LifeRow) -> dict[str, Any]:
    """One meeting of a request's life, for programs."""
    d = row.decision
    return {
        "request": row.request,
        "meeting": row.meeting,
        "date": row.on,
        "final": row.final,
        "rank": row.rank,
        "decision": d.kind if d else None,
        "reason": d.reason if d else None,
        "detail": d.detail if d else "",
        "revisit": d.revisit if d else None,
        "condition": d.condition if d else "",
        "teller": d.teller if d else "",
        "times_deferred": row.deferred,
        "came_of": row.came_of,
        "sentence": row.sentence,
    }


def request_line(backlog: Backlog, request: Request) -> Message:
    """A request on one line."""
    shown = public_request(request)
    said: list[Argument] = [STATE_LABELS[shown.state]]
    if shown.in_backlog:
        said.append(_("ready") if not backlog.missing(shown.id) else _("not ready"))
    if shown.department:
        said.append(shown.department)
    if shown.days is not None:
        said.append(_("{days:days}", days=shown.days))
    if times := backlog.deferred(shown.id):
        said.append(_("deferred {times}×", times=times))
    facts = in_a_row(said)
    if shown.confidential:
        return _("{id}: {facts}", id=shown.id, facts=facts)
    return _("{id}  {title}: {facts}", id=shown.id, title=shown.title, facts=facts)


def in_a_row(said: Sequence[Argument]) -> Message | str:
    """Several facts, separated by commas."""
    if not said:
        return ""
    row = _("{fact}", fact=said[0])
    for fact in said[1:]:
        row = _("{before}, {fact}", before=row, fact=fact)
    return row


def request_page(
    backlog: Backlog, request: Request, rows: Sequence[LifeRow]
) -> Iterator[Message | str]:
    """A request with its filled fields and its life, line by line."""
    shown = public_request(request)
    yield request_line(backlog, request)
    for name, label in FIELD_LABELS.items():
        value = _shown(shown, name)
        if value and name not in ("title", "confidential"):
            yield _("  {label}: {value}", label=label, value=value)
    if shown.source:
        key, tool = shown.source.key, shown.source.profile
        yield _("  imported from {tool} as {key}", tool=tool, key=key)
    if shown.merged_into:
        yield _("  merged into {id}", id=shown.merged_into)
    if shown.split_from:
        yield _("  split from {id}", id=shown.split_from)
    if shown.children:
        yield _("  split into {ids}", ids=listed(shown.children))
    for q in shown.questions:
        answer = q.answer or _("not answered")
        yield _(
            "  question to {who}: {text} ({answer})", who=q.asked_of, text=q.text, answer=answer
        )
    if lacking := backlog.missing(shown.id):
        fields = listed(FIELD_LABELS.get(name, name) for name in lacking)
        yield _("  not ready, missing: {fields}", fields=fields)
    for row in rows:
        other = row.request != shown.id
        on = _("{on:long}, as {id}", on=row.on, id=row.request) if other else row.on
        yield _("  {on:long}: {what}", on=on, what=life_words(row))


def _shown(request: Request, name: str) -> Argument:
    if name == "effort":
        effort = request.effort
        if effort is None:
            return None
        days = _("{days:days}", days=effort.days)
        return _("{days}, by {by}", days=days, by=effort.by) if effort.by else days
    if name == "talk":
        talk = request.talk
        return _("{result} ({who})", result=talk.result, who=talk.who) if talk else None
    value = getattr(request, name)
    if isinstance(value, tuple):
        return listed(value) if value else None
    return str(value) if name == "service_class" else value


def life_words(row: LifeRow) -> Message | str:
    """What one meeting did with a request."""
    d = row.decision
    said: list[Argument] = [KIND_LABELS[d.kind] if d else _("undecided")]
    if row.rank is not None:
        said.append(_("rank {rank}", rank=row.rank))
    if d and d.reason:
        said.append(_("{code} {label}", code=d.reason, label=REASONS[d.reason].label))
    if d and d.detail:
        said.append(d.detail)
    if d and d.revisit:
        said.append(_("look again {on:long}", on=d.revisit))
    if d and d.condition:
        said.append(_("if {condition}", condition=d.condition))
    if d and d.teller:
        said.append(_("{name} tells", name=d.teller))
    if row.deferred:
        said.append(_n("deferred once", "deferred {n} times", row.deferred))
    if row.came_of:
        said.append(_("came of it: {answer}", answer=ANSWER_LABELS.get(row.came_of, row.came_of)))
    if row.sentence:
        said.append(row.sentence)
    return in_a_row(said)
