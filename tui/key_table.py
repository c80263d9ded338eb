"""The README's table of keys, made from the one table: `python -m tui.key_table` writes it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from agendas.agenda import StageKind
from agendas.language import ENGLISH
from agendas.stage_names import STAGE_NAMES
from tui.keys import KEYS, SCREENS, Key, told_once

BEGIN, END = "<!-- keys: begin -->", "<!-- keys: end -->"


def markdown() -> str:
    """The keys of every stage, those that work everywhere, and those of the screens."""
    say = ENGLISH.say
    rows = ["| where | keys |", "|---|---|"]
    rows.append(f"| anywhere in a meeting | {_cells(key for key in KEYS if not key.stages)} |")
    for kind in StageKind:
        own = [key for key in KEYS if kind in key.stages]
        if own:
            rows.append(f"| {say(STAGE_NAMES[kind])} | {_cells(own)} |")
    rows.append(f"| anywhere | {_cells(SCREENS)} |")
    return "\n".join(rows) + "\n"


def _cells(keys: Iterable[Key]) -> str:
    return ", ".join(f"`{key.cap}` {ENGLISH.say(key.help)}" for key in told_once(keys))


def within(readme: str) -> str:
    """The README with its table made anew."""
    table = f"{BEGIN}\n{markdown()}{END}"
    return re.sub(f"{BEGIN}.*?{END}", lambda _found: table, readme, flags=re.DOTALL)


if __name__ == "__main__":
    path = Path(sys.argv[1] if len(sys.argv) > 1 else "README.md")
    path.write_text(within(path.read_text(encoding="utf-8")), encoding="utf-8")
