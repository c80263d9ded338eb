"""Every format of the sample records, byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from agendas import agenda
from agendas.language import ENGLISH
from agendas.record import Record
from exports.formats import FORMATS, render

GOLDENS = Path(__file__).parents[1] / "goldens" / "exports"


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("which", ["whole", "interim"])
def test_a_format_is_written_as_it_was(
    records: dict[str, Callable[[], Record]],
    write_golden: Callable[[Path, bytes], None],
    which: str,
    name: str,
) -> None:
    data = render(records[which](), name, ENGLISH, seal="0123abcd")
    write_golden(GOLDENS / which / FORMATS[name].file_name, data)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_record_gives_the_same_bytes(meeting: Record, name: str) -> None:
    assert render(meeting, name, ENGLISH) == render(meeting, name, ENGLISH)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("final", [False, True])
def test_a_meeting_in_which_nothing_happened_has_every_format(final: bool, name: str) -> None:
    day = date(2026, 12, 1)
    record = Record(1, "Series", day, "December 2026", day, day, day, final=final)
    text = render(record, name, ENGLISH).decode()
    assert text.endswith("\n")
    assert "None" not in text.replace("None since last time", "")


def test_an_agenda_may_name_every_format() -> None:
    assert set(agenda.FORMATS) == set(FORMATS)
