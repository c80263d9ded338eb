"""One pair at a time by show of hands; after the last pair the order that came out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from agendas.language import Message, _, _n
from agendas.meeting.commands.duelling import Wins, to_ask
from agendas.meeting.meeting import Duels, Meeting
from agendas.ranking.duels import duels_of
from tui.screens.dialogs.dialog import Dialog
from tui.stages.duel_lines import decided_lines, pair_lines
from tui.widgets.painted import Painted, Piece

if TYPE_CHECKING:
    from tui.screens.meeting import MeetingScreen

_DIGITS = 3
#: In fewer lines than this the titles have one each, so that the hands are in sight.
_LOW = 22


class DuelDialog(Dialog[None]):
    """Hands are typed, `5 3`, or counted with the arrows; Enter takes them and asks the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", id="duel.leave", tooltip="leave"),
    ]

    def __init__(self, screen: MeetingScreen) -> None:
        super().__init__()
        self._meeting_screen = screen
        self._chosen: tuple[str, str] | None = None
        self._hands = ["", ""]
        self._side = 0
        self._wrong: Message | None = None

    def compose(self) -> ComposeResult:
        """Which pair it is, the two, the wins up to now, the keys."""
        with Vertical(classes="dialog"):
            yield Painted(classes="dialog-title")
            yield Painted(classes="dialog-lines")
            yield Painted(classes="dialog-hint")

    def on_mount(self) -> None:
        """Words, once there is a width to cut them to."""
        self._show()

    @property
    def _meeting(self) -> Meeting:
        return self._meeting_screen.view.meeting

    @property
    def _duels(self) -> Duels:
        return self._meeting.duels[-1]

    def _pairs(self) -> tuple[tuple[str, str], ...]:
        pairs = duels_of(self._duels.requests)
        return () if isinstance(pairs, Message) else pairs

    @property
    def _pair(self) -> tuple[str, str] | None:
        """The pair that is asked: one that is asked again, else the first without hands."""
        return self._chosen or next(iter(to_ask(self._duels)), None)

    # -- what is shown ---------------------------------------------------------------------

    def _show(self) -> None:
        screen, pair = self._meeting_screen, self._pair
        say, pairs = screen.language.say, self._pairs()
        if pair is None:
            title = _("The duels are decided")
            lines = decided_lines(screen.view, self._duels, screen.language, self.room)
            keys = [("Enter", _("to the list"))]
        else:
            title = _("Duel {n} of {all}", n=pairs.index(pair) + 1, all=len(pairs))
            hands = (self._hands[0], self._hands[1])
            low = self.app.size.height < _LOW
            lines = pair_lines(
                screen.view, self._duels, pair, hands, self._side, screen.language, self.room, low
            )
            keys = [
                ("5 3", _("hands")),
                ("← →", _("one hand more")),
                ("Enter", _("take")),
                ("↑", _("before")),
                ("Esc", _("leave")),
            ]
        wrong = self._wrong
        lines = [*lines, [(say(wrong) if wrong else "", "alarm")]] if pair else lines
        box = self.query_one(".dialog-lines", Painted)
        box.styles.height = len(lines)
        self.query_one(".dialog-title", Painted).show([(say(title), "strong")])
        box.show(*lines)
        hint: list[Piece] = []
        for cap, words in keys:
            hint += [(cap, "accent-strong"), (f" {say(words)}   ", "dim")]
        self.query_one(".dialog-hint", Painted).show(hint)

    # -- keys ------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Hands, in the order in which they are typed."""
        if self._answered or event.key == "escape":
            return
        event.stop()
        event.prevent_default()
        self._wrong = None
        if event.key == "enter":
            self._enter()
        elif self._pair is None:
            return
        elif event.key in ("left", "right"):
            self._one_more(0 if event.key == "left" else 1)
        elif event.key == "up":
            self._before()
        elif event.key == "backspace":
            self._hands, self._side = ["", ""], 0
        elif event.key in ("space", "tab", "comma"):
            self._side = 1
        elif event.character and event.character.isdecimal():
            self._digit(event.character)
        self._show()

    def _digit(self, digit: str) -> None:
        # Where nobody can have ten hands, the second digit is for the other side.
        if self._side == 0 and self._hands[0] and len(self._meeting.voters) < 10:
            self._side = 1
        self._hands[self._side] = (self._hands[self._side] + digit)[:_DIGITS]

    def _one_more(self, side: int) -> None:
        self._hands[side] = str(int(self._hands[side] or 0) + 1)
        self._hands[1 - side] = self._hands[1 - side] or "0"
        self._side = side

    def _before(self) -> None:
        pairs, pair = self._pairs(), self._pair
        place = pairs.index(pair) - 1 if pair in pairs else len(pairs) - 1
        self._ask(pairs[max(0, place)])

    def _ask(self, pair: tuple[str, str] | None) -> None:
        self._chosen, self._hands, self._side = pair, ["", ""], 0

    def _enter(self) -> None:
        pair = self._pair
        if pair is None:
            self.dismiss()
            return
        if not self._hands[0] or not self._hands[1]:
            self._wrong = _("type the hands for both: 5 3")
            return
        one, other = int(self._hands[0]), int(self._hands[1])
        voters = len(self._meeting.voters)
        if one + other > voters:
            self._wrong = _n(
                "{n} hand, and {voters} are in the room who vote",
                "{n} hands, and {voters} are in the room who vote",
                one + other,
                voters=voters,
            )
            return
        if self._meeting_screen.do(Wins(*pair, one, other)):
            self._ask(None)

    def action_leave(self) -> None:
        """Esc: what was asked is kept."""
        self.dismiss()
