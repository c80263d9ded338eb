"""Every hostile text in every field of one record, and each format read back once."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import chain, count, cycle
from types import ModuleType
from typing import Any

import html5lib
import pytest
import yaml
from markdown_it import MarkdownIt
from msgspec.structs import replace

from agendas.language import ENGLISH
from agendas.record import Record
from exports.audience import Audience
from exports.csv_files import guarded
from exports.formats import FORMATS, render
from exports.text import inert

#: More would only make the parsers slow: the long texts are tried in one row of their own.
SHORT = 3_000
ACTS = re.compile(r"[\s\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff]*[=+\-@＝＋－＠]")
GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])
#: What people could be led to by, or what a reader could be made to run.
ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "main", "header", "h1", "h2", "p", "strong",
    "ul", "li", "span", "section", "table", "caption", "thead", "tbody", "tr", "th", "td", "footer",
}  # fmt: skip
ATTRIBUTES = {"lang", "charset", "name", "content", "http-equiv", "id", "class", "scope"}

Build = Callable[[Record, Callable[[], str]], Record]
MakeRecord = Callable[[Iterable[str]], Record]


@pytest.fixture
def record_of(records: dict[str, Callable[[], Record]], typed_in_turn: Build) -> MakeRecord:
    """A record whose rows together hold each text in each field."""

    def make(texts: Iterable[str]) -> Record:
        whole, numbers = records["corrected"](), count(1)
        given = tuple(texts)
        rows = tuple(
            replace(row, request=f"R-{next(numbers):03}")
            for _text, row in zip(given, cycle(whole.candidates), strict=False)
        )
        # As many texts as no row has fields: each meets every field in one row or another.
        turn = cycle(given)
        return typed_in_turn(replace(whole, candidates=rows), lambda: next(turn))

    return make


@pytest.fixture
def hostile_record(record_of: MakeRecord, hostile_corpus: ModuleType) -> Record:
    """All the texts, the endless ones once."""
    texts = list(hostile_corpus.TEXTS.values())
    record = record_of([text for text in texts if len(text) <= SHORT])
    endless = [text for text in texts if len(text) > SHORT]
    first = record.candidates[: len(endless)]
    long = tuple(replace(row, title=text) for row, text in zip(first, endless, strict=True))
    return replace(record, candidates=(*record.candidates, *long))


@pytest.fixture
def harmless_record(record_of: MakeRecord, hostile_record: Record) -> Record:
    """The same shape with a harmless word everywhere."""
    record = record_of(["x"] * len(hostile_record.candidates))
    return replace(record, candidates=record.candidates)


def bare(text: str) -> set[str]:
    """Characters that a terminal, a renderer or a reader obeys, or that hide."""
    return {
        sign
        for sign in set(text) - {"\n", "\r"}
        if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")
        or "\u202a" <= sign <= "\u202e"
        or "\u2066" <= sign <= "\u2069"
    }


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "csv"])
def test_nothing_in_a_file_is_obeyed_by_the_terminal_that_shows_it(
    hostile_record: Record, name: str
) -> None:
    assert bare(render(hostile_record, name, ENGLISH).decode()) == set()


@pytest.mark.parametrize("name", ["markdown", "page", "requesters"])
def test_no_text_has_a_structure_of_its_own_in_markdown(
    hostile_record: Record, harmless_record: Record, name: str
) -> None:
    text = render(hostile_record, name, ENGLISH, audience=Audience.IT).decode()
    front, body = ("", text)
    if name == "markdown":
        _none, front, body = text.split("---\n", 2)
        assert set(yaml.safe_load(front)) == {
            "status", "date", "decision-makers", "consulted", "informed",
        }  # fmt: skip
    assert not re.search(r"^\s*/", body, re.MULTILINE)
    tokens = GFM.parse(body)
    kinds = {token.type for token in tokens}
    harmless = render(harmless_record, name, ENGLISH, audience=Audience.IT).decode()
    known = {token.type for token in GFM.parse(harmless.split("---\n", 2)[-1])}
    # Only a text of several lines makes items below a table.
    assert kinds <= known | {"bullet_list_open", "bullet_list_close", "list_item_open",
                             "list_item_close", "heading_open", "heading_close"}  # fmt: skip
    inline = list(chain.from_iterable(t.children or () for t in tokens if t.type == "inline"))
    assert {child.type for child in inline} <= {
        "text", "code_inline", "strong_open", "strong_close", "softbreak",
    }  # fmt: skip
    for child in inline:
        assert child.type == "code_inline" or not re.search(r"@|://|www\.", child.content)


@pytest.mark.parametrize("name", ["html", "page-html"])
def test_no_text_is_an_element_an_attribute_or_a_link_in_html(
    hostile_record: Record, name: str
) -> None:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root = parser.parse(render(hostile_record, name, ENGLISH, audience=Audience.IT).decode())
    assert {element.tag for element in root.iter()} <= ELEMENTS
    for element in root.iter():
        assert set(element.keys()) <= ATTRIBUTES
    shown = "".join(root.find("body").itertext())
    for row in hostile_record.candidates:
        assert inert(row.title) in shown


def test_no_cell_is_a_formula_and_none_is_lost(hostile_record: Record) -> None:
    csv.field_size_limit(1_000_000)
    text = render(hostile_record, "csv", ENGLISH).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) == len(hostile_record.candidates) + 1
    for row, candidate in zip(rows[1:], hostile_record.candidates, strict=True):
        assert not any(ACTS.match(cell) for cell in row)
        assert row[1] == guarded(candidate.title)
        assert row[1] in (inert(candidate.title), f"'{inert(candidate.title)}")


def test_json_keeps_every_text_exactly_in_characters_that_show(hostile_record: Record) -> None:
    data = render(hostile_record, "json", ENGLISH).decode()
    found: dict[str, Any] = json.loads(data)
    titles = [row["title"] for row in found["candidates"]]
    assert titles == [row.title for row in hostile_record.candidates]
    assert {sign for sign in data if unicodedata.category(sign) == "Cf"} == set()
