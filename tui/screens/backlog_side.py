"""The panel beside the backlog: everything that is known about one request, and its life."""

from __future__ import annotations

from agendas.backlog import Backlog
from agendas.decisions import KIND_LABELS, Decision
from agendas.language import Argument, Language, Message, _, listed
from agendas.meeting.public_view import public_request
from agendas.next_table import NextTable, Standing
from agendas.request import FIELD_LABELS, STATE_LABELS, Request
from tui.stages.cells import times_words
from tui.stages.request_side import WIDTH, field
from tui.widgets.painted import Pieces
from tui.widgets.wrapping import wrap

#: So many of the latest meetings are told.
_MEETINGS = 6
_STANDINGS: dict[Standing, Message] = {
    Standing.NONE: _("not on it"),
    Standing.PROPOSED: _("proposed by the program"),
    Standing.BY_HAND: _("put on it by hand"),
    Standing.OFF: _("taken off by hand"),
    Standing.ON_TABLE: _("on it, undecided"),
    Standing.DECIDED: _("decided"),
}
_TONES = {
    Standing.PROPOSED: "good",
    Standing.BY_HAND: "accent",
    Standing.ON_TABLE: "good",
}


def backlog_side(
    request: Request, backlog: Backlog, table: NextTable, language: Language, height: int
) -> list[Pieces]:
    """Title, who asks, what for, whether it is ready, how it stands to the table, its life."""
    say = language.say
    shown = public_request(request)
    lines: list[Pieces] = [
        [
            (shown.id, "accent-strong"),
            ("  " + say(STATE_LABELS[shown.state]), "dim"),
            (", " + say(times_words(backlog.deferred(shown.id))), "dim"),
        ]
    ]
    lines += [[(part, "strong")] for part in wrap(shown.title, WIDTH)[:3]]
    lines.append([])
    most = 3 if height >= 26 else 1
    for label, text in _facts(shown, language):
        lines += field(say(label), text or "–", most=most)
    lines.append([])
    lines += _readiness(backlog, shown, language)
    standing = table.standing(shown.id)
    label = _("This one") if table.running else _("Next one")
    lines += field(say(label), say(_STANDINGS[standing]), tone=_TONES.get(standing, ""))
    lines += field(say(_("Meeting")), language.value(table.on, "long"))
    lines += _origin(shown, language)
    return [*lines, *_life(backlog, shown, language)][:height]


def _facts(shown: Request, language: Language) -> list[tuple[Message, str]]:
    say, value = language.say, language.value
    asked = ", ".join(part for part in (shown.requester, shown.department) if part)
    effort = ""
    if shown.effort:
        on = value(shown.effort.on) if shown.effort.on else ""
        facts = (value(shown.effort.days, "d"), shown.effort.by, on)
        effort = ", ".join(part for part in facts if part)
    deadline = ""
    if shown.deadline:
        authority = shown.deadline_authority or say(_("self-made"))
        deadline = f"{value(shown.deadline, 'long')}, {authority}"
    return [
        (_("Asked by"), asked),
        (_("Problem"), shown.problem),
        (_("Benefit"), shown.benefit),
        (_("Done when"), shown.done_means),
        (_("First"), shown.first_deliverable),
        (_("Effort"), effort),
        (_("Deadline"), deadline),
    ]


def _readiness(backlog: Backlog, shown: Request, language: Language) -> list[Pieces]:
    say = language.say
    lacking = backlog.missing(shown.id)
    if not lacking:
        return field(say(_("Ready")), say(_("yes")), tone="good")
    names = listed(FIELD_LABELS.get(name, name) for name in lacking)
    return field(say(_("Ready")), say(_("no: {names}", names=names)), most=3, tone="reason")


def _origin(shown: Request, language: Language) -> list[Pieces]:
    """Where it comes from and what became of it."""
    say = language.say
    facts: list[tuple[Message, Argument]] = []
    if shown.source:
        facts.append((_("From"), f"{shown.source.profile} {shown.source.key}"))
    if shown.status:
        facts.append((_("There"), shown.status))
    if shown.votes is not None:
        facts.append((_("Votes"), shown.votes))
    if shown.merged_into:
        facts.append((_("Merged"), shown.merged_into))
    if shown.split_from:
        facts.append((_("Part of"), shown.split_from))
    if shown.children:
        facts.append((_("Parts"), listed(shown.children)))
    lines: list[Pieces] = []
    for label, what in facts:
        lines += field(say(label), language.value(what))
    return lines


def _life(backlog: Backlog, shown: Request, language: Language) -> list[Pieces]:
    past = backlog.pasts.get(shown.id)
    if past is None:
        return []
    lines: list[Pieces] = [[], [(language.say(_("Life")), "strong")]]
    for meeting, decision in past.decisions[-_MEETINGS:]:
        on = language.value(meeting.on)
        lines.append([(f"  {on:<7} ", "dim"), (language.say(_what(decision)), "")])
    return lines


def _what(decision: Decision) -> Message:
    kind = KIND_LABELS[decision.kind]
    if decision.reason:
        return _("{kind}, {code}", kind=kind, code=str(decision.reason))
    return _("{kind}", kind=kind)
