"""What a durable action and opening again cost beside a bare append and fsync; run with python."""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from agendas.store.chain import FIRST
from agendas.store.head import HeadFile
from agendas.store.log import Log
from agendas.store.reading import read
from agendas.store.store import open_store

SIZES = (100, 1_000, 10_000, 100_000)
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


def commit(folder: Path, beside: Path) -> tuple[float, float]:
    """Median milliseconds of what the writer thread does for one line, and of the bare two calls.

    The two take turns, so that whatever else the machine does is in both.
    """
    log, head = Log(folder, read(folder).place), HeadFile(folder, None)
    beside.write_bytes((folder / "events-2026.jsonl").read_bytes())
    descriptor = os.open(beside, os.O_WRONLY | os.O_APPEND)
    line = entry(1) + b"x" * 75 + b"\n"
    commits, bare = [], []
    for number in range(ACTIONS):
        start = time.perf_counter()
        os.write(descriptor, line)
        os.fsync(descriptor)
        bare.append(time.perf_counter() - start)
        start = time.perf_counter()
        log.add(2026, [line])
        head.write(number, FIRST)
        commits.append(time.perf_counter() - start)
    log.close()
    head.close()
    os.close(descriptor)
    return statistics.median(commits) * 1e3, statistics.median(bare) * 1e3


def main() -> None:
    """Print one line for each size of the log; times in milliseconds, ratios to the bare one."""
    print("entries    bare  commit  ratio  to durable  ratio  append alone     open  in bare ones")
    first = 0.0
    for entries in SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            durable, caller, opened = store_action(folder / "data", entries)
            commits, bare = commit(folder / "data", folder / "bare")
        first = first or commits
        print(
            f"{entries:>7,} {bare:>7.3f} {commits:>7.3f} {commits / bare:>6.2f} "
            f"{durable:>11.3f} {durable / bare:>6.2f} {caller:>13.3f} {opened:>8.1f} "
            f"{opened / bare:>13.0f}"
        )
    print(f"commit at {SIZES[-1]:,} entries / at {SIZES[0]:,}: {commits / first:.2f}")


if __name__ == "__main__":
    main()
