"""The ranking of a file as lines: bands with bars, the line, and what to talk about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

from agendas.language import Argument, Message, _, _n, listed
from agendas.ranking.agreement import agreement_words
from agendas.ranking.discuss import discuss_these
from agendas.ranking.exact import shown
from tui.widgets.plain_text import inert

if TYPE_CHECKING:
    from agendas.ranking.files.rank_computing import RankResult
    from agendas.ranking.files.rank_file import RankFile

Say = Callable[[Message | str], str]

BAR = 20
NAME = 40
_NAMED = 12


def rank_lines(file: RankFile, found: RankResult, say: Say) -> Iterator[Message | str]:
    """Everything that people want to see, top down."""
    yield _heading(file, found)
    yield ""
    yield from _rows(file, found, say)
    if found.line and file.capacity is not None:
        from agendas.line import line_words, taken

        effort = {each.id: each.effort for each in file.requests}
        yield ""
        yield line_words(file.capacity, taken(found.line.above, effort))
    yield ""
    yield from _findings(file, found)


def _heading(file: RankFile, found: RankResult) -> Message:
    return _(
        "{method}: {requests}, {ballots}",
        method=_METHODS[found.method.value],
        requests=_n("{n} request", "{n} requests", len(file.requests)),
        ballots=_n("{n} ballot", "{n} ballots", found.poll.voters),
    )


_METHODS = {
    "dots": _("by dots"),
    "order": _("by order, Borda points"),
    "borda": _("by order, Borda points"),
    "copeland": _("by order, wins less losses head to head"),
    "schulze": _("by order, strongest paths (Schulze)"),
    "score": _("by score"),
}


def final_order(found: RankResult) -> list[str]:
    """The bands one row after the other; where the line cut a tie, as its rule ordered it."""
    line = found.line
    drawn = {id: row for row, id in enumerate((*line.above, *line.below))} if line else {}
    return [id for band in found.bands for id in sorted(band, key=lambda each: drawn.get(each, 0))]


def _rows(file: RankFile, found: RankResult, say: Say) -> Iterator[str]:
    titles = {each.id: each.title for each in file.requests}
    effort = {each.id: each.effort for each in file.requests}
    points = {id: Fraction(text) for id, text in found.ranked.points}
    order = final_order(found)
    names = {id: _clipped(inert(f"{id}  {titles[id]}".rstrip())) for id in order}
    width = max(map(_cells, names.values()), default=0)
    figures = {id: say(_("{points}", points=shown(points[id]))) for id in order}
    figure_width = max(map(len, figures.values()), default=0)
    lowest = min([Fraction(), *points.values()])
    highest = max([Fraction(), *points.values()])
    place = 1
    for band in found.bands:
        tied = "=" if len(band) > 1 else " "
        for id in (each for each in order if each in set(band)):
            days = effort[id]
            yield "  ".join(
                (
                    f"{place:>4}{tied}",
                    names[id] + " " * (width - _cells(names[id])),
                    ("" if days is None else say(_("{days:d}", days=days))).rjust(8),
                    figures[id].rjust(figure_width),
                    _bar(points[id], lowest, highest).ljust(BAR),
                    say(_remark(found, id)),
                )
            ).rstrip()
        place += len(band)


def _clipped(text: str) -> str:
    """The beginning of a name that is too long for its column."""
    if _cells(text) <= NAME:
        return text
    while _cells(text) >= NAME:
        text = text[:-1]
    return f"{text}…"


def _cells(text: str) -> int:
    """How many cells of a terminal a text takes; Chinese letters take two."""
    return sum(
        0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in text
    )


def _bar(points: Fraction, lowest: Fraction, highest: Fraction) -> str:
    if highest == lowest:
        return ""
    return "█" * int((points - lowest) * BAR / (highest - lowest) + Fraction(1, 2))


def _remark(found: RankResult, request: str) -> Message | str:
    """What is special about a row: above the line, did not fit, beats so many, split."""
    said: list[Message | str] = []
    line = found.line
    if line and request in line.above:
        said.append(_("in"))
    for row in line.did_not_fit if line else ():
        if row.request == request:
            said.append(
                _("did not fit: needs {needs}, {left} left", needs=row.needs, left=row.left)
            )
    met = found.met.get(request)
    if met and found.method.value not in ("dots", "score"):
        all_others = met.wins + met.losses + met.ties
        said.append(_("beats {wins} of {others}", wins=met.wins, others=all_others))
    if request in found.split:
        said.append(_("split"))
    return _joined(said) if said else ""


def _joined(said: Sequence[Message | str]) -> Message | str:
    whole = said[0]
    for each in said[1:]:
        whole = _("{one} · {other}", one=whole, other=each)
    return whole


def _findings(file: RankFile, found: RankResult) -> Iterator[Message]:
    mean, w = found.agreement.mean_correlation, found.agreement.kendall_w
    if mean is not None and w is not None:
        yield _(
            "agreement {mean}: {words} (Kendall's W {w})",
            mean=shown(mean),
            words=agreement_words(found.agreement),
            w=shown(w),
        )
    if found.line:
        yield from _to_discuss(file, found)
        for tie in found.line.ties:
            yield _(
                "the line cuts a tie: {requests}; still open, a person decides"
                if tie.open
                else "the line cuts a tie: {requests}; the rule “{rule}” ordered it",
                requests=_some(tie.requests),
                rule=tie.rule.value,
            )
    elif found.split:
        yield _("split: {requests}", requests=_some(found.split))
    if found.shares:
        yield _("equal shares would take {requests}", requests=_some(found.shares.taken))
        if found.shares.by_filling:
            yield _("  by filling what was left: {requests}",
                    requests=_some(found.shares.by_filling))  # fmt: skip
    if found.no_estimate:
        yield _("no estimate: {requests}", requests=_some(found.no_estimate))
    if found.not_scored:
        yield _("not scored: {requests}", requests=_some(found.not_scored))
    if found.uncounted:
        yield _n(
            "{n} ballot holds nothing that this method counts",
            "{n} ballots hold nothing that this method counts",
            found.uncounted,
        )


def _to_discuss(file: RankFile, found: RankResult) -> Iterator[Message]:
    if not found.line:
        return
    points = {id: Fraction(text) for id, text in found.ranked.points}
    estimated = {each.id for each in file.requests if each.effort is not None}
    order = [id for id in final_order(found) if id in estimated]
    talk = discuss_these(order, found.line.above, points, found.split)
    if talk.discuss:
        yield _("discuss these: {requests}", requests=_some(talk.discuss))
    if talk.above:
        yield _(
            "at the line: {above} with {mine}, {below} with {theirs}",
            above=talk.above,
            mine=shown(points[talk.above]),
            below=talk.below,
            theirs=shown(points[talk.below]),
        )


def _some(requests: Sequence[str]) -> Argument:
    if len(requests) <= _NAMED:
        return listed(requests)
    return _("{some}, and {n} more", some=listed(requests[:_NAMED]), n=len(requests) - _NAMED)
