"""What a durable action costs beside a bare append and fsync; run it with python."""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from agendas.store.log import Log
from agendas.store.reading import read
from agendas.store.store import open_store

SIZES = (100, 1_000, 10_000)
ACTIONS = 300


def entry(number: int) -> bytes:
    """One entry of a usual length."""
    whole = {"number": number, "at": "2026-01-05T09:41:07+01:00", "text": "x" * 300}
    return json.dumps(whole, separators=(",", ":")).encode()


def store_action(folder: Path, entries: int) -> tuple[float, float, float]:
    """Median milliseconds from append to durable, of append alone, and of opening."""
    with open_store(folder) as store:
        store.append_all([entry(number) for number in range(1, entries + 1)])
    start = time.perf_counter()
    store = open_store(folder)
    opened = time.perf_counter() - start
    durable, caller = [], []
    with store:
        for number in range(entries + 1, entries + 1 + ACTIONS):
            payload = entry(number)
            start = time.perf_counter()
            store.append(payload)
            caller.append(time.perf_counter() - start)
            store.wait()
            durable.append(time.perf_counter() - start)
    return statistics.median(durable) * 1e3, statistics.median(caller) * 1e3, opened * 1e3


def commit(folder: Path) -> float:
    """Median milliseconds of what the writer thread itself does for one line."""
    log = Log(folder, read(folder).place)
    times = []
    line = entry(1) + b"x" * 75 + b"\n"
    for _ in range(ACTIONS):
        start = time.perf_counter()
        log.add(2026, [line])
        times.append(time.perf_counter() - start)
    log.close()
    return statistics.median(times) * 1e3


def bare_action(path: Path, entries: int) -> float:
    """Median milliseconds of one write and one fsync at the end of a file as long."""
    path.write_bytes(b"".join(entry(number) + b"\n" for number in range(entries)))
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND)
    times = []
    line = entry(entries) + b"x" * 75 + b"\n"
    for _ in range(ACTIONS):
        start = time.perf_counter()
        os.write(descriptor, line)
        os.fsync(descriptor)
        times.append(time.perf_counter() - start)
    os.close(descriptor)
    return statistics.median(times) * 1e3


def main() -> None:
    """Print one line for each size of the log; times in milliseconds, ratios to the bare one."""
    print("entries    bare  commit  ratio  append to durable  ratio  append alone   open")
    for entries in SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            bare = bare_action(folder / "bare", entries)
            durable, caller, opened = store_action(folder / "data", entries)
            commits = commit(folder / "data")
        print(
            f"{entries:>7,} {bare:>7.3f} {commits:>7.3f} {commits / bare:>6.2f} "
            f"{durable:>18.3f} {durable / bare:>6.2f} {caller:>13.3f} {opened:>6.1f}"
        )


if __name__ == "__main__":
    main()
