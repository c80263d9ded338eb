"""Entries and data folders for the tests of the store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agendas.store.store import Store, open_store

Entry = Callable[..., bytes]


@pytest.fixture(scope="session")
def entry() -> Entry:
    """Builds one entry as the rest of the program would hand it over."""

    def build(number: int, text: str = "", at: str = "2026-01-05T09:41:07+01:00") -> bytes:
        whole = {"number": number, "at": at, "text": text}
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()

    return build


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Where a data folder will be."""
    return tmp_path / "data"


@pytest.fixture
def store(data: Path) -> Iterator[Store]:
    """An empty store, open to write."""
    with open_store(data) as opened:
        yield opened


@pytest.fixture(scope="session")
def write(entry: Entry) -> Callable[[Path, int], bytes]:
    """Fills a new data folder with entries of one year; answers the bytes of its file."""

    def fill(folder: Path, count: int) -> bytes:
        with open_store(folder) as opened:
            opened.append_all([entry(number, "é" * number) for number in range(1, count + 1)])
        return (folder / "events-2026.jsonl").read_bytes()

    return fill
