"""Numbers in blocks, five lines high, for what the whole room must read from its last row."""

from __future__ import annotations

HIGH = 5
_SHAPES = {
    "0": ("███", "█ █", "█ █", "█ █", "███"),
    "1": (" █ ", "██ ", " █ ", " █ ", "███"),
    "2": ("███", "  █", "███", "█  ", "███"),
    "3": ("███", "  █", "███", "  █", "███"),
    "4": ("█ █", "█ █", "███", "  █", "  █"),
    "5": ("███", "█  ", "███", "  █", "███"),
    "6": ("███", "█  ", "███", "█ █", "███"),
    "7": ("███", "  █", "  █", "  █", "  █"),
    "8": ("███", "█ █", "███", "█ █", "███"),
    "9": ("███", "█ █", "███", "  █", "███"),
    ".": (" ", " ", " ", " ", "█"),
    "-": ("   ", "   ", "███", "   ", "   "),
    "?": ("███", "  █", " ██", "   ", " █ "),
}


def big(number: str) -> tuple[str, ...]:
    """The lines of a number (digits, "." and "-"); each block is two cells wide."""
    shapes = [_SHAPES.get(sign, _SHAPES["?"]) for sign in number]
    lines = ("  ".join(_wide(shape[line]) for shape in shapes) for line in range(HIGH))
    return tuple(lines)


def _wide(blocks: str) -> str:
    return "".join(block * 2 for block in blocks)
