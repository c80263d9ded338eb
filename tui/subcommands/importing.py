"""Imports a tracker's export: known tools by their profile, anything else by a mapping."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agendas.language import ENGLISH, Message, _

if TYPE_CHECKING:
    from agendas.importing import Import
    from agendas.intake.convert import Intake
    from agendas.intake.mapping import Mapping, Proposal
    from agendas.intake.table import Table
    from agendas.session import Session
    from tui.console import Console

HELP = {"import": _("bring requests in from a CSV or JSON export; again = update")}


def configure(name: str, parser: ArgumentParser) -> None:
    """FILE, how it is read, and whether it is only looked at."""
    from agendas.intake.reading import ENCODINGS, REPAIRED
    from agendas.language import listed

    say = ENGLISH.say
    parser.add_argument("file", metavar="FILE", help=say(_("a CSV or JSON export")))
    parser.add_argument(
        "--profile",
        metavar="NAME",
        help=say(_("jira, gh or trello, or the name of a kept mapping")),
    )
    parser.add_argument(
        "--encoding",
        metavar="NAME",
        type=str.lower,
        choices=(*ENCODINGS, REPAIRED),
        help=say(_("how its letters are read where they come out wrong: {names}",
                   names=listed((*ENCODINGS, REPAIRED)))),
    )  # fmt: skip
    parser.add_argument(
        "--dry-run", action="store_true", help=say(_("only say what it would bring in"))
    )
    parser.add_argument(
        "--yes", action="store_true", help=say(_("take the columns as the program proposes"))
    )
    parser.add_argument("--json", action="store_true", help=say(_("print JSON")))


def run(name: str, parser: ArgumentParser, args: Namespace) -> int:
    """Import it."""
    from tui.console import Console
    from tui.opening import at_work

    return at_work(args, Console(), lambda s, c: _import(s, c, args), to_write=not args.dry_run)


def _import(session: Session, console: Console, args: Namespace) -> int:
    from agendas.importing import kept_mappings, prepare
    from agendas.intake.opening import open_file
    from agendas.intake.reading import REPAIRED
    from agendas.intake.table import Unreadable
    from tui.subcommands.import_report import import_object, report

    mend = args.encoding == REPAIRED
    opened = open_file(
        Path(args.file),
        kept_mappings(session.workspace),
        encoding=None if mend else args.encoding,
        mend=mend,
    )
    if isinstance(opened, Unreadable):
        console.complain(_not_read(args.file, opened))
        return 1
    table = opened[0]
    mapping = _mapping(session, console, args, table)
    if mapping is None:
        return 1
    intake = _converted(table, mapping)
    prepared = prepare(session.workspace, intake, mapping, session.situation.today)
    if not args.dry_run and not _written(session, console, prepared, args.file):
        return 1
    if args.json:
        console.json(import_object(prepared, intake))
    else:
        report(console, prepared, intake, dry=args.dry_run)
    return 0


def _not_read(file: str, found: Any) -> Message:
    if any(name == "file" for name, _value in found.message.arguments):
        return _("{what}; nothing was imported", what=found.message)
    if found.line:
        what = _("line {line}: {what}", line=found.line, what=found.message)
        return _("{file}, {what}; nothing was imported", file=file, what=what)
    return _("{file}: {what}; nothing was imported", file=file, what=found.message)


def _mapping(session: Session, console: Console, args: Namespace, table: Table) -> Mapping | None:
    """Which column feeds which field: as known, as kept, or as a person confirms now."""
    from tui.subcommands.mapping import asked, explain

    proposal = _proposed(session, console, args, table)
    if proposal is None:
        return None
    interactive = not (args.yes or args.json) and sys.stdin.isatty() and sys.stdout.isatty()
    confirmed = args.yes or args.dry_run or proposal.origin in ("profile", "kept")
    if not args.json and (not confirmed or args.dry_run):
        explain(console, proposal)
    if interactive and (proposal.questions or not confirmed):
        return asked(console, proposal, confirmed=confirmed)
    if not proposal.mapping.columns("title"):
        console.complain(*(question.text for question in proposal.questions[:1]))
        console.complain(
            _("nothing was imported: run it in a terminal without --yes and --json to answer")
        )
        return None
    if not confirmed:
        console.complain(
            _("nothing was imported: --yes takes these columns, --profile NAME names a known tool")
        )
        return None
    if not args.json:
        console.complain(*(_left_empty(question.text) for question in proposal.questions))
    return proposal.mapping


def _left_empty(question: Message) -> Message:
    return _("left empty, because nobody has said: {question}", question=question)


def _proposed(session: Session, console: Console, args: Namespace, table: Table) -> Proposal | None:
    from agendas.importing import kept_mappings
    from agendas.intake.profile import profiles
    from agendas.intake.proposing import describe, propose, propose_as
    from agendas.language import listed

    kept = kept_mappings(session.workspace)
    if args.profile is None:
        return propose(table, kept)
    mapping = next((known for known in kept if known.profile == args.profile), None)
    found = describe(table, mapping, "kept") if mapping else propose_as(table, args.profile)
    if found is None:
        names = (*(p.name for p in profiles()), *dict.fromkeys(m.profile for m in kept))
        console.complain(
            _("there is no profile {name}; there are {names}", name=args.profile,
              names=listed(names))
        )  # fmt: skip
    return found


def _converted(table: Table, mapping: Mapping) -> Intake:
    """Convert row by row; a terminal sees how far it is, and Ctrl+C leaves nothing half-done."""
    from agendas.intake.convert import converting

    steps = converting(table, mapping)
    shown = sys.stderr.isatty()
    while True:
        try:
            progress = next(steps)
        except StopIteration as end:
            intake: Intake = end.value
            break
        if shown and progress.total > 1000:
            print(f"\r{progress.done} / {progress.total}", end="", file=sys.stderr, flush=True)
    if shown and len(table.rows) > 1000:
        print("\r" + " " * 30 + "\r", end="", file=sys.stderr, flush=True)
    return intake


def _written(session: Session, console: Console, prepared: Import, file: str) -> bool:
    from agendas.meeting.commands.quoting import as_word
    from agendas.meeting.commands.spec import Refused

    if not prepared.events:
        return True
    done = session.write(prepared.events, f"import {as_word(Path(file).name)}", outside=True)
    if isinstance(done, Refused):
        console.complain(done.message)
        return False
    return session.store.wait()
