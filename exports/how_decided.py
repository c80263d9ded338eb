"""How we decided: who was there, by which rules, what the votes said and where people left them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from agendas.agenda import TieRule
from agendas.days import NOTHING
from agendas.decisions import Kind
from agendas.language import Message, _, _n, listed
from agendas.record import Record
from agendas.record_ranking import TieRow
from exports.document import (
    Bullets,
    Column,
    Paragraph,
    Section,
    Table,
    Text,
    bullets,
    some,
)
from exports.fairness_decided import fairness_blocks
from exports.rounds_decided import duel_bullets, round_blocks
from exports.words import (
    ROLES,
    TIE_RULES,
    also_named,
    named,
    presence_of,
    was_there,
    word,
)

_METHODS: dict[str, Message] = {
    "": _("The candidates were not ranked."),
    "by_hand": _("The order was made by hand, without a vote."),
    "dots": _("Ranked by dots: each voter gives dots in secret, and all are shown together."),
    "order": _(
        "Ranked by order: each voter ranks the requests, in secret; all are shown together."
    ),
    "score": _("Ranked by score: the columns are filled one by one across all requests."),
    "consent": _("Ranked by consent: an order was proposed, and objections were asked for."),
}


def how_decided(record: Record) -> Section:
    """The section with everything that makes the outcome traceable."""
    rounds = [block for round in record.rounds for block in round_blocks(round)]
    return Section(
        "how",
        _("How we decided"),
        some(
            _people(record),
            Bullets(tuple(_rules(record))),
            *rounds,
            bullets(_ties(record), _("Ties that the line cut:")),
            _discussed(record),
            duel_bullets(record.duels),
            bullets(_moves(record), _("Against the ranking:")),
            bullets(_unfit(record), _("Passed over because it did not fit:")),
            *fairness_blocks(record),
            bullets(_objections(record), _("Objections:")),
        ),
    )


def _people(record: Record) -> Table | None:
    people = record.people
    if not people:
        return None
    there = sum(was_there(person) for person in people)
    return Table(
        _n("{n} person in the room", "{n} people in the room", there),
        (
            Column(_("Name"), "name"),
            Column(_("Department")),
            Column(_("Role")),
            Column(_("In the room")),
            Column(_("From"), "date"),
            Column(_("Until"), "date"),
        ),
        tuple(
            (
                person.name,
                person.department,
                _("{roles}", roles=listed(word(ROLES, role) for role in person.roles)),
                presence_of(person),
                _at(person.arrived, record.on),
                _at(person.left, record.on),
            )
            for person in people
        ),
    )


def _at(moment: datetime | None, on: date) -> Text:
    """A time, with its day where that is not the meeting's: it was adjourned and resumed."""
    if moment is None:
        return ""
    return _("{at:time}", at=moment) if moment.date() == on else _("{at}", at=moment)


def _rules(record: Record) -> list[Text]:
    said: list[Text] = []
    if record.quorum_met:
        said.append(_("Quorum of {n}: reached.", n=record.quorum))
    else:
        said.append(_("Quorum of {n}: not reached.", n=record.quorum))
    if record.it_stand_in:
        said.append(_("IT was not in the room; {name} stood in.", name=record.it_stand_in))
    elif record.it_present:
        said.append(_("IT was in the room."))
    else:
        said.append(_("IT was not in the room, and nobody stood in."))
    provisional = [
        row.request for row in record.candidates if row.decision and row.decision.provisional
    ]
    if provisional:
        said.append(_("Provisional: {requests}.", requests=listed(provisional)))
    elif record.provisional:
        said.append(_("Decisions without quorum or without IT are provisional."))
    said.append(_METHODS.get(record.method) or _("Ranked by {method}.", method=record.method))
    if record.tie_rules:
        rules = listed(word(TIE_RULES, rule) for rule in record.tie_rules)
        said.append(_("What breaks a tie that the line cuts, in this order: {rules}.", rules=rules))
    capacity = record.capacity
    over = capacity.taken - capacity.to_give_away
    if over > NOTHING:
        said.append(
            _("{over:days} over what there is: {why}", over=over, why=capacity.over_because)
            if capacity.over_because
            else _("{over:days} over what there is.", over=over)
        )
    if record.ready_but_left_out:
        said.append(
            _n(
                "{n} more request was ready, but not proposed for this meeting.",
                "{n} more requests were ready, but not proposed for this meeting.",
                record.ready_but_left_out,
            )
        )
    if record.started:
        said.append(
            _(
                "Begun at {start}; {used} of {planned} planned minutes used.",
                start=_at(record.started, record.on),
                used=record.minutes_used,
                planned=record.minutes_planned,
            )
        )
    return said


def _discussed(record: Record) -> Paragraph | None:
    if not record.discussed:
        return None
    requests = listed(record.discussed)
    return Paragraph(
        _("To be discussed, as split or near the line: {requests}.", requests=requests)
    )


def _ties(record: Record) -> list[Text]:
    why = {row.request: row.moved_because for row in record.candidates if row.moved_because}
    undecided = frozenset(row.request for row in record.of(None))
    return [
        _tie(tie, [why[id] for id in tie.requests if id in why], undecided) for tie in record.ties
    ]


def _tie(tie: TieRow, why: Sequence[str], undecided: frozenset[str]) -> Message:
    if tie.open and undecided.isdisjoint(tie.requests):
        return _("{requests}: no rule broke it; decided one by one.", requests=listed(tie.requests))
    if tie.open:
        return _("{requests}: still open.", requests=listed(tie.requests))
    if tie.rule == TieRule.PERSON and why:
        return _(
            "{requests}: decided by {rule}: {why}",
            requests=listed(tie.requests),
            rule=word(TIE_RULES, tie.rule),
            why=listed(why),
        )
    return _(
        "{requests}: decided by {rule}.",
        requests=listed(tie.requests),
        rule=word(TIE_RULES, tie.rule),
    )


def _moves(record: Record) -> list[Text]:
    ties = (tie for tie in record.ties if tie.rule == TieRule.PERSON and not tie.open)
    by_a_person = {id for tie in ties for id in tie.requests}
    return [
        _(
            "{request}, number {rank} in the ranking and number {place} in the list: {why}",
            request=named(row),
            rank=row.rank,
            place=place,
            why=row.moved_because,
        )
        for place, row in enumerate(record.candidates, start=1)
        if row.moved_because and row.request not in by_a_person
    ]


def _unfit(record: Record) -> list[Text]:
    """The first that did not fit, and all that something smaller was taken after.

    Once nothing fitted any more, each row below would say the same. What was committed after all,
    because others gave way or the days were found, was not passed over.
    """
    committed = {row.request for row in record.of(Kind.COMMIT)}
    passed = [row for row in record.did_not_fit if row.request not in committed]
    now = max(NOTHING, record.capacity.to_give_away - record.capacity.taken)
    at_last = min((now, *(row.left for row in passed[-1:])))
    return [
        _(
            "{request}: needs {needs:days}, {left:days} left.",
            request=also_named(record, row.request),
            needs=row.needs,
            left=row.left,
        )
        for place, row in enumerate(passed)
        if not place or row.left > at_last
    ]


def _objections(record: Record) -> list[Text]:
    return [
        _(
            "{name}, about {request}: {sentence}",
            name=row.name,
            request=also_named(record, row.request),
            sentence=row.sentence,
        )
        if row.request
        else _("{name}: {sentence}", name=row.name, sentence=row.sentence)
        for row in record.objections
    ]
