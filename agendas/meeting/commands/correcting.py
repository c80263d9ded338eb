"""The command that puts a mistake in a final record right: a new version, the old one stays."""

from __future__ import annotations

from msgspec.structs import replace

from agendas.dates import parse_date
from agendas.decisions import REASONS_OF, Decision, Reason, gaps
from agendas.decisions import Kind as DecisionKind
from agendas.language import _
from agendas.meeting import events as e
from agendas.meeting.commands.closing import state_after
from agendas.meeting.commands.spec import (
    Command,
    Events,
    Kind,
    Refused,
    Situation,
    Spec,
    arg,
    choice,
    decides,
    option,
)
from agendas.meeting.patching import changed
from agendas.record import CorrectionRow, Record, Row
from agendas.recording import corrected


class Correct(Command, frozen=True):
    """A mistake in the latest final record is put right by a new version."""

    request: str
    field: str
    value: str
    by: str = ""
    why: str = ""


CORRECTABLE = (
    "decision",
    "reason",
    "detail",
    "revisit",
    "condition",
    "teller",
    "owner",
    "deliverable",
    "deadline",
    "missing",
    "from_whom",
    "until",
    "title",
)


@decides(
    Spec(
        "correct",
        Correct,
        _("put a mistake in the latest final record right; the old version stays readable"),
        (
            arg("request", Kind.REQUEST),
            choice("field", CORRECTABLE),
            arg("value", Kind.TEXT),
            option("by", Kind.NAME),
            option("why", Kind.TEXT),
        ),
        outside=True,
    )
)
def _correct(s: Situation, command: Correct) -> Events | Refused:
    finals = s.workspace.finals
    record = finals[-1].record if finals else None
    if record is None:
        return Refused(_("there is no final record to correct"))
    row = next((row for row in record.candidates if row.request == command.request), None)
    if row is None or row.decision is None:
        return Refused(
            _("{id} is not in the record of {on:long}", id=command.request, on=record.on),
            command.request,
        )
    if not command.why.strip():
        return Refused(_("why is it corrected? One sentence"), "why")
    new = _put_right(s, record, row, command)
    if isinstance(new, Refused):
        return new
    old_text, new_text = _text(row, command.field), _text(new, command.field)
    if old_text == new_text:
        return Refused(_("that is what the record says already"), command.request)
    entry = CorrectionRow(
        version=record.version + 1,
        at=s.at,
        by=command.by.strip() or s.who,
        because=command.why.strip(),
        request=row.request,
        field=command.field,
        old=old_text,
        new=new_text,
    )
    event = e.Corrected(
        row.request, entry.by, entry.because, entry.field, entry.old, entry.new,
        corrected(record, entry, new),
    )  # fmt: skip
    request = s.workspace.requests.get(row.request)
    state = state_after(new.decision) if new.decision else None
    change = None
    if command.field == "decision" and request and state:
        change = changed(request, state=state)
    return (event, change) if change else (event,)


def _text(row: Row, field: str) -> str:
    if field == "title":
        return row.title
    assert row.decision is not None
    value = row.decision.kind if field == "decision" else getattr(row.decision, field)
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value)


def _put_right(s: Situation, record: Record, row: Row, command: Correct) -> Row | Refused:
    decision = row.decision
    assert decision is not None
    text = command.value.strip()
    value: object = text
    match command.field:
        case "title":
            return replace(row, title=text) if text else Refused(_("a title, please"), "title")
        case "decision":
            return _decided_otherwise(record, row, text)
        case "reason":
            if text.upper() not in tuple(Reason):
                return Refused(_("there is no reason {code}", code=text), "reason")
            value = Reason(text.upper())
            if value not in REASONS_OF.get(decision.kind, ()):
                return Refused(
                    _("{code} is no reason for this decision", code=text.upper()), "reason"
                )
        case "revisit" | "deadline" | "until":
            value = parse_date(text, s.today)
            if value is None:
                return Refused(_("a date such as 2026-11-28, not “{text}”", text=text), "value")
            if value < record.on:
                return Refused(_("{value:long} is before that meeting", value=value), "value")
        case "missing":
            value = tuple(part.strip() for part in text.split(",") if part.strip())
        case _:
            pass
    new = replace(row, decision=replace(decision, **{command.field: value}))
    assert new.decision is not None
    lacking = gaps(new.decision)
    return Refused(lacking[0].what, row.request) if lacking else new


def _decided_otherwise(record: Record, row: Row, text: str) -> Row | Refused:
    wanted = text.lower().replace("-", "_").replace(" ", "_")
    simple = (DecisionKind.COMMIT, DecisionKind.IF_ROOM, DecisionKind.NOT_THIS_MONTH)
    if wanted not in simple:
        return Refused(_("decision: {words:or}", words=tuple(simple)), "value")
    old = row.decision
    assert old is not None
    if old.kind in (DecisionKind.MERGE, DecisionKind.SPLIT):
        return Refused(_("a merge or a split cannot be corrected into something else"))
    new = Decision(row.request, DecisionKind(wanted))
    if new.kind == DecisionKind.COMMIT:
        new = replace(
            new,
            owner=old.owner or _it_of(record),
            deliverable=old.deliverable or row.title,
            deadline=old.deadline or record.period_last,
        )
    elif new.kind == DecisionKind.NOT_THIS_MONTH:
        reason = old.reason if old.kind == new.kind else Reason.CAP
        teller = old.teller or row.sponsor or row.requester or record.people[0].name
        new = replace(new, reason=reason, revisit=old.revisit or record.next_meeting, teller=teller)
    return replace(row, decision=new)


def _it_of(record: Record) -> str:
    seat = next((p.name for p in record.people if "it" in p.roles), "")
    return record.it_stand_in or seat or "IT"
