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

# A loaded machine is no bug: examples are not timed. In CI the same examples run each time.
settings.register_profile(
    "calm",
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
