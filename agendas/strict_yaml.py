"""Reads YAML that people wrote, strictly: a tree of texts that know their line and column.

No value is guessed: `no`, `017` and `3.10` stay what was typed until the field that wants a number
or a yes converts it. What could surprise or attack (anchors, tags, doubled keys, depth) is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from agendas.language import Message, _

if TYPE_CHECKING:
    import yaml

MOST_BYTES = 1_000_000
MOST_LEVELS = 20
#: Bytes of the limit for each key and value: a file of nothing but short ones costs more than a
#: large one, so that 1 MB may hold 20,000, which take a tenth of a second.
BYTES_A_NODE = 50
MOST_MISTAKES = 50

#: What no text may hold: control characters, surrogates, non-characters, hidden line breaks.
_UNWANTED = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_LINE_BREAK = re.compile("\r\n|\r|\n")


class Mistake(msgspec.Struct, frozen=True):
    """What is wrong at a place in a file; line 0 means the file as a whole."""

    line: int
    column: int
    what: Message

    def said_of(self, file: str) -> Message:
        """The whole sentence: `agenda.yaml:14:7: capacity.days: a number of days …`."""
        if not self.line:
            return _("{file}: {what}", file=file, what=self.what)
        return _(
            "{file}:{line}:{column}: {what}",
            file=file,
            line=self.line,
            column=self.column,
            what=self.what,
        )


class Scalar(msgspec.Struct, frozen=True):
    """A text as it was written; `plain` where it stood without quotes."""

    text: str
    line: int
    column: int
    plain: bool = True

    @property
    def empty(self) -> bool:
        """Nothing was written: `key:` and then the end of the line."""
        return self.plain and not self.text


class Listing(msgspec.Struct, frozen=True):
    """Entries one after the other."""

    items: tuple[Node, ...]
    line: int
    column: int


class Mapping(msgspec.Struct, frozen=True):
    """Keys with their values, in the order of the file."""

    pairs: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int


Node: TypeAlias = Scalar | Listing | Mapping


class Reading(msgspec.Struct, frozen=True):
    """What came out of a file: a tree unless it is unreadable, and the mistakes found so far."""

    root: Node | None
    mistakes: tuple[Mistake, ...] = ()


def clipped(text: str, most: int = 40) -> str:
    """A text short enough to be quoted in a sentence."""
    line = " ".join(text[:1000].split())
    return line if len(line) <= most else line[: most - 1] + "…"


def read(data: bytes, most_bytes: int = MOST_BYTES) -> Reading:
    """The tree of one YAML document in UTF-8; never raises, whatever the bytes are."""
    if len(data) > most_bytes:
        what = _("the file is too large; at most {most} bytes are read", most=most_bytes)
        return Reading(None, (Mistake(0, 0, what),))
    text = _decoded(data)
    if isinstance(text, Mistake):
        return Reading(None, (text,))
    unwanted = tuple(_unwanted(text))
    if unwanted:
        return Reading(None, unwanted)
    return _Reader(most_bytes // BYTES_A_NODE).read(text)


def _decoded(data: bytes) -> str | Mistake:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Mistake(1, 1, _("the file is written in UTF-16; save it as UTF-8"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # utf-8-sig counts the bad byte without the mark that it took away
        whole = error.object
        line, column = _place(whole[: error.start].decode("utf-8"), error.start)
        what = _(
            "the byte {byte} is not UTF-8; save the file as UTF-8", byte=f"{whole[error.start]:02X}"
        )
        return Mistake(line, column, what)


def _place(text: str, offset: int) -> tuple[int, int]:
    breaks = list(_LINE_BREAK.finditer(text, 0, offset))
    start = breaks[-1].end() if breaks else 0
    return len(breaks) + 1, min(len(text), offset) - start + 1


def _unwanted(text: str) -> Iterator[Mistake]:
    for count, found in enumerate(_UNWANTED.finditer(text)):
        if count == 5:
            return
        yield Mistake(*_place(text, found.start()), _control(found.group()))


def _control(character: str) -> Message:
    code = f"U+{ord(character):04X}"
    return _("the character {code} cannot be shown; take it out", code=code)


class _Unreadable(Exception):
    """Nothing after this place can be trusted."""


class _Reader:
    """Builds the tree from the parser's events; recursion ends at MOST_LEVELS."""

    def __init__(self, most_nodes: int) -> None:
        self.mistakes: list[Mistake] = []
        self.readable = True
        self.nodes = 0
        self.most_nodes = most_nodes

    def read(self, text: str) -> Reading:
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        root: Node | None = None
        try:
            root = self._document(yaml.parse(text, Loader=loader))
        except yaml.YAMLError as error:
            self.mistakes.append(_syntax(error, text))
            self.readable = False
        except _Unreadable:
            self.readable = False
        return Reading(root if self.readable else None, tuple(self.mistakes))

    def _document(self, events: Iterator[yaml.Event]) -> Node | None:
        import yaml

        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, _("a second document begins; one file holds one"))
                    raise _Unreadable
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, 1)
        if root is None or (isinstance(root, Scalar) and root.empty):
            self.mistakes.append(Mistake(1, 1, _("the file is empty")))
            return None
        return root

    def _refuse(self, event: yaml.Event, what: Message, harmless: bool = False) -> None:
        self.mistakes.append(Mistake(*_start(event), what))
        self.readable = self.readable and harmless
        if len(self.mistakes) >= MOST_MISTAKES:
            raise _Unreadable

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], level: int) -> Node:
        import yaml

        assert isinstance(event, yaml.NodeEvent)

        line, column = _start(event)
        self.nodes += 1
        if self.nodes > self.most_nodes:
            self._refuse(event, _("more than {most} keys and values", most=self.most_nodes))
            raise _Unreadable
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, _quote_it("*", event.anchor))
            return Scalar("", line, column)
        if event.anchor is not None:
            self._refuse(event, _quote_it("&", event.anchor))
        if getattr(event, "tag", None) is not None:
            self._refuse(event, _quote_it("!", ""))
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, line, column)
        if level > MOST_LEVELS:
            self._refuse(event, _("more than {most} levels deep", most=MOST_LEVELS))
            raise _Unreadable
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(following := next(events), yaml.SequenceEndEvent):
                items.append(self._node(following, events, level + 1))
            return Listing(tuple(items), line, column)
        return Mapping(self._pairs(events, level), line, column)

    def _scalar(self, event: yaml.ScalarEvent, line: int, column: int) -> Scalar:
        if found := _UNWANTED.search(event.value):
            self._refuse(event, _control(found.group()))
        return Scalar(event.value, line, column, plain=not event.style)

    def _pairs(self, events: Iterator[yaml.Event], level: int) -> tuple[tuple[Scalar, Node], ...]:
        import yaml

        pairs: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, level + 1)
            value = self._node(next(events), events, level + 1)
            if not isinstance(key, Scalar):
                self._refuse(event, _("a key must be one word or text"))
            elif key.plain and key.text == "<<":
                self._refuse(event, _("<<: merging is not allowed here"))
            elif key.text in pairs:
                what = _(
                    'the key "{key}" is here a second time; the first is in line {line}',
                    key=clipped(key.text),
                    line=pairs[key.text][0].line,
                )
                self._refuse(event, what, harmless=True)
            else:
                pairs[key.text] = (key, value)
        return tuple(pairs.values())


def _start(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _quote_it(sign: str, name: str | None) -> Message:
    return _(
        "{sign}{name}: references and tags are not allowed; a text that begins with {sign} "
        "needs quotes",
        sign=sign,
        name=clipped(name or ""),
    )


def _syntax(error: yaml.YAMLError, text: str) -> Mistake:
    """The parser's complaint in our words, at the place where a person would look."""
    problem = str(getattr(error, "problem", "") or "")
    context = str(getattr(error, "context", "") or "")
    noticed = getattr(error, "problem_mark", None)
    began = getattr(error, "context_mark", None) or noticed
    mark, what = noticed, _("a key with its value, or an entry that begins with “- ”, is expected")
    if "character" in problem and "token" in problem:
        what = _("a text that begins like this needs quotes")
        if noticed is not None and text[noticed.index : noticed.index + 1] == "\t":
            what = _("a tab stands here; lines are indented with blanks")
    elif "quoted scalar" in context:
        mark, what = began, _("this quote is never closed, or an unknown escape is in it")
    elif "flow" in context:
        mark, what = began, _("this bracket is never closed, or a comma is missing in it")
    elif "simple key" in context:
        mark, what = began, _("a colon is expected behind the key")
    elif "mapping values" in problem:
        what = _("a second colon in one line; a text with a colon and a blank in it needs quotes")
    elif "alias" in context or "anchor" in context:
        what = _("a text that begins like this needs quotes")
    if mark is None:
        return Mistake(1, 1, what)
    return Mistake(mark.line + 1, mark.column + 1, what)
