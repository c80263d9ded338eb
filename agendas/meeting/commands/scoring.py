"""The command that fills a column of a score: all candidates in one line, column by column."""

from __future__ import annotations

from agendas.agenda import Method, Person, Role, StageKind
from agendas.language import Message, _, listed
from agendas.meeting import events as e
from agendas.meeting.commands.people import folded, person_of
from agendas.meeting.commands.spec import (
    Command,
    Events,
    Kind,
    Refused,
    Situation,
    Spec,
    arg,
    decides,
)
from agendas.meeting.commands.voting import may_vote, open_for_ballots
from agendas.meeting.meeting import BUSINESS, Meeting, Round
from agendas.meeting.patching import changed
from agendas.ranking.files.score_reading import column_name
from agendas.ranking.labels import in_label_order
from agendas.ranking.typed_scores import parse_efforts, parse_scores
from agendas.request import Effort

#: What IT fills: days, which become the requests' estimates.
EFFORT = "effort"
#: IT as a rater, where somebody stands in for it.
IT = "it"


class Score(Command, frozen=True):
    """One column, by one person or by all of the business together."""

    column: str
    by: str
    values: str


@decides(
    Spec(
        "score",
        Score,
        _(
            "fill a column of the score for all candidates: score benefit Meier 58.13 (digits in "
            "the order of the letters, . for no opinion; business instead of a name for all of "
            "it together; score effort it 5 0.5 8 in days)"
        ),
        (arg("column", Kind.NAME), arg("by", Kind.NAME), arg("values", Kind.TEXT)),
        (StageKind.RANK,),
    )
)
def _score(s: Situation, command: Score) -> Events | Refused:
    m = s.meeting
    opened = open_for_ballots(m)
    if isinstance(opened, Refused):
        return opened
    now, opening = opened
    if now.method != Method.SCORE:
        return Refused(_("this round is no score: ballot NAME …, or method score before it"))
    name = _column(now, command.column)
    if isinstance(name, Refused):
        return name
    by_it = name == EFFORT or any(c.name == name and c.by_it for c in now.rules.columns)
    who = rater(m, command.by, by_it)
    if isinstance(who, Refused):
        return who
    if name == EFFORT:
        made = _efforts(s, now, who, command.values)
        return made if isinstance(made, Refused) else (*opening, *made)
    labels = tuple(label for label, _id in in_label_order(now.labels))
    scores = parse_scores(command.values, labels, now.rules.scale)
    if isinstance(scores, Message):
        return Refused(scores, name)
    behind = dict(now.labels)
    given = tuple((behind[label], value) for label, value in scores)
    return (*opening, e.ColumnRated(who, name, given))


def columns_of(now: Round) -> tuple[str, ...]:
    """What can be filled, in the order in which it is asked: the columns, then IT's effort."""
    names = tuple(column.name for column in now.rules.columns)
    return (*names, EFFORT) if now.rules.per_effort else names


def _column(now: Round, typed: str) -> str | Refused:
    known = columns_of(now)
    wanted = column_name(typed)
    found = [name for name in known if name == wanted] or [
        name for name in known if wanted and name.startswith(wanted)
    ]
    if len(found) == 1:
        return found[0]
    return Refused(
        _("“{text}” is no column; there are {columns}", text=typed[:40], columns=listed(known)),
        "column",
    )


def rater(m: Meeting, typed: str, by_it: bool) -> str | Refused:
    """Who fills a column: business people what they know, IT its own and nothing else."""
    word = folded(typed)
    if word == BUSINESS:
        if by_it:
            return Refused(_("only IT fills this column: it …"), "by")
        return BUSINESS
    if word == IT:
        seat = _seat(m)
        if seat is None and not m.it_stand_in:
            return Refused(_("IT is not in the room: name a stand-in"), "by")
        return _it_only(seat.id if seat else IT, by_it)
    found = person_of(typed, m.people)
    if isinstance(found, Message):
        return Refused(found, "by")
    if Role.IT in found.roles and not (found.votes and not by_it):
        return _it_only(found.id, by_it)
    if by_it:
        return Refused(_("only IT fills this column: {name} does not", name=found.name), found.id)
    return may_vote(m, found.id) or found.id


def _it_only(who: str, by_it: bool) -> str | Refused:
    if by_it:
        return who
    return Refused(_("IT gives effort and rates what it knows: this column is the business's"), who)


def _seat(m: Meeting) -> Person | None:
    """IT's person in the room."""
    return next((p for p in m.present if Role.IT in p.roles), None)


def _efforts(s: Situation, now: Round, who: str, typed: str) -> Events | Refused:
    m = s.meeting
    days = parse_efforts(typed, tuple(label for label, _id in in_label_order(now.labels)))
    if isinstance(days, Message):
        return Refused(days, EFFORT)
    behind = dict(now.labels)
    name = m.it_stand_in if who == IT else m.name_of(who)
    events = [
        changed(s.workspace.requests[behind[label]], effort=Effort(each, name, s.today))
        for label, each in days
    ]
    found = tuple(event for event in events if event)
    return found or Refused(_("these are the estimates already"), EFFORT)
