"""How each command is typed, for people: made from the registry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from agendas.agenda import StageKind
from agendas.language import Language, Message, _
from agendas.meeting.commands.all import every_spec
from agendas.meeting.commands.spec import Kind, Param, Spec
from agendas.meeting.commands.values import EXPECTED
from agendas.stage_names import STAGE_NAMES


def usage(spec: Spec) -> str:
    """A command with its arguments; what may be left out stands in brackets."""
    needed = {field.name for field in msgspec.structs.fields(spec.type) if field.required}
    return " ".join([spec.name, *(_argument(param, needed) for param in spec.params)])


def _argument(param: Param, needed: set[str]) -> str:
    typed = argument(param)
    return typed if param.field in needed or not param.optional else f"[{typed}]"


def argument(param: Param) -> str:
    """One argument as it is typed: REQUEST, until DATE, up|down."""
    value = "|".join(str(word) for word in param.words) or str(param.kind)
    if param.many:
        value += "…"
    if param.kind == Kind.FLAG:
        return param.keyword
    return f"{param.keyword} {value}".strip()


def help_lines(language: Language) -> tuple[str, ...]:
    """All commands, one a line, in groups by where they make sense, with what the words mean."""
    return tuple(_help(language))


def _help(language: Language) -> Iterator[str]:
    for heading, group in grouped():
        yield language.say(heading)
        for spec in group:
            yield f"  {usage(spec)}: {language.say(spec.help)}"
        yield ""
    yield language.say(_("What the words stand for"))
    for kind in EXPECTED:
        if kind not in (Kind.WORD, Kind.FLAG):
            yield f"  {kind}: {language.say(EXPECTED[kind])}"


def grouped() -> Sequence[tuple[Message, Sequence[Spec]]]:
    """All commands in groups with a heading each, in the order of a meeting."""
    groups: dict[tuple[StageKind, ...] | bool, list[Spec]] = {}
    for spec in every_spec().values():
        groups.setdefault(spec.stages or spec.outside, []).append(spec)
    return [
        (_heading(where), sorted(groups[where], key=lambda spec: spec.name))
        for where in sorted(groups, key=_place)
    ]


def _place(where: tuple[StageKind, ...] | bool) -> tuple[int, ...]:
    if isinstance(where, bool):
        return (1, where)
    kinds = tuple(StageKind)
    return (0, *(kinds.index(kind) for kind in where))


def _heading(where: tuple[StageKind, ...] | bool) -> Message:
    if where is True:
        return _("At any time, also between meetings")
    if where is False:
        return _("At any time in a meeting")
    assert not isinstance(where, bool)
    return _("{stages}", stages=tuple(STAGE_NAMES[kind] for kind in where))
