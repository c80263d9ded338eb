"""Text as GitHub-flavoured Markdown that reads as it stands: nothing in it marks up, links or acts.

Addresses and mentions become code, the one thing that no renderer turns into a link or a message
to somebody; every other sign with a meaning gets a backslash.
"""

from __future__ import annotations

import re

from exports.text import inert, lines, one_line

_SIGNS = re.compile(r"[\\`*_<>\[\]#~|&]")
# A word ends at a blank, or at a sign that would end the code that it may become.
_WORDS = re.compile(r"[^\s|\\`]+")
# What a renderer links or sends by itself.
_ACTIVE = re.compile(r"@|://|www\.", re.IGNORECASE)
# Signs that mean something at the beginning of a line, "/" for GitLab's quick actions.
_LEADING = re.compile(r"(?:[-+=/:!]|\d{1,9}(?=[.)](?:\s|$)))")
_FRONT = re.compile(r"[<>\[\]*_`~|&@#:/\\]")


def escaped(text: str) -> str:
    """The text on one line, as it may stand anywhere in a paragraph or a cell."""
    text = one_line(text)
    if not _ACTIVE.search(text):
        return _signs(text)
    parts, end = [], 0
    for word in _WORDS.finditer(text):
        if _ACTIVE.search(word.group()):
            parts += [_signs(text[end : word.start()]), f"`{word.group()}`"]
            end = word.end()
    parts.append(_signs(text[end:]))
    # An escaped backtick beside code would be read together with the one that opens or ends it.
    return re.sub(r"\\`(?=`)", "&#96;", "".join(parts)).replace("`\\`", "`&#96;")


def _signs(text: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", text)


def line(text: str) -> str:
    """The text on one line, as it may begin a line."""
    safe = escaped(text)
    lead = _LEADING.match(safe)
    if not lead:
        return safe
    if lead.group()[0].isdigit():
        return f"{lead.group()}\\{safe[lead.end() :]}"
    return f"\\{safe}"


def several(text: str) -> bool:
    """Whether the text has more than one line that says something."""
    return len(lines(text)) > 1


def item(text: str) -> str:
    """A list item; further lines of the text become items below it."""
    found = lines(text) or ("",)
    return "\n".join([f"- {line(found[0])}", *(f"  - {line(more)}" for more in found[1:])])


def front(text: str) -> str:
    """A text in the front matter: a quoted YAML scalar without a sign that Markdown knows."""
    import json

    quoted = json.dumps(inert(text), ensure_ascii=False)[1:-1]
    # JSON's own escapes stay; of what is left, the signs become escapes too.
    pieces = re.split(r"(\\(?:u[0-9a-f]{4}|.))", quoted)
    safe = (
        piece if place % 2 else _FRONT.sub(lambda found: f"\\u{ord(found.group()):04x}", piece)
        for place, piece in enumerate(pieces)
    )
    return '"' + "".join(safe) + '"'
