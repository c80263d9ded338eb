"""Who is meant by a name: an id, a full name, a surname, or how one of them begins."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence

from agendas.agenda import Person
from agendas.language import Message, _, listed
from agendas.meeting.commands.quoting import shortened


def person_of(text: str, people: Sequence[Person]) -> Person | Message:
    """The one person that is meant; else a sentence that says why it is nobody, or several."""
    found = _meant(text, people)
    if len(found) == 1:
        return found[0]
    if found:
        return _(
            "“{text}” may be {people:or}: say which",
            text=shortened(text),
            people=listed(_("{name} ({id})", name=p.name, id=p.id) for p in found),
        )
    return _(
        "nobody here is called “{text}”; there are {people}",
        text=shortened(text),
        people=listed(person.name for person in people),
    )


def full_name(text: str, people: Sequence[Person]) -> str:
    """The full name of the one known person that is meant, else the text as it was given."""
    if any(person.name == text for person in people):
        return text
    found = _meant(text, people)
    return found[0].name if len(found) == 1 else text


def _meant(text: str, people: Sequence[Person]) -> Sequence[Person]:
    """All who fit equally well; the surest way of naming somebody that fits anybody decides."""
    wanted = folded(text)
    if not wanted:
        return ()
    ways: tuple[Callable[[Person], bool], ...] = (
        lambda p: p.id == text,
        lambda p: folded(p.id) == wanted,
        lambda p: folded(p.name) == wanted,
        lambda p: _surname(p) == wanted,
        lambda p: any(start.startswith(wanted) for start in _names(p)),
    )
    for fits in ways:
        if found := [person for person in people if fits(person)]:
            return found
    return ()


def _surname(person: Person) -> str:
    return folded(person.name).rpartition(" ")[2]


def _names(person: Person) -> Iterable[str]:
    return folded(person.id), folded(person.name), _surname(person)


def folded(text: str) -> str:
    """The text without what people type differently: case, blanks, sorts of apostrophes."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
    return " ".join(plain.split())
