"""The Markdown of a record, read back by another program's parser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from agendas.language import ENGLISH
from agendas.record import Record
from exports.formats import render
from exports.markdown_text import escaped, front, item, line
from exports.text import inert, one_line

GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ALLOWED = {"text", "code_inline", "strong_open", "strong_close", "softbreak"}
MARKDOWN = ("markdown", "page", "requesters")
ACTIVE = re.compile(r"@|://|www\.", re.IGNORECASE)


def parsed(record: Record, name: str) -> tuple[dict[str, object], list[Token]]:
    text = render(record, name, ENGLISH).decode()
    if not text.startswith("---\n"):
        return {}, GFM.parse(text)
    _before, front_matter, body = text.split("---\n", 2)
    return yaml.safe_load(front_matter), GFM.parse(body)


def inline(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "inline":
            yield from token.children or []


def words_of(token: Token) -> str:
    return "".join(child.content for child in token.children or [])


def tables(tokens: list[Token]) -> list[list[list[str]]]:
    found: list[list[list[str]]] = []
    for place, token in enumerate(tokens):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type in ("th_open", "td_open"):
            found[-1][-1].append(words_of(tokens[place + 1]))
    return found


def headings(tokens: list[Token]) -> list[str]:
    return [
        words_of(tokens[place + 1])
        for place, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2"
    ]


def rendered(text: str) -> tuple[str, set[str]]:
    """A text's words and what else the parser found in it."""
    (token,) = GFM.parseInline(text)
    kinds = {child.type for child in token.children or []}
    return words_of(token), kinds - {"text", "code_inline"}


@pytest.mark.parametrize("afterwards", ["", "absent", "excused"])
def test_who_was_there_before_the_meeting_was_adjourned_decided_with_the_others(
    records: dict[str, Callable[[], Record]], afterwards: str
) -> None:
    whole = records["whole"]()
    voter = next(p for p in whole.people if p.presence == "present" and "voter" in p.roles)
    before = msgspec.structs.replace(voter, presence=afterwards)
    people = tuple(before if person is voter else person for person in whole.people)
    front, tokens = parsed(msgspec.structs.replace(whole, people=people), "markdown")
    assert voter.name in str(front["decision-makers"])
    assert voter.name not in str(front["informed"])
    rows = [row for table in tables(tokens) for row in table if row[0] == voter.name]
    assert "there until it was adjourned" in rows[0]


def test_times_of_another_day_than_the_meetings_say_their_day(
    records: dict[str, Callable[[], Record]],
) -> None:
    whole = records["whole"]()
    first, *others = whole.people
    later = datetime(2026, 12, 3, 10, 20, tzinfo=UTC)
    there = msgspec.structs.replace(
        first, presence="left", arrived=datetime(2026, 12, 1, 9, 2, tzinfo=UTC), left=later
    )
    record = msgspec.structs.replace(whole, on=date(2026, 12, 1), people=(there, *others))
    for format in ("markdown", "html"):
        told = render(record, format, ENGLISH).decode()
        assert "3 Dec, 10:20" in told
        assert "1 Dec, 09:02" not in told


def test_the_record_has_its_sections_in_order(records: dict[str, Callable[[], Record]]) -> None:
    _front, tokens = parsed(records["interim"](), "markdown")
    assert headings(tokens) == [
        "Result",
        "Undecided",
        "We do this",
        "If there is room",
        "Not this month",
        "Back to the requester",
        "Declined and merged",
        "Emergencies",
        "Last period: promised and done",
        "How we decided",
        "Open questions",
        "Notes",
        "Next meeting",
    ]


def test_a_final_record_has_no_undecided_section_and_a_corrected_one_says_what_was_put_right(
    records: dict[str, Callable[[], Record]],
) -> None:
    text = render(records["corrected"](), "markdown", ENGLISH).decode()
    assert "## Undecided" not in text
    assert "NOT FINAL" not in text
    assert "CORRECTED: this is version 2" in text
    assert (
        "Version 2, 2 December 2026, 08:15, A. Meier: R-121, deadline: 2026-12-18 instead of "
        "2026-12-11, because the wrong day was read aloud"
    ) in text


@pytest.mark.parametrize("name", ["markdown", "html", "page", "page-html", "requesters"])
def test_what_is_not_final_says_so_in_every_readable_format(
    records: dict[str, Callable[[], Record]], name: str
) -> None:
    mark = "NOT FINAL: state at 1 December 2026, 09:41"
    assert mark in render(records["interim"](), name, ENGLISH).decode()
    assert mark not in render(records["whole"](), name, ENGLISH).decode()


def test_the_front_matter_names_who_decided_who_was_asked_and_who_is_told(
    records: dict[str, Callable[[], Record]],
) -> None:
    front_matter, _tokens = parsed(records["whole"](), "markdown")
    assert front_matter["status"] == "accepted"
    assert str(front_matter["date"]) == "2026-12-01"
    assert front_matter["decision-makers"] == ["A. Meier", "P. Novak", "R. Lindqvist"]
    assert front_matter["consulted"] == ["M. Okafor"]
    assert front_matter["informed"] == ["T. Sørensen", "J. Costa"]
    assert parsed(records["interim"](), "markdown")[0]["status"] == "proposed"


def test_every_not_this_month_row_says_reason_date_condition_and_teller(
    records: dict[str, Callable[[], Record]],
) -> None:
    _front, tokens = parsed(records["whole"](), "markdown")
    head, *rows = next(t for t in tables(tokens) if "What would change it" in t[0])
    row = dict(zip(head, rows[0], strict=True))
    assert row["Request"] == "R-115"
    assert row["Reason"] == "DEP waits for another request or party"
    assert row["Detail"] == "the scanner"
    assert row["We look again"] == "5 January 2027"
    assert row["What would change it"] == "the scanner has run four weeks"
    assert row["Who tells"] == "R. Lindqvist"


def test_a_reason_of_several_lines_stands_in_full_below_its_table(
    records: dict[str, Callable[[], Record]],
) -> None:
    text = render(records["whole"](), "markdown", ENGLISH).decode()
    assert "One hour a week gained does not carry 20 days. … (more below) |" in text
    assert (
        "- R-107, Detail:\n  - One hour a week gained does not carry 20 days.\n"
        "  - A figure with a name would.\n"
    ) in text


@pytest.mark.parametrize("name", MARKDOWN)
def test_all_rows_of_a_table_have_as_many_cells_as_its_head(meeting: Record, name: str) -> None:
    _front, tokens = parsed(meeting, name)
    for table in tables(tokens):
        assert {len(row) for row in table} == {len(table[0])}


@pytest.mark.parametrize("name", MARKDOWN)
def test_a_hostile_text_in_every_field_marks_nothing_up(
    typed_everywhere: Callable[[str], Record],
    records: dict[str, Callable[[], Record]],
    hostile: str,
    name: str,
) -> None:
    _front, tokens = parsed(typed_everywhere(hostile), name)
    _front, harmless = parsed(records["corrected"](), name)
    assert {child.type for child in inline(tokens)} <= ALLOWED
    blocks = {token.type for token in tokens}
    assert blocks <= {token.type for token in harmless}
    if name != "requesters":  # there the section is the requester
        assert headings(tokens) == headings(harmless)
    assert [len(table[0]) for table in tables(tokens)] == [
        len(table[0]) for table in tables(harmless)
    ]
    assert [len(table) for table in tables(tokens)] == [len(table) for table in tables(harmless)]
    for child in inline(tokens):
        assert child.type == "code_inline" or not ACTIVE.search(child.content)


def test_a_hostile_title_comes_out_as_it_was_typed(
    typed_everywhere: Callable[[str], Record], hostile: str
) -> None:
    _front, tokens = parsed(typed_everywhere(hostile), "markdown")
    head, first, *_rest = next(t for t in tables(tokens) if "First deliverable" in t[0])
    lines = [line.strip() for line in inert(hostile).splitlines() if line.strip()]
    shown = lines[0] if len(lines) == 1 else f"{lines[0]} … (more below)"
    assert dict(zip(head, first, strict=True))["Title"] == shown


def test_no_line_of_the_file_is_a_quick_action_or_a_control(
    typed_everywhere: Callable[[str], Record], hostile: str
) -> None:
    for name in MARKDOWN:
        text = render(typed_everywhere(hostile), name, ENGLISH).decode()
        assert not re.search(r"^\s*/", text, re.MULTILINE)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", text)


def test_front_matter_keeps_hostile_names_and_shows_them_to_no_parser(
    typed_everywhere: Callable[[str], Record], hostile: str
) -> None:
    front_matter, _tokens = parsed(typed_everywhere(hostile), "markdown")
    assert front_matter["decision-makers"] == [inert(hostile)] * 3
    _words, found = rendered(front(hostile))
    assert not found


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_any_text_reads_as_it_stands_and_is_nothing_else(text: str) -> None:
    words, found = rendered(escaped(text))
    assert (words, found) == (one_line(text), set())


@given(st.text(st.sampled_from("`|\\@*_ w.:/a<>[]()!&#;x1-"), max_size=24))
def test_any_mixture_of_signs_survives_a_table_cell(text: str) -> None:
    tokens = GFM.parse(f"| a | b |\n| --- | --- |\n| {escaped(text)} | end |\n")
    assert tables(tokens)[0][1:] == [[one_line(text), "end"]]
    assert {child.type for child in inline(tokens)} <= {"text", "code_inline"}


@given(st.text(st.sampled_from("-+=#>1.) /:!`~|a\n\t*_"), max_size=24))
def test_any_text_at_the_beginning_of_a_line_stays_a_paragraph_or_one_item(text: str) -> None:
    tokens = GFM.parse(line(text))
    assert [token.type for token in tokens] in (
        ["paragraph_open", "inline", "paragraph_close"],
        [],
    )
    kinds = [token.type for token in GFM.parse(item(text))]
    lines = [line for line in inert(text).split("\n") if line.strip()]
    assert kinds.count("list_item_open") == max(1, len(lines))
    assert kinds.count("bullet_list_open") == (2 if len(lines) > 1 else 1)
    assert not {"heading_open", "hr", "fence", "code_block", "ordered_list_open"} & set(kinds)
