"""What to tell each requester: their requests, each in one breath, to copy into a message."""

from __future__ import annotations

from agendas.language import Message, _
from agendas.record import Record
from exports.document import Block, Bullets, Document, Section, Text
from exports.sentences import told
from exports.words import not_final, superseded


def requesters_document(record: Record) -> Document:
    """One section for each requester, in the order of their names."""
    by_name: dict[str, list[Text]] = {}
    for row in record.candidates:
        by_name.setdefault(row.requester.strip(), []).append(together(told(record, row)))
    sections = tuple(
        Section(
            f"requester-{place}",
            name or _("No requester named"),
            _blocks(by_name[name]),
        )
        for place, name in enumerate(sorted(by_name, key=lambda name: (not name, name.casefold())))
    )
    return Document(
        title=_("What to tell each requester"),
        subtitle=_("{series}, meeting of {on:long}", series=record.series, on=record.on),
        sections=sections,
        marks=tuple(mark for mark in (not_final(record), superseded(record)) if mark),
    )


def together(sentences: tuple[Message, ...]) -> Message:
    """Whole sentences one after the other."""
    so_far = sentences[0]
    for sentence in sentences[1:]:
        so_far = _("{so_far} {sentence}", so_far=so_far, sentence=sentence)
    return so_far


def _blocks(items: list[Text]) -> tuple[Block, ...]:
    return (Bullets(tuple(items)),)
