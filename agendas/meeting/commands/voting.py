"""Commands of the rank stage: method, ballots, reveal, rounds."""

from __future__ import annotations

from agendas.agenda import Method, StageKind
from agendas.language import Message, _, listed
from agendas.meeting import events as e
from agendas.meeting.commands.placing import draw
from agendas.meeting.commands.spec import (
    Command,
    Events,
    Kind,
    Refused,
    Situation,
    Spec,
    arg,
    choice,
    decides,
)
from agendas.meeting.commands.words import after, closed
from agendas.meeting.meeting import Meeting, Presence, Round
from agendas.meeting.revealing import result_of
from agendas.meeting.rounds import opened_round, rankable, rules_of, voting
from agendas.ranking.labels import check_ballot, parse_ballot
from agendas.ranking.typed_orders import parse_order

#: What is typed instead of a ballot by who abstains.
NO_BALLOT = "-"


class ChooseMethod(Command, frozen=True):
    """Rank another way, before a round starts."""

    method: str
    by: str = ""


class Ballot(Command, frozen=True):
    """One person's ballot, as typed."""

    person: str
    ballot: str


class Abstain(Command, frozen=True):
    """One person hands in no ballot."""

    person: str


class OpenRound(Command, frozen=True):
    """A new voting pass; earlier ones are kept."""


class Reveal(Command, frozen=True):
    """Show the ranking to everybody."""


@decides(
    Spec(
        "method",
        ChooseMethod,
        _("how to rank: consent, dots, order (borda or schulze) or score (its preset)"),
        (choice("method", tuple(Method)), arg("by", Kind.TEXT, optional=True)),
        (StageKind.RANK,),
    )
)
def _method(s: Situation, command: ChooseMethod) -> Events | Refused:
    m = s.meeting
    if refusal := closed(m):
        return refusal
    now = voting(m)
    if now and now.voted:
        return Refused(_("ballots are handed in: reveal them first, or undo"))
    method = Method(command.method)
    rules = rules_of(m.agenda, method, command.by.strip().lower().replace("-", "_"))
    if isinstance(rules, Message):
        return Refused(rules, "method")
    known = m.rules or rules_of(m.agenda, m.method)
    if m.method == method and rules == known:
        return Refused(_("that is the method already"))
    return (e.MethodChosen(method, rules),)


def open_for_ballots(m: Meeting) -> tuple[Round, Events] | Refused:
    """The round that takes ballots now, and what opens it where the first ballot does."""
    if refusal := closed(m):
        return refusal
    if m.method == Method.CONSENT:
        return Refused(_("nobody votes with the method {method}", method=m.method))
    now = voting(m)
    if now:
        return now, ()
    if m.round:
        return Refused(_("this round was revealed: ballots belong to a new round"))
    opened = opened_round(m)
    if isinstance(opened, Message):
        return Refused(opened)
    rules = opened.rules or e.RoundRules()
    return Round(
        opened.number, opened.method, opened.labels, opened.dots, opened.at_most, rules=rules
    ), (opened,)


def may_vote(m: Meeting, person: str) -> Refused | None:
    """Refuses who has no vote, and who is not in the room."""
    found = m.person(person)
    if found is None or not found.votes:
        return Refused(_("{name} has no vote in this meeting", name=m.name_of(person)), person)
    if m.presence(person) != Presence.PRESENT:
        return Refused(_("{name} is not in the room", name=found.name), person)
    return None


def _hand_in(s: Situation, person: str) -> tuple[Round, Events] | Refused:
    m = s.meeting
    return closed(m) or may_vote(m, person) or open_for_ballots(m)


@decides(
    Spec(
        "ballot",
        Ballot,
        _("one person's ballot: dots aabcf, or an order c a (b d) e; can be entered again"),
        (arg("person", Kind.PERSON), arg("ballot", Kind.TEXT)),
        (StageKind.RANK,),
    )
)
def _ballot(s: Situation, command: Ballot) -> Events | Refused:
    handed = _hand_in(s, command.person)
    if isinstance(handed, Refused):
        return handed
    now, opening = handed
    if command.ballot.strip() == NO_BALLOT:
        return (*opening, e.BallotAbstained(command.person))
    cast = cast_ballot(now, command.person, command.ballot)
    return Refused(cast, command.person) if isinstance(cast, Message) else (*opening, cast)


def cast_ballot(now: Round, person: str, text: str) -> e.BallotCast | Message:
    """A typed ballot in the round's method, or what is wrong with it."""
    match now.method:
        case Method.ORDER:
            order = read_order(now, text)
            return order if isinstance(order, Message) else e.BallotCast(person, (), order)
        case Method.SCORE:
            return _("scores are filled column by column: score COLUMN NAME 58313")
        case _:
            pairs = read_ballot(now, text)
            return pairs if isinstance(pairs, Message) else e.BallotCast(person, pairs)


def read_ballot(now: Round, text: str) -> tuple[tuple[str, int], ...] | Message:
    """Dots per request from a typed ballot, or what is wrong with it."""
    pairs = parse_ballot(text, tuple(label for label, _id in now.labels))
    if isinstance(pairs, Message):
        return pairs
    wrong = check_ballot(pairs, now.dots, now.at_most)
    if wrong:
        return wrong
    behind = dict(now.labels)
    return tuple((behind[label], dots) for label, dots in pairs)


def read_order(now: Round, text: str) -> tuple[tuple[str, ...], ...] | Message:
    """Requests best first from a typed ballot, what is tied together, or what is wrong with it."""
    bands = parse_order(text, tuple(label for label, _id in now.labels), now.rules.top)
    if isinstance(bands, Message):
        return bands
    behind = dict(now.labels)
    return tuple(tuple(behind[label] for label in band) for band in bands)


@decides(
    Spec(
        "abstain",
        Abstain,
        _("one person hands in no ballot this time"),
        (arg("person", Kind.PERSON),),
        (StageKind.RANK,),
    )
)
def _abstain(s: Situation, command: Abstain) -> Events | Refused:
    handed = _hand_in(s, command.person)
    if isinstance(handed, Refused):
        return handed
    return (*handed[1], e.BallotAbstained(command.person))


@decides(
    Spec("round", OpenRound, _("open a new round; earlier ones are kept"), (), (StageKind.RANK,))
)
def _round(s: Situation, command: OpenRound) -> Events | Refused:
    m = s.meeting
    if refusal := closed(m):
        return refusal
    if voting(m):
        return Refused(_("a round is open: reveal it first"))
    opened = opened_round(m)
    return Refused(opened) if isinstance(opened, Message) else (opened,)


@decides(
    Spec(
        "reveal",
        Reveal,
        _("show the ranking to everybody; cannot be taken back"),
        (),
        (StageKind.RANK,),
    )
)
def _reveal(s: Situation, command: Reveal) -> Events | Refused:
    m = s.meeting
    if refusal := closed(m):
        return refusal
    now = voting(m)
    if m.method == Method.CONSENT and not (now and now.voted):
        opened = opened_round(m)
        if isinstance(opened, Message):
            return Refused(opened)
        number = now.number if now else opened.number
        order = tuple((id,) for id in rankable(m))
        shown = e.RankingRevealed(number, order, (), voters=len(m.voters))
        return _with_line(s, (shown,) if now else (opened, shown))
    if now is None:
        if m.round:
            return Refused(_("this round was revealed; a new round can be opened"))
        return Refused(_("nobody has voted yet"))
    if not now.voted:
        return Refused(_("nobody has voted yet"))
    columns = now.rules.columns if now.method == Method.SCORE else ()
    if empty := [column.name for column in columns if not now.raters(column.name)]:
        return Refused(_("still to be filled by somebody: {columns}", columns=listed(empty)))
    return _with_line(s, (result_of(s.workspace, m, now),))


def _with_line(s: Situation, shown: Events) -> Events:
    """A reveal shows the line as well, once it is known how many days there are to give away."""
    drawn = draw(s.workspace, after(s, s.meeting, shown))
    return shown if isinstance(drawn, Refused) else (*shown, drawn)
