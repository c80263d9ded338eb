"""What if: the best set by points and equal shares, in words and never applied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agendas.days import tidy
from agendas.language import Language, Message, _, _n
from agendas.meeting.public_view import PublicView
from agendas.meeting.what_ifs import Difference
from agendas.ranking.best_set import BestSet
from agendas.ranking.exact import shown
from tui.stages.cells import place_shown
from tui.widgets.bars import padded
from tui.widgets.cells import cut
from tui.widgets.painted import Piece, Pieces, width_of
from tui.widgets.wrapping import wrap

#: Equal shares in two sentences, for the room.
EQUAL_SHARES = _(
    "Each of us gets an equal part of this month's days to spend on what we voted for. A request "
    "comes in when those who want it can pay for it together; whoever has spent their part counts "
    "less for the next one."
)
#: Cells of "in" and "out", of a place in the list, and of days.
_WORD, _PLACE, _DAYS = 5, 4, 6


def what_if_lines(view: PublicView, width: int, language: Language) -> list[Pieces]:
    """Both what-ifs: what each would be worth, and which rows would come in and go out."""
    say, found = language.say, view.what_ifs
    made: list[Pieces] = []

    def words(message: Message, tone: str = "") -> None:
        made.extend([(part, tone)] for part in wrap(say(message), width))

    words(_("The best set by points"), "strong")
    if found.best is None:
        words(_("There are no points to compare: nobody has voted, or no line is drawn."), "dim")
    else:
        words(best_words(found.best, found.best_change), "accent")
        made += _changes(view, found.best_change, width, language)
    made.append([])
    words(_("Equal shares"), "strong")
    words(EQUAL_SHARES, "dim")
    if found.shares is None:
        words(_("This ranking does not tell who voted for what."), "dim")
        return made
    if not _differs(found.shares_change):
        words(_("They buy what is above the line."), "accent")
    made += _changes(view, found.shares_change, width, language)
    if filling := [id for id in found.shares.by_filling if id in found.shares_change.incoming]:
        titles = ", ".join(_row_name(view, id) for id in filling)
        words(_("Only to fill the rest: {titles}", titles=titles), "dim")
    if not found.shares.left:
        return made
    left = tidy(shown(found.shares.left))
    words(_("{days:days} would be left.", days=left), "dim")
    return made


def best_words(best: BestSet, change: Difference) -> Message:
    """How much more than the line the best set is worth."""
    if not _differs(change):
        return _("It is what is above the line.")
    points = _n("{n} point", "{n} points", 2, n=shown(best.value))
    if best.gain is None:
        return _("{points}, and nothing above the line has any", points=points)
    percent = shown(abs(best.gain) * 100, 1)
    if best.gain > 0:
        return _("+{percent} %: {points} instead of {above}", percent=percent, points=points,
                 above=shown(best.above))  # fmt: skip
    if best.gain < 0:
        return _("−{percent} %: the line takes more days than there are", percent=percent)
    return _("as many points as the line, in fewer days or by better places")


def _differs(change: Difference) -> bool:
    return bool(change.incoming or change.outgoing)


def _changes(
    view: PublicView, change: Difference, width: int, language: Language
) -> Iterator[Pieces]:
    yield from _rows(view, _("in"), change.incoming, width, language)
    yield from _rows(view, _("out"), change.outgoing, width, language)


def _rows(
    view: PublicView, word: Message, ids: Sequence[str], width: int, language: Language
) -> Iterator[Pieces]:
    for number, id in enumerate(ids):
        days = view.days(id)
        end = f"  {language.value(days, 'd'):>{_DAYS}}" if days is not None else ""
        first: list[Piece] = [
            (padded(language.say(word) if not number else "", _WORD), "good" if word.id == "in"
             else "reason"),
            (f"{place_shown(view.meeting, id):>{_PLACE - 1}} ", "dim"),
        ]  # fmt: skip
        room = width - width_of([*first, (end, "")])
        yield [*first, (padded(cut(view.requests[id].title, room), room), ""), (end, "dim")]


def _row_name(view: PublicView, id: str) -> str:
    return view.requests[id].title
