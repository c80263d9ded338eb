"""The one table of keys: bindings, key bar, palette, help and the README are made from it.

A letter means one thing in a stage, and the same thing wherever it is possible. An action is what
the meeting screen or its stage does; `command` names the domain's command behind it, if there is
one. No key here is one that terminals or multiplexers eat.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from agendas.agenda import StageKind
from agendas.language import Message, _


class Key(msgspec.Struct, frozen=True):
    """One row of the table; `shown` is what stands on the key where its name does not.

    `bar` is its place in the key bar of a screen that has one bar; stages have theirs in `BARS`.
    """

    keys: str
    action: str
    label: Message
    help: Message
    stages: tuple[StageKind, ...] = ()
    command: str = ""
    shown: str = ""
    bar: int = 0

    @property
    def cap(self) -> str:
        """What stands on the key, as the key bar and the help write it."""
        return self.shown or self.keys.partition(",")[0]


OPEN = (StageKind.OPEN,)
PROMISED = (StageKind.PROMISED,)
CAPACITY = (StageKind.CAPACITY,)
READY = (StageKind.READY,)
RANK = (StageKind.RANK,)
LINE = (StageKind.LINE,)
NOT = (StageKind.NOT_THIS_MONTH,)
READ_BACK = (StageKind.READ_BACK,)
CLOSE = (StageKind.CLOSE,)
LISTS = (*LINE, *NOT, *READ_BACK)

KEYS: tuple[Key, ...] = (
    # open
    Key("P", "all_present", _("all here"), _("all who are not marked yet are here"), OPEN, "present"),
    Key("p", "present", _("present"), _("this person is here"), OPEN, "present"),
    Key("a", "absent", _("absent"), _("this person is not here"), OPEN, "absent"),
    Key("x", "excused", _("excused"), _("had said that they would not come"), OPEN, "excused"),
    Key("l", "leave", _("leaves"), _("this person leaves the room"), OPEN, "leave"),
    Key("g", "guest", _("guest"), _("somebody from outside is here"), OPEN, "guest"),
    Key("i", "stand_in", _("stand-in for IT"), _("who speaks for IT today"), OPEN, "stand-in"),
    Key(
        "y", "provisional", _("provisionally"),
        _("go on without IT or quorum"), OPEN, "provisional",
    ),
    # promised
    Key("d", "done", _("done"), _("the promise was kept"), PROMISED, "promise"),
    Key("h", "part", _("part"), _("kept in part"), PROMISED, "promise"),
    Key("o", "not_done", _("not done"), _("not kept, still to do"), PROMISED, "promise"),
    Key("s", "stopped", _("stopped"), _("given up"), PROMISED, "promise"),
    Key("r", "ratify", _("ratify"), _("stand behind an emergency"), PROMISED, "ratify"),
    Key("c", "challenge", _("challenge"), _("question an emergency"), PROMISED, "challenge"),
    # ready
    Key("f", "fill", _("fill"), _("fill the first field that is missing"), READY, "fill"),
    Key("b", "back", _("back"), _("back to the requester"), (*READY, *LISTS), "back"),
    Key("Y", "block", _("the rest"), _("in one block: what is not ready goes back, the rest stays"), READY, "block"),
    # capacity
    Key(
        "0,1,2,3,4,5,6,7,8,9", "number", _("days"), _("type the days of this row"),
        CAPACITY, "capacity", shown="0-9",
    ),
    # rank
    Key("minus", "abstain", _("abstains"), _("hands in no ballot"), RANK, "abstain", shown="-"),
    Key("R", "reveal", _("reveal"), _("show the ranking; cannot be taken back"), RANK, "reveal"),
    Key("G", "round", _("new round"), _("vote again; earlier rounds are kept"), RANK, "round"),
    Key("V", "echo", _("show"), _("show the ballot being typed for two seconds"), RANK),
    Key("M", "method", _("method"), _("consent, dots, order or score; before a round"), RANK, "method"),
    Key("I", "ballots_file", _("from a file"), _("ballots that people gave beforehand"), RANK, "ballots"),
    Key("w", "rater", _("who rates"), _("the business together, or one person"), RANK, "score"),
    Key("right", "column_on", _("column"), _("the next column of the score, or the one before"), RANK, "score", shown="→ ←"),
    Key("left", "column_back", _("column back"), _("the column before"), RANK, "score", shown="←"),
    Key("H", "duels", _("duels"), _("up to six rows around the line, pair by pair"), (*RANK, *LINE), "duel"),
    # the lists
    Key("i", "commit", _("in"), _("do it this month: last above the line"), LISTS, "commit"),
    Key("o", "refuse", _("not this month"), _("not this month: first below"), LISTS, "not"),
    Key("r", "if_room", _("if room"), _("next, if there is room"), LISTS, "if-room"),
    Key("s", "split", _("split"), _("too big: into parts"), LISTS, "split"),
    Key("m", "merge", _("merge"), _("the same as another request"), LISTS, "merge"),
    Key("x", "decline", _("decline"), _("no, for good"), LISTS, "decline"),
    Key("w", "withdraw", _("withdrawn"), _("its requester takes it back"), LISTS, "withdraw"),
    Key("D", "rest", _("rest"), _("decide the rest by rank"), (*RANK, *LISTS), "rest"),
    Key(
        "J,shift+down", "move_down", _("move"), _("move the row down, or up"),
        (*LINE, *NOT, *READ_BACK, *RANK), "move", shown="J K",
    ),
    Key(
        "K,shift+up", "move_up", _("move up"), _("move the row up"),
        (*LINE, *NOT, *READ_BACK, *RANK), "move",
    ),
    Key("F", "fairness", _("fairness"), _("who asked for what and got what, and the swap that helps"), LISTS, "fairness"),
    Key("E", "what_if", _("what if"), _("what else would come in: the best set, equal shares"), LINE, "what if"),
    Key("C", "capacity", _("capacity"), _("other days: the line is drawn anew"), LINE, "capacity"),
    Key("y", "because", _("say why"), _("why the row stands elsewhere"), LISTS, "because"),
    # not this month
    Key(
        "1,2,3,4,5,6,7,8,9", "digit", _("reason"), _("the reason on this digit; on to the next"),
        NOT, "not", shown="1-9",
    ),
    Key("0", "more", _("more reasons"), _("the other reasons, by letters"), NOT, "not"),
    Key("d", "date", _("again"), _("when to look again"), NOT, "not"),
    Key("c", "condition", _("condition"), _("what would change it"), NOT, "not"),
    Key("t", "teller", _("told by"), _("who tells the requester"), NOT, "not"),
    Key("full_stop", "same", _("same"), _("the same as the row before"), NOT, "not", shown="."),
    Key("v", "mark", _("mark"), _("mark several rows for one reason"), NOT),
    Key("A", "defaults", _("accept the rest"), _("accept what is proposed"), NOT, "defaults"),
    # read back
    Key("O", "owner", _("owner"), _("who owns it"), READ_BACK, "commit"),
    Key("d", "deadline", _("deadline"), _("until when"), READ_BACK, "commit"),
    Key("f", "deliverable", _("first step"), _("what is delivered first"), READ_BACK, "commit"),
    Key("t", "understood", _("IT's words"), _("what IT understood"), READ_BACK, "read-back"),
    Key("c", "objection", _("objection"), _("somebody objects"), (*READ_BACK, *LINE, *RANK), "object"),
    # close
    Key("F", "finalise", _("finalise"), _("lock the record and write it"), CLOSE, "finalise"),
    Key("X", "export", _("write files"), _("write the record as it is now"), CLOSE, "export"),
    # everywhere in the meeting
    Key("u", "undo", _("undo"), _("take the last action back"), (), "undo"),
    Key("U", "redo", _("redo"), _("do again what was undone"), (), "redo"),
    Key("plus", "extend", _("1 min"), _("one minute more"), (), "extend", shown="+"),
    Key("z", "pause", _("pause"), _("a break burns no minutes"), (), "pause"),
    Key("n", "note", _("note"), _("a note for everyone"), (), "note"),
    Key("N", "private", _("private note"), _("a note for you alone; the windows go blank"), (), "private"),
    Key("B", "blank", _("blank"), _("blank this window and the projector's"), (), "blank"),
    Key("L", "catch_up", _("catch up"), _("three lines for whoever comes late"), (), "catch-up"),
    Key("slash", "search", _("search"), _("find a row"), (), shown="/"),
    Key("colon", "command_line", _("command"), _("type a command"), (), shown=":"),
    Key("e", "emergency", _("emergency"), _("log an emergency"), (), "emergency"),
    Key("less_than_sign", "adjourn", _("adjourn"), _("stop for today"), (), "adjourn", shown="<"),
    Key("enter", "confirm", _("next"), _("confirm and go on"), (), "next", shown="Enter"),
    Key("escape", "previous", _("back"), _("a stage back"), (), "previous", shown="Esc"),
    Key("question_mark", "help", _("keys"), _("all keys of this stage"), (), shown="?"),
)  # fmt: skip

#: Keys of the Requests screen.
REQUEST_KEYS: tuple[Key, ...] = (
    Key("a", "add", _("add"), _("write a request down; its title is enough"), (), "add", bar=1),
    Key("f", "fill", _("fill"), _("fill the first field that is missing"), (), "fill", bar=4),
    Key("t", "table", _("on/off table"), _("on the table, or off it"), (), "table", bar=3),
    Key("T", "table_all", _("all on the table"), _("put all that are shown on the table"), (), "table"),
    Key("I", "import", _("import"), _("bring in a tracker's export"), shown="I", bar=5),
    Key("S", "sort", _("sort"), _("sort by something else"), bar=6),
    Key("x", "archive", _("archive"), _("out of the backlog, kept for reading"), (), "archive", bar=8),
    Key("v", "revive", _("revive"), _("a closed request comes back"), (), "revive"),
    Key("m", "merge", _("merge"), _("the same as another request"), (), "merge"),
    Key("s", "split", _("split"), _("too big: into parts"), (), "split"),
    Key("u", "undo", _("undo"), _("take the last action back"), (), "undo", bar=7),
    Key("U", "redo", _("redo"), _("do again what was undone"), (), "redo"),
    Key("slash", "filter", _("filter"), _("filter as you type: words, dept:Sales, >5d"), shown="/", bar=2),
    Key("colon", "command_line", _("command"), _("type a command"), shown=":"),
    Key("enter", "confirm", _("edit"), _("open all fields of the request"), shown="Enter", bar=23),
    Key("escape", "clear", _("clear"), _("away with the filter"), shown="Esc"),
    Key("question_mark", "help", _("keys"), _("all keys of this screen"), shown="?", bar=24),
)  # fmt: skip

#: Keys of Today.
TODAY_KEYS: tuple[Key, ...] = (
    Key("enter,m", "meeting", _("meeting"), _("start the meeting, or go on with it"), shown="Enter", bar=23),
    Key("r", "requests", _("requests"), _("all requests: add, import, put on the table"), bar=1),
    Key("h", "records", _("records"), _("what earlier meetings decided"), bar=2),
    Key("s", "share", _("share"), _("write and share the record"), bar=3),
    Key("question_mark", "help", _("keys"), _("all keys of this screen"), shown="?", bar=24),
)  # fmt: skip

#: Keys of Records.
RECORDS_KEYS: tuple[Key, ...] = (
    Key("slash", "search", _("search"), _("search all meetings: reason:CAP dept:Sales 2026 words"), shown="/", bar=1),
    Key("c", "correct", _("correct"), _("put a mistake in the latest final record right"), (), "correct", bar=3),
    Key("v", "version", _("version before"), _("the record as it was before it was corrected"), bar=4),
    Key("enter", "open", _("open"), _("open the record; on a request, its life"), shown="Enter", bar=23),
    Key("escape", "back", _("back"), _("back to where you were"), shown="Esc", bar=5),
    Key("question_mark", "help", _("keys"), _("all keys of this screen"), shown="?", bar=24),
)  # fmt: skip

#: Keys of Share.
SHARE_KEYS: tuple[Key, ...] = (
    Key("w,enter", "write", _("write all"), _("write all files that the agenda names"), shown="w", bar=1),
    Key("1,2,3,4,5,6,7", "one", _("write one"), _("write the file with this number"), shown="1-7", bar=2),
    Key("y", "copy", _("copy"), _("copy the page, or the sentence under the cursor"), bar=3),
    Key("m", "meeting", _("meeting"), _("share another meeting"), bar=4),
    Key("question_mark", "help", _("keys"), _("all keys of this screen"), shown="?", bar=24),
)  # fmt: skip

#: Keys while the filter of the Requests screen is typed.
FILTER_KEYS: tuple[Key, ...] = (
    Key("enter", "keep", _("keep it"), _("keep the filter; the keys act on the list again"), shown="Enter", bar=1),
    Key("escape", "clear", _("clear"), _("away with the filter"), shown="Esc", bar=2),
    Key("down", "down", _("rows"), _("the next row, while the filter is typed"), shown="↓ ↑", bar=3),
)  # fmt: skip

#: Keys of the welcome.
WELCOME_KEYS: tuple[Key, ...] = (
    Key("d,enter", "demo", _("look at the demo"), _("a made-up company with 42 requests"), shown="d", bar=1),
    Key("i", "init", _("make a workspace"), _("a folder for your own meeting"), shown="i", bar=2),
    Key("q,escape", "leave", _("leave"), _("nothing is made"), shown="q", bar=3),
)  # fmt: skip

#: Keys that lead to the screens of the program, from anywhere.
SCREENS: tuple[Key, ...] = (
    Key("f2", "screen_today", _("Today"), _("what is next"), shown="F2"),
    Key("f3", "screen_requests", _("Requests"), _("all requests"), shown="F3"),
    Key("f4", "screen_meeting", _("Meeting"), _("the meeting"), shown="F4"),
    Key("f5", "screen_records", _("Records"), _("past meetings"), shown="F5"),
    Key("f6", "screen_share", _("Share"), _("write and share the record"), shown="F6"),
)


#: What the key bar shows in each stage, the most useful first: it is cut where the room ends.
BARS: dict[StageKind, tuple[str, ...]] = {
    StageKind.OPEN: ("all_present", "present", "absent", "excused", "leave", "guest", "stand_in"),
    StageKind.PROMISED: ("done", "part", "not_done", "stopped", "ratify", "challenge"),
    StageKind.TALK: (),
    StageKind.CAPACITY: ("number",),
    StageKind.READY: ("fill", "back", "block"),
    StageKind.RANK: ("abstain", "reveal", "round", "echo", "method", "move_down"),
    StageKind.LINE: (
        "commit", "refuse", "back", "move_down", "rest", "fairness", "what_if", "split", "if_room",
    ),
    StageKind.NOT_THIS_MONTH: ("digit", "defaults", "date", "condition", "teller", "same"),
    StageKind.READ_BACK: ("owner", "deliverable", "deadline", "understood", "objection"),
    StageKind.CLOSE: ("finalise", "export"),
}  # fmt: skip
ALWAYS = ("note", "undo", "extend", "pause", "confirm", "help")


def keys_of(kind: StageKind) -> Iterator[Key]:
    """The keys that work in a stage, its own first."""
    yield from (key for key in KEYS if kind in key.stages)
    yield from (key for key in KEYS if not key.stages)


def told_once(keys: Iterable[Key]) -> Iterator[Key]:
    """These keys without those that stand beside another one already, as `K` does in `J K`."""
    told: set[str] = set()
    for key in keys:
        if key.cap not in told:
            yield key
        told.update(key.cap.split())


@lru_cache(maxsize=1024)
def lookup(kind: StageKind, pressed: str) -> Key | None:
    """What a key means in a stage."""
    return pressed_in(keys_of(kind), pressed)


def pressed_in(keys: Iterable[Key], pressed: str) -> Key | None:
    """What a key means among these."""
    return next((key for key in keys if pressed in key.keys.split(",")), None)


def in_bar(keys: Iterable[Key]) -> tuple[Key, ...]:
    """Those of these keys that the key bar shows, the most useful first."""
    return tuple(sorted((key for key in keys if key.bar), key=lambda key: key.bar))


def bar_of(
    kind: StageKind, now: tuple[str, ...] | None = None, enter: Message | None = None
) -> tuple[Key, ...]:
    """The keys that the key bar shows in a stage, or of those just the ones that work `now`.

    `enter` is what Enter does there, where it is not the next row or stage.
    """
    found = {key.action: key for key in reversed(tuple(keys_of(kind)))}
    if enter is not None:
        found["confirm"] = msgspec.structs.replace(found["confirm"], label=enter)
    wanted = (*BARS[kind], *ALWAYS) if now is None else now
    return tuple(found[action] for action in wanted if action in found)
