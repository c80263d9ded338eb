"""The ranking after the reveal: bands with their dots, who supports what, and the line."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from agendas.agenda import TieRule
from agendas.language import Language, Message, _, _n
from agendas.line import line_words
from agendas.meeting.events import RankingRevealed, Standing
from agendas.meeting.meeting import Meeting
from agendas.meeting.public_view import PublicView
from agendas.request import ServiceClass
from tui.stages.ballot_sheet import TIES
from tui.stages.cells import RANK, effort_cell, title_column
from tui.widgets.lines import Blank, Cell, Column, Divider, Heading, Line, Row, Words

_LONGEST_BAR = 20


def result_lines(view: PublicView, language: Language) -> tuple[Line, ...]:
    """The list in its order, in bands, with the line where it is known."""
    m = view.meeting
    shown = m.revealed
    assert shown is not None
    drawing = _Result(view, language, shown)
    ranked = {id for band in shown.bands for id in band}
    made: list[Line] = [drawing.heading()]
    above = [id for id in m.above_line if id in ranked]
    made += drawing.part(above)
    if m.above is not None:
        made += [Blank(), Divider(language.say(line_words(m.to_give_away, view.taken))), Blank()]
    made += drawing.part([id for id in m.below_line if id in ranked])
    return tuple(made)


def tie_applied_words(m: Meeting, language: Language) -> str:
    """Where the line cut a tie and what decided; "" where it cut none."""
    ties = m.drawn.ties if m.drawn else ()
    if not ties:
        return ""
    last = ties[-1]
    ids = ", ".join(last.requests[:4]) + (" …" if len(last.requests) > 4 else "")
    if last.open or last.rule == TieRule.PERSON:
        return language.say(_("tie at the line ({ids}): a person decides, J K move rows", ids=ids))
    rule = TIES[TieRule(last.rule)]
    return language.say(_("tie at the line ({ids}): decided by {rule}", ids=ids, rule=rule))


def dots_of(points: str) -> Message:
    """`7 dots`; a half is said as 3.5."""
    number = Fraction(points)
    if number.denominator == 1:
        return _n("{n} dot", "{n} dots", int(number))
    return _("{points} dots", points=f"{float(number):.2f}".rstrip("0").rstrip("."))


class _Result:
    """The rows and bands of one reveal."""

    def __init__(self, view: PublicView, language: Language, shown: RankingRevealed) -> None:
        self.view = view
        self.language = language
        self.voters = shown.voters
        self.standings: Mapping[str, Standing] = {s.request: s for s in shown.standings}
        self.band = {id: place for place, band in enumerate(shown.bands) for id in band}
        self.size = {place: len(band) for place, band in enumerate(shown.bands)}

    def heading(self) -> Heading:
        say = self.language.say
        title = _("RANKING") if self.standings else _("THE ORDER, BY CONSENT")
        return Heading(
            (
                RANK,
                title_column(say(title)),
                Column("department", say(_("Department")), 11, priority=2, widest=16),
                Column("effort", say(_("Effort")), 6, "right"),
                Column("from", say(_("From")) if self.standings else "", 7, "right", priority=1),
                Column("mark", "", 7, chip=True, gap=1),
            )
        )

    def part(self, ids: list[str]) -> list[Line]:
        """Rows on one side of the line, each band introduced by its dots."""
        made: list[Line] = []
        band: int | None = None
        for id in ids:
            if self.standings and not self._apart(id) and self.band[id] != band:
                band = self.band[id]
                made.append(self._band(id, ids))
            made.append(self._row(id))
        return made

    def _apart(self, id: str) -> bool:
        """Whether the row does not stand where its dots would put it."""
        return id in self.view.meeting.moved or self._is_fixed(id)

    def _is_fixed(self, id: str) -> bool:
        request = self.view.requests[id]
        fixed = request.service_class == ServiceClass.FIXED_DATE
        dated = request.deadline is not None and bool(request.deadline_authority)
        return fixed and dated and self.view.meeting.is_above(id)

    def _band(self, id: str, ids: list[str]) -> Words:
        say = self.language.say
        band, points = self.band[id], self.standings[id].points
        here = sum(self.band[other] == band and not self._apart(other) for other in ids)
        number = Fraction(points)
        dots = say(dots_of(points)) if number else say(_("no dots"))
        if here == self.size[band]:
            words = _n("{dots}: {n} request", "{dots}: {n} requests", here, dots=dots)
        else:
            words = _("{dots}: {n} of {all} requests", dots=dots, n=here, all=self.size[band])
        bar = "●" * min(_LONGEST_BAR, round(number))
        return Words(
            (("    ", "text"), (bar, "accent"), ("  " if bar else "", "text"), (say(words), "dim"))
        )

    def _row(self, id: str) -> Row:
        say, m = self.language.say, self.view.meeting
        request = self.view.requests[id]
        standing = self.standings.get(id)
        support = ""
        if standing and standing.supporters:
            support = say(_("{some} of {all}", some=standing.supporters, all=self.voters))
        chip = None
        if id in m.moved:
            chip = Cell(say(_("moved")), "accent")
        elif self._is_fixed(id):
            chip = Cell(say(_("fixed")), "good")
        elif standing and standing.split:
            chip = Cell(say(_("split")), "alarm")
        effort = effort_cell(self.view, id, self.language)
        above = m.is_above(id)
        side = _("above the line") if above else _("below the line")
        parts = [id, request.title]
        if standing:
            parts += [say(dots_of(standing.points)), support]
            parts.append(say(_("the room is split")) if standing.split else "")
        parts.append(say(side) if m.above is not None else "")
        return Row(
            id,
            (
                Cell(str(m.rank_of(id) or ""), "good" if above else "dim"),
                Cell(request.title),
                Cell(request.department, "dim"),
                effort,
                Cell(support, "dim"),
            ),
            chip,
            sentence=", ".join(part for part in parts if part),
        )
