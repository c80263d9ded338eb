"""A file that nobody has seen gets a mapping that a person only has to confirm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from agendas.intake.convert import convert
from agendas.intake.csv_tables import read_csv
from agendas.intake.dates import Order
from agendas.intake.mapping import DATES, UNIT, Mapping, header_set
from agendas.intake.numbers import Unit
from agendas.intake.opening import open_file
from agendas.intake.proposing import Proposal, propose, propose_as
from agendas.intake.table import Table, Unreadable
from agendas.language import ENGLISH


def table(text: str) -> Table:
    found = read_csv(text)
    assert isinstance(found, Table), found
    return found


@pytest.mark.parametrize(
    ("file", "profile"),
    [
        ("excel_unicode_tab.txt", "jira"),
        ("month_names_fr.csv", "jira"),
        ("jira_es.csv", "jira"),
        ("jira_pt_br.csv", "jira"),
        ("jira_de.csv", "jira"),
        ("gh_full.json", "gh"),
        ("github_rest.json", "gh"),
        ("pages.json", "gh"),
        ("trello_board.json", "trello"),
        ("trello_2012.json", "trello"),
    ],
)
def test_known_tools_are_recognised(
    file: str, profile: str, proposal_of: Callable[..., Proposal]
) -> None:
    proposal = proposal_of(file)
    assert proposal.origin == "profile"
    assert proposal.mapping.profile == profile
    assert not proposal.questions


FIELDS = ("key", "title", "problem", "requester", "department", "created", "deadline", "status")


@pytest.mark.parametrize(
    ("file", "columns"),
    [
        ("redmine_de_cp1252.csv", "# Thema - Autor Kategorie Angelegt Abgabedatum Status"),
        ("azure_devops.csv", "ID Title - Created_By Area_Path Created_Date - State"),
        ("gitlab.csv", "ID Title Description Author - Created_At_(UTC) Due_Date State"),
        ("linear.csv", "ID Title Description Creator Team Created Due_Date Status"),
        ("header_row_4.csv", "Task_ID Name Notes - Section/Column Created_At Due_Date -"),
        ("sep_line.csv", "Ticket-ID Titel Beschreibung - - - - Status"),
        ("multilingual.csv", "id title/ca body/ca - - published_at - state"),
        ("unknown_tool.csv", "Ref. Wunsch_der_Abteilung - - - Erfasst_am - -"),
        ("unknown_words.csv", "Kenn Was_soll_anders_werden - - - - - -"),
        ("no_header.csv", "Column_2 Column_3 Column_5 - - - - -"),
        ("plain_list.csv", "- Column_1 - - - - - -"),
        ("ambiguous_dates.csv", "Number Summary - - - Opened Due_date -"),
        ("wrapped_data_items.json", "id name - owner.name - - - -"),
        (
            "wrapped_issues.json",
            "key fields.summary fields.description fields.reporter fields.components[].name "
            "fields.created fields.duedate fields.status.name",
        ),
    ],
)
def test_columns_are_proposed_by_header_or_content(
    file: str, columns: str, proposal_of: Callable[..., Proposal]
) -> None:
    mapping = proposal_of(file).mapping
    first = [mapping.columns(field)[:1] or ("-",) for field in FIELDS]
    assert [column.replace(" ", "_") for (column,) in first] == columns.split()


def test_redmine_in_japanese_is_mapped_once_its_encoding_is_chosen(
    proposal_of: Callable[..., Proposal],
) -> None:
    mapping = proposal_of("redmine_ja_cp932.csv", encoding="cp932").mapping
    assert mapping.columns("title") == ("題名",)
    assert mapping.columns("requester") == ("作成者",)
    assert mapping.columns("deadline") == ("期日",)
    assert mapping.unit is Unit.HOURS


def test_another_thing_of_the_same_name_is_not_the_field() -> None:
    found = propose(table("ID,Epic Title,Title,Project status,Status,Parent key\n1,e,t,p,s,k\n"))
    assert found.mapping.columns("title") == ("Title",)
    assert found.mapping.columns("status") == ("Status",)
    assert found.mapping.columns("key") == ("ID",)


def test_a_summary_is_the_problem_only_beside_a_title() -> None:
    both = propose(table("id,title,summary\n1,short,long words\n")).mapping
    assert (both.columns("title"), both.columns("problem")) == (("title",), ("summary",))
    alone = propose(table("id,summary,description\n1,short,long words\n")).mapping
    assert alone.columns("title") == ("summary",)


@pytest.mark.parametrize("person", ["asked_by.name", "reporter.displayName", "createdBy.login"])
def test_an_object_that_stands_for_a_person_is_the_requester(person: str) -> None:
    found = propose(table(f"ref,headline,project.name,{person}\nW-1,a wish,shop,Ana\n"))
    assert found.mapping.columns("requester") == (person,)


def test_a_column_that_repeats_itself_is_no_key() -> None:
    rows = "".join(f"X1,{n},Wish number {n}\n" for n in range(9))
    assert propose(table("Code,Number,Title\n" + rows)).mapping.columns("key") == ("Number",)


def test_without_a_key_the_address_is_one() -> None:
    found = propose(table("Title,URL\nA wish,https://t.example/1\nB wish,https://t.example/2\n"))
    assert found.mapping.columns("key") == ("URL",)


def test_a_file_without_a_title_says_so() -> None:
    found = propose(table("id,priority,count\n1,high,3\n2,low,4\n3,low,5\n"))
    assert not found.mapping.columns("title")
    assert "no column looks like a title" in ENGLISH.say(found.questions[0].text)
    answered = found.questions[0].answered(found.mapping, "priority")
    assert answered.columns("title") == ("priority",)


def test_ambiguous_dates_are_asked_for_and_only_in_their_column(
    proposal_of: Callable[..., Proposal],
) -> None:
    proposal = proposal_of("ambiguous_dates.csv")
    (question,) = proposal.questions
    assert (question.kind, question.column) == (DATES, "Opened")
    assert proposal.mapping.order("Due date") is Order.DAY_FIRST
    answered = question.answered(proposal.mapping, question.answers[1][0])
    assert answered.order("Opened") is Order.MONTH_FIRST


def test_the_unit_of_a_bare_estimate_is_asked_for(proposal_of: Callable[..., Proposal]) -> None:
    proposal = proposal_of("azure_devops.csv")
    question = next(asked for asked in proposal.questions if asked.kind == UNIT)
    assert question.answered(proposal.mapping, "days").unit is Unit.DAYS
    assert propose(table("ID,Title,Effort (days)\n1,a,3\n")).mapping.unit is Unit.DAYS
    assert propose(table("ID,Titel,Aufwand [h]\n1,a,3\n")).mapping.unit is Unit.HOURS


def test_seconds_that_are_a_few_are_asked_about() -> None:
    few = propose(table("ID,Title,Original Estimate\n1,a,3\n2,b,16\n"))
    assert few.mapping.unit is Unit.UNKNOWN
    assert [question.column for question in few.questions] == ["Original Estimate"]
    many = propose(table("ID,Title,Original Estimate\n1,a,28800\n2,b,60\n"))
    assert (many.mapping.unit, many.questions) == (Unit.SECONDS, ())


def test_points_stay_out_of_the_effort_and_this_is_said() -> None:
    found = propose(table("ID,Title,Story Points\n1,a,5\n"))
    assert not found.mapping.columns("effort")
    assert any("points are no days" in ENGLISH.say(note) for note in found.notes)


def test_samples_show_what_a_field_would_get(proposal_of: Callable[..., Proposal]) -> None:
    samples = dict(proposal_of("redmine_de_cp1252.csv").samples)
    assert samples["title"][0] == "Formular für Urlaubsanträge"


def test_a_kept_mapping_is_proposed_again_for_the_same_columns(
    table_of: Callable[..., Table],
) -> None:
    one = table_of("unknown_tool.csv")
    kept = replace(propose(one).mapping.feeding("requester", ("Wer",)), profile="wishes")
    again = propose(one, [kept])
    assert again.origin == "kept"
    assert again.mapping.columns("requester") == ("Wer",)
    assert again.mapping.profile == "wishes"


def test_a_kept_mapping_outlives_a_new_column_so_that_keys_stay_known() -> None:
    before = table("ID,Title,Description,Status\n1,a,b,c\n")
    kept = propose(before).mapping
    after = table("ID,Title,Description,Status,Colour\n1,a,b,c,red\n")
    assert propose(after, [kept]).mapping.profile == kept.profile
    assert propose(after).mapping.profile != kept.profile


def test_a_file_in_a_chosen_encoding_is_known_next_month_without_a_choice(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes("#;Тема;Автор\n1;Отчёт по складу;Иванов\n".encode("cp1251"))
    chosen = open_file(file, encoding="cp1251")
    assert isinstance(chosen, tuple)
    again = open_file(file, [chosen[1].mapping])
    assert isinstance(again, tuple)
    assert (again[0].encoding, again[1].origin) == ("cp1251", "kept")
    unknown = open_file(file)
    assert isinstance(unknown, tuple)
    assert unknown[0].encoding == "cp1252"


def test_a_file_that_cannot_be_read_is_a_sentence(samples: Path) -> None:
    assert isinstance(open_file(samples / "unclosed_quote.csv"), Unreadable)


def test_the_header_set_does_not_depend_on_order_or_case() -> None:
    assert header_set(("ID", "Title", "")) == header_set(("title", "id"))
    assert header_set(("ID", "Title")) != header_set(("ID", "Titel"))


def test_a_profile_can_be_asked_for_by_name() -> None:
    one = table("Key,Summary\nA-1,a wish\n")
    found = propose_as(one, "jira")
    assert found is not None
    assert convert(one, found.mapping).requests[0].key == "A-1"
    assert propose_as(one, "nobody's") is None


def test_a_field_may_be_taken_away() -> None:
    mapping = Mapping("x", "", (("title", ("A",)), ("labels", ("B",))))
    assert mapping.feeding("labels", ()).fields == (("title", ("A",)),)
