"""The agenda of the day with its minutes, beside the list or below it."""

from __future__ import annotations

from agendas.agenda import Stage
from agendas.language import Language, _
from agendas.meeting.meeting import Meeting
from tui.widgets.bars import padded, stage_title
from tui.widgets.cells import cut
from tui.widgets.painted import Piece, Pieces

_COLUMNS = 3
_SIDE = 34


def agenda_columns(m: Meeting, language: Language, width: int) -> list[Pieces]:
    """A heading, and all stages in columns: what is done, what is now, what comes."""
    stages = m.agenda.stages
    high = -(-len(stages) // _COLUMNS)
    each = max(8, width // _COLUMNS)
    lines: list[Pieces] = [_heading(m, language)]
    for line in range(high):
        pieces: list[Piece] = []
        for column in range(_COLUMNS):
            place = column * high + line
            if place < len(stages):
                pieces += _stage(m, stages[place], language, each)
        lines.append(pieces)
    return lines


def agenda_side(m: Meeting, language: Language, height: int) -> tuple[Pieces, ...]:
    """A heading, and one stage a line, minutes at the right end."""
    lines: list[Pieces] = [_heading(m, language), []]
    lines += [_stage(m, stage, language, _SIDE) for stage in m.agenda.stages]
    if len(lines) + 5 <= height:
        lines += [
            [],
            [(language.say(_("Meeting  {on:weekday}", on=m.on)), "dim")],
            [(language.say(_("Next     {on:weekday}", on=m.next_meeting)), "dim")],
        ]
    return tuple(lines)


def _heading(m: Meeting, language: Language) -> list[Piece]:
    minutes = language.say(_("{n} minutes", n=m.agenda.minutes))
    return [(language.say(_("TODAY")), "strong"), ("  " + minutes, "dim")]


def _stage(m: Meeting, stage: Stage, language: Language, width: int) -> list[Piece]:
    here = stage.id == m.stage_id
    done = stage.id in m.visited and not here
    minutes = str(stage.minutes)
    room = max(1, width - len(minutes) - 5)
    mark = "▸ " if here else "✓ " if done else "  "
    tone = "accent-strong" if here else "dim" if done else ""
    title = padded(cut(stage_title(stage, language), room), room)
    return [(mark + title, tone), (f" {minutes}  ", "dim")]
