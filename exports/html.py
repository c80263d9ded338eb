"""Documents as one self-contained HTML file: no script, nothing from elsewhere, prints well."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from agendas.language import Language
from agendas.record import Record
from exports.document import Block, Bullets, Column, Document, Paragraph, Table, Text
from exports.full_record import record_document
from exports.page import page_document
from exports.text import inert

if TYPE_CHECKING:
    from jinja2 import Environment


def record_html(record: Record, language: Language, seal: str = "") -> str:
    """The decision record."""
    return laid_out(record_document(record, seal), language)


def page_html(record: Record, language: Language) -> str:
    """The one page for everyone."""
    return laid_out(page_document(record), language)


def laid_out(document: Document, language: Language) -> str:
    """A document as a whole HTML file, with a line break at its end."""

    def say(text: Text) -> str:
        return inert(language.say(text))

    template = _templates().get_template("document.html.j2")
    return template.render(
        document=document,
        say=say,
        language=language.code,
        kind=_kind,
        heads=_heads,
        cells=_cells,
    )


@cache
def _templates() -> Environment:
    # Jinja takes 50 ms to import: only who writes HTML pays for it.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("exports", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )


def _kind(block: Block) -> str:
    match block:
        case Paragraph():
            return "paragraph"
        case Bullets():
            return "bullets"
        case Table():
            return "table"


def _heads(table: Table) -> list[list[Column]]:
    """The columns, those that stand under another one together with it."""
    heads: list[list[Column]] = []
    for column in table.columns:
        if column.under and heads:
            heads[-1].append(column)
        else:
            heads.append([column])
    return heads


def _cells(table: Table, row: tuple[Text, ...]) -> list[tuple[Column, Text, list[Text]]]:
    """The cells of a row in the same way: the column, its text, the texts under it."""
    cells: list[tuple[Column, Text, list[Text]]] = []
    for column, text in zip(table.columns, row, strict=True):
        if column.under and cells:
            cells[-1][2].append(text)
        else:
            cells.append((column, text, []))
    return cells
