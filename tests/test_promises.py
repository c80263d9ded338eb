"""Every promise of the README has tests that prove it, and every test that it names is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def promises() -> tuple[set[str], dict[str, list[str]]]:
    """The numbers of the table, and the tests that are named for each number."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text.partition("### What it promises about your data")[2].partition("\n## ")[0]
    proofs = section.partition("<!-- proofs: begin -->")[2].partition("<!-- proofs: end -->")[0]
    named = {}
    for number, tests in re.findall(r"^(\d+)\. (.+(?:\n +.+)*)", proofs, re.MULTILINE):
        named[number] = re.findall(r"`(\S+::\S+)`", tests)
    return set(re.findall(r"^\| (\d+) \|", section, re.MULTILINE)), named


def test_every_promise_names_a_test() -> None:
    numbers, named = promises()
    assert len(numbers) >= 16
    assert numbers == set(named)
    assert all(named.values())


def test_every_test_that_is_named_is_collected() -> None:
    for test in (test for tests in promises()[1].values() for test in tests):
        file, _colons, name = test.partition("::")
        path = ROOT / file
        assert path.name.startswith("test_"), test
        found = [
            node
            for node in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name
        ]
        assert len(found) == 1, test
        marks = {ast.unparse(mark) for mark in found[0].decorator_list}
        assert not any(re.search(r"mark\.(skip\b|xfail)", mark) for mark in marks), test
