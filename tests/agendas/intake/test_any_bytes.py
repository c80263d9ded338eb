"""Whatever the bytes are: a table or a refusal, never a crash, and nothing unsafe behind it."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agendas.intake.convert import convert
from agendas.intake.proposing import propose
from agendas.intake.reading import Decoded, decode, read_text
from agendas.intake.table import Table

UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")
WORDS = st.sampled_from(
    ["id", "title", "Summary", "Due date", "labels", "Effort", "votes", "1", "8/12/2026", '"', "=1",
     "2h", "\x1b[31m", "", " ", "a wish", "Done", "https://x.y", "\ud800", "名", "'", "[", "{"]
)  # fmt: skip
starts = st.sampled_from(["", "", "sep=;\n", 'sep="\n', "sep=e\n", "sep= \n", "\ufeff"])
tables = st.lists(st.lists(WORDS, max_size=6), max_size=8).flatmap(
    lambda rows: st.sampled_from([",", ";", "\t", "|"]).map(
        lambda sign: "\n".join(sign.join(cells) for cells in rows)
    )
)
items = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


def check_intake(decoded: Decoded) -> None:
    table = read_text(decoded)
    if not isinstance(table, Table):
        return
    intake = convert(table, propose(table).mapping)
    assert len(intake.requests) + len(intake.refused) + len(intake.skipped) == intake.rows
    keys = [one.key for one in intake.requests]
    assert len(set(keys)) == len(keys)
    for one in intake.requests:
        assert one.title
        assert not UNSAFE.search(one.title)
        assert not UNSAFE.search(one.problem.replace("\n", ""))
        assert not any(UNSAFE.search(text) for text in (one.key, one.status, *one.labels))


@given(st.binary(max_size=200))
def test_any_bytes_come_in_whole_or_row_by_row_with_a_reason(data: bytes) -> None:
    decoded = decode(data)
    if isinstance(decoded, Decoded):
        check_intake(decoded)


@given(starts, tables)
def test_any_table_comes_in_whole_or_row_by_row_with_a_reason(start: str, text: str) -> None:
    check_intake(Decoded(start + text, "utf-8"))


@given(items)
def test_any_json_comes_in_whole_or_row_by_row_with_a_reason(value: object) -> None:
    check_intake(Decoded(json.dumps([value, {"title": "x"}]), "utf-8"))


@pytest.mark.parametrize("sign", ["1", "\x90", "\x1b[", "\x1b]", "1,", " ", "(", "1 d ", "- ", "'"])
def test_very_long_cells_come_in_or_are_named_with_a_reason(sign: str) -> None:
    cell = sign * 60_000
    header = "ID,Title,Effort,Votes,Created,Labels,Description,Reporter"
    quoted = '"' + cell.replace('"', "") + '"'
    check_intake(Decoded(f"{header}\n1,a wish,{','.join([quoted] * 6)}\n2,{quoted}\n", "utf-8"))
    check_intake(Decoded(f"{quoted},{quoted}\n{quoted},x\n", "utf-8"))
    check_intake(Decoded(json.dumps([{cell: cell, "title": cell, "effort": cell}]), "utf-8"))


@given(st.binary(max_size=60), st.sampled_from(["cp932", "gb18030", "utf-16", "iso-8859-2"]))
def test_any_bytes_in_a_chosen_encoding_come_in_or_are_named(data: bytes, encoding: str) -> None:
    decoded = decode(data, encoding)
    if isinstance(decoded, Decoded):
        check_intake(decoded)
