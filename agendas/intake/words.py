"""The words that tools use for our fields: how headers are compared and which field they mean."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import msgspec

#: Our fields that a file can feed, in the order in which columns are given to them.
FIELDS = (
    "key", "title", "requester", "department", "created", "deadline", "effort", "labels", "status",
    "votes", "problem", "benefit", "done_means", "first_deliverable", "url",
)  # fmt: skip
#: Those that are free text, a cell of the source word for word.
TEXTS = ("problem", "benefit", "done_means", "first_deliverable")
#: Columns that say whether the source calls a request done, and who stands behind it.
HIDDEN = ("done_status", "done", "voters")

_FOLDER = Path(__file__).parent / "profiles"
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_WORD = re.compile(r"[^\w#]+|_+")
_BRACKETS = re.compile(r"\s*[(\[{]([^()\[\]{}]*)[)\]}]\s*$")
#: How a JSON object that stands for a person calls them: `asked_by.name`.
_OF_A_PERSON = re.compile(r"\.(?:name|full_?name|display_?name|login|user_?name)$", re.IGNORECASE)
_WRAPPERS = ("fields ", "attributes ", "node ", "properties ", "content ", "data ")


#: How far a word that may mean much stands behind one that is clear.
_WEAK = 6000


class Vocabulary(msgspec.Struct, frozen=True):
    """All words by field, and what else headers and states tell."""

    fields: dict[str, dict[str, int]]
    ends: dict[str, tuple[str, ...]]
    elsewhere: frozenset[str]
    header_words: frozenset[str]
    units: dict[str, str]
    closed: frozenset[str]
    languages: frozenset[str]


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """A header in the form in which headers are compared."""
    text = _CAMEL.sub(" ", unicodedata.normalize("NFKC", text))
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Mn")
    return _NO_WORD.sub(" ", text).strip()


@cache
def load_data(name: str) -> Any:
    """One of our YAML files as texts, lists and mappings; no word in them is ever a yes or no."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=loader)


@cache
def vocabulary() -> Vocabulary:
    """The words of `profiles/words.yaml`, normalised."""
    data = load_data("words")
    groups = {name: data[name] for name in (*FIELDS, *HIDDEN, "points")}
    fields: dict[str, dict[str, int]] = {}
    for name, group in groups.items():
        weak = {normal(word) for word in group.get("weak", ())}
        fields[name] = {}
        for rank, word in enumerate(map(normal, group["words"])):
            fields[name].setdefault(word, rank + (_WEAK if word in weak else 0))
    values = {normal(word) for word in data["also_values"]}
    return Vocabulary(
        fields,
        {
            name: tuple(normal(end) for end in group.get("ends", ()))
            for name, group in groups.items()
        },
        frozenset(normal(word) for word in data["elsewhere"]),
        frozenset(word for words in fields.values() for word in words) - values,
        {normal(word): unit for unit, words in data["units"].items() for word in words},
        frozenset(normal(word) for word in data["closed"]),
        frozenset(data["languages"]),
    )


def known_word(cell: str) -> bool:
    """Whether a cell looks like a header that we know, and not like what stands below one."""
    if not cell or len(cell) > 80:
        return False
    return any(form in vocabulary().header_words for form, _penalty in forms(cell))


@lru_cache(maxsize=4096)
def forms(header: str) -> tuple[tuple[str, int], ...]:
    """The ways to read a header, each with how much it is a stretch."""
    header = header[:200]
    found: dict[str, int] = {}

    def add(text: str, penalty: int) -> None:
        if text:
            found.setdefault(text, penalty)

    whole = normal(header)
    add(whole, 0)
    add(whole.removesuffix(" #"), 0)
    for wrapper in _WRAPPERS:
        if whole.startswith(wrapper):
            add(whole.removeprefix(wrapper), 0)
    if inside := _BRACKETS.search(header):
        outside = normal(header[: inside.start()])
        if outside in ("custom field", "campo personalizado", "champs personnalises",
                       "benutzerdefiniertes feld", "benutzerdefinierte felder"):  # fmt: skip
            add(normal(inside.group(1)), 1)
        else:
            add(outside, 0)
    *rest, last = whole.split(" ")
    if rest and last in vocabulary().languages:
        add(" ".join(rest), 1)
    if person := _OF_A_PERSON.search(header):
        add(normal(header[: person.start()]), 2)
    for part in re.split(r"\s*[/|]\s*|\s+[-–—]\s+|\s+or\s+", header):
        add(normal(part), 2)
    return tuple(found.items())


def meaning(header: str, field: str) -> int | None:
    """How well a header fits a field: 0 is best, None is not at all."""
    words = vocabulary().fields[field]
    fits = [words[form] + 1000 * stretch for form, stretch in forms(header) if form in words]
    if fits:
        return min(fits)
    whole = normal(header)
    if whole.split(" ")[0] in vocabulary().elsewhere:
        return None
    for rank, end in enumerate(vocabulary().ends[field]):
        if whole.endswith(" " + end):
            return 5000 + rank
    return None


def unit_of(header: str) -> str:
    """The unit that a header names for an estimate, "" where it says nothing."""
    units = vocabulary().units
    inside = _BRACKETS.search(header)
    if inside and (unit := units.get(normal(inside.group(1)))):
        return unit
    for form, _penalty in forms(header):
        if form in units:
            return units[form]
    return units.get(normal(header).split(" ")[-1], "")


@lru_cache(maxsize=1024)
def says_closed(status: str) -> bool:
    """Whether a status means that nothing is left to do: "Done", "CLOSED-WONTFIX", "Erledigt"."""
    closed = vocabulary().closed
    if normal(status) in closed:
        return True
    first = re.split(r"\s*[-–—:/(>,|]\s*", status.strip(), maxsplit=1)[0]
    return normal(first) in closed
