"""Reading agenda.yaml: what people may write, and what each mistake is told like."""

from __future__ import annotations

import os
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from agendas.agenda import (
    Agenda,
    CandidateRule,
    CapacityRule,
    ExportRule,
    LineRule,
    Method,
    Period,
    Person,
    Ranking,
    Role,
    Stage,
    StageKind,
    TieRule,
)
from agendas.agenda_file import AgendaMistakes, load, parse
from agendas.decisions import Reason
from agendas.language import ENGLISH
from agendas.workspace_folder import template

OWN = Path(__file__).parents[1] / "data" / "agendas"

#: A whole agenda by its parts, so that a test changes only the one that it is about.
PARTS = {
    "series": "series: Tiny\n",
    "period": "period: monthly\n",
    "people": "people: [A. Haddad, 'M. Okafor, IT, it']\n",
    "stages": "stages: [open: 1, close: 1]\n",
}


def told(text: str) -> list[str]:
    """What is said about this agenda; nothing if it is one."""
    found = parse(text.encode())
    return [ENGLISH.say(m) for m in found.messages] if isinstance(found, AgendaMistakes) else []


def read(text: str) -> Agenda:
    """The agenda in this text, which has no mistake."""
    found = parse(text.encode())
    assert isinstance(found, Agenda), told(text)
    return found


def whole(**parts: str) -> str:
    """The small agenda with some parts put in place of its own or behind them."""
    return "".join({**PARTS, **parts}.values())


def test_the_monthly_agenda_means_what_it_says() -> None:
    voter, it = Role.VOTER, Role.IT
    minutes = {
        "open": 3, "promised": 7, "talk": 5, "capacity": 3, "ready": 7, "rank": 8, "line": 10,
        "not_this_month": 9, "read_back": 5, "close": 3,
    }  # fmt: skip
    titles = {"talk": "IT's word"}
    assert load(template("monthly")) == Agenda(
        series="IT priorities",
        period=Period.MONTHLY,
        people=(
            Person("lindqvist", "R. Lindqvist", "Sales", (Role.FACILITATOR, voter)),
            Person("meier", "K. Meier", "Finance"),
            Person("haddad", "A. Haddad", "Operations"),
            Person("novak", "S. Novak", "Customer Service"),
            Person("sato", "J. Sato", "Marketing"),
            Person("brandt", "L. Brandt", "Human Resources", (voter, Role.SCRIBE)),
            Person("okafor", "M. Okafor", "IT", (it,)),
        ),
        stages=tuple(
            Stage(kind, StageKind(kind), length, titles.get(kind, ""))
            for kind, length in minutes.items()
        ),
        quorum=4,
        capacity=CapacityRule(Decimal(40), Decimal(6)),
    )


def test_the_fortnightly_agenda_means_what_it_says() -> None:
    minutes = {
        "open": 2, "promised": 4, "capacity": 2, "rank": 6, "line": 7, "not_this_month": 5,
        "read_back": 3, "close": 1,
    }  # fmt: skip
    assert load(template("fortnightly")) == Agenda(
        series="IT priorities",
        period=Period.FORTNIGHTLY,
        people=(
            Person("lindqvist", "R. Lindqvist", "Sales", (Role.FACILITATOR, Role.VOTER)),
            Person("meier", "K. Meier", "Finance"),
            Person("haddad", "A. Haddad", "Operations"),
            Person("novak", "S. Novak", "Customer Service"),
            Person("okafor", "M. Okafor", "IT", (Role.IT,)),
        ),
        stages=tuple(Stage(kind, StageKind(kind), length) for kind, length in minutes.items()),
        quorum=3,
        candidates=CandidateRule(20, 1),
        capacity=CapacityRule(Decimal(20), Decimal(3)),
        ranking=Ranking(dots=5),
    )


@pytest.mark.parametrize(("name", "minutes"), [("monthly", 60), ("fortnightly", 30)])
def test_a_shipped_agenda_is_as_long_as_promised(name: str, minutes: int) -> None:
    agenda = load(template(name))
    assert isinstance(agenda, Agenda)
    assert agenda.minutes == minutes


def test_an_agenda_in_own_words_is_read_with_everything_changed() -> None:
    assert load(OWN / "own_words.yaml") == Agenda(
        series="Prioritäten: jede zweite Woche",
        period=Period.FORTNIGHTLY,
        people=(
            Person("lindstrom", "Åsa Lindström"),
            Person("meier", "Meier, Karl", "Einkauf"),
            Person("meier-2", "B. Meier", "Verkauf", (Role.VOTER, Role.SCRIBE)),
            Person("it", "王伟", "", (Role.IT,)),
            Person("person", "李娜", "市场部"),
            Person("berg", "P. van der Berg", "Lager", (Role.GUEST,)),
            Person("revision", "Revision", "", (Role.INFORMED,)),
        ),
        stages=(
            Stage("open", StageKind.OPEN, 1),
            Stage("talk", StageKind.TALK, 4, "Lob"),
            Stage("line", StageKind.LINE, 5),
            Stage("talk-2", StageKind.TALK, 3),
            Stage("not_this_month", StageKind.NOT_THIS_MONTH, 2, "Was wir nicht tun"),
            Stage("close", StageKind.CLOSE, 1),
        ),
        language="de-AT",
        time_zone="Europe/Vienna",
        quorum=2,
        it_required=False,
        ready=("problem", "sponsor"),
        candidates=CandidateRule(12, 0),
        capacity=CapacityRule(Decimal("12.5"), Decimal("2.25")),
        ranking=Ranking(Method.CONSENT, 6, 3, True, True, (TieRule.WAITING, TieRule.PERSON)),
        line=LineRule.STOP,
        digits=(Reason.OTH, Reason.VAL),
        show_codes=False,
        exports=ExportRule(("markdown", "json"), ("/srv/share", "../wall")),
    )


def test_what_is_left_out_has_its_usual_value() -> None:
    bare = load(OWN / "smallest.yaml")
    assert isinstance(bare, Agenda)
    usual = Agenda(bare.series, bare.period, bare.people, bare.stages)
    assert bare == usual
    emptied = whole(rest="ready:\nquorum:\nlanguage:\nranking:\n  dots:\nexports:\n  folders:\n")
    assert read(emptied) == usual


@pytest.mark.parametrize("word", ["no", "on", "22:30:00", "017", "1_000", "3.10", "null", "=1+1"])
def test_a_name_is_never_taken_for_a_number_or_a_yes(word: str) -> None:
    found = read(whole(series=f"series: {word}\n", people=f"people: [{word}, 'I, {word}, it']\n"))
    assert found.series == found.people[0].name == found.people[1].department == word


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    found = load(OWN / "many_mistakes.yaml")
    assert isinstance(found, AgendaMistakes)
    assert [ENGLISH.say(message) for message in found.messages] == [
        'many_mistakes.yaml:2:9: period: "montly" is unknown; did you mean "monthly"?',
        'many_mistakes.yaml:3:1: agenda: "capcity" is unknown; did you mean "capacity"?',
        'many_mistakes.yaml:8:17: people[2].roles: "vioter" is unknown; did you mean "voter"?',
        'many_mistakes.yaml:11:11: stages[2].rank: a whole number, 1 to 240, not "ten"',
        'many_mistakes.yaml:15:12: candidates.at_most: a whole number, 1 to 500, not "1_000"',
        'many_mistakes.yaml:17:9: capacity.days: a number of days, 0 to 1000, not "forty"',
        "many_mistakes.yaml:18:12: capacity.reserve: a number of days, 0 to 1000, in quarters"
        ' (0.25, 0.5, 0.75), not "2.3"',
        'many_mistakes.yaml:20:17: reasons.digits: "NDR" is unknown; did you mean "NRD"?',
        'many_mistakes.yaml:20:22: reasons.digits: "CAP" is here twice',
    ]


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    def said(path: Path) -> list[str]:
        found = load(path)
        assert isinstance(found, AgendaMistakes)
        return [ENGLISH.say(message) for message in found.messages]

    missing = tmp_path / "agenda.yaml"
    assert said(missing) == [f"{missing}: there is no such file"]
    assert said(tmp_path) == [f"{tmp_path}: this is not a file"]
    (tmp_path / "huge.yaml").write_bytes(b"#" * 1_000_001)
    assert said(tmp_path / "huge.yaml") == [
        "huge.yaml: the file is too large; at most 1000000 bytes are read"
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "agenda.yaml"
    os.mkfifo(pipe)
    assert isinstance(load(pipe), AgendaMistakes)


TEMPLATE = template("monthly").read_text(encoding="utf-8")


@given(st.integers(0, len(TEMPLATE)), st.integers(0, 60), st.text(max_size=30))
def test_no_edit_of_an_agenda_makes_reading_raise(start: int, length: int, typed: str) -> None:
    text = TEMPLATE[:start] + typed + TEMPLATE[start + length :]
    found = parse(text.encode("utf-8", "surrogatepass"))
    if isinstance(found, AgendaMistakes):
        assert found.mistakes
        said = "".join(ENGLISH.say(message) for message in found.messages)
        assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in said)
    else:
        assert found.voters


WORDS = st.sampled_from(
    ["series", "people", "stages", "open", "close", "talk", "title", "name", "roles", "id", "it",
     "capacity", "days", "ranking", "ties", "reasons", "digits", "CAP", "quorum", "half", "5", "",
     "time_zone", "UTC", "exports", "folders", "ready", "line", "A, B, it", "monthly", "period"]
)  # fmt: skip
TREES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=5),
    max_leaves=25,
)


@given(st.dictionaries(WORDS, TREES, max_size=9))
def test_no_tree_of_known_words_makes_reading_raise(tree: object) -> None:
    class Writer(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:
            return True

    found = parse(yaml.dump(tree, Dumper=Writer).encode())
    assert isinstance(found, Agenda) or found.mistakes
