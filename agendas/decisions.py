"""Decisions and reasons: the closed ledger's two code lists (product.md 5.3 and 5.4)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from agendas.language import Message, _


class Kind(StrEnum):
    """What was decided about a candidate; exactly one each per meeting."""

    COMMIT = "commit"
    IF_ROOM = "if_room"
    NOT_THIS_MONTH = "not_this_month"
    BACK = "back"
    DECLINE = "decline"
    MERGE = "merge"
    SPLIT = "split"
    WITHDRAWN = "withdrawn"


class Reason(StrEnum):
    """Why not: three letters, stable for ever."""

    CAP = "CAP"
    NRD = "NRD"
    EST = "EST"
    DEP = "DEP"
    TIM = "TIM"
    VAL = "VAL"
    EVD = "EVD"
    FIT = "FIT"
    BUD = "BUD"
    RSK = "RSK"
    OWN = "OWN"
    BIG = "BIG"
    ALT = "ALT"
    OUT = "OUT"
    DUP = "DUP"
    WDR = "WDR"
    EXP = "EXP"
    NRC = "NRC"
    OTH = "OTH"


class ReasonFacts(msgspec.Struct, frozen=True):
    """A reason's label, its short form for narrow rows, and what it asks for."""

    label: Message
    short: Message
    asks: Message | None = None
    required: bool = False


REASONS: dict[Reason, ReasonFacts] = {
    Reason.CAP: ReasonFacts(_("no room: below the line"), _("no room")),
    Reason.NRD: ReasonFacts(_("not ready"), _("not ready"), _("What is missing?")),
    Reason.EST: ReasonFacts(
        _("no estimate from IT"), _("no estimate"), _("Who in IT estimates it, by when?")
    ),
    Reason.DEP: ReasonFacts(
        _("waits for another request or party"),
        _("waits for"),
        _("Which request or party does it wait for?"),
        True,
    ),
    Reason.TIM: ReasonFacts(
        _("wrong time (freeze, season)"), _("wrong time"), _("When is the time right?")
    ),
    Reason.VAL: ReasonFacts(
        _("benefit too small for the effort"),
        _("too little benefit"),
        _("Which number would change it?"),
    ),
    Reason.EVD: ReasonFacts(_("benefit not shown"), _("not shown"), _("Which evidence is wanted?")),
    Reason.FIT: ReasonFacts(
        _("not in line with current goals"), _("not a goal"), _("Which goal comes first?")
    ),
    Reason.BUD: ReasonFacts(_("no money"), _("no money"), _("When is there a budget?")),
    Reason.RSK: ReasonFacts(
        _("risk not cleared (legal, security)"), _("risk not cleared"), _("Who clears it?")
    ),
    Reason.OWN: ReasonFacts(
        _("no sponsor, or nobody here to answer"), _("no sponsor"), _("Who is asked?")
    ),
    Reason.BIG: ReasonFacts(
        _("too big, split first"), _("too big"), _("What would be the first slice?")
    ),
    Reason.ALT: ReasonFacts(
        _("solved another way"), _("solved otherwise"), _("Where is the other solution?")
    ),
    Reason.OUT: ReasonFacts(
        _("not a matter for this meeting"), _("not for us"), _("Where should it go?")
    ),
    Reason.DUP: ReasonFacts(
        _("same as another"), _("same as another"), _("The same as which request?"), True
    ),
    Reason.WDR: ReasonFacts(_("withdrawn"), _("withdrawn"), _("Who said so?")),
    Reason.EXP: ReasonFacts(
        _("expired: deferred again and again, nobody revived it"),
        _("nobody revived it"),
        _("Who spoke for it last?"),
    ),
    Reason.NRC: ReasonFacts(_("not reached: time was up"), _("not reached")),
    Reason.OTH: ReasonFacts(_("other"), _("other"), _("The reason in one sentence"), True),
}

#: Which reasons a decision may have; decisions that are not here have none.
REASONS_OF: dict[Kind, tuple[Reason, ...]] = {
    Kind.NOT_THIS_MONTH: tuple(
        Reason(code)
        for code in ["CAP", "DEP", "TIM", "VAL", "EVD", "FIT", "BUD", "RSK", "OWN", "NRC", "OTH"]
    ),
    Kind.BACK: tuple(Reason(code) for code in ["NRD", "EST", "EVD", "OWN", "BIG", "OTH"]),
    Kind.DECLINE: tuple(Reason(code) for code in ["VAL", "FIT", "ALT", "OUT", "EXP", "OTH"]),
    Kind.MERGE: (Reason.DUP,),
    Kind.SPLIT: (Reason.BIG,),
    Kind.WITHDRAWN: (Reason.WDR,),
}

KIND_LABELS: dict[Kind, Message] = {
    Kind.COMMIT: _("this month"),
    Kind.IF_ROOM: _("if there is room"),
    Kind.NOT_THIS_MONTH: _("not this month"),
    Kind.BACK: _("back to the requester"),
    Kind.DECLINE: _("declined"),
    Kind.MERGE: _("merged"),
    Kind.SPLIT: _("split"),
    Kind.WITHDRAWN: _("withdrawn"),
}


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What was decided about one candidate, with everything that it needs to be told.

    `detail` answers what the reason asks for; `revisit` None means it does not come back by
    itself; `condition` is what would change the answer; `missing`, `from_whom` and `until` belong
    to `back`; `owner`, `deliverable` and `deadline` to `commit`; `other` is the surviving request
    of a merge; `children` those of a split. `provisional`: decided without quorum or without IT.
    """

    request: str
    kind: Kind
    reason: Reason | None = None
    detail: str = ""
    revisit: date | None = None
    condition: str = ""
    teller: str = ""
    missing: tuple[str, ...] = ()
    from_whom: str = ""
    until: date | None = None
    owner: str = ""
    deliverable: str = ""
    deadline: date | None = None
    other: str = ""
    children: tuple[str, ...] = ()
    said_by: str = ""
    provisional: bool = False


class Gap(msgspec.Struct, frozen=True):
    """What a decision still lacks: the request, the field, and the sentence that says so."""

    request: str
    field: str
    what: Message


def gaps(decision: Decision) -> tuple[Gap, ...]:
    """What must be added before a meeting with this decision can be finalised (5.3, column 2)."""
    needed: list[tuple[str, object, Message]] = []
    d = decision
    match d.kind:
        case Kind.COMMIT:
            needed = [
                ("owner", d.owner, _("{id} has no owner", id=d.request)),
                ("deliverable", d.deliverable, _("{id} has no first deliverable", id=d.request)),
                ("deadline", d.deadline, _("{id} has no deadline", id=d.request)),
            ]
        case Kind.NOT_THIS_MONTH:
            needed = [
                ("reason", d.reason, _("{id} has no reason", id=d.request)),
                ("revisit", d.revisit, _("{id} has no date to look again", id=d.request)),
                ("teller", d.teller, _("nobody is named to tell about {id}", id=d.request)),
            ]
        case Kind.BACK:
            needed = [
                ("missing", d.missing, _("{id} goes back without what is missing", id=d.request)),
                ("from_whom", d.from_whom, _("{id} goes back to nobody", id=d.request)),
                ("until", d.until, _("{id} goes back without a date", id=d.request)),
                ("teller", d.teller, _("nobody is named to tell about {id}", id=d.request)),
            ]
        case Kind.DECLINE:
            needed = [
                ("reason", d.reason, _("{id} has no reason", id=d.request)),
                ("teller", d.teller, _("nobody is named to tell about {id}", id=d.request)),
            ]
        case Kind.MERGE:
            needed = [("other", d.other, _("{id} is merged into nothing", id=d.request))]
        case Kind.SPLIT:
            enough = len(d.children) >= 2
            needed = [("children", enough, _("{id} needs at least two parts", id=d.request))]
        case Kind.WITHDRAWN:
            needed = [("said_by", d.said_by, _("who withdrew {id} is not named", id=d.request))]
        case Kind.IF_ROOM:
            pass
    found = [Gap(d.request, field, what) for field, value, what in needed if not value]
    if d.reason and REASONS[d.reason].required and not (d.detail or d.other):
        asks = REASONS[d.reason].asks
        found.append(
            Gap(
                d.request,
                "detail",
                _("{id}, {code}: {asks}", id=d.request, code=d.reason, asks=asks),
            )
        )
    return tuple(found)
