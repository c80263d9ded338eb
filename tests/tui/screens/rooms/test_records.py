"""Records: meetings, records and their versions, a search, lives, corrections."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from agendas.decisions import Kind
from agendas.meeting.commands.correcting import CORRECTABLE
from tui.screens.records import FIELDS


async def test_the_meetings_stand_there_the_latest_first(demo: Any) -> None:
    async with demo.open("records"):
        assert demo.ids == ["4:", "3:", "2:", "1:"]
        assert "version 2" in next(row for row in demo.rows if "22 September" in row)
        assert "24 considered = 6 this month" in demo.status


async def test_a_meeting_that_goes_on_is_marked(demo: Any) -> None:
    demo.session.open_meeting(date(2026, 11, 24))
    async with demo.open("records") as pilot:
        assert "running" in next(row for row in demo.rows if "24 November" in row)
        await demo.press(pilot, "enter")
        assert "NOT FINAL" in demo.text
    demo.do("adjourn")
    async with demo.open("records"):
        assert "adjourned" in next(row for row in demo.rows if "24 November" in row)


async def test_a_record_holds_both_lists_and_how_it_was_decided(demo: Any) -> None:
    async with demo.open("records", 120, 120) as pilot:
        await demo.press(pilot, "enter")
        for part in ("THIS MONTH", "NOT THIS MONTH", "WENT BACK", "DECLINED", "HOW WE DECIDED"):
            assert part in demo.text
        assert "BUD no money" in next(row for row in demo.rows if "R-144" in row)
        assert "Quorum of 4: reached." in demo.text


async def test_the_version_before_a_correction_can_be_read(demo: Any) -> None:
    async with demo.open("records", 120, 60) as pilot:
        await demo.press(pilot, "down", "enter")
        assert "version 2 of 2" in demo.text
        assert "24 Nov" in next(row for row in demo.rows if "R-125" in row)
        await demo.press(pilot, "v")
        assert "version 1 of 2" in demo.text
        assert "23 Jan" in next(row for row in demo.rows if "R-125" in row)
        await demo.press(pilot, "v")
        assert "version 2 of 2" in demo.text


async def test_a_search_finds_rows_in_all_meetings(demo: Any) -> None:
    async with demo.open("records") as pilot:
        await demo.press(pilot, "slash")
        await demo.answer(pilot, "reason:BUD dept:HR 2026")
        assert demo.ids == ["3:R-115"]
        assert "found 1 time in 1 meeting" in demo.text
        await demo.press(pilot, "escape")
        assert demo.ids[0] == "4:"


async def test_a_search_that_means_nothing_is_refused_and_one_without_result_says_so(
    demo: Any,
) -> None:
    async with demo.open("records") as pilot:
        await demo.press(pilot, "slash")
        await demo.answer(pilot, "reason:XYZ")
        assert "there is no reason" in demo.status
        await demo.press(pilot, "slash")
        await demo.answer(pilot, "zeppelin")
        assert "No meeting has it." in demo.text


async def test_enter_on_a_row_tells_the_whole_life_of_the_request(demo: Any) -> None:
    async with demo.open("records", 120, 36) as pilot:
        await demo.press(pilot, "slash")
        await demo.answer(pilot, "R-109")
        await demo.press(pilot, "enter")
        assert "Scanner at goods-in, site B" in demo.text
        assert len(demo.ids) == 4
        assert "not done" in next(row for row in demo.rows if "25 Aug 2026" in row)
        assert "done" in next(row for row in demo.rows if "27 Oct 2026" in row)
        await demo.press(pilot, "enter")
        assert "Meeting 1" in demo.text
        await demo.press(pilot, "escape", "escape", "escape")
        assert demo.ids == ["4:", "3:", "2:", "1:"]


async def _correct(demo: Any, pilot: Any, value: str) -> None:
    await demo.press(pilot, "c", "4")
    await demo.answer(pilot, value)
    await demo.answer(pilot, "it was read out wrongly")
    await demo.answer(pilot, "J. Sato")


async def test_a_row_of_the_latest_record_can_be_put_right(demo: Any) -> None:
    async with demo.open("records") as pilot:
        await demo.press(pilot, "enter")
        demo.list.select("4:R-130")
        await pilot.pause()
        await _correct(demo, pilot, "2027-02-02")
        assert "version 2 of 2" in demo.text
        assert demo.list.cursor == "4:R-130"
    record = demo.session.workspace.meetings[4].record
    row = next(row for row in record.candidates if row.request == "R-130")
    assert row.decision.revisit == date(2027, 2, 2)
    assert (record.corrections[0].by, record.version) == ("J. Sato", 2)
    assert demo.session.workspace.meetings[4].versions[0].version == 1


def test_what_is_offered_to_be_corrected_can_be_corrected() -> None:
    offered = {name for names in FIELDS.values() for name in names}
    assert offered == set(CORRECTABLE)
    assert FIELDS.keys() == set(Kind)


async def test_a_correction_starts_from_what_the_record_says(demo: Any) -> None:
    async with demo.open("records") as pilot:
        await demo.press(pilot, "enter")
        demo.list.select("4:R-124")
        await pilot.pause()
        await demo.press(pilot, "c", "3")
        assert "the works council meets after the holidays" in demo.text
        await demo.press(pilot, "escape")
    assert demo.session.workspace.meetings[4].record.version == 1


async def test_a_correction_that_cannot_be_is_refused_and_nothing_changes(demo: Any) -> None:
    async with demo.open("records") as pilot:
        await demo.press(pilot, "enter")
        demo.list.select("4:R-130")
        await pilot.pause()
        await _correct(demo, pilot, "sometime")
        assert "a date such as" in demo.status
    assert demo.session.workspace.meetings[4].record.version == 1


async def test_an_earlier_record_or_version_cannot_be_corrected(demo: Any) -> None:
    async with demo.open("records") as pilot:
        await demo.press(pilot, "down", "enter", "c")
        assert "Only the latest final record" in demo.status
    demo.do('correct R-130 teller "R. Lindqvist" why "she knows them"')
    async with demo.open("records") as pilot:
        await demo.press(pilot, "enter", "v", "c")
        assert "earlier version" in demo.status


async def test_no_meeting_yet_says_so(empty: Any) -> None:
    async with empty.open("records") as pilot:
        assert "No meeting yet." in empty.text
        assert not {"open", "search"} & set(empty.rows[-1].split())
        await empty.press(pilot, "enter", "c")
        assert empty.app.current_mode == "records"


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_records_look_as_they_were_last_looked_at(
    demo: Any, golden_screen: Any, size: tuple[int, int]
) -> None:
    name = f"{size[0]}x{size[1]}"
    async with demo.open("records", *size) as pilot:
        await pilot.pause()
        golden_screen(demo.app, f"records-{name}")
        await demo.press(pilot, "enter", "down", "down")
        golden_screen(demo.app, f"record-{name}")


async def test_another_decision_is_chosen_in_words_for_a_row_named_by_its_title(demo: Any) -> None:
    async with demo.open("records") as pilot:
        await demo.press(pilot, "enter")
        demo.list.select("4:R-130")
        await pilot.pause()
        title = demo.session.workspace.requests["R-130"].title
        await demo.press(pilot, "c")
        assert f"R-130  {title[:12]}" in demo.text
        await demo.press(pilot, "1")
        assert "1  this month" in demo.text
        assert "3  not this month" in demo.text
