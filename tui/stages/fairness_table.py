"""The fairness check as a table: what each department asked for and got, and the named swap."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from agendas.language import Language, Message, _, _n, listed
from agendas.meeting.fairness_check import FairnessCheck
from agendas.meeting.public_view import PublicView
from agendas.ranking.exact import shown
from agendas.ranking.fairness import DepartmentRow, Swap
from tui.fairness_words import elsewhere
from tui.keys import LINE, keys_of
from tui.stages.cells import place_shown
from tui.widgets.bars import padded
from tui.widgets.cells import cells, cut
from tui.widgets.painted import Piece, Pieces
from tui.widgets.wrapping import wrap

#: Cells of the columns; the bar goes first where there is no room for all.
_NAME, _NUMBER, _BAR, _WAITING = 13, 7, 16, 9
#: From these widths on the bars and the people are shown.
_WITH_BARS, _WITH_PEOPLE = 66, 51


def comparable(check: FairnessCheck) -> bool:
    """Whether there is anything to compare: months behind us, and departments."""
    return check.months > 1 and len(check.fairness.rows) > 1


def waiting_for_answer(view: PublicView) -> tuple[DepartmentRow, ...]:
    """The departments to look at that neither a swap nor a sentence has answered."""
    m = view.meeting
    if m.above is None or not m.is_open:
        return ()
    check = view.fairness
    answered = {name for kept in m.kept for name in kept.departments}
    answered |= {swap.department for swap in m.swaps}
    if not comparable(check):
        return ()
    return tuple(row for row in check.fairness.to_look_at if row.department not in answered)


def fairness_hint(view: PublicView) -> Message | None:
    """Whom the line starves, and the key that shows it; None where nobody is to be looked at."""
    rows = waiting_for_answer(view)
    if not rows:
        return None
    key = next(key.cap for key in keys_of(LINE[0]) if key.action == "fairness")
    names = listed(row.department for row in rows)
    if len(rows) == 1 and rows[0].waiting > 1:
        return _n(
            "fairness: {names} has waited {n} month; {key} shows the check",
            "fairness: {names} has waited {n} months; {key} shows the check",
            rows[0].waiting,
            names=names,
            key=key,
        )
    return _("fairness: look at {names}; {key} shows the check", names=names, key=key)


def fairness_title(view: PublicView) -> Message:
    """What the check is, the window that it looks at, and the days of this month."""
    check = view.fairness
    if not comparable(check):
        return _("Fairness")
    return _n(
        "Fairness: this month and the one before, {days:days} to give away now",
        "Fairness: this month and the {n} before, {days:days} to give away now",
        check.months - 1,
        days=check.capacity,
    )


def fairness_table(view: PublicView, width: int, language: Language) -> list[Pieces]:
    """A row for each department, the sum, and what could be done; or why there is no table."""
    say, check = language.say, view.fairness
    if not comparable(check):
        return [[(part, "")] for part in wrap(say(_calm(check)), width)]
    made: list[Pieces] = [_heading(width, language)]
    rows = check.fairness.rows
    most = max((max(row.asked_share, row.got_share) for row in rows), default=Fraction())
    people = dict(check.people)
    made += [_row(row, people.get(row.department, 0), most, width, language) for row in rows]
    if message := elsewhere(check):
        made += [[(part, "dim")] for part in wrap(say(message), width)]
    for message in _sentences(view, check):
        made += [[], *([(part, "")] for part in wrap(say(message), width))]
    return made


def _calm(check: FairnessCheck) -> Message:
    if len(check.fairness.rows) < 2:
        return _("Nothing to compare: only one department asks for something.")
    return _("Nothing to compare yet: this is the first month. The next meeting can look back.")


def _heading(width: int, language: Language) -> Pieces:
    say, (name, number) = language.say, _widths(width)
    line = padded(cut(say(_("department")), name), name)
    if width >= _WITH_PEOPLE:
        line += _right(say(_("people")), number)
    line += _right(say(_("asked")), number) + _right(say(_("got")), number)
    if width >= _WITH_BARS:
        line += "  " + padded(cut(say(_("got against asked")), _BAR + 1), _BAR + 1)
    return [(line + "  " + say(_("waiting")), "dim")]


def _widths(width: int) -> tuple[int, int]:
    """Cells of a department's name and of a number."""
    return (_NAME, _NUMBER) if width >= _WITH_PEOPLE else (8, 6)


def _row(row: DepartmentRow, people: int, most: Fraction, width: int, language: Language) -> Pieces:
    say, (name, number) = language.say, _widths(width)
    line: list[Piece] = [(padded(cut(row.department, name), name), "strong" if row.look else "")]
    if width >= _WITH_PEOPLE:
        line.append((_right(str(people) if people else "–", number), "dim"))
    line.append((_right(_percent(row.asked_share, language), number), ""))
    line.append((_right(_percent(row.got_share, language), number), ""))
    if width >= _WITH_BARS:
        line += [("  ", ""), *_bar(row, most)]
    waited = padded(str(row.waiting or "–"), 2)
    if width >= _WITH_PEOPLE:
        months = say(_n("{n} month", "{n} months", row.waiting)) if row.waiting else "–"
        waited = padded(months, _WAITING)
    line.append(("  " + waited, "" if row.look else "dim"))
    if row.look:
        line.append((f" {say(_('look'))} ", "chip"))
    return line


def _right(text: str, width: int) -> str:
    return " " * max(1, width - cells(text)) + text


def _percent(share: Fraction, language: Language) -> str:
    return language.say(_("{n} %", n=shown(share * 100, 0)))


def _bar(row: DepartmentRow, most: Fraction) -> list[Piece]:
    """What was got, with a mark at what was asked; dots stand for what is missing up to it."""
    asked, got = (
        int(shown(share * _BAR / most, 0)) if most else 0
        for share in (row.asked_share, row.got_share)
    )
    full, missing, more = min(asked, got), max(0, asked - got), max(0, got - asked)
    rest = _BAR - full - missing - more
    return [
        ("█" * full, "bars"),
        ("·" * missing, "dim"),
        ("│", "strong"),
        ("█" * more, "bars"),
        (" " * rest, ""),
    ]


def _sentences(view: PublicView, check: FairnessCheck) -> Iterator[Message]:
    m = view.meeting
    for made in m.swaps:
        yield _(
            "Swapped for {department}: in came {incoming}{out}",
            department=made.department,
            incoming=named(view, made.incoming),
            out=_(", out went {others}", others=_all(view, made.outgoing)) if made.outgoing else "",
        )
    for kept in m.kept:
        names = listed(kept.departments)
        yield _("Kept as it is ({names}): {why}", names=names, why=kept.because)
    for swap in check.swaps:
        yield swap_sentence(view, swap)
    offered = {swap.department for swap in check.swaps}
    for row in check.fairness.to_look_at:
        if row.department not in offered:
            yield _(
                "{department}: no swap makes room for a ready request", department=row.department
            )


def swap_sentence(view: PublicView, swap: Swap) -> Message:
    """The best ready request of a department, and what would go out for it."""
    best = _(
        "{department}'s best ready request: {incoming}.",
        department=swap.department,
        incoming=named(view, swap.incoming),
    )
    if not swap.outgoing:
        return _("{best} It fits into the days that are left.", best=best)
    return _("{best} In for it: out goes {others}.", best=best, others=_all(view, swap.outgoing))


def named(view: PublicView, id: str) -> Message:
    """`“Leaver checklist” (place 17, 3 d)`."""
    days, place = view.days(id), place_shown(view.meeting, id)
    title = view.requests[id].title
    if days is None:
        return _("“{title}” (place {place})", title=title, place=place)
    return _("“{title}” (place {place}, {days:d})", title=title, place=place, days=days)


def _all(view: PublicView, ids: tuple[str, ...]) -> Message | str:
    found = [named(view, id) for id in ids]
    return found[0] if len(found) == 1 else _("{all}", all=listed(found))
