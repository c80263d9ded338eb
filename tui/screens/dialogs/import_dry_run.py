"""What an import would do, before anything is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll

from agendas.importing import Import
from agendas.intake.table import RowNote
from agendas.language import Language, Message, _, _n, listed
from tui.screens.dialogs.dialog import Dialog
from tui.screens.dialogs.import_columns import FIELD_WORDS
from tui.widgets.painted import Painted, Pieces

#: So many rows of a kind are named; more are counted.
NAMED = 8

WRITE, COLUMNS, LETTERS = "write", "columns", "letters"


class DryRun(Dialog[str | None]):
    """Counts, refused rows and conflicts. `Enter` writes it as one action, `Esc` nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give(None)", "cancel", id="dry.cancel", tooltip="import nothing"),
        Binding("enter", "give('write')", "write", id="dry.write", tooltip="import it"),
        Binding("c", "give('columns')", "columns", id="dry.columns", tooltip="other columns"),
        Binding("l", "give('letters')", "letters", id="dry.letters", tooltip="another encoding"),
        Binding("j,down", "scroll(1)", "down", show=False, id="dry.down", tooltip="further down"),
        Binding("k,up", "scroll(-1)", "up", show=False, id="dry.up", tooltip="further up"),
    ]

    def __init__(
        self, prepared: Import, notes: Sequence[Message], about: str, language: Language
    ) -> None:
        super().__init__()
        self._prepared, self._notes = prepared, notes
        self._about, self._language = about, language

    def compose(self) -> ComposeResult:
        """The counts, the rows that are named, the keys."""
        with Vertical(classes="dialog wide dry-run"):
            yield Painted(classes="dialog-title")
            with VerticalScroll(classes="dry-run-scroll"):
                yield Painted(classes="dry-run-lines")
            yield Painted(classes="dialog-hint")

    def on_mount(self) -> None:
        """Words, once there is a width to cut them to."""
        say = self._language.say
        title = _("what it would bring in")
        self.query_one(".dialog-title", Painted).show(
            [(self._about + "  ", "accent-strong"), (say(title), "strong")]
        )
        lines = dry_run_lines(self._prepared, self._notes, self._language)
        box = self.query_one(".dry-run-lines", Painted)
        box.styles.height = len(lines)
        box.show(*lines)
        enter = _("import it") if self._prepared.events else _("close")
        keys = (("Enter", enter), ("c", _("columns")), ("l", _("letters")), ("Esc", _("nothing")))
        self.query_one(".dialog-hint", Painted).show(
            [
                p
                for cap, words in keys
                for p in ((cap, "accent-strong"), (f" {say(words)}   ", "dim"))
            ]
        )
        self.query_one(VerticalScroll).focus()

    def action_give(self, answer: str | None) -> None:
        """One of the keys."""
        self.dismiss(answer)

    def action_scroll(self, direction: int) -> None:
        """Further down or up."""
        self.query_one(VerticalScroll).scroll_relative(y=direction, animate=False)


def dry_run_lines(prepared: Import, notes: Sequence[Message], language: Language) -> list[Pieces]:
    """Counts first, then what a person may want to look at."""
    say, plan = language.say, prepared.plan
    closed = sum(one.closed for one in plan.added)
    added = say(_("added"))
    if closed:
        archived = _n(
            "{n} of them closed there: archived", "{n} of them closed there: archived", closed
        )
        added += f", {say(archived)}"
    counts: list[tuple[int, str, str]] = [
        (len(plan.added), added, "good"),
        (len(plan.changed), say(_("changed")), "accent"),
        (len(plan.unchanged), say(_("unchanged")), "dim"),
        (len(plan.refused), say(_("refused")), "alarm"),
        (len(plan.skipped), say(_("skipped")), "dim"),
    ]
    facts = _(
        "{rows}, read as {profile}, {encoding}; nothing is changed yet",
        rows=_n("{n} row", "{n} rows", plan.rows),
        profile=plan.profile,
        encoding=plan.encoding,
    )
    lines: list[Pieces] = [[(say(facts), "dim")], []]
    for count, words, tone in counts:
        lines.append(
            [(f"{count:>7}  ", tone if count else "faint"), (words, "" if count else "faint")]
        )
    lines += _rows(say(_("Refused")), plan.refused, language)
    lines += _rows(say(_("Skipped")), plan.skipped, language)
    lines += _kept(prepared, language)
    if prepared.closed_elsewhere:
        ids = listed(prepared.closed_elsewhere[:NAMED])
        lines += _told(_("Closed there, still open here"), [say(_("{ids}", ids=ids))], language)
    if plan.missing:
        absent = _n("{n} of this source is not in the file and stays as it is",
                   "{n} of this source are not in the file and stay as they are",
                   len(plan.missing))  # fmt: skip
        lines += [[], [(say(absent), "dim")]]
    if notes:
        lines += _told(_("Notes"), [say(note) for note in notes[:NAMED]], language)
    return lines


def _told(title: Message, said: Sequence[str], language: Language) -> list[Pieces]:
    return [[], [(language.say(title), "strong")], *([("  " + one, "dim")] for one in said)]


def _rows(title: str, notes: Sequence[RowNote], language: Language) -> list[Pieces]:
    if not notes:
        return []
    say = language.say
    lines: list[Pieces] = [[], [(title, "strong")]]
    for note in notes[:NAMED]:
        lines.append(
            [
                ("  " + say(_("row {row}", row=note.row)) + "  ", "accent"),
                (say(note.reason), "dim"),
            ]
        )
    if len(notes) > NAMED:
        lines.append([("  " + say(_("and {n} more", n=len(notes) - NAMED)), "faint")])
    return lines


def _kept(prepared: Import, language: Language) -> list[Pieces]:
    """What people changed here since: kept, with what the source says now."""
    conflicts = [(change, kept) for change in prepared.plan.changed for kept in change.kept]
    if not conflicts:
        return []
    say = language.say
    lines: list[Pieces] = [[], [(say(_("Changed here, kept as yours")), "strong")]]
    for change, kept in conflicts[:NAMED]:
        field = FIELD_WORDS.get(kept.field, kept.field)
        said = _("{field}: the source says “{new}”", field=field, new=kept.new)
        lines.append([(f"  {change.request_id}  ", "accent"), (say(said), "dim")])
    if len(conflicts) > NAMED:
        lines.append([("  " + say(_("and {n} more", n=len(conflicts) - NAMED)), "faint")])
    return lines
