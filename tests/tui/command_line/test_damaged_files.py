"""Any byte of any stored file altered, cut, zeroed or moved: always words, never a silent loss."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from itertools import cycle, product
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Files = dict[str, bytes]
Damage = Callable[[bytes, random.Random], bytes]

LONG = "NOTTHISMONTH_LONG" in os.environ
LOGS = ("data/events-2026.jsonl", "data/events-2027.jsonl")


@pytest.fixture(scope="module")
def files(two_years: Path) -> Files:
    """What every file of a workspace holds in which two meetings are final."""
    found = {
        path.relative_to(two_years).as_posix(): path.read_bytes()
        for path in sorted(two_years.rglob("*"))
        if path.is_file()
    }
    assert {*LOGS, "data/head", "data/lock", "data/reserve", "agenda.yaml"} < {*found}
    return found


class Bench:
    """The workspace, damaged anew for each try, and what the program says of it."""

    def __init__(self, folder: Path, files: Files, program: Run) -> None:
        self.folder = folder
        self.files = files
        self.program = program
        self._put(files)
        self.entries = sum(files[name].count(b"\n") for name in LOGS)
        self.listed = self.run("list", "--json").json()
        self.exported = self.run("export", "last", "--format", "json").out

    def run(self, *words: str) -> Any:
        """One command: an exception of it would end the test, and so does any other code."""
        done = self.program("-w", self.folder, *words)
        assert done.code in (0, 1)
        assert "Traceback" not in done.err
        return done

    def _put(self, files: Files) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def damage(self, name: str, content: bytes) -> None:
        """The workspace as it was, but for one file."""
        self._put({**self.files, name: content})

    def log(self) -> dict[str, bytes]:
        """The bytes of the log."""
        return {name: (self.folder / name).read_bytes() for name in LOGS}


@pytest.fixture
def bench(tmp_path: Path, files: Files, program: Run) -> Bench:
    """A copy of the workspace to damage."""
    return Bench(tmp_path / "bench", files, program)


def flipped(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return _with(content, place, bytes((content[place] ^ 1 << chance.randrange(8),)))


def altered(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return _with(content, place, bytes((content[place] ^ chance.randrange(1, 256),)))


def cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def zeroed(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content)) // 512 * 512
    return _with(content, place, bytes(min(512, len(content) - place)))


def _with(content: bytes, place: int, new: bytes) -> bytes:
    return content[:place] + new + content[place + len(new) :]


def cut_at_a_line_end(content: bytes, chance: random.Random) -> bytes:
    return b"".join(_lines(content)[: chance.randrange(content.count(b"\n"))])


def one_deleted(content: bytes, chance: random.Random) -> bytes:
    lines = _lines(content)
    del lines[chance.randrange(len(lines))]
    return b"".join(lines)


def two_swapped(content: bytes, chance: random.Random) -> bytes:
    lines = _lines(content)
    one, other = chance.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def one_doubled(content: bytes, chance: random.Random) -> bytes:
    lines = _lines(content)
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))
    return b"".join(lines)


def _lines(content: bytes) -> list[bytes]:
    return content.splitlines(keepends=True)


IN_BYTES = (flipped, altered, cut, zeroed)
IN_LINES = (cut_at_a_line_end, one_deleted, two_swapped, one_doubled)
KINDS = (*IN_BYTES, *IN_LINES)
#: Each kind in one of the two years; in the long run in both.
PAIRS = list(product(KINDS, LOGS)) if LONG else list(zip(KINDS, cycle(LOGS), strict=False))


def tries(kind: Damage, content: bytes, count: int) -> list[bytes]:
    """What such damage makes of a file, each time the same; in the long run, 400 times."""
    made = []
    for seed in range(400 if LONG else count):
        chance = random.Random(f"{kind.__name__}{seed}")
        made.append(kind(content, chance))
    return [new for new in made if new != content]


@pytest.mark.parametrize(("kind", "name"), PAIRS)
def test_no_damage_to_the_log_is_silent_and_none_is_made_worse(
    bench: Bench, name: str, kind: Damage
) -> None:
    for content in tries(kind, bench.files[name], 1):
        bench.damage(name, content)
        before = bench.log()
        listed, verified = bench.run("list", "--json"), bench.run("verify", "--json")
        exported = bench.run("export", "last", "--format", "json")
        assert verified.code == 1
        assert not all(row["intact"] for row in verified.json())
        # What a snapshot holds of it is shown as it was; else it is said what is not shown.
        assert listed.err or listed.json() == bench.listed
        assert exported.err or exported.out == bench.exported
        assert bench.run("show", "R-001").err or listed.json() == bench.listed
        assert bench.log() == before


@pytest.mark.parametrize(("kind", "name"), PAIRS)
def test_a_salvage_keeps_all_but_what_it_names(
    bench: Bench, name: str, kind: Damage, tmp_path: Path
) -> None:
    exact = count = 0
    for content in tries(kind, bench.files[name], 1):
        bench.damage(name, content)
        before = bench.log()
        new = tmp_path / "new"
        made = bench.run("salvage", str(new), "--json")
        said = made.json()
        lost = sum(row["last"] - row["entry"] + 1 for row in said["missing"])
        assert said["entries"] + lost == bench.entries
        assert made.code == (1 if said["missing"] or said["not_proved"] else 0)
        assert bench.log() == before
        kept = new / "salvaged" / "original" / Path(name).name
        assert kept.read_bytes() == content
        opened = bench.program("-w", new, "list", "--json")
        assert (opened.code, opened.err) == (0, "")
        assert lost or opened.json() == bench.listed
        assert bench.program("-w", new, "verify").code == 0
        assert bench.program("-w", new, "add", "going on").code == 0
        assert bench.program("-w", new, "show", "R-001").code in (0, 1)
        assert bench.program("-w", new, "export", "last", "--format", "json").code in (0, 1)
        exact += not lost
        count += 1
        shutil.rmtree(new)
    if kind in (flipped, altered):
        assert exact == count
    print(f"{Path(name).name}, {kind.__name__}: {exact} of {count} exactly")


@pytest.mark.parametrize("name", ["data/head", "data/lock", "data/reserve", "data/snapshot"])
@pytest.mark.parametrize("kind", IN_BYTES)
def test_what_is_beside_the_log_may_be_damaged_and_nothing_is_lost(
    bench: Bench, name: str, kind: Damage
) -> None:
    whole = next(content for known, content in bench.files.items() if known.startswith(name))
    name = next(known for known in bench.files if known.startswith(name))
    if name == "data/lock":
        whole = b'{"host":"h","user":"Ada","since":"2026-12-01T09:00:00Z"}\n'
    for content in tries(kind, whole, 1):
        bench.damage(name, content)
        before = bench.log()
        assert bench.run("list", "--json").json() == bench.listed
        assert bench.run("verify").code == 0
        added = bench.run("add", "one more")
        assert added.code == 0 or "another machine" in added.err
        assert all((bench.folder / n).read_bytes().startswith(old) for n, old in before.items())


@pytest.mark.parametrize("kind", IN_BYTES)
def test_a_damaged_agenda_is_said_or_means_the_same_to_the_log(bench: Bench, kind: Damage) -> None:
    name = "agenda.yaml"
    for content in tries(kind, bench.files[name], 1):
        bench.damage(name, content)
        before = bench.log()
        listed = bench.run("list", "--json")
        assert listed.err or len(listed.json()) == len(bench.listed)
        assert bench.run("verify").code == 0
        assert bench.run("export", "last", "--format", "json").out in (bench.exported, "")
        assert (bench.log(), (bench.folder / name).read_bytes()) == (before, content)


def test_cut_at_every_byte_the_log_is_never_silently_shorter(bench: Bench) -> None:
    name = LOGS[1]
    whole = bench.files[name]
    for at in range(0, len(whole), 1 if LONG else 1201):
        bench.damage(name, whole[:at])
        verified = bench.run("verify", "--json")
        assert verified.code == 1
        assert any("missing" in row["first"]["what"] or row["first"]["line"]
                   for row in verified.json() if not row["intact"])  # fmt: skip
        assert bench.run("list").err
