"""What the store says of what it found when it was opened, and what to do about it."""

from __future__ import annotations

from agendas.language import Message, _
from agendas.store import disk
from agendas.store.head import Unread
from agendas.store.reading import Damage, Torn
from agendas.store.writer import Failure


def damaged(damage: Damage, number: int) -> Message:
    """What happened, what is shown of it, and what to do."""
    if damage.forked:
        return _(
            "{what}. Both are kept, and nothing can be changed here: “notthismonth salvage NEW "
            "--branch 1” goes on with branch 1 in a new folder and keeps the other beside it",
            what=damage.what,
        )
    if not damage.line:
        return _("The folder or its log is gone: what was read is shown here until it is back")
    return _(
        "{file}, line {line}: {what}. Entries up to {number} are intact and shown, to read only; "
        "nothing was overwritten. “notthismonth verify” says more, “notthismonth salvage NEW” "
        "makes a workspace of all that is intact",
        file=damage.file,
        line=damage.line,
        what=damage.what,
        number=number,
    )


def unread(saved: Unread) -> Message:
    """The head was no use, and is written anew."""
    return _(
        "The file head, which names the last saved entry, was of no use ({why}) "
        "and is written anew; no entry is touched by it",
        why=saved.why,
    )


def cannot_write(error: OSError) -> Message:
    """The system refuses."""
    return _("Nothing can be written here ({reason}): this only reads", reason=disk.reason(error))


def torn_off(torn: Torn) -> Message:
    """An unfinished write was set aside."""
    return _(
        "The end of {file} was cut off while it was written, before it was called saved: "
        "it is set aside in {kept_in}",
        file=torn.file,
        kept_in=torn.kept_in,
    )


def why_not(
    why: Message | None, failure: Failure | None, damage: Damage | None, number: int
) -> Message:
    """Why nothing can be changed, and what can be done about it."""
    if failure and failure.uncertain:
        return _("Not saved: “save copy” writes it elsewhere. {why}", why=failure.message)
    if failure:
        return _(
            "{why}; “save copy” writes it elsewhere. "
            "What was typed is kept here, and saved as soon as there is room",
            why=failure.message,
        )
    if damage:
        return damaged(damage, number)
    return why or _("This window only reads")
