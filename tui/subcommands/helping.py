"""Says what can be typed: the subcommands, and the commands of a meeting."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from agendas.language import ENGLISH, _

HELP = {"help": _("“help commands”: everything that can be typed in a meeting")}


def configure(name: str, parser: ArgumentParser) -> None:
    """What about."""
    parser.add_argument(
        "about",
        nargs="?",
        metavar="commands|COMMAND",
        help=ENGLISH.say(_("all commands of a meeting, or one command")),
    )


def run(name: str, parser: ArgumentParser, args: Namespace) -> int:
    """Print the help."""
    from tui.cli import SCREEN, SUBCOMMANDS, parser_of
    from tui.console import Console

    console = Console()
    if args.about in (None, *SUBCOMMANDS):
        parser_of(args.about or SCREEN).print_help()
        return 0
    from tui.plain_help import all_commands, one_command

    if args.about == "commands":
        lines = all_commands(console.language)
    else:
        lines = one_command(args.about, console.language)
    if not lines:
        parser.error(
            ENGLISH.say(
                _("there is no command “{name}”; “help commands” lists them", name=args.about)
            )
        )
    for line in lines:
        console.line(line)
    return 0
