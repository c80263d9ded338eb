"""Reads numbers, days and columns of numbers out of the tree of a file."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

from agendas.days import Days
from agendas.fields import Mistakes
from agendas.language import Message, _
from agendas.ranking.exact import exact
from agendas.ranking.files.score_reading import column_name
from agendas.strict_yaml import Mapping, Node, Scalar, clipped

#: So many digits that no sum of days is ever rounded.
DIGITS = 250

_NULL = ("", "null", "~")


def present(node: Node | None) -> Node | None:
    """The node, None where nothing is written: also for JSON's null."""
    if isinstance(node, Scalar) and node.plain and node.text in _NULL:
        return None
    return node


def number_of(node: Node, path: str, mistakes: Mistakes) -> Fraction | None:
    """An exact number, None after noting that it is none."""
    found = exact(node.text) if isinstance(node, Scalar) else None
    if found is None:
        mistakes.expected(node, path, _("a number, such as 3 or 2.5"))
    return found


def not_negative(path: str) -> Message:
    """What is said about a number below 0."""
    return _("{field}: a number below 0 makes no sense here", field=path)


def days_of(node: Node, path: str, mistakes: Mistakes) -> Days | None:
    """Days, of any size: what is counted may be money as well."""
    found = number_of(node, path, mistakes)
    if found is None:
        return None
    if found < 0:
        mistakes.at(node, not_negative(path))
        return None
    days = as_days(found)
    if days is None:
        mistakes.expected(node, path, _("a number of days, such as 3 or 2.5"))
    return days


def as_days(number: Fraction) -> Days | None:
    """The number with all its decimals; None if they never end."""
    with localcontext() as context:
        context.prec = DIGITS
        days = Decimal(number.numerator) / Decimal(number.denominator)
    return days if Fraction(days) == number else None


def columns_of(
    node: Node | None, path: str, mistakes: Mistakes
) -> tuple[tuple[str, Fraction], ...]:
    """The columns that are filled; an empty one is left out."""
    if node is None:
        return ()
    if not isinstance(node, Mapping):
        mistakes.expected(node, path, _("columns with numbers, such as benefit: 3"))
        return ()
    found: dict[str, Fraction] = {}
    for key, value in node.pairs:
        field = f"{path}.{clipped(key.text)}"
        if present(value) is None:
            continue
        number = number_of(value, field, mistakes)
        name = column_name(key.text)
        if name in found:
            mistakes.at(key, _("{field}: this column is here twice", field=field))
        elif number is not None:
            found[name] = number
    return tuple(found.items())
