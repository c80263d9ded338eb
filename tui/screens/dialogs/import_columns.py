"""Which column feeds which of our fields: proposed by the program, confirmed by a person."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from agendas.intake.mapping import Mapping, Proposal
from agendas.intake.proposing import describe
from agendas.intake.table import Table, first_filled
from agendas.intake.words import FIELDS
from agendas.language import Language, Message, _
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.bars import padded
from tui.widgets.cells import cut, fit
from tui.widgets.painted import Painted, paint
from tui.widgets.plain_text import inert

FIELD_WORDS: dict[str, Message] = {
    "key": _("key"),
    "title": _("title"),
    "problem": _("problem"),
    "benefit": _("benefit"),
    "done_means": _("done means"),
    "first_deliverable": _("first deliverable"),
    "requester": _("requester"),
    "department": _("department"),
    "created": _("created"),
    "deadline": _("deadline"),
    "effort": _("effort"),
    "labels": _("labels"),
    "status": _("status there"),
    "votes": _("votes"),
    "url": _("link"),
}
#: The fields in the order in which they are looked at.
ORDER = ("title", "key", *(field for field in FIELDS if field not in ("title", "key")))
TAKE = "take"
NOTHING = "nothing"
_LABEL, _COLUMN = 19, 22
_LOOKED_AT = 500


class ImportColumns(Dialog[Proposal | None]):
    """Our fields with their columns and samples. `Enter` on a field chooses another column."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "cancel", id="columns.cancel", tooltip="cancel"),
        Binding("j", "down", "down", show=False, id="columns.down", tooltip="next field"),
        Binding("k", "up", "up", show=False, id="columns.up", tooltip="field before"),
    ]

    def __init__(self, table: Table, proposal: Proposal, about: str, language: Language) -> None:
        super().__init__()
        self._table, self._proposal = table, proposal
        self._about, self._language = about, language

    def compose(self) -> ComposeResult:
        """The fields, and what takes them."""
        with Vertical(classes="dialog wide import-columns"):
            yield Painted(classes="dialog-title")
            yield OptionList(markup=False, compact=True, classes="dialog-choices")
            yield Painted(classes="dialog-hint")

    def on_mount(self) -> None:
        """Words, once there is a width to cut them to."""
        say = self._language.say
        title = _("is this what the columns mean?")
        self.query_one(".dialog-title", Painted).show(
            [(self._about + "  ", "accent-strong"), (say(title), "strong")]
        )
        keys = (("Enter", _("take it, or another column")), ("Esc", _("import nothing")))
        self.query_one(".dialog-hint", Painted).show(
            [
                p
                for cap, words in keys
                for p in ((cap, "accent-strong"), (f" {say(words)}   ", "dim"))
            ]
        )
        self._fill(TAKE)
        self.query_one(OptionList).focus()

    def on_resize(self) -> None:
        """Another width: cut the samples again."""
        self.call_after_refresh(self._fill, None)

    def _fill(self, highlighted: str | None) -> None:
        fields = self.query_one(OptionList)
        if highlighted is None:
            option = fields.highlighted_option
            highlighted = option.id if option and option.id else TAKE
        width = max(40, fields.size.width - 1)
        options = [Option(self._prompt(field, width), id=field) for field in ORDER]
        take = self._language.say(_("Go on with these columns"))
        options.append(Option(paint([("→ ", "accent-strong"), (take, "strong")]), id=TAKE))
        fields.set_options(options)
        fields.highlighted = fields.get_option_index(highlighted)

    def _prompt(self, field: str, width: int) -> Content:
        label = padded(self._language.say(FIELD_WORDS[field]), _LABEL)
        columns = self._proposal.mapping.columns(field)
        if not columns:
            empty = self._language.say(_("– stays empty"))
            return paint([(label, "dim"), (empty, "faint")])
        samples = dict(self._proposal.samples).get(field, ())
        seen = " · ".join(cut(one, 40) for one in samples)
        room = width - _LABEL - _COLUMN - 2
        return paint(
            [
                (label, "dim"),
                (fit(" + ".join(columns), _COLUMN) + "  ", ""),
                (cut(seen, room), "faint"),
            ]
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click: all of it, or another column for one field."""
        event.stop()
        if event.option.id == TAKE:
            self.dismiss(self._proposal)
        elif event.option.id:
            self.run_worker(self._another(event.option.id), group="choosing")

    async def _another(self, field: str) -> None:
        from tui.screens.dialogs.choose import Choose

        say = self._language.say
        names = [name for name in dict.fromkeys(self._table.header) if name]
        choices = [(NOTHING, say(_("nothing: it stays empty")))]
        choices += [(str(place), self._column(name)) for place, name in enumerate(names)]
        question = _("{field}: which column?", field=FIELD_WORDS[field])
        chosen = await self.app.push_screen_wait(Choose(question, choices, self._language))
        if chosen is None:
            return
        columns = () if chosen == NOTHING else (names[int(chosen)],)
        self._change(self._proposal.mapping.feeding(field, columns))
        self._fill(field)

    def _change(self, mapping: Mapping) -> None:
        self._proposal = describe(self._table, mapping, self._proposal.origin)

    def _column(self, name: str) -> str:
        places = self._table.places(name)
        cells = (first_filled(row.cells, places) for row in self._table.rows[:_LOOKED_AT])
        sample = next((cell for cell in cells if cell), "")
        return f"{fit(inert(name), _COLUMN)}  {cut(sample, 40)}"

    def action_down(self) -> None:
        """The next field."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """The field before."""
        self.query_one(OptionList).action_cursor_up()

    def action_cancel(self) -> None:
        """Esc."""
        self.dismiss(None)
