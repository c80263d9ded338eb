"""The fairness check: what each department asked for and got over some months, exactly.

It never changes the list; it says whom the result starves and names one swap that would help.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import msgspec
from msgspec.structs import replace

from agendas.days import NOTHING, Days, total


class MonthRow(msgspec.Struct, frozen=True):
    """A ready request that was open in a month, and what was committed to it.

    `new`: it came on the table for the first time, or again after it had been closed. `for_all`:
    law, safety; it belongs to nobody and is left out.
    """

    request: str
    departments: tuple[str, ...]
    effort: Days
    new: bool = True
    committed: bool = False
    for_all: bool = False


class Month(msgspec.Struct, frozen=True):
    """What was ready in one month, and how many days there were to give away."""

    rows: tuple[MonthRow, ...]
    capacity: Days


class DepartmentRow(msgspec.Struct, frozen=True):
    """A department: days asked and got, their shares, months of waiting, and whether to look."""

    department: str
    asked: Fraction
    got: Fraction
    asked_share: Fraction
    got_share: Fraction
    waiting: int = 0
    look: bool = False


class Fairness(msgspec.Struct, frozen=True):
    """All departments, who asked most first; which share of the capacity sits elsewhere.

    `difference` is None where nothing was asked or nothing committed.
    """

    rows: tuple[DepartmentRow, ...]
    difference: Fraction | None
    committed: Fraction = Fraction()

    @property
    def to_look_at(self) -> tuple[DepartmentRow, ...]:
        """The departments that the program points at."""
        return tuple(row for row in self.rows if row.look)


class Swap(msgspec.Struct, frozen=True):
    """The best ready request of a starved department that is below the line; what goes out for it.

    `outgoing` is empty where it fits into what is left.
    """

    department: str
    incoming: str
    outgoing: tuple[str, ...]


def fairness(months: Sequence[Month], departments: Sequence[str] = ()) -> Fairness:
    """The check over these months, the oldest first; the last one is this month.

    `departments` are listed even if they asked for nothing.
    """
    asked, got = _days(months, departments)
    all_asked, all_got = sum(asked.values(), Fraction()), sum(got.values(), Fraction())
    rows = [
        DepartmentRow(
            department,
            asked[department],
            got[department],
            asked[department] / all_asked if all_asked else Fraction(),
            got[department] / all_got if all_got else Fraction(),
            _waiting(months, department),
        )
        for department in asked
    ]
    looked = [replace(row, look=_look(row, months, all_got)) for row in rows]
    looked.sort(key=lambda row: (-row.asked_share, row.department))
    difference = None
    if all_asked and all_got:
        gaps = (abs(row.asked_share - row.got_share) for row in rows)
        difference = sum(gaps, Fraction()) / 2
    return Fairness(tuple(looked), difference, all_got)


def _days(
    months: Sequence[Month], departments: Sequence[str]
) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
    """Days asked and days got by each department; what several ask for is split equally."""
    asked = dict.fromkeys(departments, Fraction())
    got = dict.fromkeys(departments, Fraction())
    for month in months:
        for row in _counted(month):
            part = Fraction(1, len(row.departments))
            for department in row.departments:
                asked.setdefault(department, Fraction())
                got.setdefault(department, Fraction())
                if row.new:
                    asked[department] += part * Fraction(min(row.effort, month.capacity))
                if row.committed:
                    got[department] += part * Fraction(row.effort)
    return asked, got


def _counted(month: Month) -> list[MonthRow]:
    """Different requests that belong to somebody."""
    found: dict[str, MonthRow] = {}
    for row in month.rows:
        if row.departments and not row.for_all:
            found.setdefault(row.request, row)
    return list(found.values())


def _waiting(months: Sequence[Month], department: str) -> int:
    """Months in a row, up to the last, with an open ready request and nothing committed."""
    waiting = 0
    for month in reversed(months):
        own = [row for row in _counted(month) if department in row.departments]
        if not own or any(row.committed for row in own):
            break
        waiting += 1
    return waiting


def _look(row: DepartmentRow, months: Sequence[Month], all_got: Fraction) -> bool:
    """Two months of waiting; or less than half of its share, and what is missing would do for its
    smallest open request.
    """
    if row.waiting >= 2:
        return True
    open_ = [
        Fraction(each.effort)
        for each in (_counted(months[-1]) if months else [])
        if row.department in each.departments and not each.committed
    ]
    shortfall = (row.asked_share - row.got_share) * all_got
    return bool(open_) and 2 * row.got_share < row.asked_share and shortfall >= min(open_)


def swap_for(
    department: str,
    check: Fairness,
    order: Sequence[str],
    above: Sequence[str],
    effort: Mapping[str, Days | None],
    belongs: Mapping[str, Sequence[str]],
    left: Days,
    fixed: Sequence[str] = (),
) -> Swap | None:
    """The named swap for a department: in comes its best placed request for which room is found.

    Out goes the lowest placed request above the line that makes room; if none does alone, as few as
    needed from the lowest up. Never what is `fixed` (dates, for all), nor what a department that is
    to be looked at got. `belongs`: the departments of each request; `left`: days not given away.
    """
    starved = {row.department for row in check.to_look_at} | {department}
    taken = set(above)
    may_go = [
        id
        for id in reversed(order)
        if id in taken and id not in fixed and not starved & set(belongs.get(id, ()))
    ]
    for request in order:
        needs = effort.get(request)
        if request in taken or needs is None or department not in belongs.get(request, ()):
            continue
        outgoing = _making_room(may_go, effort, needs - left)
        if outgoing is not None:
            return Swap(department, request, outgoing)
    return None


def _making_room(
    may_go: Sequence[str], effort: Mapping[str, Days | None], missing: Days
) -> tuple[str, ...] | None:
    if missing <= NOTHING:
        return ()
    alone = next((id for id in may_go if (effort.get(id) or NOTHING) >= missing), None)
    if alone:
        return (alone,)
    going: list[str] = []
    for id in may_go:
        if not effort.get(id):
            continue
        going.append(id)
        if total(effort[each] or NOTHING for each in going) >= missing:
            return tuple(going)
    return None
