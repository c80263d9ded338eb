"""What is always true (product.md 5.5), whatever commands come, sensible or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from msgspec.structs import replace

from agendas.agenda import Method, StageKind
from agendas.decisions import Kind, Reason
from agendas.meeting import events as e
from agendas.meeting.checks import blockers
from agendas.meeting.commands import spec as k
from agendas.meeting.commands.all import every_spec
from agendas.meeting.commands.closing import Finalise
from agendas.meeting.commands.correcting import Correct
from agendas.meeting.commands.course import GoTo, Next, Resume
from agendas.meeting.commands.deciding import Commit
from agendas.meeting.commands.history import Redo, Undo
from agendas.meeting.commands.placing import SetCapacity
from agendas.meeting.commands.roll_call import Present, Provisional
from agendas.meeting.commands.spec import Refused, decide
from agendas.meeting.commands.sweeping import Unreached
from agendas.meeting.commands.voting import Ballot, Reveal
from agendas.meeting.entry import decode, encode
from agendas.meeting.folding import fold
from agendas.meeting.ledger import BARRIERS, TRANSPARENT
from agendas.meeting.meeting import Meeting, Status
from agendas.meeting.public_view import PublicView
from agendas.meeting.workspace import Workspace
from agendas.recording import record_of
from agendas.request import FIELD_LABELS

PRIVATE = "planted private words"
TITLE = "planted confidential title"
REQUESTS = st.sampled_from([f"R-{n:03}" for n in range(1, 13)] + ["R-999", "", "nonsense"])
PEOPLE = st.sampled_from(
    ["meier", "haddad", "novak", "sato", "brandt", "costa", "okafor", "lind", "guest-1", "?"]
)
TEXTS = st.sampled_from(
    ["", " ", "a sentence", "客户 [/x]", "aab", "2 2 1", "R-001", "5", "x" * 300]
)
DATES = st.sampled_from(
    [date(2020, 1, 1), date(2026, 11, 3), date(2026, 12, 1), date(9999, 12, 31)]
)
DAYS = st.sampled_from([Decimal(n) for n in ("0", "0.25", "2", "3", "7.5", "12", "1000")])
BY_KIND: dict[k.Kind, st.SearchStrategy[Any]] = {
    k.Kind.REQUEST: REQUESTS,
    k.Kind.PERSON: PEOPLE,
    k.Kind.NAME: TEXTS,
    k.Kind.TEXT: TEXTS,
    k.Kind.DAYS: DAYS,
    k.Kind.DATE: DATES,
    k.Kind.NUMBER: st.sampled_from([-1, 0, 1, 5, 10**9]),
    k.Kind.REASON: st.sampled_from(list(Reason)),
    k.Kind.STAGE: st.sampled_from([kind.value for kind in StageKind] + ["nowhere"]),
    k.Kind.FIELD: st.sampled_from([*FIELD_LABELS, "nonsense"]),
    k.Kind.EMERGENCY: st.sampled_from(["E-01", "E-02", "E-99", ""]),
    k.Kind.FLAG: st.booleans(),
}
#: Fields of a meeting that undo neither takes back nor is stopped by.
PASSED_OVER = (
    "stage_id", "stopped_in", "visited", "attendance", "people", "spent", "entered", "extended",
    "paused", "status", "ended", "it_stand_in", "provisional", "clock", "row", "blank",
)  # fmt: skip


def argument(param: k.Param) -> st.SearchStrategy[Any]:
    if param.words:
        words = st.sampled_from([*param.words, "nonsense"])
        return st.one_of(st.just(""), words) if param.optional else words
    one = BY_KIND[param.kind]
    if param.many:
        return st.lists(one, max_size=3).map(tuple)
    return one


def commands() -> st.SearchStrategy[k.Command]:
    """Any command of the registry with any arguments; what may be left out often is."""

    @st.composite
    def build(draw: Any) -> k.Command:
        spec = draw(st.sampled_from(list(every_spec().values())))
        needed = {f.name for f in msgspec.structs.fields(spec.type) if f.required}
        values = {
            param.field: draw(argument(param))
            for param in spec.params
            if param.field in needed or draw(st.booleans())
        }
        return spec.type(**values)

    return build()


def core(ws: Workspace) -> Workspace:
    """What actions change and undo takes back."""
    blank = {name: None for name in PASSED_OVER if name in Meeting.__struct_fields__}
    meetings = {n: replace(m, **blank) for n, m in ws.meetings.items()}
    return replace(ws, meetings=meetings, last=0, ledgers={}, last_request=0)


def encoded(value: Any) -> bytes:
    return msgspec.json.encode(value, enc_hook=dict, order="deterministic")


class Meetings(RuleBasedStateMachine):
    """Runs meetings with arbitrary commands and checks after each what must hold."""

    new_small: Callable[..., Any]
    through_snapshot: Callable[[Workspace], Workspace]

    @initialize(drawn=st.booleans())
    def start(self, drawn: bool) -> None:
        self.desk = type(self).new_small(line=drawn)
        desk = self.desk
        was = e.Patch(title="Wish 4", confidential=False)
        secret = e.RequestChanged("R-004", e.Patch(title=TITLE, confidential=True), was)
        note = e.NoteTaken(PRIVATE, True)
        desk.write((secret, note), "plant")
        sealed = [(entry, f"seal {entry.number}") for entry in desk.entries]
        self.undoable: list[Workspace | None] = [
            core(fold(sealed[: number - 1])) for number in desk.workspace.ledgers[1].undo
        ]
        self.redoable: list[Workspace | None] = []
        self.finals: dict[int, list[bytes]] = {}
        self.rounds: dict[tuple[int, int], e.RankingRevealed] = {}
        self.steps = 0

    # -- what happens ----------------------------------------------------------------------

    def perform(self, command: k.Command) -> None:
        desk = self.desk
        before = desk.workspace
        desk.wait(7)
        made = desk.try_(command)
        if isinstance(made, Refused):
            assert desk.workspace is before
            assert made.message.id
            return
        assert decode(made.number, encode(made)) == made
        if isinstance(command, Undo):
            self._undone(before)
        elif isinstance(command, Redo):
            self._redone(before)
        elif any(isinstance(event, e.Corrected) for event in made.events):
            # It belongs to the final meeting: what can be undone stays, on another ground.
            self.undoable = [None] * len(self.undoable)
            self.redoable = [None] * len(self.redoable)
        elif any(isinstance(event, BARRIERS) for event in made.events):
            self.undoable, self.redoable = [], []
        elif not all(isinstance(event, TRANSPARENT) for event in made.events):
            self.undoable.append(core(before))
            self.redoable = []

    def _undone(self, before: Workspace) -> None:
        expected = self.undoable.pop()
        assert expected is None or core(self.desk.workspace) == expected
        self.redoable.append(core(before))

    def _redone(self, before: Workspace) -> None:
        expected = self.redoable.pop()
        assert expected is None or core(self.desk.workspace) == expected
        self.undoable.append(core(before))

    @rule(command=commands())
    def anything(self, command: k.Command) -> None:
        self.perform(command)

    @rule(command=st.sampled_from([Undo(), Redo(), Undo(), Undo()]))
    def back_or_again(self, command: k.Command) -> None:
        self.perform(command)

    @rule(
        request=REQUESTS,
        name=st.sampled_from(["commit", "not", "back", "merge", "split", "withdraw", "move"]),
        other=REQUESTS,
    )
    def decide_one(self, request: str, name: str, other: str) -> None:
        spec = every_spec()[name]
        values: dict[str, Any] = {"request": request}
        if name == "merge":
            values["into"] = other
        if name == "move":
            values["above"] = other
        if name == "split":
            values["parts"] = ("one", "two")
        if name == "not":
            values["reason"] = Reason.VAL
        if name == "commit":
            values["because"] = "the law"
        self.perform(spec.type(**values))

    @rule(stage=st.sampled_from(["open", "rank", "line", "close"]))
    def go(self, stage: str) -> None:
        self.perform(GoTo(stage))

    @rule(voter=PEOPLE, typed=st.sampled_from(["aab", "fec", "dd", "b", "c d e"]))
    def vote(self, voter: str, typed: str) -> None:
        self.perform(Ballot(voter, typed))

    @rule()
    def reveal(self) -> None:
        self.perform(Reveal())

    @rule(days=DAYS)
    def capacity(self, days: Decimal) -> None:
        self.perform(SetCapacity(days))

    @precondition(lambda self: self.desk.workspace.meeting is None)
    @rule()
    def open_next(self) -> None:
        on = self.desk.meeting.next_meeting
        self.desk.open(on)
        self.undoable, self.redoable = [], []
        self.perform(Present())

    @precondition(lambda self: bool(self.desk.workspace.finals))
    @rule(
        request=REQUESTS,
        field=st.sampled_from(["title", "decision", "teller", "reason", "revisit"]),
        value=st.sampled_from(["another", "commit", "not_this_month", "VAL", "2027-06-01"]),
    )
    def correct(self, request: str, field: str, value: str) -> None:
        self.perform(Correct(request, field, value, why="typed wrongly"))

    @precondition(lambda self: self.desk.workspace.meeting is not None)
    @rule(hurry=st.booleans())
    def finalise(self, hurry: bool) -> None:
        desk = self.desk
        if hurry:
            for command in (Resume(), Present(), Provisional(), Unreached()):
                self.perform(command)
        m = desk.meeting
        missing = what_is_missing(m)
        found = blockers(desk.workspace, m)
        refused = isinstance(decide(desk.situation, Finalise()), Refused)
        assert refused == bool(found)
        if missing:
            assert refused, missing
        self.perform(Finalise())

    # -- what must hold --------------------------------------------------------------------

    @invariant()
    def the_list_is_whole(self) -> None:
        for m in self.desk.workspace.meetings.values():
            assert Counter(m.order) == Counter(set(m.candidates) - m.removed)
            assert set(m.decisions) <= set(m.order)
            if m.above is None:
                continue
            assert 0 <= m.above <= len(m.order)
            for id in m.order:
                known = m.decisions.get(id)
                if m.is_above(id):
                    assert known is None or known.kind == Kind.COMMIT
                elif known:
                    assert known.kind != Kind.COMMIT

    @invariant()
    def a_record_of_any_moment_adds_up(self) -> None:
        ws = self.desk.workspace
        for m in ws.meetings.values():
            record = record_of(ws, m)
            assert record.final == (m.status == Status.FINAL)
            decided = sum(count for _kind, count in record.sum())
            assert decided + len(record.of(None)) == len(record.candidates) == len(m.order)
            if record.final:
                assert record.of(None) == ()

    @invariant()
    def final_records_never_change(self) -> None:
        for number, m in self.desk.workspace.meetings.items():
            if m.status != Status.FINAL:
                assert number not in self.finals
                continue
            versions = [encoded(version) for version in m.versions]
            seen = self.finals.setdefault(number, versions)
            assert versions[: len(seen)] == seen
            assert [version.version for version in m.versions] == list(range(1, len(versions) + 1))
            assert m.record == m.versions[-1]
            assert len(m.record.corrections) == m.record.version - 1
            self.finals[number] = versions

    @invariant()
    def rankings_stay_as_they_were_shown(self) -> None:
        for number, m in self.desk.workspace.meetings.items():
            record = record_of(self.desk.workspace, m)
            shown = [r.revealed for r in m.rounds if r.revealed]
            assert [row.bands for row in record.rounds] == [r.bands for r in shown]
            assert record.ties == () or m.drawn is not None
            for r in m.rounds:
                if r.revealed:
                    assert self.rounds.setdefault((number, r.number), r.revealed) == r.revealed
            kept = {key for key in self.rounds if key[0] == number}
            assert kept == {(number, r.number) for r in m.rounds if r.revealed}

    @invariant()
    def nothing_secret_is_public(self) -> None:
        self.steps += 1
        if self.steps % 4:
            return
        ws = self.desk.workspace
        for m in ws.meetings.values():
            view = PublicView(ws, m)
            public = encoded([view.meeting, dict(view.requests), view.blockers])
            assert PRIVATE.encode() not in public
            assert TITLE.encode() not in public
            assert all(not any(r.ballots.values()) for r in view.meeting.rounds if not r.revealed)
            assert PRIVATE.encode() not in encoded(record_of(ws, m))

    def teardown(self) -> None:
        if not hasattr(self, "desk"):
            return
        entries = [(entry, f"seal {entry.number}") for entry in self.desk.entries]
        assert fold(entries) == self.desk.workspace
        half = len(entries) // 2
        first = fold(entries[:half])
        assert fold(entries[half:], first) == self.desk.workspace
        assert fold(entries[half:], type(self).through_snapshot(first)) == self.desk.workspace


def what_is_missing(m: Meeting) -> list[str]:
    """The second column of product.md 5.3, said a second time, on its own."""
    found = [id for id in m.order if id not in m.decisions]
    for id, d in m.decisions.items():
        whole = {
            Kind.COMMIT: d.owner and d.deliverable and d.deadline,
            Kind.IF_ROOM: id in m.order,
            Kind.NOT_THIS_MONTH: d.reason and d.revisit and d.teller,
            Kind.BACK: d.missing and d.from_whom and d.until and d.teller,
            Kind.DECLINE: d.reason and d.teller,
            Kind.MERGE: d.other and d.other != id,
            Kind.SPLIT: len(d.children) >= 2,
            Kind.WITHDRAWN: d.said_by,
        }[d.kind]
        if not whole or (d.reason in (Reason.DEP, Reason.OTH) and not d.detail):
            found.append(id)
    return found


def test_what_is_always_true_is_true_after_any_commands(
    new_small: Any, through_snapshot: Any
) -> None:
    class Machine(Meetings):
        pass

    Machine.new_small = staticmethod(new_small)
    Machine.through_snapshot = staticmethod(through_snapshot)
    run_state_machine_as_test(Machine, settings=settings(stateful_step_count=50))


def test_what_is_always_true_is_true_without_a_vote(
    new_small: Any, agenda: Any, through_snapshot: Any
) -> None:
    by_consent = replace(agenda, ranking=replace(agenda.ranking, method=Method.CONSENT))

    class Machine(Meetings):
        pass

    Machine.new_small = staticmethod(lambda **named: new_small(by_consent, **named))
    Machine.through_snapshot = staticmethod(through_snapshot)
    run_state_machine_as_test(Machine, settings=settings(max_examples=10, stateful_step_count=40))


def test_every_single_gap_keeps_a_meeting_from_being_finalised(new_small: Any) -> None:
    from agendas.decisions import Decision, gaps

    whole = {
        Kind.COMMIT: Decision(
            "R-001", Kind.COMMIT, owner="o", deliverable="d", deadline=date(2026, 11, 30)
        ),
        Kind.NOT_THIS_MONTH: Decision(
            "R-001", Kind.NOT_THIS_MONTH, Reason.CAP, revisit=date(2026, 12, 1), teller="t"
        ),
        Kind.BACK: Decision(
            "R-001", Kind.BACK, Reason.NRD, missing=("benefit",), from_whom="f",
            until=date(2026, 12, 1), teller="t",
        ),
        Kind.DECLINE: Decision("R-001", Kind.DECLINE, Reason.VAL, teller="t"),
        Kind.MERGE: Decision("R-001", Kind.MERGE, Reason.DUP, other="R-002"),
        Kind.SPLIT: Decision("R-001", Kind.SPLIT, Reason.BIG, children=("R-002", "R-003")),
        Kind.WITHDRAWN: Decision("R-001", Kind.WITHDRAWN, Reason.WDR, said_by="s"),
    }  # fmt: skip
    needed = {
        Kind.COMMIT: ("owner", "deliverable", "deadline"),
        Kind.NOT_THIS_MONTH: ("reason", "revisit", "teller"),
        Kind.BACK: ("missing", "from_whom", "until", "teller"),
        Kind.DECLINE: ("reason", "teller"),
        Kind.MERGE: ("other",),
        Kind.SPLIT: ("children",),
        Kind.WITHDRAWN: ("said_by",),
    }
    empty = {"missing": (), "children": ("R-002",), "deadline": None, "revisit": None}
    for kind, decision in whole.items():
        for field in ("", *needed[kind]):
            desk = new_small(requests=1)
            if kind != Kind.COMMIT:
                desk.write((e.RequestMoved("R-001", 0, 0),), "moved")
            lacking = decision
            if field:
                value = None if field in ("reason", "until") else empty.get(field, "")
                lacking = replace(decision, **{field: value})
            desk.write((e.Decided(lacking, "t", Decimal(1)), e.MoveExplained("R-001", "y")), "x")
            assert bool(gaps(lacking)) == bool(field), (kind, field)
            assert isinstance(decide(desk.situation, Finalise()), Refused) == bool(field)


def test_next_leads_from_the_first_stage_to_the_last_and_every_record_half_way_is_not_final(
    small: Any,
) -> None:
    small.do(GoTo("open"))
    seen = ["open"]
    while small.meeting.stage.kind != StageKind.CLOSE:
        small.do(Next())
        seen.append(small.meeting.stage_id)
        assert not record_of(small.workspace, small.meeting).final
    assert seen == [kind.value for kind in StageKind]
    small.do(Commit("R-001"), Unreached(), Finalise())
    assert record_of(small.workspace, small.meeting).final
