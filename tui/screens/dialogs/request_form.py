"""All fields of a request in one form: saved together, as one action."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message as Posted
from textual.widget import Widget
from textual.widgets import Input, TextArea

from agendas.editing import ANSWER, EDITED_LABELS, LONG, Wrong, edited, edited_fields, text_of
from agendas.language import Language, Message, _
from agendas.meeting.commands.spec import Refused
from agendas.request import Request, ServiceClass, missing_fields
from agendas.session import Done, Session
from tui.screens.dialogs.dialog import Dialog
from tui.screens.dialogs.hints import key_hints
from tui.widgets.painted import Painted, Pieces
from tui.widgets.plain_input import PlainInput, PlainTextArea, inert_lines
from tui.widgets.plain_text import inert

HINTS: dict[str, Message] = {
    "effort": _("days, such as 2.5"),
    "deadline": _("a date, such as 2026-11-28"),
    "deadline_authority": _("law, contract, campaign …; without one the date is self-made"),
    "service_class": _("{words:or}", words=tuple(str(one) for one in ServiceClass)),
    "systems": _("separated by commas"),
    "labels": _("separated by commas"),
    "links": _("separated by blanks"),
    "talk": _("what came out of it"),
    "question": _("what is to be found out"),
    "question_of": _("who is asked"),
}


#: Lines of a field of more than one line, as in the style sheet.
HEIGHT_OF_LONG = 3


class Save(Painted, can_focus=True):
    """What `Enter` saves on."""

    class Pressed(Posted):
        """Save it all."""

    def on_key(self, event: events.Key) -> None:
        """Enter."""
        if event.key == "enter":
            event.stop()
            self.post_message(self.Pressed())

    def on_click(self) -> None:
        """A click."""
        self.post_message(self.Pressed())


class RequestForm(Dialog[Done | None]):
    """`Tab` and `Enter` go on, `Enter` on "Save" saves, `Esc` leaves and asks when needed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", id="form.leave", tooltip="leave the form"),
    ]

    def __init__(self, session: Session, request: Request, language: Language) -> None:
        super().__init__()
        self._session = session
        self._request = request
        self._language = language
        self._fields = edited_fields(request)
        self._shown = {name: visible(text_of(request, name), name) for name in self._fields}
        seat = session.agenda.it_seat
        if request.effort is None and seat is not None:
            self._shown["effort_by"] = inert(seat.name)
        self._lacking = missing_fields(request, session.agenda.ready)

    def compose(self) -> ComposeResult:
        """A label and a field for each, and Save."""
        with Vertical(classes="dialog form"):
            yield Painted(classes="dialog-title")
            with VerticalScroll(classes="form-fields", can_focus=False):
                # one widget for all labels: a form opens twice as fast without fifty small ones
                yield Painted(classes="form-labels")
                with Vertical(classes="form-texts"):
                    for name in self._fields:
                        yield self._field(name)
            with Horizontal(classes="form-end"):
                yield Save(classes="form-save")
                yield Painted(classes="dialog-hint")

    def _field(self, name: str) -> Widget:
        text = self._shown[name]
        if name in LONG:
            return PlainTextArea(text, id=name, classes="form-long", compact=True, soft_wrap=True,
                            tab_behavior="focus", show_line_numbers=False,
                            placeholder=self._hint(name))  # fmt: skip
        return PlainInput(text, id=name, classes="form-short", compact=True, max_length=20_000,
                          select_on_focus=False, placeholder=self._hint(name))  # fmt: skip

    def _hint(self, name: str) -> str:
        words = self._language.say(HINTS[name]) if name in HINTS else ""
        if name not in self._lacking:
            return words
        needed = self._language.say(_("needed before a decision"))
        return f"{needed}: {words}" if words else needed

    def on_mount(self) -> None:
        """Words, once there is a width to cut them to."""
        say = self._language.say
        self.query_one(".dialog-title", Painted).show(
            [(self._request.id, "accent-strong"), ("  " + say(_("all its fields")), "strong")]
        )
        self._show_labels()
        self.query_one(Save).show([(" " + say(_("Save")) + " ", "chip")])
        keys = (("Tab", _("on")), ("Shift+Tab", _("back")), ("Esc", _("save or leave")))
        hint = key_hints(*keys, language=self._language)
        self.query_one(".dialog-hint", Painted).show(hint)
        self.query_one(f"#{self._fields[0]}").focus()

    def _show_labels(self, wrong: Collection[str] = ()) -> None:
        """The labels, each as high as its field; one more line where something is wrong."""
        lines: list[Pieces] = []
        for name in self._fields:
            lines.append([(self._label(name), "alarm-strong" if name in wrong else "dim")])
            lines += [[]] * ((HEIGHT_OF_LONG - 1 if name in LONG else 0) + (name in wrong))
        labels = self.query_one(".form-labels", Painted)
        labels.styles.height = len(lines)
        labels.show(*lines)

    def _label(self, name: str) -> str:
        if name.startswith(ANSWER):
            return self._request.questions[int(name.removeprefix(ANSWER))].text
        return self._language.say(EDITED_LABELS[name])

    # -- what was typed --------------------------------------------------------------------

    def _typed(self, name: str) -> str:
        widget = self.query_one(f"#{name}")
        if isinstance(widget, TextArea):
            return widget.text
        assert isinstance(widget, Input)
        return widget.value

    def changes(self) -> dict[str, str]:
        """The fields whose text is not what the form showed at first."""
        typed = {name: self._typed(name) for name in self._fields}
        found = {name: text for name, text in typed.items() if text != self._shown[name]}
        if "effort" in found:
            found["effort_by"] = typed["effort_by"]
        return found

    def on_plain_input_too_long(self, event: PlainInput.TooLong) -> None:
        """More than the field takes."""
        self._say(event.says)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field."""
        event.stop()
        self.focus_next()

    async def on_save_pressed(self) -> None:
        """Save, and leave if all could be taken."""
        await self.save()

    async def save(self) -> None:
        """One action for all changes; what is wrong is said at its field."""
        await self.query(".form-wrong").remove()
        self._show_labels()
        changes = self.changes()
        if not changes:
            self.dismiss(None)
            return
        made = edited(self._session.situation, self._request.id, changes)
        if isinstance(made, Wrong):
            await self._say_wrong(made)
        elif not made:
            self.dismiss(None)
        else:
            line = f"edit {self._request.id} {' '.join(changes)}"
            outcome = self._session.write(made, line, outside=True)
            if isinstance(outcome, Refused):
                self._say(outcome.message)
            else:
                self.dismiss(outcome)

    async def _say_wrong(self, wrong: Wrong) -> None:
        said = {refused.where: refused.message for refused in wrong.refused}
        texts = self.query_one(".form-texts")
        for name in (name for name in self._fields if name in said):
            line = Painted(classes="form-wrong")
            await texts.mount(line, after=self.query_one(f"#{name}"))
            line.show([(self._language.say(said[name]), "alarm")])
        self._show_labels(said)
        first = next((name for name in self._fields if name in said), None)
        if first is None:
            self._say(wrong.refused[0].message)
        else:
            self.query_one(f"#{first}").focus()

    def _say(self, message: Message) -> None:
        self.query_one(".dialog-hint", Painted).show([(self._language.say(message), "alarm")])

    def action_leave(self) -> None:
        """Esc: at once where nothing was typed, else the question what to do with it."""
        if not self.changes():
            self.dismiss(None)
            return
        self.run_worker(self._leave(), group="leaving")

    async def _leave(self) -> None:
        from tui.screens.dialogs.choose import Choose

        say = self._language.say
        choices = (
            ("save", say(_("save it"))),
            ("drop", say(_("throw it away"))),
            ("stay", say(_("go on typing"))),
        )
        question = _("what you typed is not saved")
        chosen = await self.app.push_screen_wait(
            Choose(question, choices, self._language, about=self._request.id)
        )
        if chosen == "save":
            await self.save()
        elif chosen == "drop":
            self.dismiss(None)


def visible(text: str, name: str) -> str:
    """A field's text as it may stand in the form: of a long one the lines stay."""
    if name in LONG:
        return inert_lines(text)
    return inert(text)
