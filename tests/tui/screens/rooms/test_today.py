"""Today: what is next, and the way into the meeting."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from textual import events

from agendas.agenda import StageKind
from agendas.decisions import Reason
from agendas.meeting.meeting import Status


async def test_it_says_what_the_next_meeting_would_start_with(demo: Any) -> None:
    async with demo.open("today"):
        assert "today, Tuesday 24 November 2026" in demo.text
        assert (
            "42 candidates: 3 undecided, 13 due, 2 revived, 5 put on by hand, 19 new" in demo.text
        )
        said = "First come 9 promises and 1 emergency; the 7 requests below are not ready yet"
        assert said in demo.text


async def test_what_went_back_stands_with_what_is_missing_and_what_was_promised(demo: Any) -> None:
    async with demo.open("today", 80, 40):
        waiting = next(row for row in demo.rows if "R-122" in row)
        assert "effort and done means" in waiting
        assert "overdue" in next(row for row in demo.rows if "R-108" in row)
        assert "overdue" not in next(row for row in demo.rows if "R-129" in row)
        assert "let in by A. Haddad" in demo.text
        assert "28 requests came in" in demo.text


async def test_enter_starts_the_meeting_of_today_and_leads_to_it(demo: Any) -> None:
    async with demo.open("today") as pilot:
        await demo.press(pilot, "enter")
        assert "start the meeting with 42 candidates" in demo.text
        await demo.press(pilot, "enter")
        assert demo.app.current_mode == "meeting"
    meeting = demo.session.workspace.meeting
    assert meeting.on == date(2026, 11, 24)
    assert len(meeting.order) == 42


async def test_keys_typed_ahead_of_the_meeting_are_for_the_meeting(demo: Any) -> None:
    async with demo.open("today") as pilot:
        for key in ("enter", "enter", "P", "enter", "h"):
            demo.app.post_message(events.Key(key, key if len(key) == 1 else None))
        for _turn in range(20):
            await pilot.pause()
        assert demo.app.current_mode == "meeting"
        assert "in part" in demo.text
    meeting = demo.session.workspace.meeting
    assert meeting.stage.kind == StageKind.PROMISED
    assert len(meeting.present) == 8


async def test_the_meeting_may_be_of_another_day(demo: Any) -> None:
    async with demo.open("today") as pilot:
        await demo.press(pilot, "m")
        await demo.answer(pilot, "25 Nov")
    assert demo.session.workspace.meeting.on == date(2026, 11, 25)


async def test_a_day_without_a_year_is_the_nearest_one_not_the_next(demo: Any) -> None:
    async with demo.open("today") as pilot:
        await demo.press(pilot, "m")
        await demo.answer(pilot, "18 Nov")
    assert demo.session.workspace.meeting.on == date(2026, 11, 18)


@pytest.mark.parametrize("typed", ["soon", "2026-02-30", "1999-01-01"])
async def test_a_date_that_cannot_be_starts_nothing_and_says_so(demo: Any, typed: str) -> None:
    async with demo.open("today") as pilot:
        await demo.press(pilot, "enter")
        await demo.answer(pilot, typed)
        assert demo.app.current_mode == "today"
        assert demo.status
    assert demo.session.workspace.meeting is None


async def test_between_two_meetings_it_names_the_day_of_the_next_one(demo: Any) -> None:
    demo.session.clock.set(datetime(2026, 11, 10, 9, 0, tzinfo=UTC))
    async with demo.open("today") as pilot:
        assert "Next meeting  Tuesday 24 November 2026" in demo.text
        await demo.press(pilot, "enter")
        assert "the next one is planned for 24 November 2026" in demo.text
        await demo.press(pilot, "enter")
    assert demo.session.workspace.meeting.on == date(2026, 11, 10)


async def test_cancelling_starts_nothing(demo: Any) -> None:
    async with demo.open("today") as pilot:
        await demo.press(pilot, "enter", "escape")
        assert demo.app.current_mode == "today"
    assert demo.session.workspace.meeting is None


async def test_enter_leads_back_into_a_running_meeting(demo: Any) -> None:
    demo.session.open_meeting(date(2026, 11, 24))
    async with demo.open("today") as pilot:
        assert "The meeting of 24 November 2026 is running" in demo.text
        assert "back to the meeting" in demo.rows[-1]
        await demo.press(pilot, "enter")
        assert demo.app.current_mode == "meeting"


async def test_an_adjourned_meeting_is_resumed(demo: Any) -> None:
    demo.session.open_meeting(date(2026, 11, 24))
    demo.do("present", "adjourn")
    async with demo.open("today") as pilot:
        await demo.press(pilot, "enter")
        assert "42 undecided" in demo.text
        await demo.press(pilot, "1")
        assert demo.app.current_mode == "meeting"
    assert demo.session.workspace.meeting.status == Status.RUNNING
    assert len(demo.session.workspace.meeting.undecided) == 42


async def test_closing_an_adjourned_meeting_makes_not_reached_of_what_is_undecided(
    demo: Any,
) -> None:
    demo.session.open_meeting(date(2026, 11, 24))
    demo.do("present", "adjourn")
    async with demo.open("today") as pilot:
        await demo.press(pilot, "enter", "2")
    meeting = demo.session.workspace.meeting
    assert meeting.undecided == ()
    assert {decision.reason for decision in meeting.decisions.values()} == {Reason.NRC}


async def test_a_new_workspace_says_what_comes_first_and_starts_nothing(empty: Any) -> None:
    async with empty.open("today") as pilot:
        assert "Nothing is on the table yet." in empty.text
        assert "imports a tracker's export" in empty.text
        assert "You can start a meeting once something is on the table." in empty.text
        await empty.press(pilot, "enter")
        assert "Nothing is on the table" in empty.status
    assert empty.session.workspace.meeting is None


@pytest.mark.parametrize(("key", "room"), [("r", "requests"), ("h", "records"), ("s", "share")])
async def test_one_key_leads_to_each_of_the_other_screens(demo: Any, key: str, room: str) -> None:
    async with demo.open("today") as pilot:
        await demo.press(pilot, key)
        await pilot.pause()
        assert demo.app.current_mode == room


async def test_a_window_that_only_reads_starts_no_meeting(reader: Any) -> None:
    async with reader.open("today") as pilot:
        await reader.press(pilot, "enter")
        assert "only reads" in reader.status
        assert reader.app.current_mode == "today"
    assert reader.session.workspace.meeting is None


async def test_what_another_window_did_is_shown(demo: Any, reader: Any) -> None:
    async with reader.open("today") as pilot:
        demo.session.open_meeting(date(2026, 11, 24))
        demo.session.store.wait(5)
        reader.app.screen.tick()
        await pilot.pause()
        assert "is running" in reader.text


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_today_looks_as_it_was_last_looked_at(
    demo: Any, golden_screen: Any, size: tuple[int, int]
) -> None:
    async with demo.open("today", *size) as pilot:
        await pilot.pause()
        golden_screen(demo.app, f"today-{size[0]}x{size[1]}")
