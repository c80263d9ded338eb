"""The command line. It loads the screen library only to open a screen: all else starts at once."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn, Protocol, cast

if TYPE_CHECKING:
    from agendas.language import Message

#: Every subcommand by its name, with the module that it is in.
SUBCOMMANDS = {
    "init": "init",
    "demo": "demo",
    "follow": "screen",
    "meet": "meet",
    "add": "add",
    "import": "importing",
    "list": "listing",
    "show": "listing",
    "export": "export",
    "history": "history",
    "verify": "verify",
    "rank": "rank",
    "salvage": "salvage",
    "help": "helping",
}

#: What stands in the place of a subcommand when the screen is opened.
SCREEN = "screen"

_WITH_VALUE = ("-w", "--workspace")


class Subcommand(Protocol):
    """What a module of `tui.subcommands` has."""

    HELP: dict[str, Message]

    def configure(self, name: str, parser: ArgumentParser) -> None:
        """Say which arguments the subcommand takes."""
        ...

    def run(self, name: str, parser: ArgumentParser, args: Namespace) -> int:
        """Do it; the exit code."""
        ...


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; 0 done, 1 refused with the reason on stderr, 2 wrong usage."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["--version"]:
        print(f"notthismonth {version()}")
        return 0
    from tui.console import take_any_text

    take_any_text()
    try:
        name, rest = subcommand_in(words)
        parser = parser_of(name)
        code = _module(name).run(name, parser, parser.parse_args(rest))
        sys.stdout.flush()
        return code
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 2
    except BrokenPipeError:
        _read_no_more()
        return 1
    except KeyboardInterrupt:
        from agendas.language import _
        from tui.console import Console

        Console().complain("", _("stopped; what was done before is kept"))
        return 1


def _read_no_more() -> None:
    """Whoever read our output has gone: keep Python from complaining when it flushes at the end."""
    with suppress(OSError), open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def version() -> str:
    """The version that is installed."""
    from importlib import metadata

    try:
        return metadata.version("notthismonth")
    except metadata.PackageNotFoundError:
        return "(not installed)"


def subcommand_in(words: Sequence[str]) -> tuple[str, list[str]]:
    """The subcommand and the other words; a first word that is none is a folder to open."""
    skip = False
    for place, word in enumerate(words):
        if skip:
            skip = False
        elif word in _WITH_VALUE:
            skip = True
        elif not word.startswith("-"):
            if word in SUBCOMMANDS:
                return word, [*words[:place], *words[place + 1 :]]
            break
    return SCREEN, list(words)


def parser_of(name: str) -> ArgumentParser:
    """The parser of one subcommand."""
    from agendas.language import ENGLISH, _

    module = _module(name)
    say = ENGLISH.say
    own = "" if name == SCREEN else f" {name}"
    parser = _parser_class()(
        f"notthismonth{own}",
        description=say(module.HELP[name]),
        epilog=_overview() if name == SCREEN else None,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "-w", "--workspace", metavar="FOLDER", help=say(_("the workspace that is meant"))
    )
    parser.add_argument(
        "--take-over",
        action="store_true",
        help=say(_("nobody is at work any more on the machine that the lock names")),
    )
    module.configure(name, parser)
    return parser


def _parser_class() -> type[ArgumentParser]:
    """A parser that quotes what was typed without handing it to the terminal."""
    from tui.widgets.plain_text import inert

    class Parser(ArgumentParser):
        def error(self, message: str) -> NoReturn:
            super().error(inert(message))

    return Parser


def _overview() -> str:
    """All subcommands, one a line."""
    from agendas.language import ENGLISH, _

    lines = [ENGLISH.say(_("commands:"))]
    lines += [f"  {name:<10}{ENGLISH.say(_module(name).HELP[name])}" for name in SUBCOMMANDS]
    lines.append(ENGLISH.say(_("“notthismonth COMMAND --help” says more about one of them.")))
    return "\n".join(lines)


def _module(name: str) -> Subcommand:
    found = import_module(f"tui.subcommands.{SUBCOMMANDS.get(name, SCREEN)}")
    return cast("Subcommand", found)
