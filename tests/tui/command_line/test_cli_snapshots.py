"""A snapshot makes opening quick and is never believed against the log."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

Run = Callable[..., Any]


@pytest.fixture
def snapshot(on: Run, script: Callable[[str], Path], workspace: Path) -> Path:
    """The snapshot that the close of a meeting left."""
    assert on("add", "Print the labels").code == 0
    ended = script("present\ncapacity 8\nstage close\nfinalise")
    assert on("meet", "--new", "--date", "2026-12-01", "--script", ended).code == 0
    (found,) = (workspace / "data").glob("snapshot-*.json")
    return found


def altered(content: bytes) -> bytes:
    """The snapshot with another title in it, made to add up again."""
    body = content[: content.rindex(b',"check":')].replace(b"Print the", b"Break the")
    return body + b',"check":{"1":{"size":%d,"crc":%d}}}\n' % (len(body), crc32(body))


def test_verify_tells_a_snapshot_that_somebody_altered(on: Run, snapshot: Path) -> None:
    assert on("verify").code == 0
    whole = snapshot.read_bytes()
    assert re.search(rb"Print the labels", whole)
    snapshot.write_bytes(altered(whole))
    said = on("verify")
    assert said.code == 1
    assert f"data/{snapshot.name}" in said.out + said.err
    assert on("verify", "--json").json()[-1] == {"snapshot": snapshot.name, "intact": False}
    snapshot.unlink()
    assert on("verify").code == 0
    assert [request["title"] for request in on("list", "--json").json()] == ["Print the labels"]


def test_one_that_does_not_add_up_is_not_even_spoken_of(on: Run, snapshot: Path) -> None:
    snapshot.write_bytes(snapshot.read_bytes().replace(b"Print the", b"Break the"))
    listed = on("list", "--json")
    assert [request["title"] for request in listed.json()] == ["Print the labels"]
    assert listed.err == ""
    assert on("verify").code == 0
