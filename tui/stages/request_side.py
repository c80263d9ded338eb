"""The panel beside the list: everything that a decision about one request needs to know."""

from __future__ import annotations

from collections.abc import Sequence

from agendas import proposals
from agendas.agenda import Method
from agendas.days import NOTHING, Days
from agendas.language import Argument, Language, Message, _
from agendas.meeting.public_view import PublicView
from agendas.request import FIELD_LABELS, Request
from tui.stages.cells import deferred_times, times_words
from tui.stages.points_words import number, revealed_round, split_words
from tui.widgets.bars import bar, padded
from tui.widgets.painted import Piece, Pieces
from tui.widgets.wrapping import wrap

WIDTH = 35
_LABEL = 10
#: More dots than this are a number.
_DOTS = 12


def request_side(view: PublicView, id: str, language: Language) -> list[Pieces]:
    """Title, who asks, problem, benefit, effort, deadline, readiness, votes."""
    request = view.requests.get(id)
    if request is None:
        return []
    say = language.say
    # What was promised before is on no table of today, and so neither new nor deferred.
    past = say(times_words(deferred_times(view, id))) if id in view.meeting.candidates else ""
    lines: list[Pieces] = [[(id, "accent-strong"), ("  " + past, "dim")]]
    lines += [[(part, "strong")] for part in wrap(request.title, WIDTH)[:3]]
    if proposals.expiry(view.meeting, id):
        gone = say(_("Nobody revived it: let it go? x, then EXP"))
        lines += [[(part, "accent")] for part in wrap(gone, WIDTH)]
    lines.append([])
    asked = ", ".join(part for part in (request.requester, request.department) if part)
    effort: Argument = None
    if request.effort:
        by = request.effort.by
        on = language.value(request.effort.on) if request.effort.on else ""
        effort = (
            f"{language.value(request.effort.days, 'd')}  {', '.join(x for x in (by, on) if x)}"
        )
    deadline = ""
    if request.deadline:
        authority = request.deadline_authority or say(_("self-made"))
        deadline = f"{language.value(request.deadline)}  {authority}"
    for label, text in (
        (_("Asked by"), asked),
        (_("Problem"), request.problem),
        (_("Benefit"), request.benefit),
        (_("First"), request.first_deliverable),
        (_("Effort"), effort or say(_("none yet"))),
        (_("Deadline"), deadline),
    ):
        lines += field(say(label), str(text) or "–", most=2)
    lines.append([])
    lines += _readiness(view, request, language)
    lines += _votes(view, id, language)
    lines += _questions(request, language)
    return lines


def field(label: str, text: str, *, most: int = 1, tone: str = "") -> list[Pieces]:
    """A label and its text, on at most so many lines."""
    parts = wrap(text, WIDTH - _LABEL) or ["–"]
    if len(parts) > most:
        parts = [*parts[: most - 1], " ".join(parts[most - 1 :])]
    first: list[Piece] = [(padded(label, _LABEL), "dim"), (parts[0], tone)]
    return [first, *([(" " * _LABEL, ""), (part, tone)] for part in parts[1:])]


def _readiness(view: PublicView, request: Request, language: Language) -> list[Pieces]:
    say = language.say
    lacking = proposals.missing(view.meeting, request)
    if not lacking:
        return field(say(_("Ready")), say(_("yes")), tone="good")
    names = ", ".join(say(FIELD_LABELS[name]) for name in lacking)
    lines = field(say(_("Ready")), say(_("no")), tone="alarm")
    words = say(_("missing: {names}", names=names))
    return [*lines, *([("  " + part, "dim")] for part in wrap(words, WIDTH - 2)[:3])]


def _votes(view: PublicView, id: str, language: Language) -> list[Pieces]:
    shown = view.meeting.revealed
    if shown is None or not shown.standings:
        return []
    standing = next((s for s in shown.standings if s.request == id), None)
    if standing is None:
        return []
    say = language.say
    found = revealed_round(view.meeting)
    method = found.method if found else view.meeting.method
    points = language.value(number(standing.points))
    label = _("Dots") if method is Method.DOTS else _("Points")
    dots = "●" * min(int(points), _DOTS) + " " if method is Method.DOTS and points.isdigit() else ""
    from_words = say(_("from {some} of {all}", some=standing.supporters, all=shown.voters))
    line: list[Piece] = [
        (padded(say(label), _LABEL), "dim"),
        (f"{dots}{points}", "accent"),
        ("  " + from_words, "dim"),
    ]
    lines: list[Pieces] = [line]
    if standing.split:
        words = say(split_words(method, standing, shown.voters))
        lines += field(say(_("Split")), words, tone="alarm")
    return lines


def _questions(request: Request, language: Language) -> list[Pieces]:
    open_ones = [q for q in request.questions if not q.answer]
    if not open_ones:
        return []
    say = language.say
    lines: list[Pieces] = [[], [(say(_("Open questions")), "strong")]]
    for question in open_ones[:3]:
        lines += [[("  " + part, "")] for part in wrap(question.text, WIDTH - 2)[:2]]
        if question.asked_of:
            until = language.value(question.due) if question.due else ""
            words = ", ".join(x for x in (question.asked_of, until) if x)
            lines.append([("  " + words, "dim")])
    return lines


def bars_block(
    title: Message, values: Sequence[tuple[str, int, str]], tone: str, language: Language
) -> list[Pieces]:
    """A small bar chart: a label, a bar, the value in words; the longest bar is the largest."""
    if not values:
        return []
    most = max(value for _label, value, _words in values)
    lines: list[Pieces] = [[], [(language.say(title), "strong")]]
    for label, value, words in values:
        lines.append(
            [
                ("  " + padded(label[:14], 15), "dim"),
                (bar(value, most, 14), tone),
                (f" {words}", "dim"),
            ]
        )
    return lines


def departments_block(view: PublicView, language: Language) -> list[Pieces]:
    """The days above the line by department, the most first."""
    days: dict[str, Days] = {}
    for id in view.meeting.above_line:
        name = view.requests[id].department or language.say(_("none"))
        days[name] = days.get(name, NOTHING) + (view.days(id) or NOTHING)
    values = [
        (name, int(taken * 4), language.value(taken))
        for name, taken in sorted(days.items(), key=lambda item: -item[1])
    ]
    return bars_block(_("Days by department"), values[:7], "bars", language)
