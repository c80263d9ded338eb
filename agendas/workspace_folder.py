"""The folder that holds one series: making it, and finding the one that is meant."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from agendas.known_agenda import AGENDA
from agendas.language import Message, _
from agendas.store.atomic import write_atomically
from agendas.store.disk import make_folder, reason

DATA = "data"
EXPORTS = "exports"
VARIABLE = "NOTTHISMONTH"
TEMPLATES = ("monthly", "fortnightly")

_LAST_OPENED = "last-opened"
_LONGEST_PATH = 4096


class NotMade(msgspec.Struct, frozen=True):
    """Why no workspace was made; what was there before is as it was."""

    messages: tuple[Message, ...]


def template(name: str) -> Path:
    """The file of an agenda that is shipped: `monthly` or `fortnightly`."""
    return Path(__file__).parent / "templates" / f"{name}.yaml"


def is_workspace(folder: Path) -> bool:
    """Whether a series lives in this folder."""
    return _is_file(folder / AGENDA)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        # a folder that cannot be looked into, or a path that no system takes
        return False


def init_workspace(folder: Path, agenda: str | Path = "monthly") -> Path | NotMade:
    """Make a workspace from a shipped agenda, or a file of one's own; never overwrite an agenda."""
    from agendas.agenda_file import AgendaMistakes, content_of, parse

    wanted = str(agenda)
    source = template(wanted) if wanted in TEMPLATES else Path(agenda)
    target = folder / AGENDA
    try:
        if target.exists() or target.is_symlink():
            kept = _(
                "{file} is already there and was kept; edit it, or name another folder",
                file=str(target),
            )
            return NotMade((kept,))
        content = content_of(source)
        if isinstance(content, AgendaMistakes):
            return NotMade(content.messages)
        if isinstance(checked := parse(content, source.name), AgendaMistakes):
            return NotMade(checked.messages)
        for inner in (folder, folder / DATA, folder / EXPORTS):
            make_folder(inner)
        # the bytes as they are: the copy keeps comments, order and spelling
        write_atomically(target, content)
    except (OSError, ValueError) as error:
        failed = _(
            "no workspace was made in {folder}: {error}", folder=str(folder), error=reason(error)
        )
        return NotMade((failed,))
    return folder


def find_workspace(
    named: Path | None, cwd: Path, environ: Mapping[str, str], last_opened: Path | None
) -> Path | None:
    """The folder that is meant: the named one, this one, the variable's, the last one opened.

    A folder that somebody names is given back even if it is none, so that the mistake is said and
    not another workspace opened in its place.
    """
    if named is not None:
        return named.parent if named.name == AGENDA and _is_file(named) else named
    if is_workspace(cwd):
        return cwd
    if environ.get(VARIABLE):
        return Path(environ[VARIABLE])
    if last_opened is not None and is_workspace(last_opened):
        return last_opened
    return None


def state_folder() -> Path:
    """Where the system wants a program to keep what it remembers for this user."""
    from platformdirs import user_state_path

    return user_state_path("notthismonth", appauthor=False)


def remember_opened(folder: Path, state: Path) -> None:
    """Keep in mind which workspace was opened last."""
    # Only a convenience: on a read-only home the program works as well, it just has to be told
    # the folder next time.
    with suppress(OSError, ValueError):
        make_folder(state)
        content = str(folder.absolute()).encode("utf-8", "surrogateescape")
        write_atomically(state / _LAST_OPENED, content)


def last_opened(state: Path) -> Path | None:
    """The workspace that was opened last, if it is remembered."""
    try:
        with (state / _LAST_OPENED).open("rb") as file:
            content = file.read(_LONGEST_PATH + 1)
    except (OSError, ValueError):
        return None
    if not content or len(content) > _LONGEST_PATH or b"\0" in content:
        return None
    return Path(content.decode("utf-8", "surrogateescape"))
