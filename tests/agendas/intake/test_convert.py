"""Rows become requests in our fields, or have a reason why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest

from agendas.intake.convert import WEAK, Intake, Progress, convert, converting
from agendas.intake.csv_tables import read_csv
from agendas.intake.proposing import propose
from agendas.intake.table import Table
from agendas.language import ENGLISH


def intake_of(text: str) -> Intake:
    table = read_csv(text)
    assert isinstance(table, Table), table
    return convert(table, propose(table).mapping)


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("month_names_fr.csv", "RH-7 Zoé_Léger 2026-02-03 2026-08-31 1 urgent,paie 4 False"),
        ("jira_de.csv", "LOG-9 Änne_Weiß 2026-03-04 2026-04-01 2 - None False"),
        ("redmine_de_cp1252.csv", "812 Jörg_Müller 2026-11-03 2026-12-24 1.5 - None False"),
        ("gitlab.csv", "90001 Ann_Able 2026-04-01 2026-08-01 1.5 mail,stock None False"),
        ("linear.csv", "OPS-1 ann@corp.example 2026-04-06 2026-10-01 None house,alarm None False"),
        ("gh_full.json", "corp/desk#5 ann 2026-02-03 2026-06-30 None comfort 4 False"),
        ("wrapped_issues.json", "CRM-1 Ann_Able 2026-03-01 2026-07-01 5 crm,data,_old 3 False"),
        ("azure_devops.csv", "4711 Ben_Baker None None None parts,phone None False"),
    ],
)
def test_each_tool_fills_our_fields(
    file: str, expected: str, bring_in: Callable[..., Intake]
) -> None:
    one = bring_in(file).requests[0]
    found = (one.key, one.requester, one.created, one.deadline, one.effort,
             ",".join(one.labels) or "-", one.votes, one.closed)  # fmt: skip
    assert " ".join(str(value).replace(" ", "_") for value in found) == expected


@pytest.mark.parametrize(
    "file", ["month_names_fr.csv", "jira_de.csv", "redmine_de_cp1252.csv", "sep_line.csv",
             "azure_devops.csv", "gitlab.csv", "linear.csv", "header_row_4.csv", "pages.json",
             "lines.ndjson", "trello_board.json", "gh_full.json", "wrapped_issues.json"],
)  # fmt: skip
def test_what_the_source_calls_done_is_marked(file: str, bring_in: Callable[..., Intake]) -> None:
    closed = [one.closed for one in bring_in(file).requests]
    assert closed[:2] == [False, True]


def test_the_first_filled_language_of_a_title_counts(bring_in: Callable[..., Intake]) -> None:
    requests = bring_in("multilingual.csv").requests
    assert [one.title for one in requests] == ["Carril bici", "Más árboles", "Longer opening hours"]
    assert [one.votes for one in requests] == [204, 17, 1204]


def test_supporters_are_counted(bring_in: Callable[..., Intake]) -> None:
    assert [one.votes for one in bring_in("votes_by_ids.csv").requests] == [3, 0]


def test_a_hierarchy_of_titles_is_one_title(bring_in: Callable[..., Intake]) -> None:
    titles = [one.title for one in bring_in("azure_levels.csv").requests]
    assert titles == ["Spare parts", "Order parts by phone"]


def test_hostile_cells_are_cleaned_or_refused_and_counted(bring_in: Callable[..., Intake]) -> None:
    intake = bring_in("hostile_cells.csv")
    by_key = {one.key: one for one in intake.requests}
    assert by_key["1"].title == '=HYPERLINK("http://evil.example","x")'
    assert by_key["1"].url == ""
    assert by_key["2"].title == "red title [/x] [bold]"
    assert by_key["2"].requester == "Ann"
    assert by_key["3"].title == "two lines and atab"
    assert [(note.row, ENGLISH.say(note.reason)) for note in intake.refused] == [
        (5, "its title has 10001 characters; at most 10000 are read"),
        (6, "it has no title"),
    ]
    assert any("2 titles held control characters" in ENGLISH.say(note) for note in intake.notes)


def test_broken_letters_never_reach_a_request(bring_in: Callable[..., Intake]) -> None:
    intake = intake_of('id,title,description\n1,a\ud800b,"x\x00y\r\nz"\n')
    assert intake.requests[0].title == "a\ufffdb"
    assert intake.requests[0].problem == "xy\nz"


def test_uncertain_dates_stay_empty_and_are_counted(bring_in: Callable[..., Intake]) -> None:
    intake = bring_in("ambiguous_dates.csv")
    assert [one.created for one in intake.requests] == [None, None, None]
    assert intake.requests[0].deadline == date(2026, 12, 25)
    assert intake.requests[1].effort == Decimal("0.25")
    assert any("3 dates of creation" in ENGLISH.say(note) for note in intake.notes)


def test_of_rows_with_the_same_key_the_last_counts(bring_in: Callable[..., Intake]) -> None:
    intake = bring_in("doubled_keys.csv")
    assert [(one.key, one.title) for one in intake.requests] == [
        ("A-1", "New words"),
        ("A-2", "Another one"),
    ]
    assert [note.row for note in intake.skipped] == [2]
    assert "row 4 has the same key A-1" in ENGLISH.say(intake.skipped[0].reason)
    assert len(bring_in("asana_double_rows.csv").requests) == 2


def test_keys_that_cannot_be_trusted_become_weak_and_never_join_rows(
    bring_in: Callable[..., Intake],
) -> None:
    intake = bring_in("bad_keys.csv")
    keys = [one.key for one in intake.requests]
    assert len(set(keys)) == 4
    assert [key.startswith(WEAK) for key in keys] == [True, True, False, True]


def test_weak_keys_do_not_depend_on_the_order_of_the_rows() -> None:
    rows = ["Update,first text\n", "Update,second text\n", "Other,text\n"]
    one = intake_of("title,description\n" + "".join(rows)).requests
    other = intake_of("title,description\n" + "".join(reversed(rows))).requests
    assert {(r.key, r.problem) for r in one} == {(r.key, r.problem) for r in other}


def test_a_header_that_comes_again_is_skipped() -> None:
    intake = intake_of("ID,Title,Owner\n1,One,a\nID,Title ,Owner\n2,Two,b\n")
    assert [request.title for request in intake.requests] == ["One", "Two"]
    (skipped,) = intake.skipped
    assert (skipped.row, ENGLISH.say(skipped.reason)) == (3, "it repeats the header")
    assert len(intake_of("Title\nTitle\nOther\n").requests) == 2


def test_a_heading_of_a_group_is_skipped_where_the_header_comes_again_below_it() -> None:
    intake = intake_of(
        "Board\n\nThis week\nName,Person,Status\nPrint labels,Ann,open\n\n"
        "Next month,,\nName,Person,Status\nA wish with a title only,,\n\n"
        ",Later,\nName,Person,Status\nOne form,Cid,open\n"
    )
    assert [one.title for one in intake.requests] == [
        "Print labels",
        "A wish with a title only",
        "One form",
    ]
    said = [(note.row, ENGLISH.say(note.reason)) for note in intake.skipped]
    assert said == [
        (7, "it is the heading of a group"),
        (8, "it repeats the header"),
        (11, "it is the heading of a group"),
        (12, "it repeats the header"),
    ]
    assert intake.refused == ()


def test_pull_requests_and_archived_cards_are_skipped_with_their_reason(
    bring_in: Callable[..., Intake],
) -> None:
    (skipped,) = bring_in("github_rest.json").skipped
    assert (skipped.row, ENGLISH.say(skipped.reason)) == (2, "it is a pull request, not an issue")
    reasons = [ENGLISH.say(note.reason) for note in bring_in("trello_board.json").skipped]
    assert reasons == ["the card is archived", "the card is in an archived list"]


def test_a_long_text_is_cut_and_said() -> None:
    intake = intake_of("id,title,description\n1,a," + "x" * 40_000 + "\n")
    assert len(intake.requests[0].problem) == 32_767
    assert any("long text was cut" in ENGLISH.say(note) for note in intake.notes)


def test_labels_of_repeated_columns_and_lists_are_joined_without_doubles() -> None:
    intake = intake_of("id,title,labels,labels\n1,a,\"['x', 'y']\",z;x\n2,b,,None\n")
    assert intake.requests[0].labels == ("x", "y", "z")
    assert intake.requests[1].labels == ()


def test_a_conversion_tells_how_far_it_is_and_can_be_left() -> None:
    table = read_csv("id,title\n" + "".join(f"{n},wish {n}\n" for n in range(25)))
    assert isinstance(table, Table)
    ends: list[Intake] = []

    def whole() -> Iterator[Progress]:
        ends.append((yield from converting(table, propose(table).mapping, every=10)))

    seen = list(whole())
    assert len(ends[0].requests) == 25
    assert [step.done for step in seen] == [0, 10, 20, 25]
    left = converting(table, propose(table).mapping)
    next(left)
    left.close()


@pytest.mark.parametrize(
    ("benefit", "done_means", "first_deliverable"),
    [
        ("Nutzen", "Abnahmekriterien", "Erstes Ergebnis"),
        ("Business value (text)", "Acceptance criteria", "First deliverable"),
        ("Benefit", "Done when", "Deliverables"),
    ],
)
def test_what_the_ready_checklist_wants_comes_in_from_its_columns(
    benefit: str, done_means: str, first_deliverable: str
) -> None:
    header = f"ID,Title,Description,{benefit},{done_means},{first_deliverable}"
    intake = intake_of(f"{header}\nA-1,New labels,slow,two hours a day,it prints,one printer\n")
    one = intake.requests[0]
    assert (one.problem, one.benefit, one.done_means) == ("slow", "two hours a day", "it prints")
    assert one.first_deliverable == "one printer"
    assert {"benefit", "done_means", "first_deliverable"} <= set(intake.fields)


def test_estimates_that_are_rounded_to_the_quarter_day_are_counted() -> None:
    rows = "A-1,Labels,1.3\nA-2,Printers,2.5\nA-3,Lamps,0.1\n"
    intake = intake_of(f"ID,Title,Effort (days)\n{rows}")
    assert [one.effort for one in intake.requests] == [
        Decimal("1.25"),
        Decimal("2.5"),
        Decimal("0.25"),
    ]
    told = [ENGLISH.say(note) for note in intake.notes]
    assert "2 estimates were rounded to quarter days (first in row 2)" in told


def test_a_business_value_in_points_is_no_benefit() -> None:
    one = intake_of("ID,Title,Business value\nA-1,New labels,13\nA-2,Old labels,8\n").requests[0]
    assert one.benefit == ""
