"""The reveal: what to discuss and why, apart from it what is decided by rank, and the line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil

from agendas.agenda import Method
from agendas.language import Language, Message, _, _n
from agendas.line import line_words
from agendas.meeting.events import Standing
from agendas.meeting.public_view import PublicView
from agendas.request import ServiceClass
from tui.stages.cells import RANK, effort_cell, title_column
from tui.stages.points_words import (
    number,
    points_bar,
    points_words,
    revealed_round,
    spread_bar,
)
from tui.stages.rank_why import Why, agreement_of, closeness, tie_applied_words, why
from tui.widgets.lines import Blank, Cell, Column, Divider, Heading, Line, Row, Words
from tui.widgets.painted import Pieces

_LONGEST_BAR, _BAR, _SPREAD = 20, 7, 9


class Reveal:
    """One revealed ranking as the room sees it: reckoned once, not when the cursor moves."""

    def __init__(self, view: PublicView, language: Language) -> None:
        m = view.meeting
        found = revealed_round(m)
        assert found is not None
        assert found.revealed is not None
        self.view, self.language, self.round, self.result = view, language, found, found.revealed
        self.method = found.method
        self.standings: Mapping[str, Standing] = {s.request: s for s in self.result.standings}
        self.places = sum(len(band) for band in self.result.bands)
        self.most = max((Fraction(s.points) for s in self.result.standings), default=Fraction())
        self.band = {id: place for place, band in enumerate(self.result.bands) for id in band}
        self.place: dict[str, int] = {}
        for band in self.result.bands:
            self.place.update(dict.fromkeys(band, len(self.place) + 1))
        wanted = set(m.discuss)
        self.discussed = tuple(id for id in m.order if id in wanted and id not in m.decisions)
        if not wanted & m.moved:
            # What the line skipped stands further down; the places alone are easier to read.
            self.discussed = tuple(sorted(self.discussed, key=lambda id: self.place.get(id, 0)))
        ranked = set(self.band)
        apart = set(self.discussed)
        self.above = [id for id in m.above_line if id in ranked and id not in apart]
        self.below = [id for id in m.below_line if id in ranked and id not in apart]
        self.first = next(iter((*self.discussed, *self.above, *self.below)), "")
        self._made: dict[bool, tuple[Line, ...]] = {}

    def say(self, message: Message | str) -> str:
        """A message in the language of the screen."""
        return self.language.say(message)

    def why(self, id: str) -> Why | None:
        """Why a request is to be discussed; None for one that is decided by rank."""
        return why(self.view.meeting, self.round, id) if id in self.discussed else None

    # -- the list --------------------------------------------------------------------------

    def lines(self, roomy: bool) -> tuple[Line, ...]:
        """Discuss these, then what is decided by rank in bands, with the line in it."""
        if roomy not in self._made:
            self._made[roomy] = tuple(self._lines([Blank()] if roomy else []))
        return self._made[roomy]

    def _lines(self, space: list[Line]) -> list[Line]:
        m = self.view.meeting
        made: list[Line] = []
        if self.discussed:
            made.append(self._discuss_heading())
            made += [self._discuss_row(id) for id in self.discussed]
            made.append(Blank())
        made.append(self._heading())
        made += self._part(self.above)
        if m.above is not None:
            words = self.say(line_words(m.to_give_away, self.view.taken))
            made += [*space, Divider(words), *space]
        made += self._part(self.below)
        for ids, missing in (
            (self.result.no_estimate, _("no estimate from IT, so no score")),
            (self.result.not_scored, _("a column is empty, so no score")),
        ):
            left = [id for id in m.order if id in ids and id not in m.decisions]
            if left:
                made += [Blank(), Words((("    ", "text"), (self.say(missing), "dim")))]
                made += [self._row(id) for id in left]
        return made

    def _discuss_heading(self) -> Heading:
        title = _("DISCUSS THESE {n}", n=len(self.discussed))
        wide = 24 if self.method is Method.DOTS else 26
        return Heading(
            (
                RANK,
                title_column(self.say(title)),
                *self._measures(),
                Column("mark", self.say(_("Why")), 5),
                Column("why", "", wide, gap=1, priority=1, widest=34),
            )
        )

    @property
    def _dots(self) -> int:
        """Cells for the dots: as many as the most, where that is no more than a bar."""
        return max(2, min(_BAR, ceil(self.most)))

    def _measures(self) -> tuple[Column, ...]:
        """Dots as a bar; of orders and scores how far the ballots differ: why tells the points."""
        if not self.standings:
            return ()
        if self.method is Method.DOTS:
            return (Column("points", self.say(_("Dots")), self._dots + 3, priority=2),)
        return (Column("spread", self.say(_("Spread")), _SPREAD, priority=3),)

    def _measured(self, id: str) -> tuple[Cell, ...]:
        standing = self.standings.get(id)
        if standing is None:
            return (Cell(),) * len(self._measures())
        if self.method is Method.DOTS:
            value = self.language.value(number(standing.points))
            bar = points_bar(self.method, standing.points, self.most, self._dots)
            return (Cell(f"{bar:<{self._dots}} {value}", "accent"),)
        return (Cell(spread_bar(standing, self.places, _SPREAD), "dim"),)

    def _discuss_row(self, id: str) -> Row:
        why = self.why(id)
        assert why is not None
        cells = (
            self._rank(id),
            Cell(self.view.requests[id].title, "strong"),
            *self._measured(id),
            Cell(self.say(why.mark), why.tone),
            Cell(self.say(self._moved(id) or why.words), "dim"),
        )
        return Row(id, cells, sentence=self._sentence(id, why))

    def _moved(self, id: str) -> Message | None:
        return _("moved by hand") if id in self.view.meeting.moved else None

    def _rank(self, id: str) -> Cell:
        """The place; tied requests share it, and none of them is called first."""
        place = self.place.get(id)
        return Cell(str(place or ""), "good" if self.view.meeting.is_above(id) else "dim")

    def _heading(self) -> Heading:
        say = self.say
        count = len(self.above) + len(self.below)
        title = _("DECIDED BY RANK: {n}", n=count)
        if not self.discussed:
            title = _("RANKING") if self.standings else _("THE ORDER, BY CONSENT")
        if self.method is Method.DOTS or not self.standings:
            last = Column("from", say(_("From")) if self.standings else "", 7, "right", priority=1)
        else:
            last = Column("points", say(_("Points")), _BAR + 7, "right", priority=1)
        return Heading(
            (
                RANK,
                title_column(say(title)),
                Column("department", say(_("Department")), 11, priority=2, widest=16),
                Column("effort", say(_("Effort")), 6, "right"),
                last,
                Column("mark", "", 7, chip=True, gap=1),
            )
        )

    def _part(self, ids: Sequence[str]) -> list[Line]:
        """Rows on one side of the line; equal dots are introduced as a band."""
        made: list[Line] = []
        band: int | None = None
        banded = bool(self.standings) and self.method is Method.DOTS
        for id in ids:
            if banded and not self._apart(id) and self.band[id] != band:
                band = self.band[id]
                made.append(self._band(id, ids))
            made.append(self._row(id))
        return made

    def _apart(self, id: str) -> bool:
        """Whether the row does not stand where its dots would put it."""
        return id in self.view.meeting.moved or self._is_fixed(id) or id not in self.standings

    def _is_fixed(self, id: str) -> bool:
        request = self.view.requests[id]
        fixed = request.service_class == ServiceClass.FIXED_DATE
        dated = request.deadline is not None and bool(request.deadline_authority)
        return fixed and dated and self.view.meeting.is_above(id)

    def _band(self, id: str, ids: Sequence[str]) -> Words:
        band, points = self.band[id], self.standings[id].points
        here = sum(self.band[other] == band and not self._apart(other) for other in ids)
        every = len(self.result.bands[band])
        dots = self.say(points_words(self.method, points))
        if not Fraction(points):
            dots = self.say(_("no dots"))
        if here == every:
            words = _n("{dots}: {n} request", "{dots}: {n} requests", here, dots=dots)
        else:
            words = _("{dots}: {n} of {all} requests", dots=dots, n=here, all=every)
        bar = "●" * min(_LONGEST_BAR, round(Fraction(points)))
        gap = "  " if bar else ""
        return Words((("    ", "text"), (bar, "accent"), (gap, "text"), (self.say(words), "dim")))

    def _row(self, id: str) -> Row:
        chip = None
        if id in self.view.meeting.moved:
            chip = Cell(self.say(_("moved")), "accent")
        elif self._is_fixed(id):
            chip = Cell(self.say(_("fixed")), "good")
        elif id in self.standings and self.standings[id].split:
            chip = Cell(self.say(_("split")), "alarm")
        cells = (
            self._rank(id),
            Cell(self.view.requests[id].title),
            Cell(self.view.requests[id].department, "dim"),
            effort_cell(self.view, id, self.language),
            Cell(self._last(id), "dim"),
            Cell(" ✓" if id in self.view.meeting.decisions else "", "good"),
        )
        return Row(id, cells, chip, sentence=self._sentence(id))

    def _last(self, id: str) -> str:
        standing = self.standings.get(id)
        if standing is None:
            return ""
        if self.method is Method.DOTS:
            return self.support(standing)
        bar = points_bar(self.method, standing.points, self.most, _BAR)
        return f"{bar:<{_BAR}} {self.language.value(number(standing.points)):>6}"

    def support(self, standing: Standing) -> str:
        """`3 of 5`: how many voted for it."""
        if not standing.supporters:
            return ""
        words = _("{some} of {all}", some=standing.supporters, all=self.result.voters)
        return self.say(words)

    def _sentence(self, id: str, why: Why | None = None) -> str:
        m, standing = self.view.meeting, self.standings.get(id)
        parts = [id]
        if why:
            parts.append(self.say(why.sentence))
        parts.append(self.view.requests[id].title)
        if standing:
            parts += [self.say(points_words(self.method, standing.points)), self.support(standing)]
        side = _("above the line") if m.is_above(id) else _("below the line")
        parts.append(self.say(side) if m.above is not None else "")
        return ", ".join(part for part in parts if part)

    # -- below the list --------------------------------------------------------------------

    def panel(self, width: int) -> tuple[Pieces, ...]:
        """How far the ballots agree, how close it is at the line, and where a tie was cut."""
        found = (agreement_of(self.result), closeness(self.view.meeting, self.round))
        parts = [self.say(each) for each in found if each is not None]
        lines: list[Pieces] = [[(" · ".join(parts), "dim")]] if parts else []
        if tie := tie_applied_words(self.view.meeting, self.language):
            lines.append([(tie, "accent")])
        return ([], *lines) if lines else ()
