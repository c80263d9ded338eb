"""Ranks what a file holds, without a meeting: for ballots given beforehand, rehearsals, checks."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from agendas.language import ENGLISH, _

if TYPE_CHECKING:
    from agendas.ranking.files.rank_computing import RankResult
    from agendas.ranking.files.rank_file import RankFile
    from tui.console import Console

HELP = {"rank": _("rank the requests and ballots of a file, without a meeting")}

#: A file with more mistakes is another file; these are enough to see what it is.
_NAMED = 20


def configure(name: str, parser: ArgumentParser) -> None:
    """FILE, the method, and whether a program reads the result."""
    from agendas.ranking.files.rank_file import FileMethod

    say = ENGLISH.say
    parser.add_argument("file", metavar="FILE", help=say(_("requests and ballots, YAML or JSON")))
    parser.add_argument(
        "--method",
        choices=[method.value for method in FileMethod],
        help=say(_("how to rank; else by what most ballots are")),
    )
    parser.add_argument("--json", action="store_true", help=say(_("print JSON")))


def run(name: str, parser: ArgumentParser, args: Namespace) -> int:
    """Rank it."""
    import gc

    # Half a million names are read and kept: looking for garbage among them costs a third.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _rank(args)
    finally:
        if collecting:
            gc.enable()


def _rank(args: Namespace) -> int:
    from agendas.language import Message
    from agendas.ranking.files.rank_computing import rank_of
    from agendas.ranking.files.rank_file import FileMethod
    from tui.console import Console

    console = Console()
    file = _read(console, args.file)
    if file is None:
        return 1
    found = rank_of(file, FileMethod(args.method) if args.method else None)
    if isinstance(found, Message):
        console.complain(_("{file}: {what}", file=args.file, what=found))
        return 1
    if args.json:
        console.json(rank_object(found))
    else:
        from tui.subcommands.rank_table import rank_lines

        for line in rank_lines(file, found, console.language.say):
            console.line(line)
    return 0


def _read(console: Console, name: str) -> RankFile | None:
    """The file, None after saying every mistake in it."""
    from pathlib import Path

    from agendas.language import _n
    from agendas.ranking.files.rank_reading import read_rank_file

    try:
        data = Path(name).read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        console.complain(_("{file} cannot be read: {why}", file=name, why=why))
        return None
    found = read_rank_file(data)
    if not isinstance(found, tuple):
        return found
    console.complain(*(mistake.said_of(name) for mistake in found[:_NAMED]))
    if len(found) > _NAMED:
        console.complain(_n("and {n} more mistake", "and {n} more mistakes", len(found) - _NAMED))
    return None


def rank_object(found: RankResult) -> dict[str, Any]:
    """The fields that scripts build on (ranking.md 6), with what stands apart behind them."""
    from fractions import Fraction

    from agendas.ranking.exact import plain

    def number(value: Fraction | None) -> int | str | None:
        return None if value is None else plain(value)

    line, shares = found.line, found.shares
    passed_over = [row.request for row in line.did_not_fit] if line else []
    return {
        "method": found.method.value,
        "order": [list(band) for band in found.bands],
        "points": {id: plain(Fraction(points)) for id, points in found.ranked.points},
        "head_to_head": {
            id: {"wins": met.wins, "losses": met.losses, "ties": met.ties}
            for id, met in found.met.items()
        },
        "agreement": {
            "kendall_w": number(found.agreement.kendall_w),
            "mean_correlation": number(found.agreement.mean_correlation),
        },
        "split": list(found.split),
        "distance": {
            voter: {"pairs": plain(each.pairs), "share": plain(each.share)}
            for voter, each in found.distance.items()
        },
        "line": line
        and {"taken": list(line.above), "skipped": passed_over, "left": plain(found.left)},
        "equal_shares": shares
        and {
            "taken": list(shares.taken),
            "by_filling": list(shares.by_filling),
            "left": plain(shares.left),
        },
        "no_estimate": list(found.no_estimate),
        "not_scored": list(found.not_scored),
    }
