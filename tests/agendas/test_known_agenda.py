"""An agenda that was read before is not parsed again, and never outlives its bytes."""

from __future__ import annotations

import pytest

from agendas import agenda_file
from agendas.agenda import Agenda
from agendas.known_agenda import AGENDA, load_known
from agendas.workspace_folder import TEMPLATES, template


@pytest.fixture
def parsed(monkeypatch):
    """How often a file was parsed."""
    times = []
    parse = agenda_file.parse
    monkeypatch.setattr(
        agenda_file, "parse", lambda data, file: (times.append(file), parse(data, file))[1]
    )
    return times


@pytest.mark.parametrize("name", TEMPLATES)
def test_what_is_kept_is_what_was_read(tmp_path, parsed, name):
    first = load_known(template(name), tmp_path)
    assert isinstance(first, Agenda)
    assert load_known(template(name), tmp_path) == first == agenda_file.load(template(name))
    assert len(parsed) == 2  # once each: by load_known and by load


def test_other_bytes_are_read_anew(tmp_path):
    file = tmp_path / AGENDA
    text = template("monthly").read_text()
    file.write_text(text)
    before = load_known(file, tmp_path)
    file.write_text(text.replace("IT priorities", "Something else"))
    assert load_known(file, tmp_path) == agenda_file.load(file) != before


def test_mistakes_are_said_each_time(tmp_path, parsed):
    file = tmp_path / AGENDA
    file.write_text("series: [")
    assert load_known(file, tmp_path) == load_known(file, tmp_path) == agenda_file.load(file)
    assert load_known(tmp_path / "none.yaml", tmp_path) == agenda_file.load(tmp_path / "none.yaml")


@pytest.mark.parametrize("spoiled", [b"", b"{}", b"\xff\n\xff", None])
def test_a_spoiled_copy_is_no_agenda(tmp_path, spoiled):
    first = load_known(template("monthly"), tmp_path)
    (kept,) = (tmp_path / "agendas").iterdir()
    key = kept.read_bytes().partition(b"\n")[0]
    kept.write_bytes(key + b"\n{}" if spoiled is None else spoiled)
    assert load_known(template("monthly"), tmp_path) == first


def test_where_nothing_can_be_kept_the_file_is_parsed(tmp_path):
    nowhere = tmp_path / "file"
    nowhere.write_text("")
    assert load_known(template("monthly"), nowhere) == agenda_file.load(template("monthly"))
