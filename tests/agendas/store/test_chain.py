"""The form of a line, which is final from the first day."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agendas.store.chain import FIRST, number_of, seal, split_line, year_to_file


def test_a_line_is_its_payload_closed_by_a_hash_over_the_previous_hash_and_the_payload() -> None:
    payload = b'{"number":1,"at":"2026-01-05T09:41:07+01:00"}'
    expected = sha256(FIRST.encode() + payload).hexdigest()

    line, sealed = seal(payload, FIRST)

    assert sealed == expected
    assert line == payload[:-1] + b',"hash":"' + expected.encode() + b'"}\n'
    assert json.loads(line)["hash"] == expected


@given(st.dictionaries(st.text(), st.text()), st.binary(min_size=32, max_size=32))
def test_a_line_gives_back_the_very_bytes_that_were_sealed(
    fields: dict[str, str], previous: bytes
) -> None:
    payload = json.dumps({"number": 1, **fields}, ensure_ascii=False).encode()

    line, sealed = seal(payload, previous.hex())

    assert split_line(line) == (payload, sealed)


@given(st.binary(max_size=200))
def test_any_other_bytes_are_no_line_and_no_error(line: bytes) -> None:
    assert split_line(line) is None
    assert number_of(line) is None


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        (b'{"number":1,"at":"2026-01-05T09:41:07"}', "offset"),
        (b'{"number":1,"at":"yesterday"}', "isoformat"),
        (b'{"number":2,"at":"2026-01-05T09:41:07+01:00"}', "entry 2 where entry 1"),
        (b'{"number":1}', "at"),
        (b'{"at":"2026-01-05T09:41:07+01:00"}', "number"),
        (b'{"number":1,\n"at":"2026-01-05T09:41:07+01:00"}', "one line"),
        (b'{"number":1,"at":"2026-01-05T09:41:07+01:00"} ', "one JSON object"),
        (b'[{"number":1,"at":"2026-01-05T09:41:07+01:00"}', "one JSON object"),
        (b'{"number":1,"at":"2026-01-05T09:41:07+01:00","hash":""}', "store's to write"),
        (b'{"number":1,"at":"2026-01-05T09:41:07+01:00","x":NaN}', "malformed"),
        (b'{"number":1,"at":"2026-01-05T09:41:07+01:00","x":"\xff"}', "utf-8"),
        (b'{"number":1,"at":"2026-01-05T09:41:07+01:00","x":"\\ud800"}', "not an entry"),
        (b'{"number":1,"x":' + b"[" * 30_000 + b"]" * 30_000 + b"}", "recursion"),
    ],
)
def test_what_is_no_entry_is_refused_before_it_is_sealed(payload: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        year_to_file(payload, 1)
