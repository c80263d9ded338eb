"""Makes a workspace."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from agendas.language import ENGLISH, _

HELP = {"init": _("make a workspace: a folder with the agenda of your meeting")}


def configure(name: str, parser: ArgumentParser) -> None:
    """FOLDER, and which agenda it starts with."""
    say = ENGLISH.say
    parser.add_argument(
        "folder", nargs="?", metavar="FOLDER", help=say(_("where; without it, the current folder"))
    )
    parser.add_argument(
        "--agenda",
        default="monthly",
        metavar="monthly|fortnightly|FILE",
        help=say(_("the agenda that it starts with; usually monthly")),
    )


def run(name: str, parser: ArgumentParser, args: Namespace) -> int:
    """Make it, and say what to do next."""
    from agendas.agenda_file import AGENDA
    from agendas.workspace_folder import NotMade, init_workspace, remember_opened, state_folder
    from tui.console import Console

    console = Console()
    if args.folder and args.workspace:
        parser.error(ENGLISH.say(_("name the folder once, not twice")))
    folder = Path(args.folder or args.workspace or ".")
    made = init_workspace(folder, args.agenda)
    if isinstance(made, NotMade):
        console.complain(*made.messages)
        return 1
    remember_opened(made, state_folder())
    console.say(_("a workspace was made in {folder}", folder=str(made)))
    console.say(
        _(
            "next: put your names into {agenda}, then “notthismonth -w {folder} import FILE” "
            "brings your backlog in, and “notthismonth {folder}” opens it",
            agenda=str(made / AGENDA),
            folder=str(made),
        )
    )
    return 0
