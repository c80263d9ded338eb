"""Ballots that people gave beforehand: one file, read and checked as a whole, then handed in."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from agendas.language import Message, _, _n, listed
from agendas.meeting.ballot_file import BallotsRead
from agendas.meeting.commands.spec import Refused, Situation
from agendas.session import Session
from agendas.strict_yaml import Mistake

Found: TypeAlias = BallotsRead | tuple[Mistake, ...] | Refused


def read_ballots_file(situation: Situation, path: Path, name: str) -> Found:
    """The ballots in a file for the round that is or will be open, or what is wrong with it."""
    from agendas.meeting.ballot_file import read_ballots
    from agendas.ranking.files.rank_file import MOST_BYTES

    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        return Refused(_("{file} cannot be read: {why}", file=name, why=why))
    return read_ballots(situation, data)


def take_ballots(session: Session, found: BallotsRead) -> tuple[Message, ...] | Refused:
    """Hand them in; whose were read, and who is not in the room and so not counted."""
    done = session.write(found.events, "ballots")
    if isinstance(done, Refused):
        return done
    said = _n("{n} ballot read", "{n} ballots read", len(found.counted))
    if not found.not_here:
        return (said,)
    return said, _("not counted, not in the room: {names}", names=listed(found.not_here))
