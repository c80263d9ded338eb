"""A typed line as words, and a text as a word of such a line."""

from __future__ import annotations

import re
from collections.abc import Collection

import msgspec

from agendas.language import _
from agendas.meeting.commands.spec import Refused

#: Which marks end a group, by the mark that began it.
CLOSING = {'"': '"', "“": "”“", "”": "”", "„": "“”"}

#: What a backslash inside a group makes a letter of the text.
_ESCAPABLE = '\\"“”„'
_ESCAPE = re.compile(r'\\(?:([\\"“”„n])|u([0-9a-f]{4}))')
#: Everything that ends a line for some program, so that a line of ours is one line for all.
_BREAKS = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


class Word(msgspec.Struct, frozen=True):
    """One word of a line; a quoted one is never a keyword."""

    text: str
    quoted: bool = False


def split_words(line: str) -> tuple[Word, ...] | Refused:
    """The words of a line; none for an empty one and for a comment."""
    if any("\ud800" <= letter <= "\udfff" for letter in line):
        return Refused(_("this line holds something that is no text"))
    found: list[Word] = []
    at, end = _past_blanks(line, 0), len(line)
    if line.startswith("#", at):
        return ()
    while at < end:
        closing = CLOSING.get(line[at])
        if closing is None:
            start = at
            while at < end and not line[at].isspace():
                at += 1
            found.append(Word(line[start:at]))
        else:
            start = at + 1
            at = _end_of_group(line, start, closing)
            if at == end:
                return Refused(
                    _("a quote is not closed: {text}", text=shortened(line[start - 1 :]))
                )
            found.append(Word(_ESCAPE.sub(_unescaped, line[start:at]), True))
            at += 1
            if at < end and not line[at].isspace():
                return Refused(
                    _(
                        'a blank is missing after the quoted “{text}”; a quote inside is \\"',
                        text=shortened(found[-1].text),
                    )
                )
        at = _past_blanks(line, at)
    return tuple(found)


def _past_blanks(line: str, at: int) -> int:
    while at < len(line) and line[at].isspace():
        at += 1
    return at


def _end_of_group(line: str, at: int, closing: str) -> int:
    """Where the mark stands that ends the group; the end of the line if none does."""
    while at < len(line) and line[at] not in closing:
        escapes = line[at] == "\\" and at + 1 < len(line) and line[at + 1] in _ESCAPABLE
        at += 2 if escapes else 1
    return at


def _unescaped(found: re.Match[str]) -> str:
    if found[2]:
        return chr(int(found[2], 16))
    return "\n" if found[1] == "n" else found[1]


def quoted(text: str) -> str:
    """The text as a quoted word."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{_BREAKS.sub(_escaped, plain)}"'


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def as_word(text: str, keywords: Collection[str] = ()) -> str:
    """The text as a word, quoted only where it must be."""
    bare = text and text not in keywords and text[0] != "#" and text[0] not in CLOSING
    if bare and '"' not in text and not any(letter.isspace() for letter in text):
        return text
    return quoted(text)


def shortened(text: str, most: int = 40) -> str:
    """A text short enough to be quoted in a sentence."""
    line = " ".join(text[:1000].split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
