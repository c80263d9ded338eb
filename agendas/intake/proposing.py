"""Proposes a mapping for a file: as kept, by a known tool, by its header or by its content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from statistics import median

import msgspec

from agendas.intake.dates import Order, order_in, parse_date
from agendas.intake.mapping import (
    Mapping,
    Proposal,
    Question,
    ask_order,
    ask_title,
    ask_unit,
    header_set,
)
from agendas.intake.numbers import Unit, names_unit, too_few_for_seconds
from agendas.intake.profile import Profile, profile_named, profiles
from agendas.intake.table import PARTS, Table
from agendas.intake.words import FIELDS, HIDDEN, TEXTS, forms, meaning, normal, unit_of
from agendas.language import Message, _

_SAMPLES = 3
_LOOKED_AT = 500
_URL = re.compile(r"https?://\S+")
#: A hierarchy exported as one column a level; each row has one of them.
_LEVEL = re.compile(r"title \d+")
_KEY = re.compile(r"[A-Za-z]{1,12}[-_/.#]?(?:\d+[-_/.])*\d+")
_SHORT = re.compile(r"(?=.*\d)[\w#./-]{1,40}")
_NUMBERISH = re.compile(r"[\d.,:/ %+-]+")
#: Keys that other things are called, too: such a column must not repeat itself at all.
_WEAK_KEYS = frozenset(
    normal(word)
    for word in ("code", "codigo", "codice", "код", "编码", "number", "nummer", "numero", "no",
                 "nr", "reference", "ref", "référence", "referencia", "番号", "clave", "clé", "#")
)  # fmt: skip


def propose(table: Table, kept: Iterable[Mapping] = ()) -> Proposal:
    """The mapping that a person confirms once; a kept one for the same columns comes first."""
    name = header_set(table.header)
    kept = tuple(kept)
    mapping = next((known for known in kept if known.header_set == name), None)
    origin = "kept"
    if mapping is None:
        profile = next((p for p in profiles() if p.recognises(table.header, table.form)), None)
        if profile is not None:
            mapping, origin = _by_profile(table, profile), "profile"
    if mapping is None:
        mapping = next((known for known in kept if _still_fits(known, table)), None)
    if mapping is None:
        mapping, origin = _by_words(table), "words"
    return describe(table, mapping, origin)


def propose_as(table: Table, name: str) -> Proposal | None:
    """The mapping of a named profile, None if there is no such profile."""
    profile = profile_named(name)
    return describe(table, _by_profile(table, profile), "profile") if profile else None


def describe(table: Table, mapping: Mapping, origin: str) -> Proposal:
    """A mapping on this file: what its dates prove, samples, and what is still to be asked."""
    questions: list[Question] = []
    for field in ("created", "deadline"):
        for column in mapping.columns(field):
            values = table.values(column)
            order = order_in(values)
            if order in (Order.DAY_FIRST, Order.MONTH_FIRST):
                mapping = mapping.reading(column, order)
            elif order is Order.UNKNOWN and mapping.order(column) is Order.UNKNOWN:
                sample = next(v for v in values if order_in((v,)) is Order.UNKNOWN)
                questions.append(ask_order(column, sample))
    for column in mapping.columns("effort"):
        if mapping.unit is Unit.SECONDS and too_few_for_seconds(table.values(column)):
            mapping = mapping.estimating_in(Unit.UNKNOWN)
        bare = next((v for v in table.values(column) if v and not names_unit(v)), "")
        if bare.strip("0.,") and mapping.unit is Unit.UNKNOWN:
            questions.append(ask_unit(column, bare))
    if not mapping.columns("title"):
        questions.insert(0, ask_title(table.header))
    mapping = msgspec.structs.replace(
        mapping, header_set=header_set(table.header), encoding=table.encoding,
        delimiter=table.delimiter,
    )  # fmt: skip
    samples = tuple((field, _samples(table, columns)) for field, columns in mapping.fields)
    notes = tuple(_notes(table, mapping))
    return Proposal(mapping, origin, samples, tuple(questions), (*table.notes, *notes))


def _samples(table: Table, columns: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for column in columns:
        for value in table.values(column, _LOOKED_AT):
            if value and value not in found:
                found.append(value)
            if len(found) == _SAMPLES:
                return tuple(part.replace(PARTS, ", ") for part in found)
    return tuple(part.replace(PARTS, ", ") for part in found)


def _notes(table: Table, mapping: Mapping) -> Iterator[Message]:
    points = [column for column in table.header if meaning(column, "points") is not None]
    filled = [column for column in points if any(table.values(column))]
    estimates = (value for column in mapping.columns("effort") for value in table.values(column))
    if filled and not any(value.strip("0.,") for value in estimates):
        yield _("{column} holds points; points are no days, so the effort stays empty",
                column=filled[0])  # fmt: skip
    if not mapping.columns("key"):
        yield _("no column is a key; rows are known again by title, requester and date only")


def _still_fits(mapping: Mapping, table: Table) -> bool:
    """Whether a kept mapping is of the same tool, although a column came or went."""
    needed = {column for _field, columns in mapping.fields for column in columns}
    return bool(mapping.columns("key")) and len(needed) > 3 and needed <= set(table.header)


def _by_profile(table: Table, profile: Profile) -> Mapping:
    header = tuple(dict.fromkeys(table.header))
    fields = ((field, profile.columns(header, field)) for field in (*FIELDS, *HIDDEN))
    unit = Unit(profile.unit)
    return Mapping(profile.name, "", tuple((f, columns) for f, columns in fields if columns),
                   unit=unit)  # fmt: skip


def _by_words(table: Table) -> Mapping:
    free = [column for column in dict.fromkeys(table.header) if normal(column)]
    chosen: dict[str, tuple[str, ...]] = {}
    if table.with_header:
        # the title first: `summary` is the problem only where something else is the title
        for field in ("title", *(f for f in (*FIELDS, *HIDDEN) if f != "title")):
            columns = _named(table, field, free)
            if columns:
                chosen[field] = columns
                free = [column for column in free if column not in columns]
    _by_content(table, chosen, free)
    unit = unit_of(chosen["effort"][0]) if "effort" in chosen else ""
    name = header_set(table.header)
    fields = tuple((field, chosen[field]) for field in (*FIELDS, *HIDDEN) if field in chosen)
    return Mapping(f"{table.form}-{name[:8]}", name, fields, unit=Unit(unit))


def _named(table: Table, field: str, free: list[str]) -> tuple[str, ...]:
    """The columns whose header means this field and whose cells may be one."""
    ranked = sorted(
        (rank, place, column)
        for place, column in enumerate(free)
        if (rank := meaning(column, field)) is not None and _allowed(table, field, column, rank)
    )
    if not ranked:
        return ()
    best = ranked[0][2]
    if field == "title" and normal(best) == "title 1":
        return tuple(c for c in free if _LEVEL.fullmatch(normal(c)))
    if field == "requester":
        return tuple(column for _rank, _place, column in ranked[:3])
    if field == "title" or field in TEXTS:
        return (best, *(c for _r, _p, c in ranked[1:] if _stem(c) == _stem(best) != ""))
    if field == "labels":
        return tuple(column for rank, _place, column in ranked if rank == ranked[0][0])
    return (best,)


def _stem(column: str) -> str:
    """A header without its language: `title` of `title_ca`, "" where there is none."""
    return next((form for form, stretch in forms(column) if stretch == 1), "")


def _allowed(table: Table, field: str, column: str, rank: int) -> bool:
    values = [value for value in table.values(column) if value]
    if field == "key":
        weak = normal(column) in _WEAK_KEYS or rank >= 1000
        return _is_key(values, len(table.rows), 0.97 if weak else 0.5)
    if not values:
        # an empty column may fill up next month; a title has to be there
        return field != "title"
    if field == "title":
        return not _mostly(values, _is_data)
    if field in ("created", "deadline"):
        return any(
            parse_date(v, Order.DAY_FIRST) or parse_date(v, Order.MONTH_FIRST) for v in values
        )
    if field in TEXTS[1:]:
        # "Business value" is as often a number of points, "Acceptance" a day or a yes
        return not _mostly(values, _says_no_more)
    if field == "votes":
        return _mostly(values, lambda value: _NUMBERISH.fullmatch(value) is not None)
    if field == "url":
        return _mostly(values, lambda value: "/" in value)
    return True


def _is_key(values: list[str], rows: int, distinct: float) -> bool:
    if not values or len(values) * 2 < rows:
        return False
    if sum(len(value) > 100 for value in values) * 10 > len(values):
        return False
    return len(set(values)) >= distinct * len(values)


def _mostly(values: list[str], test: Callable[[str], object]) -> bool:
    looked_at = values[:_LOOKED_AT]
    return sum(bool(test(value)) for value in looked_at) * 2 > len(looked_at)


def _says_no_more(value: str) -> bool:
    return len(value) < 4 or _is_data(value)


def _is_data(value: str) -> bool:
    if _URL.fullmatch(value) or _NUMBERISH.fullmatch(value):
        return True
    return parse_date(value, Order.DAY_FIRST) is not None


def _by_content(table: Table, chosen: dict[str, tuple[str, ...]], free: list[str]) -> None:
    """Fill title, key, problem and address by what the cells look like, if no header names them."""
    cells = {column: [v for v in table.values(column, _LOOKED_AT) if v] for column in free}
    if "url" not in chosen:
        _take(chosen, cells, "url", lambda c: _mostly(cells[c], _URL.fullmatch) if cells[c] else 0)
    if "title" not in chosen:
        _take(
            chosen, cells, "title", lambda column: _title_likeness(cells[column], len(table.rows))
        )
    if "key" not in chosen:
        unnamed = [c for c in cells if _looks_like_keys(table.values(c), table.with_header)]
        urls = chosen.get("url", ())
        if unnamed:
            chosen["key"] = (unnamed[0],)
            del cells[unnamed[0]]
        elif urls and _is_key([v for v in table.values(urls[0]) if v], len(table.rows), 1):
            chosen["key"] = urls
    if "problem" not in chosen and not table.with_header:
        _take(chosen, cells, "problem", lambda column: _text_likeness(cells[column]))


def _take(
    chosen: dict[str, tuple[str, ...]],
    cells: dict[str, list[str]],
    field: str,
    liking: Callable[[str], float],
) -> None:
    best = max(cells, key=liking, default=None)
    if best is not None and liking(best) > 0:
        chosen[field] = (best,)
        del cells[best]


def _title_likeness(values: list[str], rows: int) -> float:
    """Short texts of some words, hardly any twice: the longer the better, up to a line."""
    if not values or len(values) * 2 < min(rows, _LOOKED_AT):
        return 0
    usual = median(len(value) for value in values)
    words = median(len(value.split()) for value in values)
    distinct = len(set(values)) / len(values)
    east_asian = sum(ord(sign) > 0x2E7F for value in values[:50] for sign in value) > len(values)
    if distinct < 0.8 or not 6 <= usual * (2 if east_asian else 1) <= 250:
        return 0
    if (words < 2 and not east_asian) or _mostly(values, _is_data):
        return 0
    # a title is the longest text that still is a line; what is longer is the problem
    width = usual * (2 if east_asian else 1)
    return usual + (2000 if 15 <= width <= 60 else 1000 if 15 <= width <= 80 else 0)


def _text_likeness(values: list[str]) -> float:
    if not values or _mostly(values, _is_data):
        return 0
    usual = median(len(value) for value in values)
    return usual if usual >= 40 else 0


def _looks_like_keys(values: list[str], strictly: bool) -> bool:
    """Unique, filled, short, without blanks; strictly: letters and a number, as in `CRM-12`."""
    if not values or not all(values) or len(set(values)) < len(values):
        return False
    form = _KEY if strictly else _SHORT
    return all(form.fullmatch(value) for value in values)
