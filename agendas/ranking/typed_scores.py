"""A column of scores as one person types it: a value for each candidate, in the order of labels."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from agendas.days import Days, parse_days
from agendas.language import Message, _, _n

#: What is typed for a candidate that somebody has no opinion on.
BLANKS = (".", "-", "_")
#: Up to here a value is one digit, so that a whole column is one word: 58313.
ONE_DIGIT = 9


def parse_scores(
    text: str, labels: Sequence[str], scale: int
) -> tuple[tuple[str, int], ...] | Message:
    """The values by label, 0 to `scale`; `.` for no opinion.

    With a scale of 9 at most the digits follow each other (`58.13`, blanks do not matter); above,
    blanks stand between the numbers.
    """
    pieces = _pieces(text, scale <= ONE_DIGIT)
    if wrong := _count(pieces, labels):
        return wrong
    found: list[tuple[str, int]] = []
    for label, piece in zip(labels, pieces, strict=True):
        if piece in BLANKS:
            continue
        if not (piece.isascii() and piece.isdigit() and len(piece) < 10):
            return _(
                "{label}: “{piece}” is no value; 0 to {scale}, or . for no opinion",
                label=label, piece=piece[:12], scale=scale,
            )  # fmt: skip
        if int(piece) > scale:
            return _(
                "{label}: {value} is above the scale, 0 to {scale}",
                label=label, value=int(piece), scale=scale,
            )  # fmt: skip
        found.append((label, int(piece)))
    return tuple(found) or _("no value in this line")


def parse_efforts(text: str, labels: Sequence[str]) -> tuple[tuple[str, Days], ...] | Message:
    """Days by label, with blanks between them: `5 0.5 . 13`."""
    pieces = _pieces(text, one_digit=False)
    if wrong := _count(pieces, labels):
        return wrong
    found: list[tuple[str, Days]] = []
    for label, piece in zip(labels, pieces, strict=True):
        if piece in BLANKS:
            continue
        days = parse_days(piece)
        if days is None or days <= Decimal(0):
            return _(
                "{label}: “{piece}” are no days, such as 8 or 2.5, or . for no estimate",
                label=label, piece=piece[:12],
            )  # fmt: skip
        found.append((label, days))
    return tuple(found) or _("no value in this line")


def _pieces(text: str, one_digit: bool) -> list[str]:
    words = text.replace(";", " ").replace(",", " " if one_digit else ",").split()
    return list("".join(words)) if one_digit else words


def _count(pieces: Sequence[str], labels: Sequence[str]) -> Message | None:
    if len(pieces) == len(labels):
        return None
    return _n(
        "{n} value for {all} candidates ({first} to {last}); . stands for no opinion",
        "{n} values for {all} candidates ({first} to {last}); . stands for no opinion",
        len(pieces), all=len(labels), first=labels[0] if labels else "",
        last=labels[-1] if labels else "",
    )  # fmt: skip
