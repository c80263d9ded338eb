"""Consent: the order as it stands, and whether anybody objects."""

from __future__ import annotations

from agendas.language import Language, _
from agendas.meeting.public_view import PublicView
from tui.stages.cells import RANK, effort_cell, title_column
from tui.widgets.lines import Cell, Column, Heading, Line, Row
from tui.widgets.painted import Pieces


def consent_lines(view: PublicView, language: Language) -> tuple[Line, ...]:
    """What is undecided, in the order in which it stands."""
    say = language.say
    heading = Heading(
        (
            RANK,
            title_column(say(_("THE ORDER, BY CONSENT"))),
            Column("department", say(_("Department")), 11, priority=2, widest=16),
            Column("effort", say(_("Effort")), 6, "right"),
        )
    )
    rows: list[Line] = [heading]
    for place, id in enumerate(view.meeting.undecided, 1):
        request = view.requests[id]
        effort = effort_cell(view, id, language)
        cells = (
            Cell(str(place), "dim"),
            Cell(request.title),
            Cell(request.department, "dim"),
            effort,
        )
        rows.append(Row(id, cells, sentence=f"{place}, {id}, {request.title}, {effort.text}"))
    return tuple(rows)


def consent_panel(view: PublicView, language: Language) -> tuple[Pieces, ...]:
    """The question, and the latest objection."""
    m = view.meeting
    objections = [
        f"{m.name_of(each.person)}: {each.sentence}" for each in m.objections if not each.request
    ]
    latest = objections[-1] if objections else ""
    ask = language.say(_("Any objection? c writes it down, R records this order as agreed."))
    return ([], [(ask, "strong")], [(latest, "alarm")])
