"""What each event is in words: a few of them, with ids for requests and never their titles."""

from __future__ import annotations

import msgspec

from agendas.agenda import Method
from agendas.decisions import KIND_LABELS, REASONS, Decision, Kind
from agendas.language import Argument, Message, _, _n, listed
from agendas.meeting import events as e
from agendas.meeting.duel_words import duel_words
from agendas.meeting.meeting import Meeting
from agendas.meeting.meeting_events import ANSWER_LABELS
from agendas.meeting.patching import set_values
from agendas.request import FIELD_LABELS, STATE_LABELS, State
from agendas.stage_names import stage_name

#: So many are named; more are counted.
NAMED = 4
METHODS: dict[Method, Message] = {
    Method.DOTS: _("dots"),
    Method.CONSENT: _("consent"),
    Method.ORDER: _("order"),
    Method.SCORE: _("score"),
}


class Seen(msgspec.Struct, frozen=True):
    """The meeting as it was after and, where that is known, before what is told."""

    after: Meeting | None = None
    before: Meeting | None = None

    def name(self, person: str) -> str:
        """The name of somebody of the meeting."""
        return self.after.name_of(person) if self.after else person

    def stage(self, id: str) -> Argument:
        """What a stage is called."""
        stage = self.after.agenda.stage(id) if self.after else None
        return stage_name(stage) if stage else id


def event_words(event: e.AnyEvent, seen: Seen) -> Message:
    """What one event is, in words."""
    for group in (_deciding, _ranking, duel_words, _room, _course, _requests):
        if found := group(event, seen):
            return found
    raise TypeError(f"an event without words: {type(event).__name__}")


def _deciding(event: e.AnyEvent, seen: Seen) -> Message | None:
    match event:
        case e.Decided(decision=decision):
            return decision_words(decision)
        case e.DecisionTakenBack(request=id):
            return _("{id} is undecided again", id=id)
        case e.Objected(person=person, request=""):
            return _("{name} objects", name=seen.name(person))
        case e.Objected(person=person, request=id):
            return _("{name} objects to {id}", name=seen.name(person), id=id)
        case e.ReadBackSaid(request=id):
            return _("IT said what it understood of {id}", id=id)
        case e.PromiseAnswered(request=id, answer=answer):
            return _("{id} {answer}", id=id, answer=ANSWER_LABELS[answer])
        case e.EmergencyJudged(emergency=id, ratified=True):
            return _("{id} ratified", id=id)
        case e.EmergencyJudged(emergency=id):
            return _("{id} challenged", id=id)
        case e.CandidateAdded(candidate=candidate):
            return _("{id} came on the table", id=candidate.request)
        case e.CandidateRemoved(request=id):
            return _("{id} went off the table", id=id)
        case _:
            return None


def decision_words(decision: Decision) -> Message:
    """A decision in a few words: "R-104 not this month (no room, again 5 Jan)"."""
    id, kind = decision.request, KIND_LABELS[decision.kind]
    match decision.kind:
        case Kind.MERGE:
            return _("{id} merged into {other}", id=id, other=decision.other)
        case Kind.SPLIT:
            return _("{id} split into {children}", id=id, children=decision.children)
        case _:
            pass
    beside: list[Argument] = []
    if decision.reason and decision.kind != Kind.WITHDRAWN:
        beside.append(REASONS[decision.reason].short)
    if decision.revisit:
        beside.append(_("again {on}", on=decision.revisit))
    if decision.owner:
        beside.append(decision.owner)
    if decision.deadline or decision.until:
        beside.append(_("until {on}", on=decision.deadline or decision.until))
    if not beside:
        return _("{id} {decision}", id=id, decision=kind)
    if len(beside) == 1:
        return _("{id} {decision} ({one})", id=id, decision=kind, one=beside[0])
    one, two = beside[:2]
    return _("{id} {decision} ({one}, {two})", id=id, decision=kind, one=one, two=two)


def _ranking(event: e.AnyEvent, seen: Seen) -> Message | None:
    match event:
        case e.CapacitySet(days=days, running=running, reserve=reserve):
            return _("{days:days} to give away", days=days - running - reserve)
        case e.MethodChosen(method=method, rules=e.RoundRules(counting=by)) if by:
            return _("ranking by {method} ({by})", method=METHODS[method], by=by)
        case e.MethodChosen(method=method):
            return _("ranking by {method}", method=METHODS[method])
        case e.RoundOpened(number=number):
            return _("round {number} is open", number=number)
        case e.BallotCast(person=person):
            return _("{name} has handed in", name=seen.name(person))
        case e.ColumnRated(person=person, column=column):
            return _("{name} has filled {column}", name=seen.name(person), column=column)
        case e.BallotAbstained(person=person):
            return _("{name} abstains", name=seen.name(person))
        case e.RankingRevealed(round=number):
            return _("round {number} is revealed", number=number)
        case e.LineDrawn(order=order, above=above):
            # what is out already (returned, not now) stands at the end of the list, not below it
            out = seen.after.decisions if seen.after else {}
            below = sum(id not in out for id in order[above:])
            return _("the line is drawn: {n} above it, {below} below", n=above, below=below)
        case e.RequestMoved():
            return _moved(event, seen.before)
        case e.MoveExplained(request=id):
            return _("it is said why {id} stands there", id=id)
        case e.OverCapacityExplained():
            return _("it is said why more is taken than there is")
        case _:
            return None


def _moved(event: e.RequestMoved, before: Meeting | None) -> Message:
    """Where a row went; without the list as it was, a place at the line is taken for a crossing."""
    id, place, above = event.request, event.place, event.above
    is_above = place < above
    up: bool | None = None
    if before and id in before.order:
        crossed = before.above is not None and before.is_above(id) != is_above
        up = place < before.order.index(id)
    else:
        crossed = above > 0 and place in (above - 1, above)
    if crossed and is_above:
        return _("{id} moved above the line", id=id)
    if crossed:
        return _("{id} moved below the line", id=id)
    if up is None:
        return _("{id} moved to place {place}", id=id, place=place + 1)
    if up:
        return _("{id} moved up to place {place}", id=id, place=place + 1)
    return _("{id} moved down to place {place}", id=id, place=place + 1)


def _room(event: e.AnyEvent, seen: Seen) -> Message | None:
    match event:
        case e.PersonArrived(person=person):
            return _("{name} is here", name=seen.name(person))
        case e.PersonAbsent(person=person):
            return _("{name} is not here", name=seen.name(person))
        case e.PersonExcused(person=person):
            return _("{name} is excused", name=seen.name(person))
        case e.PersonLeft(person=person):
            return _("{name} has left", name=seen.name(person))
        case e.ItStandIn(name=name):
            return _("{name} speaks for IT", name=name)
        case e.WentOnProvisionally():
            return _("the meeting goes on provisionally")
        case e.NoteTaken(private=True):
            return _("a private note")
        case e.NoteTaken(request=""):
            return _("a note")
        case e.NoteTaken(request=id):
            return _("a note about {id}", id=id)
        case _:
            return None


def _course(event: e.AnyEvent, seen: Seen) -> Message | None:
    match event:
        case e.MeetingOpened(on=on):
            return _("the meeting of {on:long} is open", on=on)
        case e.StageEntered(stage=stage):
            return _("now: {stage}", stage=seen.stage(stage))
        case e.TimeExtended(stage=stage, minutes=minutes):
            return _n(
                "{n} more minute for {stage}",
                "{n} more minutes for {stage}",
                minutes,
                stage=seen.stage(stage),
            )
        case e.ClockPaused():
            return _("a break begins")
        case e.ClockResumed():
            return _("the break is over")
        case e.Blanked(blank=True):
            return _("the windows are blank")
        case e.Blanked():
            return _("the windows show the meeting again")
        case e.Adjourned():
            return _("the meeting is adjourned")
        case e.MeetingResumed():
            return _("the meeting goes on, with a new roll call")
        case e.Undone():
            return _("an action was undone")
        case e.Redone():
            return _("an action was done again")
        case e.Finalised(record=record):
            return _("the meeting of {on:long} is final", on=record.on)
        case e.Corrected(request=id, by=by):
            return _("the record of {id} was corrected by {name}", id=id, name=by)
        case _:
            return None


def _requests(event: e.AnyEvent, seen: Seen) -> Message | None:
    match event:
        case e.WorkspaceMade():
            return _("the workspace was made")
        case e.RequestAdded(request=request):
            return _("{id} added", id=request.id)
        case e.RequestChanged(request=id, patch=patch):
            return _changed(id, patch)
        case e.RequestRemoved(request=id):
            return _("{id} is gone again", id=id)
        case e.RequestTabled(request=id):
            return _("{id} is on the table next time", id=id)
        case e.RequestUntabled(request=id):
            return _("{id} is not on the table next time", id=id)
        case e.TablingUndone(request=id):
            return _("{id} is on or off the table next time as it was", id=id)
        case e.RequestRevived(request=id):
            return _("{id} revived", id=id)
        case e.RevivalUndone(request=id):
            return _("{id} is closed again", id=id)
        case e.BatchCommitted(rows=rows, what=""):
            return _n("{n} row imported", "{n} rows imported", rows)
        case e.BatchCommitted(rows=rows, what=what):
            return _n("{n} row imported: {what}", "{n} rows imported: {what}", rows, what=what)
        case e.MappingKept():
            return _("it is kept how the columns of this table are read")
        case e.EmergencyLogged(emergency=emergency):
            return _("{id} let in by {name}", id=emergency.id, name=emergency.allowed_by)
        case e.EmergencyStruck(emergency=id):
            return _("{id} is gone again", id=id)
        case _:
            return None


def _changed(id: str, patch: e.Patch) -> Message:
    values = set_values(patch)
    state = values.get("state")
    if state == State.MERGED and patch.merged_into:
        return _("{id} merged into {other}", id=id, other=values["merged_into"])
    if state == State.SPLIT and patch.children:
        return _("{id} split into {children}", id=id, children=listed(values["children"]))
    if state is not None:
        return _("{id} is {state} now", id=id, state=STATE_LABELS[state])
    known = [FIELD_LABELS[name] for name in values if name in FIELD_LABELS]
    if "questions" in values:
        known.append(_("questions"))
    if not known:
        return _("{id} changed", id=id)
    if len(known) > NAMED:
        return _("{n} fields of {id} changed", n=len(known), id=id)
    return _("{fields} of {id} changed", fields=listed(known), id=id)
