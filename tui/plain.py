"""Plain mode: a meeting typed line by line and answered in sentences, without a screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from typing import TypeAlias

import msgspec

from agendas.dates import parse_date
from agendas.language import ENGLISH, Language, Message, _
from agendas.meeting.clock import ScriptClock
from agendas.meeting.commands.grammar import parse, render
from agendas.meeting.commands.quoting import Word, split_words
from agendas.meeting.commands.spec import Refused
from agendas.meeting.events import Corrected, Finalised, RankingRevealed, StageEntered
from agendas.meeting.meeting import Meeting, Status
from agendas.meeting.narrate import told
from agendas.meeting.public_view import PublicView
from agendas.recording import record_of
from agendas.session import Done, Session
from tui import plain_help, plain_ranking, plain_words
from tui.console import sentence
from tui.plain_list import list_lines
from tui.sharing import write_files
from tui.widgets.plain_text import inert

Said: TypeAlias = "Iterable[Message | str] | Refused"

_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?")


class Answer(msgspec.Struct, frozen=True):
    """What became of one line. `lines` are the sentences or rows, inert and in words."""

    command: str
    done: bool
    lines: tuple[str, ...]
    stage: str
    undecided: int

    @property
    def says(self) -> str:
        """All of it as one text."""
        return "\n".join(self.lines)


class Plain:
    """Answers typed lines: commands of the meeting, and those that only plain mode knows."""

    def __init__(self, session: Session, language: Language = ENGLISH) -> None:
        self.session = session
        self.language = language
        self.left = False
        self._edge: dict[str, Callable[[Sequence[Word]], Said]] = {
            "meeting": self._meeting,
            "at": self._at,
            "where": self._where,
            "list": self._list,
            "notes": self._notes,
            "catch-up": self._catch_up,
            "show": self._show,
            "export": self._export,
            "save": self._save,
            "help": self._help,
            "?": self._help,
            "quit": self._quit,
            "exit": self._quit,
            **plain_ranking.edges(session),
        }

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that is not final."""
        return self.session.workspace.meeting

    def answer(self, line: str) -> Answer | None:
        """Do what a line says; None for an empty line and a comment."""
        words = split_words(line)
        if isinstance(words, Refused):
            return self._answered(line, words)
        if not words:
            return None
        edge = None if words[0].quoted else self._edge.get(words[0].text.lower())
        said = edge(words[1:]) if edge else self._command(line)
        return self._answered(line, said)

    def open_meeting(self, on: date) -> Answer:
        """Open the next meeting on a date."""
        return self._answered(f"meeting {on.isoformat()}", self._opened(on))

    def where(self) -> Answer:
        """Where the meeting is, and what is to do."""
        return self._answered("where", self._where(()))

    def set_time(self, moment: datetime) -> Refused | None:
        """Let the clock be set by hand from here on; it only goes forward."""
        clock = self.session.clock
        if not isinstance(clock, ScriptClock):
            seconds, m = clock.seconds(), self.meeting
            clock = ScriptClock(moment)
            clock.run(m is not None and m.status == Status.RUNNING and not m.paused, seconds)
            self.session.clock = clock
        elif moment < clock.now():
            return Refused(_("the clock only goes forward: it is {now}", now=clock.now()))
        clock.set(moment)
        return None

    # -- commands of the meeting -----------------------------------------------------------

    def _command(self, line: str) -> Said:
        command = parse(line, self.session.situation, self.session.agenda)
        if isinstance(command, Refused):
            return command
        done = self.session.do(command, render(command))
        return done if isinstance(done, Refused) else self._told(done)

    def _told(self, done: Done) -> Said:
        after, events = self.session.workspace, done.entry.events
        said: list[Message | str] = []
        if not all(isinstance(event, StageEntered) for event in events):
            said.append(told(done.entry, after, done.before))
        m = after.meeting
        if any(isinstance(event, Finalised) for event in events):
            said += self._files_of_the_last()
        elif any(isinstance(event, Corrected) for event in events):
            said.append(_("“export” writes the files anew"))
        elif m and _moved_on(done.before.meeting, m):
            said += plain_words.stage_words(after, m, self.session.clock.seconds())
        elif m:
            if any(isinstance(event, RankingRevealed) for event in events):
                said += plain_ranking.discussed(m)
            before = done.before.meeting
            owed = set(plain_words.to_say(done.before, before)) if before else set()
            said += [x for x in plain_words.to_say(after, m) if x not in owed]
        return said

    def _files_of_the_last(self) -> list[Message | str]:
        """The sum, and where the files are; written only once the record is on disk."""
        from exports.words import sum_words

        if not self.session.store.wait():
            return []
        last = self.session.workspace.finals[-1]
        said: list[Message | str] = [sum_words(record_of(self.session.workspace, last))]
        written = write_files(self.session, last)
        if isinstance(written, Message):
            return [*said, written, _("“export” tries again")]
        return [*said, _written(written)]

    # -- commands at the edge --------------------------------------------------------------

    def _meeting(self, words: Sequence[Word]) -> Said:
        today = self.session.situation.today
        text = " ".join(word.text for word in words)
        on = parse_date(text, today) if text else today
        if on is None:
            return Refused(_("a date such as 2026-11-28, not “{text}”", text=text))
        return self._opened(on)

    def _opened(self, on: date) -> Said:
        done = self.session.open_meeting(on)
        return done if isinstance(done, Refused) else self._told(done)

    def _at(self, words: Sequence[Word]) -> Said:
        at = time_in(words[-1].text) if words else None
        if at is None:
            return Refused(_("at which time? Type: at 09:41"))
        now = self.session.clock.now()
        on = self._script_day(now.date())
        if len(words) > 1:
            text = " ".join(word.text for word in words[:-1])
            named = parse_date(text, now.date())
            if named is None:
                return Refused(_("a date such as 2026-11-28, not “{text}”", text=text))
            on = named
        moment = datetime.combine(on, at, now.tzinfo)
        return self.set_time(moment) or [_("it is {now:time}", now=moment)]

    def _script_day(self, today: date) -> date:
        """The day of the meeting; with a clock that is set by hand never an earlier one."""
        m = self.meeting
        if m is None:
            return today
        return max(m.on, today) if isinstance(self.session.clock, ScriptClock) else m.on

    def _where(self, words: Sequence[Word]) -> Said:
        m = self.meeting
        if m is None:
            return [_("no meeting is open: “meeting DATE” opens the next one")]
        now, seconds = self.session.clock.now(), self.session.clock.seconds()
        said = plain_words.where_words(self.session.workspace, m, seconds)
        return [_("it is {now:time}", now=now), *said]

    def _list(self, words: Sequence[Word]) -> Said:
        m = self.meeting
        if m is None:
            return Refused(_("no meeting is open: “meeting DATE” opens the next one"))
        return self._rows(list_lines(self.session.workspace, m))

    def _catch_up(self, words: Sequence[Word]) -> Said:
        from tui.stages.catch_up import catch_up

        m = self.meeting
        if m is None:
            return Refused(_("no meeting is open: “meeting DATE” opens the next one"))
        clock = plain_words.time_words(m, self.session.clock.seconds())
        return catch_up(PublicView(self.session.workspace, m), clock)

    def _notes(self, words: Sequence[Word]) -> Said:
        m = self.meeting or self.session.workspace.newest
        if m is None or not m.notes:
            return [_("no notes were taken")]
        return list(plain_words.note_words(m))

    def _show(self, words: Sequence[Word]) -> Said:
        from agendas.backlog import Backlog
        from agendas.history import life
        from tui.request_words import request_page
        from tui.subcommands.listing import known_id

        id = known_id(words[0].text, self.session) if words else None
        if id is None:
            return Refused(_("which request? Type: show R-104"))
        workspace = self.session.workspace
        backlog = Backlog(workspace, self.session.agenda)
        return self._rows(request_page(backlog, workspace.requests[id], life(workspace, id)))

    def _rows(self, rows: Iterable[Message | str]) -> list[str]:
        """Rows of a table in words: they stay as they are, no sentences."""
        return [self.language.say(row) for row in rows]

    def _export(self, words: Sequence[Word]) -> Said:
        m = self.session.workspace.newest
        if m is None:
            return Refused(_("there is no meeting yet"))
        written = write_files(self.session, m)
        return Refused(written) if isinstance(written, Message) else [_written(written)]

    def _save(self, words: Sequence[Word]) -> Said:
        if len(words) != 2 or words[0].text.lower() != "copy":
            return Refused(_("into which new folder? Type: save copy FOLDER"))
        made = self.session.save_copy(words[1].text)
        return Refused(made) if isinstance(made, Message) else [made[1]]

    def _help(self, words: Sequence[Word]) -> Said:
        if not words:
            return plain_help.here(self.meeting, self.language)
        name = words[0].text
        if name == "commands":
            return plain_help.all_commands(self.language)
        lines = plain_help.one_command(name, self.language)
        return lines or Refused(
            _("there is no command “{name}”; “help commands” lists them", name=name)
        )

    def _quit(self, words: Sequence[Word]) -> Said:
        self.left = True
        return [_("everything is kept")]

    # -- answers ---------------------------------------------------------------------------

    def _answered(self, line: str, said: Said) -> Answer:
        m = self.meeting
        refused = isinstance(said, Refused)
        messages = [said.message] if isinstance(said, Refused) else said
        return Answer(
            command=line.strip(),
            done=not refused,
            lines=tuple(self._words(message) for message in messages),
            stage=m.stage_id if m else "",
            undecided=len(m.undecided) if m else 0,
        )

    def _words(self, message: Message | str) -> str:
        if isinstance(message, str):
            return inert(message)
        return sentence(inert(self.language.say(message)))


def time_in(text: str) -> time | None:
    """The time of day in a text such as 09:41."""
    found = _TIME.fullmatch(text)
    return time(int(found[1]), int(found[2]), int(found[3] or 0)) if found else None


def _moved_on(before: Meeting | None, after: Meeting) -> bool:
    return (
        before is None
        or before.number != after.number
        or before.stage_id != after.stage_id
        or before.status != after.status
    )


def _written(paths: Sequence[object]) -> Message:
    folder = str(paths[0]).rpartition("/")[0] if paths else ""
    return _("{n} files are in {folder}", n=len(paths), folder=folder)
