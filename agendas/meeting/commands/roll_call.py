"""Commands of the roll call: who is here, who speaks for IT."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from agendas.agenda import Role, StageKind
from agendas.language import _
from agendas.meeting import events as e
from agendas.meeting.commands.spec import (
    Command,
    Events,
    Kind,
    Refused,
    Situation,
    Spec,
    arg,
    decides,
    option,
)
from agendas.meeting.commands.words import closed
from agendas.meeting.meeting import Presence


class Present(Command, frozen=True):
    """These people are in the room; nobody named: all of whom nothing is known yet."""

    people: tuple[str, ...] = ()


class Absent(Command, frozen=True):
    """These people are not here."""

    people: tuple[str, ...]


class Excused(Command, frozen=True):
    """These people had said that they would not come."""

    people: tuple[str, ...]


class Leave(Command, frozen=True):
    """These people leave the room."""

    people: tuple[str, ...]


class Guest(Command, frozen=True):
    """Somebody from outside the series is in the room."""

    name: str
    department: str = ""


class StandIn(Command, frozen=True):
    """Somebody speaks for IT today."""

    name: str


class Provisional(Command, frozen=True):
    """Go on without IT or quorum; decisions are provisional."""


_PEOPLE = (arg("people", Kind.PERSON, many=True),)


def _each(
    s: Situation,
    people: tuple[str, ...],
    wanted: Presence,
    event: Callable[[str], e.AnyEvent],
) -> Events | Refused:
    m = s.meeting
    if refusal := closed(m):
        return refusal
    for id in people:
        if m.person(id) is None:
            return Refused(_("{name} does not belong to this meeting", name=id), id)
    found = tuple(event(id) for id in people if m.presence(id) != wanted)
    return found or Refused(_("that is known already"))


@decides(
    Spec(
        "present",
        Present,
        _("who is in the room; nobody named means all"),
        (arg("people", Kind.PERSON, optional=True, many=True),),
    )
)
def _present(s: Situation, command: Present) -> Events | Refused:
    everyone = tuple(
        p.id
        for p in s.meeting.people
        if p.roles != (Role.INFORMED,) and s.meeting.presence(p.id) == Presence.UNKNOWN
    )
    return _each(s, command.people or everyone, Presence.PRESENT, e.PersonArrived)


@decides(Spec("absent", Absent, _("who is not in the room"), _PEOPLE))
def _absent(s: Situation, command: Absent) -> Events | Refused:
    return _each(s, command.people, Presence.ABSENT, e.PersonAbsent)


@decides(Spec("excused", Excused, _("who had said that they would not come"), _PEOPLE))
def _excused(s: Situation, command: Excused) -> Events | Refused:
    return _each(s, command.people, Presence.EXCUSED, e.PersonExcused)


@decides(Spec("leave", Leave, _("who leaves the room"), _PEOPLE))
def _leave(s: Situation, command: Leave) -> Events | Refused:
    for id in command.people:
        if s.meeting.presence(id) != Presence.PRESENT:
            return Refused(_("{name} is not in the room", name=s.meeting.name_of(id)), id)
    return _each(s, command.people, Presence.LEFT, e.PersonLeft)


@decides(
    Spec(
        "guest",
        Guest,
        _("somebody from outside the series is in the room; guests do not vote"),
        (arg("name", Kind.TEXT), option("department", Kind.TEXT)),
    )
)
def _guest(s: Situation, command: Guest) -> Events | Refused:
    m = s.meeting
    if refusal := closed(m):
        return refusal
    name = command.name.strip()
    if not name:
        return Refused(_("a guest needs a name"))
    if any(p.name.casefold() == name.casefold() for p in m.people):
        return Refused(_("{name} belongs to this meeting already", name=name))
    free = next(id for id in (f"guest-{n}" for n in count(1)) if m.person(id) is None)
    return (e.PersonArrived(free, name, command.department),)


@decides(
    Spec(
        "stand-in",
        StandIn,
        _("who speaks for IT today"),
        (arg("name", Kind.NAME),),
        (StageKind.OPEN,),
    )
)
def _stand_in(s: Situation, command: StandIn) -> Events | Refused:
    if refusal := closed(s.meeting):
        return refusal
    if not command.name.strip():
        return Refused(_("who speaks for IT?"), "it")
    return (e.ItStandIn(command.name.strip()),)


@decides(
    Spec(
        "provisional",
        Provisional,
        _("go on without IT or without quorum; decisions are provisional"),
        (),
        (StageKind.OPEN,),
    )
)
def _provisional(s: Situation, command: Provisional) -> Events | Refused:
    m = s.meeting
    if refusal := closed(m):
        return refusal
    if not m.decides_provisionally:
        return Refused(_("nothing is missing: there are enough voters, and IT is here"))
    return (e.WentOnProvisionally(),)
