"""Putting right a line in which one byte was altered: the hash that it was sealed with tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256

from agendas.store.chain import CLOSE, OPEN, TAIL, digest, number_of
from agendas.store.survey import nearly

_BITS = tuple(1 << bit for bit in range(8))
_OTHERS = tuple(mask for mask in range(1, 256) if mask not in _BITS)
_JOINT = re.compile(rb'[0-9a-f]{64}"\}(.)\{"number":', re.DOTALL)
_HEX = re.compile(r"[0-9a-f]{64}")
# Between so few entries one altered byte is looked for at every line's end.
_FEW = 4
# What one try costs besides its hashing, as if it were so many bytes.
_TRY = 1600


class Budget:
    """How many bytes may be hashed in search of what was altered."""

    def __init__(self, whole: int, line: int) -> None:
        self.whole = whole
        self.line = line


def mended(
    pieces: Sequence[bytes], first: int, count: int, previous: str, budget: Budget
) -> dict[int, tuple[bytes, str]]:
    """The entries `first`, `first` + 1 … among these lines that could be put right exactly.

    Each with the bytes that were sealed and their hash. `previous` is the hash that the first of
    them hangs on, "" if it is not known.
    """
    best: dict[int, tuple[bytes, str]] = {}
    for lines, exact in _cut(pieces, count):
        made: dict[int, tuple[bytes, str]] = {}
        before = previous
        for number, raw in zip(range(first, first + count), lines, strict=True):
            found = _mend(raw, number, before, None if exact else budget) if before else None
            if found:
                made[number] = found
            before = found[1] if found else hash_in(raw)
        best = max(best, made, key=len)
        if len(best) == count:
            break
    return best


def _cut(pieces: Sequence[bytes], count: int) -> Iterator[tuple[list[bytes], bool]]:
    """The lines as they may have been, as many as there are entries.

    With whether they must fit as they are: there the one altered byte is a line's end.
    """
    if len(pieces) == count:
        yield list(pieces), False
    if len(pieces) < count:
        # A line's end was altered: two lines look like one.
        parts = [part for piece in pieces for part in _parted(piece)]
        if len(parts) == count:
            yield parts, True
    if len(pieces) == count + 1 and count <= _FEW:
        # A byte was altered into a line's end: one line looks like two.
        for place in range(count):
            for byte in range(256):
                whole = pieces[place][:-1] + bytes((byte,)) + pieces[place + 1]
                yield [*pieces[:place], whole, *pieces[place + 2 :]], True


def _parted(piece: bytes) -> list[bytes]:
    parts, start = [], 0
    for found in _JOINT.finditer(piece):
        parts.append(piece[start : found.start(1)] + b"\n")
        start = found.end(1)
    return [*parts, piece[start:]]


def hash_in(raw: bytes) -> str:
    """The hash that a line carries, if that much can be read of it."""
    tail = _fixed_tail(raw)
    text = tail.decode("ascii", "replace") if tail else ""
    return text if _HEX.fullmatch(text) else ""


def _fixed_tail(raw: bytes) -> bytes:
    """The 64 characters of the hash, where at most one byte around them was altered."""
    tail = raw[-TAIL:]
    if len(tail) < TAIL:
        return b""
    form = OPEN + tail[len(OPEN) : -len(CLOSE)] + CLOSE
    wrong = sum(a != b for a, b in zip(tail, form, strict=True))
    return tail[len(OPEN) : -len(CLOSE)] if wrong <= 1 else b""


def _mend(
    raw: bytes, number: int, previous: str, budget: Budget | None
) -> tuple[bytes, str] | None:
    if not raw.endswith(b"\n") and not _fixed_tail(raw):
        raw += b"\n"
    found = _fixed_tail(raw)
    if not found:
        return None
    payload = raw[:-TAIL] + b"}"
    sealed = found.decode("ascii", "replace")
    made = digest(payload, previous)
    if number_of(payload) == number and nearly(made, sealed):
        return payload, made
    if budget is None or not _HEX.fullmatch(sealed):
        return None
    right = _found(payload, previous, sealed, budget)
    return (right, sealed) if right and number_of(right) == number else None


def _found(payload: bytes, previous: str, sealed: str, budget: Budget) -> bytes | None:
    """The bytes with one of them changed so that the hash is right."""
    if sum(byte < 32 for byte in payload) > 1:
        return None  # no entry holds such bytes, so that more than one was altered
    wanted = bytes.fromhex(sealed)
    left = min(budget.whole, budget.line)
    for masks in (_BITS, _OTHERS):
        state = sha256(previous.encode("ascii"))
        for place, byte in enumerate(payload):
            rest = payload[place + 1 :]
            left -= (len(rest) + _TRY) * len(masks)
            if left < 0:
                return None
            budget.whole -= (len(rest) + _TRY) * len(masks)
            for mask in masks:
                trial = state.copy()
                trial.update(bytes((byte ^ mask,)))
                trial.update(rest)
                if trial.digest() == wanted:
                    return payload[:place] + bytes((byte ^ mask,)) + rest
            state.update(payload[place : place + 1])
    return None
