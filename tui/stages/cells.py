"""Cells that several stages share: how a candidate, its effort and its decision look in a row."""

from __future__ import annotations

from agendas.decisions import KIND_LABELS, REASONS, Decision, Kind
from agendas.language import Language, Message, _, _n
from agendas.meeting.meeting import Meeting
from agendas.meeting.public_view import PublicView
from tui.widgets.lines import Cell, Column

RANK = Column("rank", "#", 3, "right", gap=1)
DEFERRED = Column("deferred", "", 3, "right", gap=1, min_terminal_width=60, priority=3)


def title_column(header: str, gap: int = 1) -> Column:
    """The column that takes the rest; its header names the part of the list."""
    return Column("title", header, None, gap=gap)


def deferred_column(view: PublicView) -> tuple[Column, ...]:
    """The column for `3×`, where anything on the table was deferred before."""
    return (DEFERRED,) if any(c.deferred for c in view.meeting.candidates.values()) else ()


def deferred_cells(view: PublicView, id: str, columns: tuple[Column, ...]) -> tuple[Cell, ...]:
    """The cell of that column, where it is there."""
    return (deferred_cell(view, id),) if columns else ()


def surname(name: str) -> str:
    """The last word of a name: rows have no room for more, dialogs and records say all of it."""
    return name.split()[-1] if name.split() else name


def deferred_times(view: PublicView, id: str) -> int:
    """How often the candidate was deferred up to now."""
    candidate = view.meeting.candidates.get(id)
    return candidate.deferred if candidate else 0


def deferred_cell(view: PublicView, id: str) -> Cell:
    """`3×`: deferred three times."""
    times = deferred_times(view, id)
    if not times:
        return Cell()
    return Cell(f"{times}×", "alarm" if times >= 5 else "accent")


def rank_cell(m: Meeting, id: str, place: int, *, above: bool) -> Cell:
    """The place in the ranking, else in the list."""
    rank = m.rank_of(id) if m.revealed and m.revealed.standings else place
    return Cell(str(rank or place), "good" if above else "dim")


def place_shown(m: Meeting, id: str) -> str:
    """The number that stands before a row in the list."""
    place = m.order.index(id) + 1 if id in m.order else 0
    return rank_cell(m, id, place, above=False).text


def effort_cell(view: PublicView, id: str, language: Language) -> Cell:
    """IT's estimate; its lack is said in words."""
    days = view.days(id)
    if days is None:
        return Cell(language.say(_("none")), "alarm")
    return Cell(language.value(days, "d"))


def reason_words(decision: Decision, language: Language, *, codes: bool) -> str:
    """The reason with what it asked for, as short as a row needs it."""
    if decision.reason is None:
        return language.say(KIND_LABELS[decision.kind])
    facts = REASONS[decision.reason]
    words = language.say(facts.short)
    detail = decision.detail or decision.other
    if decision.kind == Kind.BACK and decision.missing and not detail:
        detail = ", ".join(decision.missing)
    if detail:
        joined = _("{short}: {detail}", short=words, detail=detail)
        if decision.reason == "DEP":
            joined = _("waits for {detail}", detail=detail)
        words = language.say(joined)
    return f"{decision.reason} {words}" if codes else words


def decision_words(decision: Decision, language: Language, *, codes: bool) -> str:
    """What was decided, in a few words: the reason where it is a no, else the decision."""
    match decision.kind:
        case Kind.NOT_THIS_MONTH:
            return reason_words(decision, language, codes=codes)
        case Kind.BACK:
            words = reason_words(decision, language, codes=codes)
            return language.say(_("back: {words}", words=words))
        case Kind.DECLINE:
            words = reason_words(decision, language, codes=codes)
            return language.say(_("declined: {words}", words=words))
        case Kind.MERGE:
            return language.say(_("merged into {id}", id=decision.other))
        case Kind.SPLIT:
            return language.say(_("split: {ids}", ids=decision.children))
        case Kind.WITHDRAWN:
            return language.say(_("withdrawn by {name}", name=decision.said_by))
        case _:
            return language.say(KIND_LABELS[decision.kind])


def times_words(times: int) -> Message:
    """`deferred 3×`, or that it is new."""
    if not times:
        return _("new")
    return _n("deferred {n}×", "deferred {n}×", times)
