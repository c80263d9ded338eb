"""The values of a request's fields, read from what a person typed."""

from __future__ import annotations

from typing import Any

from agendas.dates import parse_date
from agendas.days import parse_days
from agendas.language import _
from agendas.meeting.commands.spec import Refused, Situation
from agendas.request import Effort, ServiceClass, Talk

#: Longest text that a field takes, in characters.
LONGEST = 20_000
#: What says that a request is confidential, or that it is not.
YES, NO = frozenset({"yes", "y", "true", "1"}), frozenset({"", "no", "n", "false", "0"})


def read_field(s: Situation, field: str, value: str, by: str) -> Any | Refused:
    """The value of a field from what a person typed; empty clears it."""
    text = value.strip()
    if len(text) > LONGEST:
        return Refused(_("that is longer than {most} characters", most=LONGEST), field)
    match field:
        case "title":
            return " ".join(text.split()) or Refused(_("a request needs a title"), field)
        case "effort":
            if not text:
                return None
            days = parse_days(text)
            if days is None:
                return Refused(
                    _("effort: days in quarters, 0 to 1000, not “{text}”", text=text), field
                )
            meeting = s.workspace.meeting
            seat = meeting.agenda.it_seat if meeting else None
            return Effort(days, by or (seat.name if seat else s.who), s.today)
        case "deadline":
            if not text:
                return None
            found = parse_date(text, s.today)
            return found or Refused(
                _("deadline: a date such as 2026-11-28, not “{text}”", text=text), field
            )
        case "service_class":
            wanted = text.lower().replace("-", "_").replace(" ", "_") or "standard"
            if wanted not in tuple(ServiceClass):
                return Refused(_("class: {words:or}", words=tuple(ServiceClass)), field)
            return ServiceClass(wanted)
        case "systems" | "labels" | "links":
            return tuple(part.strip() for part in text.split(",") if part.strip())
        case "confidential":
            if text.lower() not in YES | NO:
                return Refused(_("confidential: yes or no, not “{text}”", text=text), field)
            return text.lower() in YES
        case "talk":
            return Talk(s.today, by or s.who, text) if text else None
        case _:
            return text
