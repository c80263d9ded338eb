"""What the tests of the intake share: our sample files, and a file brought in as proposed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from agendas.intake.convert import Intake, convert
from agendas.intake.proposing import Proposal, propose
from agendas.intake.reading import read_table
from agendas.intake.table import Table

SAMPLES = Path(__file__).parents[2] / "data" / "backlogs"


@pytest.fixture(scope="session")
def samples() -> Path:
    """Small files written for these tests; together they have each quirk once."""
    return SAMPLES


@pytest.fixture(scope="session")
def table_of() -> Callable[..., Table]:
    """Reads a sample by name, or any file by path, that must be readable."""

    def read(file: str | Path, **choices: object) -> Table:
        table = read_table((SAMPLES / file).read_bytes(), **choices)  # type: ignore[arg-type]
        assert isinstance(table, Table), table
        return table

    return read


@pytest.fixture(scope="session")
def proposal_of(table_of: Callable[..., Table]) -> Callable[..., Proposal]:
    """What is proposed for a file."""

    def read(file: str | Path, **choices: object) -> Proposal:
        return propose(table_of(file, **choices))

    return read


@pytest.fixture(scope="session")
def bring_in(table_of: Callable[..., Table]) -> Callable[..., Intake]:
    """A file with the proposed mapping, unchanged."""

    def read(file: str | Path, **choices: object) -> Intake:
        table = table_of(file, **choices)
        return convert(table, propose(table).mapping)

    return read
