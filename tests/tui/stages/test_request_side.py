"""The panel beside the list: what a decision about one request needs to know."""

from msgspec.structs import replace

from agendas.language import ENGLISH
from agendas.meeting.public_view import PublicView
from tui.stages.request_side import request_side


def said(held, times: int) -> str:
    meeting = held.session.workspace.meeting
    id = meeting.order[0]
    candidate = replace(meeting.candidates[id], deferred=times)
    view = PublicView(held.session.workspace, replace(meeting, candidates={id: candidate}))
    lines = request_side(view, id, ENGLISH)
    return " ".join("".join(text for text, *_tone in line) for line in lines)


def test_three_deferrals_propose_to_let_a_request_go(held):
    held = held("ready")
    assert "Nobody revived it: let it go?" in said(held, 3)
    assert "let it go" not in said(held, 2)
