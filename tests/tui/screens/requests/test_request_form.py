"""The form: every field, saved together, with what is wrong said at its field."""

from decimal import Decimal

from textual.widgets import Input

from agendas.editing import edited_fields
from agendas.request import ServiceClass


async def test_all_changes_are_one_action(desk):
    async with desk.open() as pilot:
        before = desk.entries
        await pilot.press("enter")
        await pilot.pause()
        desk.put("#title", "E-invoice for all customers")
        desk.put("#benefit", "two lines\nof benefit")
        desk.put("#service_class", "fixed date")
        desk.put("#deadline", "2026-12-01")
        desk.put("#effort", "3,25")
        desk.put("#labels", "billing, law")
        desk.put("#talk", "nine tenths for two days")
        desk.put("#question", "which format?")
        desk.put("#question_of", "Okafor")
        desk.app.screen.query_one(".form-save").focus()
        await pilot.press("enter")
        await pilot.pause()
        request = desk.requests["R-001"]
        assert desk.entries == before + 1
        assert request.title == "E-invoice for all customers"
        assert request.benefit == "two lines\nof benefit"
        assert request.service_class == ServiceClass.FIXED_DATE
        assert request.deadline is not None
        assert request.deadline.isoformat() == "2026-12-01"
        assert request.days == Decimal("3.25")
        assert request.effort is not None
        assert request.effort.by == "Brandt"
        assert request.labels == ("billing", "law")
        assert request.talk is not None
        assert request.questions[0].asked_of == "Okafor"
        await pilot.press("u")
        assert desk.requests["R-001"].title == "E-invoice format for public customers"


async def test_every_field_has_its_place_in_the_form(desk):
    async with desk.open() as pilot:
        desk.list.select("R-016")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        fields = edited_fields(desk.requests["R-016"])
        assert "answer_0" in fields
        assert all(desk.app.screen.query_one(f"#{name}") for name in fields)
        desk.put("#answer_0", "about 900")
        await pilot.press("escape", "enter")
        await pilot.pause()
        assert desk.requests["R-016"].questions[0].answer == "about 900"


async def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(desk, screen_rows):
    async with desk.open() as pilot:
        before = desk.entries
        await pilot.press("enter")
        await pilot.pause()
        desk.put("#title", "")
        desk.put("#effort", "a week")
        desk.put("#confidential", "maybe")
        desk.put("#sponsor", "Costa")
        desk.app.screen.query_one(".form-save").focus()
        await pilot.press("enter")
        await pilot.pause()
        shown = "\n".join(screen_rows(desk.app))
        assert "a request needs a title" in shown
        assert "not “a week”" in shown
        assert desk.entries == before
        assert desk.app.screen.query_one("#sponsor", Input).value == "Costa"
        desk.put("#title", "A title")
        desk.put("#effort", "5")
        desk.put("#confidential", "no")
        desk.app.screen.query_one(".form-save").focus()
        await pilot.press("enter")
        await pilot.pause()
        assert desk.entries == before + 1
        assert desk.requests["R-001"].sponsor == "Costa"


async def test_enter_goes_from_field_to_field_to_save(desk):
    async with desk.open() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        desk.app.screen.query_one("#question_of").focus()
        await pilot.press("enter", "enter")
        assert desk.app.focused is desk.app.screen.query_one(".form-save")
        await pilot.press("enter")
        await pilot.pause()
        assert desk.app.screen.__class__.__name__ == "RequestsScreen"


async def test_leaving_asks_only_where_something_was_typed(desk):
    async with desk.open() as pilot:
        before = desk.entries
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert desk.app.screen.__class__.__name__ == "RequestsScreen"
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("x", "escape")
        await pilot.pause()
        await pilot.press("3")
        await pilot.pause()
        assert desk.app.screen.query_one("#title", Input).value.endswith("x")
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        assert desk.entries == before
        assert desk.app.screen.__class__.__name__ == "RequestsScreen"
