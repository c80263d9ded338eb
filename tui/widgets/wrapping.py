"""Text wrapped by cells, so that wide letters fit as well as narrow ones."""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len, chop_cells

from tui.widgets.plain_text import inert

#: The longest text that a screen shows of one field, in characters.
LONGEST = 4000


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most so many cells, broken between words where that is possible."""
    return list(_wrapped(text[:LONGEST], width))


@lru_cache(maxsize=1024)
def _wrapped(text: str, width: int) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    for word in inert(" ".join(text.split())).split(" "):
        joined = f"{line} {word}" if line else word
        if cell_len(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *whole, line = chop_cells(word, max(2, width)) or [""]
        lines += whole
    return (*lines, line) if line else tuple(lines)
