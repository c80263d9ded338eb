"""Says of every meeting whether all that is stored of it is as it was written.

The seal is the one that every exported record carries: a copy in IT's hands tells more than this
program can.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from agendas.language import ENGLISH, Message, _, _n

if TYPE_CHECKING:
    from agendas.session import Session
    from tui.console import Console

HELP = {"verify": _("check that nothing that was stored has been altered")}


def configure(name: str, parser: ArgumentParser) -> None:
    """No arguments of its own."""
    parser.add_argument("--json", action="store_true", help=ENGLISH.say(_("print JSON")))


def run(name: str, parser: ArgumentParser, args: Namespace) -> int:
    """Print one line for each meeting; 1 if anything is not intact."""
    from tui.console import Console
    from tui.opening import at_work

    return at_work(args, Console(), lambda s, c: _verify(s, c, args), to_write=False)


def _verify(session: Session, console: Console, args: Namespace) -> int:
    rows = checked(session)
    if args.json:
        language = console.language
        console.json([_object(row, language.say) for row in rows])
    else:
        for row in rows:
            console.line(_line(row))
        if not rows:
            console.say(_("nothing is altered; there is no meeting yet"))
    broken = next((row for row in rows if not row["intact"]), None)
    return 1 if broken else 0


def checked(session: Session) -> list[dict[str, Any]]:
    """Each meeting with its entries counted, the seal of its record, and `intact`.

    Where it is not, with the first event that is not; what lies behind it is unknown. Entries are
    chained: all before the first damage are provably as they were written.
    """
    from tinydb import where

    from agendas.store.event_db import EventDB

    damage, newer = session.store.damage, session.unreadable
    first: dict[str, Any] | None = None
    if damage:
        number = session.store.last + 1
        first = {"entry": number, "file": damage.file, "line": damage.line, "what": damage.what}
    elif newer:
        first = {"entry": newer.number, "file": "", "line": 0, "what": newer.what}
    running = session.workspace.meeting
    entries = EventDB(session.store)
    rows: list[dict[str, Any]] = []
    for number, meeting in sorted(session.workspace.meetings.items()):
        hurt = first is not None and meeting is running
        row = {"meeting": number, "date": meeting.on, "intact": not hurt}
        row["entries"] = entries.count(where("meeting") == number)
        row["seal"] = meeting.seal
        rows.append(row)
        if hurt:
            rows[-1]["first"] = first
    if first and running is None:
        rows.append({"meeting": None, "date": None, "intact": False, "first": first})
    return rows


def _object(row: dict[str, Any], say: Any) -> dict[str, Any]:
    first = row.get("first")
    if first is None:
        return row
    return {**row, "first": {**first, "what": say(first["what"])}}


def _line(row: dict[str, Any]) -> Message:
    first = row.get("first")
    if first is None:
        intact = _n(
            "{number}. {on:long}: intact, {n} entry",
            "{number}. {on:long}: intact, {n} entries",
            row["entries"],
            number=row["meeting"],
            on=row["date"],
        )
        return (
            _("{intact}, seal {seal}", intact=intact, seal=row["seal"]) if row["seal"] else intact
        )
    what = _("entry {entry}: {what}", entry=first["entry"], what=first["what"])
    if first["file"]:
        what = _(
            "entry {entry}, {file}, line {line}: {what}",
            entry=first["entry"],
            file=first["file"],
            line=first["line"],
            what=first["what"],
        )
    if row["meeting"] is None:
        return _("not intact from here on: {what}", what=what)
    return _(
        "{number}. {on:long}: not intact from here on: {what}",
        number=row["meeting"],
        on=row["date"],
        what=what,
    )
