"""Commands of the rank stage: method, ballots, reveal, rounds."""

from __future__ import annotations

from msgspec.structs import replace

from agendas.agenda import Method, StageKind
from agendas.language import Message, _
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
from agendas.ranking.dots import rank_by_dots
from agendas.ranking.labels import check_ballot, dots_for, labels_for, next_label, parse_ballot
from agendas.ranking.spread import split_requests


class ChooseMethod(Command, frozen=True):
    """Rank another way, before a round starts."""

    method: str


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
        _("how to rank: dots, or consent (no vote)"),
        (choice("method", tuple(Method)),),
        (StageKind.RANK,),
    )
)
def _method(s: Situation, command: ChooseMethod) -> Events | Refused:
    m = s.meeting
    if refusal := closed(m):
        return refusal
    if m.round and not m.round.revealed and m.round.ballots:
        return Refused(_("ballots are handed in: reveal them first, or undo"))
    if m.method == command.method:
        return Refused(_("that is the method already"))
    return (e.MethodChosen(Method(command.method)),)


def rankable(m: Meeting) -> tuple[str, ...]:
    """The candidates that nothing has been decided about yet."""
    return m.undecided


def labels_of(m: Meeting) -> tuple[tuple[str, str], ...]:
    """Labels for the next round: known ones stay, new candidates get labels never used before."""
    known = {id: label for r in m.rounds for label, id in r.labels}
    candidates = rankable(m)
    if not known:
        return tuple(zip(labels_for(len(candidates)), candidates, strict=True))
    used = list(known.values())
    for id in candidates:
        if id not in known:
            known[id] = next_label(used)
            used.append(known[id])
    return tuple((known[id], id) for id in candidates)


def opened_round(m: Meeting) -> e.RoundOpened | Refused:
    """The next voting pass over what is still undecided."""
    labels = labels_of(m)
    if not labels:
        return Refused(_("nothing is left to rank: every candidate is decided"))
    at_most = m.agenda.ranking.at_most
    dots = dots_for(len(labels), m.agenda.ranking.dots, at_most)
    return e.RoundOpened(len(m.rounds) + 1, m.method, labels, dots, at_most)


def voting(m: Meeting) -> Round | None:
    """The voting pass that is still secret, if one is open."""
    return m.round if m.round and not m.round.revealed else None


def _hand_in(s: Situation, person: str) -> tuple[Round, Events] | Refused:
    m = s.meeting
    if refusal := closed(m):
        return refusal
    found = m.person(person)
    if found is None or not found.votes:
        return Refused(_("{name} has no vote in this meeting", name=m.name_of(person)), person)
    if m.presence(person) != Presence.PRESENT:
        return Refused(_("{name} is not in the room", name=found.name), person)
    if m.method != Method.DOTS:
        return Refused(_("nobody votes with the method {method}", method=m.method))
    now = voting(m)
    if now:
        return now, ()
    if m.round:
        return Refused(_("this round was revealed: ballots belong to a new round"))
    opened = opened_round(m)
    if isinstance(opened, Refused):
        return opened
    return Round(opened.number, opened.method, opened.labels, opened.dots, opened.at_most), (
        opened,
    )


@decides(
    Spec(
        "ballot",
        Ballot,
        _("one person's ballot, as letters (aabcf) or numbers (4 4 17); can be entered again"),
        (arg("person", Kind.PERSON), arg("ballot", Kind.TEXT)),
        (StageKind.RANK,),
    )
)
def _ballot(s: Situation, command: Ballot) -> Events | Refused:
    handed = _hand_in(s, command.person)
    if isinstance(handed, Refused):
        return handed
    now, opening = handed
    pairs = read_ballot(now, command.ballot)
    if isinstance(pairs, Message):
        return Refused(pairs, command.person)
    return (*opening, e.BallotCast(command.person, pairs))


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
    return opened if isinstance(opened, Refused) else (opened,)


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
    if m.method == Method.CONSENT and not (now and now.ballots):
        opened = opened_round(m)
        if isinstance(opened, Refused):
            return opened
        number = now.number if now else opened.number
        order = tuple((id,) for id in rankable(m))
        shown = e.RankingRevealed(number, order, (), voters=len(m.voters))
        return _with_line(s, (shown,) if now else (opened, shown))
    if now is None:
        if m.round:
            return Refused(_("this round was revealed; a new round can be opened"))
        return Refused(_("nobody has voted yet"))
    if not now.ballots:
        return Refused(_("nobody has voted yet"))
    return _with_line(s, (_result(m, now),))


def _with_line(s: Situation, shown: Events) -> Events:
    """A reveal shows the line as well, once it is known how many days there are to give away."""
    drawn = draw(s.workspace, after(s, s.meeting, shown))
    return shown if isinstance(drawn, Refused) else (*shown, drawn)


def _result(m: Meeting, now: Round) -> e.RankingRevealed:
    candidates = tuple(id for _label, id in now.labels if id in m.order)
    ballots = {person: dict(dots) for person, dots in now.ballots.items()}
    departments = None
    if m.agenda.ranking.one_vote_per_department:
        departments = {p.id: p.department for p in m.people}
    ranked = rank_by_dots(candidates, ballots, departments)
    supporters = dict(ranked.supporters)
    split = split_requests(candidates, ballots)
    standings = tuple(
        e.Standing(id, points, supporters[id], id in split) for id, points in ranked.points
    )
    secret = m.agenda.ranking.secret_always
    return e.RankingRevealed(
        round=now.number,
        bands=tuple(band.requests for band in ranked.bands),
        standings=standings,
        ballots=() if secret else tuple(sorted(now.ballots.items())),
        abstained=tuple(sorted(now.abstained)),
        voters=len(now.ballots),
    )


def without_ballots(now: Round) -> Round:
    """The round as everybody may see it: who has handed in, nothing else."""
    hidden: dict[str, tuple[tuple[str, int], ...]] = dict.fromkeys(now.ballots, ())
    return replace(now, ballots=hidden)
