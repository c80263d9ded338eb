"""Every way of ranking without a screen: typed, answered in sentences, and in the record."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

READY = "\n".join(
    f"""add "Wish {n}" requester Ada department {department}
fill R-00{n} problem p
fill R-00{n} benefit b
fill R-00{n} done-means d
fill R-00{n} first-deliverable f
fill R-00{n} effort {days}
table R-00{n}"""
    for n, (department, days) in enumerate(
        (
            ("Sales", 2),
            ("Finance", 3),
            ("Marketing", 4),
            ("Operations", 5),
            ('"Human Resources"', 6),
        ),
        start=1,
    )
)
START = """
meeting 2026-12-01
at 09:00
present
capacity 10
stage rank
"""
END = """
stage line
over "the shop opens in January"
rest
defaults
stage close
finalise
"""


@pytest.fixture
def meet(on: Run, script: Callable[[str], Path], workspace: Path) -> Callable[[str], Any]:
    """Five ready requests and these lines: what was answered to each, and the record."""

    def run(lines: str) -> tuple[dict[str, str], Any, str]:
        path = script(READY + START + lines)
        done = on("meet", "--script", path, "--json", "--keep-going")
        answers = {each["command"]: each["says"] for each in done.objects()}
        folder = workspace / "exports" / "2026-12-01"
        if not folder.exists():
            return answers, None, ""
        record = json.loads((folder / "record.json").read_text("utf-8"))
        return answers, record, (folder / "record.md").read_text("utf-8")

    return run


def test_a_meeting_by_order_with_duels_from_the_first_ballot_to_the_record(meet: Any) -> None:
    answers, record, text = meet(
        """method order
where
list
ballot Meier c a (b d) e
ballot Haddad ca=b
ballot Novak edcba
ballot Sato ax
abstain Sato
reveal
discuss
what if
duel R-002 R-004
wins R-002 R-004 2 3
"""
        + END
    )
    assert "Type “ballot NAME c a (b d) e”" in answers["where"]
    assert "1. a: R-001 Wish 1" in answers["list"]
    assert "is no candidate of this round" in answers["ballot Sato ax"]
    assert "Discuss these: " in answers["reveal"]
    assert "are proposed" in answers["discuss"] or "is proposed" in answers["discuss"]
    assert "mean rank correlation -" in answers["discuss"]
    assert "qual shares:" in answers["what if"]
    assert "R-002 or R-004?" in answers["duel R-002 R-004"]
    assert "The duels are decided: R-004 and R-002" in answers["wins R-002 R-004 2 3"]
    (row,) = record["rounds"]
    assert (record["method"], row["counting"], row["voters"]) == ("order", "borda", 3)
    assert row["orders"][1] == {
        "voter": "K. Meier",
        "order": [["R-003"], ["R-001"], ["R-002", "R-004"], ["R-005"]],
    }
    assert row["mean_correlation"].startswith("-")
    assert {each["request"]: each["wins"] for each in row["standings"]}["R-003"] == 4
    assert record["duels"][0]["order"] == ["R-004", "R-002"]
    assert record["discussed"]
    assert "Ranked by order" in text
    assert "counted by Borda's points" in text
    assert "| K. Meier | R-003, R-001, (R-002, R-004), R-005 |" in text
    assert "Duels around the line, by show of hands:" in text
    assert "After Schulze the order is" in text


def test_a_meeting_by_score_is_filled_column_by_column(meet: Any) -> None:
    answers, record, text = meet(
        """method score
where
score business Meier 58313
score business Haddad 38.13
score business Meier 583
score time business 12345
score risk business 11111
score effort Meier 1 2 3 4 5
score effort it 1 2 3 4 .
where
reveal
fairness
"""
        + END
    )
    assert "Business_value, by the business" in answers["where"]
    assert "3 values for 5 candidates (a to e)" in answers["score business Meier 583"]
    assert "Only IT fills this column" in answers["score effort Meier 1 2 3 4 5"]
    assert "Marketing (1): asked" in answers["fairness"]
    assert "sits elsewhere than the asks" in answers["fairness"]
    (row,) = record["rounds"]
    assert (record["method"], row["counting"], row["scale"]) == ("score", "wsjf", 9)
    found = {each["request"]: each for each in row["standings"]}
    assert found["R-001"]["points"] == "6"
    assert found["R-003"]["columns"][0] == ["business_value", "3"]
    assert found["R-004"]["points"] == "3/2"
    assert {each["voter"] for each in row["ratings"]} == {"K. Meier", "A. Haddad", "business"}
    assert record["fairness"]["months"] == 1
    assert "divided by the effort" in text
    assert "| the business |" in text
    assert "Fairness check over 1 month" in text


def test_ballots_are_read_from_a_file_and_a_bad_file_is_refused_by_line(
    meet: Any, tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text("ballots: [{voter: meier, order: [c, a]}, {voter: sato, order: [b]}]\n")
    bad.write_text("ballots:\n- {voter: meier, order: [z]}\n- {voter: nobody, order: [a]}\n")
    answers, _record, _text = meet(
        f"method order\nabsent Sato\nballots {tmp_path}/none\nballots {bad}\n"
        f"ballots {good}\nballots\n"
    )
    assert "cannot be read" in answers[f"ballots {tmp_path}/none"]
    assert "bad.yaml:2:" in answers[f"ballots {bad}"]
    assert "bad.yaml:3:" in answers[f"ballots {bad}"]
    assert answers[f"ballots {good}"].startswith("1 ballot read")
    assert "not in the room: J. Sato" in answers[f"ballots {good}"]
    assert "which file?" in answers["ballots"].lower()


def test_what_needs_a_reveal_or_a_line_says_so(meet: Any) -> None:
    answers, _record, _text = meet("fairness\nwhat if\nwhat\ndiscuss\n")
    assert "nothing is revealed yet" in answers["discuss"].lower()
    assert "nothing to compare" in answers["what if"]
    assert "type: what if" in answers["what"].lower()


def test_without_a_vote_it_is_said_that_nobody_voted(meet: Any) -> None:
    answers, _record, _text = meet("method consent\nreveal\ndiscuss\nwhat if\n")
    assert answers["discuss"] == "Nobody voted: nothing is disputed."
    assert answers["what if"] == "Nobody voted: there is nothing to compare."


def test_the_list_says_what_did_not_fit_and_what_comes_first(meet: Any) -> None:
    fixed = "fill R-005 class fixed_date\nfill R-005 deadline 2026-12-20\n"
    fixed += "fill R-005 deadline-authority law\n"
    ballots = "ballot Meier ddc\nballot Haddad d\n"
    answers, _record, _text = meet(fixed + ballots + "reveal\nlist\n")
    rows = {line.split()[2]: line for line in answers["list"].splitlines() if "R-0" in line}
    assert "above the line, taken out first, for law says so" in rows["R-005"]
    assert "below the line, did not fit: needs 5, 4 left" in rows["R-004"]
    assert "did not fit" not in rows["R-003"]


def test_a_secret_ballot_is_said_to_be_handed_in_and_not_saved(
    on: Run, script: Callable[[str], Path], workspace: Path
) -> None:
    agenda = workspace / "agenda.yaml"
    agenda.write_text(agenda.read_text("utf-8").replace("until_reveal", "always"), "utf-8")
    lines = READY + START + "ballot Meier a\nreveal\nwhat if\n"
    done = on("meet", "--script", script(lines), "--json", "--keep-going")
    answers = {each["command"]: each["says"] for each in done.objects()}
    assert "Not saved until the reveal" in answers["stage rank"]
    assert answers["ballot Meier a"] == "K. Meier has handed in."
    assert "this ranking does not tell who voted for what" in answers["what if"]


def test_a_score_with_a_column_that_nobody_filled_is_not_revealed(meet: Any) -> None:
    lines = "method score ice\nscore impact business 58313\nscore confidence business 5831.\n"
    answers, _record, _text = meet(lines + "reveal\n")
    assert answers["reveal"] == "Still to be filled by somebody: ease."
    answers, _record, _text = meet(lines + "score ease it 11111\nreveal\ndiscuss\n")
    assert "A column is empty, so no score: R-005." in answers["discuss"]


def test_who_decides_a_tie_that_no_rule_breaks_says_why_and_the_record_keeps_it(meet: Any) -> None:
    lines = "fill R-004 effort 4\nfill R-003 effort 4\ncapacity 4\n"
    lines += "ballot Meier cd\nreveal\nstage line\nbecause R-001 x\n"
    lines += 'because R-003 "the shop waits"\nundo\nredo\n'
    answers, record, text = meet(lines + END)
    assert "a person decides: move a row, or type “because R-003 …”" in answers["reveal"]
    assert "stands where the ranking says" in answers["because R-001 x"]
    assert "It is said why R-003 stands there." in answers['because R-003 "the shop waits"']
    assert record["ties"] == [{"requests": ["R-003", "R-004"], "rule": "person", "open": False}]
    assert "R-003 and R-004: decided by a person's decision: the shop waits" in text
    assert "Against the ranking" not in text
