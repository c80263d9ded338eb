"""Reads JSON lists of requests: any tool's, wrapped or not, one object or list after the other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from agendas.intake.profile import Join, Pick, Profile, profiles
from agendas.intake.table import MOST_COLUMNS, MOST_ROWS, PARTS, Row, Table, Unreadable
from agendas.language import Message, _

Json: TypeAlias = Any

_MOST_LEVELS = 5
_WRAPPED_WITHIN = 6
#: Where tools put their list, if an object holds several.
_USUAL = ("issues", "items", "tickets", "requests", "nodes", "edges", "results", "records", "value",
          "values", "tasks", "stories", "posts", "cards", "entries", "rows", "data")  # fmt: skip


def read_json(text: str) -> Table | Unreadable:
    """The items of a JSON text as a table whose columns are paths (`author.login`)."""
    try:
        values = list(_values(text))
    except json.JSONDecodeError as error:
        what = _("the JSON cannot be read in line {line}, column {column}: {reason}",
                 line=error.lineno, column=error.colno, reason=error.msg)  # fmt: skip
        return Unreadable(what, error.lineno)
    except RecursionError:
        return Unreadable(_("the JSON is nested too deeply"))
    board = _board(values)
    if board is not None:
        return _items_table(*board)
    items = _objects(values)
    if items is None:
        return Unreadable(_("the JSON holds no list of objects; export a list of issues or cards"))
    return _items_table(items, {}, None)


def _values(text: str) -> Iterator[Json]:
    """One JSON text, or several one after the other (a line each; pages of a list)."""
    # numbers stay as they were written: a key is no number to calculate with
    decoder = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str, strict=False)
    place = 0
    while True:
        while place < len(text) and text[place] in " \t\r\n,\x1e\x00":
            place += 1
        if place == len(text):
            return
        value, place = decoder.raw_decode(text, place)
        yield value


def _board(values: list[Json]) -> tuple[list[dict[str, Json]], dict[str, Json], Profile] | None:
    """The items of an object that a profile knows by the names of its lists."""
    if len(values) != 1 or not isinstance(values[0], dict):
        return None
    whole = values[0]
    for profile in profiles():
        needed = (profile.items, profile.join.lists) if profile.join else ()
        if needed and all(_is_list_of_objects(whole.get(name)) for name in needed):
            return _only_objects(whole[profile.items]), whole, profile
    return None


def _is_list_of_objects(value: Json) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _only_objects(values: Iterable[Json]) -> list[dict[str, Json]]:
    return [value for value in values if isinstance(value, dict)]


def _objects(values: list[Json]) -> list[dict[str, Json]] | None:
    """The objects of the list that the file is about, None if there is no such list."""
    if len(values) == 1 and isinstance(values[0], list):
        return _only_objects(values[0]) if _is_list_of_objects(values[0]) else None
    if len(values) > 1 and all(isinstance(value, list) for value in values):
        return _only_objects(item for value in values for item in value) or None
    if len(values) > 1:
        pages = [_wrapped(value) for value in values if isinstance(value, dict)]
        if pages and all(page for page in pages):
            return [item for page in pages for item in page or ()]
        return _only_objects(values) or None
    return _wrapped(values[0]) if values and isinstance(values[0], dict) else None


def _wrapped(whole: dict[str, Json]) -> list[dict[str, Json]] | None:
    """The nearest list of objects inside an object, by its usual name before others."""
    level: list[dict[str, Json]] = [whole]
    for _depth in range(_WRAPPED_WITHIN):
        lists = [
            (_USUAL.index(name) if name in _USUAL else len(_USUAL), -len(value), name, value)
            for inner in level
            for name, value in inner.items()
            if _is_list_of_objects(value)
        ]
        if lists:
            _rank, _length, name, found = min(lists, key=lambda entry: entry[:3])
            items = _only_objects(found)
            if name == "edges" and all(isinstance(item.get("node"), dict) for item in items):
                return [item["node"] for item in items]
            return items
        level = [v for inner in level for v in inner.values() if isinstance(v, dict)]
    return None


def _items_table(
    items: list[dict[str, Json]], whole: dict[str, Json], profile: Profile | None
) -> Table | Unreadable:
    if len(items) > MOST_ROWS:
        return Unreadable(_("the file has more than {most} rows", most=MOST_ROWS))
    flat: list[dict[str, str]] = []
    for item in items:
        cells: dict[str, str] = {}
        _flatten(item, "", cells, 0)
        flat.append(cells)
    if profile is None:
        paths = {path for cells in flat[:200] for path in cells}
        profile = next((p for p in profiles() if p.recognises(paths, "json")), None)
    if profile is not None:
        _complete(flat, whole, profile)
    notes: list[Message] = []
    header = tuple(dict.fromkeys(path for cells in flat for path in cells))
    if len(header) > MOST_COLUMNS:
        header = header[:MOST_COLUMNS]
        notes.append(_("only the first {most} fields of the items are read", most=MOST_COLUMNS))
    rows = tuple(
        Row(number, tuple(cells.get(path, "") for path in header))
        for number, cells in enumerate(flat, 1)
    )
    return Table("json", header, rows, notes=tuple(notes))


def _flatten(value: Json, path: str, cells: dict[str, str], level: int) -> None:
    """Put what a value holds into `cells`, each text under the path that leads to it."""
    if isinstance(value, dict):
        if level < _MOST_LEVELS:
            for name, inner in value.items():
                _flatten(inner, f"{path}.{name}" if path else name, cells, level + 1)
    elif isinstance(value, list):
        texts = [_text(part) for part in value if not isinstance(part, (dict, list))]
        if texts:
            cells[path] = PARTS.join(texts)
        _flatten_parts(_only_objects(value), path, cells, level)
    else:
        cells[path] = _text(value)


def _flatten_parts(
    parts: list[dict[str, Json]], path: str, cells: dict[str, str], level: int
) -> None:
    """A list of objects: one cell for each of their fields, its parts in the list's order."""
    if not parts or level >= _MOST_LEVELS:
        return
    inner: list[dict[str, str]] = []
    for part in parts:
        inner.append({})
        _flatten(part, "", inner[-1], level + 1)
    for name in dict.fromkeys(name for found in inner for name in found):
        cells[f"{path}[].{name}"] = PARTS.join(found.get(name, "") for found in inner)


def _text(value: Json) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).replace(PARTS, " ")


def _complete(flat: list[dict[str, str]], whole: dict[str, Json], profile: Profile) -> None:
    """Add to each item what its profile fetches from elsewhere in the file or in the item."""
    for cells in flat:
        for pick in profile.pick:
            _pick(cells, pick)
        for column, other in profile.fill.items():
            if column in cells and other in cells:
                pairs = zip(cells[column].split(PARTS), cells[other].split(PARTS), strict=False)
                cells[column] = PARTS.join(name.strip() or instead for name, instead in pairs)
    if profile.join and _is_list_of_objects(whole.get(profile.join.lists)):
        _join(flat, whole[profile.join.lists], profile.join)


def _pick(cells: dict[str, str], pick: Pick) -> None:
    names, values = cells.get(pick.column, ""), cells.get(pick.take, "")
    pairs = zip(names.split(PARTS), values.split(PARTS), strict=False)
    found = [value for name, value in pairs if name == pick.value]
    if found:
        cells[pick.name] = found[0]


def _join(flat: list[dict[str, str]], others: list[Json], join: Join) -> None:
    known = {_text(other.get("id")): other for other in _only_objects(others)}
    for cells in flat:
        other = known.get(cells.get(join.column, ""), {})
        for name, value in other.items():
            if not isinstance(value, (dict, list)):
                cells[f"{join.name}.{name}"] = _text(value)
