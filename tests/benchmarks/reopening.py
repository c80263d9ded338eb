"""What it costs to open a long history, with and without its snapshot; run it with python.

Sizes may be given: `reopening.py 1000 100000`. The longest takes minutes to make.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

SIZES = (100, 1_000, 10_000, 100_000)
TIMES = 3
CHILD = "--open"


def main(sizes: tuple[int, ...]) -> None:
    """Print one line for each size; each opening is a new process."""
    from long_history import make

    print(
        "                  ----- log -----  --- snapshot ---  ---- open, ms ----     all  -- MB --"
    )
    print("entries  meetings    MB  fold ms     MB   write ms   without     with    read  w/o with")
    for entries in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make(folder, entries)
            log = sum(path.stat().st_size for path in folder.glob("data/*.jsonl"))
            without = measured(folder)
            count, fold, write = keep(folder)
            size = sum(path.stat().st_size for path in folder.glob("data/snapshot-*"))
            with_it = measured(folder)
        print(
            f"{entries:>7,} {count:>9} {log / 1e6:>5.1f} {fold:>8.1f} {size / 1e6:>6.1f} "
            f"{write:>10.1f} {without[0]:>9.1f} {with_it[0]:>8.1f} {with_it[1]:>7.1f} "
            f"{without[2]:>4.0f} {with_it[2]:>4.0f}"
        )


def keep(folder: Path) -> tuple[int, float, float]:
    """Write the snapshot; how many meetings there are, and milliseconds of folding and writing."""
    from agendas.meeting.documents import VERSION, documents
    from agendas.meeting.entry import Entry, decode
    from agendas.meeting.folding import fold
    from agendas.store.reading import read
    from agendas.store.snapshot import write

    entries = []
    for line in read(folder / "data").entries:
        entry = decode(line.number, line.payload)
        assert isinstance(entry, Entry)
        entries.append((entry, line.hash))
    start = time.perf_counter()
    workspace = fold(entries)
    folded = time.perf_counter()
    write(folder / "data", VERSION, workspace.last, documents(workspace))
    end = time.perf_counter()
    return len(workspace.meetings), (folded - start) * 1e3, (end - folded) * 1e3


def measured(folder: Path) -> tuple[float, float, float]:
    """The best of a few openings: ms, ms of reading every meeting, and MB of memory afterwards."""
    found = []
    for _ in range(TIMES):
        made = subprocess.run(
            [sys.executable, __file__, CHILD, str(folder)], capture_output=True, check=True
        )
        found.append([float(word) for word in made.stdout.split()])
    opened, read, memory = (min(column) for column in zip(*found, strict=True))
    return opened, read, memory


def opening(folder: Path) -> None:
    """Open once, in a process of its own, and print what it took."""
    import gc

    from long_history import AGENDA

    from agendas.meeting.clock import LiveClock
    from agendas.session import open_session

    start = time.perf_counter()
    gc.disable()  # as the screen does while it starts
    session = open_session(folder, AGENDA, LiveClock(), "who", follow=True)
    assert session.workspace.newest
    gc.enable()
    opened = time.perf_counter()
    memory = resident()
    start_reading = time.perf_counter()
    assert len(session.workspace.finals) >= 0
    end = time.perf_counter()
    print((opened - start) * 1e3, (end - start_reading) * 1e3, memory)


def resident() -> float:
    """Megabytes of memory that this process holds now, where the system tells."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6
    except OSError:
        return 0.0


if __name__ == "__main__":
    if sys.argv[1:2] == [CHILD]:
        opening(Path(sys.argv[2]))
    else:
        main(tuple(map(int, sys.argv[1:])) or SIZES)
