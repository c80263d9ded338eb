"""The panel below the list of not this month: the reasons on their digits."""

from __future__ import annotations

from agendas.agenda import Agenda
from agendas.decisions import REASONS, Decision
from agendas.language import Language, _
from tui.widgets.bars import padded
from tui.widgets.cells import cut
from tui.widgets.painted import Piece, Pieces


def reasons_panel(
    agenda: Agenda, row: str, shown: Decision, width: int, language: Language, *, tall: bool
) -> tuple[Pieces, ...]:
    """Why not: nine reasons on digits; on a tall screen with labels, and what else is asked."""
    say = language.say
    lines: list[Pieces] = []
    if tall:
        question = say(_("{id}: why not this month?", id=row))
        lines += [[], [("  " + question, "strong")], []]
        lines += _grid(agenda, width, language, 4 if width >= 78 else 3)
        lines += [[], _asked(shown, language)]
    else:
        lines += [[], *_grid(agenda, width, language, 4)]
    return tuple(lines)


def _grid(agenda: Agenda, width: int, language: Language, columns: int) -> list[Pieces]:
    say = language.say
    cell = max(8, (width - 2) // columns)
    made: list[list[Piece]] = []
    entries = [
        (str(place), str(reason), say(REASONS[reason].short))
        for place, reason in enumerate(agenda.digits, 1)
    ]
    entries.append(("0", "", say(_("more"))))
    for start in range(0, len(entries), columns):
        line: list[Piece] = [("  ", "")]
        for digit, code, label in entries[start : start + columns]:
            shown_code = code if agenda.show_codes and code else ""
            head = f"{digit} "
            room = cell - 2 - len(head) - (len(shown_code) + 1 if shown_code else 0)
            line.append((head, "accent-strong"))
            if shown_code:
                line.append((shown_code + " ", "strong"))
            line.append((padded(cut(label, room), room + 2), "dim"))
        made.append(line)
    return list(made)


def _asked(shown: Decision, language: Language) -> Pieces:
    say = language.say
    when = shown.revisit or shown.until
    again = language.value(when) if when else "–"
    return [
        ("  d", "accent-strong"),
        (say(_(" again: {when}   ", when=again)), "dim"),
        ("c", "accent-strong"),
        (say(_(" what would change it: {what}   ", what=shown.condition or "–")), "dim"),
        ("t", "accent-strong"),
        (say(_(" told by: {name}", name=shown.teller or "–")), "dim"),
    ]
