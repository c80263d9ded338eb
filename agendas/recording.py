"""Building the record of a meeting, once, from the meeting and the requests it was about."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from agendas.language import ENGLISH
from agendas.meeting.checks import days_of, days_over, days_taken
from agendas.meeting.meeting import Meeting, Presence, Status
from agendas.meeting.workspace import Workspace
from agendas.period import period_name
from agendas.record import (
    Capacity,
    CorrectionRow,
    EmergencyRow,
    NoteRow,
    NotFittingRow,
    ObjectionRow,
    PresenceRow,
    PromiseRow,
    QuestionRow,
    Record,
    Row,
)
from agendas.recording_ranking import duels_of, fairness_of, method_of, rounds_of, tie_rows


def record_of(
    workspace: Workspace, m: Meeting, *, final: bool = False, at: datetime | None = None
) -> Record:
    """The record of a meeting as it stands; of a final meeting the one that was stored.

    `at` is when it is finalised. Private notes and unrevealed ballots are never in it.
    """
    if m.record and not final:
        return m.record
    agenda = m.agenda
    return Record(
        number=m.number,
        series=agenda.series,
        on=m.on,
        period=ENGLISH.say(period_name(m.period_first, m.period_last, agenda.period)),
        period_first=m.period_first,
        period_last=m.period_last,
        next_meeting=m.next_meeting,
        language=agenda.language,
        final=final,
        started=m.started,
        ended=at or m.ended,
        minutes_planned=agenda.minutes,
        minutes_used=m.clock // 60,
        candidates=tuple(_row(workspace, m, id) for id in m.order),
        promises=_promises(workspace, m),
        emergencies=_emergencies(workspace, m),
        capacity=_capacity(workspace, m),
        people=_people(m),
        quorum=agenda.quorum,
        quorum_met=m.quorate,
        it_present=m.it_here,
        it_stand_in=m.it_stand_in,
        provisional=m.provisional or any(d.provisional for d in m.decisions.values()),
        method=method_of(m),
        rounds=rounds_of(m),
        tie_rules=tuple(agenda.ranking.ties),
        ties=tie_rows(m.drawn.ties if m.drawn else (), m.explained),
        duels=duels_of(m),
        discussed=m.discuss,
        fairness=fairness_of(workspace, m),
        did_not_fit=tuple(
            NotFittingRow(row.request, row.needs, row.left)
            for row in (m.drawn.did_not_fit if m.drawn else ())
        ),
        objections=tuple(
            ObjectionRow(m.name_of(o.person), o.sentence, o.request) for o in m.objections
        ),
        notes=tuple(
            NoteRow(note.taken.text, note.taken.request, note.at)
            for note in m.notes
            if not note.taken.private
        ),
        questions=_questions(workspace, m),
        ready_but_left_out=m.ready_but_left_out,
    )


def version_of(record: Record, versions: tuple[Record, ...], number: int) -> Record | None:
    """A version of a final record as it was finalised, marked where a later one has replaced it."""
    found = next((one for one in (*versions, record) if one.version == number), None)
    if found is None or found.version == record.version:
        return found
    return replace(found, superseded_by=record.version)


def corrected(record: Record, row: CorrectionRow, changed: Row) -> Record:
    """The next version of a final record, with one candidate's row put right."""
    return replace(
        record,
        version=record.version + 1,
        candidates=tuple(
            changed if known.request == changed.request else known for known in record.candidates
        ),
        corrections=(*record.corrections, row),
    )


def _row(workspace: Workspace, m: Meeting, id: str) -> Row:
    request = workspace.requests[id]
    candidate = m.candidates[id]
    shown = m.as_shown.get(id)
    points = {s.request: s.points for s in (m.revealed.standings if m.revealed else ())}
    return Row(
        request=id,
        title=shown[0] if shown else request.title,
        department=request.department,
        requester=request.requester,
        sponsor=request.sponsor,
        benefit=request.benefit,
        days=days_of(workspace, m, id),
        origin=candidate.origin,
        deferred=candidate.deferred,
        rank=m.rank_of(id),
        points=points.get(id, ""),
        above=m.is_above(id),
        decision=m.decisions.get(id),
        moved_because=m.explained.get(id, ""),
        read_back=m.read_back.get(id, ""),
        confidential=request.confidential,
        links=request.links,
        key=request.source.key if request.source else "",
    )


def _promises(workspace: Workspace, m: Meeting) -> tuple[PromiseRow, ...]:
    rows = []
    for promise in m.promises:
        answer = m.answers.get(promise.request)
        request = workspace.requests.get(promise.request)
        rows.append(
            PromiseRow(
                request=promise.request,
                title=request.title if request else promise.request,
                meeting=promise.meeting,
                owner=promise.owner,
                deliverable=promise.deliverable,
                deadline=promise.deadline,
                answer=answer.answer if answer else "",
                sentence=answer.sentence if answer else "",
                left=answer.left if answer else None,
                if_room=promise.if_room,
                confidential=bool(request and request.confidential),
            )
        )
    return tuple(rows)


def _emergencies(workspace: Workspace, m: Meeting) -> tuple[EmergencyRow, ...]:
    rows = []
    for id in m.emergencies:
        known = workspace.emergencies.get(id)
        if known is None:
            continue
        judged = m.judged.get(id)
        rows.append(
            EmergencyRow(
                id=id,
                title=known.title,
                allowed_by=known.allowed_by,
                why=known.why,
                on=known.on,
                days=known.days,
                displaces=known.displaces,
                judged=("ratified" if judged.ratified else "challenged") if judged else "",
                sentence=judged.sentence if judged else "",
            )
        )
    return tuple(rows)


def _capacity(workspace: Workspace, m: Meeting) -> Capacity:
    known = m.capacity or Capacity()
    because = m.over_because if days_over(workspace, m) else ""
    return replace(known, taken=days_taken(workspace, m), over_because=because)


def _people(m: Meeting) -> tuple[PresenceRow, ...]:
    rows = []
    for person in m.people:
        known = m.attendance.get(person.id)
        presence = known.presence if known else Presence.UNKNOWN
        if (
            presence == Presence.UNKNOWN
            and known
            and known.arrived
            and m.status == Status.ADJOURNED
        ):
            presence = Presence.PRESENT
        rows.append(
            PresenceRow(
                name=person.name,
                department=person.department,
                roles=tuple(person.roles),
                presence=presence.value,
                arrived=known.arrived if known else None,
                left=known.left if known else None,
            )
        )
    return tuple(rows)


def _questions(workspace: Workspace, m: Meeting) -> tuple[QuestionRow, ...]:
    return tuple(
        QuestionRow(id, q.text, q.asked_by, q.asked_of, q.due)
        for id in m.order
        for q in workspace.requests[id].questions
        if not q.answer
    )
