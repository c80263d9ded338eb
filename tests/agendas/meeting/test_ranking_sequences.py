"""Whatever is typed while a meeting ranks: it folds alike, is kept whole, and shows no secret."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from agendas.meeting import events as e
from agendas.meeting.commands.balancing import Keep, SwapRows
from agendas.meeting.commands.course import GoTo
from agendas.meeting.commands.deciding import Commit
from agendas.meeting.commands.duelling import Duel, Wins
from agendas.meeting.commands.history import Redo, Undo
from agendas.meeting.commands.placing import Move, SetCapacity
from agendas.meeting.commands.requests import Fill
from agendas.meeting.commands.roll_call import Leave, Present
from agendas.meeting.commands.scoring import Score
from agendas.meeting.commands.sweeping import Rest
from agendas.meeting.commands.voting import Abstain, Ballot, ChooseMethod, OpenRound, Reveal
from agendas.meeting.entry import decode, encode
from agendas.meeting.folding import fold
from agendas.meeting.public_view import PublicView
from agendas.recording import record_of

COMMANDS = (
    *(ChooseMethod(name) for name in ("consent", "dots", "order", "score")),
    ChooseMethod("order", "schulze"),
    ChooseMethod("score", "ice"),
    *(Ballot(who, text) for who in ("meier", "novak", "costa") for text in ("ab", "c(ab)", "f=e")),
    *(Score(column, "business", "583130") for column in ("business", "time", "risk", "impact")),
    Score("ease", "it", "12.456"),
    Score("confidence", "meier", "999999"),
    Score("effort", "it", "1 2 . 4 5 6"),
    Abstain("meier"),
    Leave(("novak",)),
    Present(("novak",)),
    OpenRound(),
    *(Reveal() for _time in range(6)),
    SetCapacity(Decimal(9)),
    SetCapacity(Decimal(0)),
    GoTo("line"),
    GoTo("rank"),
    Duel(),
    Duel(("R-001", "R-002")),
    Wins("R-001", "R-002", 2, 3),
    Wins("R-002", "R-001", 1, 1),
    Move("R-003", "up"),
    Fill("R-004", "effort", ""),
    Commit("R-005"),
    SwapRows(),
    Keep("the law comes first"),
    Rest("undisputed"),
    *(Undo() for _time in range(3)),
    Redo(),
)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(COMMANDS), min_size=10, max_size=30))
def test_a_meeting_that_ranks_in_any_way_folds_alike_and_shows_no_secret(
    new_small: Any, through_snapshot: Any, commands: list[Any]
) -> None:
    desk = new_small(line=False)
    for command in commands:
        desk.try_(command)
        view = PublicView(desk.workspace, desk.meeting)
        for now in view.meeting.rounds:
            if not now.revealed:
                assert not any((*now.ballots.values(), *now.orders.values()))
                assert not any(s for each in now.ratings.values() for _column, s in each)
        assert set(view.meeting.order) == {f"R-00{n}" for n in range(1, 7)}
        assert not set(view.meeting.by_rank) & set(view.meeting.discuss)
    entries = [(entry, f"seal {entry.number}") for entry in desk.entries]
    assert all(decode(entry.number, encode(entry)) == entry for entry, _seal in entries)
    assert fold(entries) == desk.workspace
    assert through_snapshot(desk.workspace) == desk.workspace
    record = record_of(desk.workspace, desk.meeting)
    assert len(record.rounds) == sum(bool(now.revealed) for now in desk.meeting.rounds)
    shares = record.fairness.departments
    assert all(row.asked_share and row.got_share for row in shares)
    view = PublicView(desk.workspace, desk.meeting)
    for change in (view.what_ifs.best_change, view.what_ifs.shares_change):
        assert set(change.outgoing) <= set(view.meeting.above_line)
        assert not set(change.incoming) & set(view.meeting.above_line)
    assert all(
        standing.points
        for now in desk.meeting.rounds
        if isinstance(now.revealed, e.RankingRevealed)
        for standing in now.revealed.standings
    )
