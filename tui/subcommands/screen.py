"""Opens the screen: the workspace, or as the window that follows it on the projector."""

from __future__ import annotations

import gc
import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from agendas.language import ENGLISH, _

HELP = {
    "screen": _(
        "Run the meeting in which the business decides what IT works on, "
        "and what it does not do this month."
    ),
    "follow": _("the window for the projector: follows a meeting, changes nothing"),
}


def configure(name: str, parser: ArgumentParser) -> None:
    """FOLDER, and the light theme."""
    say = ENGLISH.say
    parser.add_argument("folder", nargs="?", metavar="FOLDER", help=say(_("the workspace to open")))
    parser.add_argument("--light", action="store_true", help=say(_("dark letters on light")))
    if name == "screen":
        shown = say(_("say which version this is"))
        parser.add_argument("--version", action="store_true", help=shown)


def run(name: str, parser: ArgumentParser, args: Namespace) -> int:
    """Open the screen and stay until it is left."""
    # Collecting garbage while modules load finds none and costs a tenth of the start; the app
    # switches it on again after its first frame.
    gc.disable()
    try:
        return _opened(name, parser, args)
    finally:
        gc.enable()


def _opened(name: str, parser: ArgumentParser, args: Namespace) -> int:
    from tui.console import Console
    from tui.opening import folder_meant, opened, show

    if getattr(args, "version", False):
        from tui.cli import version

        print(f"notthismonth {version()}")
        return 0
    console = Console()
    if args.folder and not os.path.lexists(args.folder) and Path(args.folder).name == args.folder:
        message = _("there is no command and no folder “{name}”", name=args.folder)
        parser.error(ENGLISH.say(message))
    args.workspace = args.folder or args.workspace
    follow = name == "follow"
    if not follow and folder_meant(args) is None and sys.stdin.isatty() and sys.stdout.isatty():
        return _welcome(parser, args)
    session = opened(args, console, to_write=not follow, or_read=True)
    if session is None:
        return 1
    return show(session, console, start="", light=args.light, follow=follow)


def _welcome(parser: ArgumentParser, args: Namespace) -> int:
    """Nothing is there yet: the demo, or a workspace that is made now."""
    from tui.screens.welcome import DEMO, run_welcome

    chosen = run_welcome(Path("priorities"), light=args.light)
    args.folder = chosen
    if chosen == DEMO:
        from tui.subcommands import demo

        args.folder = ""
        return demo.run("demo", parser, args)
    return run("screen", parser, args) if chosen else 0
