"""The short labels that people vote with, and what a typed ballot of labels means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from agendas.language import Message, _, _n

LETTERS = "abcdefghijklmnopqrstuvwxyz"

_PIECES = re.compile(r"[0-9]+|[^\s,]")
_LONGEST_NAMED = 12


def label(place: int, candidates: int) -> str:
    """The label of the candidate at this place (from 0): a letter up to 26, else a number."""
    return LETTERS[place] if candidates <= len(LETTERS) else str(place + 1)


def labels_for(candidates: int) -> tuple[str, ...]:
    """The labels of so many candidates, in order."""
    return tuple(label(place, candidates) for place in range(candidates))


def next_label(used: Sequence[str]) -> str:
    """The label of a candidate that comes later; no label is given twice in a meeting."""
    place = len(used)
    lettered = place < len(LETTERS) and all(each in LETTERS for each in used)
    return LETTERS[place] if lettered else str(place + 1)


def in_label_order(labels: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Labels with their requests by label; a later round keeps them in the order of its list."""
    return tuple(sorted(labels, key=lambda pair: _by_label(pair[0])))


def _by_label(label: str) -> tuple[int, str]:
    return len(label), label


def dots_for(candidates: int, given: int | None, at_most: int = 2) -> int:
    """How many dots a voter has: `given`, else a quarter of the list, 5 to 10; never too many."""
    quarter = (candidates + 2) // 4
    wanted = min(max(quarter, 5), 10) if given is None else given
    return min(wanted, candidates * at_most)


def parse_ballot(text: str, labels: Sequence[str]) -> tuple[tuple[str, int], ...] | Message:
    """Dots per label as typed (`aabcf`, `4 4 17`, `041742`), in order of first mention."""
    spelt = spellings(labels)
    dots: dict[str, int] = {}
    for piece in _PIECES.findall(text.lower()):
        named = named_by(piece, spelt)
        if isinstance(named, Message):
            return named
        for each in named:
            dots[each] = dots.get(each, 0) + 1
    return tuple(dots.items())


def check_ballot(pairs: Sequence[tuple[str, int]], dots: int, at_most: int) -> Message | None:
    """What is wrong with a ballot: empty, too many dots in all or on one. Fewer are allowed."""
    if not pairs:
        return _("no dots on this ballot; type what you want, or - to abstain")
    placed = sum(count for _label, count in pairs)
    if placed > dots:
        return _n("{n} dot, {allowed} allowed", "{n} dots, {allowed} allowed", placed, allowed=dots)
    for name, count in pairs:
        if count > at_most:
            return _n(
                "{n} dot on {label}, {allowed} allowed on one",
                "{n} dots on {label}, {allowed} allowed on one",
                count,
                label=name,
                allowed=at_most,
            )
    return None


def spellings(labels: Sequence[str]) -> dict[str, str]:
    """What may be typed for each label: a number also the way the screen shows it, as 04."""
    widths = {1, 2, max(map(len, labels), default=1)}
    return {each.zfill(width): each for each in labels for width in widths}


def named_by(piece: str, spelt: dict[str, str]) -> list[str] | Message:
    """The labels that a typed piece stands for."""
    return [spelt[piece]] if piece in spelt else _two_by_two(piece, spelt)


def _two_by_two(piece: str, spelt: dict[str, str]) -> list[str] | Message:
    """A run of digits that is no label is numbers of two digits, typed without blanks."""
    if len(piece) % 2:
        return _unknown(piece, spelt)
    pairs = [piece[start : start + 2] for start in range(0, len(piece), 2)]
    wrong = next((pair for pair in pairs if pair not in spelt), None)
    return [spelt[pair] for pair in pairs] if wrong is None else _unknown(wrong, spelt)


def _unknown(piece: str, spelt: dict[str, str]) -> Message:
    named = piece if len(piece) <= _LONGEST_NAMED else piece[: _LONGEST_NAMED - 1] + "…"
    labels = sorted(set(spelt.values()), key=_by_label)
    if not labels:
        return _("there are no candidates to vote for")
    return _(
        '"{piece}" is no candidate of this round; they go from {first} to {last}',
        piece=named,
        first=labels[0],
        last=labels[-1],
    )
