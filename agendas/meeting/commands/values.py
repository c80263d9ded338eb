"""What a word of a command means, by its kind; and a value as such a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

import msgspec

from agendas.agenda import Agenda, Person
from agendas.dates import MOST_WORDS, parse_date
from agendas.days import parse_days
from agendas.decisions import Reason
from agendas.language import ENGLISH, Message, _, listed, plain_number
from agendas.meeting.commands.people import folded, full_name, person_of
from agendas.meeting.commands.quoting import Word, as_word, quoted, shortened
from agendas.meeting.commands.spec import Kind, Param, Situation
from agendas.period import in_a_quarter, meeting_after
from agendas.request import FIELD_LABELS

Value: TypeAlias = "str | int | bool | date | Decimal | None"

#: Requests and emergencies are numbered with at most this many digits.
_DIGITS = 9
_REQUEST = re.compile(r"(?:[Rr]-?)?([0-9]{1,9})")
_EMERGENCY = re.compile(r"(?:[Ee]-?)?([0-9]{1,9})")
_NUMBER = re.compile(r"-?[0-9]{1,9}")

EXPECTED: dict[Kind, Message] = {
    Kind.REQUEST: _("a request, such as R-104 or 104"),
    Kind.PERSON: _("somebody of this meeting, by id or name"),
    Kind.NAME: _("a name, in quotes if it has blanks"),
    Kind.TEXT: _("a text, in quotes if it has blanks"),
    Kind.DAYS: _("days in quarters, such as 8 or 2.5"),
    Kind.DATE: _("a date: 2027-02-02, 5 Jan, next, after-next or quarter"),
    Kind.NUMBER: _("a whole number"),
    Kind.REASON: _("one of {codes:or}", codes=listed(str(code) for code in Reason)),
    Kind.STAGE: _("a stage of the agenda"),
    Kind.FIELD: _("a field of a request, such as benefit or done-means"),
    Kind.EMERGENCY: _("an emergency, such as E-01"),
    Kind.WORD: _("one of a few words"),
    Kind.FLAG: _("said or left out"),
}


class Surroundings(msgspec.Struct, frozen=True):
    """What words are understood from: the situation, and the agenda where no meeting runs."""

    situation: Situation
    agenda: Agenda | None = None

    @property
    def people(self) -> Sequence[Person]:
        """Who can be named."""
        meeting = self.situation.workspace.meeting
        if meeting:
            return meeting.people
        return self.agenda.people if self.agenda else ()


class Taken(msgspec.Struct, frozen=True):
    """A value, and how many words it was."""

    value: Value
    words: int = 1


def expected(param: Param) -> Message:
    """What an argument wants to be."""
    if param.kind == Kind.WORD:
        return _("one of {words:or}", words=listed(str(word) for word in param.words))
    return EXPECTED[param.kind]


def take(param: Param, words: Sequence[Word], where: Surroundings) -> Taken | Message:
    """The value that these words begin with; else a sentence that says what is wrong."""
    found: Read
    if param.kind == Kind.WORD:
        found = _alike(words[0].text, [str(word) for word in param.words])
    else:
        found = _READERS[param.kind](words, where)
    if found is None:
        return _(
            "“{text}” is not {expected}", text=shortened(words[0].text), expected=expected(param)
        )
    return Taken(found) if isinstance(found, str) else found


Read: TypeAlias = "Taken | Message | str | None"


def _text(words: Sequence[Word], where: Surroundings) -> Read:
    return words[0].text


def _request(words: Sequence[Word], where: Surroundings) -> Read:
    typed = _REQUEST.fullmatch(words[0].text)
    if typed is None:
        return None
    known = where.situation.workspace.requests
    return _numbered("R", typed[1], known) or _("there is no request {id}", id=words[0].text)


def _emergency(words: Sequence[Word], where: Surroundings) -> Read:
    typed = _EMERGENCY.fullmatch(words[0].text)
    if typed is None:
        return None
    known = where.situation.workspace.emergencies
    return _numbered("E", typed[1], known) or _("there is no emergency {id}", id=words[0].text)


def _numbered(letter: str, digits: str, known: Mapping[str, object]) -> str | None:
    """The id with this number, in the width in which it is stored."""
    number = int(digits)
    ids = (f"{letter}-{number:0{width}}" for width in range(1, _DIGITS + 1))
    return next((id for id in ids if id in known), None)


def _person(words: Sequence[Word], where: Surroundings) -> Read:
    found = person_of(words[0].text, where.people)
    return found.id if isinstance(found, Person) else found


def _name(words: Sequence[Word], where: Surroundings) -> Read:
    return full_name(words[0].text, where.people)


def _days(words: Sequence[Word], where: Surroundings) -> Read:
    days = parse_days(words[0].text)
    return None if days is None else Taken(days)


def _number(words: Sequence[Word], where: Surroundings) -> Read:
    text = words[0].text
    return Taken(int(text)) if _NUMBER.fullmatch(text) else None


def _date(words: Sequence[Word], where: Surroundings) -> Read:
    today, meeting = where.situation.today, where.situation.workspace.meeting
    word = words[0].text.lower().replace("_", "-")
    if word in ("next", "after-next", "quarter"):
        if meeting is None:
            return _("“{word}” is reckoned from a meeting, and none is open", word=word)
        if word == "next":
            return Taken(meeting.next_meeting)
        if word == "quarter":
            return Taken(in_a_quarter(meeting.on))
        period = meeting.agenda.period
        if meeting.next_meeting == meeting_after(meeting.on, 1, period):
            return Taken(meeting_after(meeting.on, 2, period))
        return Taken(meeting_after(meeting.next_meeting, 1, period))
    for text, count in _joined(words, MOST_WORDS):
        if found := parse_date(text, today):
            return Taken(found, count)
    return None


def _reason(words: Sequence[Word], where: Surroundings) -> Read:
    code = words[0].text.upper()
    return Reason(code) if code in tuple(Reason) else None


def _stage(words: Sequence[Word], where: Surroundings) -> Read:
    meeting = where.situation.workspace.meeting
    if meeting is None:
        return _("no meeting is open: start one first")
    stages, wanted = meeting.agenda.stages, _plain(words[0].text)
    exact = [stage.id for stage in stages if _plain(stage.id) == wanted]
    begin = [
        stage.id
        for stage in stages
        if wanted
        and (_plain(stage.id).startswith(wanted) or _plain(stage.title).startswith(wanted))
    ]
    found = exact or begin
    if len(found) == 1:
        return found[0]
    ids = listed(found or (stage.id for stage in stages))
    text = shortened(words[0].text)
    if found:
        return _("“{text}” may be {stages:or}: say which", text=text, stages=ids)
    return _("there is no stage “{text}”; there are {stages}", text=text, stages=ids)


#: Fields by all that they are called.
_FIELDS = {
    **{folded(ENGLISH.say(label)): name for name, label in FIELD_LABELS.items()},
    **{name.replace("_", " "): name for name in FIELD_LABELS},
}


def _field(words: Sequence[Word], where: Surroundings) -> Read:
    for text, count in _joined(words, max(len(name.split()) for name in _FIELDS)):
        if name := _FIELDS.get(_plain(text)):
            return Taken(name, count)
    return _(
        "a request has no field “{text}”; there are {fields}",
        text=shortened(words[0].text),
        fields=listed(FIELD_LABELS),
    )


def _joined(words: Sequence[Word], most: int) -> list[tuple[str, int]]:
    """The texts that the words may begin with, the longest first; a quoted word stands alone."""
    alone = next((n for n, word in enumerate(words) if word.quoted), len(words))
    longest = max(1, min(most, alone))
    return [
        (" ".join(word.text for word in words[:count]), count) for count in range(longest, 0, -1)
    ]


def _plain(text: str) -> str:
    return folded(text.replace("_", " ").replace("-", " "))


def _alike(text: str, words: Sequence[str]) -> str | None:
    return next((word for word in words if _plain(word) == _plain(text)), None)


_READERS: dict[Kind, Callable[[Sequence[Word], Surroundings], Read]] = {
    Kind.REQUEST: _request,
    Kind.PERSON: _person,
    Kind.NAME: _name,
    Kind.TEXT: _text,
    Kind.DAYS: _days,
    Kind.DATE: _date,
    Kind.NUMBER: _number,
    Kind.REASON: _reason,
    Kind.STAGE: _stage,
    Kind.FIELD: _field,
    Kind.EMERGENCY: _emergency,
}


def written(value: Value, keywords: Sequence[str], in_quotes: bool = False) -> str:
    """A value as the word that is read back as this value."""
    match value:
        case str():
            return quoted(value) if in_quotes else as_word(str(value), keywords)
        case date():
            return value.isoformat()
        case int() | Decimal():
            return plain_number(value)
        case _:
            return '""'
