"""Reads the people of an agenda: written short or with keys, each with an id of their own."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import msgspec

from agendas.agenda import Person, Role
from agendas.fields import Mistakes, Section, choice_of, text_of, words
from agendas.language import Message, _
from agendas.strict_yaml import Mapping, Node, Scalar

MOST_PEOPLE = 200

_KEYS = ("id", "name", "department", "roles")
_ID = re.compile(r"[a-z0-9]+([-_.][a-z0-9]+)*")
_NO_VOTE = (Role.IT, Role.GUEST, Role.INFORMED)
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d"})


class _Written(msgspec.Struct, frozen=True):
    """A person as the file has it; `id` is empty where the file gives none."""

    node: Node
    id: str
    name: str
    department: str
    roles: tuple[Role, ...]


def people_of(agenda: Section) -> tuple[Person, ...]:
    """Everybody who belongs to the series; nobody where the list has a mistake.

    What depends on them (the quorum, IT's seat) is then not judged by half a list.
    """
    mistakes = agenda.mistakes
    shape = _("a list of people")
    if agenda.needed("people", shape) is None:
        return ()
    before = len(mistakes.found)
    nodes = agenda.items("people", shape, MOST_PEOPLE) or ()
    written = [
        _person(node, f"people[{place}]", mistakes) for place, node in enumerate(nodes, start=1)
    ]
    _check_names(written, mistakes)
    people = _with_ids(written)
    list_node = agenda.get("people")
    if len(mistakes.found) > before or list_node is None:
        return ()
    if not any(person.votes for person in people):
        mistakes.at(list_node, _("people: at least one person needs the role voter"))
        return ()
    return people


def _person(node: Node, path: str, mistakes: Mistakes) -> _Written:
    if isinstance(node, Mapping):
        return _with_keys(node, Section(node, path, mistakes, _KEYS))
    text = text_of(node, path, mistakes, _short_form())
    if not text:
        return _Written(node, "", "", "", ())
    name, department, roles = (part.strip() for part in f"{text},,".split(",", 2))
    roles = roles.strip(", ")
    assert isinstance(node, Scalar)
    if not name:
        mistakes.expected(node, path, _short_form())
    found = []
    for word in re.split(r"[,\s]+", roles) if roles else ():
        said = Scalar(word, node.line, node.column, plain=False)
        role = choice_of(said, f"{path}.roles", mistakes, words(Role))
        if role is not None and role not in found:
            found.append(role)
    return _checked(_Written(node, "", name, department, tuple(found) or (Role.VOTER,)), mistakes)


def _short_form() -> Message:
    return _("a name, or “name, department, roles”, or the keys id, name, department and roles")


def _with_keys(node: Mapping, person: Section) -> _Written:
    mistakes = person.mistakes
    id = person.text("id", "", _id_form())
    if id and not _ID.fullmatch(id):
        given = person.get("id")
        assert given is not None
        mistakes.expected(given, person.path("id"), _id_form())
        id = ""
    person.needed("name", _("the name of the person"))
    name = person.text("name", "", _("the name of the person"))
    department = person.text("department", "", _("the name of a department"))
    roles = person.choices("roles", (Role.VOTER,), words(Role))
    return _checked(_Written(node, id, name, department, roles or (Role.VOTER,)), mistakes)


def _id_form() -> Message:
    return _("lower-case letters a to z, digits and hyphens")


def _checked(person: _Written, mistakes: Mistakes) -> _Written:
    without = next((role for role in _NO_VOTE if role in person.roles), None)
    if without and Role.VOTER in person.roles:
        mistakes.at(
            person.node,
            _(
                "{name}: the roles {role} and voter exclude each other; {role} has no vote",
                name=person.name,
                role=without.value,
            ),
        )
    return person


def _check_names(written: list[_Written], mistakes: Mistakes) -> None:
    ids: dict[str, _Written] = {}
    names: dict[str, _Written] = {}
    for person in written:
        if person.id and (other := ids.setdefault(person.id, person)) is not person:
            told = _(
                'people: the id "{id}" is already that of {name} in line {line}',
                id=person.id,
                name=other.name,
                line=other.node.line,
            )
            mistakes.at(person.node, told)
        if not person.name or person.id:
            continue
        if (other := names.setdefault(person.name, person)) is not person:
            mistakes.at(
                person.node,
                _(
                    "people: {name} is already in line {line}; give an id to each if they are two",
                    name=person.name,
                    line=other.node.line,
                ),
            )


def _with_ids(written: list[_Written]) -> tuple[Person, ...]:
    """Everybody with an id: their own, else the surname, with a number where it is taken."""
    taken = {person.id for person in written}
    counts: Counter[str] = Counter()
    people = []
    for person in written:
        id = person.id
        if not id:
            wanted = slug(person.name) or "person"
            counts[wanted] += 1
            id = wanted if counts[wanted] == 1 else f"{wanted}-{counts[wanted]}"
            while id in taken:
                counts[wanted] += 1
                id = f"{wanted}-{counts[wanted]}"
            taken.add(id)
        people.append(Person(id, person.name, person.department, person.roles))
    return tuple(people)


def slug(name: str) -> str:
    """The surname in lower-case ASCII ("R. Lindqvist" and "Lindqvist, R.": lindqvist), or ""."""
    surname = name.split(",")[0] if "," in name else name
    letters = unicodedata.normalize("NFKD", surname.lower().translate(_LETTERS))
    plain = "".join(sign for sign in letters if not unicodedata.combining(sign))
    parts = [re.sub(r"[^a-z0-9]+", "-", word).strip("-") for word in plain.split()]
    return next((part for part in reversed(parts) if part), "")
