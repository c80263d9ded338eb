"""Makes the demo workspace and opens it."""

from __future__ import annotations

import sys
import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path

from agendas.language import ENGLISH, _

HELP = {"demo": _("a made-up company with past meetings and 42 requests for today's")}


def configure(name: str, parser: ArgumentParser) -> None:
    """FOLDER, to keep it."""
    parser.add_argument(
        "folder",
        nargs="?",
        metavar="FOLDER",
        help=ENGLISH.say(_("keep it there; without it, it is thrown away when you leave")),
    )
    parser.add_argument(
        "--light", action="store_true", help=ENGLISH.say(_("dark letters on light"))
    )


def run(name: str, parser: ArgumentParser, args: Namespace) -> int:
    """Make it; open it where there is a screen."""
    folder = args.folder or args.workspace
    if folder:
        return _open(Path(folder), args)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return _open(Path(tempfile.mkdtemp(prefix="notthismonth-demo-")) / "demo", args)
    with tempfile.TemporaryDirectory(
        prefix="notthismonth-demo-", ignore_cleanup_errors=True
    ) as own:
        return _open(Path(own) / "demo", args)


def _open(folder: Path, args: Namespace) -> int:
    from agendas.workspace_folder import is_workspace
    from tui.console import Console
    from tui.demo import make
    from tui.opening import opened, show

    console = Console()
    if is_workspace(folder):
        console.complain(_("{folder} holds a workspace already: name another", folder=str(folder)))
        return 1
    try:
        make(folder)
    except OSError as error:
        reason = error.strerror or str(error)
        console.complain(_("no demo in {folder}: {reason}", folder=str(folder), reason=reason))
        return 1
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        console.say(_("the demo is in {folder}", folder=str(folder)))
        return 0
    args.workspace = str(folder)
    session = opened(args, console, to_write=True, or_read=True)
    return 1 if session is None else show(session, console, light=args.light)
