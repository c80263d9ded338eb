"""The form of a stored line: one JSON object closed by a hash over the line before and itself."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from msgspec import UNSET, DecodeError, Raw, Struct, UnsetType
from msgspec.json import Decoder

FIRST = "0" * 64
OPEN = b',"hash":"'
CLOSE = b'"}\n'
TAIL = len(OPEN) + 64 + len(CLOSE)


class Heading(Struct, frozen=True):
    """What the store itself reads of an entry; everything else is the caller's."""

    number: int
    at: str
    hash: Raw | UnsetType = UNSET


class _Numbered(Struct, frozen=True):
    number: int


_heading = Decoder(Heading)
_numbered = Decoder(_Numbered)


def digest(payload: bytes, previous: str) -> str:
    """The hash that ties these bytes to the entry before them."""
    return sha256(previous.encode("ascii") + payload).hexdigest()


def seal(payload: bytes, previous: str) -> tuple[bytes, str]:
    """The line to store for one compact JSON object, and its hash."""
    sealed = digest(payload, previous)
    return payload[:-1] + OPEN + sealed.encode("ascii") + CLOSE, sealed


def split_line(line: bytes) -> tuple[bytes, str] | None:
    """The bytes that were sealed and the hash that the line carries; None without that form."""
    if len(line) <= TAIL or not line.startswith(b"{") or not line.endswith(CLOSE):
        return None
    tail = line[-TAIL:]
    if not tail.startswith(OPEN):
        return None
    try:
        return line[:-TAIL] + b"}", tail[len(OPEN) : -len(CLOSE)].decode("ascii")
    except UnicodeDecodeError:
        return None


def number_of(payload: bytes) -> int | None:
    """The entry's number; None if the bytes are not one JSON object with a number."""
    try:
        payload.decode("utf-8")
        return _numbered.decode(payload).number
    except (DecodeError, UnicodeDecodeError, RecursionError):
        return None


def year_to_file(payload: bytes, number: int) -> int:
    """The year that a new entry belongs to; ValueError where the caller built it wrongly."""
    if not payload.startswith(b"{") or not payload.endswith(b"}"):
        raise ValueError("an entry is one JSON object without anything around it")
    if b"\n" in payload or b"\r" in payload:
        raise ValueError("an entry is one line")
    try:
        payload.decode("utf-8")
        heading = _heading.decode(payload)
    except (DecodeError, RecursionError) as error:
        raise ValueError(f"not an entry: {error}") from error
    if heading.hash is not UNSET:
        raise ValueError("the hash of an entry is the store's to write")
    if heading.number != number:
        raise ValueError(f"entry {heading.number} where entry {number} belongs")
    at = datetime.fromisoformat(heading.at)
    if at.tzinfo is None:
        raise ValueError("the time of an entry needs its offset")
    return at.year
