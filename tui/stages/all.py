"""Which view belongs to which kind of stage."""

from __future__ import annotations

from importlib import import_module

from agendas.agenda import StageKind
from tui.stages.base import Desk, StageView

_VIEWS = {
    StageKind.OPEN: ("opening", "OpenView"),
    StageKind.PROMISED: ("promised", "PromisedView"),
    StageKind.TALK: ("talk", "TalkView"),
    StageKind.CAPACITY: ("capacity", "CapacityView"),
    StageKind.READY: ("ready", "ReadyView"),
    StageKind.RANK: ("rank", "RankView"),
    StageKind.LINE: ("line", "LineView"),
    StageKind.NOT_THIS_MONTH: ("not_this_month", "NotThisMonthView"),
    StageKind.READ_BACK: ("read_back", "ReadBackView"),
    StageKind.CLOSE: ("close", "CloseView"),
}


def stage_view(desk: Desk) -> StageView:
    """The view of the stage that the meeting is in, imported when it is first shown."""
    module, name = _VIEWS[desk.view.meeting.stage.kind]
    view: type[StageView] = getattr(import_module(f"tui.stages.{module}"), name)
    return view(desk)
