"""The backlog as a list to search: which requests a typed query means, in which order."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

import msgspec

from agendas.agenda import Agenda
from agendas.language import Message, _
from agendas.meeting.public_view import public_request
from agendas.meeting.workspace import Workspace
from agendas.pasts import Past, pasts
from agendas.request import BACKLOG, Request, ServiceClass, State, missing_fields

SORTS = (
    "id", "title", "requester", "department", "class", "effort", "created", "deadline", "state",
    "deferred", "votes",
)  # fmt: skip

_WORD = re.compile(r'(?:[^\s":]+:)?"[^"]*"?|\S+')
_EFFORT = re.compile(r"(<=|>=|<|>|=)?([0-9]{1,4}(?:[.,][0-9]{1,2})?)d")
_COMPARES: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq,
}  # fmt: skip
_STATES = {str(state): frozenset({state}) for state in State} | {
    "backlog": BACKLOG,
    "closed": frozenset(State) - BACKLOG,
}
_TESTS = ("ready", "deferred", "estimated", "imported")
_FIELDS = {"dept": "department", "department": "department", "requester": "requester"}


class Query(msgspec.Struct, frozen=True):
    """What a typed query asks for: all of it must hold. `unknown` is what it could not mean."""

    words: tuple[str, ...] = ()
    states: tuple[frozenset[State], ...] = ()
    classes: tuple[ServiceClass, ...] = ()
    tests: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    labels: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    efforts: tuple[tuple[str, Decimal], ...] = ()
    unknown: tuple[str, ...] = ()


_EVERYTHING = Query()


def read_query(text: str) -> Query:
    """The query in a text such as `is:ready dept:Sales >5d scanner`."""
    found: dict[str, list[Any]] = {name: [] for name in Query.__struct_fields__}
    for typed in _WORD.findall(text):
        field, value = _meaning(typed)
        found[field].append(value)
    return Query(**{name: tuple(values) for name, values in found.items()})


def narrows(query: str, before: str) -> bool:
    """Whether a query can only find what the one before found: a word of it grew."""
    asked, was = read_query(query), read_query(before)
    if not asked.words or len(asked.words) != len(was.words):
        return False
    grown = asked.words[:-1] == was.words[:-1] and asked.words[-1].startswith(was.words[-1])
    return grown and msgspec.structs.replace(asked, words=()) == msgspec.structs.replace(
        was, words=()
    )


def _meaning(typed: str) -> tuple[str, Any]:
    """Which part of a query a word is, and its value."""
    if effort := _EFFORT.fullmatch(typed.lower()):
        return "efforts", (effort[1] or "=", Decimal(effort[2].replace(",", ".")))
    name, colon, rest = typed.partition(":")
    name, value = name.lower(), rest.strip('"').casefold()
    code = value.replace("-", "_").replace(" ", "_")
    if not colon or typed.startswith('"'):
        return "words", typed.strip('"').casefold()
    if name in _FIELDS:
        return "fields", (_FIELDS[name], value)
    if name == "label":
        return "labels", value
    if name == "missing":
        return "lacking", code
    if name in ("is", "state"):
        if name == "is" and code in _TESTS:
            return "tests", code
        return ("states", _STATES[code]) if code in _STATES else ("unknown", typed)
    if name == "class":
        known = code in tuple(ServiceClass)
        return ("classes", ServiceClass(code)) if known else ("unknown", typed)
    return "words", typed.casefold()


def misunderstood(query: Query) -> Message | None:
    """The sentence about what a query could not mean."""
    if not query.unknown:
        return None
    return _(
        "“{text}” is not known: is: and state: take {states:or}, is: also {tests:or}, "
        "class: takes {classes:or}",
        text=query.unknown[0],
        states=tuple(_STATES),
        tests=_TESTS,
        classes=tuple(str(one) for one in ServiceClass),
    )


class Backlog:
    """All requests of one workspace, ready to be searched again and again while somebody types.

    Searching reads what everybody may read: of a confidential request its number, not its title.
    """

    def __init__(self, workspace: Workspace, agenda: Agenda) -> None:
        self._requests = workspace.requests
        self._workspace = workspace
        self._ready = agenda.ready

    @cached_property
    def pasts(self) -> Mapping[str, Past]:
        """What earlier meetings decided, by request."""
        return pasts(self._workspace)

    @cached_property
    def _haystacks(self) -> Mapping[str, str]:
        return {id: _haystack(request) for id, request in self._requests.items()}

    def missing(self, id: str) -> tuple[str, ...]:
        """What the checklist still wants of a request."""
        return missing_fields(self._requests[id], self._ready)

    def deferred(self, id: str) -> int:
        """How many meetings in a row said not this month."""
        past = self.pasts.get(id)
        return past.deferred if past else 0

    def ids(self, query: str = "", sort: str = "id", descending: bool = False) -> tuple[str, ...]:
        """The requests that a query means, sorted; what lacks the sorted field comes last."""
        found = self.matching(query, self._requests)
        found.sort(key=number_of)
        if sort != "id":
            key = _KEYS[sort]
            values = {id: key(self, self._requests[id]) for id in found}
            filled = [id for id in found if values[id] not in (None, "")]
            filled.sort(key=values.__getitem__, reverse=descending)
            return (*filled, *(id for id in found if values[id] in (None, "")))
        return tuple(reversed(found) if descending else found)

    def matching(self, query: str, among: Iterable[str]) -> list[str]:
        """Those of these requests that a query means, in the order in which they came."""
        asked = read_query(query)
        if asked == _EVERYTHING:
            return list(among)
        return [id for id in among if self._meets(id, asked)]

    def _meets(self, id: str, asked: Query) -> bool:
        request = self._requests[id]
        if asked.unknown:
            return False
        if asked.words:
            hay = self._haystacks[id]
            if not all(word in hay for word in asked.words):
                return False
        if asked.states and not all(request.state in states for states in asked.states):
            return False
        if asked.classes and not all(request.service_class == one for one in asked.classes):
            return False
        if asked.efforts and not _fits(request.days, asked.efforts):
            return False
        if asked.tests and not all(self._test(request, name) for name in asked.tests):
            return False
        if asked.lacking and not all(name in self.missing(id) for name in asked.lacking):
            return False
        return not (asked.fields or asked.labels) or _shows(request, asked)

    def _test(self, request: Request, name: str) -> bool:
        match name:
            case "ready":
                return not self.missing(request.id)
            case "deferred":
                return self.deferred(request.id) > 0
            case "estimated":
                return request.effort is not None
            case _:
                return request.source is not None


def _haystack(request: Request) -> str:
    shown = public_request(request)
    parts = (shown.id, shown.title, shown.requester, shown.department, *shown.labels)
    return "\n".join(parts).casefold()


def _shows(request: Request, asked: Query) -> bool:
    shown = public_request(request)
    return all(value in getattr(shown, name).casefold() for name, value in asked.fields) and all(
        any(one == label.casefold() for label in shown.labels) for one in asked.labels
    )


def _fits(days: Decimal | None, wanted: tuple[tuple[str, Decimal], ...]) -> bool:
    return days is not None and all(_COMPARES[sign](days, limit) for sign, limit in wanted)


def number_of(id: str) -> int:
    """The number in a request's id."""
    digits = id.partition("-")[2]
    return int(digits) if digits.isdecimal() else 0


_KEYS: dict[str, Callable[[Backlog, Request], Any]] = {
    "title": lambda _backlog, request: public_request(request).title.casefold(),
    "requester": lambda _backlog, request: public_request(request).requester.casefold(),
    "department": lambda _backlog, request: request.department.casefold(),
    "class": lambda _backlog, request: tuple(ServiceClass).index(request.service_class),
    "effort": lambda _backlog, request: request.days,
    "created": lambda _backlog, request: request.created,
    "deadline": lambda _backlog, request: request.deadline,
    "state": lambda _backlog, request: tuple(State).index(request.state),
    "deferred": lambda backlog, request: backlog.deferred(request.id),
    "votes": lambda _backlog, request: request.votes,
}
