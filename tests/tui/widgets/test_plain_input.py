"""What stands in a field is what is shown: a paste comes whole, and nothing in it acts."""

from __future__ import annotations

from types import ModuleType

import pytest
from textual import events
from textual.app import App, ComposeResult

from tui.widgets.plain_input import PlainInput, PlainTextArea
from tui.widgets.plain_text import inert


class Fields(App[None]):
    """A line and an area, and what the line said of itself."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def compose(self) -> ComposeResult:
        yield PlainInput("\x1b[31m", id="line", max_length=20_000)
        yield PlainTextArea(id="area")

    def on_plain_input_too_long(self, event: PlainInput.TooLong) -> None:
        self.said.append(event.says.id)

    def shown(self) -> str:
        """Every character that the terminal is sent."""
        strips = self.screen._compositor.render_strips()
        return "".join(segment.text for strip in strips for segment in strip)


@pytest.fixture
def fields() -> Fields:
    return Fields()


async def test_what_is_pasted_or_put_there_is_shown_and_taken_harmless(
    fields: Fields, hostile_corpus: ModuleType
) -> None:
    short = [text for text in hostile_corpus.EVERYTHING.values() if len(text) < 10_000]
    async with fields.run_test(size=(80, 12)) as pilot:
        line, area = fields.query_one(PlainInput), fields.query_one(PlainTextArea)
        assert line.value == "␛[31m"
        line.max_length = None
        for start in range(0, len(short), 8):
            text = "\n".join(short[start : start + 8])
            line.value, area.text = "", ""
            for field in (line, area):
                field.post_message(events.Paste(text))
            await pilot.pause()
            shown = fields.shown()
            assert inert(shown) == shown
            assert line.value == inert(text.strip("\r\n"))
        for text in hostile_corpus.EVERYTHING.values():
            line.value = text
            assert line.value == inert(text)


async def test_a_paste_of_several_lines_is_not_cut_to_its_first(fields: Fields) -> None:
    async with fields.run_test() as pilot:
        fields.query_one(PlainInput).value = "ab"
        fields.query_one(PlainInput).cursor_position = 2
        for field in (fields.query_one(PlainInput), fields.query_one(PlainTextArea)):
            field.post_message(events.Paste("one\r\ntwo\n"))
        await pilot.pause()
        assert fields.query_one(PlainInput).value == "abone two"
        assert fields.query_one(PlainTextArea).text == "one\ntwo"


async def test_more_than_the_field_takes_is_refused_in_words(fields: Fields) -> None:
    async with fields.run_test() as pilot:
        fields.query_one(PlainInput).post_message(events.Paste("x" * 200_000))
        await pilot.pause()
        assert fields.said == ["that is longer than {most} characters: it was not taken"]
