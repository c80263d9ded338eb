"""Reads the ballots of a file: orders, dots and scores, each on requests that exist."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from agendas.fields import Mistakes, Section
from agendas.language import _
from agendas.ranking.files.number_reading import columns_of, not_negative, number_of, present
from agendas.ranking.files.rank_file import MOST_BALLOTS, FileBallot
from agendas.ranking.poll import Number
from agendas.strict_yaml import Listing, Mapping, Node, Scalar, clipped

_BALLOT = ("voter", "votes", "department", "order", "dots", "scores")
_MOST_VOTES = 999_999_999

Pairs = tuple[tuple[str, Fraction], ...]


class BallotReader:
    """Turns ballots into values; what is wrong is noted and left out."""

    def __init__(self, mistakes: Mistakes, requests: frozenset[str]) -> None:
        self.mistakes = mistakes
        self.requests = requests
        self.voters: dict[str, int] = {}

    def ballots(self, file: Section) -> tuple[FileBallot, ...]:
        """All of them, in the order of the file."""
        return tuple(self._ballots(file))

    def _ballots(self, file: Section) -> Iterator[FileBallot]:
        shape = _("a list of ballots, each with voter, and order or dots")
        for place, node in enumerate(file.items("ballots", shape, MOST_BALLOTS) or (), start=1):
            path = f"ballots[{place}]"
            if isinstance(node, Mapping):
                yield self._ballot(node, path, place)
            elif present(node) is not None:
                self.mistakes.expected(node, path, _("keys with values: voter, and order or dots"))

    def _ballot(self, node: Mapping, path: str, place: int) -> FileBallot:
        keys = Section(node, path, self.mistakes, _BALLOT)
        voter = self._voter(keys, place)
        order, dots = present(keys.get("order")), present(keys.get("dots"))
        scores = present(keys.get("scores"))
        if order is None and dots is None and scores is None:
            self.mistakes.at(node, _("{field}: an order, dots or scores are missing", field=path))
        return FileBallot(
            voter,
            keys.whole("votes", 1, 0, _MOST_VOTES),
            keys.text("department", "", _("the name of a department")),
            None if order is None else self._order(order, keys.path("order")),
            None if dots is None else self._dots(dots, keys.path("dots")),
            None if scores is None else self._scores(scores, keys.path("scores")),
        )

    def _voter(self, keys: Section, place: int) -> str:
        """The voter's name; who has none is called by the place of the ballot."""
        named = present(keys.get("voter"))
        voter = keys.text("voter", "", _("the name of the voter")) if named else ""
        voter = voter or f"#{place}"
        if voter in self.voters:
            what = _(
                "{field}: {voter} has voted before, in line {line}",
                field=keys.path("voter"),
                voter=clipped(voter),
                line=self.voters[voter],
            )
            self.mistakes.at(named or keys.node, what)
        self.voters.setdefault(voter, keys.node.line)
        return voter

    def _order(self, node: Node, path: str) -> tuple[tuple[str, ...], ...]:
        if (plain := self._plain_order(node)) is not None:
            return plain
        seen: set[str] = set()
        bands: list[tuple[str, ...]] = []
        for each in node.items if isinstance(node, Listing) else (node,):
            inner = each.items if isinstance(each, Listing) else (each,)
            band = tuple(id for one in inner if (id := self._once(one, path, seen)))
            if band:
                bands.append(band)
        return tuple(bands)

    def _plain_order(self, node: Node) -> tuple[tuple[str, ...], ...] | None:
        """An order without ties and mistakes, which are most of them: read at once."""
        if not isinstance(node, Listing):
            return None
        ids = [each.text for each in node.items if isinstance(each, Scalar)]
        named = set(ids)
        if len(ids) < len(node.items) or len(named) < len(ids) or not named <= self.requests:
            return None
        return tuple((id,) for id in ids)

    def _once(self, node: Node, path: str, seen: set[str]) -> str:
        id = self._known(node, path)
        if id in seen:
            what = _('{field}: "{id}" is in this ballot twice', field=path, id=clipped(id))
            self.mistakes.at(node, what)
            return ""
        if id:
            seen.add(id)
        return id

    def _known(self, node: Node, path: str) -> str:
        """The id that is named, "" after noting that there is no such request."""
        if not isinstance(node, Scalar):
            self.mistakes.expected(node, path, _("the id of a request"))
            return ""
        id = node.text.strip()
        if id in self.requests:
            return id
        what = _('{field}: there is no request "{id}"', field=path, id=clipped(id))
        self.mistakes.at(node, what)
        return ""

    def _dots(self, node: Node, path: str) -> tuple[tuple[str, Number], ...]:
        if not isinstance(node, Mapping):
            self.mistakes.expected(node, path, _("requests with their dots, such as A: 2"))
            return ()
        found: list[tuple[str, Number]] = []
        for key, value in node.pairs:
            field = f"{path}.{clipped(key.text)}"
            id, dots = self._known(key, path), number_of(value, field, self.mistakes)
            if dots is not None and dots < 0:
                self.mistakes.at(value, not_negative(field))
            elif id and dots is not None:
                # Half a million whole dots are added and compared much quicker than fractions.
                found.append((id, dots.numerator if dots.denominator == 1 else dots))
        return tuple(found)

    def _scores(self, node: Node, path: str) -> tuple[tuple[str, Pairs], ...]:
        if not isinstance(node, Mapping):
            self.mistakes.expected(node, path, _("requests with their scores"))
            return ()
        found: list[tuple[str, Pairs]] = []
        for key, value in node.pairs:
            id, field = self._known(key, path), f"{path}.{clipped(key.text)}"
            if present(value) is None:
                continue
            if isinstance(value, Mapping):
                columns = columns_of(value, field, self.mistakes)
            else:
                whole = number_of(value, field, self.mistakes)
                columns = () if whole is None else (("", whole),)
            if id:
                found.append((id, columns))
        return tuple(found)
