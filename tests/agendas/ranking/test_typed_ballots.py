"""Orders and columns of scores as one person types them; what is wrong is refused in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agendas.language import ENGLISH, Message
from agendas.ranking.labels import labels_for
from agendas.ranking.typed_orders import parse_order
from agendas.ranking.typed_scores import parse_efforts, parse_scores

LETTERS = labels_for(6)
NUMBERS = labels_for(40)


@pytest.mark.parametrize(
    ("text", "bands"),
    [
        ("cabde", "c a b d e"),
        ("c a (b d) e", "c a bd e"),
        ("ca(bd)e", "c a bd e"),
        ("C > A, b=d=e", "c a bde"),
        ("[ab] c", "ab c"),
        ("a=(bc)", "abc"),
    ],
)
def test_an_order_is_typed_best_first_with_ties_in_brackets(text: str, bands: str) -> None:
    assert parse_order(text, LETTERS) == tuple(tuple(band) for band in bands.split())


def test_with_numbers_blanks_stand_between_them() -> None:
    assert parse_order("4 17 (2 3)", NUMBERS) == (("4",), ("17",), ("2", "3"))
    assert parse_order("041702", NUMBERS) == (("4",), ("17",), ("2",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "nothing is ranked"),
        ("()", "nothing is ranked"),
        ("abx", '"x" is no candidate of this round; they go from a to f'),
        ("aba", "a is on this ballot twice"),
        ("a (b c", "something is missing at the end"),
        ("a b)", "closed that was never opened"),
        ("a ((b)c)", "a bracket in a bracket"),
        ("=a", "= stands between two that are tied"),
        ("a=", "something is missing at the end"),
        ("abcd", "4 are ranked, 3 allowed"),
    ],
)
def test_a_bad_order_is_refused_in_words(text: str, said: str) -> None:
    found = parse_order(text, LETTERS, 3)
    assert isinstance(found, Message)
    assert said in ENGLISH.say(found)


@given(
    st.permutations(LETTERS).flatmap(
        lambda each: st.lists(st.sampled_from((0, 1)), min_size=6, max_size=6).map(
            lambda tied: (each, tied)
        )
    )
)
def test_what_is_typed_with_ties_comes_back_as_bands(made: tuple[list[str], list[int]]) -> None:
    bands: list[list[str]] = []
    for letter, tied in zip(*made, strict=True):
        if tied and bands:
            bands[-1].append(letter)
        else:
            bands.append([letter])
    wanted = tuple(tuple(band) for band in bands)
    assert parse_order("".join("(" + "".join(band) + ")" for band in bands), LETTERS) == wanted
    assert parse_order(" ".join("=".join(band) for band in bands), LETTERS) == wanted


def test_a_column_is_one_word_of_digits_and_a_point_is_no_opinion() -> None:
    values = (("a", 5), ("b", 8), ("d", 1), ("e", 3), ("f", 0))
    assert parse_scores("58.130", LETTERS, 9) == values
    assert parse_scores("58- 130", LETTERS, 9) == values


def test_on_a_larger_scale_numbers_have_blanks_between_them() -> None:
    found = parse_scores("13 8 . 0 20 1", LETTERS, 20)
    assert found == (("a", 13), ("b", 8), ("d", 0), ("e", 20), ("f", 1))


@pytest.mark.parametrize(
    ("text", "scale", "said"),
    [
        ("5813", 9, "4 values for 6 candidates (a to f); . stands for no opinion"),
        ("58135x", 9, "f: “x” is no value; 0 to 9"),
        ("581355", 5, "b: 8 is above the scale, 0 to 5"),
        ("1 2 3 4 5 21", 20, "f: 21 is above the scale, 0 to 20"),
        ("1 2 3 4 5 ²", 20, "f: “²” is no value"),
        ("......", 9, "no value in this line"),
    ],
)
def test_a_bad_column_is_refused_in_words(text: str, scale: int, said: str) -> None:
    found = parse_scores(text, LETTERS, scale)
    assert isinstance(found, Message)
    assert said in ENGLISH.say(found)


def test_efforts_are_days_in_quarters() -> None:
    found = parse_efforts("5 0.5 . 13 2 1", LETTERS)
    assert not isinstance(found, Message)
    assert dict(found)["b"] == Decimal("0.5")
    assert "c" not in dict(found)
    refused = parse_efforts("5 0.3 . 13 2 1", LETTERS)
    assert isinstance(refused, Message)
    assert "b: “0.3” are no days" in ENGLISH.say(refused)
