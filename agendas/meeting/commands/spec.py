"""What a command is: its name, its words, its help, and the function that decides about it.

The commands are the product's one vocabulary: plain mode, scripts, the palette, the help and the
key table are all made from this registry. A command knows no key.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

import msgspec

from agendas.agenda import StageKind
from agendas.language import Message, _
from agendas.meeting.events import AnyEvent
from agendas.meeting.meeting import Meeting
from agendas.meeting.workspace import Workspace


class Kind(StrEnum):
    """What a word of a command stands for."""

    REQUEST = "REQUEST"
    PERSON = "PERSON"
    NAME = "NAME"
    TEXT = "TEXT"
    DAYS = "DAYS"
    DATE = "DATE"
    NUMBER = "NUMBER"
    REASON = "REASON"
    STAGE = "STAGE"
    FIELD = "FIELD"
    EMERGENCY = "EMERGENCY"
    WORD = "WORD"
    FLAG = "FLAG"


class Param(msgspec.Struct, frozen=True):
    """One argument: positional, or behind its keyword. `many` takes all words that follow."""

    field: str
    kind: Kind
    keyword: str = ""
    optional: bool = False
    many: bool = False
    words: tuple[str, ...] = ()


class Command(msgspec.Struct, frozen=True):
    """Something that a person wants done; subclasses hold its arguments."""


class Spec(msgspec.Struct, frozen=True):
    """A command's entry in the registry.

    `stages` names where it makes sense (empty: everywhere in a meeting); `outside` means that it
    needs no running meeting.
    """

    name: str
    type: type[Command]
    help: Message
    params: tuple[Param, ...] = ()
    stages: tuple[StageKind, ...] = ()
    outside: bool = False


class Situation(msgspec.Struct, frozen=True):
    """What a decision may look at: the workspace, who asks, when, and the meeting's clock.

    `outside`: asked beside the running meeting, on the Requests screen or by a command of its own.
    """

    workspace: Workspace
    who: str
    at: datetime
    clock: int = 0
    outside: bool = False

    @property
    def today(self) -> date:
        """The date in the asking person's time zone."""
        return self.at.date()

    @property
    def meeting(self) -> Meeting:
        """The meeting that is not final; only for commands that need one."""
        found = self.workspace.meeting
        assert found is not None
        return found


class Refused(msgspec.Struct, frozen=True):
    """Why a command is not done; `where` names the request, stage or field to look at."""

    message: Message
    where: str = ""


Events: TypeAlias = tuple[AnyEvent, ...]
Decider: TypeAlias = Callable[[Situation, Any], "Events | Refused"]
C = TypeVar("C", bound=Command)

_specs: dict[str, Spec] = {}
_by_type: dict[type[Command], Spec] = {}
_deciders: dict[type[Command], Decider] = {}


def decides(spec: Spec) -> Callable[[Decider], Decider]:
    """Register a command with the function that decides about it."""

    def register(decider: Decider) -> Decider:
        _specs[spec.name] = spec
        _by_type[spec.type] = spec
        _deciders[spec.type] = decider
        return decider

    return register


def specs() -> dict[str, Spec]:
    """All commands by name."""
    return _specs


def spec_of(command: Command) -> Spec:
    """The registry's entry of a command."""
    return _by_type[type(command)]


def decide(situation: Situation, command: Command) -> Events | Refused:
    """What a command makes happen, or why not. Pure: no clock, no disk."""
    spec = spec_of(command)
    if not spec.outside and situation.workspace.meeting is None:
        return Refused(_("no meeting is open: start one first"))
    for param in spec.params:
        given = getattr(command, param.field)
        if param.words and given not in param.words and not (param.optional and not given):
            return Refused(
                _("{field}: {words:or}", field=param.field, words=param.words), param.field
            )
    return _deciders[type(command)](situation, command)


def arg(field: str, kind: Kind, *, optional: bool = False, many: bool = False) -> Param:
    """A positional argument."""
    return Param(field, kind, "", optional, many)


def option(
    field: str, kind: Kind, keyword: str = "", *, many: bool = False, words: tuple[str, ...] = ()
) -> Param:
    """An argument behind a keyword; it may be left out."""
    return Param(field, kind, keyword or field, True, many, words)


def choice(field: str, words: tuple[str, ...], *, optional: bool = False) -> Param:
    """A positional argument that is one of a few words."""
    return Param(field, Kind.WORD, "", optional, False, words)
