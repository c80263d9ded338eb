"""What happened to requests: the life of one of them, and a search over all meetings."""

from __future__ import annotations

from datetime import date

import msgspec
from msgspec.structs import replace

from agendas.decisions import REASONS, Decision, Kind, Reason
from agendas.language import ENGLISH, Message, _
from agendas.meeting.meeting import Meeting
from agendas.meeting.workspace import Workspace
from agendas.record import PromiseRow, Record, Row
from agendas.recording import record_of


class LifeRow(msgspec.Struct, frozen=True):
    """One meeting that a request was in, under the id that it had there.

    `decision` is None while it is undecided; `came_of` is what a later meeting heard about a
    promise, "" while nobody has answered; `deferred` counts up to and with this meeting,
    0 for another request that only became this one.
    """

    request: str
    meeting: int
    on: date
    final: bool
    rank: int | None
    above: bool
    decision: Decision | None
    deferred: int = 0
    came_of: str = ""
    sentence: str = ""


def life(workspace: Workspace, request: str) -> tuple[LifeRow, ...]:
    """Every meeting that a request was in, oldest first.

    What was merged into it belongs to its life, and so does the life of what it was split from.
    """
    records = _records(workspace)
    family = ancestors(workspace, request)
    rows: list[LifeRow] = []
    deferred: frozenset[int] = frozenset()
    for record in records:
        deferred = _deferred(deferred, record, family, request)
        for row in map(public_row, record.candidates):
            if row.request not in family:
                continue
            decision = row.decision
            answer = _answer(records, record, row.request)
            became = row.request != request and _became_another(decision)
            rows.append(
                LifeRow(
                    row.request, record.number, record.on, record.final, row.rank, row.above,
                    decision, 0 if became else len(deferred), answer.answer if answer else "",
                    answer.sentence if answer and not answer.confidential else "",
                )
            )  # fmt: skip
    return tuple(rows)


def _became_another(decision: Decision | None) -> bool:
    return decision is not None and decision.kind in (Kind.MERGE, Kind.SPLIT)


def _deferred(
    said: frozenset[int], record: Record, family: frozenset[str], request: str
) -> frozenset[int]:
    """The meetings in a row that said not this month; the request's own decision says it last."""
    rows = [row for row in record.candidates if row.request in family]
    for row in sorted(rows, key=lambda row: row.request == request):
        match row.decision.kind if row.decision else None:
            case Kind.NOT_THIS_MONTH:
                if row.decision and row.decision.reason != Reason.NRC:
                    said = said | {record.number}
            case Kind.IF_ROOM | Kind.BACK | None:
                pass
            case Kind.MERGE | Kind.SPLIT if row.request != request:
                # That it became another one is not a decision about the other one.
                pass
            case _:
                said = frozenset()
    return said


def ancestors(workspace: Workspace, request: str) -> frozenset[str]:
    """The request, what was merged into it, what it was split from, and so on."""
    merged: dict[str, list[str]] = {}
    for id, known in workspace.requests.items():
        if known.merged_into:
            merged.setdefault(known.merged_into, []).append(id)
    found: set[str] = set()
    waiting = [request]
    while waiting:
        id = waiting.pop()
        if id in found:
            continue
        found.add(id)
        waiting += merged.get(id, ())
        parent = workspace.requests[id].split_from if id in workspace.requests else ""
        if parent:
            waiting.append(parent)
    return frozenset(found)


def _records(workspace: Workspace) -> tuple[Record, ...]:
    return tuple(record_of(workspace, m) for _number, m in sorted(workspace.meetings.items()))


def _answer(records: tuple[Record, ...], record: Record, request: str) -> PromiseRow | None:
    """What the latest meeting that was told about this promise heard."""
    heard = (
        row
        for later in records
        if later.number > record.number
        for row in later.promises
        if row.request == request and row.meeting == record.number and row.answer
    )
    return next(reversed(tuple(heard)), None)


class Found(msgspec.Struct, frozen=True):
    """A meeting with those of its rows that a search means."""

    meeting: Meeting
    record: Record
    rows: tuple[Row, ...]


def find_meetings(workspace: Workspace, query: str = "") -> tuple[Found, ...]:
    """Search all meetings: `reason:CAP dept:Sales decision:back 2026-11 words`.

    A year or a date means the day of the meeting. Without a query all meetings with all rows; with
    one, only meetings in which something is found.
    """
    wanted = [_Term(word) for word in query.split()]
    found: list[Found] = []
    for number, meeting in sorted(workspace.meetings.items()):
        record = record_of(workspace, workspace.meetings[number])
        rows = tuple(
            row
            for row in map(public_row, record.candidates)
            if all(term.means(record, row) for term in wanted)
        )
        if rows or not wanted:
            found.append(Found(meeting, record, rows))
    return tuple(found)


def misunderstood(query: str) -> Message | None:
    """The sentence about what a search could not mean."""
    for word in query.split():
        name, _colon, value = word.partition(":")
        if name.lower() == "reason" and value.upper() not in tuple(Reason):
            return _("there is no reason {code}", code=value)
        if name.lower() == "decision" and _code(value) not in tuple(Kind):
            return _("decision: {words:or}", words=tuple(str(kind) for kind in Kind))
    return None


class _Term:
    """One word of a search."""

    def __init__(self, typed: str) -> None:
        name, colon, value = typed.partition(":")
        known = colon and name.lower() in ("reason", "decision", "dept", "department", "teller")
        self.name = name.lower() if known else ""
        self.value = value.casefold() if known else typed.casefold()

    def means(self, record: Record, row: Row) -> bool:
        decision = row.decision
        match self.name:
            case "reason":
                code = decision.reason if decision else None
                return code is not None and code.casefold() == self.value
            case "decision":
                return decision is not None and decision.kind == _code(self.value)
            case "dept" | "department":
                return self.value in row.department.casefold()
            case "teller":
                return decision is not None and self.value in decision.teller.casefold()
            case _:
                return record.on.isoformat().startswith(self.value) or self.value in _text(row)


def _code(value: str) -> str:
    return value.lower().replace("-", "_")


def _text(row: Row) -> str:
    parts = [row.request, row.title, row.requester, row.department, row.moved_because]
    if d := row.decision:
        parts += [d.detail, d.condition, d.teller, d.owner, d.deliverable, d.from_whom, d.other]
        parts += [*d.missing, d.kind]
        if d.reason:
            parts += [d.reason, ENGLISH.say(REASONS[d.reason].label)]
    return "\n".join(parts).casefold()


def public_row(row: Row) -> Row:
    """A row as everybody may read it: of a confidential one its number, and what was decided."""
    if not row.confidential:
        return row
    decision = row.decision
    if decision:
        decision = replace(decision, detail="", condition="", deliverable="", missing=())
    return replace(
        row, title=row.request, requester="", sponsor="", benefit="", moved_because="",
        read_back="", links=(), key="", decision=decision,
    )  # fmt: skip
