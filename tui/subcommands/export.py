"""Writes the record of a meeting: one format where it is wanted, or all files into `exports`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from agendas.language import ENGLISH, Message, _

if TYPE_CHECKING:
    from agendas.meeting.meeting import Meeting
    from agendas.session import Session
    from tui.console import Console

HELP = {"export": _("write the record of a meeting, at any moment")}

#: Languages that the program speaks.
LANGUAGES = ("en",)


def configure(name: str, parser: ArgumentParser) -> None:
    """Which meeting, which format, for whom, and where to."""
    say = ENGLISH.say
    parser.add_argument(
        "meeting",
        nargs="?",
        metavar="DATE|NUMBER|last",
        help=say(_("which meeting; without it, the running one, else the last")),
    )
    parser.add_argument(
        "--format",
        metavar="NAME",
        help=say(_("one format; without it, all that the agenda names are written into exports")),
    )
    parser.add_argument(
        "--to", metavar="FILE", help=say(_("a file; “-” or nothing is standard output"))
    )
    parser.add_argument(
        "--version",
        type=int,
        metavar="N",
        help=say(_("an earlier version of a corrected record, as it was finalised")),
    )
    parser.add_argument("--audience", choices=("it", "all"), help=say(_("who reads it")))
    parser.add_argument("--language", metavar="CODE", help=say(_("in which language")))


def run(name: str, parser: ArgumentParser, args: Namespace) -> int:
    """Write it."""
    from agendas.language import listed
    from exports.formats import FORMATS
    from tui.console import Console
    from tui.opening import at_work

    console = Console()
    if args.format is None and (args.to or args.audience or args.language or args.version):
        parser.error(
            ENGLISH.say(_("--to, --audience, --language and --version belong to one --format"))
        )
    if args.format is not None and args.format not in FORMATS:
        known = listed(FORMATS)
        message = _("there is no format {name}; there are {known}", name=args.format, known=known)
        parser.error(ENGLISH.say(message))
    if args.language is not None and args.language not in LANGUAGES:
        console.complain(
            _(
                "the program does not speak {code}; it speaks {known}",
                code=args.language,
                known=listed(LANGUAGES),
            )
        )
        return 1
    return at_work(args, console, lambda s, c: _export(s, c, args), to_write=False)


def _export(session: Session, console: Console, args: Namespace) -> int:
    found = meeting_named(session, args.meeting)
    if isinstance(found, Message):
        console.complain(found)
        return 1
    if args.format is None:
        return _all_files(session, console, found)
    from agendas.language import Language
    from agendas.recording import record_of, version_of
    from exports.formats import render

    record = record_of(session.workspace, found)
    if args.version is not None:
        asked = version_of(record, found.versions, args.version)
        if asked is None:
            console.complain(
                _("the record has no version {n}; its latest is {last}",
                  n=args.version, last=record.version)
            )  # fmt: skip
            return 1
        record = asked
    content = render(
        record,
        args.format,
        Language(args.language or found.agenda.language),
        # the seal that is known is that of the latest version
        seal="" if record.superseded_by else found.seal,
        audience=args.audience,
    )
    if args.to in (None, "-"):
        console.data(content)
        return 0
    return _one_file(console, args.to, content)


def _one_file(console: Console, name: str, content: bytes) -> int:
    from pathlib import Path

    from agendas.store.atomic import write_atomically
    from agendas.store.disk import reason

    try:
        path = Path(name).resolve()
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # a device or a pipe is written to, never replaced
        else:
            write_atomically(path, content, 0o644)
    except (OSError, ValueError, RuntimeError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        console.complain(_("{file} was not written: {why}", file=name, why=why))
        return 1
    console.line(_("written: {file}", file=name))
    return 0


def _all_files(session: Session, console: Console, meeting: Meeting) -> int:
    from tui.sharing import write_files

    written = write_files(session, meeting)
    if isinstance(written, Message):
        console.complain(written)
        return 1
    for path in written:
        console.line(str(path))
    return 0


def meeting_named(session: Session, typed: str | None) -> Meeting | Message:
    """The meeting that a date, a number, “last” or nothing means."""
    from agendas.dates import parse_date

    workspace = session.workspace
    if not workspace.meetings:
        return _("there is no meeting yet")
    newest = max(workspace.meetings)
    if typed is None:
        return workspace.meetings[newest]
    if typed == "last":
        finals = workspace.finals
        return finals[-1] if finals else _("no meeting is final yet")
    if typed.isascii() and typed.isdecimal():
        found = workspace.meetings.get(int(typed[:9]))
        return found or _("there is no meeting {number}", number=typed)
    on = parse_date(typed, workspace.meetings[newest].on)
    if on is None:
        return _("which meeting? A date such as 2026-11-28, a number or “last”, not “{text}”",
                 text=typed)  # fmt: skip
    of_day = [m for m in workspace.meetings.values() if m.on == on]
    if not of_day:
        return _("there was no meeting on {on:long}", on=on)
    return max(of_day, key=lambda m: m.number)
