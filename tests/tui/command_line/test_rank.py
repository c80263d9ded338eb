"""`rank FILE`: the whole computation without a meeting."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

FILES = Path(__file__).parents[2] / "data" / "ranking"


@pytest.fixture
def ranked(program: Run, tmp_path: Path) -> Callable[..., Any]:
    """What `rank --json` makes of a file with these contents."""

    def rank(content: dict[str, Any], *argv: str) -> Any:
        path = tmp_path / "ballots.json"
        path.write_text(json.dumps(content), "utf-8")
        done = program("rank", path, "--json", *argv)
        assert (done.code, done.err) == (0, "")
        return done.json()

    return rank


def test_the_json_has_all_its_fields_with_exact_numbers(program: Run) -> None:
    assert program("rank", FILES / "all-forms.yaml", "--json").json() == {
        "method": "order",
        "order": [["017"], ["A"], ["B", "C"]],
        "points": {"A": 13, "B": 4, "C": 4, "017": 15},
        "head_to_head": {
            "A": {"wins": 2, "losses": 1, "ties": 0},
            "B": {"wins": 0, "losses": 2, "ties": 1},
            "C": {"wins": 0, "losses": 2, "ties": 1},
            "017": {"wins": 3, "losses": 0, "ties": 0},
        },
        "agreement": {"kendall_w": "17/27", "mean_correlation": "5/9"},
        "split": [],
        "distance": {"Meier": {"pairs": 3, "share": "1/2"}, "HR": {"pairs": 0, "share": 0}},
        "line": {"taken": ["017", "A"], "skipped": ["B"], "left": 4},
        "equal_shares": {"taken": ["A", "017"], "by_filling": [], "left": 4},
        "no_estimate": [],
        "not_scored": [],
    }


def test_each_method_ranks_the_same_file_in_its_own_way(program: Run) -> None:
    def by(method: str) -> Any:
        return program("rank", FILES / "all-forms.yaml", "--json", "--method", method).json()

    assert by("dots")["order"] == [["A"], ["B"], ["C", "017"]]
    assert by("dots")["points"] == {"A": 2, "B": 1, "C": 0, "017": 0}
    assert by("copeland")["points"] == {"A": 1, "B": -2, "C": -2, "017": 3}
    assert by("schulze")["order"] == by("borda")["order"] == by("order")["order"]
    score = by("score")
    assert score["points"] == {"A": 5, "B": "16/5"}
    assert (score["no_estimate"], score["not_scored"]) == (["C"], ["017"])
    assert score["line"] == {"taken": ["A", "B"], "skipped": [], "left": 12}


def test_a_cycle_is_ordered_by_borda_and_paths_and_is_a_tie_head_to_head(program: Run) -> None:
    orders = {
        method: program("rank", FILES / "cycle.yaml", "--json", "--method", method).json()
        for method in ("borda", "schulze", "copeland")
    }
    assert orders["borda"]["points"] == {"north": 20, "south": 18, "east": 13}
    assert orders["schulze"]["order"] == [["north"], ["south"], ["east"]]
    assert orders["copeland"]["order"] == [["north", "south", "east"]]
    assert orders["borda"]["line"] is None
    assert orders["borda"]["equal_shares"] is None


def test_days_or_money_are_shared_and_what_is_left_is_exact(program: Run) -> None:
    found = program("rank", FILES / "town.json", "--json").json()
    assert found["method"] == "dots"
    assert found["line"] == {"taken": ["park", "lamps", "bench"], "skipped": ["mural"], "left": 0}
    # With 6 each, and up to 8, there is enough for the lamps and the bench, not for more. With 9
    # the park and the mural would both come in and overspend: so the park only fills the rest.
    assert found["equal_shares"] == {
        "taken": ["lamps", "bench", "park"], "by_filling": ["park"], "left": 0,
    }  # fmt: skip


def test_dots_are_read_as_orders_where_an_order_is_wanted(ranked: Run) -> None:
    ballots = [{"dots": {"A": 2, "B": 1}}, {"dots": {"B": 2}}, {"dots": {"B": 1, "C": 1}}]
    file = {"requests": ["A", "B", "C"], "ballots": ballots}
    assert ranked(file)["method"] == "dots"
    # A: 2 + ½ + 0, B: 1 + 2 + 1½, C: 0 + ½ + 1½
    assert ranked(file, "--method", "borda")["points"] == {"A": "5/2", "B": "9/2", "C": 2}


def test_several_raters_are_averaged_and_their_agreement_is_that_of_their_scores(
    ranked: Run,
) -> None:
    file = {
        "requests": [{"id": "A", "effort": 2}, {"id": "B", "effort": 4}, {"id": "C", "effort": 0}],
        "ballots": [
            {"voter": "x", "scores": {"A": {"value": 4}, "B": {"value": 6}, "C": {"value": 9}}},
            {"voter": "y", "votes": 2, "scores": {"A": {"value": 5}, "B": {"value": 3}}},
        ],
        "score": {"preset": "value_effort"},
    }
    found = ranked(file)
    assert (found["method"], found["points"]) == ("score", {"A": "7/3", "B": 1})
    assert found["agreement"] == {"kendall_w": 1, "mean_correlation": 1}
    assert found["no_estimate"] == ["C"]


def test_one_vote_per_department_and_the_rule_stop_are_in_the_file(ranked: Run) -> None:
    file = {
        "requests": [{"id": "A", "effort": 9}, {"id": "B", "effort": 2}, {"id": "C", "effort": 2}],
        "ballots": [
            {"voter": "1", "department": "Sales", "dots": {"B": 1}},
            {"voter": "2", "department": "Sales", "dots": {"B": 1, "C": 1}},
            {"voter": "3", "department": "HR", "dots": {"A": 2}},
        ],
        "one_vote_per_department": "yes",
        "capacity": 5,
        "line": "stop",
    }
    found = ranked(file)
    assert found["points"] == {"A": 2, "B": 1, "C": "1/2"}
    assert found["line"] == {"taken": [], "skipped": ["A"], "left": 5}
    assert found["equal_shares"]["taken"] == ["B", "C"]


def test_one_request_is_ranked_and_there_is_nothing_to_compare(ranked: Run) -> None:
    found = ranked({"requests": ["A"], "ballots": [{"order": ["A"]}, {"order": []}]})
    assert found["order"] == [["A"]]
    assert found["agreement"] == {"kendall_w": None, "mean_correlation": None}
    assert found["distance"] == {"#1": {"pairs": 0, "share": 0}, "#2": {"pairs": 0, "share": 0}}


@pytest.mark.parametrize(
    ("content", "argv", "said"),
    [
        ("requests: [A]", (), "there are no ballots to rank by"),
        ("requests: [A]\nballots: []", ("--method", "schulze"), "there are no ballots"),
        ("requests: [A]\nballots: [{order: [A]}]", ("--method", "dots"),
         "the method dots counts"),
        ("requests: [{id: A, scores: {x: 1}}]", (), "score: is missing"),
        ("requests: [{id: A, scores: {x: 1}}]\nscore: rice", (), "no request has a score for"),
        ("requests: [A]\nballots: [{dots: {A: -1}}]", (), ":2:22: ballots[1].dots.A: a number"),
    ],
)  # fmt: skip
def test_what_cannot_be_ranked_is_refused_in_words(
    program: Run, tmp_path: Path, content: str, argv: tuple[str, ...], said: str
) -> None:
    path = tmp_path / "ballots.yaml"
    path.write_text(content, "utf-8")
    done = program("rank", path, *argv)
    assert (done.code, done.out) == (1, "")
    assert str(path) in done.err
    assert said in done.err


def test_a_file_that_is_not_there_and_a_method_that_is_none_are_said(program: Run) -> None:
    done = program("rank", "/no/such/file.yaml")
    assert (done.code, done.out) == (1, "")
    assert "cannot be read" in done.err
    assert program("rank", "/").code == 1
    assert program("rank", FILES / "cycle.yaml", "--method", "guess").code == 2


def test_the_table_shows_bands_with_bars_the_line_and_what_to_talk_about(program: Run) -> None:
    done = program("rank", FILES / "all-forms.yaml")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "by order, Borda points: 4 requests, 6 ballots"
    assert lines[2].split() == [
        "1",
        "017",
        "13",
        "d",
        "15",
        "█" * 20,
        "in",
        "·",
        "beats",
        "3",
        "of",
        "3",
    ]
    assert lines[4].startswith("   3=  B  Leaver checklist")
    assert "did not fit: needs 5, 4 left" in lines[4]
    assert "20 days to give away · 16 taken · 4 left" in lines
    assert any(line.startswith("discuss these: ") for line in lines)
    assert "1 ballot holds nothing that this method counts" in lines


def test_the_columns_stand_under_each_other_whatever_the_titles_are(
    program: Run, tmp_path: Path
) -> None:
    titles = ["short", "\u8acb\u6c42\u66f8\u306e\u5370\u5237", "e\u0301" * 9, "x" * 300]
    requests = [{"id": f"R{n}", "title": title, "effort": 2} for n, title in enumerate(titles)]
    ballots = [{"order": ["R0", "R1", "R2", "R3"]}]
    path = tmp_path / "titles.json"
    path.write_text(json.dumps({"requests": requests, "ballots": ballots}), "utf-8")
    rows = program("rank", path).out.splitlines()[2:6]
    wide = [0, 6, 0, 0]
    assert {row.index("2 d") + more for row, more in zip(rows, wide, strict=True)} == {54}
    assert "x…" in rows[3]


def test_hostile_ids_are_inert_in_the_table(ranked: Run, program: Run, tmp_path: Path) -> None:
    path = tmp_path / "hostile.json"
    ballot = {"dots": {"[/x]": 1}}
    path.write_text(json.dumps({"requests": ["[/x]", "=1+1"], "ballots": [ballot]}), "utf-8")
    assert "[/x]" in program("rank", path).out
    path.write_text(json.dumps({"requests": ["a\x1b[2Jb"], "ballots": [ballot]}), "utf-8")
    assert "\x1b" not in program("rank", path).err


def test_the_same_file_gives_the_same_bytes(program: Run) -> None:
    first = program("rank", FILES / "town.json", "--json").out
    assert program("rank", FILES / "town.json", "--json").out == first


def test_ranking_a_file_does_not_load_the_screen_library() -> None:
    report = (
        "import sys; from tui.cli import main; code = main(); "
        "sys.exit(code or bool({'textual', 'rich', 'tinydb'} & set(sys.modules)))"
    )
    file = str(FILES / "cycle.yaml")
    done = subprocess.run(
        [sys.executable, "-c", report, "rank", file], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
