"""What people type is read as they mean it; every command is written so that it is read back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agendas.agenda import Agenda, Period, Person, Role, Stage, StageKind
from agendas.decisions import Reason
from agendas.language import ENGLISH
from agendas.meeting import events as e
from agendas.meeting.commands import all as everything
from agendas.meeting.commands.all import every_spec
from agendas.meeting.commands.closing import Finalise
from agendas.meeting.commands.course import Extend, GoTo, Note
from agendas.meeting.commands.deciding import Commit
from agendas.meeting.commands.grammar import parse, render
from agendas.meeting.commands.looking_back import LogEmergency, PromiseKept, Ratify
from agendas.meeting.commands.merging import Split
from agendas.meeting.commands.placing import Move, SetCapacity
from agendas.meeting.commands.quoting import Word, as_word, split_words
from agendas.meeting.commands.refusing import Back, Not
from agendas.meeting.commands.requests import Add, Fill, Table
from agendas.meeting.commands.roll_call import Guest, Present, StandIn
from agendas.meeting.commands.spec import Command, Kind, Param, Refused, Situation, Spec
from agendas.meeting.commands.usage import help_lines, usage
from agendas.meeting.commands.voting import Ballot, Reveal
from agendas.meeting.entry import Entry
from agendas.meeting.folding import fold
from agendas.meeting.workspace import Workspace
from agendas.request import FIELD_LABELS, Request

AT = datetime(2026, 11, 3, 9, 41, tzinfo=UTC)
PEOPLE = (
    Person("lindqvist", "Rosa Lindqvist", "Sales", (Role.FACILITATOR, Role.VOTER)),
    Person("meier", "Tom Meier", "Finance"),
    Person("okafor", "M. Okafor", roles=(Role.IT,)),
    Person("anna-s", "Anna Schmidt", "Stores"),
    Person("uwe-s", "Uwe Schmidt", "Purchase"),
    Person("obrien", "Pat O'Brien", "HR"),
)
AGENDA = Agenda(
    series="Priorities",
    period=Period.MONTHLY,
    people=PEOPLE,
    stages=(
        *(Stage(kind.value, kind, 6) for kind in StageKind),
        Stage("talk-2", StageKind.TALK, 5, "IT's word"),
    ),
)
NUMBERS = (1, 99, 104, 118, 1204)


def _workspace(meeting: bool) -> Workspace:
    events: list[e.AnyEvent] = [
        e.RequestAdded(Request(f"R-{n:03}", f"wish {n}", AT.date())) for n in NUMBERS
    ]
    logged = e.Emergency("E-01", "mail is down", "R. Lindqvist", "nobody can work", AT.date())
    events.append(e.EmergencyLogged(logged))
    entries = [Entry(1, AT, "x", 0, 0, 0, "", tuple(events))]
    if meeting:
        opened = e.MeetingOpened(
            number=1,
            on=date(2026, 11, 3),
            period_first=date(2026, 11, 3),
            period_last=date(2026, 11, 30),
            next_meeting=date(2026, 12, 1),
            agenda=AGENDA,
            emergencies=("E-01",),
        )
        entries.append(Entry(2, AT, "x", 1, 0, 0, "", (opened,)))
    return fold((entry, "") for entry in entries)


MEETING = Situation(_workspace(True), "facilitator", AT)
BETWEEN = Situation(_workspace(False), "facilitator", AT)


def read(line: str) -> Command:
    found = parse(line, MEETING)
    assert not isinstance(found, Refused), ENGLISH.say(found.message)
    return found


def refusal(line: str, situation: Situation = MEETING) -> str:
    found = parse(line, situation)
    assert isinstance(found, Refused)
    return ENGLISH.say(found.message)


# -- words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", []),
        ("   ", []),
        ("# a comment", []),
        ("  #1 is a comment too", []),
        ("note #1", ["note", "#1"]),
        ("a  b\tc", ["a", "b", "c"]),
        ('a "b c" d', ["a", "*b c", "d"]),
        ("a “b c” d", ["a", "*b c", "d"]),
        ("a „b c“", ["a", "*b c"]),
        ('"say \\"yes\\""', ['*say "yes"']),
        ('"say “yes”"', ["*say “yes”"]),
        ('“the "line"”', ['*the "line"']),
        ("Pat O'Brien's 15\" screen", ["Pat", "O'Brien's", '15"', "screen"]),
        ('""', ["*"]),
        (r'"one\ntwo \\ three \d"', ["*one\ntwo \\ three \\d"]),
        (r"C:\new", [r"C:\new"]),
    ],
)
def test_blanks_separate_and_quotes_group(line: str, words: list[str]) -> None:
    found = split_words(line)
    assert not isinstance(found, Refused)
    assert [("*" if word.quoted else "") + word.text for word in found] == words


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('note "the printer', "a quote is not closed"),
        ('note "the printer\\"', "a quote is not closed"),
        ("note “the printer", "a quote is not closed"),
        ('note "a"b', "a blank is missing"),
        ("note \ud800", "no text"),
    ],
)
def test_a_broken_line_is_refused_in_words(line: str, why: str) -> None:
    assert why in refusal(line)


@given(st.text())
def test_a_text_is_read_back_from_its_word_and_stays_on_one_line(text: str) -> None:
    word = as_word(text, ("until",))
    assert len(word.splitlines()) == 1
    found = split_words(f"x {word}")
    assert not isinstance(found, Refused)
    assert found == (Word("x"), Word(text, word != text))
    assert as_word("until", ("until",)) == '"until"'


# -- a whole script ----------------------------------------------------------------------------

SCRIPT = """\
present Lindqvist Meier Okafor
capacity 40 running 14 reserve 6
ballot Meier aabcf
reveal
commit R-118 owner "M. Okafor" due 2026-11-28 deliverable "test invoice 13 Nov"
not R-104 VAL "gain of 1 h a week does not carry 60 days" until 2027-02-02 \
if "quote with numbers" teller Meier
finalise
"""


def test_the_script_of_the_manual_is_read() -> None:
    assert [read(line) for line in SCRIPT.splitlines()] == [
        Present(("lindqvist", "meier", "okafor")),
        SetCapacity(Decimal(40), Decimal(14), Decimal(6)),
        Ballot("meier", "aabcf"),
        Reveal(),
        Commit("R-118", "M. Okafor", date(2026, 11, 28), "test invoice 13 Nov"),
        Not(
            "R-104",
            Reason.VAL,
            "gain of 1 h a week does not carry 60 days",
            date(2027, 2, 2),
            "quote with numbers",
            "Tom Meier",
        ),
        Finalise(),
    ]


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("PRESENT", Present()),
        ('present Rosa "pat o’brien" TOM', Present(("lindqvist", "obrien", "meier"))),
        ("present Rosa Lindqvist", Present(("lindqvist",))),
        ("guest Ada Lovelace department Sales", Guest("Ada Lovelace", "Sales")),
        ("stand-in okafor", StandIn("M. Okafor")),
        ("stand_in Ada Lovelace", StandIn("Ada Lovelace")),
        ("note the printer is broken", Note("the printer is broken")),
        ('note "about" about 104', Note("about", "R-104")),
        ('note Meier says "no"', Note('Meier says "no"')),
        ("ballot meier 4 4 17", Ballot("meier", "4 4 17")),
        ("table r-1 99 R104 R-1204 1", Table(("R-001", "R-099", "R-104", "R-1204"))),
        ("promise 104 not-done no time left 2,5", PromiseKept("R-104", "not_done", "no time",
         Decimal("2.5"))),
        ("ratify e1", Ratify("E-01")),
        ("extend", Extend()),
        ("extend 5", Extend(5)),
        ("stage read-b", GoTo("read_back")),
        ("stage not-this-month", GoTo("not_this_month")),
        ('stage "it\'s w"', GoTo("talk-2")),
        ("stage talk", GoTo("talk")),
        ("move 104 above 99 because it is law", None),
        ('move 104 above 99 because "it is law"', Move("R-104", above="R-099",
         because="it is law")),
        ("move 104 up", Move("R-104", "up")),
        ('not 104 "text without a code"', Not("R-104", detail="text without a code")),
        ('not 104 "VAL"', Not("R-104", detail="VAL")),
        ("not 104 val too little until next", Not("R-104", Reason.VAL, "too little",
         date(2026, 12, 1))),
        ("not 104 until after-next", Not("R-104", until=date(2027, 1, 5))),
        ("not 104 until quarter", Not("R-104", until=date(2027, 2, 3))),
        ("not 104 until 5 Jan if x", Not("R-104", until=date(2027, 1, 5), condition="x")),
        ('not 104 teller Meier until "5 Feb 2028"', Not("R-104", until=date(2028, 2, 5),
         teller="Tom Meier")),
        ("back 104 EST from Schmidt", Back("R-104", Reason.EST, from_whom="Schmidt")),
        ("fill 104 done means it works", Fill("R-104", "done_means", "it works")),
        ("fill 104 done-means works", Fill("R-104", "done_means", "works")),
        ("fill 104 class upkeep", Fill("R-104", "service_class", "upkeep")),
        ("fill 104 effort 8 by okafor", Fill("R-104", "effort", "8", "M. Okafor")),
        ('fill 104 benefit ""', Fill("R-104", "benefit", "")),
        ('split 104 "first slice" second', Split("R-104", ("first slice", "second"))),
        ("emergency mail is down by Rosa why stop displaces 99 104", LogEmergency(
         "mail is down", "Rosa Lindqvist", "stop", None, ("R-099", "R-104"))),
    ],
)  # fmt: skip
def test_words_are_read_as_they_are_meant(line: str, command: Command | None) -> None:
    if command is None:
        assert isinstance(parse(line, MEETING), Refused)
    else:
        assert read(line) == command


def test_between_meetings_people_are_those_of_the_agenda() -> None:
    line = 'add "new tills" requester okafor'
    assert parse(line, BETWEEN, AGENDA) == Add("new tills", "M. Okafor")
    assert parse(line, BETWEEN) == Add("new tills", "okafor")


# -- refusals ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("nto R-104", "there is no command “nto”; do you mean not?"),
        ("xyzzyxyzzy", "there is no command “xyzzyxyzzy”; “help commands” lists them"),
        ('"not" 104', "there is no command “not”"),
        ("# nothing", "no command was typed"),
        ("not", "not: REQUEST is missing, a request, such as R-104 or 104; type: not REQUEST"),
        ("not 999", "not: there is no request 999"),
        ("not Meier", "not: “Meier” is not a request"),
        ("not 104 VAX", "not: “VAX” is not one of CAP, NRD"),
        ("not 104 until", "not: until DATE is missing, a date: 2027-02-02"),
        ("not 104 until if x", "not: until DATE is missing"),
        ("not 104 until 31 Feb", "not: “31” is not a date"),
        ("not 104 if one two", "“two” is too much; a text of several words goes in quotes"),
        ("not 104 if x if y", "not: if is said twice"),
        ("reveal now", "reveal: “now” is too much"),
        ("capacity 2.3", "capacity: “2.3” is not days in quarters"),
        ("extend soon", "extend: “soon” is not a whole number"),
        ("present Schmidt", "“Schmidt” may be Anna Schmidt (anna-s) or Uwe Schmidt (uwe-s)"),
        ("present Nemo", "nobody here is called “Nemo”; there are Rosa Lindqvist, Tom Meier"),
        ("ratify E-07", "ratify: there is no emergency E-07"),
        ("stage re", "“re” may be ready or read_back: say which"),
        ("stage lunch", "there is no stage “lunch”; there are open, promised"),
        ("fill 104 colour red", "a request has no field “colour”; there are title, problem"),
        ("promise 104 maybe", "“maybe” is not one of done, part, not_done or stopped"),
        ('emergency "mail is down" by Rosa', "emergency: why TEXT is missing"),
    ],
)
def test_a_refusal_names_command_word_and_what_was_expected(line: str, says: str) -> None:
    assert says in refusal(line)


def test_a_refusal_names_the_field_to_look_at() -> None:
    found = parse("not 104 until soon", MEETING)
    assert isinstance(found, Refused)
    assert found.where == "until"


def test_without_a_meeting_its_dates_and_stages_are_refused() -> None:
    assert "none is open" in refusal("not 104 until next", BETWEEN)
    assert "no meeting is open" in refusal("stage line", BETWEEN)


LINES = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(
            [*every_spec(), "R-104", "104", "until", "if", "VAL", "5", "Jan", "next", "Meier",
             '"', "“", "\\", "#", '"a b"', "by", "2027-02-02", "e1", "-", "…"]
        )
        | st.text(max_size=5),
    ).map(" ".join),
)  # fmt: skip


@given(LINES, st.sampled_from([MEETING, BETWEEN]))
def test_no_line_breaks_the_reader(line: str, situation: Situation) -> None:
    found = parse(line, situation)
    if isinstance(found, Refused):
        assert ENGLISH.say(found.message)
    else:
        assert parse(render(found), situation) == found


# -- every command is read back -----------------------------------------------------------------

TEXTS = st.text() | st.sampled_from(
    ["until", "if", "a b", "", "#", "104", "next", "VAL", '"', "\\n", "one\ntwo", "authority", "…"]
)
NAMES = st.sampled_from([p.name for p in PEOPLE]) | st.text(
    st.characters(codec="utf-8"), max_size=6
).filter(lambda text: parse(f"stand-in {as_word(text)}", MEETING) == StandIn(text))
VALUES: dict[Kind, st.SearchStrategy[object]] = {
    Kind.REQUEST: st.sampled_from([f"R-{n:03}" for n in NUMBERS]),
    Kind.PERSON: st.sampled_from([p.id for p in PEOPLE]),
    Kind.NAME: NAMES,
    Kind.TEXT: TEXTS,
    Kind.DAYS: st.integers(0, 4000).map(lambda n: Decimal(n) / 4),
    Kind.DATE: st.dates(),
    Kind.NUMBER: st.integers(-(10**6), 10**6),
    Kind.REASON: st.sampled_from(Reason),
    Kind.STAGE: st.sampled_from([stage.id for stage in AGENDA.stages]),
    Kind.FIELD: st.sampled_from([*FIELD_LABELS]),
    Kind.EMERGENCY: st.just("E-01"),
    Kind.FLAG: st.booleans(),
}


def _values(param: Param) -> st.SearchStrategy[object]:
    if param.kind == Kind.WORD:
        return st.sampled_from([str(word) for word in param.words])
    one = VALUES[param.kind]
    if param.many:
        unique = param.kind not in (Kind.TEXT, Kind.NAME)
        return st.lists(one, min_size=1, max_size=4, unique=unique).map(tuple)
    return one


def _commands(spec: Spec) -> st.SearchStrategy[Command]:
    params = {param.field: param for param in spec.params}
    required = {
        f.name: _values(params[f.name]) for f in msgspec.structs.fields(spec.type) if f.required
    }
    optional = {name: _values(param) for name, param in params.items() if name not in required}
    return st.fixed_dictionaries(required, optional=optional).map(lambda given: spec.type(**given))


@pytest.mark.parametrize("name", every_spec())
@given(data=st.data())
def test_every_command_is_read_back_from_its_line(name: str, data: st.DataObject) -> None:
    command = data.draw(_commands(every_spec()[name]))
    line = render(command)
    assert len(line.splitlines()) == 1
    found = parse(line, MEETING)
    assert found == command


def test_a_line_is_quoted_only_where_it_must_be() -> None:
    line = 'not R-104 VAL "too little" until 2027-02-02 if "if" teller "Tom Meier"'
    assert render(read(line)) == line
    assert render(read("ballot Meier aabcf")) == "ballot meier aabcf"


def test_every_module_of_commands_is_registered() -> None:
    folder = Path(everything.__file__).parent
    named = {Path(module.__file__ or "").stem for module in everything.MODULES}
    decides = {path.stem for path in folder.glob("*.py") if "@decides(" in path.read_text("utf-8")}
    assert decides == named


# -- help --------------------------------------------------------------------------------------


def test_usage_shows_what_may_be_left_out() -> None:
    known = every_spec()
    assert usage(known["not"]) == (
        "not REQUEST [REASON] [TEXT] [until DATE] [if TEXT] [teller NAME]"
    )
    assert usage(known["present"]) == "present [PERSON…]"
    assert usage(known["method"]) == "method consent|dots|order|score [TEXT]"
    assert usage(known["emergency"]) == (
        "emergency TEXT by NAME why TEXT [days DAYS] [displaces REQUEST…]"
    )


def test_help_has_one_line_for_each_command() -> None:
    lines = help_lines(ENGLISH)
    for spec in every_spec().values():
        own = [line for line in lines if line.startswith(f"  {usage(spec)}: ")]
        assert own == [f"  {usage(spec)}: {ENGLISH.say(spec.help)}"]
