"""Reads the stages of an agenda, `- open: 5` each, and checks the rules of their order."""

from __future__ import annotations

from collections import Counter

import msgspec

from agendas.agenda import Stage, StageKind
from agendas.fields import Mistakes, Section, choice_of, text_of, whole_of, words
from agendas.language import Message, _, listed
from agendas.strict_yaml import Mapping, Node, Scalar, clipped

MOST_STAGES = 40
MOST_MINUTES = 240

_TITLE = "title"


class _Written(msgspec.Struct, frozen=True):
    """A stage with the place where the file has it."""

    node: Node
    kind: StageKind
    minutes: int
    title: str


def stages_of(agenda: Section) -> tuple[Stage, ...]:
    """The stages of the meeting, in their order."""
    mistakes = agenda.mistakes
    shape = _("a list of stages with their minutes")
    list_node = agenda.needed("stages", shape)
    if list_node is None:
        return ()
    before = len(mistakes.found)
    nodes = agenda.items("stages", shape, MOST_STAGES) or ()
    read = [_stage(node, f"stages[{place}]", mistakes) for place, node in enumerate(nodes, 1)]
    written = [stage for stage in read if stage is not None]
    # a misspelt stage would break these rules too, and be told twice
    if len(mistakes.found) == before:
        _check_order(list_node, written, mistakes)
    return _with_ids(written)


def _stage(node: Node, path: str, mistakes: Mistakes) -> _Written | None:
    if not isinstance(node, Mapping):
        if isinstance(node, Scalar) and not node.empty:
            kind = choice_of(node, path, mistakes, words(StageKind))
            if kind is not None:
                _no_minutes(node, path, kind, mistakes)
        else:
            mistakes.expected(node, path, _shape())
        return None
    kinds = [(key, value) for key, value in node.pairs if key.text != _TITLE]
    if not kinds:
        mistakes.at(
            node, _("{field}: the stage itself is missing: {what}", field=path, what=_shape())
        )
        return None
    key, value = kinds[0]
    kind = choice_of(key, path, mistakes, words(StageKind))
    for more, _value in kinds[1:]:
        mistakes.at(more, _one_only(path, more.text))
    if kind is None:
        return None
    if isinstance(value, Scalar) and value.empty:
        _no_minutes(key, path, kind, mistakes)
        return None
    minutes = whole_of(value, f"{path}.{kind.value}", mistakes, 1, MOST_MINUTES)
    if minutes is None:
        return None
    return _Written(key, kind, minutes, _title(node, path, mistakes))


def _title(node: Mapping, path: str, mistakes: Mistakes) -> str:
    for key, value in node.pairs:
        if key.text == _TITLE and not (isinstance(value, Scalar) and value.empty):
            return text_of(value, f"{path}.title", mistakes, _("the title of the stage"), 80)
    return ""


def _shape() -> Message:
    return _(
        "a stage with its minutes ({kinds:or}), like “- rank: 10”",
        kinds=listed(kind.value for kind in StageKind),
    )


def _no_minutes(node: Node, path: str, kind: StageKind, mistakes: Mistakes) -> None:
    mistakes.at(
        node,
        _("{field}: the minutes are missing; write “- {kind}: 5”", field=path, kind=kind.value),
    )


def _one_only(path: str, key: str) -> Message:
    return _(
        '{field}: "{key}" does not belong here; an entry has one stage and perhaps a title',
        field=path,
        key=clipped(key),
    )


def _check_order(node: Node, stages: list[_Written], mistakes: Mistakes) -> None:
    """Say which rule of the order is broken, and where."""
    places: dict[StageKind, int] = {}
    for place, stage in enumerate(stages):
        if stage.kind in places and stage.kind is not StageKind.TALK:
            twice = _("stages: {kind} is here twice; only talk may be", kind=stage.kind.value)
            mistakes.at(stage.node, twice)
        places.setdefault(stage.kind, place)
    first, last = places.get(StageKind.OPEN), places.get(StageKind.CLOSE)
    if first is None:
        mistakes.at(node, _("stages: open is missing; a meeting begins with it"))
    elif first != 0:
        mistakes.at(stages[first].node, _("stages: open must be the first stage"))
    if last is None:
        mistakes.at(node, _("stages: close is missing; a meeting ends with it"))
    elif last != len(stages) - 1:
        mistakes.at(stages[last].node, _("stages: close must be the last stage"))
    below = places.get(StageKind.NOT_THIS_MONTH)
    if below is not None and places.get(StageKind.LINE, len(stages)) > below:
        needs = _("stages: not_this_month needs the stage line before it")
        mistakes.at(stages[below].node, needs)


def _with_ids(stages: list[_Written]) -> tuple[Stage, ...]:
    counts: Counter[StageKind] = Counter()
    found = []
    for stage in stages:
        counts[stage.kind] += 1
        number = counts[stage.kind]
        id = stage.kind.value if number == 1 else f"{stage.kind.value}-{number}"
        found.append(Stage(id, stage.kind, stage.minutes, stage.title))
    return tuple(found)
