"""One table of keys: no key twice, nothing that terminals eat, and the README tells the truth."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import agendas.meeting.commands.all  # noqa: F401  (registers the commands)
from agendas.agenda import StageKind
from agendas.meeting.commands.spec import specs
from tui.key_table import within
from tui.keys import ALWAYS, BARS, KEYS, SCREENS, Key, keys_of, lookup, told_once
from tui.plain_help import EDGE

EATEN = {f"ctrl+{letter}" for letter in "hjmisbao"}
#: Commands of plain mode that are not in the domain's registry: they write files, or only tell.
AT_THE_EDGE = {"export", "catch-up", "ballots", "fairness", "what"}
#: Actions that are of the screen alone: plain mode lists all rows, hides nothing, takes any line.
OF_THE_SCREEN = {"echo", "mark", "search", "command_line", "help"}


def _pressed(keys: list[Key]) -> Counter[str]:
    return Counter(name for key in keys for name in key.keys.split(","))


@pytest.mark.parametrize("kind", list(StageKind))
def test_a_key_means_one_thing_in_a_stage(kind: StageKind) -> None:
    twice = [name for name, times in _pressed(list(keys_of(kind))).items() if times > 1]
    assert twice == []


def test_no_key_is_one_that_terminals_or_multiplexers_eat() -> None:
    assert not EATEN & set(_pressed([*KEYS, *SCREENS]))


def test_every_command_behind_a_key_is_in_the_registry() -> None:
    named = {key.command.partition(" ")[0] for key in KEYS if key.command}
    unknown = named - set(specs()) - AT_THE_EDGE
    assert unknown == set()


def test_everything_that_a_key_does_in_a_meeting_can_be_typed() -> None:
    untyped = {key.action for key in KEYS if not key.command}
    assert untyped == OF_THE_SCREEN
    assert set(EDGE) >= AT_THE_EDGE


def test_every_key_says_what_it_does() -> None:
    assert [key.keys for key in (*KEYS, *SCREENS) if not (key.label.id and key.help.id)] == []


@pytest.mark.parametrize("kind", list(StageKind))
def test_the_key_bar_names_only_keys_that_work_there(kind: StageKind) -> None:
    known = {key.action for key in keys_of(kind)}
    assert {*BARS[kind], *ALWAYS} - known == set()


def test_a_digit_gives_a_reason_only_in_not_this_month() -> None:
    found = lookup(StageKind.NOT_THIS_MONTH, "7")
    assert found is not None
    assert found.action == "digit"
    assert lookup(StageKind.LINE, "7") is None


def test_the_readme_has_the_table_as_it_is() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert within(readme) == readme, "python -m tui.key_table writes it anew"


def test_a_key_that_stands_beside_another_is_told_once() -> None:
    own = tuple(key for key in KEYS if StageKind.LINE in key.stages)
    assert [key.cap for key in told_once(own)].count("J K") == 1
    assert {key.cap for key in own} - {key.cap for key in told_once(own)} == {"K"}
