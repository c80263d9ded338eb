"""Documents as Markdown, and the decision record for IT with its MADR front matter."""

from __future__ import annotations

from collections.abc import Iterable

from agendas.agenda import Role
from agendas.language import Language, _
from agendas.record import PresenceRow, Record
from exports.document import Block, Bullets, Document, Paragraph, Section, Table
from exports.full_record import record_document
from exports.markdown_text import escaped, front, item, line, several
from exports.page import page_document
from exports.requesters import requesters_document
from exports.text import lines
from exports.words import was_there


def record_markdown(record: Record, language: Language, seal: str = "") -> str:
    """The decision record, with front matter after MADR."""
    return _front_matter(record) + written(record_document(record, seal), language)


def page_markdown(record: Record, language: Language) -> str:
    """The one page for everyone."""
    return written(page_document(record), language)


def requesters_markdown(record: Record, language: Language) -> str:
    """The sentences for the requesters."""
    return written(requesters_document(record), language)


def written(document: Document, language: Language) -> str:
    """A document as Markdown, with a line break at its end."""
    say = language.say
    parts = [f"# {escaped(say(document.title))}"]
    parts += [f"**{escaped(say(mark))}**" for mark in document.marks]
    parts.append(line(say(document.subtitle)))
    for section in document.sections:
        parts += _section(section, language)
    parts += [line(say(foot)) for foot in document.foot]
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(section: Section, language: Language) -> Iterable[str]:
    yield f"## {escaped(language.say(section.title))}"
    for block in section.blocks:
        yield from _block(block, language)


def _block(block: Block, language: Language) -> Iterable[str]:
    match block:
        case Paragraph(text):
            yield line(language.say(text))
        case Bullets(items, above):
            if above:
                yield line(language.say(above))
            yield "\n".join(item(language.say(text)) for text in items)
        case Table():
            yield from _table(block, language)


def _table(table: Table, language: Language) -> Iterable[str]:
    """The table, and below it in full the cells that have several lines: a cell has only one."""
    say = language.say
    heads = [escaped(say(column.head)) for column in table.columns]
    rules = ["---:" if column.kind == "number" else "---" for column in table.columns]
    rows, below = [heads, rules], []
    for row in table.rows:
        said = [say(text) for text in row]
        rows.append([_cell(text, language) for text in said])
        for column, text in zip(table.columns, said, strict=True):
            if several(text):
                about = _("{row}, {column}:", row=said[0], column=column.head)
                below.append(item("\n".join((" ".join(lines(say(about))), *lines(text)))))
    yield line(say(table.caption))
    yield "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
    if below:
        yield "\n".join(below)


def _cell(text: str, language: Language) -> str:
    if not several(text):
        return escaped(text)
    first = lines(text)[0]
    return escaped(language.say(_("{first} … (more below)", first=first)))


def _front_matter(record: Record) -> str:
    def names(*wanted: PresenceRow) -> str:
        return f"[{', '.join(front(person.name) for person in wanted)}]"

    there = [person for person in record.people if was_there(person)]
    deciding = [person for person in there if Role.VOTER in person.roles]
    asked = [
        person
        for person in there
        if person not in deciding and {Role.IT, Role.GUEST} & set(person.roles)
    ]
    told = [
        person
        for person in record.people
        if Role.INFORMED in person.roles
        or (person.presence in ("absent", "excused") and not was_there(person))
    ]
    if record.it_stand_in:
        asked = [*asked, PresenceRow(record.it_stand_in)]
    status = "accepted" if record.final else "proposed"
    return (
        f"---\nstatus: {status}\ndate: {record.on.isoformat()}\n"
        f"decision-makers: {names(*deciding)}\n"
        f"consulted: {names(*asked)}\n"
        f"informed: {names(*told)}\n---\n\n"
    )
