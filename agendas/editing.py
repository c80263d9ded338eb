"""Editing a request as a whole: its fields as texts, and one action for all that was changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from agendas.dates import parse_date
from agendas.language import Message, _
from agendas.meeting.commands.field_values import read_field
from agendas.meeting.commands.spec import Events, Refused, Situation
from agendas.meeting.commands.words import known
from agendas.meeting.patching import changed
from agendas.request import FIELD_LABELS, Effort, Question, Request, Talk

#: Everything about a request that people type, in the order in which it is asked for.
EDITED: tuple[str, ...] = (
    "title", "problem", "benefit", "done_means", "first_deliverable", "requester", "sponsor",
    "department", "service_class", "deadline", "deadline_authority", "effort", "effort_by",
    "systems", "talk", "talk_who", "talk_on", "offer", "links", "labels", "notes",
    "confidential", "question", "question_of", "question_due",
)  # fmt: skip
#: Fields of more than one line.
LONG = frozenset({"problem", "benefit", "done_means", "notes"})
#: An answer to the question at this place: `answer_0`.
ANSWER = "answer_"

EDITED_LABELS: dict[str, Message] = {
    **FIELD_LABELS,
    "effort_by": _("estimated by"),
    "talk_who": _("talked with"),
    "talk_on": _("talked on"),
    "question": _("new question"),
    "question_of": _("asked of"),
    "question_due": _("answer by"),
}
_BLANKS = re.compile(r",\s+|\s+")


class Wrong(msgspec.Struct, frozen=True):
    """Texts that cannot be taken: each with what is wrong and the field that it stands in."""

    refused: tuple[Refused, ...]


def edited_fields(request: Request) -> tuple[str, ...]:
    """The fields of a request, its unanswered and answered questions among them."""
    answers = tuple(f"{ANSWER}{place}" for place in range(len(request.questions)))
    return (*EDITED[:-3], *answers, *EDITED[-3:])


def text_of(request: Request, field: str) -> str:
    """What a field says, in the form in which it is typed."""
    effort, talk = request.effort, request.talk
    match field:
        case "effort":
            return format(effort.days.normalize(), "f") if effort else ""
        case "effort_by":
            return effort.by if effort else ""
        case "talk":
            return talk.result if talk else ""
        case "talk_who":
            return talk.who if talk else ""
        case "talk_on":
            return talk.on.isoformat() if talk and talk.on else ""
        case "deadline":
            return request.deadline.isoformat() if request.deadline else ""
        case "confidential":
            return "yes" if request.confidential else "no"
        case "systems" | "labels":
            return ", ".join(getattr(request, field))
        case "links":
            return " ".join(request.links)
        case "question" | "question_of" | "question_due":
            return ""
        case _ if field.startswith(ANSWER):
            return request.questions[int(field.removeprefix(ANSWER))].answer
        case _:
            return str(getattr(request, field))


def edited(s: Situation, id: str, texts: Mapping[str, str]) -> Events | Wrong:
    """One event that gives a request everything that was typed; nothing if one text is wrong.

    `texts` holds only the fields whose text was changed.
    """
    request = known(s, id)
    if isinstance(request, Refused):
        return Wrong((request,))
    reader = _Reader(s, request, texts)
    values = reader.values()
    if reader.refused:
        return Wrong(tuple(reader.refused))
    event = changed(request, **values)
    return (event,) if event else ()


class _Reader:
    """Reads the typed texts, and collects what is wrong with them."""

    def __init__(self, s: Situation, request: Request, texts: Mapping[str, str]) -> None:
        self._s, self._request = s, request
        self._texts = dict(texts)
        self.refused: list[Refused] = []

    def values(self) -> dict[str, Any]:
        """The new value of each field that was typed."""
        values: dict[str, Any] = {}
        for field in (name for name in self._texts if name in FIELD_LABELS):
            if field not in ("effort", "talk"):
                values[field] = self._field(field, self._texts[field])
        if not self._texts.keys().isdisjoint({"effort", "effort_by"}):
            values["effort"] = self._effort()
        if not self._texts.keys().isdisjoint({"talk", "talk_who", "talk_on"}):
            values["talk"] = self._talk()
        questions = self._questions()
        if questions != self._request.questions:
            values["questions"] = questions
        return values

    def _text(self, field: str) -> str:
        typed = self._texts.get(field)
        return (text_of(self._request, field) if typed is None else typed).strip()

    def _field(self, field: str, text: str, by: str = "") -> Any:
        if field == "links":
            return tuple(part for part in _BLANKS.split(text.strip()) if part)
        value = read_field(self._s, field, text, by)
        if isinstance(value, Refused):
            self.refused.append(replace(value, where=field))
        return value

    def _effort(self) -> Effort | None:
        by = self._text("effort_by")
        before = self._request.effort
        if "effort" not in self._texts:
            return replace(before, by=by) if before else None
        read: Effort | None = self._field("effort", self._texts["effort"], by)
        return read

    def _talk(self) -> Talk | None:
        result, who = self._text("talk"), self._text("talk_who")
        if not result and not who:
            return None
        on = self._date("talk_on", self._text("talk_on"))
        return Talk(on or self._s.today, who, result)

    def _date(self, field: str, text: str) -> Any:
        found = parse_date(text, self._s.today) if text else None
        if text and found is None:
            what = _("a date such as 2026-11-28, not “{text}”", text=text)
            self.refused.append(Refused(what, field))
        return found

    def _questions(self) -> tuple[Question, ...]:
        questions = tuple(
            replace(one, answer=self._texts[f"{ANSWER}{place}"].strip())
            if f"{ANSWER}{place}" in self._texts
            else one
            for place, one in enumerate(self._request.questions)
        )
        text = self._texts.get("question", "").strip()
        of = self._texts.get("question_of", "").strip()
        due = self._date("question_due", self._texts.get("question_due", "").strip())
        if not text:
            if of or due:
                self.refused.append(Refused(_("what is the question?"), "question"))
            return questions
        return (*questions, Question(text, self._s.who, of, due))
