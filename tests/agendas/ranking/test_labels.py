"""Labels, and what people type with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agendas.language import ENGLISH, Message
from agendas.ranking.labels import (
    check_ballot,
    dots_for,
    label,
    labels_for,
    next_label,
    parse_ballot,
)

TEN = labels_for(10)
MANY = labels_for(42)


def refusal(text: str, labels: tuple[str, ...]) -> str:
    answer = parse_ballot(text, labels)
    assert isinstance(answer, Message)
    return ENGLISH.say(answer)


def test_up_to_26_candidates_have_letters_and_more_have_numbers() -> None:
    assert labels_for(26)[0] == "a"
    assert labels_for(26)[-1] == "z"
    assert labels_for(27)[0] == "1"
    assert label(26, 27) == "27"


def test_a_candidate_that_comes_later_gets_a_label_nobody_had() -> None:
    assert next_label(("a", "b", "c")) == "d"
    assert next_label(labels_for(26)) == "27"
    assert next_label((*labels_for(26), "27")) == "28"
    assert next_label(MANY) == "43"
    assert next_label(()) == "a"


def test_a_refusal_names_the_first_and_the_last_label_in_whatever_order_they_stand() -> None:
    assert refusal("z", ("c", "a", "b")) == '"z" is no candidate of this round; they go from a to c'
    assert refusal("99", ("10", "2", "1")).endswith("from 1 to 10")


@given(st.integers(0, 60), st.integers(1, 40))
def test_labels_given_later_are_never_used_twice(at_first: int, later: int) -> None:
    used = labels_for(at_first)
    for _more in range(later):
        used = (*used, next_label(used))
    assert len(set(used)) == at_first + later


@pytest.mark.parametrize("text", ["aabcf", "AABCF", "a a b, c F", " aab,,cf "])
def test_letters_are_read_without_regard_to_case_blanks_and_commas(text: str) -> None:
    assert parse_ballot(text, TEN) == (("a", 2), ("b", 1), ("c", 1), ("f", 1))


@pytest.mark.parametrize("text", ["4 4 17", "4,4,17", "04 4 17", "040417", "4 0417"])
def test_numbers_are_read_apart_or_as_runs_of_two_digits(text: str) -> None:
    assert parse_ballot(text, MANY) == (("4", 2), ("17", 1))


def test_a_run_that_is_itself_a_number_is_that_number() -> None:
    assert parse_ballot("12", MANY) == (("12", 1),)
    assert parse_ballot("101", labels_for(120)) == (("101", 1),)
    assert parse_ballot("007", labels_for(120)) == (("7", 1),)


def test_pairs_come_in_the_order_of_first_mention() -> None:
    assert parse_ballot("041742 17", MANY) == (("4", 1), ("17", 2), ("42", 1))


def test_a_label_added_to_a_list_of_letters_is_typed_beside_them() -> None:
    assert parse_ballot("az27", (*labels_for(26), "27")) == (("a", 1), ("z", 1), ("27", 1))


def test_an_unknown_label_is_refused_by_name() -> None:
    assert refusal("aak", TEN) == '"k" is no candidate of this round; they go from a to j'
    assert refusal("4 43", MANY).startswith('"43" is no candidate')
    assert refusal("4 0", MANY).startswith('"0" is no candidate')
    assert refusal("4-17", MANY).startswith('"-" is no candidate')
    assert refusal("a1", TEN).startswith('"1" is no candidate')
    assert refusal("a", ()) == "there are no candidates to vote for"


def test_a_run_of_digits_that_cannot_be_numbers_is_refused_by_its_bad_piece() -> None:
    assert refusal("417", MANY).startswith('"417" is no candidate')
    assert refusal("041799", MANY).startswith('"99" is no candidate')
    assert refusal("1" * 4_999, MANY).startswith('"11111111111…" is no candidate')
    # Digits of other scripts are no digits of ours.
    assert refusal("٤", MANY).startswith('"٤" is no candidate')


@given(st.text(max_size=40), st.integers(0, 60))
def test_whatever_is_typed_is_read_or_refused_in_words(text: str, candidates: int) -> None:
    labels = labels_for(candidates)
    answer = parse_ballot(text, labels)
    if isinstance(answer, Message):
        assert ENGLISH.say(answer)
    else:
        assert all(name in labels and count > 0 for name, count in answer)
        assert len({name for name, _count in answer}) == len(answer)


@given(st.integers(1, 60), st.data())
def test_what_the_labels_spell_is_read_back(candidates: int, data: st.DataObject) -> None:
    labels = labels_for(candidates)
    typed = data.draw(st.lists(st.sampled_from(labels), min_size=1, max_size=10))
    expected = tuple((each, typed.count(each)) for each in dict.fromkeys(typed))
    assert parse_ballot(" ".join(typed), labels) == expected
    if candidates > 26:
        assert parse_ballot("".join(each.zfill(2) for each in typed), labels) == expected


def test_a_ballot_may_have_fewer_dots_but_neither_more_nor_too_many_on_one() -> None:
    assert check_ballot((("a", 2), ("b", 1)), 6, 2) is None
    seven = check_ballot((("a", 2), ("b", 2), ("c", 2), ("d", 1)), 6, 2)
    assert seven is not None
    assert ENGLISH.say(seven) == "7 dots, 6 allowed"
    three = check_ballot((("a", 1), ("b", 3)), 6, 2)
    assert three is not None
    assert ENGLISH.say(three) == "3 dots on b, 2 allowed on one"


def test_an_empty_ballot_is_refused_and_says_how_to_abstain() -> None:
    assert parse_ballot("  , ", TEN) == ()
    empty = check_ballot((), 6, 2)
    assert empty is not None
    assert "- to abstain" in ENGLISH.say(empty)


@pytest.mark.parametrize(
    ("candidates", "dots"),
    [(42, 10), (40, 10), (38, 10), (37, 9), (24, 6), (22, 6), (21, 5), (6, 5), (2, 4), (0, 0)],
)
def test_dots_are_a_quarter_of_the_list_at_least_5_at_most_10(candidates: int, dots: int) -> None:
    assert dots_for(candidates, None) == dots


def test_the_agenda_may_give_other_dots_but_never_more_than_can_be_placed() -> None:
    assert dots_for(42, 6) == 6
    assert dots_for(42, 20) == 20
    assert dots_for(3, 20, at_most=1) == 3
