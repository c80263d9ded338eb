"""A meeting in which everything is called something hostile: every stage, key and size holds."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest
from msgspec.structs import replace
from rich.cells import cell_len
from textual.widgets import Input

from agendas.agenda import Agenda, Person, Stage, StageKind
from agendas.meeting import events as e
from agendas.meeting.commands.quoting import quoted
from agendas.request import Effort, Question, Request, Talk
from tui.keys import KEYS
from tui.widgets.plain_text import inert
from tui.widgets.request_list import RequestList

#: With NOTTHISMONTH_LONG=1 every key of every stage is pressed, at two sizes: some minutes.
LONG = "NOTTHISMONTH_LONG" in os.environ
SIZES = ((20, 5), (40, 12), (200, 60), (80, 24))
#: More rows than that make no other picture.
ROWS = 40
BEFORE = {
    StageKind.RANK: ("block",),
    StageKind.READY: ("capacity 40 running 14 reserve 6",),
    StageKind.NOT_THIS_MONTH: ("rest",),
    StageKind.READ_BACK: ("defaults",),
}


@pytest.fixture
def texts(hostile_corpus: ModuleType) -> list[str]:
    """Every text that a stored file can hold."""
    return list(hostile_corpus.TEXTS.values())


@pytest.fixture
def hostile_agenda(agenda: Agenda, texts: list[str]) -> Agenda:
    """Six voters, IT and stages that are called so, as an older and laxer version let them be."""
    people = tuple(
        Person(person.id, texts[n], texts[-n - 1], person.roles)
        for n, person in enumerate(agenda.people)
    )
    stages = tuple(
        Stage(stage.id, stage.kind, stage.minutes, texts[20 + n])
        for n, stage in enumerate(agenda.stages)
    )
    rule = replace(agenda.candidates, at_most=500)
    return replace(agenda, series=texts[3], people=people, stages=stages, candidates=rule)


def request(texts: list[str], place: int) -> Request:
    """A request whose fields are the text at this place and the ones behind it."""
    text = [texts[(place + n) % len(texts)] for n in range(12)]
    return Request(
        id=f"R-{500 + place}",
        title=text[0],
        created=date(2026, 8, 1),
        problem=text[1],
        benefit=text[2] if place % 9 else "",
        first_deliverable=text[3],
        done_means=text[4],
        requester=text[5],
        sponsor=text[6],
        department=text[7],
        effort=Effort(Decimal(1), text[8]),
        questions=(Question(text[9], text[10], text[11]),),
        talk=Talk(None, text[1], text[2]),
        links=(text[3], text[4]),
        labels=(text[5],),
        confidential=place % 10 == 9,
    )


def fill(held: Any, texts: list[str]) -> None:
    """All of them on the table, and notes beside it."""
    step = 1 if LONG else len(texts) // ROWS + 1
    made = [request(texts, place) for place in range(0, len(texts), step)]
    held.session.write(tuple(e.RequestAdded(one) for one in made), "import")
    held.do("present", "table " + " ".join(one.id for one in made))
    held.do(f"note {quoted(texts[0])}", f"guest {quoted(texts[1])} {quoted(texts[2])}")
    held.do(f"emergency {quoted(texts[4])} by {quoted(texts[5])} why {quoted(texts[6])} days 1")


def whole(app: Any) -> str:
    """All the lines as the terminal gets them, after looking at each."""
    lines = []
    for strip in app.screen._compositor.render_strips():
        line = "".join(segment.text for segment in strip)
        assert cell_len(line) == app.size.width, ascii(line)
        assert inert(line) == line, ascii(line)
        lines.append(line)
    assert len(lines) == app.size.height
    return "\n".join(lines)


@pytest.fixture
def hostile_meeting(
    held: Callable[..., Any], hostile_agenda: Agenda, texts: list[str]
) -> Callable[[StageKind], Any]:
    """Makes such a meeting, at a stage."""

    def make(kind: StageKind) -> Any:
        made = held("open", requests=4, past=False, agenda=hostile_agenda)
        fill(made, texts)
        for stage in hostile_agenda.stages:
            if stage.kind == StageKind.OPEN:
                continue
            if made.meeting.stage.kind == kind:
                break
            go(made, stage.kind)
        return made

    return make


def go(held: Any, kind: StageKind) -> None:
    """On to a stage."""
    held.do(*BEFORE.get(kind, ()), f"stage {kind.value}")


async def test_every_stage_is_drawn_whole_at_every_size_whatever_is_in_it(
    hostile_meeting: Callable[[StageKind], Any], on_screen: Any
) -> None:
    held = hostile_meeting(StageKind.OPEN)
    async with on_screen(held) as screen:
        for kind in StageKind:
            if kind != StageKind.OPEN:
                go(held, kind)
                screen.app.screen.take_in()
            rows = screen.app.screen.query_one("#list", RequestList)
            ids = [line.id for line in rows.lines if hasattr(line, "id")]
            for id in ids if LONG else ids[:: len(ids) // 3 + 1]:
                rows.select(id)
                await screen.pilot.pause()
                whole(screen.app)
            for size in SIZES if LONG else (SIZES[0], SIZES[-1]):
                await screen.pilot.resize_terminal(*size)
                await screen.pilot.pause()
                whole(screen.app)


async def test_no_key_of_a_stage_fails_on_hostile_rows(
    hostile_meeting: Callable[[StageKind], Any],
    on_screen: Any,
    texts: list[str],
    kind: StageKind,
    size: tuple[int, int],
) -> None:
    held = hostile_meeting(kind)
    async with on_screen(held, size) as screen:
        meeting = screen.app.screen
        keys = [name for key in KEYS if not key.stages or kind in key.stages
                for name in key.keys.split(",")]  # fmt: skip
        for place, key in enumerate(keys if LONG else keys[::7]):
            rows = meeting.query_one("#list", RequestList)
            ids = [line.id for line in rows.lines if hasattr(line, "id")]
            if ids:
                rows.select(ids[place * 7 % len(ids)])
            await screen.press(key)
            for step in range(8):
                whole(screen.app)
                if screen.app.screen is meeting:
                    break
                if fields := screen.app.screen.query(Input):
                    fields.first().value = texts[(place * 11 + step) % len(texts)]
                    await screen.pilot.pause()
                    whole(screen.app)
                await screen.press("escape" if step > 5 else "enter")
        assert held.session.workspace.last > 10


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A few stages at one size in every run, all of them when there is time."""
    if "kind" in metafunc.fixturenames:
        short = [(StageKind.NOT_THIS_MONTH, (80, 24))]
        pairs = [(kind, size) for kind in StageKind for size in ((80, 24), (40, 12))]
        metafunc.parametrize(("kind", "size"), pairs if LONG else short)
