"""The words that several formats share: codes and names as messages."""

from __future__ import annotations

from collections.abc import Iterable

from agendas.agenda import Period
from agendas.decisions import REASONS, Decision, Kind, Reason
from agendas.language import Message, _, _n, listed
from agendas.meeting.meeting_events import ANSWER_LABELS
from agendas.period import period_name
from agendas.record import PresenceRow, Record, Row
from exports.document import Text

PRESENCES: dict[str, Message] = {
    "": _("not asked"),
    "present": _("present"),
    "absent": _("absent"),
    "excused": _("excused"),
    "left": _("left early"),
}
_BEFORE = _("there until it was adjourned")

ROLES: dict[str, Message] = {
    "facilitator": _("facilitator"),
    "scribe": _("scribe"),
    "voter": _("voter"),
    "it": _("IT"),
    "guest": _("guest"),
    "informed": _("informed"),
}

ANSWERS: dict[str, Message] = {
    "": _("unknown"),
    **ANSWER_LABELS,
}

JUDGED: dict[str, Message] = {
    "": _("not asked"),
    "ratified": _("ratified"),
    "challenged": _("challenged"),
}

COUNTINGS: dict[str, Message] = {
    "borda": _("ranked in order, counted by Borda's points"),
    "schulze": _("ranked in order, counted after Schulze"),
    "wsjf": _("scored by WSJF"),
    "rice": _("scored by RICE"),
    "ice": _("scored by ICE"),
    "value_effort": _("scored by value for effort"),
    "weighted": _("scored by weighted columns"),
}

TIE_RULES: dict[str, Message] = {
    "effort": _("the smaller effort"),
    "waiting": _("the longer waiting"),
    "person": _("a person's decision"),
}

#: The fields of a decision, as a correction names them.
CORRECTED: dict[str, Message] = {
    "decision": _("decision"),
    "reason": _("reason"),
    "detail": _("detail"),
    "revisit": _("when we look again"),
    "condition": _("what would change it"),
    "teller": _("who tells"),
    "owner": _("owner"),
    "deliverable": _("first deliverable"),
    "deadline": _("deadline"),
    "missing": _("what is missing"),
    "from_whom": _("from whom"),
    "until": _("by when"),
    "title": _("title"),
}

#: The fields of a request that a ready checklist may name.
FIELDS: dict[str, Message] = {
    "problem": _("the problem"),
    "benefit": _("the benefit"),
    "first_deliverable": _("the first deliverable"),
    "done_means": _("how we will see that it worked"),
    "requester": _("the requester"),
    "sponsor": _("the sponsor"),
    "department": _("the department"),
    "deadline": _("the deadline"),
    "deadline_authority": _("who sets the deadline"),
    "effort": _("IT's estimate"),
    "systems": _("the systems that it touches"),
    "talk": _("a preliminary talk with IT"),
    "offer": _("IT's counter-offer"),
}


_LONGEST_FORTNIGHT = 20


def was_there(person: PresenceRow) -> bool:
    """Whether somebody was in the room, if only before the meeting was adjourned."""
    # resuming asks everybody anew; who was there before keeps the time of their arrival
    return person.presence in ("present", "left") or person.arrived is not None


def presence_of(person: PresenceRow) -> Text:
    """Where somebody was, in words."""
    if person.presence not in ("present", "left") and was_there(person):
        return word(PRESENCES, "left") if person.left else _BEFORE
    return word(PRESENCES, person.presence)


def word(words: dict[str, Message], code: str) -> Text:
    """The word for a code; a code that we do not know stands for itself."""
    return words.get(code, code)


def named(row: Row) -> Text:
    """A request by number and title; by its number alone where the title may not be shown."""
    return by_title(row.request, row.title)


def by_title(request: str, title: str) -> Text:
    """The number with the title behind it, where there is one to show."""
    return _("{id} {title}", id=request, title=title) if title not in ("", request) else request


def also_named(record: Record, request: str) -> Text:
    """A request that another one mentions, with its title where the record knows it."""
    known = next((row for row in record.candidates if row.request == request), None)
    return named(known) if known else request


def reason_words(reason: Reason | None) -> Text:
    """A reason with its code, as the room saw it: "CAP no room: below the line"."""
    if reason is None:
        return ""
    return _("{code} {label}", code=reason.value, label=REASONS[reason].label)


def missing_words(missing: Iterable[str]) -> Message | None:
    """What a request lacks, as a list; fields of the checklist in words."""
    said = listed(word(FIELDS, item) for item in missing)
    return _("{missing}", missing=said) if said else None


def ids(requests: Iterable[str]) -> Message:
    """Requests by their numbers, as a list."""
    return _("{requests}", requests=listed(requests))


def detail_of(decision: Decision) -> str:
    """What stands beside the reason; for a duplicate its other number."""
    return decision.detail or (decision.other if decision.kind != Kind.MERGE else "")


def _term(kind: Kind | None, n: int) -> Message:
    match kind:
        case Kind.COMMIT:
            return _n("{n} this month", "{n} this month", n)
        case Kind.IF_ROOM:
            return _n("{n} if there is room", "{n} if there is room", n)
        case Kind.NOT_THIS_MONTH:
            return _n("{n} not this month", "{n} not this month", n)
        case Kind.BACK:
            return _n("{n} back", "{n} back", n)
        case Kind.DECLINE:
            return _n("{n} declined", "{n} declined", n)
        case Kind.MERGE:
            return _n("{n} merged", "{n} merged", n)
        case Kind.SPLIT:
            return _n("{n} split", "{n} split", n)
        case Kind.WITHDRAWN:
            return _n("{n} withdrawn", "{n} withdrawn", n)
        case None:
            return _n("{n} undecided", "{n} undecided", n)


#: The order in which the sum is said (product.md 5.2).
_SUM_ORDER = (
    Kind.COMMIT, Kind.IF_ROOM, Kind.NOT_THIS_MONTH, Kind.BACK, Kind.MERGE, Kind.DECLINE,
    Kind.SPLIT, Kind.WITHDRAWN, None,
)  # fmt: skip


def sum_words(record: Record) -> Message:
    """The sum, without terms that are zero: "42 considered = 9 this month + 2 back + ..."."""
    considered = len(record.candidates)
    counted = [(kind, len(record.of(kind))) for kind in _SUM_ORDER]
    terms = [_term(kind, n) for kind, n in counted if n]
    if not terms:
        return _("0 considered")
    so_far = terms[0]
    for term in terms[1:]:
        so_far = _("{so_far} + {term}", so_far=so_far, term=term)
    return _("{n} considered = {terms}", n=considered, terms=so_far)


def period_words(record: Record) -> Message:
    """What the period is called, in any language."""
    length = (record.period_last - record.period_first).days
    kind = Period.MONTHLY if length > _LONGEST_FORTNIGHT else Period.FORTNIGHTLY
    return period_name(record.period_first, record.period_last, kind)


def not_final(record: Record) -> Message | None:
    """The mark of a record that may still change; None for a final one."""
    if record.final:
        return None
    if record.ended:
        return _("NOT FINAL: state at {at:long}", at=record.ended)
    return _("NOT FINAL: state after {n} minutes of the meeting", n=record.minutes_used)


def superseded(record: Record) -> Message | None:
    """The mark of an earlier version; None for the latest one."""
    if not record.superseded_by:
        return None
    return _(
        "SUPERSEDED by version {last}: this is version {n}, as it was before it was corrected",
        last=record.superseded_by,
        n=record.version,
    )
