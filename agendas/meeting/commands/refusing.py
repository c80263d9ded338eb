"""Commands that say no: not this month, back to the requester, declined, withdrawn."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from agendas import proposals
from agendas.decisions import REASONS_OF, Decision, Kind, Reason
from agendas.language import _
from agendas.meeting.commands import spec as k
from agendas.meeting.commands.deciding import DECIDING, decided, open_row
from agendas.meeting.commands.spec import Events, Refused, Situation, Spec, arg, decides, option


class Not(k.Command, frozen=True):
    """Not this month, with reason, date and teller."""

    request: str
    reason: Reason | None = None
    detail: str = ""
    until: date | None = None
    condition: str = ""
    teller: str = ""


class Back(k.Command, frozen=True):
    """Back to the requester, with what is missing."""

    request: str
    reason: Reason | None = None
    detail: str = ""
    missing: str = ""
    from_whom: str = ""
    until: date | None = None
    teller: str = ""


class Decline(k.Command, frozen=True):
    """No, for good."""

    request: str
    reason: Reason
    detail: str = ""
    teller: str = ""


class Withdraw(k.Command, frozen=True):
    """Its requester takes it back."""

    request: str
    by: str = ""


def _reason_for(kind: Kind, reason: Reason, id: str) -> Refused | None:
    if reason in REASONS_OF[kind]:
        return None
    fitting = [other for other, reasons in REASONS_OF.items() if reason in reasons]
    return Refused(
        _(
            "{code} is a reason for {command}, not for this",
            code=reason,
            command=COMMAND_OF[fitting[0]],
        ),
        id,
    )


COMMAND_OF = {
    Kind.NOT_THIS_MONTH: "not",
    Kind.BACK: "back",
    Kind.DECLINE: "decline",
    Kind.MERGE: "merge",
    Kind.SPLIT: "split",
    Kind.WITHDRAWN: "withdraw",
}


@decides(
    Spec(
        "not",
        Not,
        _("not this month: reason, what it asks for, when again, on which condition, who tells"),
        (
            arg("request", k.Kind.REQUEST),
            arg("reason", k.Kind.REASON, optional=True),
            arg("detail", k.Kind.TEXT, optional=True),
            option("until", k.Kind.DATE),
            option("condition", k.Kind.TEXT, "if"),
            option("teller", k.Kind.NAME),
        ),
        DECIDING,
    )
)
def _not(s: Situation, command: Not) -> Events | Refused:
    m = s.meeting
    row = open_row(s, command.request)
    if isinstance(row, Refused):
        return row
    if command.reason and (wrong := _reason_for(Kind.NOT_THIS_MONTH, command.reason, row.id)):
        return wrong
    if command.until and command.until <= m.on:
        return Refused(
            _("look again after this meeting, not on {until:long}", until=command.until), row.id
        )
    known = m.decisions.get(row.id)
    base = Decision(row.id, Kind.NOT_THIS_MONTH)
    if known and known.kind == Kind.NOT_THIS_MONTH:
        base = known
    decision = replace(
        base,
        reason=command.reason or base.reason,
        detail=command.detail or (base.detail if command.reason in (None, base.reason) else ""),
        revisit=command.until or base.revisit,
        condition=command.condition or base.condition,
        teller=command.teller or base.teller,
    )
    if decision.reason:
        proposed = proposals.not_this_month(m, row, decision.reason)
        decision = replace(
            decision,
            revisit=decision.revisit or proposed.revisit,
            teller=decision.teller or proposed.teller,
        )
    return decided(s, row, decision)


@decides(
    Spec(
        "back",
        Back,
        _("back to the requester: what is missing, from whom, by when"),
        (
            arg("request", k.Kind.REQUEST),
            arg("reason", k.Kind.REASON, optional=True),
            arg("detail", k.Kind.TEXT, optional=True),
            option("missing", k.Kind.TEXT),
            option("from_whom", k.Kind.NAME, "from"),
            option("until", k.Kind.DATE),
            option("teller", k.Kind.NAME),
        ),
        DECIDING,
    )
)
def _back(s: Situation, command: Back) -> Events | Refused:
    m = s.meeting
    row = open_row(s, command.request)
    if isinstance(row, Refused):
        return row
    if command.reason and (wrong := _reason_for(Kind.BACK, command.reason, row.id)):
        return wrong
    if command.until and command.until <= m.on:
        return Refused(
            _("by a date after this meeting, not {until:long}", until=command.until), row.id
        )
    known = m.decisions.get(row.id)
    lacking = proposals.missing(m, row)
    reason = command.reason or (Reason.EST if "effort" in lacking else Reason.NRD)
    base = proposals.back(m, row, reason)
    if known and known.kind == Kind.BACK:
        base = known
        if command.reason not in (None, known.reason):
            base = replace(known, reason=command.reason, detail="")
    named = tuple(part.strip() for part in command.missing.split(",") if part.strip())
    decision = replace(
        base,
        detail=command.detail or base.detail,
        missing=named or base.missing or ((command.detail,) if command.detail else ()),
        from_whom=command.from_whom or base.from_whom,
        until=command.until or base.until,
        teller=command.teller or base.teller,
    )
    return decided(s, row, decision)


@decides(
    Spec(
        "decline",
        Decline,
        _("no, for good; it can be revived with a sentence"),
        (
            arg("request", k.Kind.REQUEST),
            arg("reason", k.Kind.REASON),
            arg("detail", k.Kind.TEXT, optional=True),
            option("teller", k.Kind.NAME),
        ),
        DECIDING,
    )
)
def _decline(s: Situation, command: Decline) -> Events | Refused:
    m = s.meeting
    row = open_row(s, command.request)
    if isinstance(row, Refused):
        return row
    if wrong := _reason_for(Kind.DECLINE, command.reason, row.id):
        return wrong
    decision = Decision(
        row.id,
        Kind.DECLINE,
        command.reason,
        command.detail,
        teller=command.teller or proposals.teller(m.agenda, row),
    )
    return decided(s, row, decision)


@decides(
    Spec(
        "withdraw",
        Withdraw,
        _("its requester takes it back"),
        (arg("request", k.Kind.REQUEST), option("by", k.Kind.NAME)),
        DECIDING,
    )
)
def _withdraw(s: Situation, command: Withdraw) -> Events | Refused:
    row = open_row(s, command.request)
    if isinstance(row, Refused):
        return row
    by = command.by or row.requester
    if not by:
        return Refused(_("who said that {id} is withdrawn?", id=row.id), row.id)
    return decided(s, row, Decision(row.id, Kind.WITHDRAWN, Reason.WDR, said_by=by))
