"""The opening: who is here, is IT in the room, are there enough voters, what comes today."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import ClassVar

from agendas.agenda import Person, Role, StageKind
from agendas.language import Message, _, _n
from agendas.meeting.commands.course import Adjourn
from agendas.meeting.commands.roll_call import (
    Absent,
    Excused,
    Guest,
    Leave,
    Present,
    Provisional,
    StandIn,
)
from agendas.meeting.commands.spec import Command
from agendas.meeting.meeting import Presence
from tui.stages.agenda_lines import agenda_columns, agenda_side
from tui.stages.base import StageView
from tui.stages.cells import title_column
from tui.widgets.lines import Cell, Column, Heading, Line, Row
from tui.widgets.painted import Piece, Pieces, ends

ROLES: dict[Role, Message] = {
    Role.FACILITATOR: _("leads"),
    Role.SCRIBE: _("types"),
    Role.VOTER: _("votes"),
    Role.IT: _("for IT"),
    Role.GUEST: _("guest"),
    Role.INFORMED: _("informed"),
}
PRESENCES: dict[Presence, tuple[Message, str]] = {
    Presence.UNKNOWN: (_("not asked yet"), "dim"),
    Presence.PRESENT: (_("present"), "good"),
    Presence.ABSENT: (_("absent"), "alarm"),
    Presence.EXCUSED: (_("excused"), "accent"),
    Presence.LEFT: (_("has left"), "alarm"),
}
#: Lines that the quorum and the agenda take below the list.
_PANEL = 7


class OpenView(StageView):
    """The roll call: a key per person, which goes on to the next one who was not asked."""

    kind: ClassVar[StageKind] = StageKind.OPEN

    # -- what is shown ---------------------------------------------------------------------

    def lines(self, width: int) -> tuple[Line, ...]:
        """Everybody of the series and the guests."""
        say = self.say
        heading = Heading(
            (
                title_column(say(_("WHO IS HERE"))),
                Column("department", say(_("Department")), 16, priority=2, widest=24),
                Column("role", say(_("Role")), 12, priority=3, widest=20),
                Column("presence", say(_("Here")), 13, chip=True),
                Column("since", "", 5, "right", priority=1, gap=1),
            )
        )
        return (heading, *(self._row(person) for person in self.desk.view.meeting.people))

    def _row(self, person: Person) -> Row:
        m = self.desk.view.meeting
        known = m.attendance.get(person.id)
        presence = m.presence(person.id)
        words, tone = PRESENCES[presence]
        if presence == Presence.UNKNOWN and _only_informed(person):
            words, tone = _("need not come"), "faint"
        at = None
        if known and presence == Presence.PRESENT:
            at = known.arrived
        elif known and presence == Presence.LEFT:
            at = known.left
        time = self.value(at, "time") if at else ""
        roles = ", ".join(self.say(ROLES[role]) for role in person.roles)
        parts = (person.name, person.department, roles, self.say(words), time)
        return Row(
            person.id,
            (
                Cell(person.name, "" if presence != Presence.UNKNOWN else "strong"),
                Cell(person.department, "dim"),
                Cell(roles, "dim"),
                Cell(self.say(words), tone),
                Cell(time, "dim"),
            ),
            sentence=", ".join(part for part in parts if part),
        )

    def summary(self) -> Message:
        """How many were not asked yet."""
        count = len(self.open_rows())
        if not count:
            return _("everybody was asked")
        return _n("{n} person not asked yet", "{n} people not asked yet", count)

    def panel(self, row: str, width: int, tall: bool) -> tuple[Pieces, ...]:
        """Quorum and IT in words; the agenda, where it is not beside the list and there is room."""
        if self.desk.wide:
            return ()
        line = ends(self._quorum(), self._it(), max(1, width - 2))
        people = len(self.desk.view.meeting.people) + 1
        if self.desk.height < min(people, 8) + _PANEL:
            return ([], line)
        columns = agenda_columns(self.desk.view.meeting, self.desk.language, width - 2)
        return ([], line, [], *columns)

    def side(self, row: str, height: int) -> tuple[Pieces, ...]:
        """Quorum and IT, and the agenda with its minutes."""
        agenda = agenda_side(self.desk.view.meeting, self.desk.language, height - 4)
        return (self._quorum(), self._it(), [], [], *agenda)

    def _quorum(self) -> list[Piece]:
        m = self.desk.view.meeting
        words = _n(
            "{here} of {n} voter, {needed} needed",
            "{here} of {n} voters, {needed} needed",
            sum(person.votes for person in m.people),
            here=len(m.voters),
            needed=m.agenda.quorum,
        )
        verdict: Piece = (self.say(_("quorum")), "good")
        if not m.quorate:
            verdict = (self.say(_("no quorum")), "alarm-strong")
        return [(self.say(words) + ": ", "strong"), verdict]

    def _it(self) -> list[Piece]:
        m = self.desk.view.meeting
        if m.provisional:
            return [(self.say(_("goes on provisionally")), "alarm-strong")]
        if m.it_stand_in:
            return [(self.say(_("{name} speaks for IT", name=m.it_stand_in)), "good")]
        if m.it_here:
            return [(self.say(_("IT is in the room")), "good")]
        tone = "alarm-strong" if m.agenda.it_required else "dim"
        return [(self.say(_("IT is not in the room")), tone)]

    def open_rows(self) -> tuple[str, ...]:
        """Whoever was not asked yet."""
        m = self.desk.view.meeting
        return tuple(
            p.id for p in m.people if m.presence(p.id) == Presence.UNKNOWN and not _only_informed(p)
        )

    # -- what is done ----------------------------------------------------------------------

    def act_present(self, row: str) -> None:
        """Here."""
        self._answer(Present((row,)), row)

    def act_absent(self, row: str) -> None:
        """Not here."""
        self._answer(Absent((row,)), row)

    def act_excused(self, row: str) -> None:
        """Had said that they would not come."""
        self._answer(Excused((row,)), row)

    def _answer(self, command: Command, row: str) -> None:
        if row and self.desk.do(command):
            target = self.next_open(row)
            if target:
                self.desk.select(target)

    def act_all_present(self, row: str) -> None:
        """All who were not asked yet are here; where all were asked, everybody is."""
        self.desk.do(Present(self.open_rows()))

    def act_leave(self, row: str) -> None:
        """Leaves the room."""
        if row:
            self.desk.do(Leave((row,)))

    async def act_guest(self, row: str) -> None:
        """Somebody from outside is here."""
        name = await self.desk.ask(_("who is the guest?"), needed=True)
        if not name or not name.strip():
            return
        department = await self.desk.ask(
            _("from which department or company?"), about=name, hint=_("Enter alone skips")
        )
        if department is not None:
            self.desk.do(Guest(name, department.strip()))

    async def act_stand_in(self, row: str) -> None:
        """Who speaks for IT today."""
        await self._name_stand_in()

    async def _name_stand_in(self) -> bool:
        names = [p.name for p in self.desk.view.meeting.present]
        name = await self.desk.ask(_("who speaks for IT today?"), suggestions=names, needed=True)
        return bool(name and name.strip()) and self.desk.do(StandIn(name or ""))

    def act_provisional(self, row: str) -> None:
        """Go on without IT or quorum."""
        self.desk.do(Provisional())

    def act_confirm(self, row: str) -> Awaitable[None] | None:
        """On to the next stage; without IT or quorum there is a choice first."""
        if self._lacking() is not None:
            return self._without()
        self.desk.next_stage()
        return None

    def _lacking(self) -> Message | None:
        m = self.desk.view.meeting
        if m.provisional:
            return None
        without_it = m.agenda.it_required and not m.it_here
        if without_it and not m.quorate:
            return _("neither IT nor a quorum is in the room")
        if without_it:
            return _("IT is not in the room")
        return None if m.quorate else _("there are not enough voters")

    async def _without(self) -> None:
        while (lacking := self._lacking()) is not None:
            m = self.desk.view.meeting
            choices = [
                ("provisional", self.say(_("go on provisionally; the record says so"))),
                ("adjourn", self.say(_("adjourn: meet another day, nothing is lost"))),
                ("back", self.say(_("wait: back to the roll call"))),
            ]
            if m.agenda.it_required and not m.it_here:
                choices.insert(0, ("stand_in", self.say(_("name a stand-in for IT"))))
            match await self.desk.choose(lacking, choices):
                case "stand_in":
                    if not await self._name_stand_in():
                        return
                case "provisional":
                    if not self.desk.do(Provisional()):
                        return
                case "adjourn":
                    self.desk.do(Adjourn(self.say(lacking)))
                    return
                case _:
                    return
        self.desk.next_stage()


def _only_informed(person: Person) -> bool:
    return person.roles == (Role.INFORMED,)
