"""Typing a score column by column: the digit goes to the row, the cursor to the next one.

What the business says with one voice is said aloud, so it stands open while it is typed. A column
of one person alone is a ballot: masked like every other, and with `secret: always` all are. What
was handed in is not shown again before the reveal, whoever gave it.
"""

from __future__ import annotations

from collections.abc import Mapping

from agendas.days import parse_days
from agendas.language import Message, _, _n, listed
from agendas.meeting.commands.scoring import EFFORT, IT, Score, columns_of
from agendas.meeting.commands.spec import Refused
from agendas.meeting.commands.voting import open_for_ballots
from agendas.meeting.meeting import BUSINESS, Round
from agendas.ranking.labels import in_label_order
from agendas.ranking.typed_scores import ONE_DIGIT
from tui.stages.ballot_sheet import shown
from tui.stages.base import Desk

#: Typed for no opinion, or for no estimate.
BLANK = "."
#: Seconds for which a masked value is shown.
ECHO = 2.0
_LONGEST, _NAMED = 6, 6
#: Keys that leave a row whose value has several digits.
_AWAY = ("up", "down", "j", "k", "pageup", "pagedown", "home", "end")


class Rating:
    """The column that is typed now: by whom, and what stands on each row."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.who = BUSINESS
        self.echo = False
        #: What is being typed on the row under the cursor, where a value has several digits.
        self.text = ""
        self._chosen = ""
        self._typed: dict[tuple[str, str], dict[str, str]] = {}
        self._skipped: set[str] = set()

    def clear(self) -> None:
        """Nothing is typed, the first column is up."""
        self.text, self._chosen, self.echo = "", "", False
        self._typed.clear()
        self._skipped.clear()

    # -- what there is ---------------------------------------------------------------------

    @property
    def now(self) -> Round | None:
        """The round that takes scores, open or about to be."""
        opened = open_for_ballots(self.desk.view.meeting)
        return None if isinstance(opened, Refused) else opened[0]

    def columns(self, now: Round) -> tuple[str, ...]:
        """All that is filled, in the order in which it is asked; IT's effort last."""
        return columns_of(now)

    def by_it(self, now: Round, column: str) -> bool:
        """Whether only IT fills it."""
        return column == EFFORT or any(c.name == column and c.by_it for c in now.rules.columns)

    def rater(self, now: Round, column: str) -> str:
        """Who fills this column."""
        return IT if self.by_it(now, column) else self.who

    def filled(self, now: Round, column: str) -> bool:
        """Whether a column is handed in by who types now."""
        if column == EFFORT:
            view = self.desk.view
            known = all(view.days(id) is not None for _label, id in now.labels)
            return known or column in self._skipped
        raters = now.raters(column)
        return bool(raters) if self.by_it(now, column) else self.who in raters

    def column(self, now: Round) -> str:
        """The column that is typed: the chosen one, else the first that is not filled."""
        columns = self.columns(now)
        if self._chosen in columns:
            return self._chosen
        waiting = [column for column in columns if not self.filled(now, column)]
        return waiting[0] if waiting else columns[0]

    def complete(self, now: Round) -> bool:
        """Whether every column is filled."""
        return all(self.filled(now, column) for column in self.columns(now))

    def nobody_filled(self, now: Round) -> tuple[str, ...]:
        """Columns that nobody has filled: without them nothing has a score."""
        return tuple(c.name for c in now.rules.columns if not now.raters(c.name))

    def values(self, now: Round, column: str) -> Mapping[str, str]:
        """What was typed in a column, by request."""
        return self._typed.get((self.rater(now, column), column), {})

    def value(self, now: Round, column: str, id: str) -> str:
        """What stands on a row: what was typed, else IT's estimate as it is known."""
        typed = self.values(now, column).get(id, "")
        if typed or column != EFFORT:
            return typed
        days = self.desk.view.days(id)
        return "" if days is None else self.desk.language.value(days)

    def masked(self, now: Round, column: str) -> bool:
        """Whether the room may not see it while it is typed."""
        if column == EFFORT or self.echo:
            return False
        return now.rules.secret_always or self.rater(now, column) not in (BUSINESS, IT)

    def missing(self, now: Round, column: str) -> tuple[str, ...]:
        """The requests that have no value in this column yet, in order."""
        in_order = in_label_order(now.labels)
        return tuple(id for _label, id in in_order if not self.value(now, column, id))

    # -- keys ------------------------------------------------------------------------------

    def typed(self, key: str, character: str) -> bool:
        """Digits and `.` are values; Backspace takes one away."""
        now = self.now
        if now is None or not self.desk.row:
            return False
        column = self.column(now)
        several = column == EFFORT or now.rules.scale > ONE_DIGIT
        if self.text and key in _AWAY:
            # The list then goes where the key says.
            return not self.accept(go_on=False)
        if key == "backspace":
            self._back(now, column)
        elif several and (character.isdecimal() or (self.text and character in (".", ","))):
            self.text = (self.text + character)[:_LONGEST]
            self.desk.repaint()
        elif several and key == "space":
            self.accept()
        elif character == BLANK:
            self._put(now, column, BLANK)
        elif character.isdecimal() and not several:
            self._digit(now, column, character)
        else:
            return False
        return True

    def _digit(self, now: Round, column: str, digit: str) -> None:
        if int(digit) > now.rules.scale:
            self.desk.say(_scale(now.rules.scale), alarm=True)
        else:
            self._put(now, column, digit)

    def accept(self, *, go_on: bool = True) -> bool:
        """Take what is typed on the row, and go on; False where it is no value."""
        now = self.now
        if now is None or not self.text:
            return False
        column = self.column(now)
        if column == EFFORT:
            days = parse_days(self.text)
            if days is None or days <= 0:
                self.desk.say(_("days such as 8 or 2.5, or . for no estimate"), alarm=True)
                return False
        elif not self.text.isdecimal() or int(self.text) > now.rules.scale:
            self.desk.say(_scale(now.rules.scale), alarm=True)
            return False
        self._put(now, column, self.text, go_on=go_on)
        return True

    def _put(self, now: Round, column: str, value: str, *, go_on: bool = True) -> None:
        row = self.desk.row
        self.text = ""
        self._chosen = column
        self._typed.setdefault((self.rater(now, column), column), {})[row] = value
        ids = [id for _label, id in in_label_order(now.labels)]
        place = ids.index(row) + 1 if row in ids else 0
        self.desk.repaint()
        if place < len(ids) and go_on:
            self.desk.select(ids[place])
        missing = self.missing(now, column)
        if not missing:
            self.desk.say(_("all are rated: Enter hands {column} in", column=said(column)))
        elif place >= len(ids):
            self.desk.say(self.missing_words(now, missing))

    def _back(self, now: Round, column: str) -> None:
        row, ids = self.desk.row, [id for _label, id in now.labels]
        values = self._typed.get((self.rater(now, column), column), {})
        if self.text:
            self.text = self.text[:-1]
        elif row in values:
            del values[row]
        elif row in ids and ids.index(row):
            before = ids[ids.index(row) - 1]
            values.pop(before, None)
            self.desk.select(before)
        self.desk.repaint()

    def step(self, by: int) -> None:
        """Another column."""
        now = self.now
        if now is None:
            return
        columns = self.columns(now)
        place = (columns.index(self.column(now)) + by) % len(columns)
        self._go_to(now, columns[place])

    def _go_to(self, now: Round, column: str) -> None:
        self.text = ""
        self._chosen = column
        self.desk.repaint()
        self.desk.select(in_label_order(now.labels)[0][1])

    def rate_as(self, who: str) -> None:
        """Somebody else's columns are typed now."""
        self.who, self._chosen = who, ""
        now = self.now
        if now is not None:
            self._go_to(now, self.column(now))

    # -- handing in ------------------------------------------------------------------------

    def hand_in(self) -> bool:
        """Enter: the row, the first row that is missing, the column; False when all is done."""
        now = self.now
        if now is None:
            return False
        if self.text:
            self.accept()
            return True
        column = self.column(now)
        typed = self.values(now, column)
        if not typed and self.filled(now, column):
            return self._on(now)
        missing = self.missing(now, column)
        if missing:
            self.desk.select(missing[0])
            self.desk.say(self.missing_words(now, missing), alarm=True)
            return True
        if column == EFFORT and not self._changed(now):
            self._skipped.add(column)
            return self._on(now)
        in_order = in_label_order(now.labels)
        values = " ".join(self.value(now, column, id) for _label, id in in_order)
        if self.desk.do(Score(column, self.rater(now, column), values)):
            self._typed.pop((self.rater(now, column), column), None)
            self._skipped.add(column)
            self._on(self.now or now)
        return True

    def _changed(self, now: Round) -> bool:
        view = self.desk.view
        return any(
            (days := parse_days(value)) is not None and days != view.days(id)
            for id, value in self.values(now, EFFORT).items()
        )

    def _on(self, now: Round) -> bool:
        """To the next column that is not filled; False where there is none."""
        self._chosen = ""
        if self.complete(now):
            self.desk.repaint()
            self.desk.say(_("all columns are filled: R reveals the ranking"))
            return False
        column = self.column(now)
        self._go_to(now, column)
        self.desk.say(_("next: {column}", column=said(column)))
        return True

    def missing_words(self, now: Round, missing: tuple[str, ...]) -> Message:
        """`3 are missing: c, f, k`."""
        label = {id: shown(label, now.labels) for label, id in now.labels}
        named = [label[id] for id in missing[:_NAMED]]
        if len(missing) > _NAMED:
            named.append("…")
        return _n(
            "{n} is missing: {labels}; . is no opinion",
            "{n} are missing: {labels}; . is no opinion",
            len(missing),
            labels=listed(named),
        )

    def show(self) -> None:
        """Show masked values for a moment."""
        self.echo = True
        self.desk.repaint()
        self.desk.after(ECHO, self._mask)

    def _mask(self) -> None:
        if self.echo:
            self.echo = False
            self.desk.repaint()


def said(column: str) -> str:
    """The name of a column as people read it."""
    return column.replace("_", " ")


def _scale(scale: int) -> Message:
    return _("0 to {scale}, or . for no opinion", scale=scale)
