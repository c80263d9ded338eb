"""Text from outside made inert: one line, nothing in it that a terminal obeys or mismeasures."""

import re
import unicodedata
from functools import lru_cache

UNSHOWABLE = "\N{REPLACEMENT CHARACTER}"
_MOST_MARKS = 3  # on one letter: enough for Vietnamese, Thai and pointed Hebrew

_LINE_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_RISKY = re.compile(
    "[\x00-\x1f\x7f-\x9f"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20dd-\u20e4\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NON_JOINER = "\u200c"


@lru_cache(maxsize=8192)
def inert(text: str) -> str:
    """The text as it may stand on the screen.

    Line breaks become one blank, control characters their pictures (␛), directions a "�", flags
    their letters; what takes no cell or takes different cells in different terminals goes away,
    except marks on a letter (three at most) and the non-joiner that Persian writes between letters.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_BREAKS.sub(" ", text)
    text = _RISKY.sub(_sign, text)
    return _few_marks(unicodedata.normalize("NFC", text))


def _sign(found: re.Match[str]) -> str:
    character = found.group()
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if code < 0xA0 or character in _BIDI or 0xD800 <= code <= 0xDFFF:
        return UNSHOWABLE
    if unicodedata.category(character) == "Cn" and code < 0xE0000:
        return UNSHOWABLE
    if 0x1F1E6 <= code <= 0x1F1FF:  # flags are two, three or four cells wide: their letters are two
        return chr(ord("A") + code - 0x1F1E6)
    if character == _NON_JOINER and _between_letters(found):
        return character
    if 0x1F3FB <= code <= 0x1F3FF and not _after_picture(found):
        return character
    return ""


def _between_letters(found: re.Match[str]) -> bool:
    around = (
        found.string[max(0, found.start() - 1) : found.start()]
        + found.string[found.end() : found.end() + 1]
    )
    return len(around) == 2 and all(unicodedata.category(one)[0] in "LM" for one in around)


def _after_picture(found: re.Match[str]) -> bool:
    """A skin tone behind its emoji: some terminals give the pair two cells, others four."""
    before = found.string[max(0, found.start() - 1) : found.start()]
    return unicodedata.category(before) == "So" if before else False


def _few_marks(text: str) -> str:
    kept: list[str] = []
    marks = _MOST_MARKS  # a mark at the very beginning has no letter to stand on
    for character in text:
        if character.isascii() or unicodedata.category(character) not in ("Mn", "Me"):
            marks = 0
        else:
            marks += 1
            if marks > _MOST_MARKS:
                continue
        kept.append(character)
    return "".join(kept)
