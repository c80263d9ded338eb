"""Every format by its name: file name, audience, and how it is made of a record."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import msgspec

from agendas.language import Language
from agendas.record import Record
from exports.audience import Audience, for_audience
from exports.csv_files import candidates_csv
from exports.html import page_html, record_html
from exports.json_file import record_json
from exports.markdown import page_markdown, record_markdown, requesters_markdown

#: The record (already cut for the audience), the language, the seal, the audience.
Renderer: TypeAlias = Callable[[Record, Language, str, Audience], str]


class Format(msgspec.Struct, frozen=True):
    """One format of a record."""

    name: str
    file_name: str
    audience: Audience
    render: Renderer


FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        Format(
            "markdown",
            "record.md",
            Audience.IT,
            lambda record, language, seal, _audience: record_markdown(record, language, seal),
        ),
        Format(
            "html",
            "record.html",
            Audience.IT,
            lambda record, language, seal, _audience: record_html(record, language, seal),
        ),
        Format(
            "json",
            "record.json",
            Audience.IT,
            lambda record, _language, seal, audience: record_json(record, seal, audience),
        ),
        Format(
            "csv",
            "candidates.csv",
            Audience.IT,
            lambda record, language, _seal, _audience: candidates_csv(record, language),
        ),
        Format(
            "page",
            "page.md",
            Audience.ALL,
            lambda record, language, _seal, _audience: page_markdown(record, language),
        ),
        Format(
            "page-html",
            "page.html",
            Audience.ALL,
            lambda record, language, _seal, _audience: page_html(record, language),
        ),
        Format(
            "requesters",
            "requesters.md",
            Audience.ALL,
            lambda record, language, _seal, _audience: requesters_markdown(record, language),
        ),
    )
}


def render(
    record: Record,
    name: str,
    language: Language,
    *,
    seal: str = "",
    audience: Audience | str | None = None,
) -> bytes:
    """The bytes of the file; without an audience for the one that the format is meant for."""
    format = FORMATS[name]
    readers = Audience(audience) if audience else format.audience
    text = format.render(for_audience(record, readers), language, seal, readers)
    return text.encode("utf-8")
