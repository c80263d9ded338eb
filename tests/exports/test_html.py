"""The HTML of a record, read back by a strict parser that is not ours."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

import html5lib
import pytest

from agendas.language import ENGLISH
from agendas.record import Record
from exports.formats import render
from exports.text import inert

HTML = ("html", "page-html")
KNOWN = {
    "html", "head", "meta", "title", "style", "body", "main", "header", "h1", "h2", "p", "strong",
    "ul", "li", "span", "section", "table", "caption", "thead", "tbody", "tr", "th", "td", "footer",
}  # fmt: skip
ATTRIBUTES = {"lang", "charset", "name", "content", "http-equiv", "id", "class", "scope"}


def parsed(record: Record, name: str) -> Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: Element = parser.parse(render(record, name, ENGLISH).decode())
    return root


def texts(root: Element) -> list[str]:
    return ["".join(element.itertext()) for element in root.iter()]


@pytest.mark.parametrize("name", HTML)
def test_a_strict_parser_finds_nothing_wrong_and_nothing_active(meeting: Record, name: str) -> None:
    root = parsed(meeting, name)
    assert {element.tag for element in root.iter()} <= KNOWN
    assert {key for element in root.iter() for key in element.keys()} <= ATTRIBUTES  # noqa: SIM118


@pytest.mark.parametrize("name", HTML)
def test_the_file_needs_nothing_from_elsewhere(meeting: Record, name: str) -> None:
    text = render(meeting, name, ENGLISH).decode()
    for outside in ("http:", "https:", "url(", "@import", "<script", "<link", "src=", "href="):
        assert outside not in text


@pytest.mark.parametrize("name", HTML)
def test_tables_say_what_they_are_and_which_cells_are_heads(meeting: Record, name: str) -> None:
    root = parsed(meeting, name)
    assert root.get("lang") == "en"
    found = list(root.iter("table"))
    assert found
    for table in found:
        assert "".join(table.find("caption").itertext()).strip()  # type: ignore[union-attr]
        head, *rows = table.iter("tr")
        assert {cell.get("scope") for cell in head} == {"col"}
        for row in rows:
            assert next(cell.get("scope") for cell in row) == "row"
            assert len(row) == len(head)


def test_the_style_knows_paper_and_darkness(records: dict[str, Callable[[], Record]]) -> None:
    text = render(records["whole"](), "html", ENGLISH).decode()
    for wanted in (
        "@media print",
        "@page { size: A4; margin: 15mm; }",
        "thead { display: table-header-group; }",
        "break-inside: avoid",
        "prefers-color-scheme: dark",
        "overflow-wrap: anywhere",
    ):
        assert wanted in text


@pytest.mark.parametrize("name", HTML)
def test_a_hostile_text_in_every_field_is_text(
    typed_everywhere: Callable[[str], Record],
    records: dict[str, Callable[[], Record]],
    hostile: str,
    name: str,
) -> None:
    root = parsed(typed_everywhere(hostile), name)
    harmless = parsed(records["corrected"](), name)
    shown = {element.tag for element in root.iter()}
    assert shown <= KNOWN
    assert len(list(root.iter("tr"))) == len(list(harmless.iter("tr")))
    assert len(list(root.iter("td"))) == len(list(harmless.iter("td")))
    title = inert(hostile)
    assert any(title in text for text in texts(root.find("body")))  # type: ignore[arg-type]


def test_not_this_month_is_as_prominent_as_the_commitments(
    records: dict[str, Callable[[], Record]],
) -> None:
    text = render(records["whole"](), "html", ENGLISH).decode()
    assert "#this-month h2, #not-this-month h2 { font-size" in text
    numbers = {
        element.get("class"): "".join(element.itertext())
        for element in parsed(records["whole"](), "html").iter("li")
        if "figure" in (element.get("class") or "")
    }
    assert numbers["figure this-month"] == "2 this month"
    assert numbers["figure not-this-month"] == "3 not this month"
