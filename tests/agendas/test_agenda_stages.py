"""The stages of an agenda: what may be changed, and which rules hold."""

from __future__ import annotations

import pytest

from agendas.agenda import Agenda, Stage
from agendas.agenda_file import AgendaMistakes, parse
from agendas.language import ENGLISH

#: A whole agenda by its parts, so that a test changes only the one that it is about.
PARTS = {
    "series": "series: Tiny\n",
    "period": "period: monthly\n",
    "people": "people: [A. Haddad, 'M. Okafor, IT, it']\n",
    "stages": "stages: [open: 1, close: 1]\n",
}


def told(text: str) -> list[str]:
    """What is said about this agenda; nothing if it is one."""
    found = parse(text.encode())
    return [ENGLISH.say(m) for m in found.messages] if isinstance(found, AgendaMistakes) else []


def read(text: str) -> Agenda:
    """The agenda in this text, which has no mistake."""
    found = parse(text.encode())
    assert isinstance(found, Agenda), told(text)
    return found


def whole(**parts: str) -> str:
    """The small agenda with some parts put in place of its own or behind them."""
    return "".join({**PARTS, **parts}.values())


def stages(lines: str) -> tuple[Stage, ...]:
    """The stages of an agenda that has these."""
    return read(whole(stages=f"stages:\n{lines}")).stages


STAGES = [
    ("  - opne: 3\n", '5:5: stages[1]: "opne" is unknown; did you mean "open"?'),
    ("  - open\n", "5:5: stages[1]: the minutes are missing; write “- open: 5”"),
    ("  - open:\n", "5:5: stages[1]: the minutes are missing; write “- open: 5”"),
    ("  - open: 0\n", '5:11: stages[1].open: a whole number, 1 to 240, not "0"'),
    ("  - open: 3 min\n", '5:11: stages[1].open: a whole number, 1 to 240, not "3 min"'),
    ("  - [open]\n", "5:5: stages[1]: a stage with its minutes (open, promised"),
    ("  - title: x\n", "5:5: stages[1]: the stage itself is missing: a stage with its minutes"),
    ("  - talk: 3\n    note: x\n", '6:5: stages[1]: "note" does not belong here; an entry has one'),
    ("  - talk: 3\n    title: [x]\n", "6:12: stages[1].title: the title of the stage, not a list"),
    ("  - open: 1\n  - rank: 1\n", "5:3: stages: close is missing; a meeting ends with it"),
    ("  - rank: 1\n  - close: 1\n", "5:3: stages: open is missing; a meeting begins with it"),
    ("  - rank: 1\n  - open: 1\n  - close: 1\n", "6:5: stages: open must be the first stage"),
    ("  - open: 1\n  - close: 1\n  - talk: 1\n", "6:5: stages: close must be the last stage"),
    (
        "  - open: 1\n  - rank: 1\n  - rank: 1\n  - close: 1\n",
        "7:5: stages: rank is here twice; only talk may be",
    ),
    (
        "  - open: 1\n  - not_this_month: 1\n  - close: 1\n",
        "6:5: stages: not_this_month needs the stage line before it",
    ),
    (
        "  - open: 1\n  - not_this_month: 1\n  - line: 1\n  - close: 1\n",
        "6:5: stages: not_this_month needs the stage line before it",
    ),
    ("  open: 3\n", "5:3: stages: a list of stages with their minutes, not keys with values"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "said"), STAGES, ids=[said for _lines, said in STAGES])
def test_a_broken_rule_of_the_stages_is_told_once(lines: str, said: str) -> None:
    found = told(whole(stages=f"stages:\n{lines}"))
    assert [sentence[: len(said) + 12] for sentence in found] == [f"agenda.yaml:{said}"]


def test_stages_are_reordered_left_out_renamed_and_joined_by_talks() -> None:
    found = stages("  - open: 1\n  - rank: 2\n    title: Votes\n  - talk: 3\n  - talk: 4\n"
                   "  - capacity: 5\n  - close: 6\n")  # fmt: skip
    assert [(s.id, s.minutes, s.title) for s in found] == [
        ("open", 1, ""),
        ("rank", 2, "Votes"),
        ("talk", 3, ""),
        ("talk-2", 4, ""),
        ("capacity", 5, ""),
        ("close", 6, ""),
    ]
