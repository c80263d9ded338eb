"""Searches all meetings."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from agendas.language import ENGLISH, Message, _, _n

if TYPE_CHECKING:
    from agendas.history import Found
    from agendas.record import Row
    from agendas.session import Session
    from tui.console import Console

HELP = {"history": _("search all meetings: reason:CAP dept:Sales 2026 scanner")}


def configure(name: str, parser: ArgumentParser) -> None:
    """QUERY."""
    say = ENGLISH.say
    words = _("words, a year or date, reason:CAP dept:Sales decision:back teller:Meier")
    parser.add_argument("query", nargs="*", metavar="QUERY", help=say(words))
    parser.add_argument("--json", action="store_true", help=say(_("print JSON")))


def run(name: str, parser: ArgumentParser, args: Namespace) -> int:
    """Print the meetings, and what in them was meant."""
    from agendas.history import misunderstood
    from tui.console import Console
    from tui.opening import at_work

    console = Console()
    if wrong := misunderstood(" ".join(args.query)):
        console.complain(wrong)
        return 1
    return at_work(args, console, lambda s, c: _history(s, c, args), to_write=False)


def _history(session: Session, console: Console, args: Namespace) -> int:
    from agendas.history import find_meetings

    query = " ".join(args.query)
    found = find_meetings(session.workspace, query)
    if args.json:
        console.json([_object(one) for one in found])
        return 0
    for one in found:
        console.line(_line(one))
        for row in one.rows if query else ():
            console.line(_row(row))
    if not session.workspace.meetings:
        console.say(_("there is no meeting yet"))
    elif query:
        rows = sum(len(one.rows) for one in found)
        console.say(_n("found {n} time", "found {n} times", rows))
    return 0


def _line(found: Found) -> Message:
    from exports.words import sum_words

    record = found.record
    state = _("final") if record.final else _("not final")
    return _(
        "{number}. {on:long}, {period}, {state}: {sum}",
        number=record.number,
        on=record.on,
        period=record.period,
        state=state,
        sum=sum_words(record),
    )


def _row(row: Row) -> Message:
    from agendas.decisions import KIND_LABELS
    from tui.request_words import in_a_row

    d = row.decision
    said: list[Message | str] = [KIND_LABELS[d.kind] if d else _("undecided")]
    said += [text for text in (d.reason, d.detail) if text] if d else []
    if d and d.revisit:
        said.append(_("look again {on:long}", on=d.revisit))
    return _("   {id}  {title}: {what}", id=row.request, title=row.title, what=in_a_row(said))


def _object(found: Found) -> dict[str, Any]:
    record = found.record
    return {
        "number": record.number,
        "date": record.on,
        "period": record.period,
        "final": record.final,
        "version": record.version,
        "considered": len(record.candidates),
        "decisions": {str(kind): n for kind, n in record.sum()},
        "undecided": len(record.of(None)),
        "requests": [_row_object(row) for row in found.rows],
    }


def _row_object(row: Row) -> dict[str, Any]:
    d = row.decision
    return {
        "id": row.request,
        "title": row.title,
        "department": row.department,
        "rank": row.rank,
        "decision": d.kind if d else None,
        "reason": d.reason if d else None,
        "detail": d.detail if d else "",
        "revisit": d.revisit if d else None,
        "condition": d.condition if d else "",
        "teller": d.teller if d else "",
    }
