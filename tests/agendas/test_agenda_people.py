"""The people of an agenda: how they are written, called and counted."""

from __future__ import annotations

import pytest

from agendas.agenda import Agenda, Person, Role
from agendas.agenda_file import AgendaMistakes, parse
from agendas.agenda_people import slug
from agendas.language import ENGLISH

#: A whole agenda by its parts, so that a test changes only the one that it is about.
PARTS = {
    "series": "series: Tiny\n",
    "period": "period: monthly\n",
    "people": "people: [A. Haddad, 'M. Okafor, IT, it']\n",
    "stages": "stages: [open: 1, close: 1]\n",
}


def told(text: str) -> list[str]:
    """What is said about this agenda; nothing if it is one."""
    found = parse(text.encode())
    return [ENGLISH.say(m) for m in found.messages] if isinstance(found, AgendaMistakes) else []


def read(text: str) -> Agenda:
    """The agenda in this text, which has no mistake."""
    found = parse(text.encode())
    assert isinstance(found, Agenda), told(text)
    return found


def whole(**parts: str) -> str:
    """The small agenda with some parts put in place of its own or behind them."""
    return "".join({**PARTS, **parts}.values())


def people(lines: str) -> tuple[Person, ...]:
    """The people of an agenda that has these."""
    return read(whole(people=f"people:\n{lines}", it="it_required: no\n")).people


PEOPLE = [
    ("  - ''\n", "2:5: people[1]: a name, or “name, department, roles”, or the keys"),
    ("  - [A, B]\n", "2:5: people[1]: a name, or “name, department, roles”, or the keys"),
    ("  - ', Sales'\n", "2:5: people[1]: a name, or “name, department, roles”, or the keys"),
    ("  - A. Haddad, Sales, chef\n", '2:5: people[1].roles: "chef" is unknown; known are facil'),
    ("  - A. Haddad, Sales, votre\n", '2:5: people[1].roles: "votre" is unknown; did you mean "v'),
    ("  - name: A\n    role: voter\n", '3:5: people[1]: "role" is unknown; did you mean "roles"?'),
    ("  - id: a\n", "2:5: people[1].name is missing: the name of the person"),
    ("  - {name: A, id: A B}\n", "2:19: people[1].id: lower-case letters a to z, digits and hyp"),
    ("  - {name: A, roles: {}}\n", "2:22: people[1].roles: a list of words: facilitator, scribe"),
    ("  - {name: A, department: [x]}\n", "2:27: people[1].department: the name of a department"),
    ("  - A, IT, it voter\n", "2:5: A: the roles it and voter exclude each other; it has no vote"),
    ("  - {name: A, roles: [guest, voter]}\n", "2:5: A: the roles guest and voter exclude each"),
    ("  - A, IT, it\n", "2:3: people: at least one person needs the role voter"),
    ("  []\n", "2:3: people: at least one person needs the role voter"),
    (
        "  - {name: A, id: x}\n  - {name: B, id: x}\n",
        '3:5: people: the id "x" is already that of A in line 2',
    ),
    ("  - A. B\n  - A. B\n", "3:5: people: A. B is already in line 2; give an id to each"),
    ("  x: y\n", "2:3: people: a list of people, not keys with values"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "said"), PEOPLE, ids=[said for _lines, said in PEOPLE])
def test_a_mistake_about_people_is_told_once(lines: str, said: str) -> None:
    text = f"people:\n{lines}" + PARTS["series"] + PARTS["period"] + PARTS["stages"]
    assert [sentence[: len(said) + 12] for sentence in told(text)] == [f"agenda.yaml:{said}"]


def test_more_people_than_a_room_holds_are_refused() -> None:
    lines = "".join(f"  - P{n}\n" for n in range(201))
    text = f"people:\n{lines}" + PARTS["series"] + PARTS["period"] + PARTS["stages"]
    assert told(text) == ["agenda.yaml:202:5: people: at most 200 entries"]


def test_people_are_written_short_or_with_keys() -> None:
    long = "  - name: A. Haddad\n    department: Sales\n    roles: [scribe, voter]\n"
    assert people("  - A. Haddad, Sales, scribe voter\n") == people(long)
    assert people("  - A. Haddad\n") == (Person("haddad", "A. Haddad", "", (Role.VOTER,)),)
    assert people("  - A. Haddad, IT\n  - B, IT, IT\n")[1].roles == (Role.IT,)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("R. Lindqvist", "lindqvist"),
        ("Lindqvist, R.", "lindqvist"),
        ("Lindqvist", "lindqvist"),
        ("Zoë Groß", "gross"),
        ("Søren Ørsted", "orsted"),
        ("J. O'Neil-Smith", "o-neil-smith"),
        ("  Anna  de la Cruz  ", "cruz"),
        ("王伟", ""),
        ("[/x] \x1b[31m", "31m"),
        ("", ""),
    ],
)
def test_the_id_of_a_person_is_the_surname(name: str, id: str) -> None:
    assert slug(name) == id


def test_ids_are_different_whoever_chose_them() -> None:
    lines = "  - A. Meier\n  - B. Meier\n  - {name: C, id: meier}\n  - 王\n  - 李\n"
    assert [p.id for p in people(lines)] == ["meier-2", "meier-3", "meier", "person", "person-2"]


@pytest.mark.parametrize(("voters", "quorum"), [(1, 1), (2, 2), (3, 2), (4, 3), (6, 4), (7, 4)])
def test_half_is_more_than_half_of_the_voters(voters: int, quorum: int) -> None:
    lines = "".join(f"  - P{n}\n" for n in range(voters)) + "  - I, IT, it\n  - G, , guest\n"
    assert read(whole(people=f"people:\n{lines}")).quorum == quorum
    assert read(whole(people=f"people:\n{lines}", quorum="quorum: half\n")).quorum == quorum


def test_a_required_it_needs_a_seat() -> None:
    alone = whole(people="people: [A. Haddad]\n")
    assert told(alone) == [
        "agenda.yaml:3:9: it_required: nobody has the role it; "
        "write “- name, department, it” under people"
    ]
    assert told(alone + "it_required: yes\n")[0].startswith("agenda.yaml:5:14: it_required: ")
    assert not read(alone + "it_required: no\n").it_required
