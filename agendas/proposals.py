"""What the program proposes for a row, until somebody decides otherwise (product.md 5.4)."""

from __future__ import annotations

from agendas.agenda import Agenda, Person
from agendas.days import NOTHING, Days
from agendas.decisions import Decision, Kind, Reason
from agendas.meeting.events import Origin
from agendas.meeting.meeting import Meeting
from agendas.request import Request, missing_fields

#: An investigation of at most this many days may be committed without IT's estimate.
INVESTIGATION_AT_MOST = 2
#: So many times not this month, one meeting after the other, are a reason to let a request go.
EXPIRES_AFTER = 3


def missing(meeting: Meeting, request: Request) -> tuple[str, ...]:
    """What the agenda's checklist still wants of this request, in its order."""
    return missing_fields(request, meeting.agenda.ready)


def effort(request: Request | None) -> Days | None:
    """IT's estimate in days; None for none."""
    return request.days if request else None


def teller(agenda: Agenda, request: Request) -> str:
    """Who tells the requester: the sponsor, else the department's voter, else the facilitator."""
    if request.sponsor:
        return request.sponsor
    voter = department_voter(agenda, request.department)
    if voter:
        return voter.name
    return agenda.facilitator.name if agenda.facilitator else ""


def department_voter(agenda: Agenda, department: str) -> Person | None:
    """Who votes for a department."""
    wanted = department.casefold()
    if not wanted:
        return None
    return next((p for p in agenda.voters if p.department.casefold() == wanted), None)


def it_name(meeting: Meeting) -> str:
    """Who answers for IT in this meeting."""
    if meeting.it_stand_in:
        return meeting.it_stand_in
    return meeting.agenda.it_seat.name if meeting.agenda.it_seat else ""


def commit(meeting: Meeting, request: Request) -> Decision:
    """A yes: IT's seat owns it, until the end of the period, with the request's first step."""
    deadline = meeting.period_last
    if request.deadline and meeting.on <= request.deadline < deadline:
        deadline = request.deadline
    return Decision(
        request=request.id,
        kind=Kind.COMMIT,
        owner=it_name(meeting),
        deliverable=request.first_deliverable,
        deadline=deadline,
    )


def back(meeting: Meeting, request: Request, reason: Reason) -> Decision:
    """Back to the requester: what is missing, from whom, until the next meeting."""
    lacking = missing(meeting, request)
    if reason == Reason.EST:
        lacking = lacking if "effort" in lacking else ("effort", *lacking)
    whom = it_name(meeting) if lacking == ("effort",) else request.requester or request.sponsor
    tells = teller(meeting.agenda, request)
    return Decision(
        request=request.id,
        kind=Kind.BACK,
        reason=reason,
        missing=lacking,
        from_whom=whom or tells,
        until=meeting.next_meeting,
        teller=tells,
    )


def not_this_month(meeting: Meeting, request: Request, reason: Reason = Reason.CAP) -> Decision:
    """A no for this period: looked at again in the next meeting."""
    return Decision(
        request=request.id,
        kind=Kind.NOT_THIS_MONTH,
        reason=reason,
        revisit=meeting.next_meeting,
        teller=teller(meeting.agenda, request),
    )


def below(meeting: Meeting, request: Request) -> Decision:
    """For a row below the line: no effort, back (EST); not ready, back (NRD); else CAP."""
    if request.days is None:
        return back(meeting, request, Reason.EST)
    if missing(meeting, request):
        return back(meeting, request, Reason.NRD)
    return not_this_month(meeting, request)


def expiry(meeting: Meeting, request_id: str) -> bool:
    """Whether to hint at EXP: deferred so often, and nobody has spoken up for it anew."""
    candidate = meeting.candidates.get(request_id)
    return (
        candidate is not None
        and candidate.deferred >= EXPIRES_AFTER
        and candidate.origin != Origin.REVIVED
    )


def proposal(meeting: Meeting, request: Request) -> Decision:
    """What accepting this row would decide, from where it stands to the line."""
    if meeting.is_above(request.id) and not missing(meeting, request):
        return commit(meeting, request)
    return below(meeting, request)


def running_days(meeting: Meeting, efforts: dict[str, Days | None]) -> Days:
    """Days that earlier promises still take in this period: what is neither done nor stopped."""
    sum_of = NOTHING
    for promise in meeting.promises:
        answer = meeting.answers.get(promise.request)
        if answer and answer.answer in ("done", "stopped"):
            continue
        if promise.if_room and (answer is None or answer.answer == "not_done"):
            continue
        if answer and answer.left is not None:
            sum_of += answer.left
        else:
            sum_of += promise.days or efforts.get(promise.request) or NOTHING
    return sum_of
