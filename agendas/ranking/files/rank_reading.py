"""Reads a file for `notthismonth rank`: YAML or JSON, every mistake with its line and column."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from agendas.agenda import LineRule
from agendas.fields import Mistakes, Section, text_of, words
from agendas.language import _
from agendas.ranking.files.ballot_reading import BallotReader
from agendas.ranking.files.json_tree import looks_like_json, read_json
from agendas.ranking.files.number_reading import as_days, columns_of, days_of, not_negative, present
from agendas.ranking.files.rank_file import MOST_BYTES, MOST_REQUESTS, FileRequest, RankFile
from agendas.ranking.files.rank_scores import size_in
from agendas.ranking.files.score_reading import formula_of
from agendas.strict_yaml import Listing, Mapping, Mistake, Node, Reading, clipped, read

FILE_KEYS = ("requests", "ballots", "score", "capacity", "line", "one_vote_per_department")
_REQUEST = ("id", "title", "effort", "department", "waited", "scores")


class WholeFile(Section):
    """The keys of the whole file."""

    def path(self, key: str = "") -> str:
        return key or "file"


def read_rank_file(data: bytes) -> RankFile | tuple[Mistake, ...]:
    """What the file holds, or everything that is wrong with it; never raises."""
    reading = tree_of(data)
    mistakes = Mistakes(reading.mistakes)
    if reading.root is None:
        return tuple(mistakes.found)
    if not isinstance(reading.root, Mapping):
        mistakes.at(reading.root, _("the keys requests and ballots are expected here"))
        return tuple(mistakes.found)
    found = _file(WholeFile(reading.root, "", mistakes, FILE_KEYS))
    return tuple(mistakes.found) if mistakes.found else found


def tree_of(data: bytes) -> Reading:
    """The tree of a file that is YAML or JSON, whatever it is called."""
    reading = read(data, MOST_BYTES)
    if reading.root is None and looks_like_json(data):
        # JSON is nearly YAML, but not where a tab indents or an escape is half a character.
        return read_json(data, MOST_BYTES)
    return reading


def _file(file: Section) -> RankFile:
    mistakes = file.mistakes
    requests = tuple(_requests(file))
    ballots = BallotReader(mistakes, frozenset(each.id for each in requests)).ballots(file)
    score = present(file.get("score"))
    capacity = present(file.get("capacity"))
    return RankFile(
        requests,
        ballots,
        None if score is None else formula_of(score, mistakes),
        None if capacity is None else days_of(capacity, "capacity", mistakes),
        file.choice("line", LineRule.SKIP, words(LineRule)),
        file.yes("one_vote_per_department", False),
    )


def _requests(file: Section) -> Iterator[FileRequest]:
    shape = _("a list of requests, such as [A, B]")
    whole = file.needed("requests", shape)
    if present(whole) is None:
        return
    nodes = file.items("requests", shape, MOST_REQUESTS) or ()
    if isinstance(whole, Listing) and not nodes:
        file.mistakes.at(whole, _("requests: there is none in this list"))
    lines: dict[str, int] = {}
    for place, node in enumerate(nodes, start=1):
        found = _request(node, f"requests[{place}]", file.mistakes)
        if found is None:
            continue
        if found.id in lines:
            what = _(
                '{field}: the id "{id}" is here a second time; the first is in line {line}',
                field=f"requests[{place}]",
                id=clipped(found.id),
                line=lines[found.id],
            )
            file.mistakes.at(node, what)
            continue
        lines[found.id] = node.line
        yield found


def _request(node: Node, path: str, mistakes: Mistakes) -> FileRequest | None:
    if not isinstance(node, Mapping):
        id = text_of(node, path, mistakes, _("the id of a request"))
        return FileRequest(id) if id else None
    keys = Section(node, path, mistakes, _REQUEST)
    keys.needed("id", _("the id of the request"))
    id = keys.text("id", "", _("the id of the request"))
    if not id:
        return None
    effort = present(keys.get("effort"))
    days = None if effort is None else days_of(effort, keys.path("effort"), mistakes)
    columns = present(keys.get("scores"))
    scores = columns_of(columns, keys.path("scores"), mistakes)
    size = size_in(dict(scores))
    if columns is not None and size is not None and size < 0:
        mistakes.at(columns, not_negative(keys.path("scores")))
    if size is None:
        size = None if days is None else Fraction(days)
    elif days is None:
        days = as_days(size)
    return FileRequest(
        id,
        keys.text("title", "", _("a title"), 2000),
        days,
        size,
        keys.text("department", "", _("the name of a department")),
        keys.whole("waited", 0, 0, 1_000_000),
        scores,
    )
