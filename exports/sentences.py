"""What each requester is told: a few whole sentences for every decision."""

from __future__ import annotations

from agendas.decisions import Decision, Kind, Reason
from agendas.language import Message, _, listed
from agendas.record import Record, Row
from exports.document import Text
from exports.text import trimmed
from exports.words import also_named, missing_words, named

#: Why, as the clause after "because".
_CLAUSES: dict[Reason, Message] = {
    Reason.CAP: _("there is no room for it: it stands below the line"),
    Reason.NRD: _("it is not ready"),
    Reason.EST: _("it has no estimate from IT"),
    Reason.DEP: _("it waits for another request or party"),
    Reason.TIM: _("this is the wrong time for it"),
    Reason.VAL: _("its benefit is too small for the effort"),
    Reason.EVD: _("its benefit is not shown"),
    Reason.FIT: _("it is not in line with the current goals"),
    Reason.BUD: _("there is no money for it"),
    Reason.RSK: _("its risk is not cleared"),
    Reason.OWN: _("it has no sponsor, or nobody was there to answer for it"),
    Reason.BIG: _("it is too big and has to be split first"),
    Reason.ALT: _("it is solved another way"),
    Reason.OUT: _("it is not a matter for this meeting"),
    Reason.DUP: _("it is the same as another request"),
    Reason.WDR: _("it was withdrawn"),
    Reason.EXP: _("it was deferred again and again and nobody revived it"),
    Reason.NRC: _("time was up before it was reached, which is our failure and not yours"),
    Reason.OTH: _("of another reason"),
}


def because(decision: Decision) -> Message | None:
    """Why, as a clause: "it waits for the scanner"."""
    detail = trimmed(decision.detail)
    match decision.reason:
        case None:
            return None
        case Reason.DEP if detail:
            return _("it waits for {party}", party=detail)
        case Reason.OTH if detail:
            return _("{sentence}", sentence=detail)
        case reason if detail:
            return _("{clause} ({detail})", clause=_CLAUSES[reason], detail=detail)
        case reason:
            return _CLAUSES[reason]


def told(record: Record, row: Row) -> tuple[Message, ...]:
    """The sentences about one candidate: what was decided, why, what comes next, who says so."""
    decision = row.decision
    if decision is None:
        return (_("{request}: not decided yet.", request=named(row)),)
    sentences = _SAID[decision.kind](record, row, decision)
    if decision.provisional:
        sentences.append(_("This is provisional: it was decided without quorum or without IT."))
    if decision.teller:
        sentences.append(_("You hear this from {teller}.", teller=trimmed(decision.teller)))
    return tuple(sentences)


def _commit(record: Record, row: Row, decision: Decision) -> list[Message]:
    sentences = [_("{request}: yes, this month.", request=named(row))]
    if decision.deliverable:
        sentences.append(_("What you get first: {text}.", text=trimmed(decision.deliverable)))
    if decision.deadline:
        sentences.append(_("It is due on {deadline:long}.", deadline=decision.deadline))
    if decision.owner:
        sentences.append(_("{owner} sees to it.", owner=trimmed(decision.owner)))
    return sentences


def _if_room(record: Record, row: Row, decision: Decision) -> list[Message]:
    waiting = [other.request for other in record.of(Kind.IF_ROOM)]
    return [
        _(
            "{request}: this month if there is room, as number {place} of {n} that wait for room.",
            request=named(row),
            place=waiting.index(row.request) + 1,
            n=len(waiting),
        ),
        _(
            "If it is not started, it is a candidate again on {day:long}.",
            day=record.next_meeting,
        ),
    ]


def _not_this_month(record: Record, row: Row, decision: Decision) -> list[Message]:
    why = because(decision)
    sentences = [
        _("{request}: not this month, because {why}.", request=named(row), why=why)
        if why
        else _("{request}: not this month.", request=named(row))
    ]
    if decision.revisit:
        sentences.append(_("We look again on {day:long}.", day=decision.revisit))
    if decision.condition:
        sentences.append(
            _("It comes earlier if {condition}.", condition=trimmed(decision.condition))
        )
    return sentences


def _back(record: Record, row: Row, decision: Decision) -> list[Message]:
    why = because(decision)
    sentences = [
        _("{request}: back to you, because {why}.", request=named(row), why=why)
        if why
        else _("{request}: back to you.", request=named(row))
    ]
    missing = missing_words(trimmed(item) for item in decision.missing)
    if missing:
        sentences.append(_("What is missing: {missing}.", missing=missing))
    if decision.from_whom and decision.until:
        sentences.append(
            _(
                "We need it from {person} by {day:long}.",
                person=trimmed(decision.from_whom),
                day=decision.until,
            )
        )
    sentences.append(_("Once that is there, it is a candidate at the next meeting."))
    return sentences


def _decline(record: Record, row: Row, decision: Decision) -> list[Message]:
    why = because(decision)
    return [
        _("{request}: declined, because {why}.", request=named(row), why=why)
        if why
        else _("{request}: declined.", request=named(row)),
        _("It can be revived with one sentence that says what has changed."),
    ]


def _merge(record: Record, row: Row, decision: Decision) -> list[Message]:
    return [
        _(
            "{request}: merged into {other}; what is decided about that one holds for yours too.",
            request=named(row),
            other=also_named(record, decision.other) if decision.other else None,
        )
    ]


def _split(record: Record, row: Row, decision: Decision) -> list[Message]:
    parts: tuple[Text, ...] = tuple(also_named(record, child) for child in decision.children)
    return [
        _("{request}: too big for one decision, so it was split.", request=named(row)),
        _("Its parts are decided one by one: {parts}.", parts=listed(parts)),
    ]


def _withdrawn(record: Record, row: Row, decision: Decision) -> list[Message]:
    if not decision.said_by:
        return [_("{request}: withdrawn.", request=named(row))]
    return [_("{request}: withdrawn, said {person}.", request=named(row), person=decision.said_by)]


_SAID = {
    Kind.COMMIT: _commit,
    Kind.IF_ROOM: _if_room,
    Kind.NOT_THIS_MONTH: _not_this_month,
    Kind.BACK: _back,
    Kind.DECLINE: _decline,
    Kind.MERGE: _merge,
    Kind.SPLIT: _split,
    Kind.WITHDRAWN: _withdrawn,
}
