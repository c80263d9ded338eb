"""What the Requests screen says around its list: how many there are of what, and if none."""

from __future__ import annotations

from agendas.language import Language, _, _n
from tui.screens.request_rows import Counts
from tui.widgets.painted import Piece


def count_line(counts: Counts, *, running: bool, language: Language) -> list[Piece]:
    """`128 open, 37 ready, 42 on the next table (3 by hand), 5 ready but not proposed`."""
    say = language.say
    where = _(", {n} on the table", n=counts.on_table)
    if not running:
        where = _(", {n} on the next table", n=counts.on_table)
    line: list[Piece] = [
        (" " + say(_n("{n} open", "{n} open", counts.open)), "strong"),
        (say(_(", {n} ready", n=counts.ready)) + say(where), "dim"),
    ]
    if counts.by_hand:
        line.append((say(_(" ({n} by hand)", n=counts.by_hand)), "dim"))
    if counts.left_out:
        line.append((say(_(", {n} ready but not proposed", n=counts.left_out)), "accent"))
    return line


def nothing_lines(counts: Counts, closed: int, language: Language) -> list[list[Piece]]:
    """What stands in place of an empty list: what to do next; `closed` ones would be found."""
    say = language.say
    if not counts.all:
        return [
            [(say(_("No requests yet.")), "strong")],
            [],
            [("I", "accent-strong"), (say(_("  imports a tracker's export")), "dim")],
            [("a", "accent-strong"), (say(_("  writes one down")), "dim")],
        ]
    lines: list[list[Piece]] = [
        [(say(_("No request in the backlog is like this.")), "strong")],
        [],
        [("Esc", "accent-strong"), (say(_("        clears the filter")), "dim")],
    ]
    if closed:
        words = _n("  finds {n} closed request", "  finds {n} closed requests", closed)
        lines.append([("is:closed", "accent-strong"), (say(words), "dim")])
    return lines
