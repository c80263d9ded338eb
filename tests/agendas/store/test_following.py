"""Following: what the writer appends arrives, in whole lines, and the chain is checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from agendas.language import ENGLISH
from agendas.store.chain import FIRST, seal
from agendas.store.sentences import damaged
from agendas.store.store import Store, open_store

Entry = Callable[..., bytes]


def numbers(store: Store) -> list[int]:
    return [entry.number for entry in store.poll()]


def test_a_follower_sees_what_is_appended_and_each_entry_once(
    store: Store, data: Path, entry: Entry
) -> None:
    store.append(entry(1))
    assert store.wait(10)
    follower = open_store(data, follow=True)
    assert [found.number for found in follower.entries] == [1]
    assert numbers(follower) == []

    store.append_all([entry(2), entry(3)])
    assert store.wait(10)
    assert numbers(follower) == [2, 3]
    assert numbers(follower) == []
    assert follower.last == 3


def test_a_follower_goes_on_into_the_new_year(store: Store, data: Path, entry: Entry) -> None:
    follower = open_store(data, follow=True)
    store.append(entry(1, at="2025-12-31T23:59:59+00:00"))
    store.append(entry(2, at="2026-01-01T00:00:00+00:00"))
    assert store.wait(10)

    assert numbers(follower) == [1, 2]
    store.append(entry(3, at="2026-01-01T00:00:01+00:00"))
    assert store.wait(10)
    assert numbers(follower) == [3]


def test_a_follower_takes_whole_lines_only(tmp_path: Path, entry: Entry) -> None:
    log = tmp_path / "events-2026.jsonl"
    log.touch()
    follower = open_store(tmp_path, follow=True)
    first, sealed = seal(entry(1, "é"), FIRST)
    second, _ = seal(entry(2), sealed)
    arrived: list[int] = []
    data = first + second
    for end in range(1, len(data) + 1):
        log.write_bytes(data[:end])
        arrived += numbers(follower)
        assert len(arrived) == data.count(b"\n", 0, end)
        assert follower.damage is None
    assert arrived == [1, 2]


def test_a_follower_keeps_what_is_intact_and_names_damage(
    store: Store, data: Path, entry: Entry
) -> None:
    follower = open_store(data, follow=True)
    store.append(entry(1))
    assert store.wait(10)
    with (data / "events-2026.jsonl").open("ab") as log:
        log.write(b"something else\n")

    assert numbers(follower) == [1]
    assert follower.damage is not None
    assert follower.damage.line == 2
    assert numbers(follower) == []


def test_a_follower_starts_anew_when_the_writer_took_back_what_was_not_saved(
    tmp_path: Path, entry: Entry
) -> None:
    log = tmp_path / "events-2026.jsonl"
    first, sealed = seal(entry(1), FIRST)
    taken_back, _ = seal(entry(2, "does not fit"), sealed)
    instead, _ = seal(entry(2, "fits, and is longer than what was taken back"), sealed)
    log.write_bytes(first + taken_back)
    follower = open_store(tmp_path, follow=True)

    log.write_bytes(first)
    assert numbers(follower) == [1]
    log.write_bytes(first + instead)
    assert numbers(follower) == [2]

    log.write_bytes(first + taken_back + seal(entry(3), "0" * 64)[0])
    assert numbers(follower) == []
    assert follower.damage is not None


def test_a_follower_of_a_file_that_vanished_says_so_and_recovers(
    store: Store, data: Path, entry: Entry
) -> None:
    store.append(entry(1))
    assert store.wait(10)
    follower = open_store(data, follow=True)
    log, away = data / "events-2026.jsonl", data / "away"
    (data / "events-2027.jsonl").write_bytes(seal(entry(3), FIRST)[0])
    log.rename(away)
    assert numbers(follower) == []
    assert follower.damage is not None

    (data / "events-2027.jsonl").unlink()
    away.rename(log)
    assert numbers(follower) == []
    assert follower.damage is None
    assert follower.last == 1


def test_a_follower_of_a_folder_that_is_gone_says_so_until_it_is_back(
    store: Store, data: Path, entry: Entry
) -> None:
    store.append(entry(1))
    assert store.wait(10)
    follower = open_store(data, follow=True)
    away = data.rename(data.parent / "away")
    assert numbers(follower) == []
    assert follower.damage is not None
    assert "is gone" in ENGLISH.say(damaged(follower.damage, follower.last))
    assert numbers(follower) == []
    assert follower.damage is not None

    away.rename(data)
    assert numbers(follower) == []
    assert follower.damage is None
    assert follower.last == 1


def test_the_writer_itself_has_nothing_to_poll(store: Store, entry: Entry) -> None:
    store.append(entry(1))
    assert store.wait(10)
    assert store.poll() == ()
