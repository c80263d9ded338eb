"""The panel beside the reveal: what the rounds say about one request."""

from __future__ import annotations

from collections.abc import Iterator

from agendas.agenda import Method
from agendas.language import _
from agendas.meeting.events import Standing
from agendas.meeting.meeting import BUSINESS
from tui.stages.cells import effort_cell
from tui.stages.points_words import number, points_bar, points_words, spread_bar
from tui.stages.rank_result import Reveal
from tui.stages.request_side import WIDTH, field
from tui.widgets.bars import padded
from tui.widgets.painted import Pieces
from tui.widgets.wrapping import wrap

_LABEL, _SPREAD, _BAR = 10, 15, 12
#: So many supporters are named; more are a number.
_NAMED = 12


def rank_side(shown: Reveal, id: str, height: int) -> list[Pieces]:
    """Why it is discussed, its points, the spread, head to head, who supports it, other rounds."""
    request = shown.view.requests.get(id)
    if request is None:
        return []
    say = shown.say
    lines: list[Pieces] = [[(id, "accent-strong"), ("  " + _place(shown, id), "dim")]]
    lines += [[(part, "strong")] for part in wrap(request.title, WIDTH)[:3]]
    why = shown.why(id)
    if why is not None:
        words = say(why.sentence)
        lines += [[], *([(part, why.tone)] for part in wrap(words, WIDTH)[:4])]
    lines.append([])
    standing = shown.standings.get(id)
    if standing is not None:
        lines += _measured(shown, standing)
    lines += _earlier(shown, id)
    lines.append([])
    effort = effort_cell(shown.view, id, shown.language)
    asked = ", ".join(part for part in (request.requester, request.department) if part)
    lines += field(say(_("Effort")), effort.text)
    lines += field(say(_("Asked by")), asked or "–")
    lines += field(say(_("Problem")), request.problem or "–", most=2)
    lines += field(say(_("Benefit")), request.benefit or "–", most=2)
    if standing is not None:
        lines += _people(shown, standing)
    return lines[:height] if height > 0 else lines


def _place(shown: Reveal, id: str) -> str:
    place = shown.place.get(id)
    if place is None:
        return shown.say(_("no place"))
    tied = len(shown.result.bands[shown.band[id]])
    if tied > 1:
        return shown.say(_("place {place}, tied with {n} more", place=place, n=tied - 1))
    return shown.say(_("place {place}", place=place))


def _measured(shown: Reveal, standing: Standing) -> Iterator[Pieces]:
    say, method = shown.say, shown.method
    bar = points_bar(method, standing.points, shown.most, _BAR)
    words = say(points_words(method, standing.points))
    yield [
        (padded(say(_("Result")), _LABEL), "dim"),
        (bar + " " if bar else "", "accent"),
        (words, ""),
    ]
    if support := shown.support(standing):
        yield from field(say(_("From")), support)
    if method is Method.DOTS:
        if standing.most:
            most = _("{n} gave it the most", n=standing.most)
            yield from field("", say(most))
        return
    spread = spread_bar(standing, shown.places, _SPREAD)
    if spread:
        yield [(padded(say(_("Spread")), _LABEL), "dim"), (spread, "accent")]
        places = _(
            "best {best}, middle {median}, worst {worst}",
            best=number(standing.best),
            median=number(standing.median),
            worst=number(standing.worst),
        )
        yield from field("", say(places), most=2)
    if method is Method.ORDER:
        others = standing.wins + standing.losses + standing.ties
        beats = _("{wins} of {all}", wins=standing.wins, all=others)
        yield from field(say(_("Beats")), say(beats))
    for name, value in standing.columns:
        given = shown.language.value(number(value))
        yield [
            (padded(name.replace("_", " ")[: _SPREAD + 4], _SPREAD + 5), "dim"),
            (given, ""),
        ]


def _earlier(shown: Reveal, id: str) -> Iterator[Pieces]:
    """The place in the rounds before: they are kept."""
    for each in shown.view.meeting.rounds:
        if each.number >= shown.round.number or each.revealed is None:
            continue
        place = 1
        for band in each.revealed.bands:
            if id in band:
                label = shown.say(_("Round {n}", n=each.number))
                yield from field(label, shown.say(_("place {place}", place=place)))
                break
            place += len(band)


def _people(shown: Reveal, standing: Standing) -> Iterator[Pieces]:
    """Who gave it what, where the ballots are open."""
    m, id = shown.view.meeting, standing.request
    given: list[tuple[int, str, str]] = []
    for who, dots in shown.result.ballots:
        count = dict(dots).get(id, 0)
        if count:
            given.append((-count, who, "●" * count))
    for who, order in shown.result.orders:
        place = 1
        for band in order:
            if id in band:
                given.append((place, who, shown.say(_("place {place}", place=place))))
            place += len(band)
    if not given:
        return
    yield []
    title = _("Who gave it dots") if shown.method is Method.DOTS else _("Who ranked it")
    yield [(shown.say(title), "strong")]
    for _order, who, what in sorted(given)[:_NAMED]:
        name = shown.say(_("the business")) if who == BUSINESS else m.name_of(who)
        yield [("  " + padded(name[:20], 21), "dim"), (what, "accent")]
