"""Reads `agenda.yaml`: an Agenda, or every mistake in it at once with line and column."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import TypeVar

import msgspec

from agendas.agenda import (
    FORMATS,
    Agenda,
    CandidateRule,
    CapacityRule,
    ExportRule,
    LineRule,
    Period,
    Person,
    Role,
)
from agendas.agenda_people import MOST_PEOPLE, people_of
from agendas.agenda_ranking import fairness_of, ranking_of
from agendas.agenda_stages import stages_of
from agendas.decisions import Reason
from agendas.fields import Mistakes, Section, nearest, text_of, words
from agendas.known_agenda import AGENDA as AGENDA
from agendas.language import Message, _, _n
from agendas.strict_yaml import MOST_BYTES, Mapping, Mistake, Scalar, read

MOST_MISTAKES = 100

_KEYS = (
    "series", "period", "language", "time_zone", "people", "quorum", "it_required", "stages",
    "ready", "candidates", "capacity", "ranking", "fairness", "line", "reasons", "exports",
)  # fmt: skip

#: The fields of a request that the ready checklist may ask for.
READY_FIELDS = (
    "problem", "benefit", "requester", "sponsor", "department", "effort", "done_means",
    "first_deliverable", "deadline", "deadline_authority", "systems", "talk", "offer", "links",
    "labels", "notes",
)  # fmt: skip

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")
_ZONE = re.compile(r"[A-Za-z0-9_+-]{1,40}(/[A-Za-z0-9_+-]{1,40}){0,3}")
_DEFAULT = Agenda("", Period.MONTHLY, (), ())

Part = TypeVar("Part", bound=msgspec.Struct)


class AgendaMistakes(msgspec.Struct, frozen=True):
    """Why a file is no agenda: all mistakes, in the order of the file."""

    file: str
    mistakes: tuple[Mistake, ...]

    @property
    def messages(self) -> tuple[Message, ...]:
        """One sentence for each: file, line, column, and what was expected."""
        return tuple(mistake.said_of(self.file) for mistake in self.mistakes)


def load(path: Path) -> Agenda | AgendaMistakes:
    """The agenda in this file, or what is wrong with it; a file is never changed by reading it."""
    content = content_of(path)
    return parse(content, path.name) if isinstance(content, bytes) else content


def content_of(path: Path) -> bytes | AgendaMistakes:
    """The bytes of a file, no more than an agenda may have and one; or why it cannot be read."""
    try:
        # opening a pipe would wait for ever
        if not stat.S_ISREG(path.stat().st_mode):
            return _unread(path, _("this is not a file"))
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return _unread(path, _("there is no such file"))
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        return _unread(path, _("the file cannot be read: {error}", error=said))


def _unread(path: Path, what: Message) -> AgendaMistakes:
    return AgendaMistakes(str(path), (Mistake(0, 0, what),))


def parse(data: bytes, file: str = AGENDA) -> Agenda | AgendaMistakes:
    """The agenda in these bytes, or every mistake in them; never raises."""
    reading = read(data)
    mistakes = Mistakes(reading.mistakes)
    agenda = None
    if isinstance(reading.root, Mapping):
        agenda = _agenda(Section(reading.root, "", mistakes, _KEYS))
    elif reading.root is not None:
        what = _("keys with values, like “series: IT priorities”")
        mistakes.expected(reading.root, "agenda", what)
    if agenda is None or mistakes.found:
        return AgendaMistakes(file, _in_order(mistakes.found))
    return agenda


def _in_order(mistakes: list[Mistake]) -> tuple[Mistake, ...]:
    ordered = sorted(mistakes, key=lambda mistake: (mistake.line, mistake.column))
    if len(ordered) <= MOST_MISTAKES:
        return tuple(ordered)
    rest = len(ordered) - MOST_MISTAKES
    more = Mistake(
        0, 0, _n("{n} more mistake is not listed", "{n} more mistakes are not listed", rest)
    )
    return (*ordered[:MOST_MISTAKES], more)


def _agenda(top: Section) -> Agenda:
    name = _("the name of the meeting")
    top.needed("series", name)
    top.needed("period", _("monthly or fortnightly"))
    people = people_of(top)
    fields = {name: name for name in READY_FIELDS}
    reasons = top.section("reasons", ("digits", "show_codes"))
    return Agenda(
        top.text("series", "", name),
        top.choice("period", Period.MONTHLY, words(Period)),
        people,
        stages_of(top),
        language=_language(top),
        time_zone=_time_zone(top),
        quorum=_quorum(top, people),
        it_required=_it_required(top, people),
        ready=top.choices("ready", _DEFAULT.ready, fields),
        candidates=_candidates(top.section("candidates", _names(CandidateRule))),
        capacity=_capacity(top.section("capacity", _names(CapacityRule))),
        ranking=ranking_of(top),
        fairness=fairness_of(top),
        line=top.choice("line", _DEFAULT.line, words(LineRule)),
        digits=_digits(reasons),
        show_codes=reasons.yes("show_codes", _DEFAULT.show_codes),
        exports=_exports(top.section("exports", _names(ExportRule))),
    )


def _names(rule: type[msgspec.Struct]) -> tuple[str, ...]:
    return rule.__struct_fields__


def _language(top: Section) -> str:
    what = _("the code of a language, like en or de")
    code = top.text("language", _DEFAULT.language, what)
    node = top.get("language")
    if code and node is not None and not _LANGUAGE.fullmatch(code):
        top.mistakes.expected(node, "language", what)
    return code


def _time_zone(top: Section) -> str:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

    zone = top.text("time_zone", _DEFAULT.time_zone, _("a time zone, like Europe/Stockholm"))
    node = top.get("time_zone")
    if not zone or not isinstance(node, Scalar):
        return zone
    known = bool(_ZONE.fullmatch(zone))
    if known:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            known = False
    if not known:
        near = nearest(zone, available_timezones())
        what = _("a time zone, like {zone}", zone=near or "Europe/Stockholm")
        top.mistakes.expected(node, "time_zone", what)
    return zone


def _quorum(top: Section, people: tuple[Person, ...]) -> int:
    voters = sum(person.votes for person in people)
    half = voters // 2 + 1
    node = top.get("quorum")
    if node is None or (isinstance(node, Scalar) and node.text.strip().lower() == "half"):
        return half
    if isinstance(node, Scalar) and node.text.strip().isdecimal():
        return top.whole("quorum", half, 1, voters or MOST_PEOPLE)
    what = _("half (more than half of the voters), or a number of voters")
    top.mistakes.expected(node, "quorum", what)
    return half


def _it_required(top: Section, people: tuple[Person, ...]) -> bool:
    required = top.yes("it_required", _DEFAULT.it_required)
    if required and people and not any(Role.IT in person.roles for person in people):
        node = top.get("it_required") or top.get("people") or top.node
        top.mistakes.at(
            node,
            _("it_required: nobody has the role it; write “- name, department, it” under people"),
        )
    return required


def _candidates(rule: Section) -> CandidateRule:
    normal = _DEFAULT.candidates
    return CandidateRule(
        at_most=rule.whole("at_most", normal.at_most, 1, 500),
        cut_off_days=rule.whole("cut_off_days", normal.cut_off_days, 0, 365),
    )


def _capacity(rule: Section) -> CapacityRule:
    normal = _DEFAULT.capacity
    found = CapacityRule(rule.days("days", normal.days), rule.days("reserve", normal.reserve))
    node = rule.get("reserve")
    if node is not None and found.days and found.reserve > found.days:
        what = _("at most the {days:days} of capacity.days", days=found.days)
        rule.mistakes.expected(node, rule.path("reserve"), what)
    return found


def _digits(reasons: Section) -> tuple[Reason, ...]:
    found = reasons.choices("digits", _DEFAULT.digits, words(Reason), least=1)
    node = reasons.get("digits")
    if node is not None and len(found) > 9:
        what = _("at most nine reasons, one for each digit")
        reasons.mistakes.expected(node, reasons.path("digits"), what)
    return found


def _exports(rule: Section) -> ExportRule:
    normal = _DEFAULT.exports
    formats = {name: name for name in FORMATS}
    what = _("a folder")
    folders = tuple(
        text_of(node, rule.path("folders"), rule.mistakes, what, 1000)
        for node in rule.items("folders", _("a list of folders"), 20) or ()
    )
    return ExportRule(rule.choices("formats", normal.formats, formats), folders)
