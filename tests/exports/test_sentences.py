"""The sum, and the sentences that requesters are told."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agendas.decisions import REASONS_OF, Decision, Kind, Reason
from agendas.language import ENGLISH
from agendas.record import Record, Row
from exports.full_record import record_document
from exports.requesters import together
from exports.sentences import told
from exports.words import sum_words

Builders = dict[str, Callable[[], Record]]

DAY = date(2026, 12, 1)
EMPTY = Record(1, "Series", DAY, "monthly", DAY, DAY, DAY)

SAID = {
    "R-118": "R-118 Invoices by e-mail instead of paper: yes, this month. What you get first: Test "
    "invoice to three customers on 13 December. It is due on 31 December 2026. "
    "M. Okafor sees to it.",
    "R-104": "R-104 仓库扫描仪的新固件和离线模式: this month if there is room, as number 1 of 1 "
    "that wait for room. If it is not started, it is a candidate again on 5 January 2027.",
    "R-115": "R-115 Driver app: not this month, because it waits for the scanner. We look again on "
    "5 January 2027. It comes earlier if the scanner has run four weeks. You hear this from "
    "R. Lindqvist.",
    "R-130": "R-130 Payroll interface: back to you, because it has no estimate from IT. What is "
    "missing: IT's estimate and the contract of the provider. We need it from M. Okafor by "
    "15 December 2026. Once that is there, it is a candidate at the next meeting. You hear this "
    "from T. Sørensen.",
    "R-131": "R-131 Fax to e-mail: declined, because it is solved another way (The telephone "
    "provider does it for 9 € a month). It can be revived with one sentence that says what has "
    "changed. You hear this from A. Meier.",
    "R-132": "R-132 Electronic invoices: merged into R-118 Invoices by e-mail instead of paper; "
    "what is decided about that one holds for yours too.",
    "R-133": "R-133 New web shop: too big for one decision, so it was split. Its parts are decided "
    "one by one: R-109 Colours of the intranet and R-140.",
    "R-134": "R-134 Second coffee machine terminal: withdrawn, said T. Sørensen.",
}


@pytest.mark.parametrize("request_id", SAID)
def test_each_requester_is_told_the_decision_the_reason_the_date_and_the_teller(
    records: Builders, request_id: str
) -> None:
    record = records["whole"]()
    row = next(row for row in record.candidates if row.request == request_id)
    assert ENGLISH.say(together(told(record, row))) == SAID[request_id]


def test_an_undecided_or_provisional_request_is_told_as_such(records: Builders) -> None:
    record = records["interim"]()
    assert ENGLISH.say(together(told(record, record.candidates[3]))) == (
        "R-115 Driver app: not decided yet."
    )
    said = ENGLISH.say(together(told(record, record.candidates[0])))
    assert "provisional" in said
    assert "None" not in said


@pytest.mark.parametrize("kind", list(Kind))
def test_every_reason_of_every_decision_makes_whole_sentences(
    records: Builders, kind: Kind
) -> None:
    record = records["whole"]()
    for reason in (*REASONS_OF.get(kind, ()), None):
        for detail in ("", "because we said so."):
            decision = Decision("R-1", kind, reason, detail, teller="A. Meier")
            row = Row("R-1", "Title", decision=decision)
            known = msgspec.structs.replace(record, candidates=(row,))
            said = ENGLISH.say(together(told(known, row)))
            assert said.startswith("R-1 Title: ")
            assert said.endswith("You hear this from A. Meier.")
            assert ".." not in said
            if reason and detail and kind in (Kind.NOT_THIS_MONTH, Kind.BACK, Kind.DECLINE):
                assert "because we said so" in said


def record_of(kinds: list[Kind | None], record: Record) -> Record:
    rows = tuple(
        Row(f"R-{n}", "t", decision=Decision(f"R-{n}", kind, Reason.OTH) if kind else None)
        for n, kind in enumerate(kinds)
    )
    return msgspec.structs.replace(record, candidates=rows, final=None not in kinds)


@given(kinds=st.lists(st.sampled_from([*Kind, None]), max_size=60))
def test_the_sum_adds_up_and_leaves_out_what_is_zero(
    kinds: list[Kind | None],
) -> None:
    record = record_of(kinds, EMPTY)
    said = ENGLISH.say(sum_words(record))
    considered, _equals, terms = said.partition(" considered")
    counts = [int(number) for number in re.findall(r"(?:= |\+ )(\d+)", terms)]
    assert int(considered) == len(kinds) == sum(counts)
    assert 0 not in counts
    assert sum(n for _kind, n in record.sum()) + len(record.of(None)) == len(kinds)
    figures = record_document(record).figures
    assert sum(figure.number for figure in figures) == len(kinds)


def test_the_sum_is_said_in_the_order_of_the_product(records: Builders) -> None:
    kinds: list[Kind | None] = [
        *[Kind.COMMIT] * 9,
        *[Kind.IF_ROOM] * 2,
        *[Kind.NOT_THIS_MONTH] * 24,
        *[Kind.BACK] * 4,
        *[Kind.MERGE] * 2,
        Kind.DECLINE,
    ]
    assert ENGLISH.say(sum_words(record_of(kinds, records["whole"]()))) == (
        "42 considered = 9 this month + 2 if there is room + 24 not this month + 4 back + "
        "2 merged + 1 declined"
    )
