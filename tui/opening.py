"""From the command line's words to an open workspace, with every reason why not."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import tzinfo
from pathlib import Path

from agendas.agenda import Agenda, Period
from agendas.intake.clean import clipped, line
from agendas.known_agenda import AGENDA, load_known
from agendas.language import _
from agendas.meeting.clock import LiveClock
from agendas.meeting.entry import FORMAT
from agendas.session import Session, open_session
from agendas.store.migration import format_of
from agendas.workspace_folder import (
    DATA,
    find_workspace,
    is_workspace,
    last_opened,
    remember_opened,
    state_folder,
)
from tui.console import Console

#: A user's name may come from a variable, and stands in every entry.
_LONGEST_NAME = 80

Work = Callable[[Session, Console], int]


def zone_of(agenda: Agenda) -> tzinfo | None:
    """The time zone that the agenda names; the machine's own if it does not know that one."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(agenda.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # the agenda that an old meeting carries may be from another machine
        return None


def user_name() -> str:
    """Who is at work, as the system knows them, in letters that every entry can hold."""
    try:
        name = line(getpass.getuser())
    except (OSError, KeyError, ImportError):
        # no user database and no variable names one: a container
        name = ""
    return clipped(name, _LONGEST_NAME) or "somebody"


def folder_meant(args: Namespace) -> Path | None:
    """The folder that is named, or this one, or the one opened last; None where there is none."""
    named = Path(args.workspace) if args.workspace else None
    found = find_workspace(named, Path.cwd(), os.environ, None)
    if found is None:
        found = find_workspace(None, Path.cwd(), {}, last_opened(state_folder()))
    return found


def workspace_of(args: Namespace, console: Console) -> Path | None:
    """The folder that is meant, None after saying that there is none."""
    found = folder_meant(args)
    if found is None:
        console.complain(
            _(
                "there is no workspace here: “notthismonth init FOLDER” makes one, "
                "“notthismonth demo” shows a made-up one, “-w FOLDER” names yours"
            )
        )
        return None
    if not is_workspace(found):
        console.complain(
            _(
                "{folder} holds no {file}: “notthismonth init {folder}” makes a workspace there",
                folder=str(found),
                file=AGENDA,
            )
        )
        return None
    return None if _newer_than_this(found, console) else found


def _newer_than_this(folder: Path, console: Console) -> bool:
    """Whether a newer version wrote this, after saying so: nothing in it is opened."""
    found = format_of(folder / DATA)
    if found <= FORMAT:
        return False
    console.complain(
        _(
            "{folder} was written by a newer version of the program: its data has format {found}, "
            "and this version knows formats up to {known}. Nothing was changed; please install "
            "the newer version",
            folder=str(folder),
            found=found,
            known=FORMAT,
        )
    )
    return True


def agenda_of(folder: Path, console: Console, *, new_meeting: bool = False) -> Agenda | None:
    """The agenda of a workspace.

    With mistakes in the file they are all said; what needs no new meeting then goes on with the
    agenda that the latest meeting carries.
    """
    found = load_known(folder / AGENDA, state_folder())
    if isinstance(found, Agenda):
        return found
    console.complain(*(mistake.said_of(str(folder / AGENDA)) for mistake in found.mistakes))
    if new_meeting:
        return None
    blank = Agenda("", Period.MONTHLY, (), ())
    session = open_session(folder, blank, LiveClock(), user_name(), follow=True)
    newest = session.workspace.newest
    session.close()
    if newest is None:
        return None
    console.complain(
        _("until that is mended, the agenda of the meeting of {on:long} counts", on=newest.on)
    )
    return newest.agenda


def opened(
    args: Namespace,
    console: Console,
    *,
    to_write: bool,
    new_meeting: bool = False,
    or_read: bool = False,
) -> Session | None:
    """The workspace, open; None after saying why not.

    With `or_read` one that cannot be written is opened all the same, to read and to follow.
    """
    folder = workspace_of(args, console)
    if folder is None:
        return None
    agenda = agenda_of(folder, console, new_meeting=new_meeting)
    if agenda is None:
        return None
    clock = LiveClock(zone_of(agenda))
    take_over = getattr(args, "take_over", False)
    session = open_session(
        folder, agenda, clock, user_name(), follow=not to_write, take_over=take_over
    )
    if to_write and not session.writable and not or_read:
        console.complain(session.why_not)
        session.close()
        return None
    if not or_read:
        console.complain(*session.news())
    return session


def at_work(
    args: Namespace, console: Console, work: Work, *, to_write: bool, new_meeting: bool = False
) -> int:
    """Open the workspace, do the work, wait until everything is saved; the exit code."""
    session = opened(args, console, to_write=to_write, new_meeting=new_meeting)
    if session is None:
        return 1
    try:
        code = work(session, console)
    finally:
        session.close()
        if session.failure:
            console.complain(session.failure.message)
    return 1 if session.failure else code


def show(
    session: Session,
    console: Console,
    *,
    start: str = "",
    light: bool = False,
    follow: bool = False,
) -> int:
    """Open the screen on a session, and stay until it is left; the session is closed then."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        session.close()
        console.complain(_("the screen needs a terminal; “notthismonth meet --plain” needs none"))
        return 1
    from tui.app import run

    remember_opened(session.folder, state_folder())
    run(session, start=start, light=light, follow=follow)
    if session.failure:
        console.complain(session.failure.message)
        return 1
    return 0
