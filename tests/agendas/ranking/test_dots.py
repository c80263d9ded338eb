"""Ranking by dots: exact sums, ties as bands, one voice per department."""

from __future__ import annotations

from fractions import Fraction

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from agendas.ranking.dots import Band, Ranked, rank_by_dots

CANDIDATES = ("A", "B", "C", "D", "E")
VOTERS = ("Costa", "Meier", "Novak", "Okafor", "Weber")

some_ballots = st.dictionaries(
    st.sampled_from(VOTERS),
    st.dictionaries(st.sampled_from(CANDIDATES), st.integers(0, 3)),
)
some_departments = st.dictionaries(
    st.sampled_from(VOTERS), st.sampled_from(["", "Sales", "HR", "Meier"])
)


def contents(ranked: Ranked) -> list[tuple[str, set[str]]]:
    return [(band.points, set(band.requests)) for band in ranked.bands]


def place(ranked: Ranked, request: str) -> int:
    return next(i for i, band in enumerate(ranked.bands) if request in band.requests)


def test_dots_add_up_and_equal_sums_stay_one_band_in_the_given_order() -> None:
    ranked = rank_by_dots(
        CANDIDATES,
        {"Meier": {"C": 2, "A": 1}, "Novak": {"A": 1, "E": 1}, "Costa": {"E": 1, "D": 1}},
    )
    assert ranked.bands == (Band("2", ("A", "C", "E")), Band("1", ("D",)), Band("0", ("B",)))
    assert ranked.points == (("A", "2"), ("B", "0"), ("C", "2"), ("D", "1"), ("E", "2"))
    assert ranked.supporters == (("A", 2), ("B", 0), ("C", 1), ("D", 1), ("E", 2))


def test_a_department_has_one_voice_the_exact_mean_of_its_members() -> None:
    ranked = rank_by_dots(
        ("A", "B"),
        {"Meier": {"A": 2}, "Weber": {"A": 1}, "Novak": {}, "Costa": {"B": 1}},
        {"Meier": "Sales", "Weber": "Sales", "Novak": "Sales", "Costa": "HR"},
    )
    assert ranked.bands == (Band("1", ("A", "B")),)
    third = rank_by_dots(("A",), {"x": {"A": 1}, "y": {}, "z": {}}, dict.fromkeys("xyz", "Sales"))
    assert third.points == (("A", "1/3"),)


def test_voters_without_department_speak_each_for_themselves() -> None:
    ballots = {"Meier": {"A": 1}, "Novak": {"A": 1}, "Sales": {"A": 1}}
    assert rank_by_dots(("A",), ballots, {"Meier": ""}).points == (("A", "3"),)
    # A person who is called like a department is not that department.
    assert rank_by_dots(("A",), ballots, {"Meier": "Sales"}).points == (("A", "3"),)


def test_without_ballots_everything_is_one_band_of_nothing() -> None:
    assert rank_by_dots(("A", "B"), {}).bands == (Band("0", ("A", "B")),)
    assert rank_by_dots((), {}).bands == ()


def test_dots_for_a_request_that_left_the_table_do_not_count() -> None:
    assert rank_by_dots(("A",), {"Meier": {"gone": 2}}).points == (("A", "0"),)


@given(some_ballots, some_departments, st.permutations(VOTERS), st.permutations(CANDIDATES))
def test_neither_the_order_of_voters_nor_of_candidates_changes_a_band(
    ballots: dict[str, dict[str, int]],
    departments: dict[str, str],
    voters: list[str],
    candidates: list[str],
) -> None:
    shuffled = {voter: ballots[voter] for voter in voters if voter in ballots}
    assert contents(rank_by_dots(candidates, shuffled, departments)) == contents(
        rank_by_dots(CANDIDATES, ballots, departments)
    )


@given(some_ballots, st.permutations(VOTERS), st.permutations(CANDIDATES))
def test_other_names_for_voters_and_candidates_change_nothing_but_the_names(
    ballots: dict[str, dict[str, int]], voters: list[str], candidates: list[str]
) -> None:
    person = dict(zip(VOTERS, voters, strict=True))
    named = dict(zip(CANDIDATES, candidates, strict=True))
    renamed = {
        person[voter]: {named[request]: dots for request, dots in ballot.items()}
        for voter, ballot in ballots.items()
    }
    assert [
        (points, {named[request] for request in requests})
        for points, requests in contents(rank_by_dots(CANDIDATES, ballots))
    ] == contents(rank_by_dots(CANDIDATES, renamed))


@given(some_ballots, st.sampled_from(CANDIDATES), st.integers(1, 3))
def test_a_further_voter_for_a_request_never_hurts_it(
    ballots: dict[str, dict[str, int]], request: str, dots: int
) -> None:
    before = rank_by_dots(CANDIDATES, ballots)
    after = rank_by_dots(CANDIDATES, {**ballots, "one more": {request: dots}})
    ahead_before = {r for band in before.bands[: place(before, request)] for r in band.requests}
    ahead_after = {r for band in after.bands[: place(after, request)] for r in band.requests}
    assert ahead_after <= ahead_before


@given(some_ballots, some_departments)
def test_every_candidate_is_in_one_band_and_points_fall_from_band_to_band(
    ballots: dict[str, dict[str, int]], departments: dict[str, str]
) -> None:
    ranked = rank_by_dots(CANDIDATES, ballots, departments)
    assert sorted(r for band in ranked.bands for r in band.requests) == list(CANDIDATES)
    points = [Fraction(band.points) for band in ranked.bands]
    assert points == sorted(set(points), reverse=True)
    voices = {departments.get(voter) or (voter,) for voter in ballots}
    assert sum(Fraction(each) for _request, each in ranked.points) <= len(voices) * 15
    assert msgspec.json.decode(msgspec.json.encode(ranked), type=Ranked) == ranked
