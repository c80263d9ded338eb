"""Writes a request down."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from agendas.language import ENGLISH, _

if TYPE_CHECKING:
    from agendas.session import Session
    from tui.console import Console

HELP = {"add": _("write a request down; only the title is needed")}


def configure(name: str, parser: ArgumentParser) -> None:
    """TITLE, and what is known already."""
    say = ENGLISH.say
    parser.add_argument("title", nargs="+", metavar="TITLE", help=say(_("what is wished for")))
    parser.add_argument("--requester", default="", metavar="NAME", help=say(_("who asks")))
    parser.add_argument(
        "--department", default="", metavar="NAME", help=say(_("the part of the business"))
    )
    parser.add_argument("--json", action="store_true", help=say(_("print JSON")))


def run(name: str, parser: ArgumentParser, args: Namespace) -> int:
    """Add it, and say its number."""
    from tui.console import Console
    from tui.opening import at_work

    return at_work(args, Console(), lambda s, c: _add(s, c, args), to_write=True)


def _add(session: Session, console: Console, args: Namespace) -> int:
    from agendas.backlog import Backlog
    from agendas.meeting.commands.grammar import render
    from agendas.meeting.commands.requests import Add
    from agendas.meeting.commands.spec import Refused
    from agendas.meeting.events import RequestAdded
    from tui.request_words import request_line, request_object

    command = Add(" ".join(args.title), args.requester, args.department)
    done = session.do(command, render(command), outside=True)
    if isinstance(done, Refused):
        console.complain(done.message)
        return 1
    id = next(v.request.id for v in done.entry.events if isinstance(v, RequestAdded))
    if not session.store.wait():
        return 1
    request = session.workspace.requests[id]
    backlog = Backlog(session.workspace, session.agenda)
    if args.json:
        console.json(request_object(backlog, request))
    else:
        console.line(request_line(backlog, request))
    return 0
