"""Text of any length as rows of a list: wrapped by cells, so that wide letters fit too."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from agendas.language import Language
from exports.document import Block, Bullets, Document, Paragraph, Table
from tui.widgets.lines import Cell, Column, Heading, Row
from tui.widgets.painted import Pieces
from tui.widgets.wrapping import LONGEST, wrap

#: Cells of text that fit into the panel beside the list.
SIDE = 35
#: Cells that a list keeps beside its text: margin, padding, scrollbar.
_AROUND = 6


def heading(title: str) -> Heading:
    """Begins a part whose rows are text."""
    return Heading((Column("text", title, None),))


def text_rows(id: str, text: str, width: int, *, tone: str = "", first: str = "") -> Iterator[Row]:
    """A text as rows of one cell; `first` stands before it, further lines are indented as far."""
    indent = " " * cell_len(first)
    for number, part in enumerate(wrap(text, max(20, width - _AROUND - len(indent)))):
        lead = first if number == 0 else indent
        yield Row(f"{id}:{number}", (Cell(lead + part, tone),), sentence=text[:LONGEST])


def document_lines(document: Document, language: Language, width: int) -> list[Pieces]:
    """How a document reads, for a narrow panel: of its tables what names the rows."""
    say = language.say
    lines: list[Pieces] = [[(part, "strong")] for part in wrap(say(document.title), width)]
    for section in document.sections:
        lines += [[], *([(part, "accent")] for part in wrap(say(section.title), width))]
        for block in section.blocks:
            for text in _texts(block, language):
                lines += [[(part, "")] for part in wrap(text, width)]
    return lines


def _texts(block: Block, language: Language) -> Iterator[str]:
    say = language.say
    match block:
        case Paragraph(text):
            yield say(text)
        case Bullets(items, above):
            yield from map(say, (above, *items) if above else items)
        case Table(caption, columns, rows):
            yield say(caption)
            named = 2 if columns[0].kind == "id" else 1
            yield from (" ".join(map(say, row[:named])) for row in rows)
