"""Prints what starting each entry point costs, beside an interpreter that does nothing.

    python tests/benchmarks/imports.py [ROUNDS]

Rounds go through all entry points in turn, so that a busy moment of the machine hits all alike.
"""

from __future__ import annotations

import importlib.util
import statistics
import subprocess
import sys
import time

ENTRY_POINTS = {
    "the interpreter alone": "pass",
    "the domain": "import agendas.meeting.folding",
    "the store": "import agendas.store",
    "a record": "import exports.record",
    "the command line": "import tui.cli",
    "plain mode": "import tui.plain",
    "the screen": "import tui.app",
    "Textual alone": "import textual.app",
}


def seconds(program: str) -> float:
    """Wall time of one fresh interpreter."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    return time.perf_counter() - started


def is_there(program: str) -> bool:
    """Whether the module that a program imports exists."""
    try:
        return program == "pass" or importlib.util.find_spec(program.split()[1]) is not None
    except ModuleNotFoundError:
        return False


def main() -> None:
    """Measure, and print median and best in milliseconds."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    programs = {name: program for name, program in ENTRY_POINTS.items() if is_there(program)}
    times: dict[str, list[float]] = {name: [] for name in programs}
    for program in programs.values():
        seconds(program)
    for _ in range(rounds):
        for name, program in programs.items():
            times[name].append(seconds(program) * 1000)
    print(f"{'entry point':24}{'median':>10}{'best':>10}   ms, {rounds} rounds")
    for name in ENTRY_POINTS:
        if measured := times.get(name):
            print(f"{name:24}{statistics.median(measured):10.1f}{min(measured):10.1f}")
        else:
            print(f"{name:24}{'not there':>10}")


if __name__ == "__main__":
    main()
