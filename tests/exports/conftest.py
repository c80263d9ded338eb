"""Records to write: a whole meeting, an interim one, a corrected one, hostile and confidential."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from agendas.decisions import Decision, Kind, Reason
from agendas.record import (
    BallotRow,
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
    RoundRow,
    Row,
    StandingRow,
    TieRow,
)

ON = date(2026, 12, 1)
NEXT = date(2027, 1, 5)

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style></title><b>bold</b>",
    "[click](http://evil.example/x)",
    "![pic](https://evil.example/p.png)",
    "<http://evil.example>",
    "see http://evil.example/a_b*c?d=[e]|f or www.evil.example now",
    "mail me@evil.example, @everyone @here",
    "a | b \\| c \\\\| d",
    "`code` ``more`` `@x` \\`",
    "`http://evil.example`|`http://evil.example`",
    "**bold** _em_ ~~gone~~ # head",
    "# heading",
    "- item",
    "+ item",
    "1. first",
    "12) twelfth",
    "> quote",
    "---",
    "===",
    "```sh",
    "/close",
    "/label ~bug",
    "line one\n/close\n# two\n- three\n\n| a | b |\n|---|---|",
    "tab\tand\rreturn\x0bfeed",
    '=HYPERLINK("http://evil.example","x")',
    "  =1+1",
    "+1",
    "-1+2",
    "@SUM(A1)",
    "＝1+1",
    "\t=cmd|' /C calc'!A0",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07",
    "nul\x00 del\x7f csi\x9b31m",
    "right\u202eot left\u2066x\u2069",
    "&lt;b&gt; &amp; &#60; &copy;",
    "{{ 7*7 }} {% raw %} {title} {0}",
    "[/x] [bold]x[/]",
    "[ref]: http://evil.example",
    "[^1]: note",
    "javascript:alert(1)",
    "../../etc/passwd",
    "quote \" and ' and ”",
    "ünïcödé 测试标题 \U0001f600 e\u0301",
    "x" * 3000,
    "\\",
    "|",
    "`",
    "*",
    "&",
    "<!-- comment -->",
    "<details><summary>s</summary></details>",
    "$(rm -rf /) `rm`",
    ":smile: :::note",
    "\u2028separated\u2029lines\x85next",
    "ftp://evil.example xmpp:a@b.example",
    "non\ufffecharacter\ufdd0",
)


def moment(hour: int, minute: int) -> datetime:
    return datetime(2026, 12, 1, hour, minute, tzinfo=UTC)


def _row(number: int, title: str, days: str | None, **more: Any) -> Row:
    kind = more.pop("kind", None)
    id = f"R-{number}"
    names = Decision.__struct_fields__
    decision = {name: more.pop(name) for name in list(more) if name in names}
    return Row(
        id,
        title,
        days=None if days is None else Decimal(days),
        decision=Decision(id, kind, **decision) if kind else None,
        **more,
    )


def _candidates() -> tuple[Row, ...]:
    later = {"revisit": NEXT, "teller": "A. Meier"}
    return (
        _row(
            118,
            "Invoices by e-mail instead of paper",
            "8",
            kind=Kind.COMMIT,
            owner="M. Okafor",
            deliverable="Test invoice to three customers on 13 December",
            deadline=date(2026, 12, 31),
            department="Finance",
            requester="P. Novak",
            sponsor="J. Costa",
            benefit="1,200 € postage a month less from February",
            rank=1,
            points="9",
            above=True,
            read_back="Three customers first, all others in January",
            links=("https://tracker.example/FIN-12",),
            key="FIN-12",
        ),
        _row(
            121,
            "Stock levels at the point of sale",
            "6.5",
            kind=Kind.COMMIT,
            owner="M. Okafor",
            deliverable="Stock of the main store on one till",
            deadline=date(2026, 12, 18),
            department="Sales",
            requester="S. Lindqvist",
            rank=4,
            points="5",
            above=True,
            moved_because="The Christmas business cannot wait for January",
        ),
        _row(
            104,
            "仓库扫描仪的新固件和离线模式",
            "3",
            kind=Kind.IF_ROOM,
            department="Logistics",
            requester="Li Wei",
            rank=2,
            points="7",
        ),
        _row(
            115,
            "Driver app",
            "12",
            kind=Kind.NOT_THIS_MONTH,
            reason=Reason.DEP,
            detail="the scanner",
            condition="the scanner has run four weeks",
            revisit=NEXT,
            teller="R. Lindqvist",
            department="Logistics",
            requester="Li Wei",
            rank=3,
            points="6",
            deferred=3,
        ),
        _row(
            107,
            "A dashboard for the management with all figures of all departments, in colours, "
            "refreshed every minute, on the big screen at the entrance",
            "20",
            kind=Kind.NOT_THIS_MONTH,
            reason=Reason.VAL,
            detail="One hour a week gained does not carry 20 days.\nA figure with a name would.",
            **later,
            department="Management",
            requester="J. Costa",
            rank=5,
            points="2",
            deferred=1,
        ),
        _row(
            109,
            "Colours of the intranet",
            "2",
            kind=Kind.NOT_THIS_MONTH,
            reason=Reason.CAP,
            **later,
            department="HR",
            requester="T. Sørensen",
            rank=5,
            points="2",
        ),
        _row(
            130,
            "Payroll interface",
            None,
            kind=Kind.BACK,
            reason=Reason.EST,
            missing=("effort", "the contract of the provider"),
            from_whom="M. Okafor",
            until=date(2026, 12, 15),
            teller="T. Sørensen",
            department="HR",
            requester="T. Sørensen",
            rank=6,
            points="1",
        ),
        _row(
            131,
            "Fax to e-mail",
            "4",
            kind=Kind.DECLINE,
            reason=Reason.ALT,
            detail="The telephone provider does it for 9 € a month",
            teller="A. Meier",
            department="Sales",
            requester="S. Lindqvist",
        ),
        _row(
            132,
            "Electronic invoices",
            "5",
            kind=Kind.MERGE,
            reason=Reason.DUP,
            other="R-118",
            department="Finance",
            requester="P. Novak",
        ),
        _row(
            133,
            "New web shop",
            "90",
            kind=Kind.SPLIT,
            reason=Reason.BIG,
            children=("R-109", "R-140"),
            department="Sales",
            requester="S. Lindqvist",
        ),
        _row(
            134,
            "Second coffee machine terminal",
            "1",
            kind=Kind.WITHDRAWN,
            reason=Reason.WDR,
            said_by="T. Sørensen",
            department="HR",
            requester="T. Sørensen",
        ),
    )


def _people() -> tuple[PresenceRow, ...]:
    return (
        PresenceRow("A. Meier", "Sales", ("facilitator", "voter"), "present", moment(9, 0)),
        PresenceRow("P. Novak", "Finance", ("voter",), "present", moment(9, 4)),
        PresenceRow("R. Lindqvist", "Logistics", ("voter",), "left", moment(9, 0), moment(9, 40)),
        PresenceRow("T. Sørensen", "HR", ("voter",), "excused"),
        PresenceRow("M. Okafor", "IT", ("it",), "present", moment(9, 0)),
        PresenceRow("J. Costa", "Management", ("informed",)),
    )


def _round() -> RoundRow:
    standings = (("R-118", "9", 3), ("R-104", "7", 3), ("R-115", "6", 2), ("R-121", "5", 2),
                 ("R-107", "2", 1), ("R-109", "2", 1), ("R-130", "1", 1))  # fmt: skip
    return RoundRow(
        1,
        "dots",
        6,
        2,
        3,
        bands=(("R-118",), ("R-104",), ("R-115",), ("R-121",), ("R-107", "R-109"), ("R-130",)),
        standings=tuple(
            StandingRow(id, points, n, split=id == "R-115") for id, points, n in standings
        ),
        ballots=(
            BallotRow("A. Meier", (("R-121", 2), ("R-118", 2), ("R-107", 2))),
            BallotRow("P. Novak", (("R-118", 2), ("R-104", 2))),
        ),
        abstained=("R. Lindqvist",),
    )


def whole() -> Record:
    """A meeting with every decision, a tie, a move, an emergency and promises."""
    return Record(
        number=7,
        series="Priorities of the Acme companies",
        on=ON,
        period="monthly",
        period_first=ON,
        period_last=date(2026, 12, 31),
        next_meeting=NEXT,
        final=True,
        started=moment(9, 0),
        ended=moment(9, 56),
        minutes_planned=60,
        minutes_used=56,
        candidates=_candidates(),
        promises=(
            PromiseRow("R-090", "Leaver checklist", 6, "M. Okafor", "List in the wiki", ON, "done"),
            PromiseRow(
                "R-101",
                "Price lists by customer group",
                6,
                "M. Okafor",
                "Two groups in the shop",
                ON,
                "part",
                "One group works; the second waits for prices",
                Decimal("2.5"),
            ),
            PromiseRow("R-095", "Printer on floor 3", 6, "M. Okafor"),
        ),
        emergencies=(
            EmergencyRow(
                "E-3",
                "Till 4 does not print",
                "R. Lindqvist",
                "No receipts, so no sales",
                date(2026, 11, 20),
                Decimal("1.25"),
                ("R-101",),
                "ratified",
                "Would be decided the same way again",
            ),
        ),
        capacity=Capacity(
            Decimal(40), Decimal(20), Decimal(6), Decimal("14.5"), "Half a day comes from reserve"
        ),
        people=_people(),
        quorum=3,
        method="dots",
        rounds=(_round(),),
        tie_rules=("effort", "waiting", "person"),
        ties=(TieRow(("R-107", "R-109"), "effort"),),
        did_not_fit=(NotFittingRow("R-115", Decimal(12), Decimal("5.5")),),
        objections=(
            ObjectionRow("R. Lindqvist", "The drivers have waited since spring", "R-115"),
            ObjectionRow("P. Novak", "Six dots are too few"),
        ),
        notes=(
            NoteRow("The new provider starts in March", at=moment(9, 20)),
            NoteRow("Ask the works council", "R-130", moment(9, 31)),
        ),
        questions=(
            QuestionRow("R-130", "Who signs?", "M. Okafor", "T. Sørensen", date(2026, 12, 10)),
        ),
        ready_but_left_out=4,
    )


def interim() -> Record:
    """The same meeting half-way: adjourned, with rows that have no decision."""
    record = whole()
    rows = tuple(
        msgspec.structs.replace(row, decision=None) if place in (3, 6) else row
        for place, row in enumerate(record.candidates)
    )
    gap = msgspec.structs.replace(
        rows[0], decision=Decision("R-118", Kind.COMMIT, provisional=True)
    )
    return msgspec.structs.replace(
        record,
        final=False,
        provisional=True,
        quorum_met=False,
        it_present=False,
        it_stand_in="B. Tan",
        candidates=(gap, *rows[1:]),
        ended=moment(9, 41),
    )


def corrected() -> Record:
    """The finished meeting with a correction afterwards."""
    return msgspec.structs.replace(
        whole(),
        version=2,
        corrections=(
            CorrectionRow(
                2,
                datetime(2026, 12, 2, 8, 15, tzinfo=UTC),
                "A. Meier",
                "the wrong day was read aloud",
                "R-121",
                "deadline",
                "2026-12-11",
                "2026-12-18",
            ),
        ),
    )


SECRET = "Closing the Trollhättan plant"


def confidential() -> Record:
    """A meeting with confidential requests whose title others mention, too."""
    record = whole()
    texts = {
        "benefit": f"{SECRET} saves 3 million",
        "moved_because": f"secret-because {SECRET.upper()}",
        "read_back": "secret-read-back",
        "links": ("https://tracker.example/secret-link",),
        "key": "secret-key",
    }
    hidden = {"detail": "secret-detail", "condition": "secret-condition"}
    per_kind: dict[Kind, dict[str, Any]] = {
        Kind.COMMIT: {"deliverable": "secret-deliverable"},
        Kind.BACK: {"missing": ("secret-missing",)},
    }
    rows = []
    for row in record.candidates:
        if row.request == "R-121":
            rows.append(row)
            continue
        assert row.decision is not None
        decision = msgspec.structs.replace(
            row.decision, **hidden, **per_kind.get(row.decision.kind, {})
        )
        rows.append(
            msgspec.structs.replace(
                row, title=f"{SECRET} {row.request}", confidential=True, decision=decision, **texts
            )
        )
    last = msgspec.structs.replace(
        record.promises[0], title=SECRET, sentence="secret-sentence", confidential=True
    )
    return msgspec.structs.replace(
        record,
        candidates=tuple(rows),
        promises=(last, *record.promises[1:]),
        notes=(NoteRow(f"About {SECRET}"), NoteRow("secret-note", "R-118")),
        objections=(ObjectionRow("P. Novak", "secret-objection", "R-118"),),
        questions=(QuestionRow("R-118", "secret-question"),),
        corrections=(
            CorrectionRow(
                2, moment(12, 0), "A. Meier", "secret-why", "R-118", "title", "secret-old", SECRET
            ),
        ),
        emergencies=(msgspec.structs.replace(record.emergencies[0], why=f"because of {SECRET}"),),
    )


def with_text(text: str) -> Record:
    """A meeting in which everything that people can type is this text."""

    def typed(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(typed(item) for item in value)
        if not isinstance(value, msgspec.Struct):
            return value
        names = [name for name in value.__struct_fields__ if name in _FREE]
        changed: dict[str, Any] = dict.fromkeys(names, text)
        for name in value.__struct_fields__:
            if name not in changed:
                changed[name] = typed(getattr(value, name))
        if isinstance(value, Decision):
            changed["missing"] = (text,) if value.missing else ()
        if isinstance(value, Row):
            changed["links"] = (text,)
        if isinstance(value, RoundRow):
            changed["abstained"] = (text,)
        return msgspec.structs.replace(value, **changed)

    record: Record = typed(corrected())
    return msgspec.structs.replace(record, it_stand_in=text)


_FREE = frozenset(
    {
        "title", "department", "requester", "sponsor", "benefit", "detail", "condition", "teller",
        "from_whom", "owner", "deliverable", "said_by", "moved_because", "read_back", "key",
        "sentence", "allowed_by", "why", "name", "text", "asked_by", "asked_of", "by", "because",
        "old", "new", "over_because", "series", "voter",
    }
)  # fmt: skip

MEETINGS: dict[str, Callable[[], Record]] = {
    "whole": whole,
    "interim": interim,
    "corrected": corrected,
    "confidential": confidential,
}


@pytest.fixture(params=sorted(MEETINGS))
def meeting(request: pytest.FixtureRequest) -> Record:
    """Each of the sample records in turn."""
    return MEETINGS[request.param]()


@pytest.fixture
def records() -> dict[str, Callable[[], Record]]:
    """The builders of the sample records by name."""
    return MEETINGS


@pytest.fixture(params=HOSTILE, ids=lambda text: ascii(text)[:40])
def hostile(request: pytest.FixtureRequest) -> str:
    """One hostile text after the other."""
    text: str = request.param
    return text


@pytest.fixture
def typed_everywhere() -> Callable[[str], Record]:
    """A builder of a record in which every typed text is the given one."""
    return with_text


@pytest.fixture
def secret() -> str:
    """What nobody but IT may read of the confidential record; so is all that begins "secret-"."""
    return SECRET


@pytest.fixture
def write_golden() -> Callable[[Path, bytes], None]:
    """Compare with a file byte for byte; UPDATE_GOLDEN=1 writes it instead."""

    def compare(path: Path, found: bytes) -> None:
        if os.environ.get("UPDATE_GOLDEN") == "1":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(found)
        assert found == path.read_bytes()

    return compare
