"""What the room may not see is in no view and in no record (product.md 5.5, 9)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from agendas.decisions import Reason
from agendas.meeting.commands.closing import Finalise
from agendas.meeting.commands.course import GoTo, Note, Private
from agendas.meeting.commands.deciding import Commit
from agendas.meeting.commands.merging import Split
from agendas.meeting.commands.refusing import Not
from agendas.meeting.commands.requests import Fill
from agendas.meeting.commands.sweeping import Unreached
from agendas.meeting.commands.voting import Ballot, Reveal
from agendas.meeting.public_view import PublicView, public_request
from agendas.recording import record_of
from agendas.request import Request

TITLE = "Planted-Title"
WORDS = "Planted-Words"


def encoded(value: Any) -> bytes:
    return msgspec.json.encode(value, enc_hook=dict)


def shown(desk: Any) -> bytes:
    view = PublicView(desk.workspace, desk.meeting)
    rest = [view.blockers, dict(view.emergencies), view.taken, view.over, view.private_notes]
    return encoded([view.meeting, dict(view.requests), rest])


@pytest.fixture
def planted(new_small: Any) -> Any:
    """A confidential candidate, a private note, ballots that are not revealed yet."""
    desk = new_small(line=False)
    for field in ("title", "problem", "benefit", "first_deliverable", "done_means", "notes"):
        desk.do(Fill("R-002", field, TITLE))
    desk.do(Fill("R-002", "offer", TITLE), Fill("R-002", "links", TITLE))
    desk.do(Fill("R-002", "confidential", "yes"))
    desk.do(Private(WORDS), Private(f"{WORDS} too", "R-001"), Note(TITLE, "R-002"))
    return desk


def test_a_confidential_request_shows_its_number_in_place_of_its_words(planted: Any) -> None:
    assert TITLE.encode() not in shown(planted)
    planted.do(GoTo("line"), Commit("R-002", deliverable="something"))
    assert TITLE.encode() not in shown(planted)
    planted.do(Split("R-002", (f"{TITLE} one", f"{TITLE} two")))
    assert TITLE.encode() not in shown(planted)
    view = PublicView(planted.workspace, planted.meeting)
    assert view.requests["R-002"].title == "R-002"
    assert view.requests["R-007"].title == "R-007"
    assert view.days("R-002") == Decimal(4)


def test_the_full_record_names_a_confidential_request_and_marks_it(planted: Any) -> None:
    planted.do(GoTo("line"), Unreached(), Finalise())
    row = next(r for r in planted.meeting.record.candidates if r.request == "R-002")
    assert (row.title, row.confidential) == (TITLE, True)
    assert TITLE.encode() not in shown(planted)


def test_private_notes_are_a_number_and_in_no_record(planted: Any) -> None:
    assert WORDS.encode() not in shown(planted)
    assert PublicView(planted.workspace, planted.meeting).private_notes == 2
    assert WORDS.encode() not in encoded(record_of(planted.workspace, planted.meeting))
    planted.do(GoTo("line"), Unreached(), Finalise())
    assert WORDS.encode() not in encoded(planted.meeting.record)


def test_ballots_are_nowhere_until_the_reveal(planted: Any) -> None:
    before = encoded(PublicView(planted.workspace, planted.meeting).meeting)
    planted.do(Ballot("meier", "aaf"))
    view = PublicView(planted.workspace, planted.meeting).meeting
    assert view.round.ballots == {"meier": ()}
    planted.do(Ballot("meier", "bb"))
    other = PublicView(planted.workspace, planted.meeting).meeting
    assert encoded(replace(view, clock=0)) == encoded(replace(other, clock=0)) != before
    record = record_of(planted.workspace, planted.meeting)
    assert record.rounds == ()
    planted.do(Reveal())
    after = PublicView(planted.workspace, planted.meeting).meeting
    assert after.round.ballots == {"meier": (("R-002", 2),)}


def test_an_open_round_stays_secret_after_the_meeting(new_small: Any) -> None:
    desk = new_small()
    desk.do(Ballot("meier", "aaf"), Not("R-006", Reason.VAL), Unreached(), Finalise())
    assert desk.meeting.record.rounds == ()
    assert PublicView(desk.workspace, desk.meeting).meeting.round.ballots == {"meier": ()}


def test_secret_ballots_are_not_in_the_record_but_their_sum_is(new_small: Any, agenda: Any) -> None:
    always = replace(agenda, ranking=replace(agenda.ranking, secret_always=True))
    desk = new_small(always, line=False)
    desk.do(Ballot("meier", "aaf"), Ballot("costa", "f"), Reveal())
    row = record_of(desk.workspace, desk.meeting).rounds[0]
    assert (row.voters, row.ballots) == (2, ())
    assert {s.request: s.points for s in row.standings if s.points != "0"} == {
        "R-001": "2", "R-006": "2",
    }  # fmt: skip


def test_every_text_of_a_confidential_request_is_hidden_new_fields_too(requests42: Any) -> None:
    texts = {
        f.name: "Planted"
        for f in msgspec.structs.fields(Request)
        if f.type is str
        and f.name not in ("id", "department", "status", "merged_into")
        and f.name not in ("split_from",)
    }
    public = public_request(replace(requests42[0], **texts, confidential=True))
    assert b"Planted" not in encoded(public)
