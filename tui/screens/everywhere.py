"""What the keys that work in every stage of a meeting do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendas.agenda import StageKind
from agendas.days import parse_days
from agendas.language import Message, _, _n
from agendas.meeting.commands.course import Adjourn, Blank, Extend, Note, Pause, Previous, Private
from agendas.meeting.commands.grammar import parse
from agendas.meeting.commands.history import Redo, Undo
from agendas.meeting.commands.scoring import Score
from agendas.meeting.commands.spec import Refused
from agendas.meeting.commands.sweeping import Rest
from agendas.meeting.commands.voting import Ballot
from agendas.meeting.meeting import Status

if TYPE_CHECKING:
    from textual import events

    from tui.keys import Key
    from tui.screens.meeting import MeetingScreen

#: Actions of the stages with a list that do something to the row under the cursor.
ABOUT_A_ROW = frozenset(
    {
        "fill", "back", "commit", "refuse", "if_room", "split", "merge", "decline", "withdraw",
        "move_down", "move_up", "because", "digit", "more", "date", "condition", "teller", "same",
        "mark", "owner", "deadline", "deliverable", "done", "part", "not_done", "stopped", "ratify",
        "challenge",
    }
)  # fmt: skip


#: What plain mode only tells, as the stage that shows it calls it.
_SHOWN = {"what if": "what_if", "fairness": "fairness"}
#: Around a folder's name, as plain mode would need them where it has blanks.
_QUOTES = '"“” \t'


class Everywhere:
    """Undo, clock, notes, blanking, search, the command line: the same in all stages."""

    def __init__(self, screen: MeetingScreen) -> None:
        self.screen = screen
        self._signs: set[tuple[str, int]] = set()

    def act_undo(self, row: str) -> None:
        """Take the last action back, and show the row that it was about."""
        self._turned(Undo())

    def act_redo(self, row: str) -> None:
        """Do again what was undone."""
        self._turned(Redo())

    def _turned(self, command: Undo | Redo) -> None:
        """Show the stage and row that it changed, and say what was changed there."""
        if not self.screen.do(command):
            return
        meeting = self.screen.meeting
        if meeting and meeting.row:
            self.screen.select(meeting.row)
        # another row or stage has its own sentence, which would stand there instead
        self.screen.say(self.screen.told)

    def act_extend(self, row: str) -> None:
        """One minute more."""
        self.screen.do(Extend(1))

    def act_pause(self, row: str) -> None:
        """A break begins or ends."""
        self.screen.do(Pause())

    def act_previous(self, row: str) -> None:
        """A stage back."""
        self.screen.do(Previous())

    def act_blank(self, row: str) -> None:
        """All windows show nothing, or show the meeting again."""
        self.screen.do(Blank())

    async def act_note(self, row: str) -> None:
        """A note for everyone, about the row under the cursor if it is a request."""
        about = row if row in self.screen.session.workspace.requests else ""
        text = await self.screen.ask(_("a note, in the record for everyone"), about=about)
        if text and text.strip():
            self.screen.do(Note(text, about))

    async def act_private(self, row: str) -> None:
        """A note only for the facilitator: every window is blanked before it opens."""
        meeting = self.screen.meeting
        if meeting is None:
            return
        if not meeting.blank:
            self.screen.do(Blank())
        # The laptop is usually mirrored on the wall: what is typed here is hidden there too.
        text = await self.screen.ask(
            _("a note only for you; what you type is hidden"),
            hint=_("plain mode reads it: notes"),
            masked=True,
        )
        if text and text.strip():
            self.screen.do(Private(text))
        self.screen.say(_("The windows are blank; B shows the meeting again."))

    async def act_emergency(self, row: str) -> None:
        """Log an emergency: what, who allowed it, why, days, what it displaces."""
        ask = self.screen.ask
        title = await ask(_("emergency: what is it?"), needed=True) or ""
        by = title and await ask(_("who allowed it?"), about=title, needed=True)
        why = by and await ask(_("what breaks by when if it waits?"), about=title, needed=True)
        if not by or not why:
            return
        line = f"emergency {_quoted(title)} by {_quoted(by)} why {_quoted(why)}"
        # what is no answer is asked again: it shall not cost the answers before it
        while True:
            days = await ask(_("how many days?"), about=title, hint=_("Enter alone skips"))
            if days is None:
                return
            if not days.strip() or parse_days(days) is not None:
                break
            said = _("days in quarters, 0 to 1000, not “{text}”", text=days)
            self.screen.say(said, alarm=True)
        line += f" days {_quoted(days.strip())}" if days.strip() else ""
        hint = _("numbers such as R-104, or nothing")
        while True:
            others = await ask(_("what does it displace?"), about=title, hint=hint)
            if others is None:
                return
            others = others.replace(",", " ").strip()
            if self._typed(f"{line} displaces {others}" if others else line):
                return

    async def act_search(self, row: str) -> None:
        """The next row whose number or title holds a text."""
        text = await self.screen.ask(_("find a row"))
        if not text:
            return
        wanted = text.casefold().strip()
        m, requests = self.screen.view.meeting, self.screen.view.requests
        ids = list(m.order)
        start = ids.index(row) + 1 if row in ids else 0
        for id in (*ids[start:], *ids[:start]):
            if wanted in id.casefold() or wanted in requests[id].title.casefold():
                self.screen.select(id)
                return
        self.screen.say(_("No row holds “{text}”.", text=text), alarm=True)

    async def act_command_line(self, row: str) -> None:
        """Type a command as in plain mode."""
        line = await self.screen.ask(_("command"), hint=_('for example: move R-104 up because "…"'))
        words = (line or "").split(None, 2)
        if [word.lower() for word in words[:2]] == ["save", "copy"]:
            await self.screen.save_copy(words[2].strip(_QUOTES) if words[2:] else None)
        elif words and words[0].lower() == "ballots" and self.screen.session.writable:
            await self._ballots(" ".join(words[1:]).strip(_QUOTES))
        elif words:
            self._typed(line or "")

    def _typed(self, line: str) -> bool:
        """Do what was typed; False where it was refused (the screen says why)."""
        if line.strip().lower() == "catch-up":
            self.act_catch_up("")
            return True
        action = _SHOWN.get(" ".join(line.lower().split()), "")
        show = getattr(self.screen.stage, f"act_{action}", None)
        if show is not None:
            self.screen.later(show(self.screen.row))
            return True
        made = parse(line, self.screen.session.situation)
        if isinstance(made, Refused):
            refusal = made.message
        elif isinstance(made, Ballot | Score):
            refusal = _("A ballot is typed in the rank stage, where it is hidden.")
        elif self.screen.session.writable:
            return self.screen.do(made)
        else:
            refusal = self.screen.session.why_not
        self.screen.say(refusal, alarm=True)
        return False

    async def act_ballots_file(self, row: str) -> None:
        """Ballots that people gave beforehand."""
        await self._ballots("")

    async def _ballots(self, file: str) -> None:
        from tui.screens.ballots_reading import ballots_from_file

        await ballots_from_file(self.screen, file)

    async def act_duels(self, row: str) -> None:
        """Up to six rows around the line, one pair at a time."""
        from tui.screens.duelling import hold_duels

        await hold_duels(self.screen)

    async def act_adjourn(self, row: str) -> None:
        """Stop for today; what is undecided stays undecided."""
        count = len(self.screen.view.meeting.undecided)
        because = await self.screen.ask(
            _n("adjourn with {n} undecided?", "adjourn with {n} undecided?", count),
            hint=_("a reason, or Enter alone"),
        )
        if because is not None:
            self.screen.do(Adjourn(because))

    def act_catch_up(self, row: str) -> None:
        """Three lines for whoever comes late."""
        from tui.screens.dialogs.tell import Tell
        from tui.stages.catch_up import catch_up
        from tui.widgets.bars import minutes_words

        m = self.screen.view.meeting
        left = m.seconds_left(self.screen.seconds())
        told = catch_up(self.screen.view, minutes_words(left, m.paused))
        self.screen.app.push_screen(Tell(_("Where we are"), told, self.screen.language))

    def standing_still(self, key: Key) -> Message | None:
        """What to do instead, where a key needs a running meeting or a row and there is none."""
        match self.screen.view.meeting.status:
            case Status.FINAL if key.action in ("confirm", "previous"):
                return _("The record is final: F6 shares it, F5 opens it, F2 shows what is next.")
            case Status.ADJOURNED if key.action in ("adjourn", "previous") or (
                key.stages and key.action != "export"
            ):
                return _("The meeting is adjourned: Enter resumes it.")
            case Status.RUNNING if key.action in ABOUT_A_ROW and not self.screen.row:
                return _("There is no row here to do that with.")
            case _:
                return None

    def without_meeting(self, event: events.Key) -> None:
        """A key while there is no meeting: only help has something to say."""
        if event.key == "question_mark":
            event.stop()
            event.prevent_default()
            self.act_help("")

    def act_help(self, row: str) -> None:
        """All keys of this stage."""
        from tui.screens.dialogs.help import NO_MEETING_PAGE, Help

        meeting = self.screen.meeting
        page = meeting.stage.kind if meeting else NO_MEETING_PAGE
        self.screen.app.push_screen(Help(page, self.screen.language))

    # -- the clock -------------------------------------------------------------------------

    def watch_time(self) -> None:
        """A sign at ten and five minutes; one dialog when time is up with requests undecided."""
        m = self.screen.view.meeting
        if m.status != Status.RUNNING or m.paused or not self.screen.session.writable:
            return
        left = m.seconds_left(self.screen.session.clock.seconds())
        for minutes in (10, 5):
            sign = (m.stage_id, minutes)
            longer = m.stage.minutes > minutes
            if longer and minutes * 60 - 5 < left <= minutes * 60 and sign not in self._signs:
                self._signs.add(sign)
                self.screen.say(_n("{n} minute left", "{n} minutes left", minutes))
        extended = m.extended.get(m.stage_id, 0)
        sign = (m.stage_id, -1 - extended)
        deciding = m.stage.kind in (StageKind.LINE, StageKind.NOT_THIS_MONTH)
        if left <= 0 and deciding and m.undecided and sign not in self._signs:
            self._signs.add(sign)
            if self.screen.is_current:
                self.screen.later(self._time_is_up())

    async def _time_is_up(self) -> None:
        count = len(self.screen.view.meeting.undecided)
        say = self.screen.language.say
        chosen = await self.screen.choose(
            _n("time is up, {n} undecided", "time is up, {n} undecided", count),
            [
                ("rest", say(_("decide the rest by rank, in one block"))),
                ("five", say(_n("extend by {n} minute", "extend by {n} minutes", 5))),
                ("ten", say(_n("extend by {n} minute", "extend by {n} minutes", 10))),
                ("adjourn", say(_("adjourn: undecided stays undecided"))),
                ("on", say(_("go on over time"))),
            ],
        )
        match chosen:
            case "rest":
                self.screen.do(Rest())
            case "five":
                self.screen.do(Extend(5))
            case "ten":
                self.screen.do(Extend(10))
            case "adjourn":
                self.screen.do(Adjourn())
            case _:
                pass


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
