"""What stands behind a promise or an emergency: what was said then, and what is said now."""

from __future__ import annotations

from agendas.language import Argument, Language, Message, _
from agendas.meeting.events import Answer, Emergency, Promise
from agendas.meeting.meeting import Meeting
from agendas.meeting.public_view import PublicView
from tui.stages.request_side import WIDTH, field
from tui.widgets.bars import padded
from tui.widgets.painted import Pieces
from tui.widgets.wrapping import wrap

ANSWERS: dict[Answer, tuple[Message, str]] = {
    Answer.DONE: (_("done"), "good"),
    Answer.PART: (_("done in part"), "accent"),
    Answer.NOT_DONE: (_("not done"), "alarm"),
    Answer.STOPPED: (_("stopped"), "alarm"),
}


def answer_words(m: Meeting, id: str) -> tuple[Message, str]:
    """What became of a promise, and its tone; unknown until somebody answers."""
    answered = m.answers.get(id)
    return ANSWERS[answered.answer] if answered else (_("unknown"), "dim")


def judged_words(m: Meeting, id: str) -> tuple[Message, str]:
    """Whether the meeting stands behind an emergency, and its tone."""
    judged = m.judged.get(id)
    if judged is None:
        return _("not asked"), "dim"
    return (_("ratified"), "good") if judged.ratified else (_("challenged"), "alarm")


def about_row(
    view: PublicView, row: str, language: Language, *, short: bool = False
) -> list[Pieces]:
    """What is known about a promise or an emergency; `short` gives each field one line."""
    promise = next((p for p in view.meeting.promises if p.request == row), None)
    emergency = view.emergencies.get(row)
    if promise is not None:
        fields = _promise(view, promise)
    elif emergency is not None:
        fields = _emergency(view, emergency)
    else:
        return []
    lines: list[Pieces] = []
    for label, value, tone in fields:
        text = language.value(value) or "–"
        if short:
            line = " ".join(wrap(text, WIDTH * 3)[:1])
            lines.append([(padded(language.say(label), 10), "dim"), (line, tone)])
        else:
            lines += field(language.say(label), text, most=3, tone=tone)
    return lines


def _promise(view: PublicView, promise: Promise) -> list[tuple[Message, Argument, str]]:
    m = view.meeting
    words, tone = answer_words(m, promise.request)
    answered = m.answers.get(promise.request)
    if answered and answered.left and answered.answer in (Answer.PART, Answer.NOT_DONE):
        words = _("{words}, {left:days} left", words=words, left=answered.left)
    asked = _("meeting {number}, {days:days}", number=promise.meeting, days=promise.days)
    fields: list[tuple[Message, Argument, str]] = [
        (_("First"), promise.deliverable, ""),
        (_("From"), asked, ""),
        (_("Kept?"), words, tone),
    ]
    if answered and answered.sentence:
        fields.append((_("Why"), answered.sentence, ""))
    return fields


def _emergency(view: PublicView, emergency: Emergency) -> list[tuple[Message, Argument, str]]:
    displaced = ", ".join(f"{id} {_title(view, id)}" for id in emergency.displaces)
    fields: list[tuple[Message, Argument, str]] = [
        (_("Why"), emergency.why, ""),
        (_("Since"), emergency.on, ""),
        (_("Displaces"), displaced or _("nothing was named"), ""),
    ]
    judged = view.meeting.judged.get(emergency.id)
    if judged and judged.sentence:
        fields.append((_("Said"), judged.sentence, ""))
    return fields


def _title(view: PublicView, id: str) -> str:
    request = view.requests.get(id)
    return request.title if request else ""
