"""Ballots from a file, on screen: a dialog for the file, then a sentence or what is wrong."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from agendas.language import _, _n
from agendas.meeting.commands.spec import Refused
from tui.ballots_file import read_ballots_file, take_ballots
from tui.screens.dialogs.import_file import ImportFile, typed_path
from tui.widgets.plain_text import inert

if TYPE_CHECKING:
    from tui.screens.meeting import MeetingScreen

_KINDS = (".yaml", ".yml", ".json", ".txt")


async def ballots_from_file(screen: MeetingScreen, typed: str = "") -> None:
    """Read the file that is named or asked for; its ballots are handed in together, or none is."""
    path: Path | None = typed_path(typed) if typed else None
    if path is None:
        question = _("ballots that people gave beforehand: which file?")
        here = str(screen.session.folder / "x")[:-1]
        dialog = ImportFile(screen.language, here, question=question, kinds=_KINDS)
        path = await screen.app.push_screen_wait(dialog)
    if path is None:
        return
    session, name = screen.session, inert(path.name)
    found = await asyncio.to_thread(read_ballots_file, session.situation, path, name)
    if isinstance(found, tuple):
        # What is wrong may tell what is on a ballot, and this window stands on the wall.
        screen.say(
            _n(
                "{file}, line {line}: a mistake, nothing is read; plain mode tells it",
                "{file}, line {line}: the first of {n} mistakes, nothing is read; "
                "plain mode tells them",
                len(found),
                file=name,
                line=found[0].line,
            ),
            alarm=True,
        )
        return
    taken = found if isinstance(found, Refused) else take_ballots(session, found)
    if isinstance(taken, Refused):
        screen.say(taken.message, alarm=True)
        return
    screen.saved.acted()
    screen.take_in()
    screen.say(taken[0] if len(taken) < 2 else _("{one}; {other}", one=taken[0], other=taken[1]))
