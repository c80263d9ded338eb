"""Records to write: a whole meeting, an interim one, a corrected one, hostile and confidential."""

from __future__ import annotations

import json
import os
import runpy
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from agendas.decisions import Decision, Kind
from agendas.record import (
    CorrectionRow,
    NoteRow,
    ObjectionRow,
    QuestionRow,
    Record,
    Row,
)
from agendas.record_ranking import RoundRow

DATA = Path(__file__).parents[1] / "data" / "exports"
CORPUS = Path(__file__).parents[1] / "hostile.py"
HOSTILE = (*json.loads((DATA / "hostile.json").read_text(encoding="utf-8")), "x" * 20_000)
#: Each text of the whole corpus in each field by itself takes two minutes.
LONG = "NOTTHISMONTH_LONG" in os.environ


def moment(hour: int, minute: int) -> datetime:
    return datetime(2026, 12, 1, hour, minute, tzinfo=UTC)


def whole() -> Record:
    """A meeting with every decision, a tie, a move, an emergency and promises."""
    return msgspec.json.decode((DATA / "meeting.json").read_bytes(), type=Record)


def interim() -> Record:
    """The same meeting half-way: adjourned, with rows that have no decision."""
    record = whole()
    rows = tuple(
        msgspec.structs.replace(row, decision=None) if place in (3, 6) else row
        for place, row in enumerate(record.candidates)
    )
    gap = msgspec.structs.replace(
        rows[0], decision=Decision("R-118", Kind.COMMIT, provisional=True)
    )
    return msgspec.structs.replace(
        record,
        final=False,
        provisional=True,
        quorum_met=False,
        it_present=False,
        it_stand_in="B. Tan",
        candidates=(gap, *rows[1:]),
        ended=moment(9, 41),
    )


def corrected() -> Record:
    """The finished meeting with a correction afterwards."""
    return msgspec.structs.replace(
        whole(),
        version=2,
        corrections=(
            CorrectionRow(
                2,
                datetime(2026, 12, 2, 8, 15, tzinfo=UTC),
                "A. Meier",
                "the wrong day was read aloud",
                "R-121",
                "deadline",
                "2026-12-11",
                "2026-12-18",
            ),
        ),
    )


SECRET = "Closing the Trollhättan plant"


def confidential() -> Record:
    """A meeting with confidential requests whose title others mention, too."""
    record = whole()
    texts = {
        "benefit": f"{SECRET} saves 3 million",
        "moved_because": f"secret-because {SECRET.upper()}",
        "read_back": "secret-read-back",
        "links": ("https://tracker.example/secret-link",),
        "key": "secret-key",
    }
    hidden = {"detail": "secret-detail", "condition": "secret-condition"}
    per_kind: dict[Kind, dict[str, Any]] = {
        Kind.COMMIT: {"deliverable": "secret-deliverable"},
        Kind.BACK: {"missing": ("secret-missing",)},
    }
    rows = []
    for row in record.candidates:
        if row.request == "R-121":
            rows.append(row)
            continue
        assert row.decision is not None
        decision = msgspec.structs.replace(
            row.decision, **hidden, **per_kind.get(row.decision.kind, {})
        )
        rows.append(
            msgspec.structs.replace(
                row, title=f"{SECRET} {row.request}", confidential=True, decision=decision, **texts
            )
        )
    last = msgspec.structs.replace(
        record.promises[0], title=SECRET, sentence="secret-sentence", confidential=True
    )
    return msgspec.structs.replace(
        record,
        candidates=tuple(rows),
        promises=(last, *record.promises[1:]),
        notes=(
            NoteRow(f"About {SECRET}"),
            NoteRow("Once the secret-old thing"),
            NoteRow("secret-note", "R-118"),
        ),
        objections=(ObjectionRow("P. Novak", "secret-objection", "R-118"),),
        questions=(QuestionRow("R-118", "secret-question"),),
        corrections=(
            CorrectionRow(
                2, moment(12, 0), "A. Meier", "secret-why", "R-118", "title", "secret-old", SECRET
            ),
        ),
        emergencies=(msgspec.structs.replace(record.emergencies[0], why=f"because of {SECRET}"),),
        fairness=msgspec.structs.replace(
            record.fairness,
            swaps=(msgspec.structs.replace(record.fairness.swaps[0], because="secret-swap"),),
            kept=(msgspec.structs.replace(record.fairness.kept[0], because=f"no {SECRET}"),),
        ),
    )


def with_text(text: str) -> Record:
    """A meeting in which everything that people can type is this text."""
    return with_texts(corrected(), lambda: text)


def with_texts(record: Record, text: Callable[[], str]) -> Record:
    """A meeting in which everything that people can type is the next text."""

    def typed(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(typed(item) for item in value)
        if not isinstance(value, msgspec.Struct):
            return value
        names = [name for name in value.__struct_fields__ if name in _FREE]
        changed: dict[str, Any] = {name: text() for name in names}
        for name in value.__struct_fields__:
            if name not in changed:
                changed[name] = typed(getattr(value, name))
        if isinstance(value, Decision):
            changed["missing"] = (text(),) if value.missing else ()
        if isinstance(value, Row):
            changed["links"] = (text(),)
        if isinstance(value, RoundRow):
            changed["abstained"] = (text(),)
        return msgspec.structs.replace(value, **changed)

    whole: Record = typed(record)
    return msgspec.structs.replace(whole, it_stand_in=text())


_FREE = frozenset(
    {
        "title", "department", "requester", "sponsor", "benefit", "detail", "condition", "teller",
        "from_whom", "owner", "deliverable", "said_by", "moved_because", "read_back", "key",
        "sentence", "allowed_by", "why", "name", "text", "asked_by", "asked_of", "by", "because",
        "old", "new", "over_because", "series", "voter",
    }
)  # fmt: skip

MEETINGS: dict[str, Callable[[], Record]] = {
    "whole": whole,
    "interim": interim,
    "corrected": corrected,
    "confidential": confidential,
}


@pytest.fixture(params=sorted(MEETINGS))
def meeting(request: pytest.FixtureRequest) -> Record:
    """Each of the sample records in turn."""
    return MEETINGS[request.param]()


@pytest.fixture
def records() -> dict[str, Callable[[], Record]]:
    """The builders of the sample records by name."""
    return MEETINGS


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One hostile text after the other; all of `tests/hostile.py` with NOTTHISMONTH_LONG=1."""
    if "hostile" in metafunc.fixturenames:
        texts = (*HOSTILE, *runpy.run_path(str(CORPUS))["TEXTS"].values()) if LONG else HOSTILE
        metafunc.parametrize("hostile", texts, ids=lambda text: ascii(text)[:40])


@pytest.fixture
def typed_everywhere() -> Callable[[str], Record]:
    """A builder of a record in which every typed text is the given one."""
    return with_text


@pytest.fixture
def typed_in_turn() -> Callable[[Record, Callable[[], str]], Record]:
    """A builder of a record in which each typed text is the next one."""
    return with_texts


@pytest.fixture
def secret() -> str:
    """What nobody but IT may read of the confidential record; so is all that begins "secret-"."""
    return SECRET


@pytest.fixture
def write_golden() -> Callable[[Path, bytes], None]:
    """Compare with a file byte for byte; UPDATE_GOLDEN=1 writes it instead."""

    def compare(path: Path, found: bytes) -> None:
        if os.environ.get("UPDATE_GOLDEN") == "1":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(found)
        assert found == path.read_bytes()

    return compare
