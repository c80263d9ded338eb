"""The log as a TinyDB: ordinary queries over the entries, and nothing that could change one.

Import it only where a question about history is asked: everything else does without TinyDB.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from typing import Any, NoReturn

from msgspec.json import decode
from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from agendas.store.reading import Place, read_on
from agendas.store.salvage import Kept
from agendas.store.store import Store
from agendas.store.writer import NotWritable

ENTRIES = "entries"


class OnlyAppended(Exception):
    """Entries are only ever appended: none is changed or removed."""

    def __init__(self) -> None:
        super().__init__("entries are only ever appended")


class EventStorage(Storage):
    """What TinyDB reads: the intact entries on disk, each with its hash, by number."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._place = Place()
        # TinyDB looks for a number as text, as a JSON file would hold it.
        self._documents: dict[str, dict[str, Any]] = {}

    def read(self) -> dict[str, dict[str, Any]]:
        """All entries; those written since the last question are added."""
        reading = read_on(self.store.folder, self._place)
        if reading.damage is not None and not reading.entries and self._place.number:
            # Behind a place there may be another log: the writer took back what was never saved.
            self._documents.clear()
            reading = read_on(self.store.folder, Place())
        for entry in reading.entries:
            self._documents[str(entry.number)] = {**decode(entry.payload), "hash": entry.hash}
        self._place = reading.place
        return {ENTRIES: self._documents}

    def write(self, data: dict[str, dict[str, Any]]) -> NoReturn:
        """Refused: the log is never rewritten."""
        raise OnlyAppended


class EntryDocument(Document):
    """An answer: a copy, so that nothing done to it reaches the next question."""

    def __init__(self, value: Mapping[str, Any], doc_id: int) -> None:
        super().__init__(deepcopy(dict(value)), doc_id)


class EntryTable(Table):
    """Appends through the store; every other change is refused."""

    document_class = EntryDocument
    _storage: EventStorage

    def __init__(self, storage: EventStorage, name: str) -> None:
        # Without a query cache: the log may have grown since the last question.
        super().__init__(storage, name, cache_size=0)

    def insert(self, document: Mapping[str, Any]) -> int:
        """Append one entry and wait until it is durable; answers its number."""
        return self.insert_multiple((document,))[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Append entries with one write and wait until they are durable; answers their numbers.

        `number` may be left out; NotWritable where they could not be saved.
        """
        store = self._storage.store
        first = store.last + 1
        payloads = [_payload(entry, first + place) for place, entry in enumerate(documents)]
        store.append_all(payloads)
        if not store.wait() and store.why is not None:
            raise NotWritable(store.why)
        return list(range(first, first + len(payloads)))

    def count(self, cond: QueryLike) -> int:
        """How many entries match."""
        return sum(1 for entry in self._read_table().values() if cond(entry))

    def update(self, *args: object, **named: object) -> NoReturn:
        """Refused."""
        raise OnlyAppended

    def update_multiple(self, *args: object, **named: object) -> NoReturn:
        """Refused."""
        raise OnlyAppended

    def upsert(self, *args: object, **named: object) -> NoReturn:
        """Refused."""
        raise OnlyAppended

    def remove(self, *args: object, **named: object) -> NoReturn:
        """Refused."""
        raise OnlyAppended

    def truncate(self) -> NoReturn:
        """Refused."""
        raise OnlyAppended

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> NoReturn:
        raise OnlyAppended


class EventDB(TinyDB):
    """The entries of a store as its one table; closing it leaves the store open."""

    table_class: type[Table] = EntryTable
    default_table_name = ENTRIES

    def __init__(self, store: Store) -> None:
        super().__init__(store, storage=EventStorage)

    def table(self, name: str, **named: object) -> Table:
        """The table of entries; there is no other."""
        if name != ENTRIES:
            raise ValueError(f"the log has one table, {ENTRIES}")
        return super().table(name)

    def drop_table(self, name: str) -> NoReturn:
        """Refused."""
        raise OnlyAppended

    def drop_tables(self) -> NoReturn:
        """Refused."""
        raise OnlyAppended


class KeptStorage(Storage):
    """What TinyDB reads of a damaged log: the entries that can be kept, wherever they stand."""

    def __init__(self, entries: Iterable[Kept]) -> None:
        self._documents = {
            str(entry.number): {**decode(entry.payload), "hash": entry.hash} for entry in entries
        }

    def read(self) -> dict[str, dict[str, Any]]:
        """All that were given."""
        return {ENTRIES: self._documents}

    def write(self, data: dict[str, dict[str, Any]]) -> NoReturn:
        """Refused: the log is never rewritten."""
        raise OnlyAppended


def kept_entries(entries: Iterable[Kept]) -> Table:
    """The entries that can be kept, to be asked as the log itself is."""
    return TinyDB(entries, storage=KeptStorage).table(ENTRIES, cache_size=0)


def _payload(entry: Mapping[str, Any], number: int) -> bytes:
    whole = {"number": number, **entry}
    text = json.dumps(whole, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8")
