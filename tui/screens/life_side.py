"""The panel of Records: a request, what was decided about it, and its life."""

from __future__ import annotations

from agendas.decisions import KIND_LABELS
from agendas.history import life
from agendas.language import Language, Message, _
from agendas.meeting.public_view import public_request
from agendas.meeting.workspace import Workspace
from agendas.record import Record
from agendas.request import STATE_LABELS
from tui.screens.record_lines import told_words
from tui.screens.text_rows import SIDE
from tui.widgets.painted import Pieces
from tui.widgets.wrapping import wrap

ANSWERED: dict[str, Message] = {
    "": _(""),
    "done": _("done"),
    "part": _("in part"),
    "not_done": _("not done"),
    "stopped": _("stopped"),
}


def life_side(
    workspace: Workspace, id: str, language: Language, record: Record | None = None
) -> list[Pieces]:
    """A request in the panel: what a record (cut for everybody) says about it, and its life."""
    known = workspace.requests.get(id)
    if known is None:
        return []
    say, request = language.say, public_request(known)
    lines: list[Pieces] = [
        [(id, "accent-strong"), ("  " + say(STATE_LABELS[request.state]), "dim")],
        *([(part, "strong")] for part in wrap(request.title, SIDE)[:4]),
        [],
    ]
    for candidate in record.candidates if record else ():
        if record and candidate.request == id:
            said = told_words(record, candidate, language).removeprefix(f"{id} {candidate.title}: ")
            lines += [*([(part, "")] for part in wrap(said, SIDE)), []]
    lines.append([(say(_("Life")), "strong")])
    for row in life(workspace, id):
        what = say(KIND_LABELS[row.decision.kind]) if row.decision else say(_("undecided"))
        code = f", {row.decision.reason}" if row.decision and row.decision.reason else ""
        lines.append([(f"  {language.value(row.on):<7} ", "dim"), (f"{what}{code}", "")])
        if row.came_of:
            came = say(ANSWERED.get(row.came_of, row.came_of))
            parts = wrap(f"{came}: {row.sentence}" if row.sentence else came, SIDE - 10)
            lines += [[(" " * 10, ""), (part, "accent")] for part in parts]
        if row.decision and row.decision.detail:
            parts = wrap(row.decision.detail, SIDE - 10)
            lines += [[(" " * 10, ""), (part, "dim")] for part in parts]
    return lines
