"""What plain mode says about a ranking: what to do, what to discuss, what if, and the fairness."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

from agendas.agenda import Method
from agendas.language import Message, _, _n, listed
from agendas.meeting.commands.duelling import open_duels, to_ask
from agendas.meeting.commands.quoting import Word
from agendas.meeting.commands.scoring import columns_of
from agendas.meeting.commands.spec import Refused
from agendas.meeting.commands.voting import open_for_ballots
from agendas.meeting.fairness_check import fairness_check
from agendas.meeting.meeting import Meeting, Round
from agendas.meeting.what_ifs import Difference, what_ifs
from agendas.ranking.agreement import Agreement, agreement_words
from agendas.ranking.exact import shown
from agendas.session import Session
from exports.words import TIE_RULES
from tui.ballots_file import read_ballots_file, take_ballots
from tui.fairness_words import fairness_lines

Said: TypeAlias = "Iterable[Message | str] | Refused"
Edge: TypeAlias = "Callable[[Sequence[Word]], Said]"

_NO_MEETING = _("no meeting is open: “meeting DATE” opens the next one")
#: A file with more mistakes is another file; these are enough to see what it is.
_NAMED = 20


def edges(session: Session) -> dict[str, Edge]:
    """The commands about a ranking that only plain mode knows."""
    return {
        "ballots": lambda words: _ballots(session, words),
        "what": lambda words: _what(session, words),
        "fairness": lambda words: _fairness(session),
        "discuss": lambda words: _discuss(session),
    }


# -- what is to do -----------------------------------------------------------------------------


def to_do(m: Meeting) -> Iterator[Message]:
    """What the rank stage waits for."""
    if m.method == Method.CONSENT and not (m.round and not m.round.revealed and m.round.voted):
        yield _("Nobody votes; “reveal” takes the order as it stands, “object” says why not")
        return
    if m.round and m.round.revealed:
        yield _(
            "Round {n} is revealed; “list” shows the ranking, “round” votes again", n=m.round.number
        )
        return
    opened = open_for_ballots(m)
    if isinstance(opened, Refused):
        yield opened.message
        return
    if opened[0].rules.secret_always:
        yield _("Not saved until the reveal; after a crash they are asked for again")
    yield from _columns(m, opened[0]) if m.method == Method.SCORE else _people(m, opened[0])


def _people(m: Meeting, now: Round) -> Iterator[Message]:
    waited = [person.name for person in m.voters if person.id not in now.handed_in]
    if not waited:
        yield _("All have handed in; “reveal” shows the ranking, and cannot be taken back")
        return
    if m.method == Method.ORDER:
        if now.rules.top:
            yield _("Each ranks at most {n}, best first; what is left out is last", n=now.rules.top)
        else:
            yield _("Each ranks, best first; what is left out is last and tied")
    else:
        yield _n(
            "{n} dot each, at most {most} on one",
            "{n} dots each, at most {most} on one",
            now.dots,
            most=now.at_most,
        )
    yield _("Not handed in yet: {names}", names=listed(waited))
    if m.method == Method.ORDER:
        yield _("Type “ballot NAME c a (b d) e” or “abstain NAME”; “list” shows the letters")
    else:
        yield _("Type “ballot NAME LETTERS” or “abstain NAME”; “list” shows the letters")


def _columns(m: Meeting, now: Round) -> Iterator[Message]:
    by_it = {column.name for column in now.rules.columns if column.by_it}
    for name in columns_of(now):
        if name not in {column.name for column in now.rules.columns}:
            yield _("effort, by IT in days: score effort it 5 0.5 8")
            continue
        raters = now.raters(name)
        who = _("IT") if name in by_it else _("the business")
        if raters:
            names = listed(m.name_of(each) for each in raters)
            yield _("{column}, by {who}: filled by {names}", column=name, who=who, names=names)
        else:
            yield _("{column}, by {who}: not filled yet", column=name, who=who)
    yield _(
        "Type “score COLUMN NAME VALUES”, 0 to {scale} in the order of the letters; “reveal”",
        scale=now.rules.scale,
    )


def duel_to_ask(m: Meeting) -> Iterator[Message]:
    """The next pair of open duels."""
    now = open_duels(m)
    if now:
        one, other = to_ask(now)[0]
        yield _("{one} or {other}? Type “wins {one} {other} HANDS HANDS”", one=one, other=other)


# -- after the reveal --------------------------------------------------------------------------


def discussed(m: Meeting) -> Iterator[Message]:
    """How far the ballots agree, what to talk about, and what is proposed as decided by rank."""
    shown_ = m.revealed
    if shown_ is None:
        return
    if shown_.mean_correlation:
        mean = Fraction(shown_.mean_correlation)
        found = Agreement(Fraction(shown_.kendall_w), mean)
        yield _("{words} (mean rank correlation {mean})", words=agreement_words(found),
                mean=shown(mean))  # fmt: skip
    if shown_.no_estimate:
        yield _("no estimate, so no score: {requests}", requests=listed(shown_.no_estimate))
    if shown_.not_scored:
        yield _("a column is empty, so no score: {requests}", requests=listed(shown_.not_scored))
    split = [standing.request for standing in shown_.standings if standing.split]
    if split:
        yield _("split: {requests}", requests=listed(split))
    if m.drawn and m.drawn.gap and len(m.drawn.edges) == 2:
        above, below = m.drawn.edges
        points = {standing.request: standing.points for standing in shown_.standings}
        if above in points and below in points:
            yield _(
                "at the line: {above} with {more} against {below} with {less}",
                above=above,
                below=below,
                more=shown(Fraction(points[above])),
                less=shown(Fraction(points[below])),
            )
    open_ones = [id for id in m.discuss if id not in m.decisions]
    if open_ones:
        yield _("discuss these: {requests}", requests=listed(open_ones))
    if open_ones and m.by_rank:
        yield _n(
            "{n} more is proposed as decided by rank: “rest undisputed”",
            "{n} more are proposed as decided by rank: “rest undisputed”",
            len(m.by_rank),
        )
    for tie in m.drawn.ties if m.drawn else ():
        if tie.open:
            yield _(
                "tie at the line ({ids}): a person decides: move a row, or type “because {one} …”",
                ids=listed(tie.requests),
                one=tie.requests[0],
            )
        else:
            yield _("tie at the line ({ids}): decided by {rule}", ids=listed(tie.requests),
                    rule=TIE_RULES[tie.rule.value])  # fmt: skip


def _discuss(session: Session) -> Said:
    m = session.workspace.meeting
    if m is None:
        return Refused(_NO_MEETING)
    if m.revealed and m.round and m.round.method == Method.CONSENT:
        return [_("Nobody voted: nothing is disputed")]
    return list(discussed(m)) or Refused(_("nothing is revealed yet"))


# -- ballots from a file -----------------------------------------------------------------------


def _ballots(session: Session, words: Sequence[Word]) -> Said:
    if session.workspace.meeting is None:
        return Refused(_NO_MEETING)
    if len(words) != 1:
        return Refused(_("which file? Type: ballots FILE"))
    name = words[0].text
    found = read_ballots_file(session.situation, Path(name), name)
    if isinstance(found, Refused):
        return found
    if isinstance(found, tuple):
        return Refused(_mistakes([mistake.said_of(name) for mistake in found[:_NAMED]]))
    return take_ballots(session, found)


def _mistakes(said: Sequence[Message]) -> Message:
    first, *rest = said
    return _("{one}; {others}", one=first, others=_mistakes(rest)) if rest else first


# -- what if -----------------------------------------------------------------------------------


def _what(session: Session, words: Sequence[Word]) -> Said:
    m = session.workspace.meeting
    if [word.text.lower() for word in words] != ["if"]:
        return Refused(_("type: what if"))
    if m is None:
        return Refused(_NO_MEETING)
    if m.revealed and m.round and m.round.method == Method.CONSENT:
        return [_("Nobody voted: there is nothing to compare")]
    found = what_ifs(session.workspace, m)
    said: list[Message | str] = []
    if found.best:
        gain = found.best.gain
        worth = _("the best set by points") if gain is None else _(
            "the best set by points, {gain} % more", gain=shown(gain * 100, 1)
        )  # fmt: skip
        said.append(_("{what}: {change}", what=worth, change=_change(found.best_change)))
    if found.shares:
        said.append(_("equal shares: {change}", change=_change(found.shares_change)))
        if found.shares.by_filling:
            said.append(_("only to fill the rest: {ids}", ids=listed(found.shares.by_filling)))
    elif found.best:
        said.append(_("equal shares: this ranking does not tell who voted for what"))
    return said or Refused(_("no line is drawn after a vote: there is nothing to compare"))


def _change(change: Difference) -> Message:
    if not change.incoming and not change.outgoing:
        return _("the same as the line")
    return _("in {incoming}, out {outgoing}", incoming=listed(change.incoming) if change.incoming
             else _("nothing"), outgoing=listed(change.outgoing) if change.outgoing
             else _("nothing"))  # fmt: skip


# -- fairness ----------------------------------------------------------------------------------


def _fairness(session: Session) -> Said:
    workspace, m = session.workspace, session.workspace.meeting
    if m is None:
        return Refused(_NO_MEETING)
    if m.above is None:
        return Refused(_("the line is not drawn yet"))
    return list(fairness_lines(m, fairness_check(workspace, m)))
