"""Why a request is to be discussed, how close it is at the line, how far the ballots agree."""

from __future__ import annotations

from fractions import Fraction

import msgspec

from agendas.agenda import TieRule
from agendas.language import Language, Message, _
from agendas.meeting.events import RankingRevealed, Standing
from agendas.meeting.meeting import Meeting, Round
from agendas.ranking.agreement import Agreement, agreement_words
from tui.stages.ballot_sheet import TIES
from tui.stages.points_words import number, points_words, split_sentence, split_words


class Why(msgspec.Struct, frozen=True):
    """A mark, the few words beside it, and the whole as a sentence."""

    mark: Message
    tone: str
    words: Message
    sentence: Message


def why(m: Meeting, now: Round, id: str) -> Why:
    """Split, or at the line, or near it; what is split is said first."""
    shown = now.revealed
    standing = _standing(shown, id)
    edge = _at_line(m, shown, id)
    if shown is None or standing is None or not standing.split:
        words, sentence = edge or _near(m, now, id, standing)
        return Why(_("line"), "accent", words, sentence)
    words = split_words(now.method, standing, shown.voters)
    sentence = split_sentence(now.method, standing, shown)
    if edge:
        sentence = _("{one}; {other}", one=sentence, other=edge[1])
        words = _("and {words}", words=edge[0])
    return Why(_("split"), "alarm", words, sentence)


def _near(m: Meeting, now: Round, id: str, standing: Standing | None) -> tuple[Message, Message]:
    if standing is None:
        return _("near the line"), _("near the line")
    points = points_words(now.method, standing.points)
    side = _("in") if m.is_above(id) else _("out")
    return (
        _("{side}, near: {points}", side=side, points=points),
        _("near the line: {points}", points=points),
    )


def _standing(shown: RankingRevealed | None, id: str) -> Standing | None:
    standings = shown.standings if shown else ()
    return next((standing for standing in standings if standing.request == id), None)


def _at_line(m: Meeting, shown: RankingRevealed | None, id: str) -> tuple[Message, Message] | None:
    edges = m.drawn.edges if m.drawn else ()
    if id not in edges or len(edges) < 2:
        return None
    last = id == edges[0]
    words = _("last in") if last else _("first out")
    own, other = (_standing(shown, each) for each in (edges if last else reversed(edges)))
    if own is None or other is None:
        return words, words
    if own.points == other.points:
        points = number(own.points)
        return (
            _("{words}, tied at {points}", words=words, points=points),
            _("at the line: {words}, tied at {points}", words=words, points=points),
        )
    one, against = number(own.points), number(other.points)
    return (
        _("{words}, {one} against {other}", words=words, one=one, other=against),
        _("at the line: {words}, {one} against {other}", words=words, one=one, other=against),
    )


def closeness(m: Meeting, now: Round) -> Message | None:
    """`line: 41 against 40 points`; None where nothing is on one of its sides."""
    edges = m.drawn.edges if m.drawn else ()
    sides = [_standing(now.revealed, id) for id in edges]
    if len(sides) < 2 or sides[0] is None or sides[1] is None:
        return None
    return _(
        "line: {one} against {other}",
        one=number(sides[0].points),
        other=points_words(now.method, sides[1].points),
    )


def agreement_of(shown: RankingRevealed) -> Message | None:
    """How far the ballots agree, in words and a number; None where nobody voted."""
    if not shown.mean_correlation:
        return None
    mean = Fraction(shown.mean_correlation)
    found = Agreement(Fraction(shown.kendall_w or 0), mean)
    return _("{words} ({mean})", words=agreement_words(found), mean=number(mean))


def tie_applied_words(m: Meeting, language: Language) -> str:
    """Where the line cut a tie and what decided; "" where it cut none."""
    ties = m.drawn.ties if m.drawn else ()
    if not ties:
        return ""
    edges = set(m.drawn.edges) if m.drawn else set()
    # Skipping may cut ties far below as well; the one that people ask about is at the line.
    last = next((tie for tie in ties if edges & set(tie.requests)), ties[-1])
    ids = ", ".join(last.requests[:4]) + (" …" if len(last.requests) > 4 else "")
    if last.open or last.rule == TieRule.PERSON:
        return language.say(_("tie at the line ({ids}): a person decides, J K move rows", ids=ids))
    rule = TIES[TieRule(last.rule)]
    return language.say(_("tie at the line ({ids}): decided by {rule}", ids=ids, rule=rule))
