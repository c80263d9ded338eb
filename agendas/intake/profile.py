"""What we know about a tool's export, as data: how to recognise it and what its columns mean."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Literal

import msgspec

from agendas.intake.words import load_data, normal
from agendas.language import _

NAMES = ("jira", "gh", "trello")

#: Why a profile passes over a row.
REASONS = {
    "pull_request": _("it is a pull request, not an issue"),
    "archived_card": _("the card is archived"),
    "archived_list": _("the card is in an archived list"),
}


class Skip(msgspec.Struct, frozen=True):
    """Rows that are no requests: a column is filled, is a value, or holds a part of a text."""

    column: str
    reason: str
    value: str = msgspec.field(default="", name="is")
    holds: str = ""
    closed: bool = False

    def applies(self, cell: str) -> bool:
        """Whether a row with this cell is passed over."""
        if self.value:
            return cell.casefold() == self.value
        return self.holds in cell if self.holds else bool(cell)


class Join(msgspec.Struct, frozen=True):
    """What another list of the file says about an item, by id."""

    column: str
    lists: str = msgspec.field(name="with")
    name: str = msgspec.field(name="as")


class Pick(msgspec.Struct, frozen=True):
    """One number out of a list of named numbers (reactions)."""

    column: str = msgspec.field(name="from")
    value: str = msgspec.field(name="is")
    take: str
    name: str = msgspec.field(name="as")


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A tool's export; each group of `recognise` must have one of its columns in the file."""

    name: str
    format: Literal["csv", "json"]
    recognise: tuple[tuple[str, ...], ...]
    fields: dict[str, tuple[str, ...]]
    only: frozenset[str] = frozenset()
    unit: str = ""
    items: str = ""
    join: Join | None = None
    pick: tuple[Pick, ...] = ()
    fill: dict[str, str] = {}
    skip: tuple[Skip, ...] = ()
    points: tuple[str, ...] = ()
    object_dates: tuple[str, ...] = ()
    key_pattern: str = ""

    def recognises(self, header: Collection[str], form: str) -> bool:
        """Whether a file with these columns was written by this tool."""
        if form != self.format:
            return False
        there = {normal(column) for column in header}
        if not all(any(normal(name) in there for name in group) for group in self.recognise):
            return False
        tops = {column.partition(".")[0].removesuffix("[]") for column in header}
        return not self.only or tops <= self.only | {pick.name for pick in self.pick}

    def columns(self, header: Collection[str], field: str) -> tuple[str, ...]:
        """The file's columns that feed a field, the preferred first."""
        there = {column: column for column in header}
        for column in header:
            there.setdefault(normal(column), column)
        names = self.fields.get(field, ())
        found = (there.get(name) or there.get(normal(name)) for name in names)
        return tuple(dict.fromkeys(column for column in found if column))


@cache
def profiles() -> tuple[Profile, ...]:
    """All profiles that come with the program."""
    return tuple(msgspec.convert(load_data(name), Profile, strict=False) for name in NAMES)


def profile_named(name: str) -> Profile | None:
    """The profile of this name, None for a mapping that people made."""
    return next((profile for profile in profiles() if profile.name == name), None)
