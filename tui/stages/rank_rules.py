"""What people do in each way of ranking, and the rules of a round, said before anybody votes."""

from __future__ import annotations

from collections.abc import Iterator

from agendas.agenda import Counting, Method
from agendas.language import Language, Message, _, _n
from agendas.meeting import events as e
from agendas.meeting.meeting import Meeting
from agendas.meeting.rounds import rules_now, rules_of
from agendas.ranking.score import Preset
from tui.stages.ballot_sheet import tie_words
from tui.widgets.painted import Pieces
from tui.widgets.wrapping import wrap

#: One sentence each: what people do.
METHODS: dict[Method, Message] = {
    Method.DOTS: _("dots: each types a few letters, in secret; the dots are added up"),
    Method.CONSENT: _("consent: nobody votes, any objection?"),
    Method.ORDER: _("order: each types the letters, best first, in secret"),
    Method.SCORE: _("score: the business rates column by column, IT gives the effort"),
}
_COUNTINGS: dict[str, Message] = {
    Counting.BORDA: _("Borda: points for each place, added up"),
    Counting.SCHULZE: _("Schulze: who beats whom, one against one"),
}
_PRESETS: dict[str, Message] = {
    Preset.WSJF: _("WSJF: (value + urgency + risk reduction) / effort"),
    Preset.RICE: _("RICE: reach × impact × confidence / effort"),
    Preset.ICE: _("ICE: impact, confidence and ease, no effort"),
    Preset.VALUE_EFFORT: _("value / effort"),
    Preset.WEIGHTED: _("the agenda's own columns and weights"),
}
_SHORT: dict[str, Message] = {
    Preset.WSJF: _("sum of the columns / effort"),
    Preset.RICE: _("product of the columns / effort"),
    Preset.VALUE_EFFORT: _("value / effort"),
}


def ways_of(m: Meeting, method: Method) -> tuple[tuple[str, Message], ...]:
    """How a method may be counted here, the agenda's own way first; () where there is one only."""
    match method:
        case Method.ORDER:
            own, ways = m.agenda.ranking.order.counting.value, _COUNTINGS
        case Method.SCORE:
            own, ways = m.agenda.ranking.score.preset.value, _PRESETS
        case _:
            return ()
    possible = [name for name in ways if not isinstance(rules_of(m.agenda, method, name), Message)]
    return tuple((name, ways[name]) for name in sorted(possible, key=lambda name: name != own))


def what_people_do(m: Meeting, dots: Message) -> Message:
    """The rule of the round in one line, behind the clock."""
    rules = rules_now(m)
    match m.method:
        case Method.CONSENT:
            return _("nobody votes: any objection?")
        case Method.ORDER if rules.top:
            return _n(
                "each ranks {n}, best first",
                "each ranks up to {n}, best first; blanks last, tied",
                rules.top,
            )
        case Method.ORDER:
            return _("each ranks, best first; blanks last, tied")
        case Method.SCORE:
            return formula_words(rules)
        case _:
            return dots


def formula_words(rules: e.RoundRules) -> Message:
    """How the score comes out of its columns."""
    if rules.counting in _SHORT:
        return _SHORT[rules.counting]
    if rules.combine == "product":
        words = _("product of the columns")
    elif rules.combine == "mean":
        words = _("mean of the columns")
    else:
        words = _("weighted sum of the columns")
    return _("{words} / effort", words=words) if rules.per_effort else words


def rule_words(m: Meeting, language: Language) -> list[str]:
    """The rules that stand before voting: ties, blanks, weights, secrecy, who comes late."""
    return [language.say(said) for said in _rules(m, rules_now(m), language)]


def _rules(m: Meeting, rules: e.RoundRules, language: Language) -> Iterator[Message | str]:
    if rules.secret_always:
        yield _("not saved until the reveal; after a crash they are asked for again")
    yield tie_words(rules.ties or m.agenda.ranking.ties, language)
    match m.method:
        case Method.ORDER:
            yield _("blanks are last and tied, sharing the average of the places left")
        case Method.SCORE:
            if rules.per_effort:
                yield _("without effort there is no score: “no estimate”, apart")
            else:
                yield _("a request that lacks a column stands apart")
        case _:
            pass
    if rules.one_vote_per_department:
        yield _("each department has one vote")
    elif m.method is Method.SCORE:
        yield _("the business rates, IT gives the effort")
    else:
        yield _("one ballot each")


def rule_lines(m: Meeting, language: Language, width: int) -> list[Pieces]:
    """The rules in calm lines; what is not saved is said in another colour."""
    words = rule_words(m, language)
    lines: list[Pieces] = []
    if rules_now(m).secret_always:
        lines.append([(f"  {words.pop(0)}", "alarm")])
    lines += [[("  " + part, "dim")] for part in wrap(" · ".join(words), width - 2)[:2]]
    return lines
