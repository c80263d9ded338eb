"""The months of the fairness check, from the records of past meetings."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from agendas.decisions import Kind
from agendas.ranking.fairness import Month, MonthRow
from agendas.record import Record, Row

#: This month and the five before.
WINDOW = 6

_BETWEEN = re.compile(r"\s*[,;]\s*")


def departments_of(text: str) -> tuple[str, ...]:
    """The departments that a request names: "Sales, HR" are two."""
    return tuple(dict.fromkeys(part for part in _BETWEEN.split(text.strip()) if part))


def months_of(
    records: Sequence[Record], for_all: Collection[str] = (), window: int = WINDOW
) -> tuple[Month, ...]:
    """One month for each of the last meetings, the oldest first.

    A request is new in the first record that it is in; `for_all` names what belongs to nobody.
    """
    ordered = sorted(records, key=lambda record: record.number)
    known: set[str] = set()
    months: list[Month] = []
    for record in ordered:
        ready = [row for row in record.candidates if ready_row(row)]
        months.append(
            Month(
                tuple(
                    MonthRow(
                        row.request,
                        departments_of(row.department),
                        row.days,
                        new=row.request not in known,
                        committed=bool(row.decision and row.decision.kind is Kind.COMMIT),
                        for_all=row.request in for_all,
                    )
                    for row in ready
                    if row.days is not None
                ),
                record.capacity.to_give_away,
            )
        )
        known |= {row.request for row in ready}
    return tuple(months[-window:])


def ready_row(row: Row) -> bool:
    """Whether it was asked for and could have been committed: estimated, not sent back."""
    kind = row.decision.kind if row.decision else None
    gone = (Kind.BACK, Kind.MERGE, Kind.SPLIT, Kind.WITHDRAWN)
    return row.days is not None and kind not in gone
