"""What an import did, for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agendas.language import ENGLISH, Message, _, _n, listed

if TYPE_CHECKING:
    from agendas.importing import Import
    from agendas.intake.convert import Intake
    from agendas.intake.table import RowNote
    from tui.console import Console

#: How many refused and skipped rows are named; more are counted.
NAMED = 20


def import_object(prepared: Import, intake: Intake) -> dict[str, Any]:
    """The fields that scripts build on (product.md 8), and what a person should look at."""
    plan = prepared.plan
    say = ENGLISH.say
    return {
        "profile": plan.profile,
        "encoding": plan.encoding,
        "rows": plan.rows,
        "added": len(plan.added),
        "changed": len(plan.changed),
        "unchanged": len(plan.unchanged),
        "refused": [{"row": note.row, "reason": say(note.reason)} for note in plan.refused],
        "skipped": [{"row": note.row, "reason": say(note.reason)} for note in plan.skipped],
        "requests": [
            {
                "id": brought.id,
                "key": brought.imported.key,
                "title": brought.imported.title,
                "requester": brought.imported.requester,
                "department": brought.imported.department,
                "created": brought.imported.created,
                "deadline": brought.imported.deadline,
                "effort": brought.imported.effort,
                "labels": brought.imported.labels,
                "status": brought.imported.status,
                "votes": brought.imported.votes,
            }
            for brought in prepared.requests
        ],
        "notes": [say(note) for note in intake.notes],
    }


def report(console: Console, prepared: Import, intake: Intake, *, dry: bool) -> None:
    """Counts first, then everything that a person should look at."""
    plan = prepared.plan
    counts = _(
        "{rows}: {added} added, {changed} changed, {unchanged} unchanged, {refused} refused, "
        "{skipped} skipped",
        rows=_n("{n} row", "{n} rows", plan.rows),
        added=len(plan.added),
        changed=len(plan.changed),
        unchanged=len(plan.unchanged),
        refused=len(plan.refused),
        skipped=len(plan.skipped),
    )
    console.say(
        _("nothing was changed yet; it would be {counts}", counts=counts) if dry else counts
    )
    closed = sum(one.closed for one in plan.added)
    if closed:
        console.say(
            _n(
                "{n} is closed at its source and comes in as archived",
                "{n} are closed at their source and come in as archived",
                closed,
            )
        )
    for change in plan.changed:
        for field in change.kept:
            console.say(
                _("{id}: {field} was changed here and is kept; the source says “{new}”",
                  id=change.request_id, field=field.field, new=field.new)
            )  # fmt: skip
    if prepared.closed_elsewhere:
        console.say(
            _("closed at the source, still open here: {ids}",
              ids=listed(prepared.closed_elsewhere[:NAMED]))
        )  # fmt: skip
    for note in intake.notes:
        console.say(note)
    _rows(console, _("refused"), plan.refused)
    _rows(console, _("skipped"), plan.skipped)


def _rows(console: Console, what: Message, notes: tuple[RowNote, ...]) -> None:
    for note in notes[:NAMED]:
        console.say(_("row {row} {what}: {reason}", row=note.row, what=what, reason=note.reason))
    if len(notes) > NAMED:
        console.say(_("and {n} more {what}", n=len(notes) - NAMED, what=what))
