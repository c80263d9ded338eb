"""Makes a new workspace of what is intact in a damaged one, or of one branch of a forked one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agendas.language import ENGLISH, Message, _, _n

if TYPE_CHECKING:
    from agendas.keeping.salvaging import Missing, Salvaged
    from tui.console import Console

HELP = {"salvage": _("make a new workspace of all that is intact in a damaged one")}


def configure(name: str, parser: ArgumentParser) -> None:
    """NEW, and which branch."""
    say = ENGLISH.say
    parser.add_argument("new", metavar="NEW", help=say(_("the folder to make; new or empty")))
    parser.add_argument(
        "--branch",
        type=int,
        metavar="N",
        help=say(
            _("where two machines went on after the same entry: which of them the new one follows")
        ),
    )
    parser.add_argument("--json", action="store_true", help=say(_("print JSON")))


def run(name: str, parser: ArgumentParser, args: Namespace) -> int:
    """Make it, and say what could not be kept; 1 if that is anything."""
    from agendas.keeping.salvaging import NotSalvaged, salvage
    from tui.console import Console
    from tui.opening import workspace_of

    console = Console()
    folder = workspace_of(args, console)
    if folder is None:
        return 1
    made = salvage(folder, Path(args.new), args.branch)
    if isinstance(made, NotSalvaged):
        console.complain(*made.messages)
        return 1
    if args.json:
        console.json(_object(made, console))
    else:
        _print(console, folder, made)
    return 1 if made.missing or made.unproved else 0


def _object(made: Salvaged, console: Console) -> dict[str, Any]:
    say = console.language.say
    return {
        "folder": str(made.folder),
        "entries": made.entries,
        "put_right": [_kept(one) for one in made.put_right],
        "not_proved": [_kept(one) for one in made.unproved],
        "missing": [
            {
                "entry": one.first,
                "last": one.last,
                "file": one.file,
                "line": one.line,
                "why": say(one.why),
            }
            for one in made.missing
        ],
        "aside": made.aside,
        "branches": [str(branch) for branch in made.branches],
    }


def _kept(one: Any) -> dict[str, Any]:
    return {"entry": one.number, "file": one.file, "line": one.line}


def _print(console: Console, folder: Path, made: Salvaged) -> None:
    console.say(
        _n(
            "{folder} holds {n} entry; nothing was changed in {source}",
            "{folder} holds {n} entries; nothing was changed in {source}",
            made.entries,
            folder=str(made.folder),
            source=str(folder),
        )
    )
    for one in made.put_right:
        console.line(_("entry {number}, {file}, line {line}: put right exactly", **_where(one)))
    for one in made.unproved:
        console.line(
            _(
                "entry {number}, {file}, line {line}: kept, but nothing proves it, because the one "
                "before it is gone",
                **_where(one),
            )
        )
    for lost in made.missing:
        console.line(_lost(lost))
    if made.missing:
        console.say(_("what was found in their place is kept in {folder}", folder=_kept_in(made)))
    for branch in made.branches:
        console.say(
            _(
                "the other branch is kept in {folder}: “notthismonth -w {folder} list”, "
                "“show” and “export” read it",
                folder=str(branch),
            )
        )


def _where(one: Any) -> dict[str, Any]:
    return {"number": one.number, "file": one.file, "line": one.line}


def _kept_in(made: Salvaged) -> str:
    from agendas.keeping.salvaging import SALVAGE

    return str(made.folder / SALVAGE)


def _lost(lost: Missing) -> Message:
    return _n(
        "entry {first}, {file}, line {line}: missing: {why}",
        "entries {first} to {last}, {file}, line {line}: missing: {why}",
        lost.last - lost.first + 1,
        first=lost.first,
        last=lost.last,
        file=lost.file,
        line=lost.line,
        why=lost.why,
    )
