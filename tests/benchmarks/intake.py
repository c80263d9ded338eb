"""Prints what bringing in 20,000 rows costs, beside reading them with csv.reader into dicts.

    python tests/benchmarks/intake.py [ROWS]

The goal: at most three times the plain reading, plus one second.
"""

from __future__ import annotations

import csv
import io
import sys
import time
from collections.abc import Callable

from agendas.intake.again import plan
from agendas.intake.convert import convert
from agendas.intake.proposing import propose
from agendas.intake.reading import Decoded, decode, read_text
from agendas.intake.table import Table

HEADER = ("Summary", "Issue key", "Issue id", "Issue Type", "Status", "Reporter", "Created",
          "Due date", "Votes", "Description", "Original estimate", "Labels", "Labels",
          *(f"Custom field ({n})" for n in range(20)))  # fmt: skip


def export(rows: int) -> bytes:
    """A tracker's export of so many rows with several lines of text in each."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for n in range(rows):
        writer.writerow(
            (f"Request number {n} of the business", f"BIZ-{n}", n, "Story", "To Do",
             f"Person {n % 300}", f"{n % 28 + 1:02}/Sep/25 {n % 12 + 1}:26 AM",
             f"{n % 28 + 1:02}/Oct/25 12:00 AM", n % 50,
             f"h2. Why\nThis takes {n} hours a year.\n* one\n* two", 3600 * (n % 40), "a", "b",
             *("",) * 20)
        )  # fmt: skip
    return out.getvalue().encode()


def plain(data: bytes) -> int:
    """What the goal is measured against."""
    reader = csv.reader(io.StringIO(data.decode(), newline=""))
    header = next(reader)
    return len([dict(zip(header, row, strict=False)) for row in reader])


def brought_in(data: bytes) -> int:
    """The whole way: decoding, table, proposal, conversion, plan."""
    decoded = decode(data)
    assert isinstance(decoded, Decoded)
    table = read_text(decoded)
    assert isinstance(table, Table)
    return len(plan({}, convert(table, propose(table).mapping)).added)


def seconds(work: Callable[[bytes], int], data: bytes, rounds: int = 3) -> float:
    """The best of some rounds."""
    times: list[float] = []
    for _round in range(rounds):
        started = time.perf_counter()
        work(data)
        times.append(time.perf_counter() - started)
    return min(times)


def main() -> None:
    """Measure and print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    data = export(rows)
    base, whole = seconds(plain, data), seconds(brought_in, data)
    print(f"{rows} rows, {len(data) / 1e6:.1f} MB")
    print(f"csv.reader into dicts  {base:6.2f} s")
    print(f"brought in             {whole:6.2f} s   goal {3 * base + 1:.2f} s")


if __name__ == "__main__":
    main()
