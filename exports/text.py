"""Text from outside made inert for files: line breaks stay, nothing else in it can act."""

from __future__ import annotations

import re

_BREAKS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls, directions that reorder what stands around them, halves of characters, non-characters.
_RISKY = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff"
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
    )
    + "]"
)


def inert(text: str) -> str:
    """The text with plain line breaks; control characters become their pictures (␛) or "�"."""
    if text.isascii() and text.isprintable():
        return text
    return _RISKY.sub(_sign, _BREAKS.sub("\n", text).replace("\t", " "))


def _sign(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\N{REPLACEMENT CHARACTER}"


def lines(text: str) -> tuple[str, ...]:
    """The lines of an inert text that say something, without blanks around them."""
    return tuple(line.strip() for line in inert(text).split("\n") if line.strip())


def one_line(text: str) -> str:
    """The text on one line."""
    return " ".join(lines(text))


def trimmed(text: str) -> str:
    """A sentence of somebody's as it may stand inside one of ours."""
    return one_line(text).removesuffix(".").rstrip()
