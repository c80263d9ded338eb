"""Opening what is not whole: a torn tail is set aside, damage is named, nothing is overwritten."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agendas.language import ENGLISH
from agendas.store import head, reading, survey
from agendas.store.chain import FIRST, seal
from agendas.store.reading import read
from agendas.store.store import NotWritable, open_store

Entry = Callable[..., bytes]
Write = Callable[[Path, int], bytes]
COUNT = 6


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, write: Write) -> bytes:
    """The bytes of a sound log."""
    return write(tmp_path_factory.mktemp("whole") / "data", COUNT)


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "lock"}


@given(at=st.integers(0))
def test_cut_anywhere_it_opens_with_all_whole_lines_and_keeps_the_rest_aside(
    whole: bytes, entry: Entry, at: int
) -> None:
    cut = whole[: at % (len(whole) + 1)]
    lines, rest = cut.count(b"\n"), cut[cut.rfind(b"\n") + 1 :]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        log = folder / "events-2026.jsonl"
        log.write_bytes(cut)

        before = read(folder)
        assert (len(before.entries), before.damage) == (lines, None)
        assert log.read_bytes() == cut

        with open_store(folder) as store:
            assert len(store.entries) == lines
            assert store.writable
            if rest:
                assert store.torn is not None
                assert (store.torn.file, store.torn.bytes) == (log.name, len(rest))
                assert (folder / store.torn.kept_in).read_bytes() == rest
                assert store.torn.kept_in in ENGLISH.say(store.reports[0])
            else:
                assert store.reports == ()
            store.append(entry(lines + 1, "and on"))
        assert len(read(folder).entries) == lines + 1
        assert log.read_bytes().startswith(cut[: len(cut) - len(rest)])


@given(at=st.integers(0), flip=st.integers(1, 255))
def test_any_altered_byte_is_noticed_and_nothing_is_overwritten(
    whole: bytes, entry: Entry, at: int, flip: int
) -> None:
    at %= len(whole)
    broken = bytearray(whole)
    broken[at] ^= flip
    if at == len(whole) - 1 and broken[at] == 0:
        broken[at] = ord(" ")  # a zero there is how a power cut leaves an unfinished write
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "events-2026.jsonl").write_bytes(broken)
        before = content(folder)

        with open_store(folder) as store:
            assert not store.writable
            assert store.damage is not None
            assert store.damage.file == "events-2026.jsonl"
            intact = len(store.entries)
            line = whole.count(b"\n", 0, at) + 1
            # An altered line end may make one line of two or two of one, never an entry of it.
            assert intact == line - 1 or (broken[at] == ord("\n") and intact <= line - 1)
            assert [found.payload for found in store.entries] == [
                entry(number, "é" * number) for number in range(1, intact + 1)
            ]
            with pytest.raises(NotWritable):
                store.append(entry(intact + 1))
        assert content(folder) == before


@pytest.mark.parametrize(
    ("spoil", "intact", "said"),
    [
        (lambda lines: [*lines[:2], *lines[3:]], 2, "it says that it is entry 4 where entry 3"),
        (lambda lines: [*lines[:2], lines[3], lines[2]], 2, "entry 4 where entry 3 belongs"),
        (lambda lines: [*lines[:3], lines[2]], 3, "entry 3 where entry 4 belongs"),
        (lambda lines: [*lines, b"\0" * 80 + b"\n"], 6, "line 7: this is not a whole entry"),
        (lambda lines: [*lines, b"\n"], 6, "line 7: this is not a whole entry"),
        (lambda lines: [*lines, b"half\n"], 6, "line 7: this is not a whole entry"),
        (lambda lines: [b"\xef\xbb\xbf" + lines[0]], 0, "line 1: this is not a whole entry"),
        (lambda lines: [line[:-1] + b"\r\n" for line in lines], 0, "line 1: this is not a"),
        (lambda lines: [*lines[:5], lines[5][:-1] + b"x"], 5, "line 6: the line does not end"),
        (
            lambda lines: [lines[0], lines[1].replace("é".encode(), b"e"), *lines[2:]],
            1,
            "line 2: entry 2 is not as it was written",
        ),
    ],
)
def test_what_does_not_fit_is_said_with_file_and_line(
    tmp_path: Path,
    whole: bytes,
    spoil: Callable[[list[bytes]], list[bytes]],
    intact: int,
    said: str,
) -> None:
    (tmp_path / "events-2026.jsonl").write_bytes(b"".join(spoil(whole.splitlines(keepends=True))))

    with open_store(tmp_path) as store:
        assert not store.writable
        assert len(store.entries) == intact
        assert said in ENGLISH.say(store.reports[0])
        assert "events-2026.jsonl, line " in ENGLISH.say(store.reports[0])
        assert store.why == store.reports[0]


def test_an_entry_rewritten_with_a_hash_of_its_own_is_noticed_by_the_next(
    tmp_path: Path, entry: Entry
) -> None:
    first, first_hash = seal(entry(1, "a"), FIRST)
    second, _ = seal(entry(2, "b"), first_hash)
    forged, _ = seal(entry(1, "c"), FIRST)
    assert forged != first
    (tmp_path / "events-2026.jsonl").write_bytes(forged + second)

    reading = read(tmp_path)

    assert len(reading.entries) == 1
    assert reading.damage is not None
    assert reading.damage.line == 2


@pytest.mark.parametrize("missing", [2024, 2025])
def test_a_missing_year_is_damage(tmp_path: Path, entry: Entry, missing: int) -> None:
    with open_store(tmp_path) as store:
        for number, year in enumerate((2024, 2025, 2026), start=1):
            store.append(entry(number, at=f"{year}-06-01T10:00:00+00:00"))
    (tmp_path / f"events-{missing}.jsonl").unlink()

    with open_store(tmp_path) as store:
        assert not store.writable
        assert store.damage is not None
        assert store.damage.file == f"events-{missing + 1}.jsonl"
        assert len(store.entries) == missing - 2024


def test_a_torn_line_before_a_later_file_is_damage(tmp_path: Path, entry: Entry) -> None:
    with open_store(tmp_path) as store:
        store.append(entry(1, at="2025-06-01T10:00:00+00:00"))
        store.append(entry(2))
    older = tmp_path / "events-2025.jsonl"
    older.write_bytes(older.read_bytes()[:-1])

    with open_store(tmp_path) as store:
        assert not store.writable
        assert store.damage is not None
        assert (store.damage.file, store.damage.line) == ("events-2025.jsonl", 1)


def test_a_file_that_cannot_be_read_is_damage_and_the_rest_is_shown(
    tmp_path: Path, entry: Entry
) -> None:
    with open_store(tmp_path) as store:
        store.append(entry(1, at="2025-06-01T10:00:00+00:00"))
    (tmp_path / "events-2026.jsonl").mkdir()

    with open_store(tmp_path) as store:
        assert len(store.entries) == 1
        assert store.damage is not None
        assert "cannot be read" in ENGLISH.say(store.damage.what)


def test_every_torn_line_has_a_file_of_its_own(tmp_path: Path, write: Write) -> None:
    write(tmp_path, 2)
    for torn in (b'{"number":3,"a', b'{"number":3,"b'):
        with (tmp_path / "events-2026.jsonl").open("ab") as log:
            log.write(torn)
        open_store(tmp_path).close()

    parts = {path.name: path.read_bytes() for path in tmp_path.glob("*.part")}
    assert parts == {"torn-3.part": b'{"number":3,"a', "torn-3-2.part": b'{"number":3,"b'}


def test_zeros_behind_the_last_line_are_an_unfinished_write(tmp_path: Path, write: Write) -> None:
    write(tmp_path, 2)
    with (tmp_path / "events-2026.jsonl").open("ab") as log:
        log.write(b"\0" * 300)

    with open_store(tmp_path) as store:
        assert store.writable
        assert len(store.entries) == 2
        assert (tmp_path / "torn-3.part").read_bytes() == b"\0" * 300


@pytest.mark.parametrize(
    "name", ["events-2026.jsonl", "events-2027.jsonl", "events-2026 (1).jsonl"]
)
@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders there")
def test_a_pipe_in_the_place_of_a_log_is_named_and_not_waited_on(
    tmp_path: Path, write: Write, name: str
) -> None:
    write(tmp_path, COUNT)
    (tmp_path / name).unlink(missing_ok=True)
    os.mkfifo(tmp_path / name)

    with open_store(tmp_path, format=1) as store:
        copy = "(1)" in name
        assert store.writable is copy
        said = " ".join(ENGLISH.say(report) for report in store.reports)
        assert (f"{name}, line 1: it cannot be read: this is not a file" in said) is not copy


def test_a_line_without_an_end_is_not_held_in_memory(
    tmp_path: Path, write: Write, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "events-2026.jsonl"
    before = write(tmp_path, COUNT) + b"\0" * 5_000
    log.write_bytes(before)
    for module in (reading, head, survey):
        monkeypatch.setattr(module, "LONGEST", 1_000)

    with open_store(tmp_path) as store:
        assert not store.writable
        assert (len(store.entries), store.damage) == (COUNT, read(tmp_path).damage)
        said = "events-2026.jsonl, line 7: the line is longer than any entry"
        assert said in ENGLISH.say(store.reports[-1])
    assert log.read_bytes() == before
    odd = survey.survey(tmp_path).odd
    assert [(one.line, ENGLISH.say(one.what)) for one in odd] == [
        (7, "the line is longer than any entry")
    ]
