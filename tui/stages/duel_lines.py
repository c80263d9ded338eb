"""A duel in lines: the two requests, the hands, the wins up to now; and what came out."""

from __future__ import annotations

from fractions import Fraction

from agendas.language import Language, Message, _, _n, listed
from agendas.meeting.meeting import Duels
from agendas.meeting.public_view import PublicView
from agendas.ranking.duels import rank_by_duels
from agendas.ranking.exact import shown
from exports.words import TIE_RULES
from tui.stages.cells import effort_cell
from tui.widgets.bars import padded
from tui.widgets.cells import cut, fit
from tui.widgets.painted import Piece, Pieces
from tui.widgets.wrapping import wrap

#: Lines that each title may take.
_TITLE = 2
_WINS = 8


def pair_lines(
    view: PublicView,
    duels: Duels,
    pair: tuple[str, str],
    hands: tuple[str, str],
    side: int,
    language: Language,
    width: int,
    low: bool = False,
) -> list[Pieces]:
    """The two beside each other with their hands, below them all rows with their wins."""
    half = (width - 6) // 2
    middle = language.say(_("or"))
    high = 1 if low else _TITLE
    titles = [wrap(view.requests[id].title, half)[:high] for id in pair]
    facts = [_facts(view, id, language) for id in pair]
    # The facts stand with the numbers: six rows and all keys fit into 24 lines.
    lines: list[Pieces] = [
        [
            *_named(pair[0], facts[0], half),
            (" " * 6, ""),
            *_named(pair[1], facts[1], half),
        ]
    ]
    for line in range(high):
        words = [title[line] if line < len(title) else "" for title in titles]
        lines.append(_beside((words[0], words[1]), half, "strong", middle if not line else ""))
    lines += [] if low else [[]]
    boxes: list[Piece] = []
    for number, typed in enumerate(hands):
        here = number == side
        known = typed or ("▏" if here else "·")
        boxes.append((f"  {known}  ", "chip" if typed else "accent"))
        if not number:
            boxes.append((" " * max(1, half + 6 - len(known) - 4), ""))
    lines += [boxes, [], *_standing(view, duels, pair, language, width)]
    return lines


def _beside(two: tuple[str, str], half: int, tone: str, middle: str) -> Pieces:
    return [(fit(two[0], half), tone), (fit(f"  {middle}", 6), "dim"), (cut(two[1], half), tone)]


def _named(id: str, facts: str, half: int) -> list[Piece]:
    return [(padded(id, 7), "accent-strong"), (fit(facts, half - 7), "dim")]


def _facts(view: PublicView, id: str, language: Language) -> str:
    effort = effort_cell(view, id, language).text
    return ", ".join(part for part in (effort, view.requests[id].department) if part)


def _won(duels: Duels) -> dict[str, Fraction]:
    hands = {(one, other): (mine, theirs) for one, other, mine, theirs in duels.hands}
    ranked = rank_by_duels(duels.requests, hands)
    return {id: Fraction(points) for id, points in ranked.points}


def _win_words(wins: Fraction) -> Message:
    if wins.denominator == 1:
        return _n("{n} win", "{n} wins", int(wins))
    return _("{wins} wins", wins=shown(wins))


def _standing(
    view: PublicView, duels: Duels, pair: tuple[str, ...], language: Language, width: int
) -> list[Pieces]:
    wins = _won(duels)
    lines: list[Pieces] = []
    for id in duels.requests:
        title = fit(view.requests[id].title, max(8, width - _WINS - 10))
        tone = "" if id in pair else "dim"
        won = language.say(_win_words(wins.get(id, Fraction()))) if duels.hands else ""
        lines.append([(padded(id, 8), tone), (title + "  ", tone), (won, "accent")])
    return lines


def decided_lines(view: PublicView, duels: Duels, language: Language, width: int) -> list[Pieces]:
    """The order that came out, with the wins, the side of the line, and the tie rule if applied."""
    decided = duels.decided
    if decided is None:
        return []
    wins = _won(duels)
    lines: list[Pieces] = []
    for place, id in enumerate(decided.order, 1):
        title = fit(view.requests[id].title, max(8, width - _WINS - 26))
        above = view.meeting.is_above(id)
        where = language.say(_("in") if above else _("not this month"))
        won = language.say(_win_words(wins.get(id, Fraction())))
        lines.append(
            [
                (f"{place:>2} ", "good" if above else "dim"),
                (title + "  ", "strong"),
                (padded(won, _WINS) + "  ", "accent"),
                (where, "good" if above else "dim"),
            ]
        )
    for tie in decided.ties:
        ids = listed(tie.requests)
        if tie.open:
            words = _("tie ({ids}): a person decides, J K move rows", ids=ids)
        else:
            rule = TIE_RULES[tie.rule.value]
            words = _("tie ({ids}): decided by {rule}", ids=ids, rule=rule)
        lines += [[], [(cut(language.say(words), width), "accent")]]
    return lines
