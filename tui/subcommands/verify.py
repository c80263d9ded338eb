"""Says of every meeting whether all that is stored of it is as it was written.

The seal is the one that every exported record carries: a copy in IT's hands tells more than this
program can, and is compared here.
"""

from __future__ import annotations

from argparse import ArgumentParser, HelpFormatter, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agendas.language import ENGLISH, Message, _, _n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendas.keeping.sealed_copies import Compared
    from agendas.keeping.verifying import Checked, First
    from tui.console import Console

HELP = {"verify": _("check that nothing that was stored has been altered")}

_MORE = _(
    "Every entry is sealed together with the one before it, so that an altered one is found by "
    "this alone. Whoever may write to the folder could seal everything anew: a record that was "
    "exported before, or the seal that is printed in it, then tells it. “notthismonth verify "
    "record.md” compares the two. Give IT its copy, and keep it elsewhere."
)


def configure(name: str, parser: ArgumentParser) -> None:
    """What to compare with, and JSON."""
    say = ENGLISH.say
    parser.formatter_class = HelpFormatter
    parser.epilog = say(_MORE)
    parser.add_argument(
        "copies",
        nargs="*",
        metavar="RECORD|SEAL",
        help=say(_("an exported record, or the seal in it, to compare with what is stored")),
    )
    parser.add_argument("--json", action="store_true", help=say(_("print JSON")))


def run(name: str, parser: ArgumentParser, args: Namespace) -> int:
    """Print one line for each meeting and each copy; 1 if anything is not intact."""
    from agendas.keeping.salvaging import original_of
    from agendas.keeping.sealed_copies import compared, copy_of
    from agendas.keeping.snapshots import contradicted
    from agendas.keeping.verifying import check
    from agendas.workspace_folder import DATA
    from tui.console import Console
    from tui.opening import workspace_of

    console = Console()
    folder = workspace_of(args, console)
    if folder is None:
        return 1
    copies = [copy_of(named) for named in args.copies]
    proved = frozenset(seal for copy in copies for seal in copy.seals)
    rows = check(folder / DATA, original_of(folder), proved)
    found = compared(copies, rows)
    false = contradicted(folder / DATA)
    if args.json:
        _print_json(console, rows, found, false)
    else:
        _print(console, folder, rows, found, false)
    intact = all(row.intact for row in rows) and all(one.fits for one in found)
    return 0 if intact and not false else 1


def _print_json(
    console: Console, rows: Sequence[Checked], found: Sequence[Compared], false: str
) -> None:
    say = console.language.say
    made = [_object(row, say) for row in rows]
    made += [
        {"copy": one.copy.name, "intact": one.fits, "meeting": one.meeting, "latest": one.latest}
        for one in found
    ]
    made += [{"snapshot": false, "intact": False}] if false else []
    console.json(made)


def _object(row: Checked, say: Any) -> dict[str, Any]:
    made: dict[str, Any] = {"meeting": row.meeting, "date": row.on, "intact": row.intact}
    if row.meeting is not None:
        made |= {"entries": row.entries, "seal": row.seal}
    if row.salvaged:
        made |= {"salvaged": True, "seal_before": row.before, "lost": row.lost}
    if row.first:
        first = row.first
        made["first"] = {
            "entry": first.entry or None,
            "file": first.file,
            "line": first.line,
            "what": say(first.what),
        }
    return made


def _print(
    console: Console,
    folder: Path,
    rows: Sequence[Checked],
    found: Sequence[Compared],
    false: str,
) -> None:
    for row in rows:
        console.line(_line(row))
    if not rows:
        console.say(_("nothing is altered; there is no meeting yet"))
    if not all(row.intact for row in rows):
        console.say(
            _(
                "nothing was overwritten; “notthismonth -w {folder} salvage NEW” makes a workspace "
                "of what is intact in the folder NEW",
                folder=str(folder),
            )
        )
    if false:
        console.say(
            _(
                "the snapshot data/{file} only makes opening quicker, but tells something else "
                "than is stored: delete it, and everything is shown as it was written",
                file=false,
            )
        )
    for one in found:
        console.line(_compared(one))


def _line(row: Checked) -> Message:
    if row.first is not None:
        return _hurt(row, row.first)
    intact = _n(
        "{number}. {on:long}: intact, {n} entry",
        "{number}. {on:long}: intact, {n} entries",
        row.entries,
        number=row.meeting,
        on=row.on,
    )
    if row.lost:
        intact = _n(
            "{intact}, salvaged without {n} entry that is lost",
            "{intact}, salvaged without {n} entries that are lost",
            row.lost,
            intact=intact,
        )
    if not row.seal:
        return intact
    if row.salvaged:
        return _(
            "{intact}, sealed anew with {seal}, before the salvage {before}",
            intact=intact,
            seal=row.seal,
            before=row.before or _("not known"),
        )
    return _("{intact}, seal {seal}", intact=intact, seal=row.seal)


def _hurt(row: Checked, first: First) -> Message:
    what = first.what
    if first.line:
        what = _("{file}, line {line}: {what}", file=first.file, line=first.line, what=what)
    elif first.file:
        what = _("{file}: {what}", file=first.file, what=what)
    if row.meeting is None:
        return _("not intact, outside of the meetings: {what}", what=what)
    return _(
        "{number}. {on:long}: not intact, first at entry {entry}: {what}",
        number=row.meeting,
        on=row.on,
        entry=first.entry,
        what=what,
    )


def _compared(one: Compared) -> Message:
    name = one.copy.name
    if one.copy.why is not None:
        return _("{name}: {why}", name=name, why=one.copy.why)
    if one.meeting is None:
        return _(
            "{name}: no meeting here has its seal: the copy is not of this workspace, or what is "
            "stored was altered since",
            name=name,
        )
    if one.latest:
        return _(
            "{name}: it carries the seal of meeting {number}: what is stored is what it was made "
            "from",
            name=name,
            number=one.meeting,
        )
    return _(
        "{name}: it carries the seal of an older version of meeting {number}: what is stored was "
        "corrected since, openly",
        name=name,
        number=one.meeting,
    )
