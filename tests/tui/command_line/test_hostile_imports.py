"""Hostile texts in every column of every kind of export: rows are cleaned or refused, aloud."""

from __future__ import annotations

import csv
import io
import json
import os
import tracemalloc
import unicodedata
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from agendas.intake.reading import read_table
from agendas.intake.table import Unreadable
from agendas.language import ENGLISH

COLUMNS = {
    "jira": ("Issue key", "Issue id", "Summary", "Description", "Reporter", "Issue Type", "Status",
             "Priority", "Created", "Due date", "Votes", "Components", "Labels", "Labels"),
    "gitlab": ("Title", "Description", "Issue ID", "URL", "State", "Author", "Author Username",
               "Created At (UTC)", "Due Date", "Labels", "Weight"),
    "a list of nobody's": ("Key", "Title", "Text", "From", "Department", "When", "Effort (days)"),
}  # fmt: skip


def table(columns: tuple[str, ...], texts: list[str]) -> bytes:
    """A CSV with a row for each text, in which every cell is hostile."""
    file, turn = io.StringIO(newline=""), cycle(texts)
    rows = csv.writer(file)
    rows.writerow(columns)
    for _text in texts:
        # One more than there are columns: each text stands in each column in one row or another.
        rows.writerow([next(turn) for _column in columns])
        if len(texts) % len(columns) == 0:
            next(turn)
    return file.getvalue().encode()


def github(texts: list[str]) -> bytes:
    """What `gh issue list --json` would say about them."""
    turn = cycle(texts)
    return json.dumps(
        [
            {
                "number": place, "title": text, "body": next(turn), "state": next(turn),
                "labels": [{"name": next(turn)}], "author": {"login": next(turn)},
                "createdAt": next(turn), "url": next(turn), "milestone": {"title": next(turn)},
            }
            for place, text in enumerate(texts, 1)
        ]
    ).encode()  # fmt: skip


def trello(texts: list[str]) -> bytes:
    """A board whose lists, labels and cards are called so."""
    turn = cycle(texts)
    cards = [
        {
            "id": f"{place:024x}", "name": text, "desc": next(turn), "idList": "l1",
            "closed": False, "due": next(turn),
            "labels": [{"name": next(turn), "color": next(turn)}],
            "shortLink": next(turn), "shortUrl": next(turn), "badges": {"votes": next(turn)},
        }
        for place, text in enumerate(texts, 1)
    ]  # fmt: skip
    lists = [{"id": "l1", "name": next(turn), "closed": False}]
    return json.dumps({"name": next(turn), "cards": cards, "lists": lists}).encode()


def strings(value: Any) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


@pytest.mark.parametrize("kind", [*COLUMNS, "github", "trello"])
def test_rows_are_cleaned_or_refused_and_both_are_counted(
    on: Callable[..., Any], tmp_path: Path, hostile_corpus: ModuleType, kind: str
) -> None:
    texts = list(hostile_corpus.TEXTS.values())
    if len(COLUMNS.get(kind, ())) > 10:
        texts = [text for text in texts if len(text) < 20_000]
    if kind in COLUMNS:
        data = table(COLUMNS[kind], texts)
    elif kind == "github":
        data = github([*texts, *hostile_corpus.SURROGATES.values()])
    else:
        data = trello([*texts, *hostile_corpus.SURROGATES.values()])
    file = tmp_path / "\x1b[31mtheirs [bold].export"
    file.write_bytes(data)
    done = on("import", file, "--json", "--yes")
    assert done.code == 0, done.err
    found = done.json()
    assert found["rows"] == found["added"] + len(found["refused"]) + len(found["skipped"])
    assert found["added"] > 50
    assert all(one["reason"] and one["row"] for one in (*found["refused"], *found["skipped"]))
    # What was taken out of a text is not passed over in silence.
    assert found["notes"]
    for text in strings([found["requests"], on("list", "--json").json()]):
        bad = {sign for sign in text if unicodedata.category(sign) in ("Cc", "Cs")} - {"\n", "\t"}
        assert not bad
        assert not any("\u202a" <= sign <= "\u202e" for sign in text)
    again = on("import", file, "--dry-run")
    assert "\x1b" not in again.out + again.err


#: How many thousand times; with NOTTHISMONTH_LONG=1 files of megabytes.
MANY = 1_000 if "NOTTHISMONTH_LONG" in os.environ else 50
BOMBS = {
    "deep list": b"[" * 30_000,
    "deep list in a list": b'[{"title": ' + b"[" * 30_000,
    "deep object": b'{"a":' * 30_000,
    "huge number": b'[{"title": "x", "number": 1e400, "votes": ' + b"9" * 5_000 + b"}]",
    "not a number": b'[{"title": "x", "number": NaN, "effort": -Infinity}]',
    "endless line": b"title,key\n" + b"x" * 2_000 * MANY,
    "endless quote": b'title,key\n"' + b"x\n" * 500 * MANY,
    "endless header": b"title," * 300 * MANY,
    "nothing but quotes": b'"' * 1_000 * MANY,
    "nothing but separators": b"title,key\n" + b"," * 1_000 * MANY,
    "nothing but line ends": b"title,key\n" + b"\r\n" * 300 * MANY,
    "nothing but NUL": b"\0" * 1_000 * MANY,
    "an archive": b"PK\x03\x04" + b"\0" * 100,
    "half a pair": b'[{"title": "\\ud800", "body": "\\udc00\\ud83d"}]',
    "one key a thousand times": b"[{" + b'"title": "x",' * 1_000 + b'"title": "y"}]',
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_bomb_is_read_refused_or_told_in_words_within_bounds(name: str) -> None:
    tracemalloc.start()
    found = read_table(BOMBS[name])
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 60 * len(BOMBS[name]) + 5_000_000
    if isinstance(found, Unreadable):
        assert ENGLISH.say(found.message)


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_importing_a_bomb_ends_in_a_sentence(
    on: Callable[..., Any], tmp_path: Path, name: str
) -> None:
    file = tmp_path / "../../x.csv" if name == "an archive" else tmp_path / "theirs.csv"
    file.write_bytes(BOMBS[name][:200_000])
    done = on("import", file, "--yes")
    assert done.code in (0, 1)
    assert done.out + done.err
