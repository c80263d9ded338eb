"""The log as a TinyDB: it answers queries, appends, and refuses everything else."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from agendas.store.event_db import EventDB, EventStorage, OnlyAppended
from agendas.store.reading import read
from agendas.store.store import NotWritable, Store, open_store

AT = "2026-01-05T09:41:07+01:00"


@pytest.fixture
def db(store: Store) -> EventDB:
    """A log of three entries."""
    made = EventDB(store)
    made.insert_multiple(
        [{"at": AT, "meeting": "m1"}, {"at": AT, "meeting": "m2"}, {"at": AT, "who": {"a": ["b"]}}]
    )
    return made


def test_it_is_a_tinydb_and_its_queries_answer_entries_by_number(db: EventDB, store: Store) -> None:
    assert isinstance(db, TinyDB)
    assert [found.doc_id for found in db.search(where("meeting") == "m2")] == [2]
    assert [found["number"] for found in db.all()] == [1, 2, 3]
    assert db.get(doc_id=1)["meeting"] == "m1"
    assert db.get(where("meeting") == "none") is None
    assert db.contains(where("meeting") == "m1")
    assert db.count(where("meeting").exists()) == 2
    assert len(db) == 3
    assert db.tables() == {"entries"}
    assert [found["hash"] for found in db] == [found.hash for found in read(store.folder).entries]


def test_an_inserted_entry_is_durable_and_numbered(db: EventDB, store: Store) -> None:
    assert db.insert({"at": AT, "text": "é"}) == 4
    assert store.settled == 4
    assert (
        read(store.folder).entries[3].payload
        == ('{"number":4,"at":"' + AT + '","text":"é"}').encode()
    )


def test_a_question_sees_what_the_store_itself_appended_since(db: EventDB, store: Store) -> None:
    query = where("meeting") == "m3"
    assert db.search(query) == []
    store.append(b'{"number":4,"at":"' + AT.encode() + b'","meeting":"m3"}')
    assert store.wait(10)
    assert len(db.search(query)) == 1


def test_answers_are_copies(db: EventDB) -> None:
    for answer in (db.get(doc_id=3), db.all()[2], db.search(where("who").exists())[0]):
        answer["who"]["a"].append("changed")
        answer["number"] = 99

    assert db.get(doc_id=3)["who"] == {"a": ["b"]}
    assert db.get(doc_id=3)["number"] == 3


@pytest.mark.parametrize(
    "change",
    [
        lambda db: db.update({"meeting": "x"}),
        lambda db: db.update({"meeting": "x"}, where("meeting") == "m1"),
        lambda db: db.update_multiple([({"meeting": "x"}, where("meeting") == "m1")]),
        lambda db: db.upsert({"meeting": "x"}, where("meeting") == "m1"),
        lambda db: db.remove(doc_ids=[1]),
        lambda db: db.truncate(),
        lambda db: db.drop_table("entries"),
        lambda db: db.drop_tables(),
        lambda db: db.storage.write({}),
        lambda db: db.table("entries").truncate(),
        lambda db: db._update_table(dict.clear),
    ],
)
def test_everything_that_changes_an_entry_is_refused(
    db: EventDB, store: Store, change: Callable[[EventDB], object]
) -> None:
    before = (store.folder / "events-2026.jsonl").read_bytes()

    with pytest.raises(OnlyAppended, match="only ever appended"):
        change(db)

    assert (store.folder / "events-2026.jsonl").read_bytes() == before
    assert len(db) == 3


@pytest.mark.parametrize(
    "document",
    [
        {"at": AT, "x": float("nan")},
        {"at": AT, "x": "\ud800"},
        {"at": AT, "number": 7},
        {"at": AT, "hash": "0"},
        {"x": 1},
    ],
)
def test_what_is_no_entry_is_not_inserted(db: EventDB, document: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        db.insert(document)
    assert len(db) == 3


def test_there_is_one_table(db: EventDB) -> None:
    with pytest.raises(ValueError, match="one table"):
        db.table("other")


def test_closing_it_leaves_the_store_open(db: EventDB, store: Store) -> None:
    with db:
        pass
    store.append(b'{"number":4,"at":"' + AT.encode() + b'"}')
    assert store.wait(10)


def test_a_follower_may_ask_but_not_insert(db: EventDB, store: Store) -> None:
    follower = EventDB(open_store(store.folder, follow=True))
    assert len(follower) == 3
    with pytest.raises(NotWritable):
        follower.insert({"at": AT})


def test_what_the_writer_took_back_is_answered_no_more(db: EventDB, store: Store) -> None:
    assert len(db) == 3
    log = store.folder / "events-2026.jsonl"
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:2]))
    assert len(db) == 2


def test_storage_reads_nothing_from_an_empty_folder(store: Store) -> None:
    assert EventStorage(store).read() == {"entries": {}}


def test_opening_a_store_does_not_import_tinydb() -> None:
    code = "import sys, agendas.store.store, agendas.store.atomic; print('tinydb' in sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == "False\n"
