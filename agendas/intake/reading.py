"""From a file's bytes to its table: size, encoding, and whether it is a table or a list."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from agendas.intake.table import MOST_BYTES, Table, Unreadable
from agendas.language import Message, _

#: What a person may choose when the proposed encoding shows wrong letters.
ENCODINGS = (
    "utf-8", "utf-16", "cp1252", "iso-8859-15", "iso-8859-2", "iso-8859-9", "cp1250", "cp1251",
    "cp850", "cp932", "gb18030", "big5", "cp949",
)  # fmt: skip

#: What is taken where the bytes do not tell.
GUESS = "cp1252"
#: Chosen like an encoding: letters of UTF-8 that were once read in an older encoding, put right.
REPAIRED = "repaired"

_SIGNATURES = (
    (b"PK\x03\x04", _("this is a workbook or a zip archive; save the sheet as CSV (UTF-8)")),
    (b"\xd0\xcf\x11\xe0", _("this is an old Excel workbook; save the sheet as CSV (UTF-8)")),
    (b"%PDF", _("this is a PDF; export the list as CSV or JSON")),
    (b"\x1f\x8b", _("this file is compressed; unpack it first")),
    (b"\x89PNG", _("this is a picture; export the list as CSV or JSON")),
)
_MARKUP = re.compile(r"\s*<(!doctype|html|\?xml|rss|table)\b", re.IGNORECASE)
#: Two letters that stand where one was: UTF-8 that somebody read in an older encoding.
_MOJIBAKE = re.compile("├[^\\s]|ÔÇ|Ã[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€")
_ACCENTED = re.compile("[\u00c0-\u00ff]")
_JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_OLD_ENCODINGS = ("cp850", "cp437", "cp1252")


class Decoded(msgspec.Struct, frozen=True):
    """A text and the encoding that gave it; `mend` names what would repair wrong letters."""

    text: str
    encoding: str
    notes: tuple[Message, ...] = ()
    mend: str = ""


def read_bytes(path: Path, limit: int = MOST_BYTES) -> bytes | Unreadable:
    """The file's bytes, unless there are too many or it cannot be opened."""
    try:
        if not path.is_file():
            return Unreadable(_("{file} is not there, or is not a file", file=str(path)))
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Unreadable(_("{file}: {reason}", file=str(path), reason=reason))
    if len(data) > limit:
        megabytes = limit // (1024 * 1024)
        what = _("the file is larger than {most} MB; export fewer columns", most=megabytes)
        return Unreadable(what)
    return data


def decode(data: bytes, encoding: str | None = None) -> Decoded | Unreadable:
    """The bytes as text: by their mark, else UTF-8, cp932, cp1252; or as a person chose."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            return Unreadable(what)
    guessed = encoding is None
    encoding = encoding or _encoding_of(data)
    try:
        text = data.decode(encoding)
    except LookupError:
        return Unreadable(_("the encoding {name} is not known", name=encoding))
    except UnicodeError:
        text = data.decode(encoding, "replace")
    notes: list[Message] = []
    if unknown := text.count("\ufffd"):
        what = _(
            "{n} letters cannot be read as {encoding}; choose another encoding",
            n=unknown,
            encoding=encoding,
        )
        notes.append(what)
    elif guessed and encoding == GUESS and _looks_foreign(text):
        notes.append(_("the letters look strange; if they are, choose another encoding"))
    text = text.removeprefix("\ufeff")
    if not text.strip("\x00 \t\r\n"):
        return Unreadable(_("the file is empty"))
    if text.count("\x00") > len(text) // 10:
        return Unreadable(_("this is not a text file; export the list as CSV or JSON"))
    mend = _mending(text)
    if mend:
        notes.append(_("some letters look broken; the encoding “repaired” puts them right"))
    return Decoded(text, encoding, tuple(notes), mend)


def _encoding_of(data: bytes) -> str:
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = data[:2000]
    if len(head) > 3 and head[1::2].count(0) > len(head) // 3:
        return "utf-16-le"
    if len(head) > 3 and head[::2].count(0) > len(head) // 3:
        return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp932" if _is_japanese(data) else GUESS
    return "utf-8"


def _is_japanese(data: bytes) -> bool:
    """Whether bytes that cp1252 does not know are Japanese, mostly in kana and Chinese signs.

    Other languages of East Asia look too much alike in their bytes: a person chooses.
    """
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        pass
    else:
        return False
    try:
        foreign = [sign for sign in data.decode("cp932") if sign > "\x7f"]
    except UnicodeDecodeError:
        return False
    found = _JAPANESE.findall("".join(foreign))
    return len(found) * 2 > len(foreign) and any(sign < "\u4e00" for sign in found)


def _looks_foreign(text: str) -> bool:
    """More letters with accents than any language in cp1252 has."""
    accented = len(_ACCENTED.findall(text))
    return accented * 3 > sum(sign.isalpha() for sign in text)


def _mending(text: str) -> str:
    if not _MOJIBAKE.search(text):
        return ""
    return next((old for old in _OLD_ENCODINGS if mended(text, old) is not None), "")


def mended(text: str, old: str) -> str | None:
    """The text whose UTF-8 was once read in an old encoding; None if all of it does not fit."""
    try:
        return text.encode(old).decode("utf-8")
    except UnicodeError:
        return None


def read_text(decoded: Decoded, delimiter: str = "") -> Table | Unreadable:
    """The table in a text: JSON if it begins like JSON, whatever the file is called, else CSV."""
    from agendas.intake.csv_tables import read_csv
    from agendas.intake.json_items import read_json

    text = decoded.text
    if text.lstrip()[:1] in ("{", "["):
        table = read_json(text)
        # a CSV may begin with a bracket: "[Sales] new form;2026-01-02"
        if isinstance(table, Unreadable) and text.lstrip()[:2] not in ("[{", "[]", "{}", '{"'):
            other = read_csv(text, delimiter)
            table = other if isinstance(other, Table) and len(other.header) > 1 else table
    elif _MARKUP.match(text):
        return Unreadable(_("this is a web page or XML; export the list as CSV or JSON"))
    else:
        table = read_csv(text, delimiter)
    if isinstance(table, Unreadable):
        return table
    notes = (*decoded.notes, *table.notes)
    return msgspec.structs.replace(table, encoding=decoded.encoding, notes=notes)


def read_table(
    data: bytes, encoding: str | None = None, delimiter: str = "", mend: bool = False
) -> Table | Unreadable:
    """The table in a file's bytes; `encoding`, `delimiter` and `mend` are what a person chose."""
    decoded = decode(data, encoding)
    if isinstance(decoded, Unreadable):
        return decoded
    if mend and decoded.mend:
        text = mended(decoded.text, decoded.mend) or decoded.text
        decoded = Decoded(text, decoded.encoding)
    return read_text(decoded, delimiter)


def read_file(path: Path, *, limit: int = MOST_BYTES) -> Table | Unreadable:
    """The table in a file, as its bytes are read without a choice."""
    data = read_bytes(path, limit)
    return data if isinstance(data, Unreadable) else read_table(data)
