"""Ballots that people gave beforehand, from a file: all of it or a line that says what is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from agendas.agenda import Method
from agendas.language import ENGLISH
from agendas.meeting.ballot_file import BallotsRead, read_ballots
from agendas.meeting.commands.roll_call import Leave
from agendas.meeting.commands.spec import Refused
from agendas.meeting.commands.voting import Ballot, Reveal


@pytest.fixture
def ranked(agenda: Any, new_small: Any) -> Any:
    """Makes a small meeting that ranks by a method."""

    def build(method: Method) -> Any:
        ranking = replace(agenda.ranking, method=method)
        return new_small(replace(agenda, ranking=ranking), line=False)

    return build


def read(desk: Any, text: str) -> Any:
    return read_ballots(desk.situation, text.encode())


def told(desk: Any, text: str) -> list[str]:
    found = read(desk, text)
    if isinstance(found, Refused):
        return [ENGLISH.say(found.message)]
    assert isinstance(found, tuple), found
    return [ENGLISH.say(mistake.said_of("b.yaml")) for mistake in found]


def test_orders_by_letters_and_ids_count_like_typed_ones(ranked: Any) -> None:
    text = """
requests: [R-001, R-002]
ballots:
  - {voter: K. Meier, order: [c, a, [b, d], e]}
  - {voter: haddad, order: [R-003, [R-001, R-002]]}
"""
    desk, typed = ranked(Method.ORDER), ranked(Method.ORDER)
    found = read(desk, text)
    assert isinstance(found, BallotsRead)
    assert found.counted == ("meier", "haddad")
    desk.write(found.events, "ballots")
    typed.do(Ballot("meier", "ca(bd)e"), Ballot("haddad", "c(ab)"))
    assert desk.meeting.round.orders == typed.meeting.round.orders
    desk.do(Ballot("meier", "f"), Reveal())
    assert dict(desk.meeting.revealed.orders)["meier"] == (("R-006",),)


def test_dots_and_scores_are_read_as_well_also_from_json(ranked: Any) -> None:
    dots = ranked(Method.DOTS)
    found = read(dots, '{"ballots": [{"voter": "Meier", "dots": {"a": 2, "R-002": 1}}]}')
    dots.write(found.events, "ballots")
    assert dots.meeting.round.ballots == {"meier": (("R-001", 2), ("R-002", 1))}
    score = ranked(Method.SCORE)
    found = read(
        score,
        """
ballots:
  - {voter: Novak, scores: {a: {business value: 8, time_criticality: 3}, b: {business_value: 2}}}
  - {voter: business, scores: {R-001: {risk_reduction: 1}}}
""",
    )
    score.write(found.events, "ballots")
    now = score.meeting.round
    assert now.raters("business_value") == ("novak",)
    assert now.raters("risk_reduction") == ("business",)
    assert dict(now.ratings["novak"])["business_value"] == (("R-001", 8), ("R-002", 2))


def test_who_is_not_in_the_room_does_not_count_and_is_named(ranked: Any) -> None:
    desk = ranked(Method.ORDER)
    desk.do(Leave(("novak",)))
    text = "ballots: [{voter: novak, order: [a]}, {voter: sato, order: [b]}]"
    found = read(desk, text)
    assert (found.counted, found.not_here) == (("sato",), ("S. Novak",))
    assert "nobody whose ballot" in told(desk, "ballots: [{voter: novak, order: [a]}]")[0]


@pytest.mark.parametrize(
    ("method", "ballot", "said"),
    [
        (Method.ORDER, "voter: nobody, order: [a]", "2:1: nobody: nobody here is called"),
        (Method.ORDER, "voter: okafor, order: [a]", "has no vote in this meeting"),
        (
            Method.ORDER,
            "voter: meier, order: [z]",
            '2:26: ballots[1].order: there is no request "z"',
        ),
        (Method.ORDER, "voter: meier, order: [a, R-001]", "R-001 is on this ballot twice"),
        (Method.ORDER, "voter: meier, dots: {a: 1}", "an order is missing"),
        (Method.ORDER, "voter: meier, votes: 3, order: [a]", "one person has one ballot"),
        (Method.DOTS, "voter: meier, dots: {a: 3}", "3 dots on a, 2 allowed on one"),
        (Method.DOTS, "voter: meier, dots: {a: 0.5}", "dots are whole numbers"),
        (Method.DOTS, "voter: meier, order: [a]", "dots are missing: dots: {a: 2, b: 1}"),
        (Method.SCORE, "voter: meier, scores: {a: {price: 3}}", "“price” is no column"),
        (Method.SCORE, "voter: meier, scores: {a: {business_value: 10}}", "from 0 to 9"),
        (Method.SCORE, "voter: okafor, scores: {a: {business_value: 1}}", "the business's"),
        (Method.SCORE, "voter: meier, order: [a]", "scores are missing"),
    ],
)
def test_a_bad_ballot_is_refused_by_line_and_nothing_is_taken(
    ranked: Any, method: Method, ballot: str, said: str
) -> None:
    found = told(ranked(method), f"ballots:\n- {{{ballot}}}\n")
    assert len([each for each in found if said in each]) == 1, found
    assert all(each.startswith("b.yaml:2:") for each in found)


@pytest.mark.parametrize("text", ["", "- a", "hello", "ballots: []", "{", "ballots: {a: b}"])
def test_what_is_no_file_of_ballots_is_refused_in_words(ranked: Any, text: str) -> None:
    found = told(ranked(Method.ORDER), text)
    assert found
    assert all(found)


def test_the_same_person_by_two_names_is_a_mistake(ranked: Any) -> None:
    text = "ballots:\n- {voter: meier, order: [a]}\n- {voter: K. Meier, order: [b]}\n"
    assert told(ranked(Method.ORDER), text) == [
        "b.yaml:3:1: K. Meier: K. Meier is in this file twice"
    ]
