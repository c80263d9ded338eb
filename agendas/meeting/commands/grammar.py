"""The grammar of plain mode: a typed line as a command, and a command as such a line."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec
from msgspec.structs import FieldInfo

from agendas.agenda import Agenda
from agendas.language import Message, _
from agendas.meeting.commands.all import every_spec
from agendas.meeting.commands.quoting import Word, quoted, shortened, split_words
from agendas.meeting.commands.spec import (
    Command,
    Kind,
    Param,
    Refused,
    Situation,
    Spec,
    spec_of,
)
from agendas.meeting.commands.usage import argument, usage
from agendas.meeting.commands.values import (
    Surroundings,
    Taken,
    Value,
    expected,
    take,
    written,
)

#: Kinds that take any text, so that a quoted word may be one of them.
FREE = (Kind.TEXT, Kind.NAME)


def parse(line: str, situation: Situation, agenda: Agenda | None = None) -> Command | Refused:
    """The command in a line; people are those of the running meeting, else of the agenda."""
    words = split_words(line)
    if isinstance(words, Refused):
        return words
    if not words:
        return Refused(_("no command was typed"))
    spec = _command(words[0])
    if isinstance(spec, Refused):
        return spec
    return _Reader(spec, Surroundings(situation, agenda)).read(words[1:])


def _command(word: Word) -> Spec | Refused:
    name = word.text.lower().replace("_", "-")
    known = every_spec()
    if name in known and not word.quoted:
        return known[name]
    text = shortened(word.text)
    near = difflib.get_close_matches(name[:40], known, 1)
    if near:
        return Refused(
            _("there is no command “{text}”; do you mean {name}?", text=text, name=near[0])
        )
    return Refused(_("there is no command “{text}”; “help commands” lists them", text=text))


class _Reader:
    """Reads the words behind the name of one command."""

    def __init__(self, spec: Spec, where: Surroundings) -> None:
        self._spec = spec
        self._where = where
        self._keywords = {param.keyword: param for param in spec.params if param.keyword}
        self._values: dict[str, Value | tuple[Value, ...]] = {}

    def read(self, words: Sequence[Word]) -> Command | Refused:
        """The command, with all its arguments."""
        first = self._up_to_keyword(words)
        refusal = self._positional(words[:first]) or self._options(words[first:])
        if refusal:
            return refusal
        for field in _fields_of(self._spec.type).values():
            if field.required and field.name not in self._values:
                param = next(p for p in self._spec.params if p.field == field.name)
                return self._missing(param)
        return self._spec.type(**self._values)

    def _up_to_keyword(self, words: Sequence[Word]) -> int:
        """How many words stand before the next keyword."""
        return next((n for n, word in enumerate(words) if self._is_keyword(word)), len(words))

    def _is_keyword(self, word: Word) -> bool:
        return not word.quoted and word.text in self._keywords

    def _positional(self, words: Sequence[Word]) -> Refused | None:
        params = [param for param in self._spec.params if not param.keyword]
        for place, param in enumerate(params):
            rest = params[place + 1 :]
            if not words:
                if not param.optional:
                    return self._missing(param)
                continue
            if _is_left_out(param, words[0], rest):
                continue
            if param.many:
                refusal = self._many(param, words)
                if refusal:
                    return refusal
                words = ()
            else:
                if param.kind in FREE and not rest:
                    words = (_running(words),)
                taken = self._take(param, words)
                if isinstance(taken, Refused):
                    return taken
                self._values[param.field] = taken.value
                words = words[taken.words :]
        return self._too_many(words[0]) if words else None

    def _options(self, words: Sequence[Word]) -> Refused | None:
        while words:
            param = self._keywords[words[0].text]
            own = words[1 : 1 + self._up_to_keyword(words[1:])]
            words = words[1 + len(own) :]
            if param.field in self._values:
                return self._refused(param, _("{keyword} is said twice", keyword=param.keyword))
            if param.kind == Kind.FLAG:
                self._values[param.field] = True
            elif not own:
                return self._missing(param)
            elif param.many:
                refusal = self._many(param, own)
                if refusal:
                    return refusal
                continue
            else:
                taken = self._take(param, own)
                if isinstance(taken, Refused):
                    return taken
                self._values[param.field] = taken.value
                own = own[taken.words :]
            if own:
                return self._too_many(own[0])
        return None

    def _many(self, param: Param, words: Sequence[Word]) -> Refused | None:
        found: list[Value] = []
        while words:
            taken = self._take(param, words)
            if isinstance(taken, Refused):
                return taken
            # “Rosa Lindqvist” without quotes names the same person twice
            if param.kind in FREE or taken.value not in found:
                found.append(taken.value)
            words = words[taken.words :]
        self._values[param.field] = tuple(found)
        return None

    def _take(self, param: Param, words: Sequence[Word]) -> Taken | Refused:
        taken = take(param, words, self._where)
        return self._refused(param, taken) if isinstance(taken, Message) else taken

    def _missing(self, param: Param) -> Refused:
        what = _(
            "{argument} is missing, {expected}; type: {usage}",
            argument=argument(param),
            expected=expected(param),
            usage=usage(self._spec),
        )
        return self._refused(param, what)

    def _too_many(self, word: Word) -> Refused:
        what = _(
            "“{text}” is too much; a text of several words goes in quotes; type: {usage}",
            text=shortened(word.text),
            usage=usage(self._spec),
        )
        return self._refused(None, what)

    def _refused(self, param: Param | None, what: Message) -> Refused:
        said = _("{command}: {what}", command=self._spec.name, what=what)
        return Refused(said, param.field if param else "")


def _is_left_out(param: Param, word: Word, rest: Sequence[Param]) -> bool:
    """A quoted word is a text: codes and numbers before it are left out."""
    takes_text = any(later.kind in FREE for later in rest)
    return param.optional and word.quoted and param.kind not in FREE and takes_text


def _running(words: Sequence[Word]) -> Word:
    """All these words as one; a quoted one keeps its quotes among others."""
    if len(words) == 1:
        return words[0]
    return Word(" ".join(quoted(word.text) if word.quoted else word.text for word in words))


def render(command: Command) -> str:
    """The line that is read back as this command: one line, whatever its texts hold."""
    spec = spec_of(command)
    fields = _fields_of(type(command))
    said = [param for param in spec.params if _is_said(command, fields[param.field])]
    keywords = [param.keyword for param in spec.params if param.keyword]
    line = [spec.name]
    positional = [param for param in spec.params if not param.keyword]
    while positional and positional[-1] not in said:
        positional.pop()
    in_quotes = False
    for param in positional:
        free = param.kind in FREE
        if param in said or free:
            line += _words(command, param, keywords, in_quotes and free)
        # a text behind a field, a date or a gap could be read as a part of it
        in_quotes = param not in said or param.kind in (Kind.FIELD, Kind.DATE)
    for param in spec.params:
        if param.keyword and param in said:
            line.append(param.keyword)
            if param.kind != Kind.FLAG:
                line += _words(command, param, keywords, False)
    return " ".join(line)


@cache
def _fields_of(kind: type[Command]) -> Mapping[str, FieldInfo]:
    # Asked at each key that does something, and costly: the annotations are compiled each time.
    return {field.name: field for field in msgspec.structs.fields(kind)}


def _is_said(command: Command, field: FieldInfo) -> bool:
    return field.required or getattr(command, field.name) != field.default


def _words(
    command: Command, param: Param, keywords: Sequence[str], in_quotes: bool
) -> Sequence[str]:
    value = getattr(command, param.field)
    values = value if param.many else (value,)
    return [written(one, keywords, in_quotes) for one in values]
