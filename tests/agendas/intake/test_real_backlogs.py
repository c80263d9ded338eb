"""Real exports of fifteen tools come in with the rows, titles and keys of their oracle."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agendas.intake.convert import WEAK, Intake

BY_PROFILE = {"jira_info380": "jira", "jira_planeso": "jira", "jira_werkplaats": "jira",
              "gh_": "gh", "github_nebula": "gh", "trello_": "trello"}  # fmt: skip
NAMES = """bugzilla_fedora_en.csv decidemadrid_proposals_es.csv gh_blendmate_en.json
gh_cyf_batch_en.json gh_reflecto_de_utf16.json ghe_geocal_en.csv github_import_drone_en.csv
github_nebula_en.json github_ruby_labels_en.csv gitlab_export_fixture_en.csv
gitlab_import_fixture_complex.csv gitlab_import_fixture_semicolon.csv jira_info380_en.csv
jira_planeso_en.csv jira_redhat_apache_notitle.csv jira_werkplaats_nl.csv linear_importer_en.csv
monorail_fugu_en.csv polarion_netobserv_semicolon_en.csv trello_tapmovies_en.json
derived/decidemadrid_cp1252_semicolon.csv derived/jira_info380_sepline.csv
derived/jira_planeso_reexport.csv derived/jira_werkplaats_utf16_tab.txt""".split()  # noqa: SIM905


@pytest.fixture(scope="module")
def index(backlogs: Path) -> dict[str, dict[str, Any]]:
    entries = json.loads((backlogs / "index.json").read_text(encoding="utf-8"))
    return {entry["file"]: entry for entry in entries}


def test_no_real_file_is_left_out(index: dict[str, dict[str, Any]]) -> None:
    assert sorted(index) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_real_file_comes_in(
    name: str, backlogs: Path, index: dict[str, dict[str, Any]], bring_in: Callable[..., Intake]
) -> None:
    entry = index[name]
    oracle = entry.get("oracle", {})
    intake = bring_in(backlogs / name)
    requests = intake.requests
    profile = next(
        (profile for start, profile in BY_PROFILE.items() if Path(name).name.startswith(start)), ""
    )
    assert intake.profile == profile if profile else intake.profile.startswith(("csv-", "json-"))
    assert intake.rows == oracle.get("rows", oracle.get("cards", entry.get("rows")))
    assert len(requests) + len(intake.refused) + len(intake.skipped) == intake.rows
    if "with_title" in oracle:
        assert len(requests) == oracle["with_title"]
        assert requests[0].title.startswith(" ".join(oracle["first_title"].split()))
        assert requests[-1].title.startswith(" ".join(oracle["last_title"].split()))
    if "distinct_keys" in oracle:
        assert len({one.key for one in requests}) == oracle["distinct_keys"]
        assert (requests[0].key, requests[-1].key) == (oracle["first_key"], oracle["last_key"])
    if "votes_sum" in oracle:
        assert sum(one.votes or 0 for one in requests) == oracle["votes_sum"]
    if "due_count" in oracle:
        assert sum(one.deadline is not None for one in requests) == oracle["due_count"]
    if "pull_requests" in oracle:
        assert len(intake.skipped) == oracle["pull_requests"]
    if "cards" in oracle:
        assert len(requests) == oracle["cards_open_in_open_lists"]
        assert requests[0].title == oracle["first_title"]


def test_a_real_file_without_titles_refuses_each_row(
    backlogs: Path, bring_in: Callable[..., Intake]
) -> None:
    intake = bring_in(backlogs / "jira_redhat_apache_notitle.csv")
    assert len(intake.refused) == intake.rows == 2480
    assert intake.refused[0].row == 2


def test_issues_without_numbers_are_known_by_their_titles(
    backlogs: Path, bring_in: Callable[..., Intake]
) -> None:
    intake = bring_in(backlogs / "gh_cyf_batch_en.json")
    assert all(one.key.startswith(WEAK) for one in intake.requests)


def test_story_points_of_a_real_board_do_not_become_days(
    backlogs: Path, bring_in: Callable[..., Intake]
) -> None:
    assert all(one.effort is None for one in bring_in(backlogs / "jira_info380_en.csv").requests)
