"""Two machines went on after the same entry: both are found, named and kept, however they came."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from agendas.language import ENGLISH
from agendas.store.forks import Branch, branches
from agendas.store.salvage import sift
from agendas.store.snapshot import write
from agendas.store.store import open_store
from agendas.store.survey import copies_beside, survey

LOG = "events-2026.jsonl"
Arrive = Callable[[Path, bytes, bytes, bytes], None]


def written(number: int, who: str, hour: int) -> bytes:
    at = f"2026-12-01T{hour:02}:00:00+00:00"
    return json.dumps({"number": number, "at": at, "who": who}, separators=(",", ":")).encode()


def entries(folder: Path, first: int, last: int, who: str, hour: int) -> bytes:
    """Append entries; answers the whole log."""
    with open_store(folder) as store:
        store.append_all([written(n, who, hour) for n in range(first, last + 1)])
    return (folder / LOG).read_bytes()


@pytest.fixture
def three(tmp_path: Path) -> tuple[bytes, bytes, bytes, Path]:
    """What two machines share, what each added, and the folder of the first."""
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    shared = entries(ours, 1, 4, "Ada", 9)
    shutil.copytree(ours, theirs)
    one = entries(ours, 5, 7, "Ada", 10).removeprefix(shared)
    two = entries(theirs, 5, 6, "Ben", 11).removeprefix(shared)
    return shared, one, two, ours


def by_git(folder: Path, shared: bytes, one: bytes, two: bytes) -> None:
    merged = b"<<<<<<< HEAD\n" + one + b"||||||| base\n=======\n" + two + b">>>>>>> other\n"
    (folder / LOG).write_bytes(shared + merged)


def joined(folder: Path, shared: bytes, one: bytes, two: bytes) -> None:
    (folder / LOG).write_bytes(shared + one + two)


def mixed(folder: Path, shared: bytes, one: bytes, two: bytes) -> None:
    (a, b, c), (d, e) = one.splitlines(True), two.splitlines(True)
    (folder / LOG).write_bytes(shared + a + d + b + e + c)


def beside(name: str) -> Arrive:
    def copy(folder: Path, shared: bytes, one: bytes, two: bytes) -> None:
        (folder / name).write_bytes(shared + two)

    return copy


COPIES = (
    "events-2026 (conflicted copy 2026-12-01).jsonl",
    "events-2026 (Ben's conflicted copy).jsonl",
    "events-2026.sync-conflict-20261201-110000-ABCDEFG.jsonl",
    "events-2026 2.jsonl",
    "events-2026-BENS-LAPTOP.jsonl",
    "events-2026_REMOTE_4711.jsonl",
)


@pytest.mark.parametrize("arrive", [by_git, joined, mixed, *map(beside, COPIES)])
def test_both_branches_are_named_and_nothing_is_changed(
    three: tuple[bytes, bytes, bytes, Path], arrive: Arrive
) -> None:
    shared, one, two, folder = three
    arrive(folder, shared, one, two)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    first, second = branches(survey(folder))
    assert _numbers(first) == (4, [5, 6, 7], ("Ada",))
    assert _numbers(second) == (4, [5, 6], ("Ben",))
    with open_store(folder) as store:
        assert not store.writable
        assert store.alarm
        assert store.why is not None
        said = ENGLISH.say(store.why)
        store.poll()
        assert store.alarm, "a window that stays open forgets the fork"
    assert "after entry 4: branch 1 with 3 entries by Ada, the last of 1 Dec, 10:00" in said
    assert "branch 2 with 2 entries by Ben, the last of 1 Dec, 11:00" in said
    assert "salvage NEW --branch 1" in said
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def _numbers(branch: Branch) -> tuple[int, list[int], tuple[str, ...]]:
    return branch.since, [node.number for node in branch.own], branch.authors


def test_a_copy_that_holds_nothing_more_is_no_fork(
    three: tuple[bytes, bytes, bytes, Path],
) -> None:
    shared, _one, _two, folder = three
    (folder / "events-2026 2.jsonl").write_bytes(shared)
    assert copies_beside(folder) == ("events-2026 2.jsonl",)
    with open_store(folder) as store:
        assert store.writable


def test_a_copy_that_went_on_alone_is_named_too(three: tuple[bytes, bytes, bytes, Path]) -> None:
    shared, one, _two, folder = three
    (folder / LOG).write_bytes(shared)
    (folder / "head").unlink()
    (folder / "events-2026 2.jsonl").write_bytes(shared + one)
    with open_store(folder) as store:
        assert not store.writable
        assert store.why is not None
        said = ENGLISH.say(store.why)
    assert "branch 1, which ends there and branch 2 with 3 entries by Ada" in said


def test_a_log_that_was_replaced_is_not_the_one_that_was_called_saved(
    three: tuple[bytes, bytes, bytes, Path], tmp_path: Path
) -> None:
    _shared, _one, _two, folder = three
    theirs = entries(tmp_path / "theirs", 7, 8, "Ben", 12)
    (folder / LOG).write_bytes(theirs)
    with open_store(folder) as store:
        assert not store.writable
        assert store.why is not None
        assert "entry 7 is not the one that was called saved" in ENGLISH.say(store.why)
    replaced = sift(folder).replaced
    assert replaced is not None
    assert replaced.number == 7


def test_each_branch_can_be_read_whole(three: tuple[bytes, bytes, bytes, Path]) -> None:
    shared, one, two, folder = three
    joined(folder, shared, one, two)
    for number, count in ((1, 7), (2, 6)):
        sifted = sift(folder, number)
        assert [kept.number for kept in sifted.kept] == list(range(1, count + 1))
        assert (sifted.lost, sifted.aside) == ((), ())


def test_a_snapshot_hides_no_fork(three: tuple[bytes, bytes, bytes, Path]) -> None:
    shared, one, two, folder = three
    (folder / LOG).write_bytes(shared + one)
    assert write(folder, 1, 4, [("state", 1, b"{}")], None) is not None
    (folder / COPIES[0]).write_bytes(shared + two)
    with open_store(folder, version=1) as store:
        assert not store.writable
        assert store.damage is not None
        assert store.damage.forked
