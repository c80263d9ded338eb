"""What can be kept of a damaged log: what is provably as it was, and what can be put right."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from agendas.language import ENGLISH
from agendas.store.chain import seal
from agendas.store.reading import read
from agendas.store.salvage import How, Sifted, sift

Entry = Callable[..., bytes]
Write = Callable[[Path, int], bytes]
LONG = "NOTTHISMONTH_LONG" in os.environ
COUNT = 6


@pytest.fixture
def lines(data: Path, write: Write) -> list[bytes]:
    """The lines of a sound log, which lies in `data`."""
    return write(data, COUNT).splitlines(keepends=True)


def sifted(data: Path, content: bytes | list[bytes]) -> Sifted:
    whole = content if isinstance(content, bytes) else b"".join(content)
    (data / "events-2026.jsonl").write_bytes(whole)
    return sift(data)


def test_one_flipped_bit_anywhere_is_put_right_exactly(data: Path, lines: list[bytes]) -> None:
    good = [entry.payload for entry in read(data).entries]
    whole = b"".join(lines)
    for at in range(0, len(whole), 1 if LONG else 5):
        for bit in range(8) if LONG else (at % 8,):
            broken = bytearray(whole)
            broken[at] ^= 1 << bit
            found = sifted(data, bytes(broken))
            assert [kept.payload for kept in found.kept] == good, (at, bit)
            assert How.UNPROVED not in {kept.how for kept in found.kept}
            assert found.lost == ()


def test_swapped_and_doubled_lines_are_all_there(data: Path, lines: list[bytes]) -> None:
    first, second, third, *rest = lines
    found = sifted(data, [first, third, second, third, *rest])
    assert [(kept.number, kept.how) for kept in found.kept] == [
        (n, How.INTACT) for n in range(1, COUNT + 1)
    ]
    said = {ENGLISH.say(odd.what) for odd in found.odd}
    assert said == {"entry 2 stands behind entry 3", "it is entry 3 once more"}


def test_line_ends_that_an_editor_changed_are_no_loss(data: Path, lines: list[bytes]) -> None:
    found = sifted(data, [b"\xef\xbb\xbf" + lines[0], *(x[:-1] + b"\r\n" for x in lines[1:])])
    assert [kept.how for kept in found.kept] == [How.INTACT] * COUNT
    assert found.odd


def test_what_stands_behind_a_missing_entry_is_kept_and_said_to_be_unproved(
    data: Path, lines: list[bytes]
) -> None:
    found = sifted(data, [*lines[:2], *lines[3:]])
    assert [(kept.number, kept.how) for kept in found.kept] == [
        (1, How.INTACT),
        (2, How.INTACT),
        (4, How.UNPROVED),
        (5, How.INTACT),
        (6, How.INTACT),
    ]
    ((lost),) = found.lost
    assert (lost.first, lost.last, lost.line) == (3, 3, 3)
    assert ENGLISH.say(lost.what) == "entry 3 is missing"


def test_a_tail_that_was_called_saved_is_missing_a_torn_one_that_was_not_is_not(
    data: Path, lines: list[bytes]
) -> None:
    found = sifted(data, lines[:4])
    assert [(lost.first, lost.last) for lost in found.lost] == [(5, 6)]
    found = sifted(data, [*lines, b'{"number":7,"at":"20'])
    assert found.lost == ()
    assert [line.raw for line in found.aside] == [b'{"number":7,"at":"20']


def test_a_text_altered_by_hand_is_not_kept_and_what_follows_is(
    data: Path, lines: list[bytes]
) -> None:
    lines[2] = lines[2].replace("ééé".encode(), b"eee")
    found = sifted(data, lines)
    assert [kept.number for kept in found.kept] == [1, 2, 4, 5, 6]
    ((lost),) = found.lost
    assert (lost.first, lost.doubt, lost.raw[0].raw) == (3, True, lines[2])


def test_an_entry_sealed_anew_is_in_doubt(data: Path, lines: list[bytes], entry: Entry) -> None:
    lines[2] = seal(entry(3, "forged"), read(data).entries[1].hash)[0]
    found = sifted(data, lines)
    assert [kept.number for kept in found.kept] == [1, 2, 3, 5, 6]
    assert [(lost.first, lost.doubt) for lost in found.lost] == [(4, True)]


def test_an_altered_hash_is_put_right_by_the_entry_behind_it(
    data: Path, lines: list[bytes]
) -> None:
    lines[2] = lines[2][:-30] + b"0123456789" + lines[2][-20:]
    found = sifted(data, lines)
    assert [kept.how for kept in found.kept].count(How.MENDED) == 1
    assert (len(found.kept), found.lost) == (COUNT, ())
