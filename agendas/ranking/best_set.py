"""The best set by score for the days there are: a what-if beside the line, exact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm

import msgspec

from agendas.days import NOTHING, QUARTER, Days, total
from agendas.ranking.poll import Number


class BestSet(msgspec.Struct, frozen=True):
    """The set with the highest sum of values; the sum of what was above the line, to compare."""

    taken: tuple[str, ...]
    value: Fraction
    above: Fraction
    left: Days

    @property
    def gain(self) -> Fraction | None:
        """How much more than the line it is worth, as a share; None if that is worth nothing."""
        return (self.value - self.above) / self.above if self.above > 0 else None


def best_set(
    order: Sequence[str],
    values: Mapping[str, Number],
    effort: Mapping[str, Days | None],
    to_give_away: Days,
    above: Sequence[str] = (),
    first: Sequence[str] = (),
) -> BestSet:
    """The most value in the days; of equal value the fewer days, then what is ranked earlier.

    `first` is taken out before, whatever it needs; `above` is what the line took. A request without
    effort or of no value is never in it.
    """
    taken_first = tuple(id for id in first if effort.get(id) is not None)
    room = to_give_away - total(effort[id] or NOTHING for id in taken_first)
    rest = [
        id
        for id in order
        if id not in taken_first and effort.get(id) is not None and values.get(id, 0) > 0
    ]
    steps = [_steps(effort[id] or NOTHING) for id in rest]
    chosen = _filled([Fraction(values[id]) for id in rest], steps, max(0, _steps(room)))
    taken = taken_first + tuple(rest[place] for place in chosen)
    return BestSet(
        taken,
        _worth(taken, values),
        _worth([id for id in above if effort.get(id) is not None], values),
        total((to_give_away, -total(effort[id] or NOTHING for id in taken))),
    )


def _steps(days: Days) -> int:
    """Quarter days, rounded down."""
    return int(days / QUARTER)


def _worth(requests: Sequence[str], values: Mapping[str, Number]) -> Fraction:
    return sum((Fraction(values.get(id, 0)) for id in requests), Fraction())


def _filled(values: Sequence[Fraction], steps: Sequence[int], room: int) -> list[int]:
    """Which of the requests are in the best set, by their place in the order."""
    scale = lcm(*(value.denominator for value in values))
    # One number for both: a step less never outweighs any value.
    fine = sum(steps) + 1
    worth = [int(v * scale) * fine - each for v, each in zip(values, steps, strict=True)]
    # best[i][s]: what the requests from i on are worth at most in s steps.
    best = [[0] * (room + 1)]
    for gain, needs in zip(reversed(worth), reversed(steps), strict=True):
        after = best[-1]
        fits = [max(a, b + gain) for a, b in zip(after[needs:], after, strict=False)]
        best.append(after[:needs] + fits)
    best.reverse()
    chosen: list[int] = []
    for place, (gain, needs) in enumerate(zip(worth, steps, strict=True)):
        if needs <= room and best[place][room] == best[place + 1][room - needs] + gain:
            chosen.append(place)
            room -= needs
    return chosen
