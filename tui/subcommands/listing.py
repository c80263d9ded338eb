"""Lists requests, and shows one with its life."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from agendas.language import ENGLISH, _

if TYPE_CHECKING:
    from agendas.session import Session
    from tui.console import Console

HELP = {
    "list": _("list requests: is:ready dept:Sales >5d scanner"),
    "show": _("show a request, and what every meeting did with it"),
}


def configure(name: str, parser: ArgumentParser) -> None:
    """QUERY or ID."""
    say = ENGLISH.say
    if name == "list":
        parser.add_argument("query", nargs="*", metavar="QUERY", help=say(_QUERY))
        parser.add_argument("--sort", default="id", metavar="FIELD", help=say(_("sort by a field")))
    else:
        parser.add_argument("id", metavar="ID", help=say(_("a request, such as R-104")))
    parser.add_argument("--json", action="store_true", help=say(_("print JSON")))


_QUERY = _(
    "words, is:ready is:deferred is:open is:backlog is:closed state:done dept:Sales "
    "requester:Meier class:fixed_date label:web missing:effort >5d <=2d"
)


def run(name: str, parser: ArgumentParser, args: Namespace) -> int:
    """Print them."""
    from agendas.backlog import SORTS, misunderstood, read_query
    from tui.console import Console
    from tui.opening import at_work

    console = Console()
    if name == "show":
        return at_work(args, console, lambda s, c: _show(s, c, args), to_write=False)
    if args.sort not in SORTS:
        parser.error(console.language.say(_("sort by {fields:or}", fields=SORTS)))
    if wrong := misunderstood(read_query(" ".join(args.query))):
        console.complain(wrong)
        return 1
    return at_work(args, console, lambda s, c: _list(s, c, args), to_write=False)


def _list(session: Session, console: Console, args: Namespace) -> int:
    from agendas.backlog import Backlog
    from agendas.language import _n
    from tui.request_words import request_line, request_object

    requests = session.workspace.requests
    backlog = Backlog(session.workspace, session.agenda)
    found = backlog.ids(" ".join(args.query), args.sort)
    if args.json:
        console.json([request_object(backlog, requests[id]) for id in found])
        return 0
    for id in found:
        console.line(request_line(backlog, requests[id]))
    if not requests:
        console.say(_("there are no requests yet: “notthismonth add TITLE”, or import a file"))
    else:
        console.say(_n("{n} request of {all}", "{n} requests of {all}", len(found),
                       all=len(requests)))  # fmt: skip
    return 0


def _show(session: Session, console: Console, args: Namespace) -> int:
    from agendas.backlog import Backlog
    from agendas.history import life
    from tui.request_words import life_object, request_object, request_page

    id = known_id(args.id, session)
    if id is None:
        console.complain(_("there is no request {id}", id=args.id))
        return 1
    request = session.workspace.requests[id]
    backlog = Backlog(session.workspace, session.agenda)
    rows = life(session.workspace, id)
    if args.json:
        object = request_object(backlog, request)
        console.json({**object, "life": [life_object(row) for row in rows]})
        return 0
    for line in request_page(backlog, request, rows):
        console.line(line)
    return 0


def known_id(typed: str, session: Session) -> str | None:
    """The request that is meant: R-104, r-104 or 104."""
    requests = session.workspace.requests
    number = typed.upper().removeprefix("R").removeprefix("-")
    if number.isascii() and number.isdecimal() and len(number) < 10:
        typed = f"R-{int(number):03}"
    return typed if typed in requests else None
