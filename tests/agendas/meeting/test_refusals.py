"""Refusals say in the words of the product what is wrong, and what to do."""

from __future__ import annotations

from typing import Any

import pytest

from agendas.meeting.commands.merging import Merge, Split
from agendas.meeting.commands.refusing import Back
from agendas.meeting.commands.requests import Archive, Fill, Revive, Table
from agendas.meeting.commands.sweeping import Accept
from agendas.request import STATE_LABELS, State


def test_states_are_named_in_words_and_never_by_their_code(new_desk: Any, agenda: Any) -> None:
    desk = new_desk(agenda, 3)
    desk.open()
    said = desk.refused(Revive("R-001", "the law changed"))
    desk.do(Split("R-001", ("one", "two")))
    desk.do(Merge("R-002", "R-003"))
    said += desk.refused(Table(("R-001",))) + desk.refused(Merge("R-003", "R-001"))
    codes = {str(state) for state in State if "_" in state}
    assert codes
    assert not any(code in said for code in codes)
    labels = {str(STATE_LABELS[state].id) for state in (State.OPEN, State.SPLIT)}
    assert all(label in said for label in labels)


@pytest.mark.parametrize(
    ("word", "secret"), [("yes", True), ("Y", True), ("true", True), ("no", False), ("", False)]
)
def test_a_request_is_made_confidential_and_public_again(
    new_desk: Any, agenda: Any, word: str, secret: bool
) -> None:
    desk = new_desk(agenda, 1)
    if not secret:
        desk.do(Fill("R-001", "confidential", "yes"))
    desk.do(Fill("R-001", "confidential", word))
    assert desk.workspace.requests["R-001"].confidential is secret


def test_an_unknown_word_never_makes_a_confidential_request_public(
    new_desk: Any, agenda: Any
) -> None:
    desk = new_desk(agenda, 1)
    desk.do(Fill("R-001", "confidential", "yes"))
    said = desk.refused(Fill("R-001", "confidential", "ja"))
    assert said == "confidential: yes or no, not “ja”"
    assert desk.workspace.requests["R-001"].confidential


def test_where_nothing_is_proposed_it_is_said_what_is_missing(small: Any) -> None:
    small.do(Back("R-001"))
    said = small.refused(Accept("R-001"))
    assert said == "R-001 goes back without what is missing, and nothing is proposed: say it"


def test_an_archived_request_is_called_so(new_desk: Any, agenda: Any) -> None:
    desk = new_desk(agenda, 1)
    desk.do(Archive(("R-001",)))
    assert desk.refused(Table(("R-001",))) == "R-001 is archived: it is not open"
