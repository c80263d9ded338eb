"""What a file for `rank` may hold, and how what it may not hold is refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agendas.agenda import LineRule
from agendas.language import ENGLISH
from agendas.ranking.exact import exact, plain, shown
from agendas.ranking.files.json_tree import read_json
from agendas.ranking.files.rank_file import FileBallot, RankFile
from agendas.ranking.files.rank_reading import read_rank_file
from agendas.ranking.score import Combining, preset_formula, weighted_formula
from agendas.ranking.score import Preset as P
from agendas.strict_yaml import Scalar

FILES = Path(__file__).parents[2] / "data" / "ranking"


def good(text: str) -> RankFile:
    found = read_rank_file(text.encode())
    assert isinstance(found, RankFile), [ENGLISH.say(m.said_of("f")) for m in found]
    return found


def refused(text: str | bytes) -> list[str]:
    found = read_rank_file(text if isinstance(text, bytes) else text.encode())
    assert isinstance(found, tuple)
    assert found
    return [ENGLISH.say(mistake.said_of("f")) for mistake in found]


def test_every_form_is_read_exactly() -> None:
    file = read_rank_file((FILES / "all-forms.yaml").read_bytes())
    assert isinstance(file, RankFile)
    a, b, c, d = file.requests
    assert (a.effort, a.waited, a.department) == (3, 2, "Sales")
    assert dict(a.scores)["business_value"] == dict(b.scores)["business_value"] == 8
    assert (b.title, c.id, c.effort, d.id) == ("Leaver checklist", "C", None, "017")
    assert [ballot.order for ballot in file.ballots] == [
        (("A",), ("B", "C"), ("017",)), (("017",), ("A",)), None,
    ]  # fmt: skip
    assert file.ballots[1].votes == 5
    assert file.ballots[2] == FileBallot("Costa", dots=(("A", Fraction(2)), ("B", Fraction(1))))
    assert file.formula == preset_formula(P.WSJF)
    assert (file.capacity, file.line) == (20, LineRule.SKIP)


def test_json_with_tabs_null_and_halves_of_characters_is_read_as_well() -> None:
    file = read_rank_file((FILES / "town.json").read_bytes())
    assert isinstance(file, RankFile)
    assert file.requests[0].title == "Parc \N{DECIDUOUS TREE}"
    assert [each.effort for each in file.requests] == [
        40, Decimal("12.5"), Decimal("7.5"), 19, None,
    ]  # fmt: skip
    assert [ballot.voter for ballot in file.ballots] == ["#1", "#2", "#3"]


@pytest.mark.parametrize(
    ("score", "formula"),
    [
        ("rice", preset_formula(P.RICE)),
        ("{preset: ice}", preset_formula(P.ICE)),
        ("{preset: ice, combine: product}", preset_formula(P.ICE, Combining.PRODUCT)),
        ("{preset: ice_product}", preset_formula(P.ICE, Combining.PRODUCT)),
        ("{preset: value-effort}", preset_formula(P.VALUE_EFFORT)),
        ("{columns: {benefit: 3, My Urgency: 0.25}}",
         weighted_formula({"benefit": 3, "my_urgency": Fraction(1, 4)})),
        ("{columns: {benefit: 3}, per_effort: true}", weighted_formula({"benefit": 3}, True)),
    ],
)  # fmt: skip
def test_formulas_are_named_or_written_out(score: str, formula: object) -> None:
    assert good(f"requests: [A]\nscore: {score}").formula == formula


def test_a_column_of_size_divides_and_is_the_effort_where_no_other_is_given() -> None:
    file = good(
        "requests: [{id: A, scores: {job size: 2.5}}, {id: B, effort: 3, scores: {size: 8}}]"
    )
    assert [(each.effort, each.size) for each in file.requests] == [
        (Decimal("2.5"), Fraction(5, 2)), (3, 8),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "f:1:1: the file is empty"),
        ("- A", "f:1:1: the keys requests and ballots are expected here"),
        ("requests:", "requests is missing"),
        ("requests: []", "f:1:11: requests: there is none in this list"),
        ("requests: [A, B, A]", 'f:1:18: requests[3]: the id "A" is here a second time'),
        ("requests: [{effort: 3}]", "f:1:12: requests[1].id is missing"),
        ("requests: [{id: A, efort: 3}]", 'did you mean "effort"?'),
        ("requests: [A]\ncapasity: 3", 'f:2:1: file: "capasity" is unknown; did you mean'),
        ("requests: [{id: A, effort: NaN}]", "f:1:28: requests[1].effort: a number"),
        ("requests: [{id: A, effort: .inf}]", "a number, such as 3"),
        ("requests: [{id: A, effort: -1}]", "a number below 0 makes no sense"),
        ("requests: [{id: A, effort: 1/3}]", "a number of days"),
        ("requests: [{id: A, effort: 1e999}]", "a number, such as 3"),
        ("requests: [{id: A, scores: {x: many}}]", 'requests[1].scores.x: a number'),
        ("requests: [{id: A, scores: {x y: 1, x_y: 2}}]", "this column is here twice"),
        ("requests: [A]\nballots: [{order: [A, X]}]",
         'f:2:23: ballots[1].order: there is no request "X"'),
        ("requests: [A]\nballots: [{order: [A, [A]]}]", '"A" is in this ballot twice'),
        ("requests: [A]\nballots: [{order: [[[A]]]}]", "the id of a request"),
        ("requests: [A]\nballots: [{dots: {X: 1}}]", 'there is no request "X"'),
        ("requests: [A]\nballots: [{dots: {A: -1}}]",
         "f:2:22: ballots[1].dots.A: a number below 0"),
        ("requests: [A]\nballots: [{dots: {A: nan}}]", "a number, such as 3"),
        ("requests: [A]\nballots: [{dots: [A]}]", "requests with their dots"),
        ("requests: [A]\nballots: [{dots: {A: 1, A: 2}}]", 'the key "A" is here a second time'),
        ("requests: [A]\nballots: [{voter: x}]", "an order, dots or scores are missing"),
        ("requests: [A]\nballots: [A]", "keys with values: voter"),
        ("requests: [A]\nballots: [{voter: x, order: [A]}, {voter: x, order: [A]}]",
         "x has voted before, in line 2"),
        ("requests: [A]\nballots: [{votes: -1, order: [A]}]", "a whole number"),
        ("requests: [A]\nballots: [{scores: {A: high}}]", "a number, such as 3"),
        ("requests: [A]\nscore: {preset: best}", "wsjf"),
        ("requests: [A]\nscore: {preset: rice, columns: {x: 1}}", "the preset rice has its own"),
        ("requests: [A]\nscore: {per_effort: yes}", "score.columns is missing"),
        ("requests: [A]\nscore: {columns: {x: heavy}}", "score.columns.x: a number"),
        ("requests: [A]\nline: jump", "skip"),
        ("requests: &a [A]", "references and tags are not allowed"),
        ('{"requests": ["A"], "capacity": NaN}', "f:1:33: capacity: a number"),
        ('{"requests":\t["A"] "ballots": []}', "f:1:20: a comma or the closing } is expected here"),
        ('{"requests":\t["\\ud83d"]}', "U+D83D cannot be shown"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(text: str, said: str) -> None:
    assert said in "\n".join(refused(text))


def test_bytes_that_are_no_text_and_files_without_end_are_refused() -> None:
    assert "not UTF-8" in refused(b'{"a": "\xff"}')[0]
    assert "UTF-16" in refused('{"a": 1}'.encode("utf-16"))[0]
    assert "levels deep" in refused("[" * 5000)[0]
    many = "requests: [" + ", ".join(f"R{n}" for n in range(2001)) + "]"
    assert "at most 2000 entries" in refused(many)[0]


@settings(max_examples=60)
@given(
    st.text(st.sampled_from('{}[]",:\\ \n\tAB01e.-requstbalod'), max_size=60) | st.text(max_size=40)
)
def test_whatever_the_file_holds_it_is_read_or_refused_in_words(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    for found in (read_rank_file(data), read_rank_file(b'{"requests":\t["A"], ' + data)):
        if isinstance(found, tuple):
            assert all(ENGLISH.say(mistake.said_of("f")) for mistake in found)


def test_json_texts_know_their_line_and_column() -> None:
    tree = read_json(b'{"a":\r\n [1.50,\n  "x\\n", true, null]}', 1000).root
    assert tree is not None
    key, listing = tree.pairs[0]  # type: ignore[union-attr]
    assert key == Scalar("a", 1, 2, plain=False)
    assert listing.items == (  # type: ignore[union-attr]
        Scalar("1.50", 2, 3), Scalar("x\n", 3, 3, plain=False), Scalar("true", 3, 10),
        Scalar("", 3, 16),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('["A", ]', 1, 7), ('{"a" 1}', 1, 6), ("[1 2]", 1, 4), ('["a\nb"]', 1, 2), ("[1]\nx", 2, 1),
        ('["\\q"]', 1, 2), ("[NaN]", 1, 2), ("{1: 2}", 1, 2), ("[[", 1, 3), ("[" * 30, 1, 21),
        ('{"a": 1, "a": 2}', 1, 10), ("", 1, 1),
    ],
)  # fmt: skip
def test_broken_json_is_refused_at_its_place(text: str, line: int, column: int) -> None:
    (mistake,) = read_json(text.encode(), 1000).mistakes
    assert (mistake.line, mistake.column) == (line, column)


@pytest.mark.parametrize(
    ("text", "value"),
    [("3", 3), (".5", "1/2"), ("-0.25", "-1/4"), ("1e3", 1000), ("80 %", "4/5"), ("70/17", "70/17"),
     ("0.1", "1/10"), ("+2", 2)],
)  # fmt: skip
def test_numbers_are_exact_and_whole_ones_are_whole(text: str, value: int | str) -> None:
    found = exact(text)
    assert found is not None
    assert plain(found) == value


def test_numbers_for_people_are_rounded_half_up() -> None:
    assert [str(shown(Fraction(each))) for each in ("1/8", "-1/8", "5/2", "100", "2/3", "0")] == [
        "0.13", "-0.13", "2.5", "100", "0.67", "0",
    ]  # fmt: skip
