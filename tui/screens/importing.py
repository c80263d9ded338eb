"""Importing on screen: file, letters, columns, dry run, and then all of it as one action."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
from rich.cells import cell_len
from textual.screen import Screen

from agendas.importing import Import, kept_mappings, prepare
from agendas.intake.convert import Intake, converting
from agendas.intake.mapping import Mapping, Proposal
from agendas.intake.opening import open_file
from agendas.intake.reading import ENCODINGS, GUESS, REPAIRED, decode, mended, read_bytes
from agendas.intake.table import Table, Unreadable
from agendas.language import Message, _
from agendas.meeting import events as e
from agendas.meeting.commands.quoting import as_word
from tui.screens.dialogs.choose import Choose
from tui.screens.dialogs.import_columns import ImportColumns
from tui.screens.dialogs.import_dry_run import COLUMNS, LETTERS, WRITE, DryRun
from tui.screens.dialogs.import_file import ImportFile
from tui.screens.dialogs.import_progress import Steps, beside
from tui.screens.dialogs.tell import Tell
from tui.widgets.cells import cut, fit
from tui.widgets.plain_text import inert

if TYPE_CHECKING:
    from tui.screens.requests import RequestsScreen

R = TypeVar("R")
#: Characters of a file's name in a title, and of a sample line.
_NAME, _SHORT_NAME, _SAMPLE = 30, 22, 44
#: Bytes that are searched for letters that could be read in several ways.
_HEAD = 200_000


class Opened(msgspec.Struct, frozen=True):
    """A file that was read: its table, what is proposed, and whether its letters are in doubt."""

    table: Table
    proposal: Proposal
    doubtful: bool = False


class Importing:
    """One import, from the question for the file to the entry."""

    def __init__(self, screen: RequestsScreen) -> None:
        self.screen = screen
        self.language = screen.language
        self._path = Path()
        self._encoding: str | None = None
        self._mend = False
        self._prepared_on = screen.session.workspace

    @property
    def name(self) -> str:
        """The file's name as it may stand on the screen."""
        return inert(self._path.name)

    async def run(self, path: Path | None = None) -> None:
        """Ask, read, confirm, write. Whatever is cancelled leaves everything as it was."""
        if path is None:
            path = await self._wait(ImportFile(self.language))
        if path is None:
            return
        self._path = path
        opened = await self._open()
        if opened is None:
            return
        if opened.doubtful:
            if not await self._ask_letters():
                return
            opened = await self._open()
            if opened is None:
                return
        await self._confirm(opened, look=opened.proposal.origin == "words")

    async def _wait(self, dialog: Screen[R]) -> R | None:
        return await self.screen.app.push_screen_wait(dialog)

    def _say(self, message: Message) -> None:
        """Why nothing came in: in the status line, or in a dialog where that has no room for it."""
        self.screen.say(message, alarm=True)
        if cell_len(self.language.say(message)) > self.screen.size.width - 2:
            self.screen.app.push_screen(Tell(_("Nothing was imported"), (message,), self.language))

    # -- reading ---------------------------------------------------------------------------

    async def _open(self) -> Opened | None:
        kept = kept_mappings(self.screen.session.workspace)
        path, encoding, mend = self._path, self._encoding, self._mend

        def work(steps: Steps) -> Opened | Unreadable:
            steps.tell(0, 0)
            found = open_file(path, kept, encoding=encoding, mend=mend)
            if isinstance(found, Unreadable):
                return found
            table, proposal = found
            chosen = encoding is not None or mend or proposal.origin == "kept"
            return Opened(table, proposal, not chosen and in_doubt(path, table))

        found = await beside(
            self.screen.app, work, _("reading"), cut(self.name, _NAME), self.language
        )
        if found is None:
            self._say(_("stopped; nothing was imported"))
        elif isinstance(found, Unreadable):
            self._say(_("{file}: {what}; nothing was imported", file=self.name, what=found.message)
                      if not found.line else
                      _("{file}, line {line}: {what}; nothing was imported", file=self.name,
                        line=found.line, what=found.message))  # fmt: skip
        else:
            return found
        return None

    async def _ask_letters(self) -> bool:
        """Another encoding, chosen by how the first strange line looks in each."""
        data = read_bytes(self._path)
        if isinstance(data, Unreadable):
            self._say(data.message)
            return False
        choices = letters(head_of(data))
        chosen = await self._wait(
            Choose(
                _("which line has the right letters?"),
                [(code, f"{fit(self._called(code), 12)}  {sample}") for code, sample in choices],
                self.language,
                about=cut(self.name, _NAME),
            )
        )
        if chosen is None:
            return False
        self._mend = chosen == REPAIRED
        self._encoding = None if self._mend else chosen
        return True

    def _called(self, code: str) -> str:
        return self.language.say(_("repaired")) if code == REPAIRED else code

    # -- confirming ------------------------------------------------------------------------

    async def _confirm(self, opened: Opened, *, look: bool) -> None:
        """Columns where they are not known, the dry run, and what is chosen there."""
        proposal: Proposal | None = opened.proposal
        while proposal is not None:
            about = cut(self.name, _NAME)
            if look:
                dialog = ImportColumns(opened.table, proposal, about, self.language)
                proposal = await self._wait(dialog)
                if proposal is None:
                    return
            mapping = await self._answers(proposal)
            if mapping is None:
                return
            made = await self._dry_run(opened.table, mapping)
            if made is None:
                return
            intake, prepared = made
            notes = tuple(dict.fromkeys((*proposal.notes, *intake.notes)))
            answer = await self._wait(DryRun(prepared, notes, about, self.language))
            if answer == WRITE:
                self._write(prepared, intake, mapping)
                return
            if answer == LETTERS:
                again = await self._open() if await self._ask_letters() else None
                if again is None:
                    return
                opened, proposal = again, again.proposal
            elif answer != COLUMNS:
                self.screen.say(_("nothing was imported"))
                return
            look = answer == COLUMNS or proposal.origin == "words"

    async def _answers(self, proposal: Proposal) -> Mapping | None:
        """What only a person can know: which part of a date is first, what a number counts."""
        mapping = proposal.mapping
        for question in proposal.questions:
            choices = [(code, self.language.say(words)) for code, words in question.answers]
            empty = "" if question.kind == "column" else self.language.say(_("leave it empty"))
            if empty:
                choices.append(("", empty))
            answer = await self._wait(Choose(question.text, choices, self.language))
            if answer is None:
                return None
            if answer:
                mapping = question.answered(mapping, answer)
        return mapping

    async def _dry_run(self, table: Table, mapping: Mapping) -> tuple[Intake, Import] | None:
        self._prepared_on = workspace = self.screen.session.workspace
        today = self.screen.session.situation.today

        def work(steps: Steps) -> tuple[Intake, Import]:
            intake = stepwise(table, mapping, steps)
            return intake, prepare(workspace, intake, mapping, today)

        made = await beside(
            self.screen.app, work, _("reading"), cut(self.name, _NAME), self.language
        )
        if made is None:
            self._say(_("stopped; nothing was imported"))
        return made

    def _write(self, prepared: Import, intake: Intake, mapping: Mapping) -> None:
        session = self.screen.session
        if session.workspace is not self._prepared_on:
            # the meeting went on behind the dry run: numbers follow what is there now
            prepared = prepare(session.workspace, intake, mapping, session.situation.today)
        if not prepared.events:
            self.screen.say(_("all of it is here already; nothing was changed"))
            return
        plan = prepared.plan
        first = next((v.request.id for v in prepared.events if isinstance(v, e.RequestAdded)), "")
        outcome = session.write(prepared.events, f"import {as_word(self.name)}", outside=True)
        if self.screen.done(outcome, first):
            counts = _("{file}: {added} added, {changed} changed, {refused} refused; u undoes it",
                       file=cut(self.name, _SHORT_NAME), added=len(plan.added),
                       changed=len(plan.changed), refused=len(plan.refused))  # fmt: skip
            self.screen.say(counts)


def stepwise(table: Table, mapping: Mapping, steps: Steps) -> Intake:
    """The table row by row, so that it can be stopped between two of them."""
    rows = converting(table, mapping)
    while True:
        try:
            progress = next(rows)
        except StopIteration as end:
            intake: Intake = end.value
            return intake
        steps.tell(progress.done, progress.total)


def in_doubt(path: Path, table: Table) -> bool:
    """Whether a person should say how the letters are to be read."""
    if table.encoding == GUESS:
        return True
    data = read_bytes(path)
    if isinstance(data, Unreadable):
        return False
    decoded = decode(head_of(data), table.encoding)
    return not isinstance(decoded, Unreadable) and bool(decoded.mend)


def head_of(data: bytes) -> bytes:
    """The beginning of a file; one in UTF-8 is never cut within a letter."""
    head = data[:_HEAD]
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(head).encode()
    except UnicodeDecodeError:
        return head


def letters(head: bytes) -> Sequence[tuple[str, str]]:
    """The encodings that can be meant, each with how a line with strange letters looks in it."""
    guessed = decode(head)
    if isinstance(guessed, Unreadable):
        return ()
    found = {guessed.encoding: around(_strange(guessed.text))}
    if guessed.mend:
        whole = mended(guessed.text, guessed.mend) or guessed.text
        found = {REPAIRED: around(_strange(whole)), **found}
    if not guessed.encoding.startswith("utf-16"):
        line = next((one for one in head.splitlines() if not one.isascii()), head[:200])
        for encoding in ENCODINGS:
            if encoding != "utf-16":
                found.setdefault(encoding, around(line.decode(encoding, "replace")))
    return tuple(found.items())


def _strange(text: str) -> str:
    return next((line for line in text.splitlines() if not line.isascii()), text[:200])


def around(text: str) -> str:
    """The part of a line that has strange letters in it."""
    at = next((place for place, sign in enumerate(text) if not sign.isascii()), 0)
    return cut(text[max(0, at - 12) :], _SAMPLE)
