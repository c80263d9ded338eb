"""Reads JSON as a tree of texts that know their line and column, like `agendas.strict_yaml`."""

from __future__ import annotations

import json
import re
from bisect import bisect_right

from agendas.language import Message, _
from agendas.strict_yaml import (
    MOST_LEVELS,
    MOST_MISTAKES,
    Listing,
    Mapping,
    Mistake,
    Node,
    Reading,
    Scalar,
    clipped,
    read,
)

_TOKEN = re.compile(
    r'[ \t\r\n]*(?:"(?P<text>(?:[^"\\\x00-\x1f]|\\.)*)"|(?P<sign>[][{}:,])'
    r"|(?P<word>[^][{}:,\"\s]+)|(?P<end>\Z)|(?P<wrong>.))",
    re.DOTALL,
)
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_WORDS = ("true", "false")
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def looks_like_json(data: bytes) -> bool:
    """Whether the file begins as JSON does; a list or mapping in brackets is YAML as well."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def read_json(data: bytes, most_bytes: int) -> Reading:
    """The tree of a JSON text in UTF-8; never raises, whatever the bytes are."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return read(data, most_bytes)  # which says where and what
    if len(data) > most_bytes or not text.strip():
        return read(data, most_bytes)
    return _Reader(text).read()


class _Wrong(Exception):
    """Nothing after this place can be trusted."""


class _Reader:
    """Builds the tree token by token; recursion ends at MOST_LEVELS."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.start = 0
        self.kind = ""
        self.value = ""
        self.lines = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]
        self.mistakes: list[Mistake] = []

    def read(self) -> Reading:
        try:
            self.next()
            root = self.node(1)
            if self.kind != "end":
                self.stop(_("the text goes on behind its end"))
        except _Wrong:
            return Reading(None, tuple(self.mistakes))
        return Reading(root, tuple(self.mistakes))

    def place(self) -> tuple[int, int]:
        line = bisect_right(self.lines, self.start)
        return line, self.start - self.lines[line - 1] + 1

    def stop(self, what: Message) -> None:
        self.note(what)
        raise _Wrong

    def note(self, what: Message) -> None:
        self.mistakes.append(Mistake(*self.place(), what))
        if len(self.mistakes) >= MOST_MISTAKES:
            raise _Wrong

    def next(self) -> None:
        found = _TOKEN.match(self.text, self.at)
        assert found is not None
        assert found.lastgroup
        self.kind = found.lastgroup
        self.value = found[self.kind]
        self.start = found.start(self.kind) - (self.kind == "text")
        self.at = found.end()
        if self.kind == "wrong":
            self.stop(_("this quote is never closed, or a line break is in it"))
        if self.kind == "text" and "\\" in self.value:
            try:
                self.value = json.loads(f'"{self.value}"')
            except ValueError:
                self.stop(_("an unknown escape is in this text"))
        if self.kind == "text" and (bad := _UNSHOWABLE.search(self.value)):
            code = f"U+{ord(bad.group()):04X}"
            self.stop(_("the character {code} cannot be shown; take it out", code=code))

    def node(self, level: int) -> Node:
        line, column = self.place()
        if level > MOST_LEVELS:
            self.stop(_("more than {most} levels deep", most=MOST_LEVELS))
        if self.kind == "text":
            text = self.value
            self.next()
            return Scalar(text, line, column, plain=False)
        if self.kind == "sign" and self.value == "[":
            return self.listing(level, line, column)
        if self.kind == "sign" and self.value == "{":
            return self.mapping(level, line, column)
        return self.word(line, column)

    def word(self, line: int, column: int) -> Scalar:
        word = self.value
        if self.kind != "word":
            self.stop(_("a value is expected here"))
        if word not in (*_WORDS, "null") and not _NUMBER.fullmatch(word):
            self.stop(_('"{text}" is no value of JSON; a text needs quotes', text=clipped(word)))
        self.next()
        return Scalar("" if word == "null" else word, line, column)

    def listing(self, level: int, line: int, column: int) -> Listing:
        items: list[Node] = []
        self.next()
        while not self.closes("]", bool(items)):
            items.append(self.node(level + 1))
        return Listing(tuple(items), line, column)

    def mapping(self, level: int, line: int, column: int) -> Mapping:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        some = False
        self.next()
        while not self.closes("}", some):
            some = True
            key = Scalar(self.value, *self.place(), plain=False)
            if self.kind != "text":
                self.stop(_("a key in quotes is expected here"))
            if key.text in pairs:
                first = pairs[key.text][0].line
                self.note(
                    _(
                        'the key "{key}" is here a second time; the first is in line {line}',
                        key=clipped(key.text),
                        line=first,
                    )
                )
            self.next()
            if (self.kind, self.value) != ("sign", ":"):
                self.stop(_("a colon is expected behind the key"))
            self.next()
            value = self.node(level + 1)
            pairs.setdefault(key.text, (key, value))
        return Mapping(tuple(pairs.values()), line, column)

    def closes(self, bracket: str, some: bool) -> bool:
        """Whether the bracket closes here; else a comma goes before the next entry."""
        if self.kind == "sign" and self.value == bracket:
            self.next()
            return True
        if some:
            if (self.kind, self.value) != ("sign", ","):
                self.stop(_("a comma or the closing {bracket} is expected here", bracket=bracket))
            self.next()
        return False
