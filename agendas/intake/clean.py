"""Makes texts from outside harmless: no control characters, escape sequences or broken letters."""

from __future__ import annotations

import re

_ESCAPES = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"
    "|(?:\x1b[\\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x90\x98\x9c-\x9f\n]{0,4000}(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b[ -/]*[0-~]?"
)
#: Everything that is neither seen nor a line end: controls, direction overrides, invisible marks.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)
_BROKEN = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ANY = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


def block(text: str) -> str:
    """A text of several lines, harmless; its line ends are `\\n`."""
    if _ANY.search(text):
        text = _ESCAPES.sub("", _LINE_ENDS.sub("\n", text))
        text = _BROKEN.sub("\ufffd", _UNWANTED.sub("", text))
    return text.strip()


def line(text: str) -> str:
    """A text of one line, harmless, each gap one blank."""
    if _ANY.search(text):
        text = block(text)
    return " ".join(text.split())


def was_unsafe(text: str) -> bool:
    """Whether a text holds what `block` takes out, other than line ends."""
    return bool(_UNWANTED.search(text) or _BROKEN.search(text) or "\x1b" in text)


def clipped(text: str, most: int) -> str:
    """A text of at most so many characters, with an ellipsis where it was cut."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
