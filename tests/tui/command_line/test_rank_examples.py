"""The published examples through `rank --json`: every expected value, exactly."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Case = tuple[dict[str, Any], dict[str, Any]]


@pytest.fixture
def case(ranking_examples: Path) -> Callable[[str], Case]:
    """Input and expected values of an example."""

    def read(name: str) -> Case:
        found = json.loads((ranking_examples / f"dev-{name}.json").read_text("utf-8"))
        return found["input"], found["expected"]

    return read


@pytest.fixture
def rank(program: Run, tmp_path: Path) -> Callable[..., Any]:
    """What `rank --json` makes of a file."""

    def run(file: dict[str, Any], method: str) -> Any:
        path = tmp_path / "file.json"
        path.write_text(json.dumps(file), "utf-8")
        done = program("rank", path, "--method", method, "--json")
        assert (done.code, done.err) == (0, "")
        return done.json()

    return run


def elected(given: dict[str, Any]) -> dict[str, Any]:
    ballots = [{"votes": each["count"], "order": each["ranking"]} for each in given["ballots"]]
    return {"requests": given["candidates"], "ballots": ballots}


def test_borda_and_copeland_of_18_ballots(case: Callable[[str], Case], rank: Run) -> None:
    given, expected = case("borda-and-copeland")
    borda = rank(elected(given), "borda")
    assert borda["points"] == expected["borda_points_start0"]
    assert borda["order"] == expected["borda_ranking"]
    assert rank(elected(given), "copeland")["points"] == expected["copeland_balance"]
    met = borda["head_to_head"]
    for request, balance in expected["copeland_balance"].items():
        assert met[request]["wins"] - met[request]["losses"] == balance


@pytest.mark.parametrize(
    ("name", "key"), [("condorcet-andrea", "schulze"), ("ranked-pairs-cycle", "ranking")]
)
def test_the_order_of_strongest_paths(
    case: Callable[[str], Case], rank: Run, name: str, key: str
) -> None:
    given, expected = case(name)
    found = rank(elected(given), "schulze")
    assert found["order"] == expected[key]
    for request, against in expected["pairwise"].items():
        wins = sum(n > expected["pairwise"][other][request] for other, n in against.items())
        assert found["head_to_head"][request]["wins"] == wins


def test_agreement_and_distances(case: Callable[[str], Case], rank: Run) -> None:
    given, expected = case("agreement")
    rows = {
        "requests": [f"i{n}" for n in range(len(given["judges_by_items"][0]))],
        "ballots": [
            {"dots": {f"i{n}": value for n, value in enumerate(judge)}}
            for judge in given["judges_by_items"]
        ],
    }
    w = Fraction(rank(rows, "dots")["agreement"]["kendall_w"])
    assert float(w) == pytest.approx(expected["W"], rel=1e-15)
    orders = [
        [sorted(pair[key], key=pair[key].get) for key in ("r1", "r2")]
        if "r1" in pair
        else [[str(each) for each in pair[key]] for key in ("order1", "order2")]
        for pair in given["tau"]
    ]
    for (one, other), pairs in zip(orders, expected["tau"], strict=True):
        ballots = [{"voter": "one", "order": one}, {"voter": "all", "votes": 99, "order": other}]
        found = rank({"requests": sorted(one), "ballots": ballots}, "borda")
        n = len(one)
        share = Fraction(pairs, n * (n - 1) // 2)
        assert found["distance"]["one"] == {"pairs": pairs, "share": str(share)}


def test_scores(case: Callable[[str], Case], rank: Run) -> None:
    given, expected = case("rice-six-items")
    requests = [{"id": id, "scores": item} for id, item in given["items"].items()]
    found = rank({"requests": requests, "score": {"preset": "rice"}}, "score")
    rounded = {id: int(Fraction(points) + Fraction(1, 2)) for id, points in found["points"].items()}
    assert rounded == expected["scores_rounded"]

    given, expected = case("cost-of-delay-divided-by-duration")
    requests = [
        {"id": id, "effort": item["weeks"], "scores": {"value": item["cost_of_delay_k_per_week"]}}
        for id, item in given["items"].items()
    ]
    found = rank({"requests": requests, "score": {"preset": "value_effort"}}, "score")
    assert {id: float(Fraction(p)) for id, p in found["points"].items()} == expected["scores"]
    assert found["order"] == [[id] for id in expected["order"]]

    given, expected = case("weighted-scoring")
    criteria = given["criteria"].items()
    file = {
        "requests": [{"id": "A", "scores": {name: each["score"] for name, each in criteria}}],
        "score": {"columns": {name: each["weight"] for name, each in criteria}},
    }
    assert float(Fraction(rank(file, "score")["points"]["A"])) == expected["total"]


def test_equal_shares_where_everything_fits(case: Callable[[str], Case], rank: Run) -> None:
    given, expected = case("equal-shares-basics")
    all_fit = given["all_affordable"]
    file = {
        "requests": [{"id": id, "effort": cost} for id, cost in all_fit["costs"].items()],
        "ballots": [
            {"voter": voter, "dots": dict.fromkeys(wanted, 1)}
            for voter, wanted in all_fit["approvals"].items()
        ],
        "capacity": all_fit["budget"],
    }
    assert rank(file, "dots")["equal_shares"]["taken"] == expected["all_affordable"]
