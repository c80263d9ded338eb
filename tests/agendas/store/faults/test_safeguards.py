"""Each safeguard of the store, left out: some proof must notice, or it proves nothing."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agendas.language import Message
from agendas.store import disk, head, lock, log, reading, reserve, store, writer
from agendas.store.chain import split_line
from agendas.store.head import Head, encode
from agendas.store.reading import Stored, Torn, read
from agendas.store.store import Failure, open_store

Entry = Callable[..., bytes]
Patch = pytest.MonkeyPatch
LOG = "events-2026.jsonl"


def payloads(folder: Path) -> list[bytes]:
    return [stored.payload for stored in read(folder).entries]


def goes_on(folder: Path, entry: Entry, count: int) -> bool:
    """Whether it opens with so many entries, takes one more, and is sound afterwards."""
    with open_store(folder) as opened:
        if len(opened.entries) != count or not opened.writable:
            return False
        opened.append(entry(count + 1, "more"))
        if not opened.wait(10):
            return False
    return len(payloads(folder)) == count + 1 and read(folder).damage is None


# -- proofs: each is true of the store as it is ------------------------------------------------


def two_writers_do_not_mix(folder: Path, entry: Entry, patch: Patch) -> bool:
    """On a drive without locks the second writer is seen before anything is written over it."""
    with patch.context() as unlocked:
        unlocked.setattr(lock, "_try", lambda descriptor: None)
        with open_store(folder) as first, open_store(folder) as second:
            second.append(entry(1, "second"))
            second.wait(10)
            first.append(entry(1, "first"))
            first.wait(10)
    return payloads(folder) == [entry(1, "second")] and read(folder).damage is None


def a_full_disk_is_written_to_again(folder: Path, entry: Entry, patch: Patch) -> bool:
    """The half that fitted is gone before the next entry is written."""
    with open_store(folder) as opened:
        opened.append(entry(1))
        opened.wait(10)
        with patch.context() as full:
            full.setattr(reserve.Reserve, "give_up", lambda self: False)
            fill_up(full, 40)
            opened.append(entry(2, "does not fit"))
            opened.wait(10)
        opened.append(entry(2, "fits"))
        opened.wait(10)
    return payloads(folder) == [entry(1), entry(2, "fits")] and read(folder).damage is None


def a_full_disk_goes_on_with_the_reserve(folder: Path, entry: Entry, patch: Patch) -> bool:
    """What the reserve gives is used."""
    with open_store(folder) as opened, patch.context() as full:
        unlink = disk.unlink
        fill_up(full, 0)
        full.setattr(disk, "unlink", lambda path: (unlink(path), full.undo())[0])
        opened.append(entry(1))
        return opened.wait(10)


def a_torn_end_is_out_of_the_way(folder: Path, entry: Entry, patch: Patch) -> bool:
    """What a crash left of a write is kept aside, and the next entry has a line of its own."""
    written(folder, entry, 3)
    with (folder / LOG).open("ab") as file:
        file.write(b'{"number":4,"at"')
    sound = goes_on(folder, entry, 3)
    return sound and [path.read_bytes() for path in folder.glob("*.part")] == [b'{"number":4,"at"']


def a_hole_in_an_unfinished_write_is_none_in_the_log(
    folder: Path, entry: Entry, patch: Patch
) -> bool:
    """The disk took the second half of a long write first."""
    written(folder, entry, 3)
    with (folder / LOG).open("ab") as file:
        file.write(bytes(512) + b'the rest of it"}\n')
    return goes_on(folder, entry, 3)


def two_windows_do_not_write_at_once(folder: Path, entry: Entry, patch: Patch) -> bool:
    """The second one only reads."""
    with open_store(folder) as first, open_store(folder) as second:
        return first.writable and not second.writable


def an_altered_word_is_noticed(folder: Path, entry: Entry, patch: Patch) -> bool:
    """One letter of an entry in the middle."""
    written(folder, entry, 3)
    whole = (folder / LOG).read_bytes()
    (folder / LOG).write_bytes(whole.replace(b'"two"', b'"too"'))
    return read(folder).damage is not None


def a_tail_that_was_cut_off_is_noticed(folder: Path, entry: Entry, patch: Patch) -> bool:
    """The last entry is gone, cleanly, at the end of a line."""
    written(folder, entry, 3)
    lines = (folder / LOG).read_bytes().splitlines(keepends=True)
    (folder / LOG).write_bytes(b"".join(lines[:2]))
    with open_store(folder) as opened:
        return not opened.writable


def a_torn_head_is_no_damage(folder: Path, entry: Entry, patch: Patch) -> bool:
    """Half a number must not be taken for one."""
    written(folder, entry, 3)
    good = encode(Head(3, "f" * 64))
    (folder / "head").write_bytes(good[:11] + b"9" + good[12:])
    return goes_on(folder, entry, 3)


def after_a_failed_sync_nothing_is_written(folder: Path, entry: Entry, patch: Patch) -> bool:
    """What the file holds is not known any more."""
    with open_store(folder) as opened:
        with patch.context() as broken:
            broken.setattr(disk, "sync", refused(errno.EIO))
            opened.append(entry(1))
            opened.wait(10)
        return not opened.writable


def written(folder: Path, entry: Entry, count: int) -> None:
    with open_store(folder) as opened:
        opened.append_all([entry(n + 1, ("one", "two", "three")[n]) for n in range(count)])
        opened.wait(10)


def fill_up(patch: Patch, left: int) -> None:
    """Let a disk take so many bytes more of the log."""
    real, room = disk.write, [left]

    def write(descriptor: int, data: bytes | memoryview) -> int:
        if len(data) == 95:  # the head
            return real(descriptor, data)
        if not room[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        made = real(descriptor, data[: room[0]])
        room[0] -= made
        return made

    patch.setattr(disk, "write", write)


def refused(error: int) -> Callable[[int], None]:
    def call(descriptor: int) -> None:
        raise OSError(error, "refused")

    return call


# -- the safeguards, left out ------------------------------------------------------------------


def unchecked(line: bytes, number: int, previous: str) -> Stored:
    parts = split_line(line)
    assert parts is not None
    return Stored(number + 1, *parts)


def believed(line: bytes) -> Head | None:
    return Head(int(line[:12]), line[13:77].decode())


def kept_in_the_way(folder: Path, place: Any, torn: Torn) -> Torn:
    return torn


def certain(message: Message, uncertain: bool, first: int) -> Failure:
    return Failure(message, False, first)


def nothing(*arguments: object) -> None:
    return None


PROOFS: dict[Callable[[Path, Entry, Patch], bool], tuple[object, str, object]] = {
    two_writers_do_not_mix: (log.Log, "_check_ours", nothing),
    a_full_disk_is_written_to_again: (log.Log, "_take_back_to", nothing),
    a_full_disk_goes_on_with_the_reserve: (reserve.Reserve, "give_up", nothing),
    a_torn_end_is_out_of_the_way: (store, "set_aside", kept_in_the_way),
    a_hole_in_an_unfinished_write_is_none_in_the_log: (store, "unfinished", nothing),
    two_windows_do_not_write_at_once: (lock, "_try", nothing),
    an_altered_word_is_noticed: (reading, "check", unchecked),
    a_tail_that_was_cut_off_is_noticed: (store, "missed", nothing),
    a_torn_head_is_no_damage: (head, "decode", believed),
    after_a_failed_sync_nothing_is_written: (writer, "Failure", certain),
}


@pytest.mark.parametrize("proof", PROOFS, ids=lambda proof: proof.__name__)
def test_it_is_so(
    data: Path, entry: Entry, monkeypatch: Patch, proof: Callable[[Path, Entry, Patch], bool]
) -> None:
    assert proof(data, entry, monkeypatch)


@pytest.mark.parametrize("proof", PROOFS, ids=lambda proof: proof.__name__)
def test_without_its_safeguard_it_is_not_so(
    data: Path, entry: Entry, monkeypatch: Patch, proof: Callable[[Path, Entry, Patch], bool]
) -> None:
    where, name, instead = PROOFS[proof]
    monkeypatch.setattr(where, name, instead)
    assert not proof(data, entry, monkeypatch)
