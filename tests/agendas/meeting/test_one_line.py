"""What an action did, and why one is refused, fits one line of a terminal of 80 columns."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import agendas.meeting.commands.all as commands
from agendas.decisions import Reason
from agendas.language import ENGLISH
from agendas.meeting.commands.course import GoTo, Note
from agendas.meeting.commands.deciding import Commit
from agendas.meeting.commands.history import Undo
from agendas.meeting.commands.merging import Merge, Split
from agendas.meeting.commands.placing import Move, SetCapacity
from agendas.meeting.commands.refusing import Back, Not
from agendas.meeting.commands.requests import Fill
from agendas.meeting.commands.sweeping import Defaults, Rest
from agendas.meeting.commands.voting import Ballot, Reveal
from agendas.meeting.narrate import told

#: Cells of the status line at 80 columns.
LINE = 78
#: What stands in a refusal's places in a meeting like any other.
ORDINARY = {
    "id": "R-104", "other": "R-107", "text": "soon", "name": "M. Okafor", "on": "24 November 2026",
    "until": "24 November 2026", "due": "24 November 2026", "value": "24 November 2026",
    "state": "on the table", "code": "DEP", "command": "decline", "field": "first deliverable",
    "fields": "benefit, done means and 2 more", "days": "2.5 days", "over": "2.5 days",
    "used": "12 days", "most": "1000", "n": "12", "present": "3", "method": "consent",
    "more": "12", "number": "3",
}  # fmt: skip
#: Lists of all words that can be typed, and sentences made of others: for the typed line alone.
TYPED = {"names", "words", "what", "known"}


def refusals() -> Iterator[tuple[str, str]]:
    """Every sentence that refuses a command: where it stands, and its template."""
    for path in sorted(Path(str(commands.__file__)).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(getattr(node, "func", None), "id", "")
            if isinstance(node, ast.Call) and name == "Refused" and node.args:
                for inner in ast.walk(node.args[0]):
                    called = getattr(getattr(inner, "func", None), "id", "")
                    if isinstance(inner, ast.Call) and called in ("_", "_n"):
                        texts = [a.value for a in inner.args if isinstance(a, ast.Constant)]
                        yield from ((path.stem, text) for text in texts if isinstance(text, str))


def _ordinary(place: re.Match[str]) -> str:
    return ORDINARY.get(place[1], "M. Okafor")


def test_every_refusal_of_a_command_fits_a_line_with_ordinary_words_in_it() -> None:
    found = list(refusals())
    assert len(found) > 60
    long: list[tuple[str, str]] = []
    for where, template in found:
        places = re.findall(r"\{(\w+)[^}]*\}", template)
        if TYPED.isdisjoint(places):
            said = re.sub(r"\{(\w+)[^}]*\}", _ordinary, template)
            if len(said) > LINE:
                long.append((where, said))
    assert long == []


ACTIONS = (
    Commit("R-001", owner="Annegret Brandt", deliverable="a list of all leavers of this year"),
    Not("R-002", Reason.CAP),
    Not("R-002", Reason.DEP, "the new warehouse scanner", teller="K. Meier"),
    Back("R-003", missing="benefit and done means"),
    Split("R-004", ("one", "two", "three", "four")),
    Merge("R-005", "R-006"),
    Move("R-006", "up"),
    Fill("R-003", "benefit", "much"),
    Note("a note of some length that is not told", "R-001"),
    Rest(),
    Defaults(),
    SetCapacity(Decimal("12.25")),
)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: str(action)[:24])
def test_what_an_action_did_and_its_undoing_fit_a_line(small: Any, action: Any) -> None:
    before = small.workspace
    entry = small.do(action)
    said = ENGLISH.say(told(entry, small.workspace, before))
    assert len(said) <= LINE
    entry = small.do(Undo())
    assert len(ENGLISH.say(told(entry, small.workspace))) <= LINE


def test_a_reveal_and_the_line_that_it_draws_fit_a_line(new_small: Any) -> None:
    desk = new_small(line=False, requests=24)
    desk.do(Ballot("meier", "aab"))
    before = desk.workspace
    said = ENGLISH.say(told(desk.do(Reveal()), desk.workspace, before))
    assert len(said) <= LINE
    before = desk.workspace
    assert len(ENGLISH.say(told(desk.do(GoTo("line")), desk.workspace, before))) <= LINE


def test_a_request_that_lacks_much_is_refused_in_one_line(new_small: Any) -> None:
    desk = new_small()
    for field in ("problem", "benefit", "requester", "done_means", "effort"):
        desk.do(Fill("R-001", field, ""))
    said = desk.refused(Commit("R-001"))
    assert said == "R-001 lacks problem, benefit and 3 more: fill it, or send it back"
