"""An order as one person types it: letters or numbers, best first, ties in brackets or with =."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agendas.language import Message, _, _n
from agendas.ranking.labels import named_by, spellings

_PIECES = re.compile(r"[0-9]+|[^\s,;>]")
_OPENING, _CLOSING = "([{", ")]}"


def parse_order(
    text: str, labels: Sequence[str], top: int = 0
) -> tuple[tuple[str, ...], ...] | Message:
    """The labels best first (`c a (b d) e`, `ca=be`, `4 17 (2 3)`), what is tied together.

    At most `top` of them, 0 for all; who leaves some out puts them last.
    """
    spelt = spellings(labels)
    bands: list[list[str]] = []
    open_, joined = False, False
    for piece in _PIECES.findall(text.lower()):
        if piece in _OPENING:
            if open_:
                return _("a bracket in a bracket: type ties as (b d)")
            open_ = True
            if not joined:
                bands.append([])
            joined = False
        elif piece in _CLOSING:
            if not open_:
                return _("a bracket is closed that was never opened: type ties as (b d)")
            open_ = False
        elif piece == "=":
            if not bands or joined:
                return _("= stands between two that are tied: b=d")
            joined = True
        else:
            named = named_by(piece, spelt)
            if isinstance(named, Message):
                return named
            for label in named:
                if open_ or joined:
                    bands[-1].append(label)
                else:
                    bands.append([label])
                joined = False
    if open_ or joined:
        return _("something is missing at the end: type ties as (b d) or b=d")
    return checked_order(tuple(tuple(band) for band in bands if band), top)


def checked_order(
    bands: tuple[tuple[str, ...], ...], top: int = 0
) -> tuple[tuple[str, ...], ...] | Message:
    """The order, or what is wrong with it: nothing in it, something twice, too many."""
    named = [label for band in bands for label in band]
    if not named:
        return _("nothing is ranked on this ballot; type what you want, or - to abstain")
    twice = next((label for label in named if named.count(label) > 1), None)
    if twice is not None:
        return _("{label} is on this ballot twice", label=twice)
    if top and len(named) > top:
        return _n(
            "{n} is ranked, {allowed} allowed", "{n} are ranked, {allowed} allowed", len(named),
            allowed=top,
        )  # fmt: skip
    return bands
