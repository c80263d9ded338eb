"""What is next: counted from the workspace, without a screen."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from agendas.meeting.commands.course import Adjourn
from agendas.meeting.commands.history import Undo
from agendas.meeting.commands.looking_back import LogEmergency
from agendas.meeting.commands.requests import Add, Fill, Table
from agendas.meeting.commands.roll_call import Present
from agendas.meeting.events import Origin
from agendas.outlook import Outlook, outlook


def _seen(desk: Any, after: int = 0) -> Outlook:
    today: date = desk.situation.today
    return outlook(desk.workspace, desk.agenda, today + timedelta(days=after))


def test_without_a_meeting_it_counts_what_the_next_one_would_start_with(new_desk: Any) -> None:
    desk = new_desk()
    seen = _seen(desk)
    assert seen.meeting is None
    assert seen.candidates == sum(count for _origin, count in seen.origins) > 0
    assert dict(seen.origins).keys() == {Origin.NEW}
    assert seen.on == desk.situation.today


def test_what_is_on_the_table_and_lacks_something_is_not_ready(new_desk: Any) -> None:
    desk = new_desk(requests=12)
    desk.do(Table(("R-010",)))
    (lacking,) = _seen(desk).not_ready
    assert (lacking.request, lacking.missing, lacking.went_back) == ("R-010", ("benefit",), False)
    desk.do(Fill("R-010", "benefit", "an hour a week"))
    assert _seen(desk).not_ready == ()


def test_a_running_meeting_is_what_is_next(desk: Any) -> None:
    desk.do(Present())
    seen = _seen(desk)
    assert seen.meeting is desk.workspace.meeting
    assert seen.candidates == 42
    desk.do(Adjourn())
    again = _seen(desk, after=40)
    assert again.meeting is desk.workspace.meeting
    assert again.on == desk.meeting.on


def test_what_changed_is_counted_and_what_was_undone_is_not(new_desk: Any) -> None:
    desk = new_desk(requests=3)
    desk.do(Add("One more"), Fill("R-001", "benefit", "much"))
    desk.do(LogEmergency("Printers", "A. Haddad", "nothing leaves the site"))
    since = _seen(desk).since
    assert (since.added, since.changed, since.emergencies) == (4, 0, ("E-01",))
    desk.do(Undo())
    assert _seen(desk).since.emergencies == ()
