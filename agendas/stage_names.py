"""What the stages of a meeting are called, on screen and in sentences."""

from __future__ import annotations

from agendas.agenda import Stage, StageKind
from agendas.language import Message, _

STAGE_NAMES: dict[StageKind, Message] = {
    StageKind.OPEN: _("Open"),
    StageKind.PROMISED: _("Promised"),
    StageKind.TALK: _("Talk"),
    StageKind.CAPACITY: _("Capacity"),
    StageKind.READY: _("Ready"),
    StageKind.RANK: _("Rank"),
    StageKind.LINE: _("Line"),
    StageKind.NOT_THIS_MONTH: _("Not this month"),
    StageKind.READ_BACK: _("Read back"),
    StageKind.CLOSE: _("Close"),
}


def stage_name(stage: Stage) -> Message | str:
    """The title that the agenda gives a stage, else what its kind is called."""
    return stage.title or STAGE_NAMES[stage.kind]
