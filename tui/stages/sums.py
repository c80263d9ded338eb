"""The sum of a meeting: how many candidates got which decision."""

from __future__ import annotations

from agendas.decisions import KIND_LABELS, Kind
from agendas.language import Message, _
from agendas.meeting.meeting import Meeting

#: The order in which the sum is said.
ORDER = (
    Kind.COMMIT, Kind.IF_ROOM, Kind.NOT_THIS_MONTH, Kind.BACK, Kind.MERGE, Kind.DECLINE,
    Kind.SPLIT, Kind.WITHDRAWN,
)  # fmt: skip


def sum_of(m: Meeting) -> tuple[tuple[Kind | None, Message, int], ...]:
    """Each decision that occurs with its words and its number; None stands for undecided."""
    counted: list[tuple[Kind | None, Message, int]] = [
        (kind, KIND_LABELS[kind], len(m.decided(kind))) for kind in ORDER
    ]
    counted.append((None, _("undecided"), len(m.undecided)))
    return tuple(term for term in counted if term[2])


def terms(m: Meeting) -> tuple[Message, ...]:
    """`9 this month`, `24 not this month`: the terms of the sum that are not zero."""
    return tuple(_("{n} {decision}", n=n, decision=words) for _kind, words, n in sum_of(m))
