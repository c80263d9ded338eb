"""What every test may rely on: the same surroundings everywhere, the real data where it is."""

from __future__ import annotations

import importlib.util
import os
import time
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, settings

DATA = Path(__file__).parents[2] / "shared" / "data"

# Loops that could go on for ever run for a moment; with NOTTHISMONTH_LONG=1 for many minutes.
LONG = bool(os.environ.get("NOTTHISMONTH_LONG"))

# A loaded machine is no bug: examples are not timed. In CI the same examples run each time.
settings.register_profile(
    "calm",
    max_examples=500 if LONG else 40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
    print_blob=True,
)
settings.load_profile("calm")

# Each of these changes what is drawn, said or opened.
SURROUNDINGS = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "LANGUAGE", "NOTTHISMONTH")


def pytest_configure() -> None:
    """Freeze what libraries read once, before any of them is imported."""
    for name in list(os.environ):
        if name in SURROUNDINGS or name.startswith("TEXTUAL"):
            del os.environ[name]
    os.environ.update(TZ="UTC", LC_ALL="C.UTF-8", TERM="xterm-256color", COLORTERM="truecolor")
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, so that no test reads or changes what its user has."""
    folder = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder))
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(folder / kind.lower()))
    return folder


def _real(folder: str) -> Path:
    path = DATA / folder
    if not path.is_dir():
        pytest.skip(f"the real {folder} data is not beside this checkout (shared/data/{folder})")
    return path


@pytest.fixture(scope="session")
def backlogs() -> Path:
    """The folder of real tracker exports; its `index.json` says what each one holds."""
    return _real("backlogs")


@pytest.fixture(scope="session")
def ranking_examples() -> Path:
    """The folder of published ranking examples, one JSON file each."""
    return _real("ranking")


@pytest.fixture(scope="session")
def hostile_corpus() -> ModuleType:
    """The texts of `tests/hostile.py`: `TEXTS`, and `EVERYTHING` with what no file can hold."""
    path = Path(__file__).with_name("hostile.py")
    spec = importlib.util.spec_from_file_location("hostile_corpus", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TWO_YEARS = """
add "Order form" requester Ada department Sales
fill R-001 problem "six steps"
fill R-001 benefit "saves 3 h a week"
fill R-001 effort 3
fill R-001 done_means "measured in week 10"
add "Stock report"
add "Labels that stick" department Logistics
add "报表自动生成"
meeting 2026-12-01
table R-001 R-002 R-003 R-004
present
capacity 8
note "nobody waits for an order form any more"
commit R-001 owner "M. Okafor" due 2026-12-20 deliverable "a form"
not R-002 CAP until 2027-01-05 teller Meier
stage line
rest
stage close
finalise
year
add "Second price list"
meeting 2027-01-05
table R-005
present
capacity 5
stage line
rest
stage close
finalise
add "Chat on the website"
"""


@pytest.fixture(scope="session")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a final meeting in each of two years; to be copied, never changed."""
    from datetime import UTC, date, datetime

    from agendas.agenda import Agenda
    from agendas.agenda_file import AGENDA, load
    from agendas.meeting.clock import ScriptClock
    from agendas.meeting.commands.grammar import parse
    from agendas.meeting.commands.spec import Refused
    from agendas.session import open_session
    from agendas.workspace_folder import init_workspace

    folder = tmp_path_factory.mktemp("two_years") / "priorities"
    assert isinstance(init_workspace(folder), Path)
    agenda = load(folder / AGENDA)
    assert isinstance(agenda, Agenda)
    clock = ScriptClock(datetime(2026, 12, 1, 9, tzinfo=UTC))
    session = open_session(folder, agenda, clock, "Ada")
    for line in TWO_YEARS.strip().splitlines():
        word, _, rest = line.partition(" ")
        if word == "year":
            clock.set(datetime(2027, 1, 5, 9, tzinfo=UTC))
            continue
        if word == "meeting":
            done = session.open_meeting(date.fromisoformat(rest))
        else:
            command = parse(line, session.situation)
            assert not isinstance(command, Refused), (line, command)
            done = session.do(command, line)
        assert not isinstance(done, Refused), (line, done)
    session.close()
    return folder
