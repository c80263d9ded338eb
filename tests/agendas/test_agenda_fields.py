"""The fields of an agenda: what each mistake is told like, and where."""

from __future__ import annotations

from datetime import date

import pytest

from agendas.agenda import Agenda
from agendas.agenda_file import READY_FIELDS, AgendaMistakes, parse
from agendas.language import ENGLISH
from agendas.request import Request, missing_fields

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


TOP = [
    ("- a\n", "1:1: agenda: keys with values, like “series: IT priorities”, not a list"),
    ("hello\n", '1:1: agenda: keys with values, like “series: IT priorities”, not "hello"'),
    (whole(series=""), "1:1: series is missing: the name of the meeting"),
    (whole(series="series:\n"), "1:8: series is missing: the name of the meeting"),
    (whole(series="series: [a]\n"), "1:9: series: the name of the meeting, not a list"),
    (
        whole(series='series: "a\\nb"\n'),
        "1:9: series: the name of the meeting in one line of at most 200 characters, not",
    ),
    (whole(series=f"series: {'x' * 201}\n"), "1:9: series: the name of the meeting in one line"),
    (whole(period=""), "1:1: period is missing: monthly or fortnightly"),
    (whole(people=""), "1:1: people is missing: a list of people"),
    (whole(stages="stages:\n"), "4:8: stages is missing: a list of stages"),
    (whole(x="colour: red\n"), '5:1: agenda: "colour" is unknown; known are series, period,'),
    (whole(x="Time-Zone: UTC\n"), '5:1: agenda: "Time-Zone" is unknown; did you mean "time_zone"?'),
    (whole(x="series: Again\n"), '5:1: the key "series" is here a second time; the first is in'),
]  # fmt: skip


FIELDS = [
    ("period: {a: b}", "period: monthly or fortnightly, not keys with values"),
    ("language: German", 'language: the code of a language, like en or de, not "German"'),
    ("time_zone: Mars/Olympus", 'time_zone: a time zone, like Europe/Stockholm, not "Mars/Oly'),
    ("time_zone: Europe/Stokholm", "time_zone: a time zone, like Europe/Stockholm, not"),
    ("time_zone: america/new york", "time_zone: a time zone, like America/New_York, not"),
    ("time_zone: ../../etc/passwd", "time_zone: a time zone, like"),
    ("time_zone: Europe", "time_zone: a time zone, like"),
    ("quorum: most", "quorum: half (more than half of the voters), or a number of voters, not"),
    ("quorum: 2", 'quorum: a whole number, 1 to 1, not "2"'),
    ("quorum: 0", 'quorum: a whole number, 1 to 1, not "0"'),
    ("it_required: maybe", 'it_required: yes or no, not "maybe"'),
    ("ready: [problem, price]", 'ready: "price" is unknown; known are problem, benefit,'),
    ("ready: {problem: yes}", "ready: a list of words: problem, benefit"),
    ("ready: [[problem]]", "ready: problem, benefit, requester"),
    ("candidates: 45", 'candidates: keys with values (at_most or cut_off_days), not "45"'),
    ("candidates: {at_most: 0}", 'candidates.at_most: a whole number, 1 to 500, not "0"'),
    ("candidates: {cut_off_days: -1}", "candidates.cut_off_days: a whole number, 0 to 365"),
    ("candidates: {cutoff_days: 3}", 'candidates: "cutoff_days" is unknown; did you mean "cut_'),
    ("capacity: {days: 1001}", "capacity.days: a number of days, 0 to 1000"),
    ("capacity: {days: 1_0}", 'capacity.days: a number of days, 0 to 1000, not "1_0"'),
    ("capacity: {days: 1e2}", 'capacity.days: a number of days, 0 to 1000, not "1e2"'),
    ("capacity: {days: .inf}", 'capacity.days: a number of days, 0 to 1000, not ".inf"'),
    ("capacity: {days: 22:30:00}", 'capacity.days: a number of days, 0 to 1000, not "22:30:00"'),
    ("capacity: {days: [4]}", "capacity.days: a number of days, 0 to 1000, not a list"),
    (
        "capacity: {days: 5, reserve: 6}",
        'capacity.reserve: at most the 5 days of capacity.days, not "6"',
    ),
    ("ranking: {method: dot}", 'ranking.method: "dot" is unknown; did you mean "dots"?'),
    ("ranking: {dots: 27}", 'ranking.dots: a whole number, 1 to 26, not "27"'),
    ("ranking: {at_most: two}", 'ranking.at_most: a whole number, 1 to 26, not "two"'),
    ("ranking: {one_vote_per_department: 1}", "ranking.one_vote_per_department: yes or no"),
    ("ranking: {secret: never}", 'ranking.secret: "never" is unknown; known are until_reveal and'),
    ("ranking: {ties: [effort, lot]}", 'ranking.ties: "lot" is unknown; known are effort,'),
    ("ranking: {ties: []}", "ranking.ties: a list of words: effort, waiting and person, not a"),
    ("ranking: {ties: [person, person]}", 'ranking.ties: "person" is here twice'),
    ("ranking: {method: borda}", 'ranking.method: "borda" is unknown; did you mean "order"?'),
    ("ranking: {order: {top: 0}}", 'ranking.order.top: a whole number, 1 to 500, not "0"'),
    ("ranking: {order: {result: kemeny}}", 'ranking.order.result: "kemeny" is unknown; known are'),
    ("ranking: {order: {schulze: yes}}", 'ranking.order: "schulze" is unknown; known are top and'),
    ("ranking: {score: {preset: wjsf}}", 'ranking.score.preset: "wjsf" is unknown; did you mean'),
    ("ranking: {score: {preset: weighted}}", "ranking.score.columns is missing: columns with"),
    ("ranking: {score: {columns: {a: 1}}}", "ranking.score.columns: the preset wsjf has its own"),
    (
        "ranking: {score: {preset: weighted, columns: {a: none}}}",
        'ranking.score.columns.a: a weight above 0, such as 3 or 0.25, not "none"',
    ),
    (
        "ranking: {score: {preset: weighted, columns: {a: 1, A: 2}}}",
        "ranking.score.columns.A: this column is here twice",
    ),
    (
        "ranking: {score: {preset: weighted, columns: {effort: 1}}}",
        "ranking.score.columns.effort: this cannot be the name of a column",
    ),
    (
        "ranking: {score: {preset: rice, per_effort: no}}",
        "ranking.score.per_effort: the preset rice has its own",
    ),
    (
        "ranking: {score: {preset: ice, per_effort: yes}}",
        "ranking.score.per_effort: the preset ice has its own",
    ),
    ("ranking: {score: {scale: 0}}", "ranking.score.scale: a whole number, 1 to 1000000"),
    ("ranking: {score: {it: [ease]}}", 'ranking.score.it: "ease" is unknown; known are business'),
    ("ranking: {score: {combine: sum}}", 'ranking.score.combine: "sum" is unknown; known are'),
    ("fairness: {months: 0}", 'fairness.months: a whole number, 1 to 36, not "0"'),
    ("fairness: {for_all: [[a]]}", "fairness.for_all: a label, such as law, not a list"),
    ("line: skips", 'line: "skips" is unknown; did you mean "skip"?'),
    ("reasons: {digits: []}", "reasons.digits: a list of words: CAP, NRD"),
    ("reasons: {digits: [XXX]}", 'reasons.digits: "XXX" is unknown; known are CAP, NRD'),
    (
        "reasons: {digits: [CAP, NRD, EST, DEP, TIM, VAL, EVD, FIT, BUD, RSK]}",
        "reasons.digits: at most nine reasons, one for each digit, not a list",
    ),
    ("reasons: {show_codes: perhaps}", "reasons.show_codes: yes or no"),
    ("exports: {formats: [markdwon]}", 'exports.formats: "markdwon" is unknown; did you mean "ma'),
    ("exports: {folders: [[a]]}", "exports.folders: a folder, not a list"),
    ("exports: {folders: {a: b}}", "exports.folders: a list of folders, not keys with values"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), TOP, ids=[said for _text, said in TOP])
def test_a_mistake_in_the_frame_is_told(text: str, said: str) -> None:
    found = told(text)
    assert len(found) == 1
    assert found[0].startswith(f"agenda.yaml:{said}")


@pytest.mark.parametrize(("line", "said"), FIELDS, ids=[line for line, _said in FIELDS])
def test_a_mistake_in_a_field_is_told_at_the_value(line: str, said: str) -> None:
    key = line.partition(":")[0]
    text = whole(**{key: f"{line}\n"})
    found = told(text)
    assert len(found) == 1
    _file, row, column, what = found[0].split(":", 3)
    assert what.strip().startswith(said)
    assert text.splitlines()[int(row) - 1] == line
    assert int(column) > len(key)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("capacity: {days: forty}", "agenda.yaml:5:18: "),
        ("quorum: 7", "agenda.yaml:5:9: "),
        ("ready: [problem, price]", "agenda.yaml:5:18: "),
        ("candidates: {cutoff: 3}", "agenda.yaml:5:14: "),
        ("exports: {folders: [a, [b]]}", "agenda.yaml:5:24: "),
    ],
)
def test_a_mistake_names_its_line_and_column(line: str, place: str) -> None:
    assert [sentence[: len(place)] for sentence in told(whole(rest=f"{line}\n"))] == [place]


def test_the_ready_checklist_asks_only_for_what_a_request_can_lack() -> None:
    empty = Request("R-001", "A title", date(2026, 12, 1))
    assert missing_fields(empty, READY_FIELDS) == READY_FIELDS


@pytest.mark.parametrize("word", ["yes", "Yes", "ON", "true"])
def test_a_yes_is_a_yes_in_every_spelling(word: str) -> None:
    assert read(whole(it=f"it_required: {word}\n")).it_required


def test_more_mistakes_than_anybody_reads_are_counted() -> None:
    found = told(whole(rest="".join(f"key{n}: 1\n" for n in range(120))))
    assert len(found) == 101
    assert found[-1] == "agenda.yaml: 20 more mistakes are not listed"


def test_an_endless_list_of_words_is_cut_off() -> None:
    assert len(told(whole(rest=f"ready: {'a,' * 400_000}\n"))) == 101


def test_the_rules_of_every_method_are_read() -> None:
    found = read(
        whole(
            rest="""
ranking:
  method: score
  order: {top: 5, result: Schulze}
  score:
    preset: weighted
    columns: {Benefit: 3, time pressure: 0.5}
    per_effort: yes
    scale: 20
    it: [time_pressure]
fairness: {months: 3, for_all: [law, safety]}
"""
        )
    )
    assert found.ranking.method == "score"
    assert (found.ranking.order.top, found.ranking.order.counting) == (5, "schulze")
    rule = found.ranking.score
    assert [(c.name, c.weight) for c in rule.columns] == [
        ("benefit", "3"),
        ("time_pressure", "1/2"),
    ]
    assert (rule.per_effort, rule.scale, rule.by_it) == (True, 20, ("time_pressure",))
    assert (found.fairness.months, found.fairness.for_all) == (3, ("law", "safety"))
    assert read(whole(rest="ranking: {order: {top: all}}\n")).ranking.order.top == 0
