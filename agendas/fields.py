"""Turns the texts of a marked YAML tree into values, and collects every mistake on the way."""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from agendas.days import Days, parse_days
from agendas.language import Message, _, listed
from agendas.strict_yaml import Listing, Mapping, Mistake, Node, Scalar, clipped

Value = TypeVar("Value")
Word = TypeVar("Word", bound=StrEnum)
Words = abc.Mapping[str, Value]

_YES = frozenset({"yes", "true", "on"})
_NO = frozenset({"no", "false", "off"})
_WHOLE = re.compile(r"[0-9]{1,9}")
_DAYS = re.compile(r"[0-9]{1,9}([.,][0-9]{1,9})?( ?(d|day|days))?")
_PROPOSALS = 100
_LONGEST_LIST = 100


class Mistakes:
    """The mistakes of one file, in the order in which they were found."""

    def __init__(self, found: Iterable[Mistake] = ()) -> None:
        self.found = list(found)

    def at(self, node: Node, what: Message) -> None:
        """Note that something is wrong at this place."""
        self.found.append(Mistake(node.line, node.column, what))

    def expected(self, node: Node, field: str, what: Message) -> None:
        """Note what a field wants and what stands there instead."""
        self.at(
            node,
            _("{field}: {expected}, not {found}", field=field, expected=what, found=_seen(node)),
        )

    def unknown(self, node: Scalar, field: str, known: Iterable[str]) -> None:
        """Note a word that is none of the known ones, and propose the nearest of them."""
        choices = tuple(known)
        found = clipped(node.text)
        # proposing costs time, and nobody reads the hundredth
        near = nearest(node.text, choices) if len(self.found) < _PROPOSALS else None
        if near:
            self.at(
                node,
                _(
                    '{field}: "{found}" is unknown; did you mean "{near}"?',
                    field=field,
                    found=found,
                    near=near,
                ),
            )
        else:
            self.at(
                node,
                _(
                    '{field}: "{found}" is unknown; known are {known}',
                    field=field,
                    found=found,
                    known=listed(choices),
                ),
            )


def _seen(node: Node) -> Message:
    match node:
        case Listing():
            return _("a list")
        case Mapping():
            return _("keys with values")
        case Scalar() if node.empty:
            return _("nothing")
        case Scalar():
            return _('"{text}"', text=clipped(node.text))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant."""
    from difflib import get_close_matches

    spelled = {name.lower(): name for name in known}
    typed = _plain(word[:60])
    found = get_close_matches(typed, spelled, 3, 0.6)
    # swapped letters are the commonest slip in a code of three
    found.sort(key=lambda name: sorted(name) != sorted(typed))
    return spelled[found[0]] if found else None


def _plain(word: str) -> str:
    """How a word is compared: capitals, blanks and hyphens make no difference."""
    return re.sub(r"[ -]+", "_", word.strip().lower())


def text_of(node: Node, field: str, mistakes: Mistakes, what: Message, most: int = 200) -> str:
    """A text of one line; "" after noting why it is none."""
    if not isinstance(node, Scalar) or not node.text.strip():
        mistakes.expected(node, field, what)
        return ""
    text = node.text.strip()
    if len(text) > most or len(text.splitlines()) > 1 or "\t" in text:
        shape = _("{what} in one line of at most {most} characters", what=what, most=most)
        mistakes.expected(node, field, shape)
        return ""
    return text


def words(kind: type[Word]) -> dict[str, Word]:
    """The words of a list of codes, as fields take them."""
    return {word.value: word for word in kind}


def choice_of(node: Node, field: str, mistakes: Mistakes, known: Words[Value]) -> Value | None:
    """What one of the known words stands for, or None after noting that it is none of them."""
    if not isinstance(node, Scalar) or node.empty:
        mistakes.expected(node, field, _("{choices:or}", choices=listed(known)))
        return None
    by_name = {_plain(word): word for word in known}
    word = by_name.get(_plain(node.text))
    if word is None:
        mistakes.unknown(node, field, known)
        return None
    return known[word]


def whole_of(node: Node, field: str, mistakes: Mistakes, low: int, high: int) -> int | None:
    """A whole number within its limits, or None after noting why not."""
    if isinstance(node, Scalar) and _WHOLE.fullmatch(node.text.strip()):
        value = int(node.text)
        if low <= value <= high:
            return value
    what = _("a whole number, {low} to {high}", low=low, high=high)
    mistakes.expected(node, field, what)
    return None


def _split(node: Node) -> tuple[Node, ...]:
    """The words of `voter, scribe`: a list without its brackets."""
    if not isinstance(node, Scalar) or "," not in node.text:
        return (node,)
    parts = [part.strip() for part in node.text.split(",", _LONGEST_LIST)]
    return tuple(Scalar(part, node.line, node.column) for part in parts if part)


class Section:
    """The keys of one mapping: each is asked for once, and what nobody knows is a mistake."""

    def __init__(
        self, node: Mapping, name: str, mistakes: Mistakes, known: tuple[str, ...]
    ) -> None:
        self.node = node
        self.name = name
        self.mistakes = mistakes
        self._values = {key.text: value for key, value in node.pairs if key.text in known}
        for key, _value in node.pairs:
            if key.text not in known:
                mistakes.unknown(key, self.path(), known)

    def path(self, key: str = "") -> str:
        """The name of a key as sentences give it: `capacity.days`."""
        return ".".join(part for part in (self.name, key) if part) or "agenda"

    def get(self, key: str) -> Node | None:
        """What stands behind a key; a key with nothing behind it counts as left out."""
        value = self._values.get(key)
        return None if isinstance(value, Scalar) and value.empty else value

    def needed(self, key: str, what: Message) -> Node | None:
        """What stands behind a key, noting the mistake if nothing does."""
        value = self.get(key)
        if value is None:
            place = self._values.get(key, self.node)
            self.mistakes.at(
                place, _("{field} is missing: {what}", field=self.path(key), what=what)
            )
        return value

    def text(self, key: str, default: str, what: Message, most: int = 200) -> str:
        """A text of one line."""
        node = self.get(key)
        return default if node is None else text_of(node, self.path(key), self.mistakes, what, most)

    def whole(self, key: str, default: int, low: int, high: int) -> int:
        """A whole number within its limits."""
        node = self.get(key)
        if node is None:
            return default
        found = whole_of(node, self.path(key), self.mistakes, low, high)
        return default if found is None else found

    def days(self, key: str, default: Days) -> Days:
        """A number of days in quarters."""
        node = self.get(key)
        if node is None:
            return default
        what = _("a number of days, 0 to 1000")
        if isinstance(node, Scalar) and _DAYS.fullmatch(node.text.strip()):
            found = parse_days(node.text)
            if found is not None:
                return found
            what = _("a number of days, 0 to 1000, in quarters (0.25, 0.5, 0.75)")
        self.mistakes.expected(node, self.path(key), what)
        return default

    def yes(self, key: str, default: bool) -> bool:
        """A yes or a no."""
        node = self.get(key)
        if node is None:
            return default
        if isinstance(node, Scalar) and node.text.strip().lower() in _YES | _NO:
            return node.text.strip().lower() in _YES
        self.mistakes.expected(node, self.path(key), _("yes or no"))
        return default

    def choice(self, key: str, default: Value, known: Words[Value]) -> Value:
        """What one of the known words stands for."""
        node = self.get(key)
        found = None if node is None else choice_of(node, self.path(key), self.mistakes, known)
        return default if found is None else found

    def items(self, key: str, what: Message, most: int) -> tuple[Node, ...] | None:
        """The entries of a list, None where there is none; one word alone is a list of one."""
        node = self.get(key)
        if node is None:
            return None
        if isinstance(node, Scalar):
            return (node,)
        if not isinstance(node, Listing):
            self.mistakes.expected(node, self.path(key), what)
            return None
        if len(node.items) > most:
            limit = _("{field}: at most {most} entries", field=self.path(key), most=most)
            self.mistakes.at(node.items[most], limit)
        return node.items[:most]

    def choices(
        self, key: str, default: tuple[Value, ...], known: Words[Value], least: int = 0
    ) -> tuple[Value, ...]:
        """What the known words of a list stand for, each at most once."""
        shape = _("a list of words: {words}", words=listed(known))
        nodes = self.items(key, shape, _LONGEST_LIST)
        if nodes is None:
            return default
        if len(nodes) < least:
            self.mistakes.expected(self.get(key) or self.node, self.path(key), shape)
        found: list[Value] = []
        for node in (part for whole in nodes for part in _split(whole)):
            value = choice_of(node, self.path(key), self.mistakes, known)
            if value is not None and value in found:
                twice = _("{field}: {found} is here twice", field=self.path(key), found=_seen(node))
                self.mistakes.at(node, twice)
            elif value is not None:
                found.append(value)
        return tuple(found)

    def section(self, key: str, known: tuple[str, ...]) -> Section:
        """The keys within a key; empty where it is left out."""
        node = self.get(key)
        if node is not None and not isinstance(node, Mapping):
            what = _("keys with values ({choices:or})", choices=listed(known))
            self.mistakes.expected(node, self.path(key), what)
            node = None
        inner = node or Mapping((), self.node.line, self.node.column)
        return Section(inner, self.path(key), self.mistakes, known)
