"""Agendas that want to kill the reader: refused at their place, with little memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from agendas.agenda import Agenda
from agendas.agenda_file import AgendaMistakes, load, parse
from agendas.language import ENGLISH
from agendas.workspace_folder import NotMade, init_workspace

PARTS = {
    "series": "series: Tiny\n",
    "period": "period: monthly\n",
    "people": "people: [A. Haddad, 'M. Okafor, IT, it']\n",
    "stages": "stages: [open: 1, close: 1]\n",
}


def whole(**parts: str) -> str:
    """The small agenda with some parts put in place of its own or behind them."""
    return "".join({**PARTS, **parts}.values())


def bomb(levels: int, inside: Callable[[int], str]) -> str:
    return "".join(f"a{n}: &a{n} {inside(n)}\n" for n in range(levels))


#: What is written, and how the first sentence about it begins.
BOMBS = {
    "billion laughs": (bomb(30, lambda n: f"[*a{n - 1}, *a{n - 1}]"), "1:5: &a0: references"),
    "merge keys": (bomb(30, lambda n: f"{{<<: [*a{n}, *a{n}]}}"), "1:5: &a0: references"),
    "deep lists": ("[" * 900_000, "1:21: more than 20 levels deep"),
    "deep mappings": ("{a: " * 200_000, "1:81: more than 20 levels deep"),
    "deep dashes": ("- " * 400_000, "1:41: more than 20 levels deep"),
    "flat list": ("[" + "a," * 400_000 + "]", "1:40000: more than 20000 keys and values"),
    "flat mapping": ("".join(f"k{n}: 1\n" for n in range(80_000)), "10000:8: more than 20000"),
    "flat pairs": ("[" + "a: b, " * 150_000 + "]", "1:39998: more than 20000"),
    "doubled keys": ("a: 1\n" * 150_000, '2:1: the key "a" is here a second time'),
    "documents": ("---\n" * 240_000, "2:1: a second document begins"),
    "tags": ("a: !!python/object/apply:os.system [id]\n", "1:4: !: references and tags"),
    "anchors": ("&a " * 300_000, "1:1: &a: references and tags"),
    "directives": ("%YAML 1.1\n" * 90_000, "2:1: "),
    "an open quote": ('a: "' + "x" * 900_000, "1:4: this quote is never closed"),
    "line ends": ("\r" * 999_999, "1:1: the file is empty"),
    "a key that is a list": ("? [a]\n: b\n", "1:3: a key must be one word or text"),
    "NUL": ("\0" * 900_000, "1:1: the character U+0000"),
    "escape": (whole(series="series: \x1b[2J\n"), "1:9: the character U+001B"),
    "written escape": (whole(series='series: "\\e[2J"\n'), "1:9: the character U+001B"),
    "line separator": (whole(series="series: a\u2028b\n"), "1:10: the character U+2028"),
    "next line": (whole(series="series: a\u0085b\n"), "1:10: the character U+0085"),
    "written surrogate": (whole(series='series: "\\ud800"\n'), "1:9: "),
    "beyond Unicode": (whole(series='series: "\\U00110000"\n'), "1:9: "),
    "a long text": (whole(series=f"series: {'x' * 900_000}\n"), "1:9: series: the name of"),
    "10,000 people": (
        whole(people="people:\n" + "".join(f"  - P{n}\n" for n in range(9_000))),
        "204:5: people: at most 200 entries",
    ),
    "10,000 stages": (
        whole(stages="stages:\n" + "  - talk: 1\n" * 6_000),
        "45:5: stages: at most 40 entries",
    ),
    "10,000 folders": (
        whole(more=f"exports:\n  folders: [{'a, ' * 9_000}b]\n"),
        "6:73: exports.folders: at most 20 entries",
    ),
}

BYTES = {
    "UTF-16": (whole().encode("utf-16"), "1:1: the file is written in UTF-16"),
    "UTF-16 without a mark": (whole().encode("utf-16-le"), "1:2: the character U+0000"),
    "UTF-32": (whole().encode("utf-32"), "1:1: the file is written in"),
    "Latin-1": ("series: Tïny\n".encode("latin-1"), "1:10: the byte EF is not UTF-8"),
    "overlong": (b"series: \xc0\xaf\n", "1:9: the byte C0 is not UTF-8"),
    "surrogate bytes": (b"series: \xed\xa0\x80\n", "1:9: the byte ED is not UTF-8"),
}

#: A value that no field takes, behind the key that it stands for.
ABSURD = {
    "capacity:\n  days: 1000000000": "6:9: capacity.days: a number of days, 0 to 1000",
    "capacity:\n  days: -1": "6:9: capacity.days: a number of days, 0 to 1000",
    "capacity:\n  days: .nan": "6:9: capacity.days: ",
    "capacity:\n  days: .inf": "6:9: capacity.days: ",
    "capacity:\n  days: 1e400": "6:9: capacity.days: ",
    "capacity:\n  days: 0x10": "6:9: capacity.days: ",
    "capacity:\n  days: yes": "6:9: capacity.days: ",
    "capacity:\n  days: 2026-01-01": "6:9: capacity.days: ",
    f"capacity:\n  days: {'9' * 100_000}": "6:9: capacity.days: ",
    f"quorum: {'9' * 100_000}": "5:9: quorum: a whole number, 1 to 1",
    "quorum: 0": "5:9: quorum: ",
    "it_required: maybe": "5:14: it_required: yes or no",
    "ranking:\n  dots: 99999999999999999999": "6:9: ranking.dots: a whole number, 1 to 26",
    "candidates:\n  at_most: 0": "6:12: candidates.at_most: a whole number, 1 to 500",
    "time_zone: ../../../etc/passwd": "5:12: time_zone: a time zone",
    "time_zone: 0": "5:12: time_zone: a time zone",
    "language: ../x": "5:11: language: the code of a language",
    "exports:\n  formats: [../../x]": "6:13: exports.formats: ",
    "reasons:\n  digits: [PWN]": '6:12: reasons.digits: "PWN" is unknown',
    "password: x": '5:1: agenda: "password" is unknown',
    "mail:\n  password: x": '5:1: agenda: "mail" is unknown',
    "exports:\n  password: x": '6:3: exports: "password" is unknown',
    "smtp_token: x": '5:1: agenda: "smtp_token" is unknown',
}


def first(found: Agenda | AgendaMistakes, file: str = "agenda.yaml") -> str:
    """The first sentence, without the name of the file."""
    assert isinstance(found, AgendaMistakes)
    said = [ENGLISH.say(message) for message in found.messages]
    assert 0 < len(said) <= 101
    assert all(len(one) < 500 and one.isprintable() for one in said)
    return said[0].removeprefix(f"{file}:")


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_bomb_is_refused_at_its_place_with_little_memory(name: str) -> None:
    text, said = BOMBS[name]
    data = text.encode()
    parse(b"")  # what the first reading loads is not the bomb's
    tracemalloc.start()
    found = parse(data)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert first(found).startswith(said)
    assert peak < 8_000_000


@pytest.mark.parametrize("name", sorted(BYTES))
def test_bytes_of_another_encoding_are_named_with_their_place(name: str) -> None:
    data, said = BYTES[name]
    assert first(parse(data)).startswith(said)


@pytest.mark.parametrize("text", sorted(ABSURD), ids=lambda text: text[:40])
def test_an_absurd_value_or_a_secret_is_refused_at_its_place(text: str) -> None:
    assert first(parse(whole(more=f"{text}\n").encode())).startswith(ABSURD[text])


def test_fifty_megabytes_are_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "agenda.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    tracemalloc.start()
    found = load(path)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert first(found) == " the file is too large; at most 1000000 bytes are read"
    assert peak < 3_000_000


@pytest.mark.parametrize("name", ["billion laughs", "deep lists", "tags", "flat list"])
def test_a_hostile_agenda_makes_no_workspace(tmp_path: Path, name: str) -> None:
    file = tmp_path / "theirs.yaml"
    file.write_text(BOMBS[name][0], encoding="utf-8")
    made = init_workspace(tmp_path / "new", file)
    assert isinstance(made, NotMade)
    assert ENGLISH.say(made.messages[0]).startswith(f"theirs.yaml:{BOMBS[name][1]}")
    assert not (tmp_path / "new").exists()
